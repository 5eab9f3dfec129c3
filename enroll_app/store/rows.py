"""An operation as a row, and back."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.history import Happening
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.operations import WAITING, Change, Intent, Operation, Purpose, Removal, SecretState, Step
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.secret import Secret
from enroll_app.domain.validity import wire_date
from enroll_app.store.json_values import (
    moment,
    person_of_text,
    problem_of,
    problem_text,
    record_of,
    storable,
    time_text,
    uuid_of,
    uuids_of,
    uuids_text,
    validity_of,
)
from enroll_app.store.queries import Row

PIN, CODE = "pin", "code"
_SEALED_SHAPE = 1
_ORDER, _CHANGE, _REMOVAL = "order", "change", "removal"
_PROXIMITY, _CODE, _UNKNOWN = "proximity", "code", ""


def secret_of(step: Step) -> tuple[str | None, Secret | None]:
    """Which secret an operation needs, PIN or CODE, None for none; and its digits, where they were given."""
    intent = step.intent
    code = intent.credential if isinstance(intent.credential, Code) and intent.credential.chosen else None
    pin = PinRule.LEAVE if isinstance(intent, Removal) else intent.pin
    if isinstance(pin, Pin):
        return PIN, step.secret or Secret(pin.digits)
    if pin is PinRule.SEALED:
        return PIN, step.secret
    if code:
        return CODE, step.secret or (Secret(code.digits) if code.digits else None)
    return None, None


def by_id(key_id: UUID) -> str:
    """The subject of what names a key by its id alone, as `subject_of` gives it."""
    return f"id:{key_id}"


def bound_to(row: Mapping[str, object], field: str) -> str:
    """What a sealed secret belongs to: it is worthless in any other row, and in one that would send something else.

    Of a row everything that makes its request and never changes: its card (of two changes of keys that steps before
    make, the templates may be alike), and the template, which stays as it was saved when the key's id is filled in.
    """
    body = row["body"]
    digest = hashlib.sha256(body if isinstance(body, bytes) else b"").hexdigest()
    return f"{row['uid']}|{field}|{_SEALED_SHAPE}|{row['kind']}|{row['key_type']}|{row['identification']}|{digest}"


def row_of(step: Step, unit: UUID, reader: str, operator: str, at: datetime) -> dict[str, object]:
    """The columns that a step decides, everything else as of an operation that nobody has tried yet."""
    intent = step.intent
    return {
        "uid": uuid4().hex,
        "unit": str(unit),
        "purpose": step.purpose.value,
        "state": State.SAVED.value,
        "created_at": time_text(at),
        "updated_at": time_text(at),
        "reader": storable(reader),
        "operator": storable(operator),
        **_credential(intent),
        "first_name": storable(intent.person.first_name),
        "last_name": storable(intent.person.last_name),
        "person_id": str(intent.person.person_id) if intent.person.person_id else None,
        **_meant(intent),
        "body": step.body,
        "secret_field": None,
        "secret_state": SecretState.NONE.value,
        "attempts": 0,
        "unknowns": 0,
        "ready": 0,
        "again": 0,
        "overwritten": 0,
        "held": problem_text(step.held),
    }


def operation_of(row: Row, now: float) -> Operation:
    """The operation of a row. now: the uptime in seconds."""
    state = State(row["state"])
    due = row["due"]
    return Operation(
        number=row["id"],
        unit=UUID(row["unit"]),
        purpose=Purpose(row["purpose"]),
        intent=intent_of(row),
        state=state,
        created_at=_moment(row["created_at"]),
        updated_at=_moment(row["updated_at"]),
        reader=row["reader"],
        operator=row["operator"],
        after=row["after"],
        attempts=row["attempts"],
        unknowns=row["unknowns"],
        wait_s=max(0.0, due - now) if due is not None and state in WAITING else 0.0,
        secret=SecretState(row["secret_state"]),
        held=problem_of(row["held"]),
        problem=problem_of(row["problem"]),
        record=record_of(row["answer"]),
        owner=person_of_text(row["owner"]),
        overwritten=bool(row["overwritten"]),
    )


def intent_of(row: Row) -> Intent:
    """What was meant, its secret taken out."""
    person = Person(row["first_name"], row["last_name"], uuid_of(row["person_id"]))
    card = parse_identification(row["identification"]) if row["identification"] else None
    key_id = uuid_of(row["key_id"])
    if row["kind"] == _REMOVAL:
        return Removal(key_id, card, person)
    pin: PinOrder = PinRule(row["pin_order"])
    validity = validity_of(row["valid_from"], row["valid_to"])
    if row["kind"] == _CHANGE:
        return Change(key_id, card, person, pin, validity, uuids_of(row["levels"]))
    return Order(
        card or Code(sealed=row["secret_field"] == CODE),
        person,
        pin,
        validity,
        uuids_of(row["levels"]) or (),
        tuple(json.loads(row["unresolved_levels"])),
        problem_of(row["levels_problem"]),
    )


def happening_of(row: Row, at: datetime, desk: str, operator: str, state: State, note: str = "") -> Happening:
    """What the history says of an operation as it is now; no digits of a PIN or a code."""
    record = record_of(row["answer"])
    intent = intent_of(row)
    owner = (record.person if record else None) or person_of_text(row["owner"])
    return Happening(
        at=at,
        operator=operator,
        desk=desk,
        reader=row["reader"],
        purpose=Purpose(row["purpose"]),
        state=state,
        number=row["id"],
        identification=intent.credential if isinstance(intent.credential, Identification) else None,
        key_id=record.key_id if record else uuid_of(row["key_id"]),
        person=intent.person,
        owner=owner or Person(),
        meant=_on_the_wire(row, intent),
        answered=_answered(row["answer"]),
        note=note,
    )


def _credential(intent: Intent) -> dict[str, object]:
    credential = intent.credential
    key_id = None if isinstance(intent, Order) or intent.key_id is None else str(intent.key_id)
    if isinstance(credential, Code):
        return {"key_type": _CODE, "identification": None, "key_id": key_id}
    kind = _PROXIMITY if credential else _UNKNOWN
    return {"key_type": kind, "identification": credential.hex if credential else None, "key_id": key_id}


def _meant(intent: Intent) -> dict[str, object]:
    nothing = {"pin_order": PinRule.LEAVE.value, "valid_from": None, "valid_to": None, "levels": None}
    if isinstance(intent, Removal):
        return {"kind": _REMOVAL, **nothing, "unresolved_levels": "[]", "levels_problem": None}
    order = intent if isinstance(intent, Order) else None
    pin = PinRule.SEALED if isinstance(intent.pin, Pin) else intent.pin
    return {
        "kind": _ORDER if order else _CHANGE,
        "pin_order": pin.value,
        "valid_from": wire_date(intent.validity.start) if intent.validity.start else None,
        "valid_to": wire_date(intent.validity.end) if intent.validity.end else None,
        "levels": uuids_text(intent.levels),
        "unresolved_levels": json.dumps([storable(name) for name in order.unresolved_levels] if order else []),
        "levels_problem": problem_text(order.levels_problem) if order else None,
    }


def _on_the_wire(row: Row, intent: Intent) -> dict[str, object]:
    if isinstance(intent, Removal):
        return {}
    found: dict[str, object] = {"valid_from_date": row["valid_from"], "valid_to_date": row["valid_to"]}
    if intent.levels or isinstance(intent, Change):
        found["access_levels"] = None if intent.levels is None else [str(level) for level in intent.levels]
    if intent.pin is not PinRule.LEAVE:
        found["pin"] = {PinRule.SEALED: "set", PinRule.CLEAR: "clear"}[PinRule(row["pin_order"])]
    return {name: value for name, value in found.items() if value is not None}


def _answered(answer: str | None) -> dict[str, object]:
    record = record_of(answer)
    if record is None:
        return {}
    found: dict[str, object] = {"id": str(record.key_id)}
    if record.identification:
        found["identification"] = record.identification
    if record.valid_from:
        found["valid_from_date"] = wire_date(record.valid_from)
    if record.valid_to:
        found["valid_to_date"] = wire_date(record.valid_to)
    if record.levels is not None:
        found["access_levels"] = [str(level) for level in record.levels]
    if record.person:
        person = {"first_name": record.person.first_name, "last_name": record.person.last_name}
        person["id"] = str(record.person.person_id) if record.person.person_id else ""
        found["person"] = {name: text for name, text in person.items() if text}
    return found


def _moment(text: str) -> datetime:
    found = moment(text)
    assert found is not None
    return found
