"""The command `outbox send`: deliver what waits, now."""

import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Timer

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.decisions import missing_secret
from enroll_app.cli.exit_codes import OF_STATE, Exit
from enroll_app.cli.given import typed_secret
from enroll_app.cli.outbox import footer, pages
from enroll_app.cli.outcomes import tell, worst
from enroll_app.cli.patience import waiting_for
from enroll_app.cli.successors import found, found_now
from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.identification import parse_code
from enroll_app.domain.operations import Operation, Outcome, SecretState, credential_of
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.retry import LONGEST_WAIT_S, Effect
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.delivery import Delivered
from enroll_app.services.outbox import Outbox
from enroll_app.services.station import Station

# How long is tried, in seconds, unless told otherwise. What is due much later is left for another time anyway.
_PATIENCE_S = 60.0
# So many outcomes are held back, to be told in the order of the list; more than are under way at the same time.
_HELD_BACK = 8
# What an attempt says of all the others, too.
_FOR_ALL = (Effect.BUSY, Effect.SIGN_IN, Effect.STOP)


@command("send")
@click.argument("numbers", metavar="[NUMBER...]", nargs=-1, type=int)
@click.option(
    "--pin", metavar="DDDD", help="The PIN of the one number, where it could not be kept; - reads standard input."
)
@click.option(
    "--code", metavar="DIGITS", help="The code of the one number, where it could not be kept; - reads standard input."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=_PATIENCE_S, show_default=True, help="Seconds to keep trying."
)
@json_option
@pass_context
def send(context: Context, numbers: tuple[int, ...], pin: str | None, code: str | None, timeout: float) -> int:
    """Send what waits, and say what came of each attempt.

    With numbers, only these, and also those among them that were set aside. Exit codes: 0 everything is delivered,
    5 a card is somebody else's, 4 the service refused something, 6 something still waits.
    """
    if (pin is not None or code is not None) and (len(set(numbers)) != 1 or (pin is not None and code is not None)):
        raise click.UsageError("--pin or --code goes with exactly one number.")
    station = context.station()
    station.outbox.renew()
    _learn_levels(station, [found(station.outbox, number) for number in numbers] or pages(station.outbox))
    # Now, for what waited for its levels has got another number where these are known.
    chosen = list({(one := found_now(context, station.outbox, number)).number: one for number in numbers}.values())
    for operation in chosen:
        if not operation.waiting:
            context.output.note(f"Number {operation.number} has its answer: {operation.state.value}.")
    secrets = {one.number: _secret(one, pin, code) for one in chosen}
    let_go = [_let_go(context, one, secrets[one.number]) for one in chosen if one.waiting]
    going = list(dict.fromkeys(step for number in let_go for step in _with_what_is_behind(station.outbox, number)))
    came = _Came(context)
    if going or not numbers:
        rested = going if numbers else _backing_off(station.outbox)
        came.deliver(station, rested, going or None, timeout)
    answered = [one.number for one in chosen if not one.waiting]
    rest = (found(station.outbox, one) for one in (*answered, *going)) if numbers else pages(station.outbox)
    counts = station.outbox.counts()
    context.output.note(footer(counts))
    if counts.needing:
        waits = "waits" if counts.needing == 1 else "wait"
        context.output.note(f"{counts.needing} {waits} for somebody: enroll-app outbox list says what helps.")
    if came.interrupted:
        return Exit.INTERRUPTED
    return Exit.SAVED if came.pause else worst([*came.codes(), *_rest(rest, but_not=came.last)])


def _secret(operation: Operation, pin: str | None, code: str | None) -> Secret | None:
    """What was given for an operation, checked. Raises InvalidInputError, also where it is needed and was not given."""
    is_code = isinstance(credential_of(operation.intent), Code)
    given = code if is_code else pin
    if given is None and (pin or code):
        raise InvalidInputError(
            Problem(
                "secret-of-another-kind",
                "Number {number} is about {what}.",
                "Give its digits with {option}.",
                {"number": operation.number, "what": "a code" if is_code else "a card", "option": _option(operation)},
            )
        )
    if given is None:
        if operation.waiting and operation.secret is SecretState.MISSING:
            raise InvalidInputError(_needed(operation))
        return None
    digits = typed_secret(given)
    return Secret(parse_code(digits) if is_code else Pin(digits).digits)


def _learn_levels(station: Station, operations: Iterable[Operation]) -> None:
    """Ask for the levels where something waits for them; without an answer it goes on waiting."""
    orders = [one.intent for one in operations if one.waiting]
    if any(isinstance(order, Order) and order.unresolved_levels for order in orders):
        with suppress(ServiceError):
            station.enroller.levels()


def _option(operation: Operation) -> str:
    return missing_secret(operation)[1]


def _needed(operation: Operation) -> Problem:
    what, option = missing_secret(operation)
    return Problem(
        "secret-needed",
        "The {what} of number {number} could not be kept, so that nothing was sent.",
        "Give it again on standard input, with enroll-app outbox send {number} {option} -.",
        {"what": what, "number": operation.number, "option": option},
    )


def _backing_off(kept: Outbox) -> list[int]:
    """What waits because an attempt failed, though not what the service itself asked to wait with."""
    return [one.number for one in pages(kept) if one.waiting and not one.held and 0 < one.wait_s <= LONGEST_WAIT_S]


def _let_go(context: Context, operation: Operation, secret: Secret | None) -> int:
    """See to it that an operation can be sent; the number of the one that goes on, in its place where it is another."""
    if operation.held or secret:
        return context.station().outbox.release(operation.number, secret)
    return operation.number


def _with_what_is_behind(kept: Outbox, number: int) -> Iterator[int]:
    """The number, and those of the steps that belong to it: they were saved together, one after the other."""
    unit = found(kept, number).unit
    yield number
    while (step := kept.operation(number + 1)) and step.unit == unit:
        number = step.number
        if step.waiting and not step.held:
            yield number


@dataclass
class _Came:
    """What came of a delivery.

    last: the state that each operation reached. untold: what is still to be told. heard: the sentences that were told.
    pause: why nothing more was sent. interrupted: by Ctrl-C.
    """

    context: Context
    last: dict[int, State] = field(default_factory=dict)
    untold: list[Outcome] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    pause: Problem | None = None
    interrupted: bool = False

    def deliver(self, station: Station, rested: Sequence[int], only: Sequence[int] | None, patience_s: float) -> None:
        """Deliver until nothing is due soon, everything has to wait, or the time is over.

        rested: what is sent first, though it would wait a while longer by itself: a person says that it is time.
        """
        stop = Event()
        end = Timer(patience_s, stop.set)
        end.daemon = True
        end.start()
        try:
            with self._ending_at_ctrl_c(stop), waiting_for("the service", self.context.output):
                self._hurry(station.outbox, rested, stop)
                for told in station.delivery.run(stop, until_idle=True, only=only) if not self.pause else ():
                    if isinstance(told, Delivered):
                        self._heard(told.outcome)
                    else:
                        self.pause = told.pause
        finally:
            stop.set()
            end.cancel()
            self._tell(but=0)
        if self.pause:
            # To a person it is the last word; to a program it tells this end from the others.
            if self.context.output.as_json:
                self.context.output.result({"state": "paused", "error": str(self.pause)}, "")
            if str(self.pause) not in self.heard:
                self.context.output.note(str(self.pause))

    def _hurry(self, kept: Outbox, rested: Sequence[int], stop: Event) -> None:
        for number in rested:
            operation = kept.operation(number)
            if stop.is_set():
                return
            if operation is None or not operation.waiting or operation.wait_s <= 0:
                continue
            tried = kept.attempt(number)
            if tried.effect is None and tried.wait_s is not None:
                # Something is in its way: the delivery looks after it.
                continue
            self._heard(tried.outcome)
            if tried.effect in _FOR_ALL:
                self.pause = tried.outcome.problem
                return
            if tried.effect is Effect.FAILED and tried.outcome.state is State.SAVED:
                # Nobody is there; the others would fare no better.
                return

    def _heard(self, outcome: Outcome) -> None:
        self.last[outcome.outbox_id] = outcome.state
        self.untold.append(outcome)
        self._tell(but=_HELD_BACK)

    def _tell(self, but: int) -> None:
        """Tell what came, in the order of the list, but for the newest so many: they are sent side by side."""
        while len(self.untold) > but:
            outcome = min(self.untold, key=lambda one: one.outbox_id)
            self.untold.remove(outcome)
            tell(self.context, outcome, heard=self.heard)

    @contextmanager
    def _ending_at_ctrl_c(self, stop: Event) -> Iterator[None]:
        """Let Ctrl-C end the delivery once what is under way was answered; a second one ends the program at once.

        Then too nothing is lost: what was being sent is asked about by the next command.
        """

        def interrupt(*_: object) -> None:
            self.interrupted = True
            stop.set()
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            self.context.output.note("Ending when what was sent is answered. Ctrl-C again ends at once.")

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def codes(self) -> list[Exit]:
        """The exit code that each operation stands for."""
        return [OF_STATE[state] for state in self.last.values()]


def _rest(operations: Iterable[Operation], but_not: dict[int, State]) -> list[Exit]:
    """What the operations that were not attempted stand for: still waiting, or answered before."""
    return [OF_STATE[one.state] for one in operations if one.number not in but_not]
