"""Operations in the place of others: a decision about a conflict, or what was lacking is known now."""

from collections.abc import Sequence

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import ANSWERED, WAITING, Settlement, Step
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.store import blocked
from enroll_app.store.json_values import person_text, problem_text, record_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.queries import Row
from enroll_app.store.rows import secret_of
from enroll_app.store.settling import wiped

_AFTER = "UPDATE operations SET after = :last, turn = :turn WHERE id = :number"


def heirs(steps: Sequence[Step], inherited: Secret | None, unsealed: Problem | None) -> list[Step]:
    """The steps with the old operation's digits, where they are to take them over.

    unsealed: why these cannot be had now. Then the old row must stay, for they would be lost with it: raises
    InvalidInputError.
    """
    if unsealed is not None and any(_takes_over(step) for step in steps):
        raise InvalidInputError(unsealed)
    if inherited is None:
        return list(steps)
    return [
        Step(step.purpose, step.intent, step.body, inherited, step.held) if _takes_over(step) else step
        for step in steps
    ]


def in_place_of(row: Row, rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The new rows as they stand in the place of this one. Raises StoreError where none may."""
    state = State(row["state"])
    never_sent = state is State.SAVED and row["held"] is not None and not row["attempts"]
    if state is not State.CONFLICT and not never_sent:
        raise StoreError(blocked.settled_already(row["id"]))
    placed = [{**new, "reader": row["reader"]} for new in rows]
    if placed and state in WAITING:
        # Something newer of its card may have been delivered since: then this must not be sent any more either.
        placed[0]["turn"] = row["turn"]
    return placed


def close(ledger: Ledger, row: Row, settlement: Settlement, numbers: Sequence[int]) -> None:
    """Give it its final state, and let what waited for it wait for the last of the new operations."""
    number = row["id"]
    behind = ledger.steps_behind(number)
    values: dict[str, object] = {"state": settlement.state.value, "problem": problem_text(settlement.problem)}
    if settlement.record:
        values["answer"] = record_text(settlement.record)
    if settlement.owner:
        values["owner"] = person_text(settlement.owner)
    ledger.change(number, **values, **wiped(row), held=None, secret_with=None)
    ledger.tell(number, note="Settled by a person." if not numbers else "Settled by other operations.")
    if numbers:
        for step in behind:
            ledger.write(_AFTER, {"last": numbers[-1], "turn": ledger.next_turn(), "number": step["id"]})
        ledger.wait_for(numbers[-1])
    elif settlement.state in ANSWERED:
        ledger.let_on(number, settlement.record.key_id if settlement.record else None)
    else:
        ledger.hold_back(number)


def _takes_over(step: Step) -> bool:
    field, own = secret_of(step)
    return field is not None and own is None
