"""The outbox: what this station does is written down before it is sent, and stays until it is answered."""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime

from enroll_app.domain.enrollment import KeyStatus, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import (
    ANSWERED,
    Change,
    Counts,
    Group,
    Intent,
    Operation,
    Outcome,
    Purpose,
    Removal,
    Settlement,
    Step,
)
from enroll_app.domain.pin import PinOrder
from enroll_app.domain.ports import AccessService, KeyRegister, OutboxStore, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.retry import GONE_BEFORE, expired_while_waiting
from enroll_app.domain.secret import Secret
from enroll_app.services.answers import Answers
from enroll_app.services.conflicts import changes_key, known_key
from enroll_app.services.running import Runner
from enroll_app.services.sending import Attempt, Interrupted, Sender
from enroll_app.services.settling import OVERTAKEN, Settling, old_key_stays, replaced, with_levels

__all__ = ["SET_ASIDE", "Interrupted", "Outbox"]

SET_ASIDE = Problem(
    "set-aside",
    "It was set aside: it is not sent before somebody lets it go on.",
    "Let it go on, or take it out of the outbox.",
)
"""Why a row waits that a person has set aside."""


class Outbox:
    """What waits for the service, and what a person decides about it. Blocking; usable from any thread.

    Every method raises StoreError; then nothing was sent. Those that send raise Interrupted.
    """

    def __init__(
        self,
        service: AccessService,
        store: OutboxStore,
        register: KeyRegister,
        now: Callable[[], datetime],
        fraction: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._register = register
        self._now = now
        self._answers = Answers(store)
        self._sender = Sender(service, store, self._answers, register, now, fraction)
        self._runner = Runner(store, self._sender, self._answers, now)
        self._settling = Settling(store, register, self._sender.step, now)

    def step(self, purpose: Purpose, intent: Intent, held: Problem | None = None) -> Step:
        """The intent with the bytes that are sent for it, from now on always the same."""
        return self._sender.step(purpose, intent, held)

    def submit(self, steps: Sequence[Step], reader: str = "") -> tuple[Outcome, ...]:
        """Write the steps down as one unit and send them, one after the other; what came of each that was tried.

        Stops at the first that is not accepted; what is behind it goes on by itself when its turn has come.
        """
        self._answers.catch_up()
        rows = self._store.save(steps, reader, self._now(), claim=True)
        return self._runner.run(rows, steps)

    def stop(self, steps: Sequence[Step], reader: str, settlement: Settlement) -> Outcome:
        """Write the steps down without sending them, the first of them in conflict."""
        first = self._store.save(steps, reader, self._now(), settlement=settlement)[0]
        return Outcome(
            settlement.state,
            first.number,
            steps[0].intent,
            settlement.record,
            settlement.owner,
            settlement.problem,
            overwritten=settlement.overwritten,
        )

    def send(self, number: int, secret: Secret | None = None) -> Outcome:
        """Send a row that waits, if it may be sent now; else the outcome says why it may not.

        secret: the digits, where they are not on disk.
        """
        return self.attempt(number, secret).outcome

    def attempt(
        self,
        number: int,
        secret: Secret | None = None,
        *,
        meant: Intent | None = None,
        gate: AbstractContextManager[object] | None = None,
    ) -> Attempt:
        """Send a row as `send` does, and say what that means for the others. gate: held while bytes are on their way.

        meant: the intent with its PIN, where a face has it.
        """
        return self._runner.attempt(number, secret, meant=meant, gate=gate)

    def operations(self, *, everything: bool = False, above: int = 0, limit: int | None = None) -> Sequence[Operation]:
        """Those without a final answer and those in conflict, the oldest first; with everything, all that are kept."""
        return self._store.operations(everything=everything, above=above, limit=limit)

    def about(self, card: Identification) -> Sequence[Operation]:
        """Those of them that are about this card."""
        return self._store.about(card.hex)

    def operation(self, number: int) -> Operation | None:
        """One row; None where there is none of this number."""
        return self._store.operation(number)

    def counts(self) -> Counts:
        """How the outbox stands."""
        return self._store.counts()

    def listing(self) -> Mapping[Group, Sequence[int]]:
        """The numbers of everything without a final answer by their groups, each ascending, seen at one moment."""
        return self._store.listing()

    def is_leaving(self, key: KnownKey) -> bool:
        """Whether the last that goes on by itself about a key, or its card, is its removal."""
        last: Intent | None = None
        for row in self._store.operations():
            intent, card = row.intent, row.intent.credential
            key_id = None if isinstance(intent, Order) else intent.key_id
            if row.waiting and row.held is None and (key_id == key.key_id or (card and card == key.identification)):
                last = intent
        return isinstance(last, Removal)

    def catch_up(self) -> None:
        """Write down what came of attempts where that failed, as on a full disk; raises nothing if it fails again."""
        self._answers.catch_up()

    def renew(self) -> int:
        """Mark what a process was sending when it ended; how many these were."""
        return self._store.renew(self._now())

    def propagated(self, number: int, status: KeyStatus, problem: Problem | None = None) -> None:
        """Write down what the doors made of a key.

        That the key exists is written already: no failure here may say that nothing was sent.
        """
        self._answers.catch_up()
        with suppress(StoreError):
            self._store.propagated(number, Settlement(status.state, problem=problem), self._now())

    def set_aside(self, number: int, why: Problem = SET_ASIDE, *, over: bool = False) -> None:
        """Send a row no more before a person lets it go on (`release`); nothing changes where it waits for one already.

        over: put this reason in the place of another one. Raises InvalidInputError where it is being sent, has its
        final answer, or is not there.
        """
        self._store.hold(number, why, self._now(), over=over)

    def release(self, number: int, secret: Secret | None = None) -> int:
        """Let a held row go on; the number of the row that goes on, another one where its bytes had to be made anew.

        secret: the digits that were missing. Raises InvalidInputError where there is nothing to release.
        """
        operation = self._found(number)
        changes = changes_key(operation.intent, known_key(self._register, operation.intent))
        late = expired_while_waiting(operation, self._now(), changes=changes)
        if late is not None:
            raise InvalidInputError(late)
        if _has_names(operation) and isinstance(operation.intent, Order):
            return self._with_levels(operation, operation.intent, secret)
        self._store.release(number, self._now(), secret)
        return number

    def resolve_levels(self) -> int:
        """Let rows go on whose levels could not be looked up when they were saved; how many these were.

        Those whose levels are still not known stay as they are.
        """
        resolved = 0
        for number in self._store.with_level_names():
            operation = self._store.operation(number)
            if operation is None or not _has_names(operation) or not isinstance(operation.intent, Order):
                continue
            if operation.held is not None and operation.held.code == SET_ASIDE.code:
                continue
            with suppress(InvalidInputError, StoreError):
                self._with_levels(operation, operation.intent, None)
                resolved += 1
        return resolved

    def _with_levels(self, operation: Operation, order: Order, secret: Secret | None) -> int:
        step = replace(self.step(operation.purpose, with_levels(order, self._register.known_levels())), secret=secret)
        return self._store.supersede(operation.number, [step], replaced(State.REJECTED), self._now())[0].number

    def drop(self, number: int) -> Operation:
        """Take a row, and what waits for it, out of the outbox; the history keeps what it was.

        Raises InvalidInputError where it is being sent, has its final answer, or is not there.
        """
        return self._store.drop(number, self._now())

    def keep(self, number: int, secret: Secret | None = None) -> Outcome:
        """A conflict was meant as a change of that key: its owner keeps it, with what was ordered.

        An old card that was to be replaced stays. Where the card is another person's by now than who was told, the
        outcome is the conflict with that person, and nothing was sent; so it is at `reassign`.
        secret: the PIN, where it is not on disk. Raises InvalidInputError where the row is not in conflict.
        """
        operation = self._in_conflict(number)
        if self._settling.is_overtaken(operation):
            return self._overtaken(operation)
        if self._settling.is_stale(operation):
            return self._anew(operation, secret)
        step = None if operation.record else self._settling.keeping(operation, secret)
        left_over = self._settling.left_over(operation)
        dropping = left_over.number if left_over else None
        if step is None:
            outcome = self._kept(operation, secret, dropping)
        else:
            outcome = self._in_place_of(operation, step, dropping)
            self._settling.name_kept(outcome, operation)
        if left_over is None or outcome.problem is not None:
            return outcome
        return replace(outcome, problem=old_key_stays(operation))

    def _anew(self, operation: Operation, secret: Secret | None) -> Outcome:
        """Whose card it is has changed since it was told: the decision was about somebody else, so nothing is done.

        The enrollment is looked at once more, and is in conflict with who has the card now.
        """
        return self._in_place_of(operation, self._settling.anew(operation, secret))

    def _in_place_of(self, operation: Operation, step: Step, dropping: int | None = None) -> Outcome:
        settlement = replaced(State.REJECTED)
        rows = self._store.supersede(operation.number, [step], settlement, self._now(), claim=True, dropping=dropping)
        return self._runner.run(rows, [step])[0]

    def _overtaken(self, operation: Operation) -> Outcome:
        """The card was enrolled since: what was ordered before that is not sent over it."""
        behind = self._settling.behind(operation)
        # What was to fill in what the probe made is as old; the removal of an old card is a person's to decide.
        dropping = behind.number if behind and isinstance(behind.intent, Change) else None
        settlement = Settlement(State.REJECTED, problem=OVERTAKEN)
        self._store.supersede(operation.number, [], settlement, self._now(), dropping=dropping)
        return Outcome(State.REJECTED, operation.number, operation.intent, problem=OVERTAKEN)

    def _kept(self, operation: Operation, secret: Secret | None, dropping: int | None) -> Outcome:
        """What the answer says was done is left as it is; what waits behind it goes on."""
        settlement = Settlement(State.ACCEPTED, operation.record, owner=operation.owner)
        self._store.supersede(operation.number, [], settlement, self._now(), dropping=dropping)
        outcome = Outcome(State.ACCEPTED, operation.number, operation.intent, operation.record, operation.owner)
        behind = self._settling.behind(operation)
        if behind is None:
            return outcome
        following = self.attempt(behind.number, secret).outcome
        return following if following.state not in ANSWERED else replace(following, owner=operation.owner)

    def reassign(self, number: int, secret: Secret | None = None) -> tuple[Outcome, ...]:
        """A card in conflict is taken from its owner and enrolled for who was meant: a removal, then the order.

        Where the owner's key is gone already, the card may be anybody's: that is asked first, and a conflict with who
        has it now is an outcome again.
        secret: the PIN, where it is not on disk. Raises InvalidInputError where the row is not in conflict.
        """
        operation = self._in_conflict(number)
        if self._settling.is_overtaken(operation):
            return (self._overtaken(operation),)
        if self._settling.is_stale(operation):
            return (self._anew(operation, secret),)
        behind = self._settling.behind(operation)
        steps = self._settling.reassigning(operation, secret)
        rows = self._store.supersede(number, steps, replaced(State.REJECTED), self._now(), claim=True)
        outcomes = self._runner.run(rows, steps)
        if outcomes[-1].problem == GONE_BEFORE:
            # Whose card it is by now is asked before anything is changed.
            asking = self._settling.asking_first(steps[-1])
            numbers = self._store.supersede(rows[-1].number, asking, replaced(State.REJECTED), self._now(), claim=True)
            outcomes = self._runner.run(numbers, asking)
        if behind is None or outcomes[-1].state not in ANSWERED:
            return outcomes
        # What was to follow the old operation follows the last of the new ones.
        return (*outcomes, self.attempt(behind.number, secret).outcome)

    def restorable(self, number: int) -> KnownKey | None:
        """The key of an overwritten conflict as it was before; None where this station does not know it."""
        operation = self._store.operation(number)
        return self._settling.restorable(operation) if operation else None

    def restore(self, number: int, pin: PinOrder) -> Outcome:
        """Give the owner of an overwritten key back what it had, and a new PIN: the old one is known to nobody.

        The outcome's problem says what could not be given back. Raises InvalidInputError where nothing is known of
        how it was.
        """
        operation = self._in_conflict(number)
        step, lacking = self._settling.restoring(operation, self._settling.restorable(operation), pin)
        behind = self._settling.behind(operation)
        # What was to follow is not to be: an old card is not removed for a new one that nobody got.
        outcome = self._in_place_of(operation, step, behind.number if behind else None)
        return replace(outcome, problem=outcome.problem or lacking) if outcome.state in ANSWERED else outcome

    def _found(self, number: int) -> Operation:
        operation = self._store.operation(number)
        if operation is None:
            raise InvalidInputError(
                Problem(
                    "operation-unknown",
                    "The outbox has no number {number}.",
                    "List what waits with: enroll-app outbox list.",
                    {"number": number},
                )
            )
        return operation

    def _in_conflict(self, number: int) -> Operation:
        operation = self._found(number)
        if operation.state is not State.CONFLICT:
            raise InvalidInputError(
                Problem(
                    "not-in-conflict",
                    "Number {number} waits for no decision.",
                    "List what does with: enroll-app outbox list.",
                    {"number": number},
                )
            )
        return operation


def _has_names(operation: Operation) -> bool:
    """Whether it waits for its levels to be looked up."""
    return operation.waiting and isinstance(operation.intent, Order) and bool(operation.intent.unresolved_levels)
