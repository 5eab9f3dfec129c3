"""The main window: the product's name at the top, its places below, and how the desk is at the bottom.

The bottom line is in sight wherever the person is. The wizard is the first place; the others are made when they are
visited first.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.health import Condition, Health, starting
from enroll_app.ui.navigation import Navigation, Place
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.wizard_view import WizardView

if TYPE_CHECKING:
    from enroll_app.ui.readers.view import ReadersView
    from enroll_app.ui.session import Session


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
        self._reader = _HealthLabel("reader", self)
        self._service = _HealthLabel("service", self)
        self._unfinished = QLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(training=training))
        column.addWidget(self.navigation, 1)
        column.addWidget(self._bottom())
        self._unfinished.hide()
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
        self._show_health()
        self.navigation.shown.connect(self._place_shown)
        self.navigation.attach(self._make_place)

    def _make_place(self, place: Place) -> QWidget:
        """Make the readers' place at its first visit; the wizard is there from the start."""
        from enroll_app.ui.readers.view import ReadersView

        assert self._session is not None
        assert place is Place.READERS
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
        return bottom

    def _show_health(self) -> None:
        assert self._session is not None
        self._reader.show_health(self._session.reader_health)
        self._service.show_health(self._session.service_health)
        count = self._session.unfinished
        self._unfinished.setVisible(count > 0)
        self._unfinished.setText(self.tr("%n enrollment(s) not delivered", "", count))

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
        if self._closing or not self._session or not self._session.wizard.touched:
            if self.readers:
                self.readers.stop()
            event.accept()
            return
        event.ignore()
        from enroll_app.ui.question import ask

        ask(
            self,
            self.tr("Close with an enrollment that is not finished?"),
            self.view.loss_words(),
            self.tr("&Close"),
            self.tr("&Keep going"),
            self._close,
        )

    def _close(self) -> None:
        self._closing = True
        self.close()


_TONES = {Condition.WELL: Tone.DONE, Condition.ILL: Tone.ATTENTION, Condition.PENDING: Tone.INFORMATION}


class _HealthLabel(QWidget):
    """An icon, a word and a colour for one part of the desk."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._words = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        row.addWidget(self._icon)
        row.addWidget(self._words)

    def show_words(self, health: Health) -> None:
        """Show how it is, without the icon."""
        self._icon.setFixedSize(theme.unit() * 2 + 4, theme.unit() * 2 + 4)
        self._words.setText(health.words)

    def show_health(self, health: Health) -> None:
        """Show how it is."""
        from PySide6.QtCore import Qt

        from enroll_app.ui import icons

        # A reader's name comes from its maker: it is never taken for markup.
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        tone = _TONES[health.condition]
        name = self._icon_name if health.condition is not Condition.ILL else "attention"
        color = tone_color(tone)
        self._icon.setPixmap(icons.pixmap(name, color, theme.unit() * 2 + 4, self.devicePixelRatioF()))
        self._words.setText(health.words)
        self._words.setStyleSheet(f"color: {color};" if health.condition is Condition.ILL else "")
        self.setToolTip(health.hint)
        self.setAccessibleName(f"{health.words} {health.hint}".strip())
