"""An operator: looks at the window, and presses keys on whatever has the focus."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui.health import Condition
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.breaking import ZERO_WIDTH
from enroll_app.ui.window import MainWindow

_WAIT_MS = 8_000


class Hands:
    """Opens a window on the desk, and closes it at the end."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot = qtbot
        self.session = Session(desk)
        self.wizard = self.session.wizard
        self.window = MainWindow(training=desk.training)

    def __enter__(self) -> Self:
        self._qtbot.addWidget(self.window)
        self.window.show()
        self._qtbot.waitExposed(self.window)
        self.window.attach(self.session)
        self.session.start()
        self.until(lambda: self.session.service_health.condition is not Condition.PENDING)
        self.until(lambda: self.session.reader_health.condition is not Condition.PENDING)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.stop()

    def until(self, what: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(what, timeout=_WAIT_MS)

    def until_step(self, step: Step) -> None:
        """Wait until a page is in sight, laid out; the review once it is known whose card it shows."""
        self.until(lambda: self.wizard.step is step and self.window.view.page(step).isVisible())
        if step is Step.REVIEW:
            self.until(lambda: not self.wizard.looking)

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        modal = QApplication.activeModalWidget()
        if modal:
            return modal.focusWidget()
        return QApplication.focusWidget() or self.window

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, each on what has the focus by then."""
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type a text, letter by letter; QTest's own knows no letters beyond ASCII."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    @property
    def line(self) -> QLineEdit:
        """The line that has the focus."""
        assert isinstance(self.focus, QLineEdit), self.focus
        return self.focus

    def reads(self) -> str:
        """Every word in sight, as a person reads it."""
        labels = self.window.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible()).replace(ZERO_WIDTH, "")

    def asked(self) -> QMessageBox:
        """What is asked; a button that was pressed by its letter moves a moment before it does something."""

        def in_sight() -> bool:
            box = QApplication.activeModalWidget()
            return box is not None and box.isActiveWindow()

        self.until(in_sight)
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        # Its letters are heard one turn later.
        QTest.qWait(20)
        return box

    def back(self) -> None:
        """Give the keyboard back to the window after a question, which no window manager does here."""

        def has_keyboard() -> bool:
            if QApplication.activeModalWidget() is None and not self.window.isActiveWindow():
                self.window.activateWindow()
            return QApplication.activeModalWidget() is None and QApplication.focusWidget() is not None

        self.until(has_keyboard)
