"""What becomes of an operation, and of all that wait behind it, when an attempt failed. Pure: no clock, no chance.

What was certainly not sent, or certainly not taken, may be sent again at leisure. What may have been done is sent again
with the same bytes and nothing else. What says that every other operation would fail too pauses all of them, so that
none is burnt through. Sources: RFC 9110, 15.6 and 10.2.3 (Retry-After); full jitter as in "Exponential Backoff And
Jitter" (AWS Architecture Blog, 2015): stations that lost one service must not come back to it in step.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.operations import (
    GENERATED_CODE,
    WAITING,
    Intent,
    Operation,
    Purpose,
    Removal,
)
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import (
    Busy,
    KeyConflict,
    KeyMissing,
    Misconfigured,
    NotTrusted,
    OutcomeUnknown,
    Refused,
    ServiceError,
    SignInNeeded,
)

# The longest that is waited after the first failure, and after any; in between it doubles.
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0
# More is believed of nobody's Retry-After: what asks for a day is broken.
LONGEST_PAUSE_S = 15 * 60.0
# So many failures in a row are no single row's: everything waits, and one row looks whether it is over.
FAILURES_TO_PAUSE = 5
# How often a harmless question looks whether the API key or certificate is accepted again.
SIGN_IN_PROBE_S = 60.0
# A request at which the service itself fails so often is likely to make it fail for ever.
MOST_OWN_FAILURES = 3


GONE_BEFORE = Problem(
    "key-gone-before",
    "The key that was to give way is not there any more, so that the card may have another one by now; nothing was "
    "changed.",
    "Look in the access-control system whose card it is; then tap it again, and enroll it.",
)
"""Why a card was not handed over: the key that this station knew of it was removed elsewhere."""


class Effect(Enum):
    """What one attempt says of the others.

    ANSWERED: the service is there. FAILED: it may not be; counted. BUSY: it asks to wait. SIGN_IN: it does not let
    this desk in. STOP: a person has to mend something first.
    """

    ANSWERED = auto()
    FAILED = auto()
    BUSY = auto()
    SIGN_IN = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the row (state, wait_s, held, problem, as in Settlement), and of the queue (effect, pause_s).

    pause_s: for how long the queue is to rest at the least, in seconds.
    """

    state: State
    problem: Problem
    wait_s: float | None = None
    held: Problem | None = None
    effect: Effect = Effect.ANSWERED
    pause_s: float = 0.0


def back_off_s(failures: int, fraction: float) -> float:
    """How long to wait after so many failures in a row, in seconds. fraction: by chance, from 0 to 1."""
    doublings = min(max(failures, 1) - 1, 6)  # 64 s is beyond the longest wait
    return fraction * min(LONGEST_WAIT_S, FIRST_WAIT_S * (1 << doublings))


def decide(error: ServiceError, operation: Operation, fraction: float) -> Decision:
    """What follows from a failed attempt. operation: as it was claimed. fraction: by chance, from 0 to 1.

    SAVED says that it was not sent this time; what may have been done at an earlier time stays so all the same.
    """
    wait_s = back_off_s(operation.attempts, fraction)
    problem = error.problem
    if isinstance(error, OutcomeUnknown):
        return _unknown(error, operation, wait_s)
    if isinstance(error, KeyMissing) and _is_reached(operation):
        return Decision(State.ACCEPTED, problem)
    if isinstance(error, KeyConflict):
        return Decision(State.CONFLICT, problem)
    removing = isinstance(operation.intent, Removal)
    if isinstance(error, KeyMissing) and removing and operation.purpose is Purpose.REASSIGN:
        return Decision(State.REJECTED, GONE_BEFORE)
    if isinstance(error, Refused):
        return _refused(error, operation)
    if isinstance(error, Busy):
        pause_s = wait_s if error.retry_after_s is None else bounded_pause_s(error.retry_after_s)
        return Decision(State.SAVED, problem, pause_s, effect=Effect.BUSY, pause_s=pause_s)
    if isinstance(error, SignInNeeded):
        return Decision(State.SAVED, problem, 0.0, effect=Effect.SIGN_IN, pause_s=SIGN_IN_PROBE_S)
    if isinstance(error, NotTrusted | Misconfigured):
        return Decision(State.SAVED, problem, 0.0, effect=Effect.STOP)
    return Decision(State.SAVED, problem, wait_s, effect=Effect.FAILED)


def _is_reached(operation: Operation) -> bool:
    """Whether that there is no such key is what the operation was for.

    So it is where a first try may have removed it, where the card that is to change hands has no key, and where the
    removal is left over from another key. Whoever asks for a removal and no more is told that there was nothing to
    remove: the id may be wrong. Of a card that is to change hands, that the key of this id is gone says nothing: it
    may have another key by now.
    """
    intent = operation.intent
    if not isinstance(intent, Removal):
        return False
    if operation.unknowns and intent.key_id:
        return True
    return operation.purpose is Purpose.REPLACE or (operation.purpose is Purpose.REASSIGN and intent.key_id is None)


def _refused(error: Refused, operation: Operation) -> Decision:
    """Refused for good; but what was sent before without an answer may have been done, and nobody is to forget that."""
    if not operation.unknowns or isinstance(error, KeyMissing):
        return Decision(State.REJECTED, error.problem)
    held = Problem(
        "earlier-try-perhaps-done",
        "The service refused this, but an earlier try of the same had no answer and may have been done: {why}",
        "Look in the access-control system whether there is such a key; then send it once more, or take it out of the "
        "outbox. Hand out no card before.",
        {"why": error.problem.cause.format(**error.problem.facts)},
    )
    return Decision(State.UNKNOWN, held, held=held)


def bounded_pause_s(asked_s: float) -> float:
    """For how long the service's wish to be left alone is granted, in seconds."""
    return min(max(asked_s, 0.0), LONGEST_PAUSE_S)


def _unknown(error: OutcomeUnknown, operation: Operation, wait_s: float) -> Decision:
    asked_s = bounded_pause_s(error.retry_after_s or 0.0)
    held, times = None, operation.unknowns + 1
    if makes_code(operation):
        held = code_unknown(error.problem)
    elif error.own_failure and times >= MOST_OWN_FAILURES:
        held = _needs_help(error.problem, times)
    wait = None if held else max(wait_s, asked_s)
    return Decision(State.UNKNOWN, held or error.problem, wait, held, Effect.FAILED, asked_s)


def makes_code(operation: Operation) -> bool:
    """Whether the service is to make a code for it: repeated, it would make a second one."""
    return operation.intent.credential == GENERATED_CODE


def wants_pin(intent: Intent) -> bool:
    """Whether a new PIN belongs to it, at hand or kept apart."""
    return not isinstance(intent, Removal) and (isinstance(intent.pin, Pin) or intent.pin is PinRule.SEALED)


def second_code(operation: Operation) -> Problem | None:
    """Why an operation must not be sent again by itself, where the first try may have made a code.

    Not where that was told: then it was a person who let it go on.
    """
    if not operation.unknowns or not makes_code(operation):
        return None
    if operation.problem is not None and operation.problem.remedy == _SECOND_CODE:
        return None
    return code_unknown(operation.problem or _CODE_UNKNOWN)


def expired_while_waiting(operation: Operation, now: datetime, *, changes: bool = False) -> Problem | None:
    """Why an operation that waited is not worth sending any more, where its end has gone by since.

    Only where it makes a key. A change whose end has gone by takes access away: held, the card would go on opening
    doors until the end of before; where it was meant to lengthen, it opens nothing either way, and that is told.
    changes: it is an order that changes the key which its card has. What was sent already, and may have been done, is
    sent again all the same: that alone tells what became of it.
    """
    intent = operation.intent
    if operation.unknowns or operation.state not in WAITING:
        return None
    if not isinstance(intent, Order) or changes or intent.validity.end is None:
        return None
    if not operation.created_at < intent.validity.end <= now:
        return None
    return Problem(
        "expired-while-waiting",
        "The end of the validity went by while this waited to be sent: the key would open nothing. Nothing was sent.",
        "Take it out of the outbox, and enroll the card anew with a later end.",
        field="valid_to",
    )


_SECOND_CODE = "Look in the access-control system whether a code was made; sent again, it would make a second one."
_CODE_UNKNOWN = Problem("code-unknown", "Whether the service made a code is not known.")


def code_unknown(problem: Problem) -> Problem:
    """The service makes a new code at each request, so that only with a card or known digits a repeat is harmless."""
    return replace(problem, remedy=_SECOND_CODE)


def _needs_help(problem: Problem, times: int) -> Problem:
    return Problem(
        "service-fails-at-it",
        "The service failed {times} times at this, so that it is not sent again by itself; whether it was done is not "
        "known. It last said: {why}",
        "Look in the access-control system whether the key is as it was meant; then send it once more, or take it out "
        "of the outbox. Hand out no card before.",
        {"times": times, "why": problem.cause.format(**problem.facts)},
    )
