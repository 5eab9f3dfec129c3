"""What a person takes along with the card, on paper: values, for a face to put into words."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import ANSWERED, Outcome, Removal
from enroll_app.domain.pin import Pin
from enroll_app.domain.truth import comes_to
from enroll_app.domain.validity import Validity
from enroll_app.services.shown_result import ShownResult, holder_of


@dataclass(frozen=True, slots=True)
class Slip:
    """name: whose key it is. doors: the access levels' names; None where the service did not say which the key has.

    made_at: in UTC. desk: where it was made. pin: the one that was drawn; None where the person chose it, or there is
    none. code: the digits of the code that the service made; empty for a card's key.
    """

    name: str
    validity: Validity
    doors: tuple[str, ...] | None
    made_at: datetime
    desk: str = ""
    pin: Pin | None = None
    code: str = field(default="", repr=False)

    @property
    def secret(self) -> bool:
        """Whether it shows what opens doors, so that it must not come to lie on a disk."""
        return self.pin is not None or bool(self.code)


def slip_of(shown: ShownResult, levels: tuple[AccessLevel, ...], made_at: datetime, desk: str) -> Slip | None:
    """The slip of the key on the result page; None where there is no key. levels: those that the service has."""
    outcome = shown.outcome
    if outcome is None or outcome.state not in ANSWERED or isinstance(outcome.intent, Removal):
        return None
    pin = outcome.intent.pin if shown.pin_drawn and isinstance(outcome.intent.pin, Pin) else None
    return Slip(holder_of(outcome), comes_to(outcome), _doors(outcome, levels), made_at, desk, pin, shown.code)


def _doors(outcome: Outcome, levels: tuple[AccessLevel, ...]) -> tuple[str, ...] | None:
    """The names of the key's levels, each with its system where two have the same name."""
    ids: tuple[UUID, ...] | None = outcome.record.levels if outcome.record else None
    if ids is None:
        ids = None if isinstance(outcome.intent, Removal) else outcome.intent.levels
    if ids is None:
        return None
    found = [level for level in levels if level.level_id in ids]
    names = [level.name for level in levels]
    return tuple(sorted(one.full_name if names.count(one.name) > 1 else one.name for one in found))
