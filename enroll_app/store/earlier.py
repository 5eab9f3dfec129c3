"""The rows of the first versions, taken over: enrollments become operations, what was answered fills the register.

Those versions kept neither the request nor a PIN. What had no answer then is held and has to be enrolled anew; it is
never sent again by itself, for the bytes of a repeat could not be the same.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, text

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.operations import ANSWERED, WAITING, Purpose, SecretState
from enroll_app.domain.person import Person
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.validity import Validity
from enroll_app.store import register
from enroll_app.store.blocked import FROM_EARLIER, MADE_GOOD
from enroll_app.store.json_values import moment, problem_of, problem_text, record_text, uuid_of, uuids_of, validity_of
from enroll_app.store.tables import operations

# In the order in which the service told of owners; what the very first version wrote has only its clock for that.
_ROWS = "SELECT * FROM enrollments ORDER BY id"
_MADE_GOOD = text(
    "SELECT max(id) FROM enrollments WHERE identification = :card "
    "AND state IN ('accepted', 'applied', 'partly-applied', 'not-applied', 'failed')"
)


def take_over(connection: Connection) -> int:
    """Fill today's tables, which are empty but for the levels, from `enrollments`; how many rows there were."""
    rows = [dict(row) for row in connection.exec_driver_sql(_ROWS).mappings()]
    for row in rows:
        connection.execute(insert(operations), _operation(connection, row))
    answered = [
        row for row in rows if row["key_id"] and row["state"] in {state.value for state in ANSWERED | {State.CONFLICT}}
    ]
    for row in sorted(answered, key=_order):
        _learn(connection, row)
    sequence = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'enrollments'").scalar()
    if sequence and rows:
        # A number that somebody wrote down stays that enrollment's.
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'operations'", (sequence,)
        )
    elif sequence:
        connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES ('operations', ?)", (sequence,))
    return len(rows)


def understood(row: dict[str, object]) -> bool:
    """Whether a row is one that the first versions wrote; of a damaged file it may be anything."""
    try:
        State(row["state"])
        UUID(int=int(str(row["id"])))
        _record(row), _validity(row), _levels(row), _at(row)
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _order(row: dict[str, object]) -> tuple[int, str, int]:
    order = row.get("answered_order")
    return (int(str(order)) if order else 0, str(row["updated_at"]), int(str(row["id"])))


def _operation(connection: Connection, row: dict[str, object]) -> dict[str, object]:
    state, held, problem = State(row["state"]), None, _text(row["problem"])
    if state in WAITING:
        later = connection.execute(_MADE_GOOD, {"card": row["identification"]}).scalar()
        if later is not None and later > row["id"]:
            state, problem = State.REJECTED, problem_text(MADE_GOOD)
        else:
            # What was being sent then has no known outcome now.
            state = State.SAVED if state is State.SAVED else State.UNKNOWN
            held = problem_text(FROM_EARLIER)
    copied = ("id", "created_at", "updated_at", "reader", "key_type", "identification", "first_name", "last_name")
    meant = ("person_id", "pin_order", "valid_from", "valid_to", "levels", "unresolved_levels")
    sealed = row["pin_order"] == "set"
    return {
        **{name: row[name] for name in (*copied, *meant)},
        "uid": uuid4().hex,
        "unit": str(uuid4()),
        "turn": row["id"],
        "purpose": Purpose.ENROLL.value,
        "kind": "order",
        "state": state.value,
        "operator": "",
        "subject": row["identification"] or "",
        "key_id": None,
        "secret_field": "pin" if sealed else None,
        "secret_state": (SecretState.WIPED if sealed else SecretState.NONE).value,
        "attempts": int(row["state"] != State.SAVED.value),
        "unknowns": int(state is State.UNKNOWN),
        "ready": 0,
        "again": 0,
        "held": held,
        "problem": problem_text(problem_of(problem)),
        "answer": record_text(_record(row)),
        "overwritten": 0,
    }


def _record(row: dict[str, object]) -> KeyRecord | None:
    key_id = _text(row["key_id"])
    if key_id is None:
        return None
    names = _text(row["owner_first_name"]), _text(row["owner_last_name"])
    owner = Person(names[0] or "", names[1] or "", uuid_of(_text(row["owner_id"])))
    card = _card(row)
    return KeyRecord(UUID(key_id), card.decimal if card else "", card, owner if owner != Person() else None)


def _learn(connection: Connection, row: dict[str, object]) -> None:
    record, card = _record(row), _card(row)
    if record is None or card is None:
        return
    person = Person(str(row["first_name"]), str(row["last_name"]), uuid_of(_text(row["person_id"])))
    conflict = row["state"] == State.CONFLICT.value
    meant = Order(card, person) if conflict else Order(card, person, validity=_validity(row), levels=_levels(row))
    register.learn(connection, meant, record, _at(row), overwrote=conflict)


def _card(row: dict[str, object]) -> Identification | None:
    text_of_it = _text(row["identification"])
    try:
        return parse_identification(text_of_it) if text_of_it else None
    except InvalidInputError:
        return None


def _validity(row: dict[str, object]) -> Validity:
    return validity_of(_text(row["valid_from"]), _text(row["valid_to"]))


def _levels(row: dict[str, object]) -> tuple[UUID, ...]:
    return uuids_of(_text(row["levels"])) or ()


def _at(row: dict[str, object]) -> datetime:
    found = moment(str(row["updated_at"]))
    assert found is not None
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
