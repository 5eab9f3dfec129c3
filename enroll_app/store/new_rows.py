"""Operations as they are written down first: their digits sealed, each at the end of the line of its card."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from uuid import uuid4

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Step, subject_of
from enroll_app.domain.ports import OutboxFullError
from enroll_app.store import blocked, finding, register
from enroll_app.store.claiming import taken, token
from enroll_app.store.database import Database
from enroll_app.store.json_values import problem_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.rows import row_of, secret_of
from enroll_app.store.secrets_kept import SecretsKept


class NewRows:
    """Makes and inserts them. Usable from any thread. most_waiting: how many without a final answer are borne."""

    def __init__(self, database: Database, secrets: SecretsKept, most_waiting: int) -> None:
        self._database = database
        self._secrets = secrets
        self._most_waiting = most_waiting

    @contextmanager
    def made(self, steps: Sequence[Step], reader: str, at: datetime) -> Iterator[list[dict[str, object]]]:
        """The rows of a unit; where the block fails, no digits of theirs stay in memory.

        Made before the transaction: the vault may ask a person, who may take their time.
        """
        unit = uuid4()
        rows: list[dict[str, object]] = []
        try:
            for step in steps:
                row = row_of(step, unit, reader, self._database.operator, at)
                rows.append(row)
                row |= self._digits(step, row)
            yield rows
        except BaseException:
            for row in rows:
                self._secrets.forget(str(row["uid"]))
            raise

    def _digits(self, step: Step, row: dict[str, object]) -> dict[str, object]:
        """The columns for its secret; what needs digits and was given none is held until they are."""
        field, secret = secret_of(step)
        values = self._secrets.sealed(row, field, secret, partial(token, self._database))
        if field and secret is None and row["held"] is None:
            values["held"] = problem_text(blocked.digits_needed(field))
        return values

    def insert(
        self,
        ledger: Ledger,
        steps: Sequence[Step],
        rows: Sequence[dict[str, object]],
        *,
        claim: bool = False,
        in_place: bool = False,
    ) -> list[int]:
        """Their numbers. claim: the first is sent at once, if nothing is in its way. Raises OutboxFullError.

        in_place: of another, which goes: a full outbox takes them too, for else it could never be emptied.
        """
        if not in_place and finding.unfinished(ledger.connection) + len(rows) > self._most_waiting:
            raise OutboxFullError(blocked.full(self._most_waiting))
        numbers: list[int] = []
        for step, row in zip(steps, rows, strict=True):
            subject = _subject(ledger, step)
            # One that takes another's place does not stand at the end of its line.
            has_place = "turn" in row
            place = ledger.newcomer(subject, first=not numbers, waits=has_place or row["held"] is not None)
            values = {**row, **place, "subject": subject, "after": numbers[-1] if numbers else None}
            if claim and not numbers and place["ready"] and place["due"] is None:
                values |= taken(ledger, values)
            number = ledger.insert(values)
            numbers.append(number)
            if has_place:
                ledger.order_line(subject, number)
            ledger.tell(number, State.SAVED)
        return numbers


def _subject(ledger: Ledger, step: Step) -> str:
    """A key that is named by its id alone stands in the line of its card, where that is known."""
    intent = step.intent
    key_id = getattr(intent, "key_id", None)
    if intent.credential is None and key_id is not None:
        card = register.card_of(ledger.connection, key_id)
        if card:
            return card.hex
    return subject_of(intent)
