"""What becomes of the outbox of a desk that is given another service: what waits was meant for the old one's doors."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from enroll_app.domain.enrollment import Order
from enroll_app.domain.operations import Counts, Operation
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.outbox import SET_ASIDE, Outbox

# So long it is waited for what is being sent just now, in seconds: a request has an end, by its deadline, before that.
_LONGEST_S = 45.0
# Between two looks, in seconds.
_LOOK_S = 0.2
_BUSY = Problem(
    "outbox-busy",
    "Something is still being sent to the service of before.",
    "Try again in a minute; nothing was changed.",
)


@dataclass(frozen=True, slots=True)
class Move:
    """before, after: the services, for the eye. counts: how the outbox stands."""

    before: str
    after: str
    counts: Counts


def meant_for(before: str) -> Problem:
    """Why a row waits that was meant for the service of before. It counts as set aside, and is let go on as such."""
    return Problem(
        SET_ASIDE.code,
        "It was meant for {before}, and the desk was given another service since.",
        "Let it go on only where that is the same access-control system; else take it out of the outbox.",
        {"before": before},
    )


def put_aside_all(
    outbox: Outbox, why: Problem, clock: Callable[[], float], pause: Callable[[float], object]
) -> tuple[int, ...]:
    """Set aside everything that would go on by itself; the numbers of these rows. Conflicts stay as they are.

    What is being sent just now is waited for. clock: seconds that never go back. pause: lets seconds pass.
    Raises InvalidInputError where that takes too long, and StoreError; then everything goes on as before.
    """
    done: set[int] = set()
    until = clock() + _LONGEST_S
    try:
        while going := [row.number for row in outbox.operations() if _goes_on(row)]:
            for number in going:
                # Being sent, or answered since: the next look tells.
                with suppress(InvalidInputError):
                    outbox.set_aside(number, why, over=True)
                    done.add(number)
            if done.issuperset(going):
                continue
            if clock() > until:
                raise InvalidInputError(_BUSY)
            pause(_LOOK_S)
    except BaseException:
        let_go_on(outbox, done)
        raise
    return tuple(sorted(done))


def put_aside_now(outbox: Outbox, why: Problem) -> None:
    """Set aside everything that would go on by itself; what another process is sending just now is that one's to end.

    Raises StoreError; then some of it may be set aside already.
    """
    # What was under way when a process ended goes on by itself too.
    outbox.renew()
    for row in outbox.operations():
        if _goes_on(row):
            with suppress(InvalidInputError):
                outbox.set_aside(row.number, why, over=True)


def let_go_on(outbox: Outbox, numbers: Iterable[int]) -> None:
    """These were set aside for nothing."""
    for number in sorted(numbers):
        with suppress(InvalidInputError):
            outbox.release(number)


def _goes_on(row: Operation) -> bool:
    """Whether it is sent without a person: also what has levels by name, as soon as somebody lists such levels."""
    if not row.waiting or (row.held is not None and row.held.code == SET_ASIDE.code):
        return False
    return row.held is None or (isinstance(row.intent, Order) and bool(row.intent.unresolved_levels))
