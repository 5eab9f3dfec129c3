"""A question with two answers, of which the harmless one is the default."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color


def ask(parent: QWidget, question: str, detail: str, yes: str, no: str, then: Callable[[], None]) -> None:
    """Ask without holding up the window; call `then` when the answer is yes. Esc and Enter both mean no."""
    box = QMessageBox(parent)
    size = theme.unit() * 4
    box.setIconPixmap(icons.pixmap("attention", tone_color(Tone.ATTENTION), size, parent.devicePixelRatioF()))
    box.setWindowTitle(parent.window().windowTitle())
    box.setText(question)
    box.setInformativeText(detail)
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
