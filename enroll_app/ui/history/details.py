"""Everything about one deed of the history."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from enroll_app.domain.history import Entry
from enroll_app.ui.history.words import facts_of, state_of
from enroll_app.ui.lists.pane import Pane
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.facts import Facts
from enroll_app.ui.widgets.status import Status


class Details(Pane):
    """Shows an entry at once, and the ones before it as soon as they are known.

    entry: the one that is shown; None before the first.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.entry: Entry | None = None
        self.state, self.facts = Status(self), Facts(self)
        self.fill(self.state, self.facts)

    def show_entry(self, entry: Entry, course: Sequence[Entry] = ()) -> None:
        """Show this entry. course: every entry of the same deed, the oldest first, where they are known."""
        if self.entry != entry:
            self.to_top()
        self.entry = entry
        self.state.say(*state_of(entry))
        levels = {level.level_id: level.full_name for level in self._session.wizard.levels}
        self.facts.show_facts(facts_of(entry, course or (entry,), self._session.desk.zone, levels))
        self.facts.setAccessibleDescription(self.facts.words())

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self.state.paint_theme()
