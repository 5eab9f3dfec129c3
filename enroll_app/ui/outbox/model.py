"""The rows of the outbox for a table, in the order of their numbers."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from enroll_app.domain.operations import Operation, credential_of
from enroll_app.domain.touched import touched_by
from enroll_app.services.desk import Desk
from enroll_app.ui.lists.deed_words import deed_words
from enroll_app.ui.lists.model import ListModel, Row
from enroll_app.ui.record_words import card_words, moment_words, person_words, row_state
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.table import Column
from enroll_app.ui.words import told

COLUMNS = (
    Column(10),
    Column(22, share=1),
    Column(16, share=3),
    Column(26, share=1),
    Column(17, share=1, rank=2, number=True),
    Column(20, share=6, rank=3),
    Column(19, rank=4),
    Column(7, rank=5),
)
"""Number, what, person, state, card, why, since, tries; widths in steps of the grid."""
_STATE = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutboxModel", text)


class OutboxModel(ListModel):
    """background: loads what is looked at."""

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        heads = (
            _tr("Number"),
            _tr("What"),
            _tr("Person"),
            _tr("State"),
            _tr("Card"),
            _tr("Why it waits"),
            _tr("Since"),
            _tr("Tries"),
        )
        super().__init__(heads, _STATE, lambda numbers: _read(desk, numbers), background, parent, pending=str)

    def operation(self, number: int | None) -> Operation | None:
        """What is in a row, as it was looked at last; None before it was."""
        found = self.item(number)
        return found if isinstance(found, Operation) else None


def _read(desk: Desk, numbers: Sequence[int]) -> Mapping[int, Row]:
    outbox = desk.records().outbox
    found = ((number, outbox.operation(number)) for number in numbers)
    return {number: _row(desk, operation) for number, operation in found if operation is not None}


def _row(desk: Desk, operation: Operation) -> Row:
    intent = operation.intent
    tone, state = row_state(operation)
    words = (
        str(operation.number),
        deed_words(operation.purpose, touched_by(intent)),
        person_words(intent.person),
        state,
        card_words(credential_of(intent)),
        told(operation.held or operation.problem),
        moment_words(operation.created_at, desk.zone),
        str(operation.attempts or ""),
    )
    return Row(operation, words, tone)
