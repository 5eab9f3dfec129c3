"""Asks for the desk's password: off the window's thread, and with a pause after wrong ones."""

from concurrent.futures import Future
from math import ceil
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.services import password
from enroll_app.services.wrong_tries import WrongTries
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.secret_line import SecretLine

_TICK_MS = 250


class Guard(QObject):
    """Knows how many wrong tries there were; lives as long as the window, whatever is made anew in it.

    Signals: answered(bool) after each try that counted. hash: of the password, as the settings keep it.
    """

    answered = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hash = ""
        self._tries = WrongTries(monotonic)
        self._background = Background(self, workers=1)
        self.busy = False

    @property
    def wait_s(self) -> float:
        """So long no try counts, in seconds."""
        return self._tries.wait_s

    @property
    def wrong_tries(self) -> int:
        """How many there were since the password was given last."""
        return self._tries.count

    def remember(self, wrong_tries: int) -> None:
        """There were so many before the program was started: to start it anew gives nobody a free try."""
        self._tries.remember(wrong_tries)

    def give(self, typed: str) -> None:
        """Try this password; `answered` tells. One at a time, and none while there is something to be waited for."""
        if self.busy or self.wait_s or not typed:
            return
        self.busy, kept = True, self.hash

        def done(future: Future[bool]) -> None:
            self.busy = False
            fits = future.exception() is None and future.result()
            if fits:
                self._tries.right()
            else:
                self._tries.wrong()
            self.answered.emit(fits)

        self._background.run(lambda: password.fits(kept, typed), done)

    def stop(self) -> None:
        """The window is closing."""
        self._background.stop()


class PasswordEntry(QWidget):
    """The field with its button, and what is wrong below it.

    Signals: opened() when the password was given.
    """

    opened = Signal()

    def __init__(self, guard: Guard, words: str, parent: QWidget | None = None) -> None:
        """words: what the button says, with its letter."""
        super().__init__(parent)
        self._guard = guard
        step = theme.unit()
        self.line = SecretLine(self)
        self.line.setAccessibleName(self.tr("The desk's password"))
        self.line.setPlaceholderText(self.tr("Password"))
        self.button = Button(words, self)
        self.button.setObjectName("primary")
        self._said = QLabel(self)
        self._said.setObjectName("error")
        self._said.setWordWrap(True)
        self._said.setMinimumHeight(2 * self._said.fontMetrics().lineSpacing() + step)
        row = QHBoxLayout()
        row.setSpacing(step)
        self.line.setMinimumHeight(self.button.sizeHint().height())
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addLayout(row)
        column.addWidget(self._said)
        self.setFocusProxy(self.line)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._count_down)
        self.button.clicked.connect(self._give)
        self.line.textEdited.connect(self._edited)
        guard.answered.connect(self._answered)
        self._count_down()

    def _edited(self) -> None:
        if not self._guard.wait_s:
            self._said.clear()

    def _give(self) -> None:
        self._guard.give(self.line.text())

    def _answered(self, fits: bool) -> None:  # noqa: FBT001  a signal's argument
        if not self.isVisible():
            return
        self.line.clear()
        if fits:
            self._said.clear()
            self.opened.emit()
            return
        self._said.setText(self.tr("This is not the desk's password."))
        self._count_down()
        announce(self, self._said.text())
        self.line.setFocus()

    def _count_down(self) -> None:
        wait_s = ceil(self._guard.wait_s)
        self.button.setEnabled(not wait_s)
        if wait_s:
            self._said.setText(self.tr("This is not the desk's password. Try again in %n second(s).", "", wait_s))
            self._timer.start()
        elif self._timer.isActive():
            self._timer.stop()
            self._said.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._give()
        else:
            super().keyPressEvent(event)


class PasswordQuestion(QDialog):
    """Asks for the password before something is done; Esc refuses. It is accepted when the password was given."""

    def __init__(self, guard: Guard, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setWindowTitle(parent.window().windowTitle())
        label = QLabel(question, self)
        label.setWordWrap(True)
        label.setMinimumWidth(step * 44)
        entry = PasswordEntry(guard, self.tr("&Go on"), self)
        no = Button(self.tr("&Not now"), self)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(no)
        column = QVBoxLayout(self)
        column.setContentsMargins(step * 3, step * 3, step * 3, step * 2)
        column.setSpacing(step * 2)
        column.addWidget(label)
        column.addWidget(entry)
        column.addLayout(row)
        entry.opened.connect(self.accept)
        no.clicked.connect(self.reject)
        entry.setFocus()
