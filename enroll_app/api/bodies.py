"""The bytes of requests. Pure. Source: IntServ Access API (apidocs.intserv.se).

What changes something is kept as a template until it was answered, and sent again byte for byte where no answer came.
A template has marks in the place of its secret (`"pin":"@pin@"`, `"identification":"@code@"`) and of a key's id that
an earlier answer will tell (`"id":"@key@"`). A mark is known together with the name before it: a person may be called
@pin@, but inside a JSON text every quotation mark is escaped, so that no name can spell the whole of it.
"""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from enroll_app.domain import fact_words
from enroll_app.domain.enrollment import Code, Credential, Order
from enroll_app.domain.identification import Spelling, parse_code
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.validity import Validity, wire_date

PROXIMITY, CODE = "proximity", "code"
MOST_EVENTS = 1000
"""Events in a page at the most (IntServ Access API, `/events/list`, `limit`)."""

LEVELS_BODY = b"{}"
"""The request of `/accesslevels/list`, which has no parameters."""

_PIN_MARK, _CODE_MARK, _KEY_MARK = "@pin@", "@code@", "@key@"
_PIN_PLACE = f'"pin":"{_PIN_MARK}"'.encode()
_CODE_PLACE = f'"identification":"{_CODE_MARK}"'.encode()
_KEY_PLACE = f'"id":"{_KEY_MARK}"'.encode()


class _KeyOut(msgspec.Struct, frozen=True, kw_only=True):
    identification: str | UnsetType = UNSET
    type: str


class _PersonOut(msgspec.Struct, frozen=True, kw_only=True):
    id: str | UnsetType = UNSET
    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET


class _AddOut(msgspec.Struct, frozen=True, kw_only=True):
    id: str | UnsetType = UNSET
    key: _KeyOut | UnsetType = UNSET
    pin: str | UnsetType | None = UNSET
    valid_from_date: str | UnsetType = UNSET
    valid_to_date: str | UnsetType = UNSET
    access_levels: tuple[str, ...] | UnsetType = UNSET
    person: _PersonOut | UnsetType = UNSET


class _RemoveOut(msgspec.Struct, frozen=True, kw_only=True):
    id: str | UnsetType = UNSET
    key: _KeyOut | UnsetType = UNSET


class _EventsOut(msgspec.Struct, frozen=True, kw_only=True):
    from_date: str
    to_date: str | UnsetType = UNSET
    include_access_granted: bool = True
    include_access_denied: bool = True
    limit: int = MOST_EVENTS
    continuation_key: str | UnsetType = UNSET


def template(intent: Intent, spelling: Spelling) -> bytes:
    """The request for an intent, without its secret. What the intent leaves open is left out, and so left as it is.

    Order and Change: `/accesskeys/add`; Removal: `/accesskeys/remove`, by id where it has one. Raises
    InvalidInputError for what cannot be said in one request.
    """
    if isinstance(intent, Order):
        return msgspec.json.encode(_order_out(intent, spelling))
    if isinstance(intent, Change):
        return msgspec.json.encode(_change_out(intent))
    return msgspec.json.encode(_removal_out(intent, spelling))


def filled(body: bytes, intent: Intent, secret: Secret | None) -> bytes:
    """The template with its marks filled: what goes over the wire. The same three give the same bytes.

    Raises InvalidInputError where something to fill in is missing or is not what it should be; the secret is not in
    its words. What was saved by an earlier run may lack its secret, for where there is no vault it is not kept.
    A PIN is never sent as a code, nor the other way round, whatever the template says: a code opens doors by itself.
    """
    if any(place in body for place in _other_places(intent)):
        raise InvalidInputError(_CHANGED)
    if _KEY_PLACE in body:
        body = body.replace(_KEY_PLACE, b'"id":"%b"' % str(_key_id(intent)).encode())
    if _CODE_PLACE in body:
        digits = parse_code(_given(secret, "code").reveal())
        body = body.replace(_CODE_PLACE, b'"identification":"%b"' % digits.encode())
    if _PIN_PLACE in body:
        body = body.replace(_PIN_PLACE, b'"pin":"%b"' % Pin(_given(secret, "pin").reveal()).digits.encode())
    return body


def _other_places(intent: Intent) -> tuple[bytes, ...]:
    """Where the secret of an intent does not belong."""
    pin = not isinstance(intent, Removal) and (isinstance(intent.pin, Pin) or intent.pin is PinRule.SEALED)
    code = not pin and isinstance(intent.credential, Code)
    return (() if pin else (_PIN_PLACE,)) + (() if code else (_CODE_PLACE,))


_CHANGED = Problem(
    "template-changed",
    "What was kept to be sent is not what was meant, so nothing was sent.",
    "Give it anew; somebody or something has changed this station's records.",
)


def has_code(body: bytes) -> bool:
    """Whether the digits of a code are the template's secret."""
    return _CODE_PLACE in body


def status_body(key_id: UUID) -> bytes:
    """The request of `/accesskeys/status`."""
    return msgspec.json.encode({"id": str(key_id)})


def events_body(since: datetime, until: datetime | None, continuation: str) -> bytes:
    """The request of `/events/list`: what was granted and what was denied, from one moment to another."""
    return msgspec.json.encode(
        _EventsOut(
            from_date=wire_date(since),
            to_date=wire_date(until) if until else UNSET,
            continuation_key=continuation or UNSET,
        )
    )


def _order_out(order: Order, spelling: Spelling) -> _AddOut:
    start, end = _dates_out(order.validity)
    pin = _pin_out(order.pin)
    if pin == _PIN_MARK and isinstance(order.credential, Code) and order.credential.chosen:
        raise InvalidInputError(
            Problem(
                "pin-with-code",
                "A code that is typed at the door and a PIN were both given.",
                "Leave the PIN out: a PIN goes together with a card.",
                field="pin",
            )
        )
    return _AddOut(
        key=_key_out(order.credential, spelling),
        pin=pin,
        valid_from_date=start,
        valid_to_date=end,
        access_levels=tuple(str(level) for level in order.levels) or UNSET,
        person=_person_out(order.person),
    )


def _change_out(change: Change) -> _AddOut:
    start, end = _dates_out(change.validity)
    return _AddOut(
        id=str(change.key_id) if change.key_id else _KEY_MARK,
        pin=_pin_out(change.pin),
        valid_from_date=start,
        valid_to_date=end,
        access_levels=UNSET if change.levels is None else tuple(str(level) for level in change.levels),
    )


def _removal_out(removal: Removal, spelling: Spelling) -> _RemoveOut:
    if removal.key_id:
        return _RemoveOut(id=str(removal.key_id))
    if removal.identification:
        return _RemoveOut(key=_key_out(removal.identification, spelling))
    raise InvalidInputError(
        Problem("removal-of-nothing", "No key was named that is to be removed.", "Name it by its id, or by its card.")
    )


def _key_out(credential: Credential, spelling: Spelling) -> _KeyOut:
    if isinstance(credential, Code):
        return _KeyOut(identification=_CODE_MARK if credential.chosen else UNSET, type=CODE)
    return _KeyOut(identification=credential.spelled(spelling), type=PROXIMITY)


def _pin_out(pin: PinOrder) -> str | UnsetType | None:
    """Digits set it, null clears it, nothing leaves it."""
    if pin is PinRule.LEAVE:
        return UNSET
    return None if pin is PinRule.CLEAR else _PIN_MARK


def _dates_out(validity: Validity) -> tuple[str | UnsetType, str | UnsetType]:
    return (
        wire_date(validity.start) if validity.start else UNSET,
        wire_date(validity.end) if validity.end else UNSET,
    )


def _person_out(person: Person) -> _PersonOut | UnsetType:
    """The service takes an id or names, not both; the id decides."""
    if person.person_id:
        return _PersonOut(id=str(person.person_id))
    if not person.full_name:
        return UNSET
    return _PersonOut(first_name=person.first_name or UNSET, last_name=person.last_name or UNSET)


def _given(secret: Secret | None, what: str) -> Secret:
    if secret is not None:
        return secret
    raise InvalidInputError(
        Problem(
            "secret-missing",
            "The digits of the {what} are missing, so nothing was sent.",
            "Give them again: they are not kept where this computer has no vault.",
            {"what": fact_words.PIN if what == "pin" else fact_words.CODE},
            what,
        )
    )


def _key_id(intent: Intent) -> UUID:
    known = None if isinstance(intent, Order) else intent.key_id
    if known is not None:
        return known
    raise InvalidInputError(
        Problem(
            "key-id-missing",
            "It is not known yet which key is to be changed, so nothing was sent.",
            "Send what makes the key first.",
        )
    )
