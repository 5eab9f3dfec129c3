"""The main window: the product's name at the top, the wizard, and how the desk is at the bottom, always in sight."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.session import Condition, Health, Session
from enroll_app.ui.widgets.notice import Tone, tone_color
from enroll_app.ui.wizard_view import WizardView


class MainWindow(QWidget):
    """Signals: painted() once, when the first page is on the screen."""

    painted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._was_painted = False
        self._closing = False
        self.setWindowTitle(self.tr("Enroll"))
        self.view = WizardView(session, self)
        self._reader = _HealthLabel("reader", self)
        self._service = _HealthLabel("service", self)
        self._unfinished = QLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        column.addWidget(self.view, 1)
        column.addWidget(self._bottom())
        session.changed.connect(self._show_health)
        self._show_health()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Fits a screen of 1024 × 600 with its task bar, and grows with the font."""
        step = theme.unit()
        wanted = QSize(step * 100, step * 88)
        return wanted.boundedTo(self.screen().availableGeometry().size() * 0.95)

    def _top(self) -> QWidget:
        step = theme.unit()
        top = QFrame(self)
        top.setObjectName("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step + step // 2)
        icon = QLabel(top)
        icon.setPixmap(icons.pixmap("enroll", "", step * 3 + step // 2, self.devicePixelRatioF()))
        name = QLabel(self.tr("Enroll"), top)
        name.setFont(theme.font(1.2, bold=True))
        row.addWidget(icon)
        row.addWidget(name)
        row.addStretch(1)
        if self.session.desk.training:
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
        self._reader.show_health(self.session.reader_health)
        self._service.show_health(self.session.service_health)
        count = self.session.unfinished
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
        if event.type() is QEvent.Type.PaletteChange and self._was_painted:
            self._show_health()
            self.view.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before something is lost; an enrollment on its way is on disk already."""
        if self._closing or not self.view.wizard.touched:
            event.accept()
            return
        event.ignore()
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Close Enroll?"))
        question.setText(self.tr("An enrollment is not finished."))
        question.setInformativeText(self.tr("What was typed for this card is lost; nothing was sent."))
        leave = question.addButton(self.tr("&Close"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("&Keep going"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)

        def answered() -> None:
            if question.clickedButton() is leave:
                self._closing = True
                self.close()

        question.finished.connect(answered)
        question.open()


_TONES = {Condition.WELL: Tone.DONE, Condition.ILL: Tone.ATTENTION, Condition.PENDING: Tone.INFORMATION}


class _HealthLabel(QWidget):
    """An icon, a word and a colour for one part of the desk."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        row.addWidget(self._icon)
        row.addWidget(self._words)

    def show_health(self, health: Health) -> None:
        """Show how it is."""
        tone = _TONES[health.condition]
        name = self._icon_name if health.condition is not Condition.ILL else "attention"
        color = tone_color(tone)
        self._icon.setPixmap(icons.pixmap(name, color, theme.unit() * 2 + 4, self.devicePixelRatioF()))
        self._words.setText(health.words)
        self._words.setStyleSheet(f"color: {color};" if health.condition is Condition.ILL else "")
        self.setToolTip(health.hint)
        self.setAccessibleName(f"{health.words} {health.hint}".strip())
