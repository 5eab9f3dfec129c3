"""A list changes under the eyes of whoever reads it: the same rows stay in sight, and the same one chosen."""

from enroll_app.ui.lists.changes import Change
from enroll_app.ui.lists.model import ListModel
from enroll_app.ui.widgets.table import Table


def take(table: Table, model: ListModel, change: Change) -> None:
    """Let the list be another now; where the row that was chosen is gone, none is."""
    chosen = model.id_at(table.row())
    first, _ = table.rows_in_sight()
    # At the very top, what comes there is in sight too.
    top = model.id_at(first) if first else None
    model.take(change)
    if top is not None and (at := model.row_of(top)) >= 0:
        table.show_at_top(at)
    if chosen is not None:
        at = model.row_of(chosen)
        if at < 0:
            table.choose_none()
        elif at != table.row():
            table.choose(at)
