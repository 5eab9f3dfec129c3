"""One attempt at one operation: looked at once more, sent, compared with what was meant, written down."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from enroll_app.domain import fact_words
from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import (
    ANSWERED,
    Change,
    Claimed,
    Intent,
    Operation,
    Outcome,
    Purpose,
    SecretState,
    Settlement,
    Step,
)
from enroll_app.domain.pin import Pin
from enroll_app.domain.ports import AccessService, KeyRegister, OutboxStore, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.retry import (
    Effect,
    back_off_s,
    code_unknown,
    decide,
    expired_while_waiting,
    makes_code,
    second_code,
    wants_pin,
)
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import KeyMissing, ServiceError
from enroll_app.services.answers import Answers
from enroll_app.services.comparing import compared
from enroll_app.services.conflicts import (
    changes_key,
    conflict_before,
    conflict_with_tries,
    is_for_a_card,
    known_key,
)
from enroll_app.services.half_done import with_step_before

PIN_NEEDED = "pin-needed"
"""The code of the problem of what is held for its digits alone."""


class Interrupted(KeyboardInterrupt):
    """Somebody interrupted the program between the first byte and the answer; `outcome` says what is known."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of an attempt, for the row and for the queue.

    effect: None where nothing was sent. problem: why this attempt failed, whatever the outcome, which of an operation
    that is sent once more for safety is that of its first way. pause_s: for how long the queue is to rest at the least.
    wait_s: in how many seconds a row that could not be claimed may be asked for again; None where it was claimed, or
    only a person helps.
    """

    outcome: Outcome
    effect: Effect | None = None
    problem: Problem | None = None
    pause_s: float = 0.0
    wait_s: float | None = None


def secret_of(intent: Intent) -> Secret | None:
    """The digits of a new PIN, or of a code that somebody chose; None where there are none at hand."""
    if isinstance(intent, Order) and isinstance(intent.credential, Code) and intent.credential.digits:
        return Secret(intent.credential.digits)
    if isinstance(intent, Order | Change) and isinstance(intent.pin, Pin):
        return Secret(intent.pin.digits)
    return None


def wants_secret(intent: Intent) -> bool:
    """Whether digits belong to it that stand apart: a PIN's, or those of a code that somebody chose."""
    return wants_pin(intent) or (isinstance(intent.credential, Code) and intent.credential.chosen)


class Sender:
    """Sends what was claimed. Blocking; usable from several threads at once.

    fraction: chance, from 0 to 1, for the waiting times.
    """

    def __init__(
        self,
        service: AccessService,
        store: OutboxStore,
        answers: Answers,
        register: KeyRegister,
        now: Callable[[], datetime],
        fraction: Callable[[], float],
    ) -> None:
        self._service = service
        self._store = store
        self._answers = answers
        self._register = register
        self._now = now
        self._fraction = fraction

    def step(self, purpose: Purpose, intent: Intent, held: Problem | None = None) -> Step:
        """The intent with the bytes that are sent for it, from now on always the same."""
        return Step(purpose, intent, self._service.body(intent), secret_of(intent), held)

    def attempt(
        self, claimed: Claimed, meant: Intent | None = None, gate: AbstractContextManager[object] | None = None
    ) -> Attempt:
        """Send what was claimed, once. Raises Interrupted, and StoreError where nothing was sent.

        meant: the intent with its PIN, where a face has it, for the outcome. gate: held while bytes are on their way,
        so that no more than so many are.
        """
        operation = claimed.operation
        meant = meant or operation.intent
        with self._given_back(operation, meant, State.SAVED):
            known = known_key(self._register, operation.intent)
            settlement = self._not_to_be_sent(operation, known)
            if settlement is not None:
                self._store.settle(operation.number, settlement, self._now())
                return Attempt(_outcome(operation, meant, settlement))
        with self._given_back(operation, meant, State.UNKNOWN):
            settlement, effect, pause_s = self._sent(claimed, known, gate or nullcontext())
            return Attempt(self._written(operation, meant, settlement), effect, settlement.problem, pause_s)

    @contextmanager
    def _given_back(self, operation: Operation, meant: Intent, state: State) -> Iterator[None]:
        """Whatever happens in it: the row must not stay SENDING for as long as this process lives.

        state: SAVED where nothing was sent this time.
        """
        try:
            yield
        except BaseException as error:
            unknown = state is State.UNKNOWN or operation.unknowns > 0
            problem = _INTERRUPTED if unknown else _NOT_SENT
            if unknown and makes_code(operation):
                problem = code_unknown(problem)
                held: Problem | None = problem
            else:
                held = _without_secret(operation)
            wait_s = None if held else back_off_s(operation.attempts, self._fraction())
            with suppress(StoreError):
                settlement = Settlement(state, problem=problem, wait_s=wait_s, held=held)
                self._answers.write(operation, settlement, self._now())
            if isinstance(error, KeyboardInterrupt):
                told = State.UNKNOWN if unknown else State.SAVED
                raise Interrupted(Outcome(told, operation.number, meant, problem=problem)) from None
            raise

    def _sent(
        self, claimed: Claimed, known: KnownKey | None, gate: AbstractContextManager[object]
    ) -> tuple[Settlement, Effect, float]:
        """Send it, and say what becomes of the row and of the queue."""
        operation = claimed.operation
        try:
            with gate:
                record = self._service.send(operation.intent, claimed.body, claimed.secret)
        except ServiceError as error:
            return self._failed(operation, error)
        except InvalidInputError as error:
            # It cannot even be put into bytes (its digits are missing): nothing was sent.
            lacking = error.problems[0]
            return Settlement(State.SAVED, problem=lacking, held=lacking), Effect.ANSWERED, 0.0
        return self._answered(operation, record, known), Effect.ANSWERED, 0.0

    def _not_to_be_sent(self, operation: Operation, known: KnownKey | None) -> Settlement | None:
        """What has changed since it was written down: the card became somebody's, or its time is over."""
        late = expired_while_waiting(operation, self._now(), changes=changes_key(operation.intent, known))
        if late is not None:
            return Settlement(State.SAVED, problem=late, held=late)
        again = second_code(operation)
        if again is not None:
            return Settlement(State.SAVED, problem=again, held=again)
        sent_before = operation.unknowns > 0
        conflict = conflict_before(operation.intent, known, sent_before=sent_before)
        if operation.state in ANSWERED:
            # It was done, and to be sent once more for safety; the card became somebody else's since.
            return conflict and Settlement(State.REJECTED, problem=conflict.problem)
        if conflict is None and known is None and not sent_before and is_for_a_card(operation.intent):
            # The same once more does no harm that is not done; something else might.
            return conflict_with_tries(operation.intent, self._store.tried_for(operation.number))
        return conflict

    def _failed(self, operation: Operation, error: ServiceError) -> tuple[Settlement, Effect, float]:
        intent = operation.intent
        decision = decide(error, operation, self._fraction())
        missing = isinstance(error, KeyMissing)
        if decision.state is State.ACCEPTED:
            # That the key is gone is what was wanted.
            return Settlement(State.ACCEPTED, missing=missing), decision.effect, decision.pause_s
        held = decision.held
        if decision.state in (State.SAVED, State.UNKNOWN) and held is None:
            held = _without_secret(operation)
        problem = _with_secret_lost(decision.problem, intent) if held and not decision.held else decision.problem
        if decision.state is State.REJECTED and operation.after is not None:
            problem = with_step_before(problem, operation, self._store.operation(operation.after))
        settlement = Settlement(decision.state, problem=problem, wait_s=decision.wait_s, held=held, missing=missing)
        return settlement, decision.effect, decision.pause_s

    def _answered(self, operation: Operation, record: KeyRecord | None, known: KnownKey | None) -> Settlement:
        intent = operation.intent
        if known is not None and isinstance(intent, Order) and known.identification != intent.credential:
            # Of the card with two technologies: this is one side of it, and has a key of its own.
            known = None
        settlement = compared(intent, record, known, operation.purpose)
        if settlement.state is not State.UNKNOWN:
            return settlement
        assert settlement.problem is not None, "what is not believed says why"
        if makes_code(operation):
            problem = code_unknown(settlement.problem)
            return replace(settlement, problem=problem, held=problem)
        held = _without_secret(operation)
        wait_s = None if held else back_off_s(operation.attempts, self._fraction())
        return replace(settlement, held=held, wait_s=wait_s)

    def _written(self, operation: Operation, meant: Intent, settlement: Settlement) -> Outcome:
        outcome = _outcome(operation, meant, settlement)
        try:
            self._answers.write(operation, settlement, self._now())
        except StoreError as error:
            # Raised, it would say that nothing was sent. The row stays as being sent until it can be written down.
            if outcome.state is State.ACCEPTED:
                problem = _answer_not_written(error.problem, code=makes_code(operation))
                return replace(outcome, problem=outcome.problem or problem)
        return outcome


def _outcome(operation: Operation, meant: Intent, settlement: Settlement) -> Outcome:
    """What a face is told. operation: as it was claimed."""
    if operation.state in ANSWERED and settlement.state not in ANSWERED | {State.CONFLICT}:
        # It was sent once more, for safety: that it was accepted stays so, unless that hit another person's key.
        return Outcome(operation.state, operation.number, meant, operation.record, problem=operation.problem)
    unsent = settlement.state is State.SAVED and operation.unknowns
    return Outcome(
        # It was not sent this time; what became of an earlier try is as unknown as before.
        State.UNKNOWN if unsent else settlement.state,
        operation.number,
        meant,
        settlement.record,
        settlement.owner,
        settlement.problem,
        overwritten=settlement.overwritten,
    )


def _without_secret(operation: Operation) -> Problem | None:
    """Why an operation cannot be repeated by itself: its digits are in this process's memory alone."""
    return pin_needed(operation.intent) if operation.secret is SecretState.MISSING else None


def pin_needed(intent: Intent) -> Problem:
    """There is nowhere to keep digits: they have to be given again."""
    what = fact_words.PIN if wants_pin(intent) else fact_words.CODE
    return Problem(
        PIN_NEEDED,
        "The {what} could not be kept, because this computer has no vault to keep secrets in.",
        "Give the {what} again to send it; set up a vault, so that secrets can wait.",
        {"what": what},
        "pin",
    )


def _with_secret_lost(problem: Problem, intent: Intent) -> Problem:
    """The failure, and that it does not mend itself: the digits are not on disk."""
    lost = pin_needed(intent)
    return replace(
        problem,
        cause=f"{problem.cause} {lost.cause}",
        remedy=f"{problem.remedy} {lost.remedy}".strip(),
        facts={**problem.facts, **lost.facts},
    )


_NOT_SENT = Problem(
    "interrupted-before",
    "The program was interrupted before anything was sent.",
    "It is sent by itself.",
)


_INTERRUPTED = Problem(
    "interrupted",
    "The program was interrupted before the service's answer was written down; whether it was done is not known.",
    "The same is sent again, which does no harm; hand out no card before it is answered.",
)


def _answer_not_written(failure: Problem, *, code: bool) -> Problem:
    """code: whether the service made a code for it, and would make a second one."""
    again = "it is held, for it would make a second code" if code else "it is sent again, which does no harm"
    return Problem(
        "answer-not-written",
        "The service did it, but its answer could not be written down at this station: {reason}.",
        f"Check that the disk has room: it is written down as soon as that works. If the program ends before, {again}.",
        {"reason": failure.facts.get("reason", failure.code)},
    )
