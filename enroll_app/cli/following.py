"""Sending something and following it to the doors, interrupted or not."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from enroll_app.cli.context import Context
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.outcomes import tell, worst
from enroll_app.cli.patience import waiting_for
from enroll_app.domain.enrollment import KeyStatus, State
from enroll_app.domain.operations import Outcome
from enroll_app.domain.pin import Pin
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.outbox import Interrupted

# How long a command waits for the door systems, in seconds, unless told not to.
_FOLLOW_S = 10.0


@dataclass
class Attempt:
    """What was sent. interrupted: somebody pressed Ctrl-C on the way."""

    outcomes: Sequence[Outcome]
    interrupted: bool = False
    codes: list[Exit] = field(default_factory=list)


def attempt(context: Context, send: Callable[[], Sequence[Outcome]]) -> Attempt:
    """Send; an interruption on the way leaves what is known of it."""
    context.attempted = True
    try:
        with waiting_for("the service", context.output):
            return Attempt(send())
    except Interrupted as interruption:
        return Attempt([interruption.outcome], interrupted=True)


def finish(context: Context, sent: Attempt, *, wait: bool, shown_pin: Pin | None = None) -> int:
    """Tell each outcome, the first with what the doors made of it, and return the exit code.

    wait: whether the doors are waited for. shown_pin: a PIN that was drawn; it is the first outcome's.
    """
    for number, outcome in enumerate(sent.outcomes):
        status = None
        try:
            if wait and not number and not sent.interrupted:
                status = _followed(context, outcome)
        except KeyboardInterrupt:
            sent.interrupted = True
        sent.codes.append(tell(context, outcome, status, shown_pin=None if number else shown_pin))
    return Exit.INTERRUPTED if sent.interrupted else worst(sent.codes)


def _followed(context: Context, outcome: Outcome) -> KeyStatus | None:
    """The last status that was heard within the time, None where there was nothing to ask, or the service told none."""
    if outcome.state is not State.ACCEPTED or outcome.record is None:
        return None
    end = time.monotonic() + _FOLLOW_S

    def wait(seconds: float) -> bool:
        time.sleep(seconds)
        return time.monotonic() >= end

    status = None
    try:
        with waiting_for("the doors", context.output):
            for heard in context.station().enroller.follow(outcome, wait):
                status = heard
    except ServiceError as error:
        context.output.note(f"The service did as it was told; its way to the doors cannot be followed: {error}")
    return status
