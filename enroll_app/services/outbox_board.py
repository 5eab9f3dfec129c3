"""What a person may do about a row of the outbox, and the doing of it: for a face that shows the rows."""

from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto

from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.identification import parse_code
from enroll_app.domain.operations import Operation, Outcome, SecretState, credential_of
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.retry import wants_pin
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.outbox import Outbox
from enroll_app.services.station import Station

# The codes of what is held for good: it cannot be let go on, only be begun anew.
_NEVER_SENT = ("step-before-stopped", "send-anew", "expired-while-waiting")

GONE = Problem(
    "row-gone",
    "Number {number} is not in the outbox any more.",
    "Look into the history for what came of it.",
)
"""A row that was answered or taken out meanwhile. Facts: number."""


class Deed(Enum):
    """What may be done about a row.

    TRY: send it now. GO_ON: send what waits for a person, now. SET_ASIDE: send it no more before somebody lets it go
    on. DECIDE: say whose the card is. DROP: take it out for good.
    """

    TRY = auto()
    GO_ON = auto()
    SET_ASIDE = auto()
    DECIDE = auto()
    DROP = auto()


def deeds(operation: Operation) -> tuple[Deed, ...]:
    """What may be done about it as it stands, what helps most first; nothing while it is being sent."""
    if operation.state is State.CONFLICT:
        return (Deed.DECIDE, Deed.DROP) if _can_be_decided(operation) else (Deed.DROP,)
    if operation.state is State.SENDING or not operation.waiting:
        return ()
    if operation.held is None:
        return Deed.TRY, Deed.SET_ASIDE, Deed.DROP
    return (Deed.DROP,) if operation.held.code in _NEVER_SENT else (Deed.GO_ON, Deed.DROP)


def _can_be_decided(operation: Operation) -> bool:
    """A change of a key that exists can be left as it was answered; without an answer there is nothing to decide."""
    return isinstance(operation.intent, Order) or operation.record is not None


def lacks_digits(operation: Operation) -> bool:
    """Whether its PIN or code has to be given again before it can be sent, for there was no place to keep it."""
    return operation.secret is SecretState.MISSING and deeds(operation) not in ((), (Deed.DROP,))


def is_about_code(operation: Operation) -> bool:
    """Whether its digits are those of a code, and not of a PIN."""
    return isinstance(credential_of(operation.intent), Code) and not wants_pin(operation.intent)


def perhaps_done(operation: Operation) -> bool:
    """Whether it was sent without an answer, so that the service may have done it all the same."""
    return bool(operation.unknowns) or operation.state is State.UNKNOWN


def given_digits(operation: Operation, text: str) -> Secret | None:
    """What was typed for its PIN or code, checked; None where none is needed. Raises InvalidInputError."""
    if not lacks_digits(operation):
        return None
    return Secret(parse_code(text.strip()) if is_about_code(operation) else Pin(text.strip()).digits)


def in_conflict(operation: Operation) -> Outcome:
    """A row in conflict as the outcome that its choices are offered for."""
    return Outcome(
        operation.state,
        operation.number,
        operation.intent,
        operation.record,
        operation.owner,
        operation.problem,
        overwritten=operation.overwritten,
    )


def try_now(station: Station, number: int, secret: Secret | None = None) -> Outcome:
    """Send a row now, also one that waits for a person; the outcome says why where it may not be sent.

    secret: the digits that were missing. Raises InvalidInputError, StoreError and Interrupted.
    """
    outbox = station.outbox
    operation = _found(outbox, number)
    if isinstance(operation.intent, Order) and operation.intent.unresolved_levels:
        # Without an answer it goes on waiting, and says so.
        with suppress(ServiceError):
            station.enroller.levels()
        waiting = outbox.operation(number)
        if waiting is not None and not waiting.waiting:
            # With its levels known it has got another number, and goes on by itself.
            return Outcome(State.SAVED, number, operation.intent)
    if operation.held is not None or secret is not None:
        number = outbox.release(number, secret)
    outcome = outbox.send(number, secret)
    return replace(outcome, problem=outcome.problem or operation.problem) if outcome.state is State.SAVED else outcome


def _found(outbox: Outbox, number: int) -> Operation:
    operation = outbox.operation(number)
    if operation is None or not (operation.waiting or operation.needs_somebody):
        raise InvalidInputError(replace(GONE, facts={"number": number}))
    return operation
