"""Questions with two answers, of which the harmless one is the default, and what must be read once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color

# Of the words below a question, in steps of the grid. A choice of ours.
_WIDE = 44


def ask(parent: QWidget, question: str, detail: str, yes: str, no: str, then: Callable[[], None]) -> None:
    """Ask without holding up the window; call `then` when the answer is yes. Esc and Enter both mean no."""
    box = _box(parent, question, detail)
    accept = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)

    def answered() -> None:
        if box.clickedButton() is accept:
            then()
        box.deleteLater()

    box.finished.connect(answered)
    box.come()


def ask_which(
    parent: QWidget, question: str, detail: str, answers: Sequence[tuple[str, Callable[[], None]]], no: str
) -> None:
    """The same with several answers that do something, each with what it does. Esc and Enter both mean no."""
    box = _box(parent, question, detail)
    acts = {box.addButton(words, QMessageBox.ButtonRole.DestructiveRole): act for words, act in answers}
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)

    def answered() -> None:
        pressed = box.clickedButton()
        for button, act in acts.items():
            if pressed is button:
                act()
        box.deleteLater()

    box.finished.connect(answered)
    box.come()


def tell(parent: QWidget, title: str, words: str) -> None:
    """Say something that stays until it was read, without holding up the window; what a lock takes away comes again."""
    box = _box(parent, title, words)
    box.addButton(QMessageBox.StandardButton.Ok)
    # In another turn: the window that takes it away is locked by then.
    box.finished.connect(lambda: QTimer.singleShot(0, box, box.go))
    box.come()


class _Box(QMessageBox):
    """Wide enough to be read, and the same after another look."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paint_theme()

    def come(self) -> None:
        """Into sight; once it is unlocked where the window is locked, or any passer-by would answer it."""
        from enroll_app.ui.keeping import locking

        keeper = locking()
        if keeper is None:
            self.open()
        else:
            keeper.opened.connect(self._come_now)

    @Slot()
    def _come_now(self) -> None:
        if not self.isVisible():
            self.open()

    @Slot()
    def go(self) -> None:
        """It was read, unless it was the lock that took it away."""
        from enroll_app.ui.keeping import locking

        if self.clickedButton() is None and locking() is not None:
            self.come()
        else:
            self.deleteLater()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        size = theme.unit() * 4
        self.setIconPixmap(icons.pixmap("attention", tone_color(Tone.ATTENTION), size, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Another style sheet lays out the buttons anew; with them go the keyboard and Enter, to the first of them."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._give_back)
        elif event.type() is QEvent.Type.PaletteChange:
            self.paint_theme()

    def _give_back(self) -> None:
        harmless: QPushButton | None = self.defaultButton()
        if harmless is not None:
            harmless.setDefault(True)
            harmless.setFocus()

    def widen(self) -> None:
        """Give the words below the question lines of a usual length."""
        words = self.findChild(QLabel, "qt_msgbox_informativelabel")
        if isinstance(words, QLabel):
            words.setMinimumWidth(min(words.fontMetrics().horizontalAdvance(words.text()), theme.unit() * _WIDE))


def _box(parent: QWidget, title: str, words: str) -> _Box:
    box = _Box(parent)
    box.setWindowTitle(parent.window().windowTitle())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(words)
    box.widen()
    return box
