"""Whether an operation may be sent now: its place in the line, and its digits."""

from dataclasses import dataclass, field, replace

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import WAITING
from enroll_app.domain.ports import StoreError, VaultError
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.store import blocked
from enroll_app.store.database import Database
from enroll_app.store.json_values import problem_of, problem_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.opening import failed
from enroll_app.store.queries import Row
from enroll_app.store.repeating import REPEATING, TO_REPEAT, is_late
from enroll_app.store.secrets_kept import SecretsKept
from enroll_app.store.settling import repeated_no_more, wiped

_SOON_S = 1.0
"""When to ask again where another operation has to be answered first, in seconds."""
_DIGITS_AGAIN_S = 5.0
"""When digits are asked for again that cannot be had at the moment, in seconds."""
_UNREADABLE = "pin-unreadable"
"""The code of what a sealer says of digits that no waiting will bring back."""


@dataclass(frozen=True, slots=True)
class Digits:
    """A row's digits. missing: why they cannot be had, PIN_NEEDED where they never can; None where none are needed.

    sealed: what they were read from.
    """

    secret: Secret | None = None
    missing: Problem | None = None
    sealed: bytes | None = field(default=None, repr=False)


def digits(secrets: SecretsKept, row: Row) -> Digits:
    """The digits of a row. Not inside a transaction: the vault may ask a person, who may take their time."""
    if row["secret_field"] is None:
        return Digits()
    try:
        return Digits(secrets.opened(row), None, row["secret"])
    except VaultError as error:
        if error.problem.code != _UNREADABLE:
            # It is locked, or away for a moment: the digits are there all the same.
            return Digits(None, error.problem, row["secret"])
        why = str(replace(error.problem, remedy=""))
        return Digits(None, blocked.digits_needed(row["secret_field"], why), row["secret"])


def without_digits(ledger: Ledger, row: Row, found: Digits) -> tuple[Problem, float | None] | None:
    """Why an operation cannot be sent for want of its digits, and when to ask again; None where it can.

    It is held where they are lost: not where another process has them, or where the vault is locked for a moment.
    """
    if row["secret"] != found.sealed:
        return blocked.JUST_CHANGED, 0.0
    if row["secret_field"] is None or found.secret is not None:
        return None
    other, claims = row["secret_with"], ledger.database.claims
    if other not in (None, claims.name) and not claims.is_dead(other):
        return blocked.ELSEWHERE, _DIGITS_AGAIN_S
    if found.missing is not None and found.missing.code != blocked.PIN_NEEDED:
        return found.missing, _DIGITS_AGAIN_S
    problem = found.missing or blocked.digits_needed(row["secret_field"])
    if State(row["state"]) in WAITING:
        ledger.hold(row, problem)
    else:
        ledger.change(row["id"], again=0, ready=0, due=None, **wiped(row))
    return problem, None


def token(database: Database) -> str:
    """What this process signs its rows with. Raises StoreError."""
    try:
        return database.claims.token()
    except OSError as error:
        raise StoreError(failed(database.path, error.strerror or "no reason was given")) from error


def taken(ledger: Ledger, row: Row) -> dict[str, object]:
    """The columns of a row, perhaps not saved yet, that this process sends from now on. Raises StoreError."""
    quarantine = ledger.quarantine(row["subject"])
    behind = quarantine is not None and quarantine[0] != row.get("id")
    values: dict[str, object] = {"claimed_by": token(ledger.database), "attempts": row["attempts"] + 1, "ready": 0}
    if State(row["state"]) in WAITING:
        values |= {"state": State.SENDING.value, "due": None, "again": TO_REPEAT if behind else row["again"]}
    return values


def is_free(ledger: Ledger, row: Row) -> bool:
    """Whether a row that was just saved may be sent at once."""
    return bool(row["ready"]) and (row["due"] is None or row["due"] <= ledger.now)


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
    if row["again"] != REPEATING:
        return blocked.ANSWERED_ALREADY, None
    if ledger.followed(row):
        ledger.change(row["id"], again=0, ready=0, due=None, **wiped(row))
        return blocked.ANSWERED_ALREADY, None
    if is_late(ledger, row):
        repeated_no_more(ledger, row)
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
