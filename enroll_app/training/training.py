"""What a test or a demonstration holds in its hands: the records, the faults and the key of one training server."""

import secrets
from datetime import UTC, datetime

from .faults import Faults
from .identification import Spelling
from .state import Clock, State


def system_clock() -> datetime:
    """The time of this computer, in UTC."""
    return datetime.now(UTC)


class Training:
    """One training service, without its network.

    key: the bearer key that requests must carry. spelling: how answers spell identifications. clock: tells the time
    in UTC. scale: factor on the seconds that changes take to reach the door systems (0: at once).
    """

    def __init__(
        self,
        key: str | None = None,
        *,
        spelling: Spelling = "other",
        clock: Clock = system_clock,
        scale: float = 1.0,
        seeded: bool = True,
    ) -> None:
        self.key = key or secrets.token_urlsafe(32)
        self.spelling = spelling
        self.state = State(clock, scale=scale, seeded=seeded)
        self.faults = Faults()

    def rotate_key(self) -> str:
        """Make a new key. The old one is refused from now on, as when it is renewed in the vendor's portal."""
        self.key = secrets.token_urlsafe(32)
        return self.key

    def lets_in(self, authorization: list[str]) -> bool:
        """Whether the one `Authorization` header carries the key. Compared in constant time."""
        if len(authorization) != 1:
            return False
        scheme, _, given = authorization[0].partition(" ")
        right = secrets.compare_digest(given.strip().encode(), self.key.encode())
        return right and scheme.lower() == "bearer"
