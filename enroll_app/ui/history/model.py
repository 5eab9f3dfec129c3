"""The history for a table: a line for each deed, the latest first, with how it stood last."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from enroll_app.domain.history import Entry
from enroll_app.services.desk import Desk
from enroll_app.ui.history.words import cells_of, heads, state_of
from enroll_app.ui.lists.model import ListModel, Row
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.table import Column

COLUMNS = (
    Column(19),
    Column(25, share=1),
    Column(16, share=3),
    Column(27, share=1),
    Column(23, rank=1, number=True),
    Column(12, share=1, rank=2),
    Column(16, share=3, rank=3),
    Column(14, share=1, rank=4),
)
"""When, what, person, what came of it, card, by, note, reader; widths in steps of the grid."""
_STATE = 3


class HistoryModel(ListModel):
    """background: loads what is looked at. Its ids are the places of the last entries."""

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(heads(), _STATE, lambda seqs: _read(desk, seqs), background, parent)

    def entry(self, row: int) -> Entry | None:
        """What is in a row; None before it was loaded, which is asked for."""
        seq = self.id_at(row)
        if seq is None:
            return None
        self.words_at(row)
        found = self.item(seq)
        return found if isinstance(found, Entry) else None


def _read(desk: Desk, seqs: Sequence[int]) -> Mapping[int, Row]:
    zone, entries = desk.zone, desk.records().history.at(seqs)
    return {entry.seq: Row(entry, cells_of(entry, zone), state_of(entry)[0]) for entry in entries}
