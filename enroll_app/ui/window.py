"""The main window: the product's name at the top, its places below, and how the desk is at the bottom.

The bottom line is in sight wherever the person is. The wizard is the first place; the others are made when they are
visited first.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.health import starting
from enroll_app.ui.navigation import Navigation, Place
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.health_label import HealthLabel
from enroll_app.ui.wizard_view import WizardView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drivers.reader import ReaderInfo
    from enroll_app.ui.readers.view import ReadersView
    from enroll_app.ui.session import Session

# So many readers are named in the bottom line.
_NAMED = 2
# What the readers' place is made of, each piece of a few milliseconds, in the order in which they need each other.
_AHEAD = (
    "enroll_app.domain.learning",
    "enroll_app.ui.widgets.choice",
    "enroll_app.ui.readers.watch",
    "enroll_app.ui.readers.reader_row",
    "enroll_app.ui.readers.live_view",
    "enroll_app.ui.readers.overview",
    "enroll_app.ui.readers.lesson_page",
    "enroll_app.ui.readers.view",
)


class MainWindow(QWidget):
    """Signals: painted() once, when the first page is on the screen."""

    painted = Signal()

    def __init__(self, *, training: bool) -> None:
        super().__init__()
        self._session: Session | None = None
        self._was_painted = False
        self._closing = False
        self.setWindowTitle(self.tr("Enroll"))
        self.view = WizardView(self, training=training)
        self.readers: ReadersView | None = None
        self.navigation = Navigation(self.view, self)
        # Readers have the longer names, and give way first.
        self._reader = HealthLabel("reader", self, least=8)
        self._service = HealthLabel("service", self, least=30)
        self._unfinished = QLabel(self)
        self._try = Button(self.tr("Tr&y now"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(training=training))
        column.addWidget(self.navigation, 1)
        column.addWidget(self._bottom())
        for widget in (self._unfinished, self._try):
            widget.hide()
        for label, health in zip((self._reader, self._service), starting(), strict=True):
            label.show_words(health)
        self.resize(self.sizeHint())

    def attach(self, session: "Session") -> None:
        """Show this session from now on; called once the first page is on the screen."""
        from enroll_app.ui import icons

        self._session = session
        self._icon.setPixmap(icons.pixmap("enroll", "", self._icon.width(), self.devicePixelRatioF()))
        self.view.attach(session)
        session.changed.connect(self._show_health)
        session.stands.connect(self._show_health)
        self._try.clicked.connect(session.try_now)
        session.noticed.connect(self._tell)
        self._show_health()
        self.navigation.shown.connect(self._place_shown)
        self.navigation.attach(self._make_place)
        QTimer.singleShot(0, self, self._load_ahead)

    def _load_ahead(self, at: int = 0) -> None:
        """Load what the readers' place is made of, a piece in each idle turn, so that the first visit does not wait."""
        if self._closing:
            return
        if at < len(_AHEAD):
            import_module(_AHEAD[at])
            QTimer.singleShot(0, self, lambda: self._load_ahead(at + 1))
        else:
            self._make_place(Place.READERS)

    def _make_place(self, place: Place) -> QWidget:
        """Make the readers' place, in an idle turn or at its first visit; the wizard is there from the start."""
        from enroll_app.ui.readers.view import ReadersView

        assert self._session is not None
        assert place is Place.READERS
        if self.readers is None:
            self.readers = ReadersView(self._session, self)
        return self.readers

    def _place_shown(self, place: Place) -> None:
        assert self._session is not None
        # A card that is tapped while the readers are looked at is looked at too; nothing is begun with it.
        self._session.set_enrolling(place is Place.ENROLL)

    def sizeHint(self) -> QSize:
        """Fits a screen of 1024 × 600 with its task bar, and grows with the font."""
        step = theme.unit()
        wanted = QSize(step * 112, step * 88)
        return wanted.boundedTo(self.screen().availableGeometry().size() * 0.95)

    def _top(self, *, training: bool) -> QWidget:
        step = theme.unit()
        top = QFrame(self)
        top.setObjectName("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step + step // 2)
        # Pictures are drawn once the window is there: what draws them takes its time to load.
        self._icon = QLabel(top)
        self._icon.setFixedSize(step * 3 + step // 2, step * 3 + step // 2)
        name = QLabel(self.tr("Enroll"), top)
        name.setFont(theme.font(1.2, bold=True))
        row.addWidget(self._icon)
        row.addWidget(name)
        row.addStretch(1)
        if training:
            tag = QLabel(self.tr("Training: nothing here is real"), top)
            tag.setObjectName("tag")
            row.addWidget(tag)
        return top

    def _bottom(self) -> QWidget:
        step = theme.unit()
        bottom = QFrame(self)
        bottom.setObjectName("bar")
        row = QHBoxLayout(bottom)
        row.setContentsMargins(step * 3, step, step * 3, step)
        row.setSpacing(step * 3)
        row.addWidget(self._reader)
        row.addStretch(1)
        row.addWidget(self._unfinished)
        row.addWidget(self._service)
        row.addWidget(self._try)
        return bottom

    def _show_health(self) -> None:
        assert self._session is not None
        self._show_readers(self._session)
        self._show_service(self._session)
        counts = self._session.counts
        self._unfinished.setVisible(counts.unfinished > 0)
        words = self.tr("%n enrollment(s) not delivered", "", counts.unfinished)
        if counts.needing:
            words = self.tr("{waiting}, %n of them waiting for a decision", "", counts.needing).format(waiting=words)
        self._unfinished.setText(words)
        self._unfinished.setToolTip(self.tr("enroll-app outbox list shows them."))

    def _show_service(self, session: "Session") -> None:
        """While nothing is sent, the line says why, as far as it has room; whoever mended it says so here."""
        from enroll_app.ui.health import Health

        health, pause = session.service_health, session.pause
        if pause is not None:
            health = Health(health.condition, f"{health.words}: {pause.cause.format(**pause.facts)}", health.hint)
        self._service.show_health(health)
        self._try.setVisible(pause is not None)

    def _show_readers(self, session: "Session") -> None:
        """Name one reader or two; count more of them, whose names would fill the line."""
        from enroll_app.ui.health import Health

        health, readers = session.reader_health, session.listening
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window is on the screen for the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark and back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._session:
            self._show_health()
            self.navigation.rail.draw()
            self.view.refresh()
            if self.readers:
                self.readers.paint_theme()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before something is lost; an enrollment on its way is on disk already."""
        session = self._session
        waiting = session.counts.unfinished if session and not session.desk.training else 0
        if self._closing or not session or not (session.wizard.touched or waiting):
            if self.readers:
                self.readers.stop()
            event.accept()
            return
        event.ignore()
        from enroll_app.ui.question import ask

        question, detail = self._closing_words(session)
        ask(self, question, detail, self.tr("&Close"), self.tr("&Keep going"), self._close)

    def _closing_words(self, session: "Session") -> tuple[str, str]:
        """What closing comes to: what would be lost, and how many are not delivered yet."""
        from enroll_app.ui.leaving import loss_words

        wizard, counts = session.wizard, session.counts
        said = []
        # The outbox may not have told yet of the one that is on the page.
        waiting = max(counts.unfinished, int(wizard.unsettled))
        if session.desk.training:
            waiting = 0
        question = self.tr("Close with %n enrollment(s) not delivered?", "", waiting)
        if wizard.touched and not (wizard.goes_on and not wizard.pin_owed and waiting):
            question = self.tr("Close with an enrollment that is not finished?")
            said.append(loss_words(wizard))
            if waiting:
                said.append(self.tr("%n enrollment(s) not delivered.", "", waiting))
        if waiting:
            said.append(self.tr("Nothing is lost: what waits is sent when Enroll is opened again on this computer."))
        if waiting and counts.needing:
            said.append(self.tr("%n of them go(es) on only when somebody decides.", "", counts.needing))
        return question, "\n".join(said)

    def _tell(self, notice: object) -> None:
        """Something about the records that a person must have read once."""
        from enroll_app.ui.question import tell

        tell(self, self.tr("Please read this once"), str(notice))

    def _close(self) -> None:
        self._closing = True
        self.close()
