"""What of a key a change is about: told by the order itself, or by what the history keeps of it."""

from collections.abc import Mapping
from enum import Flag, auto

from enroll_app.domain.operations import Intent, Removal
from enroll_app.domain.pin import PinRule


class Touched(Flag):
    """PIN: it gets a new one. PIN_AWAY: it has none any more. VALIDITY: its first or last day. LEVELS: its levels."""

    PIN = auto()
    PIN_AWAY = auto()
    VALIDITY = auto()
    LEVELS = auto()


NOTHING = Touched(0)


def touched_by(intent: Intent) -> Touched:
    """What an order is about."""
    if isinstance(intent, Removal):
        return NOTHING
    pin = {PinRule.LEAVE: NOTHING, PinRule.CLEAR: Touched.PIN_AWAY}
    found = pin.get(intent.pin, Touched.PIN) if isinstance(intent.pin, PinRule) else Touched.PIN
    if intent.validity.start or intent.validity.end:
        found |= Touched.VALIDITY
    return found | Touched.LEVELS if intent.levels is not None else found


def touched_then(meant: Mapping[str, object]) -> Touched:
    """The same by what the history keeps: values by their names on the wire."""
    found = NOTHING
    if "pin" in meant:
        found |= Touched.PIN_AWAY if meant["pin"] == "clear" else Touched.PIN
    if "valid_from_date" in meant or "valid_to_date" in meant:
        found |= Touched.VALIDITY
    return found | Touched.LEVELS if "access_levels" in meant else found
