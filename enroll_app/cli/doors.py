"""What door systems say, in values and lines."""

from collections.abc import Mapping

from enroll_app.domain.door_words import error_words, event_words
from enroll_app.domain.enrollment import SystemStatus


def event_meaning(kind: int) -> str:
    """What an event of this type says; an unknown type by its number."""
    return event_words(kind).format(kind=kind)


def error_meaning(error_type: str) -> str:
    """Why a door system would not take a key; a word that is not documented stands for itself."""
    return error_words(error_type).format(error_type=error_type)


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
