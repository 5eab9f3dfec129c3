"""How much time went by, whatever the clock on the wall is set to.

Waiting times and quarantines are counted in it: a clock that is put forward must not end them, and one that is put
back must not make them last for years.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment by the computer's own count. boot: which run of the computer; seconds: since some moment in it."""

    boot: str
    seconds: float

    def since(self, earlier: "Instant") -> float | None:
        """Seconds from `earlier` to this; None where they are of different runs of the computer."""
        if self.boot != earlier.boot or self.seconds < earlier.seconds:
            return None
        return self.seconds - earlier.seconds
