"""The common half of the programs for tests/e2e/test_keyboard_reader_on_x.py: a spy on the keys, and a way to ask.

A program takes a command a line on its standard input, and answers each with a line of JSON.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

# These write nothing and press nothing by themselves.
_CHANGERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)


class Spy(QObject):
    """Writes down every key and shortcut that reaches a widget, and every button that is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.acts: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            # What one widget ignores goes on to its parents: only the first counts.
            first = watched in (QApplication.focusWidget(), QApplication.activePopupWidget())
            if first and event.key() not in _CHANGERS:
                self.keys.append(event.text() or Qt.Key(event.key()).name)
        elif event.type() in (QEvent.Type.Shortcut, QEvent.Type.InputMethod):
            self.acts.append(event.type().name)
        return False

    def watch(self, window: QWidget) -> None:
        """Hear of the buttons that a window has now."""
        for button in window.findChildren(QAbstractButton):
            self._watch_button(button)

    def _watch_button(self, button: QAbstractButton) -> None:
        button.clicked.connect(lambda: self.acts.append(button.text()))


class Stage(QObject):
    """Does what the test says. `came`: what was told of readers."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window = window
        self.spy = Spy()
        self.came: list[str] = []
        self._commands: dict[str, Callable[[str], object]] = {
            "state": lambda _: self.state(),
            "clear": self.clear,
            "focus": self.focus,
        }
        QApplication.instance().installEventFilter(self.spy)  # type: ignore[union-attr]
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._command)

    def add_command(self, name: str, command: Callable[[str], object]) -> None:
        """Understand one command more."""
        self._commands[name] = command

    def start(self) -> None:
        """Begin, once the window is there."""
        self.answer("ready")

    def state(self) -> dict[str, object]:
        """What the test may want to know."""
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return {
            "came": self.came,
            "keys": self.spy.keys,
            "acts": self.spy.acts,
            "over": type(over).__name__ if over else "",
        }

    def clear(self, _: str) -> None:
        """Forget what happened until now."""
        for happened in (self.came, self.spy.keys, self.spy.acts):
            happened.clear()

    def focus(self, name: str) -> None:
        """Give a field the focus."""
        raise NotImplementedError(name)

    def answer(self, value: object) -> None:
        """Tell the test."""
        sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()

    def _command(self) -> None:
        word, _, rest = sys.stdin.readline().strip().partition(" ")
        if not word:
            # Not `quit`, which asks the windows first.
            QApplication.exit()
        else:
            self.answer(self._commands[word](rest))


def play(application: QApplication, stage: Stage) -> None:
    """Show the stage until the test closes it."""
    sys.excepthook = _give_up
    # As the program does: no thread but this one ever deletes a widget (`ui/collecting.py`).
    gc.disable()
    stage.window.show()
    QTimer.singleShot(0, stage.start)
    application.exec()


def _give_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error here must not leave the test waiting."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)
