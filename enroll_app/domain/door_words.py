"""What door systems say, in words, and what helps who has the key before them.

Sources: IntServ Access API, "Event Types" and `/accesskeys/status`.

Every sentence is a template: a face may translate it before the facts go in.
"""

# The first type of an event at which the door stayed shut; below it the door opened.
_FIRST_DENIAL = 200
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
_REMEDIES = {
    201: "The key had not reached this door yet, or the door reads another number than the service was told; look "
    "whether its door system has applied the key.",
    202: "Extend the validity, if the card is to open doors again.",
    203: "Ask whoever runs the access-control system to take it off the block list.",
    204: "Ask whoever runs the access-control system to enable the key there.",
    205: "Set a PIN.",
    206: "Choose an access level that has this door.",
    207: "Choose an access level whose hours fit, or come at another time.",
}
# The one that is documented; the set is open, and others are shown by their names.
_ERRORS = {"CodeNotEnabled": "this door system does not take codes; somebody has to enable them there"}


def was_denied(kind: int) -> bool:
    """Whether the door stayed shut at an event of this type."""
    return kind >= _FIRST_DENIAL


def event_words(kind: int) -> str:
    """What an event of this type says; an unknown type by its number, a `{kind}` to fill in."""
    unknown = "turned away (event type {kind})" if was_denied(kind) else "let in (event type {kind})"
    return _MEANINGS.get(kind, unknown)


def event_remedy(kind: int) -> str:
    """What helps against being turned away like this; empty where nothing is known to."""
    return _REMEDIES.get(kind, "")


def error_words(error_type: str) -> str:
    """Why a door system would not take a key; a word that is not documented stands for itself, as `{error_type}`."""
    return _ERRORS.get(error_type, "the door system's own word for it is “{error_type}”")
