"""The outbox on disk: what is written down before it is sent, and the rules of who may send what, and when."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.operations import (
    ANSWERED,
    WAITING,
    Blocked,
    Claimed,
    Counts,
    Operation,
    SecretState,
    Settlement,
    Step,
    subject_of,
)
from enroll_app.domain.ports import NotClaimedError, OutboxFullError, StoreError, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.store import blocked, finding, housekeeping, register
from enroll_app.store.claiming import why_not
from enroll_app.store.database import Database
from enroll_app.store.json_values import person_text, problem_of, problem_text, record_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.opening import failed
from enroll_app.store.queries import Row, first, run
from enroll_app.store.rows import operation_of, row_of, secret_of
from enroll_app.store.secrets_kept import SecretsKept
from enroll_app.store.settling import TO_REPEAT, repeated, settle, wiped

MOST_WAITING = 50_000
"""How many operations without a final answer are borne (reliability: a full outbox refuses, and drops nothing)."""
_FINAL_DOORS = frozenset({State.APPLIED, State.NOT_APPLIED, State.FAILED})

_ONE = "SELECT * FROM operations WHERE id = :number"
_DELETE = "DELETE FROM operations WHERE id = :number"
_UNIT_AFTER = "UPDATE operations SET after = :last, turn = :turn WHERE id = :number"


class SqlOutbox:
    """The port `OutboxStore` on the database. Usable from any thread.

    The database's `operator` and `desk` stand in every entry of the history. most_waiting: for tests of a full outbox.
    """

    def __init__(self, database: Database, *, most_waiting: int = MOST_WAITING) -> None:
        self._database = database
        self._most_waiting = most_waiting
        self._secrets = SecretsKept(database.sealer)
        self._pruned = False

    def save(
        self,
        steps: Sequence[Step],
        reader: str,
        at: datetime,
        *,
        claim: bool = False,
        settlement: Settlement | None = None,
    ) -> tuple[Operation, ...]:
        """Write the steps down as one unit; see the port.

        What needs digits and was given none is held until they are.
        """
        unit = uuid4()
        rows = [self._new_row(step, unit, reader, at) for step in steps]
        with self._forgetting(rows), self._ledger(at) as ledger:
            numbers = self._insert(ledger, steps, rows)
            if settlement is not None:
                settle(ledger, ledger.the_row(numbers[0]), settlement)
            elif claim and numbers:
                self._claim_new(ledger, numbers[0])
            return tuple(ledger.operation(number) for number in numbers)

    def claim(self, number: int, at: datetime) -> Claimed | Blocked:
        """Take an operation for sending; see the port. Raises InvalidInputError where there is none of this number.

        A row of the first versions has no body: it is held, and never claimed.
        """
        # The vault may ask a person, who may take their time: before the transaction, which others wait for.
        secret, unsealed, sealed = self._secret_for(number)
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None:
                raise blocked.not_there(number)
            found = why_not(ledger, row)
            if found is None and row["secret"] != sealed:
                found = blocked.JUST_CHANGED, 0.0
            if found is None:
                found = self._without_secret(ledger, row, secret, unsealed)
            if found is not None:
                return Blocked(ledger.operation(number), *found)
            self._take(ledger, row)
            return Claimed(ledger.operation(number), bytes(row["body"]), secret)

    def settle(self, number: int, settlement: Settlement, at: datetime) -> None:
        """Write down what came of the attempt; see the port.

        An operation that had an unknown outcome once stays UNKNOWN where a later try was not sent (SAVED). Raises
        StoreError where another process sends it, or it has its final answer.
        """
        with self._ledger(at) as ledger:
            row = self._sent_by_us(ledger, number)
            if State(row["state"]) in WAITING:
                settle(ledger, row, settlement)
            else:
                repeated(ledger, row, settlement)
            after = ledger.the_row(number)
        self._forget_if_wiped(row, after)

    def propagated(self, number: int, settlement: Settlement, at: datetime) -> None:
        """Write down what the door systems made of an accepted operation; of any other, and what is known, nothing."""
        with self._database.reading() as connection:
            row = first(connection, _ONE, number=number)
        problem = problem_text(settlement.problem)
        if row is None or settlement.state not in ANSWERED or State(row["state"]) not in ANSWERED:
            return
        if (row["state"], row["problem"]) == (settlement.state.value, problem):
            return
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None or State(row["state"]) not in ANSWERED:
                return
            ledger.change(number, state=settlement.state.value, problem=problem)
            if settlement.state in _FINAL_DOORS and row["state"] != settlement.state.value:
                ledger.tell(number, note=str(settlement.problem or ""))

    def renew(self, at: datetime) -> int:
        """Mark what a process was sending when it ended as UNKNOWN, and return how many these were.

        What only that process had the digits of is held. The first call removes what had its final answer long ago.
        """
        claims = self._database.claims
        with self._database.reading() as connection:
            dead = [token for token in housekeeping.processes(connection) if claims.is_dead(token)]
        count = 0
        if dead:
            with self._ledger(at) as ledger:
                count = sum(housekeeping.bury(ledger, token) for token in dead)
        if not self._pruned:
            claims.sweep()
            with self._ledger(at) as ledger:
                housekeeping.prune(ledger)
            self._pruned = True
        return count

    def due(self, at: datetime, limit: int) -> Sequence[int]:
        """The operations that could be claimed now, the oldest first; those that never failed before the others.

        `at` is not looked at: waiting times are counted by the uptime.
        """
        del at
        now = self._database.now()
        with self._database.reading() as connection:
            return finding.due(connection, self._database.claims.name, now, limit)

    def next_due_s(self, at: datetime) -> float | None:
        """In how many seconds the next operation becomes due by itself; None where none ever does."""
        del at
        now = self._database.now()
        with self._database.reading() as connection:
            return finding.next_due_s(connection, self._database.claims.name, now)

    def operation(self, number: int) -> Operation | None:
        """One operation; None where there is none of this number."""
        now = self._database.now()
        with self._database.reading() as connection:
            row = first(connection, _ONE, number=number)
        return operation_of(row, now) if row else None

    def operations(self, *, everything: bool = False, above: int = 0, limit: int | None = None) -> Sequence[Operation]:
        """Those without a final answer and those in conflict, the oldest first; with everything, all that are kept."""
        now = self._database.now()
        with self._database.reading() as connection:
            rows = finding.listed(connection, everything=everything, above=above, limit=limit)
        return [operation_of(row, now) for row in rows]

    def with_level_names(self) -> Sequence[int]:
        """The operations that wait for access levels to be looked up by name, the oldest first; see the port."""
        claims = self._database.claims
        with self._database.reading() as connection:
            found = finding.with_level_names(connection)
        return [number for number, other in found if other in (None, claims.name) or claims.is_dead(other)]

    def counts(self) -> Counts:
        """How the outbox stands."""
        with self._database.reading() as connection:
            found = finding.standing(connection)
        room = max(0, self._most_waiting - sum(found.values()))
        return Counts(found.get(1, 0), found.get(2, 0), found.get(3, 0), room)

    def release(self, number: int, at: datetime, secret: Secret | None = None) -> None:
        """Let a held operation go on, at once; see the port. Without a vault the digits stay in this process."""
        with self._database.reading() as connection:
            row = first(connection, _ONE, number=number)
        values = self._release_values(number, row, secret)
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None or row["held"] is None or State(row["state"]) not in WAITING:
                raise blocked.not_held(number)
            ledger.change(number, held=None, due=None, **values)
            ledger.order_line(row["subject"], number)

    def drop(self, number: int, at: datetime) -> Operation:
        """Take an operation, and the steps that wait for it, out of the outbox for good; see the port."""
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None:
                raise blocked.not_there(number)
            if row["claimed_by"] is not None:
                raise blocked.not_to_drop(number, blocked.BEING_SENT)
            if State(row["state"]) not in WAITING | {State.CONFLICT}:
                raise blocked.not_to_drop(number, blocked.ANSWERED_ALREADY)
            operation = ledger.operation(number)
            self._drop(ledger, row)
        if row["secret_state"] == SecretState.KEPT.value:
            self._database.forget_traces()
        return operation

    def supersede(
        self, number: int, steps: Sequence[Step], settlement: Settlement, at: datetime, *, claim: bool = False
    ) -> tuple[Operation, ...]:
        """Settle a conflict, or what is held and was never sent, by other operations; see the port.

        A first step that takes over the old secret is not claimed here, for its digits would be missing: claim it.
        The steps that waited for the old operation wait for the last new one; without new ones they go on, or stay
        held for good, as the settlement says.
        """
        inherited, _, _ = self._secret_for(number)
        unit = uuid4()
        heirs = [self._inherits(step, inherited) for step in steps]
        rows = [self._new_row(step, unit, "", at) for step in heirs]
        with self._forgetting(rows), self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None:
                raise blocked.not_there(number)
            if not _may_be_replaced(row):
                raise StoreError(blocked.not_yours(number))
            rows = [{**new, "reader": row["reader"]} for new in rows]
            if rows and State(row["state"]) in WAITING:
                # Something newer of its card may have been delivered since: then this must not be sent any more either.
                rows[0]["turn"] = row["turn"]
            numbers = self._insert(ledger, heirs, rows)
            self._close(ledger, row, settlement, numbers)
            if claim and numbers and heirs[0] is steps[0]:
                self._claim_new(ledger, numbers[0])
            operations = tuple(ledger.operation(one) for one in numbers)
        self._secrets.forget(row["uid"])
        if row["secret_state"] == SecretState.KEPT.value:
            self._database.forget_traces()
        return operations

    @contextmanager
    def _ledger(self, at: datetime) -> Iterator[Ledger]:
        now = self._database.now()
        with self._database.writing() as connection:
            yield Ledger(self._database, connection, at, now)

    @contextmanager
    def _forgetting(self, rows: Sequence[dict[str, object]]) -> Iterator[None]:
        """Keep no digits in memory of rows that could not be saved."""
        try:
            yield
        except BaseException:
            for row in rows:
                self._secrets.forget(str(row["uid"]))
            raise

    def _token(self) -> str:
        try:
            return self._database.claims.token()
        except OSError as error:
            raise StoreError(failed(self._database.path, error.strerror or "no reason was given")) from error

    def _new_row(self, step: Step, unit: UUID, reader: str, at: datetime) -> dict[str, object]:
        row = row_of(step, unit, reader, self._database.operator, at)
        field, secret = secret_of(step)
        row |= self._secrets.sealed(str(row["uid"]), field, secret, self._token)
        if field and secret is None and row["held"] is None:
            row["held"] = problem_text(blocked.digits_needed(field))
        return row

    def _insert(self, ledger: Ledger, steps: Sequence[Step], rows: Sequence[dict[str, object]]) -> list[int]:
        if finding.unfinished(ledger.connection) + len(rows) > self._most_waiting:
            raise OutboxFullError(blocked.full(self._most_waiting))
        numbers: list[int] = []
        for step, row in zip(steps, rows, strict=True):
            subject = self._subject(ledger, step)
            ledger.newcomer(subject)
            number = ledger.insert({**row, "subject": subject, "after": numbers[-1] if numbers else None})
            numbers.append(number)
            ledger.order_line(subject, number)
            ledger.tell(number)
        return numbers

    @staticmethod
    def _subject(ledger: Ledger, step: Step) -> str:
        """A key that is named by its id alone stands in the line of its card, where that is known."""
        intent = step.intent
        key_id = getattr(intent, "key_id", None)
        if intent.credential is None and key_id is not None:
            card = register.card_of(ledger.connection, key_id)
            if card:
                return card.hex
        return subject_of(intent)

    def _claim_new(self, ledger: Ledger, number: int) -> None:
        row = ledger.the_row(number)
        if row["ready"] and (row["due"] is None or row["due"] <= ledger.now):
            self._take(ledger, row)

    def _take(self, ledger: Ledger, row: Row) -> None:
        quarantine = ledger.quarantine(row["subject"])
        behind = quarantine is not None and quarantine[0] != row["id"]
        values: dict[str, object] = {"claimed_by": self._token(), "attempts": row["attempts"] + 1, "ready": 0}
        if State(row["state"]) in WAITING:
            values |= {"state": State.SENDING.value, "due": None, "again": TO_REPEAT if behind else row["again"]}
        ledger.change(row["id"], **values)

    def _secret_for(self, number: int) -> tuple[Secret | None, Problem | None, bytes | None]:
        """The digits of a row, or why they cannot be had; and what they were sealed as."""
        with self._database.reading() as connection:
            row = first(connection, _ONE, number=number)
        if row is None or row["secret_field"] is None:
            return None, None, None
        try:
            return self._secrets.opened(row), None, row["secret"]
        except VaultError as error:
            why = replace(error.problem, remedy="")
            return None, blocked.digits_needed(row["secret_field"], str(why)), row["secret"]

    def _without_secret(
        self, ledger: Ledger, row: Row, secret: Secret | None, unsealed: Problem | None
    ) -> tuple[Problem, float | None] | None:
        """Why an operation cannot be sent for want of its digits; it is held then, unless another process has them."""
        if row["secret_field"] is None or secret is not None:
            return None
        other = row["secret_with"]
        if other not in (None, self._database.claims.name) and not self._database.claims.is_dead(other):
            return blocked.ELSEWHERE, 5.0
        problem = unsealed or blocked.digits_needed(row["secret_field"])
        if State(row["state"]) in WAITING:
            ledger.hold(row, problem)
        else:
            ledger.change(row["id"], again=0, ready=0, due=None, **wiped(row))
        return problem, None

    def _sent_by_us(self, ledger: Ledger, number: int) -> Row:
        row = ledger.row(number)
        if row is None:
            raise NotClaimedError(blocked.not_yours(number))
        mine = row["claimed_by"] == self._database.claims.name
        if mine or (row["claimed_by"] is None and State(row["state"]) in WAITING):
            return row
        raise NotClaimedError(blocked.not_yours(number))

    def _forget_if_wiped(self, before: Row, after: Row) -> None:
        if after["secret_with"] is None and State(after["state"]) is not State.CONFLICT:
            self._secrets.forget(after["uid"])
        if before["secret_state"] == SecretState.KEPT.value != after["secret_state"]:
            self._database.forget_traces()

    def _release_values(self, number: int, row: Row | None, secret: Secret | None) -> dict[str, object]:
        held = problem_of(row["held"]) if row else None
        if row is None or held is None or State(row["state"]) not in WAITING:
            raise blocked.not_held(number)
        if held.code in (blocked.STEP_STOPPED, blocked.SEND_ANEW) or row["body"] is None:
            raise InvalidInputError(held)
        field = row["secret_field"]
        if field is None:
            return {}
        if secret is not None:
            return self._secrets.sealed(row["uid"], field, secret, self._token)
        if row["secret"] is None and not self._secrets.remembers(row):
            raise InvalidInputError(blocked.digits_needed(field))
        return {}

    def _drop(self, ledger: Ledger, row: Row) -> None:
        for behind in ledger.steps_behind(row["id"]):
            self._drop(ledger, behind)
        ledger.tell_row(row, note="Dropped from the outbox.")
        run(ledger.connection, _DELETE, {"number": row["id"]})
        ledger.order_line(row["subject"], row["id"])
        self._secrets.forget(row["uid"])

    @staticmethod
    def _inherits(step: Step, inherited: Secret | None) -> Step:
        field, own = secret_of(step)
        codeless = isinstance(step.intent, Order) and step.intent.credential == Code()
        if inherited is None or own is not None or not (field or codeless):
            return step
        return Step(step.purpose, step.intent, step.body, inherited, step.held)

    def _close(self, ledger: Ledger, row: Row, settlement: Settlement, numbers: Sequence[int]) -> None:
        """Give a conflict its final state, and let what waited for it wait for the last of the new operations."""
        number = row["id"]
        behind = ledger.steps_behind(number)
        values: dict[str, object] = {"state": settlement.state.value, "problem": problem_text(settlement.problem)}
        if settlement.record:
            values["answer"] = record_text(settlement.record)
        if settlement.owner:
            values["owner"] = person_text(settlement.owner)
        ledger.change(number, **values, **wiped(row), held=None, secret_with=None)
        ledger.tell(number, note="Settled by a person." if not numbers else "Settled by other operations.")
        if numbers:
            for step in behind:
                asked = {"last": numbers[-1], "turn": ledger.next_turn(), "number": step["id"]}
                run(ledger.connection, _UNIT_AFTER, asked)
            ledger.wait_for(numbers[-1])
        elif settlement.state in ANSWERED:
            ledger.let_on(number, settlement.record.key_id if settlement.record else None)
        else:
            ledger.hold_back(number)


def _may_be_replaced(row: Row) -> bool:
    """Whether other operations may take its place: it is in conflict, or held and was never sent."""
    state = State(row["state"])
    return state is State.CONFLICT or (state is State.SAVED and row["held"] is not None and not row["attempts"])
