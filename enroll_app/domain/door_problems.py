"""What a door system would not do, as a cause and a remedy for the person at the desk.

Sources: IntServ Access API, `/accesskeys/status` (`error_type` is an open set, of which `CodeNotEnabled` alone is
documented by its name) and "Event Types".
"""

import re

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.problems import Problem

_CODE_NOT_ENABLED = "CodeNotEnabled"
# The other two reasons that the vendor describes have no documented names. A name that holds these words says so; it
# is shown beside them, so that nobody has to believe us.
_MANAGED_OUTSIDE = frozenset({"unmanaged", "external", "externally", "outside", "foreign"})
_DISAGREEING = frozenset({"configuration", "config", "mismatch", "misconfigured", "inconsistent"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def system_problem(error_type: str) -> Problem:
    """Why a door system would not take a key, and what helps. error_type: the service's own word; may be empty."""
    facts = {"error": error_type}
    words = {word.lower() for word in _WORDS.findall(error_type)}
    if error_type == _CODE_NOT_ENABLED:
        return Problem(
            "code-not-enabled",
            "This door system does not take codes.",
            "Ask whoever runs it to enable codes there, or enroll a card instead.",
            facts,
        )
    if words & _MANAGED_OUTSIDE or {"in", "use"} <= words:
        return Problem(
            "key-managed-outside",
            "Somebody entered in this door system itself has this card or code already ({error}).",
            "Take another card, or have it removed there.",
            facts,
        )
    if words & _DISAGREEING:
        return Problem(
            "systems-disagree",
            "This door system is set up otherwise than the service believes ({error}).",
            "Ask whoever runs it to compare the two; the card need not be enrolled again.",
            facts,
        )
    if not error_type:
        return Problem(
            "door-system-failed",
            "The door system would not take the key, and did not say why.",
            "Ask whoever runs the door system.",
        )
    return Problem(
        "door-system-error",
        "This door system's own word for it is “{error}”.",
        "Ask whoever runs it.",
        facts,
    )


_DENIALS = {
    201: Problem(
        "denied-unknown",
        "The door does not know this card.",
        "Wait until every door system has applied the key, then try again; if it stays so, check the reader's number "
        "format.",
    ),
    202: Problem("denied-expired", "The key has expired.", "Tap the card here again and give it a later end."),
    203: Problem(
        "denied-blocked", "The card is on the block list.", "Ask whoever runs the door system to take it off the list."
    ),
    204: Problem("denied-disabled", "The key is disabled.", "Ask whoever runs the door system to enable it."),
    205: Problem(
        "denied-no-pin",
        "The door asks for a PIN, and the key has none.",
        "Tap the card here again and set a PIN.",
    ),
    206: Problem(
        "denied-no-level",
        "The key is not allowed at this door.",
        "Tap the card here again and add an access level that has this door.",
    ),
    207: Problem(
        "denied-schedule",
        "The key is not allowed at this door at this time.",
        "Try again within the hours of its access levels, or choose a level with other hours.",
    ),
}


def denial(event: DoorEvent) -> Problem:
    """Why a door stayed shut, and what helps. event: one that `DoorEvent.denied`; unknown types by their number."""
    return _DENIALS.get(event.kind) or Problem(
        "denied",
        "The door stayed shut (event type {kind}).",
        "Ask whoever runs the door system why.",
        {"kind": event.kind},
    )
