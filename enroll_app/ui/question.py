"""Questions with two answers, of which the harmless one is the default, and what must be read once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color


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
    box.open()


def tell(parent: QWidget, title: str, words: str) -> None:
    """Say something that stays until it was read, without holding up the window."""
    box = _box(parent, title, words)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.finished.connect(box.deleteLater)
    box.open()


def _box(parent: QWidget, title: str, words: str) -> QMessageBox:
    box = QMessageBox(parent)
    size = theme.unit() * 4
    box.setIconPixmap(icons.pixmap("attention", tone_color(Tone.ATTENTION), size, parent.devicePixelRatioF()))
    box.setWindowTitle(parent.window().windowTitle())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(words)
    return box
