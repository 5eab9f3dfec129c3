"""Writing down what came of an attempt."""

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import ANSWERED, Purpose, Removal, SecretState, Settlement
from enroll_app.store import lines, register, repeating, tries
from enroll_app.store.blocked import INTERRUPTED, digits_needed
from enroll_app.store.json_values import known_text, person_text, problem_text, record_text, uuid_of
from enroll_app.store.ledger import Ledger
from enroll_app.store.quarantine import QUARANTINE_S
from enroll_app.store.queries import Row
from enroll_app.store.repeating import REPEATING, TO_REPEAT
from enroll_app.store.rows import by_id, intent_of

_NO_CLAIM: dict[str, object] = {"claimed_by": None, "secret_with": None}
_UNFINISHED = frozenset({State.SAVED, State.UNKNOWN})


def settle(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    """Write the outcome of the first way of an operation down: not of one that is sent once more."""
    if settlement.state in _UNFINISHED:
        _unfinished(ledger, row, settlement)
    elif settlement.state in ANSWERED:
        accepted(ledger, row, settlement)
    else:
        _refused(ledger, row, settlement)
    ledger.order_line(row["subject"], row["id"])
    _join_late(ledger, row)


def _unfinished(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    number, unknown = row["id"], settlement.state is State.UNKNOWN
    held = settlement.held
    if held is None and row["secret_state"] == SecretState.MISSING.value:
        held = digits_needed(row["secret_field"])
    values: dict[str, object] = {
        "state": settlement.state.value,
        "problem": problem_text(settlement.problem),
        "held": problem_text(held),
        "due": ledger.now + settlement.wait_s if settlement.wait_s else None,
        "unknowns": row["unknowns"] + unknown,
        "ready": 0,
        **_NO_CLAIM,
    }
    if not unknown and row["unknowns"]:
        # It was not sent this time; what became of an earlier try is as unknown as before.
        values["state"] = State.UNKNOWN.value
    ledger.change(number, **values)
    if unknown:
        ledger.begin_quarantine(row["subject"], number)
        tries.remember(ledger, row)
        if not row["unknowns"]:
            ledger.tell(number, note=str(settlement.problem or ""))


def accepted(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    """The service did what was asked: the register learns it, the steps behind go on, the secret is wiped."""
    number, record = row["id"], settlement.record
    # A removal by card that is sent late would take the card's next key away.
    by_card = row["kind"] == "removal" and row["key_id"] is None
    behind = row["again"] == TO_REPEAT or lines.may_land(ledger, record.key_id if record else None)
    again = REPEATING if behind and not by_card and not ledger.followed(row) else 0
    ledger.change(
        number,
        **_final(settlement),
        **({} if again else wiped(row)),
        again=again,
        ready=int(again == REPEATING),
        due=ledger.now + QUARANTINE_S if again else None,
        **_NO_CLAIM,
    )
    if again:
        repeating.begin(ledger, number)
    _learn(ledger, row, settlement)
    _forget_tries(ledger, row, settlement)
    ledger.tell(number)
    ledger.let_on(number, record.key_id if record else uuid_of(row["key_id"]))


def _refused(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    number, conflict = row["id"], settlement.state is State.CONFLICT
    values = _final(settlement) | ({} if conflict else wiped(row))
    if conflict:
        intent = intent_of(row)
        values["before"] = known_text(register.snapshot(ledger.connection, intent, settlement.record))
    ledger.change(number, **values, ready=0, due=None, again=0, **_NO_CLAIM)
    if conflict:
        _learn(ledger, row, settlement)
    if settlement.missing:
        _forget_tries(ledger, row, settlement)
        _forget_gone(ledger, row)
    ledger.tell(number, note=str(settlement.problem or ""))
    ledger.hold_back(number)


def _forget_gone(ledger: Ledger, row: Row) -> None:
    """A person wanted this key away, so that its card can be somebody else's: of it, nothing is known any more."""
    intent = intent_of(row)
    if isinstance(intent, Removal) and Purpose(row["purpose"]) is Purpose.REASSIGN:
        register.forget(ledger.connection, intent, ledger.at)


def _forget_tries(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    """The service answered about the card. That there is no key of an id says nothing of the key a card has now."""
    quarantine = ledger.quarantine(row["subject"])
    may_land = quarantine is not None and quarantine[1] > ledger.now
    by_card = row["kind"] == "removal" and row["key_id"] is None
    if not settlement.missing or (by_card and not may_land):
        tries.forget(ledger, row)


def repeated(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    """What came of sending an accepted operation once more: its state stays, unless it hit another person's key."""
    number, unknown = row["id"], settlement.state is State.UNKNOWN
    if settlement.state is State.CONFLICT:
        # Since it was accepted the key became somebody else's, elsewhere, and they were changed just now.
        _refused(ledger, row, settlement)
        ledger.order_line(row["subject"], number)
        return
    if unknown:
        ledger.begin_quarantine(row["subject"], number)
    go_on = settlement.state in _UNFINISHED and settlement.held is None and not ledger.followed(row)
    missing = row["secret_state"] == SecretState.MISSING.value
    if go_on and not missing and not repeating.is_late(ledger, row):
        wait_s = settlement.wait_s if settlement.wait_s else QUARANTINE_S
        ledger.change(number, ready=1, due=ledger.now + wait_s, **_NO_CLAIM)
    else:
        ledger.change(number, ready=0, due=None, again=0, **wiped(row), **_NO_CLAIM)
        if settlement.state in ANSWERED:
            _learn(ledger, row, settlement)
        else:
            ledger.tell(number, note=f"Sent once more: {settlement.problem or settlement.state.value}")
    ledger.order_line(row["subject"], number)
    _join_late(ledger, row)


def repeated_no_more(ledger: Ledger, row: Row) -> None:
    """It was accepted, and was to be sent once more; that is too late now."""
    ledger.change(row["id"], again=0, ready=0, due=None, **wiped(row), secret_with=None)
    ledger.tell(row["id"], note="Not sent once more for safety: it is too late for that.")


def interrupted(ledger: Ledger, row: Row) -> None:
    """The process that was sending this has ended: nobody knows what became of it."""
    settlement = Settlement(State.UNKNOWN, problem=INTERRUPTED)
    if row["again"] == REPEATING and State(row["state"]) in ANSWERED:
        repeated(ledger, row, settlement)
    else:
        settle(ledger, row, settlement)


def wiped(row: Row) -> dict[str, object]:
    """The columns of a row whose secret is needed no more."""
    none = row["secret_state"] == SecretState.NONE.value
    return {"secret": None, "secret_state": (SecretState.NONE if none else SecretState.WIPED).value}


def _final(settlement: Settlement) -> dict[str, object]:
    return {
        "state": settlement.state.value,
        "problem": problem_text(settlement.problem),
        "held": None,
        "answer": record_text(settlement.record),
        "owner": person_text(settlement.owner),
        "overwritten": int(settlement.overwritten),
    }


def _learn(ledger: Ledger, row: Row, settlement: Settlement) -> None:
    intent, record = intent_of(row), settlement.record
    if isinstance(intent, Removal):
        if settlement.state in ANSWERED:
            register.forget(ledger.connection, intent, ledger.at)
    elif record:
        register.learn(ledger.connection, intent, record, ledger.at, overwrote=settlement.state is State.CONFLICT)
        lines.join(ledger, record.key_id, register.card_of(ledger.connection, record.key_id))


def _join_late(ledger: Ledger, row: Row) -> None:
    """Of a key that was named by its id alone: its card may have become known while this was on its way."""
    key_id = uuid_of(row["key_id"])
    if key_id is not None and row["subject"] == by_id(key_id):
        lines.join(ledger, key_id, register.card_of(ledger.connection, key_id))
