"""The outbox on disk: what is written down before it is sent, and the rules of who may send what, and when."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import (
    ANSWERED,
    WAITING,
    Blocked,
    Claimed,
    Counts,
    Group,
    Operation,
    SecretState,
    Settlement,
    Step,
)
from enroll_app.domain.person import Person
from enroll_app.domain.ports import NotClaimedError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.store import blocked, enrolled_since, finding, housekeeping, repeating, superseding, tries
from enroll_app.store.claiming import Digits, digits, is_free, taken, token, why_not, without_digits
from enroll_app.store.database import Database
from enroll_app.store.json_values import problem_of, problem_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.new_rows import NewRows
from enroll_app.store.queries import Row, first
from enroll_app.store.rows import operation_of
from enroll_app.store.secrets_kept import SecretsKept
from enroll_app.store.settling import repeated, repeated_no_more, settle

MOST_WAITING = 50_000
"""How many operations without a final answer are borne (reliability: a full outbox refuses, and drops nothing)."""
_FINAL_DOORS = frozenset({State.APPLIED, State.NOT_APPLIED, State.FAILED})

_ONE = "SELECT * FROM operations WHERE id = :number"
_DELETE = "DELETE FROM operations WHERE id = :number"


class SqlOutbox:
    """The port `OutboxStore` on the database. Usable from any thread.

    The database's `operator` and `desk` stand in every entry of the history. most_waiting: for tests of a full outbox.
    """

    def __init__(self, database: Database, *, most_waiting: int = MOST_WAITING) -> None:
        self._database = database
        self._most_waiting = most_waiting
        self._secrets = SecretsKept(database.sealer)
        self._new = NewRows(database, self._secrets, most_waiting)
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
        with self._new.made(steps, reader, at) as rows, self._ledger(at) as ledger:
            numbers = self._new.insert(ledger, steps, rows, claim=claim and settlement is None)
            if settlement is not None:
                settle(ledger, ledger.the_row(numbers[0]), settlement)
            return tuple(ledger.operation(number) for number in numbers)

    def claim(self, number: int, at: datetime) -> Claimed | Blocked:
        """Take an operation for sending; see the port. Raises InvalidInputError where there is none of this number.

        A row of the first versions has no body: it is held, and never claimed.
        """
        found_digits = self._digits_of(number)
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None:
                raise blocked.not_there(number)
            found = why_not(ledger, row)
            if found is None:
                found = without_digits(ledger, row, found_digits)
            if found is None:
                ledger.change(number, **taken(ledger, row))
                return Claimed(ledger.operation(number), bytes(row["body"]), found_digits.secret)
            after = ledger.the_row(number)
        self._forget_if_wiped(row, after)
        return Blocked(operation_of(after, ledger.now), *found)

    def settle(self, number: int, settlement: Settlement, at: datetime) -> None:
        """Write down what came of the attempt; see the port.

        An operation that had an unknown outcome once stays UNKNOWN where a later try was not sent (SAVED). Raises
        StoreError where another process sends it, or it has its final answer.
        """
        with self._ledger(at) as ledger:
            row = self._sent_by_us(ledger, number)
            closed: Sequence[Row] = ()
            if State(row["state"]) in WAITING:
                settle(ledger, row, settlement)
                closed = enrolled_since.close_conflicts(ledger, row) if settlement.state in ANSWERED else ()
            else:
                repeated(ledger, row, settlement)
            after = ledger.the_row(number)
        self._forget_if_wiped(row, after)
        self._forget(closed)

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
            dead = [one for one in housekeeping.processes(connection) if claims.is_dead(one)]
        count = 0
        if dead:
            with self._ledger(at) as ledger:
                count = sum(housekeeping.bury(ledger, one) for one in dead)
        self._end_late_repeats(at)
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

    def about(self, subject: str) -> Sequence[Operation]:
        """Those without a final answer and those in conflict that have this subject; see the port."""
        now = self._database.now()
        with self._database.reading() as connection:
            rows = finding.about(connection, subject)
        return [operation_of(row, now) for row in rows]

    def tried_for(self, number: int) -> Sequence[Person]:
        """Whom other orders for the card of this one were sent for without an answer; see the port."""
        with self._database.reading() as connection:
            return tries.of_others(connection, number)

    def enrolled_since(self, number: int) -> bool:
        """Whether an order for the card of this one, saved after it, was delivered; see the port."""
        with self._database.reading() as connection:
            return enrolled_since.is_enrolled_since(connection, number)

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

    def listing(self) -> Mapping[Group, Sequence[int]]:
        """The numbers of everything without a final answer by their groups, each ascending, seen at one moment."""
        with self._database.reading() as connection:
            found = finding.listing(connection)
        return {group: found.get(group.value, []) for group in Group}

    def hold(self, number: int, problem: Problem, at: datetime, *, over: bool = False) -> None:
        """Let an operation wait for a person, by a person's wish; see the port."""
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None:
                raise blocked.not_there(number)
            if row["claimed_by"] is not None:
                raise InvalidInputError(blocked.BEING_SENT)
            if State(row["state"]) not in WAITING:
                raise InvalidInputError(blocked.ANSWERED_ALREADY)
            if row["held"] is None or over:
                ledger.hold(row, problem)
                ledger.tell(number, note="Set aside by a person.")

    def release(self, number: int, at: datetime, secret: Secret | None = None) -> None:
        """Let a held operation go on, at once; see the port. Without a vault the digits stay in this process."""
        with self._database.reading() as connection:
            row = first(connection, _ONE, number=number)
        values = self._release_values(number, row, secret)
        with self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None or row["held"] is None or State(row["state"]) not in WAITING:
                raise blocked.not_held(number)
            stopped = ledger.step_before_stopped(row["after"])
            if stopped:
                # It was held for something else when that was refused.
                ledger.hold(row, blocked.STOPPED)
            else:
                ledger.change(number, held=None, due=None, **values)
                ledger.order_line(row["subject"], number)
                ledger.let_along(number, row["held"])
        if stopped:
            raise InvalidInputError(blocked.STOPPED)

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
        self,
        number: int,
        steps: Sequence[Step],
        settlement: Settlement,
        at: datetime,
        *,
        claim: bool = False,
        dropping: int | None = None,
    ) -> tuple[Operation, ...]:
        """Settle a conflict, or what is held and was never sent, by other operations; see the port.

        A first step that takes over the old secret is not claimed here, for its digits would be missing: claim it.
        The steps that waited for the old operation wait for the last new one; without new ones they go on, or stay
        held for good, as the settlement says. Raises InvalidInputError, and changes nothing, where the digits that
        they take over cannot be had now.
        """
        found = self._digits_of(number)
        heirs = superseding.heirs(steps, found.secret, found.missing)
        with self._new.made(heirs, "", at) as rows, self._ledger(at) as ledger:
            row = ledger.row(number)
            if row is None:
                raise blocked.not_there(number)
            placed = superseding.in_place_of(row, rows)
            dropped = [one for one in ledger.steps_behind(number) if one["id"] == dropping]
            for one in dropped:
                self._drop(ledger, one)
            numbers = self._new.insert(ledger, heirs, placed, in_place=True)
            superseding.close(ledger, row, settlement, numbers)
            if claim and numbers and heirs[0] is steps[0] and is_free(ledger, ledger.the_row(numbers[0])):
                ledger.change(numbers[0], **taken(ledger, ledger.the_row(numbers[0])))
            operations = tuple(ledger.operation(one) for one in numbers)
        self._forget([row, *dropped])
        return operations

    def _end_late_repeats(self, at: datetime) -> None:
        now = self._database.now()
        with self._database.reading() as connection:
            if not repeating.late(Ledger(self._database, connection, at, now)):
                return
        with self._ledger(at) as ledger:
            rows = repeating.late(ledger)
            for row in rows:
                repeated_no_more(ledger, row)
        for row in rows:
            self._secrets.forget(row["uid"])
        self._database.forget_traces()

    @contextmanager
    def _ledger(self, at: datetime) -> Iterator[Ledger]:
        now = self._database.now()
        with self._database.writing() as connection:
            yield Ledger(self._database, connection, at, now)

    def _digits_of(self, number: int) -> Digits:
        with self._database.reading() as connection:
            row = first(connection, _ONE, number=number)
        return digits(self._secrets, row) if row else Digits()

    def _sent_by_us(self, ledger: Ledger, number: int) -> Row:
        row = ledger.row(number)
        if row is None:
            raise NotClaimedError(blocked.not_yours(number))
        mine = row["claimed_by"] == self._database.claims.name
        if mine or (row["claimed_by"] is None and State(row["state"]) in WAITING):
            return row
        raise NotClaimedError(blocked.not_yours(number))

    def _forget(self, rows: Sequence[Row]) -> None:
        """Leave no trace of their digits. rows: as they were before these were wiped."""
        for row in rows:
            self._secrets.forget(row["uid"])
        if any(row["secret_state"] == SecretState.KEPT.value for row in rows):
            self._database.forget_traces()

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
            return self._secrets.sealed(row, field, secret, partial(token, self._database))
        if row["secret"] is None and not self._secrets.remembers(row):
            raise InvalidInputError(blocked.digits_needed(field))
        return {}

    def _drop(self, ledger: Ledger, row: Row) -> None:
        for behind in ledger.steps_behind(row["id"]):
            self._drop(ledger, behind)
        ledger.tell_row(row, note="Dropped from the outbox.")
        ledger.write(_DELETE, {"number": row["id"]})
        ledger.order_line(row["subject"], row["id"])
        self._secrets.forget(row["uid"])
