"""The bottom line: how the readers and the service are, and what is not delivered yet; in sight from every place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.health import starting
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.elided import Elided
from enroll_app.ui.widgets.health_label import HealthLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drivers.reader import ReaderInfo
    from enroll_app.ui.session import Session

# So many readers are named.
_NAMED = 2


class HealthLine(QFrame):
    """Says how the desk is, as far as it has room; the rest is in the tool tips.

    Signals: outbox_wanted() when somebody wants to see what is not delivered.
    """

    outbox_wanted = Signal()

    _session: "Session"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        step = theme.unit()
        # Readers have the longer names, and give way first.
        self._reader = HealthLabel("reader", self, least=14)
        self._service = HealthLabel("service", self, least=30)
        self._unfinished = Elided(parent=self, least=20)
        # Without a letter of its own: it goes where the rail's Outbox goes, and every letter is taken on some page.
        self._show = Button(self.tr("Show them"), self)
        self._show.setAccessibleDescription(self.tr("Opens the outbox"))
        self._show.setToolTip(self.tr("Ctrl+2"))
        self._show.clicked.connect(self.outbox_wanted)
        self._try = Button(self.tr("Tr&y now"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 3, step, step * 3, step)
        row.setSpacing(step * 2)
        row.addWidget(self._reader)
        row.addStretch(1)
        row.addWidget(self._unfinished)
        row.addWidget(self._show)
        row.addWidget(self._service)
        row.addWidget(self._try)
        for widget in (self._unfinished, self._show, self._try):
            widget.hide()
        for label, health in zip((self._reader, self._service), starting(), strict=True):
            label.show_words(health)

    def attach(self, session: "Session") -> None:
        """Show this session from now on."""
        self._session = session
        session.changed.connect(self.refresh)
        session.stands.connect(self.refresh)
        self._try.clicked.connect(session.try_now)
        self.refresh()

    def refresh(self) -> None:
        """Show how everything is now, in the present colours."""
        self._show_readers()
        self._show_service()
        counts = self._session.counts
        for widget in (self._unfinished, self._show):
            widget.setVisible(counts.unfinished > 0)
        short = words = self.tr("%n enrollment(s) not delivered", "", counts.unfinished)
        if counts.needing:
            words = self.tr("{waiting}, %n of them waiting for a decision", "", counts.needing).format(waiting=short)
        self._unfinished.set_words(words, self.tr("The outbox shows them."), short)

    def _show_service(self) -> None:
        """While nothing is sent, the line says why, as far as it has room; whoever mended it says so here."""
        from enroll_app.ui.health import Health
        from enroll_app.ui.words import template_words

        health, pause = self._session.service_health, self._session.pause
        short = health.words
        if pause is not None:
            cause = template_words(pause.cause).format(**pause.facts)
            health = Health(health.condition, f"{health.words}: {cause}", health.hint)
        # Cut in its middle a sentence says nothing; all of it is in the tool tip.
        self._service.show_health(health, short=short)
        self._try.setVisible(pause is not None)

    def _show_readers(self) -> None:
        """Name one reader or two; count more of them, whose names would fill the line."""
        from enroll_app.ui.health import Health

        health, readers = self._session.reader_health, self._session.listening
        if len(readers) > _NAMED:
            words = self._counted(readers)
            self._reader.show_health(Health(health.condition, words, health.hint), [info.name for info in readers])
        else:
            self._reader.show_health(health)

    def _counted(self, readers: "Sequence[ReaderInfo]") -> str:
        from drivers.reader import State

        waiting = [info.name for info in readers if info.state is not State.READY]
        if not waiting:
            return self.tr("{count} readers ready").format(count=len(readers))
        words = self.tr("{ready} of {count} readers ready; not ready: {waiting}")
        ready = len(readers) - len(waiting)
        return words.format(ready=ready, count=len(readers), waiting=", ".join(waiting))
