"""What door systems say, in words. Sources: IntServ Access API, "Event Types" and `/accesskeys/status`."""

from collections.abc import Mapping

from enroll_app.domain.enrollment import SystemStatus

# The types of events; below 200 the door opened.
FIRST_DENIAL = 200
_MEANINGS = {
    100: "let in",
    101: "let in by a code",
    102: "let in by a card",
    103: "let in by a card and its PIN",
    104: "opened by the exit button",
    105: "let in by the door's common code",
    200: "turned away",
    201: "turned away: no system knows this card or code",
    202: "turned away: the key has expired",
    203: "turned away: the key is on the block list",
    204: "turned away: the key is disabled",
    205: "turned away: the door asks for a PIN, and the key has none",
    206: "turned away: the key is not allowed at this door",
    207: "turned away: not allowed at this time",
}
# The one that is documented; the set is open, and others are shown by their names.
_ERRORS = {"CodeNotEnabled": "this door system does not take codes; somebody has to enable them there"}


def event_meaning(kind: int) -> str:
    """What an event of this type says; an unknown type by its number."""
    return _MEANINGS.get(kind) or f"{'turned away' if kind >= FIRST_DENIAL else 'let in'} (event type {kind})"


def error_meaning(error_type: str) -> str:
    """Why a door system would not take a key; a word that is not documented stands for itself."""
    return _ERRORS.get(error_type) or f"the door system's own word for it is “{error_type}”"


def system_values(system: SystemStatus) -> dict[str, str | None]:
    """What one door system made of a key. meaning: of its error, in words."""
    error = system.error_type or None
    return {
        "system_id": system.system_id,
        "state": system.state.value,
        "error_type": error,
        "meaning": error_meaning(error) if error else None,
    }


def system_words(values: Mapping[str, str | None]) -> str:
    """The same in a line for a person."""
    line = f"{values['system_id']}: {values['state']}"
    return f"{line} {values['error_type']} ({values['meaning']})" if values["error_type"] else line
