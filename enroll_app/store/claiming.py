"""Why an operation must not be sent now."""

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import WAITING
from enroll_app.domain.problems import Problem
from enroll_app.store import blocked
from enroll_app.store.json_values import problem_of, problem_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.queries import Row
from enroll_app.store.settling import REPEATING, wiped

_SOON_S = 1.0
"""When to ask again where another operation has to be answered first, in seconds."""


def why_not(ledger: Ledger, row: Row) -> tuple[Problem, float | None] | None:
    """The reason, and when to ask again; None where it may be sent.

    An operation that was overtaken is REJECTED at this, for it must never be sent.
    """
    number, subject = row["id"], row["subject"]
    if row["claimed_by"] is not None:
        return blocked.BEING_SENT, _SOON_S
    if State(row["state"]) not in WAITING:
        return _why_not_again(ledger, row)
    held = problem_of(row["held"])
    if held or row["body"] is None:
        return held or blocked.FROM_EARLIER, None
    if ledger.overtaken(row):
        _overtake(ledger, row)
        return blocked.OVERTAKEN, None
    if not ledger.step_before_delivered(row["after"]):
        return blocked.STEP_BEFORE, _SOON_S
    if subject and (ledger.busy_with(subject) is not None or ledger.head_of(subject) != number):
        return blocked.BEHIND_ANOTHER, _SOON_S
    quarantine = ledger.quarantine(subject)
    if quarantine and quarantine[0] != number and quarantine[1] > ledger.now:
        return blocked.IN_QUARANTINE, quarantine[1] - ledger.now
    return None


def _why_not_again(ledger: Ledger, row: Row) -> tuple[Problem, float | None] | None:
    """Of one with an answer: it may be sent once more, if it is to be, and nothing newer of its card is there."""
    if row["again"] != REPEATING or ledger.followed(row):
        return blocked.ANSWERED_ALREADY, None
    if row["due"] is not None and row["due"] > ledger.now:
        return blocked.ANSWERED_ALREADY, row["due"] - ledger.now
    if ledger.busy_with(row["subject"]) is not None:
        return blocked.BEHIND_ANOTHER, _SOON_S
    return None


def _overtake(ledger: Ledger, row: Row) -> None:
    number = row["id"]
    ledger.change(
        number,
        state=State.REJECTED.value,
        problem=problem_text(blocked.OVERTAKEN),
        ready=0,
        due=None,
        secret_with=None,
        **wiped(row),
    )
    ledger.tell(number, note=str(blocked.OVERTAKEN))
    ledger.hold_back(number)
    ledger.order_line(row["subject"], number)
