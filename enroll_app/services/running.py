"""Rows of the outbox are claimed and sent, one after the other where they belong together."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import (
    ANSWERED,
    WAITING,
    Blocked,
    Change,
    Claimed,
    Intent,
    Operation,
    Outcome,
    Purpose,
    SecretState,
    Step,
)
from enroll_app.domain.ports import OutboxStore
from enroll_app.domain.secret import Secret
from enroll_app.services.answers import Answers
from enroll_app.services.sending import PIN_NEEDED, Attempt, Sender


class Runner:
    """Claims and sends. Blocking; usable from any thread. Raises StoreError and Interrupted."""

    def __init__(self, store: OutboxStore, sender: Sender, answers: Answers, now: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._answers = answers
        self._now = now

    def run(self, rows: Sequence[Operation], steps: Sequence[Step]) -> tuple[Outcome, ...]:
        """Send rows that were saved as a unit, until one is not accepted; what came of each that was tried.

        The first may have been claimed when it was saved. A probe that waits is told as what waits for it: the row that
        fills the key in says how the enrollment ends.
        """
        outcomes: list[Outcome] = []
        for row, step in zip(rows, steps, strict=True):
            if row.state is State.SENDING:
                outcome = self._sender.attempt(Claimed(row, step.body, step.secret), step.intent).outcome
            else:
                outcome = self.attempt(row.number, step.secret, meant=step.intent).outcome
            if step.purpose is Purpose.PROBE and outcome.state in WAITING:
                outcome = replace(outcome, outbox_id=rows[-1].number)
            outcomes.append(outcome)
            if outcome.state not in ANSWERED:
                break
        return tuple(outcomes)

    def attempt(
        self,
        number: int,
        secret: Secret | None = None,
        *,
        meant: Intent | None = None,
        gate: AbstractContextManager[object] | None = None,
    ) -> Attempt:
        """Send a row, if it may be sent now, and say what that means for the others; see `Outbox.attempt`."""
        self._answers.catch_up()
        given = self._store.claim(number, self._now())
        if isinstance(given, Blocked) and secret and _lacks_only_digits(given.operation):
            # Without a vault the digits are in a process's memory alone.
            self._store.release(number, self._now(), secret)
            given = self._store.claim(number, self._now())
        if isinstance(given, Blocked):
            return _not_now(given, meant)
        if given.secret is None and secret:
            given = replace(given, secret=secret)
        return self._sender.attempt(self._filled(given), meant, gate)

    def _filled(self, claimed: Claimed) -> Claimed:
        """The claim with the id of the key that the step before has made, where it is about that."""
        operation = claimed.operation
        intent = operation.intent
        if not isinstance(intent, Change) or intent.key_id or operation.after is None:
            return claimed
        before = self._store.operation(operation.after)
        record = before.record if before else None
        if record is None:
            return claimed
        intent = replace(intent, key_id=record.key_id)
        return replace(claimed, operation=replace(operation, intent=intent))


def _lacks_only_digits(operation: Operation) -> bool:
    """Whether its digits are all that it is held for, and not for want of something else with them."""
    held = operation.held
    return operation.secret is SecretState.MISSING and held is not None and held.code == PIN_NEEDED


def _not_now(blocked: Blocked, meant: Intent | None) -> Attempt:
    operation = blocked.operation
    outcome = Outcome(
        operation.state,
        operation.number,
        meant or operation.intent,
        operation.record,
        operation.owner,
        operation.problem if operation.state in ANSWERED else blocked.problem,
        overwritten=operation.overwritten,
    )
    return Attempt(outcome, wait_s=blocked.wait_s)
