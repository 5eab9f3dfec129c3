"""Takes what a keyboard reader types out of the window's keys, before any field, button or shortcut sees it.

An event filter on the windows themselves: there every key passes once, before Qt looks for shortcuts and for the
widget that has the focus. Not on the application, where every event of every object would pass through Python.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from drivers.key_positions import X_OFFSET, us_character, us_character_of_mac
from drivers.key_verdicts import Fate, Key, Verdict
from drivers.keystroke_quiet import PAUSE_MS
from drivers.keystrokes import Form, Recognizer

_KEY_EVENTS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
# Keys that only change others: they neither belong to a number nor break one off.
_CHANGERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
# A timer that comes so much too late shows that the window was busy: keys may wait to be delivered. Milliseconds.
_LATE_MS = 20


@dataclass(slots=True)
class _Held:
    window: QObject
    event: QKeyEvent
    changer: bool


class KeyboardReader(QObject):
    """Listens to the keys of every window of the program, from `start` to `stop`.

    Signals: came(NumberSeen | CardUnreadable), in a turn of the event loop of its own.
    forms: how the numbers look that readers may type here; asked on the window's thread at each number's first key,
    so that it must answer at once.
    """

    came = Signal(object)
    _heard = Signal(object)

    def __init__(self, forms: Callable[[], Sequence[Form]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self._recognizer = Recognizer(forms)
        platform = QGuiApplication.platformName()
        self._native_code, self._position = _PLATFORMS.get(platform, (QKeyEvent.nativeScanCode, _x_position))
        self._held: list[_Held] = []
        # The codes of keys that were taken and are still down: their releases are taken too.
        self._taken: set[int] = set()
        # What was decided over the key of the last ShortcutOverride, for the KeyPress that follows it.
        self._decided: tuple[int, int, Fate] | None = None
        self._silence = _Wait(self._waited, self)
        self._pause = _Wait(self._settled, self)
        self._heard.connect(self.came, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Watch every window that is there, and each that gets the focus later."""
        self._recognizer = Recognizer(self._forms)
        QGuiApplication.instance().focusWindowChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)
        self._disturbed()

    def stop(self) -> None:
        """Watch no more; what is held is given back."""
        QGuiApplication.instance().focusWindowChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
        self._silence.stop()
        self._pause.stop()
        self._give_back()

    @Slot(QWindow)
    def _focus_moved(self, window: QWindow | None) -> None:
        self._disturbed()
        if window is not None:
            # A filter that is there already only becomes the first to be asked.
            window.installEventFilter(self)

    def _disturbed(self) -> None:
        """Keys of a number may have gone to another window or program until now."""
        self._recognizer.disturb()
        self._pause.start(PAUSE_MS)

    @Slot()
    def _settled(self) -> None:
        self._recognizer.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's entry point: whether the window is not to see this event."""
        # What this filter gave back comes by here again, and is not spontaneous.
        if event.type() not in _KEY_EVENTS or not event.spontaneous():
            return False
        assert isinstance(event, QKeyEvent)
        if event.type() is QEvent.Type.KeyRelease:
            return self._released(watched, event)
        if event.key() in _CHANGERS:
            return self._changer_pressed(watched, event)
        return self._pressed(watched, event)

    def _pressed(self, window: QObject, event: QKeyEvent) -> bool:
        """Decide with the first that is heard of a key, which is the look for shortcuts where there is one."""
        fate = self._decided_fate(event)
        if fate is None:
            fate = self._carry_out(self._recognizer.pressed(self._key_of(event)))
            self._decided = (self._code(event), event.timestamp(), fate)
        if fate is Fate.GIVE_BACK:
            return False
        event.accept()
        if event.type() is QEvent.Type.ShortcutOverride:
            return True
        self._decided = None
        if fate is Fate.HOLD:
            self._hold(window, event)
        else:
            self._taken.add(self._code(event))
            self._wait()
        return True

    def _decided_fate(self, event: QKeyEvent) -> Fate | None:
        if self._decided is None or event.type() is QEvent.Type.ShortcutOverride:
            return None
        code, at, fate = self._decided
        return fate if (code, at) == (self._code(event), event.timestamp()) else None

    def _changer_pressed(self, window: QObject, event: QKeyEvent) -> bool:
        """Shift and the like stay in their order among the keys that are held."""
        if not self._held:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._held.append(_Held(window, event.clone(), changer=True))
        return True

    def _released(self, window: QObject, event: QKeyEvent) -> bool:
        code = self._code(event)
        if not event.isAutoRepeat():
            self._carry_out(self._recognizer.released(code, _at(event)))
        if code in self._taken:
            if not event.isAutoRepeat():
                self._taken.discard(code)
            return True
        if not self._held:
            return False
        self._held.append(_Held(window, event.clone(), changer=event.key() in _CHANGERS))
        return True

    def _hold(self, window: QObject, event: QKeyEvent) -> None:
        self._held.append(_Held(window, event.clone(), changer=False))
        self._wait()

    def _key_of(self, event: QKeyEvent) -> Key:
        code, at = self._code(event), _at(event)
        ends = event.key() in _ENDS and not event.modifiers() & (_COMMANDS | Qt.KeyboardModifier.ShiftModifier)
        if ends or event.modifiers() & _COMMANDS:
            return Key(code, "", "", at, ends, event.isAutoRepeat())
        text = event.text() if event.text().isprintable() else ""
        return Key(code, text, self._position(event), at, repeat=event.isAutoRepeat())

    def _code(self, event: QKeyEvent) -> int:
        """What tells this key from others whatever it writes; programs that type may leave out the native code."""
        return self._native_code(event) or -event.key()

    def _carry_out(self, verdict: Verdict) -> Fate:
        """Do with the held keys what was decided, and return what becomes of the new one."""
        if verdict.held is not Fate.HOLD:
            self._silence.stop()
            if verdict.held is Fate.GIVE_BACK:
                self._give_back()
            else:
                self._take()
        if verdict.seen is not None:
            self._heard.emit(verdict.seen)
        return verdict.key

    def _take(self) -> None:
        for held in self._held:
            code = self._code(held.event)
            if held.changer:
                _send(held)
            elif held.event.type() is QEvent.Type.KeyPress:
                self._taken.add(code)
            elif not held.event.isAutoRepeat():
                self._taken.discard(code)
        self._held.clear()

    def _give_back(self) -> None:
        given, self._held = self._held, []
        for held in given:
            _send(held)

    def _wait(self) -> None:
        if patience := self._recognizer.patience_ms:
            self._silence.start(patience)

    @Slot()
    def _waited(self) -> None:
        if self._recognizer.patience_ms:
            self._carry_out(self._recognizer.silent())
            # A number may have to wait once more, for the rest of itself.
            self._wait()


class _Wait(QTimer):
    """Calls when so much time has passed, and the keys that came in it were delivered."""

    def __init__(self, over: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._over = over
        self._due = 0.0
        self.timeout.connect(self._passed)

    def start(self, milliseconds: int) -> None:  # type: ignore[override]
        """Begin anew."""
        self._due = monotonic() * 1000 + milliseconds
        super().start(milliseconds)

    @Slot()
    def _passed(self) -> None:
        if monotonic() * 1000 > self._due + _LATE_MS:
            # One round more, in which the keys that came meanwhile are delivered.
            self.start(_LATE_MS)
        else:
            self._over()


def _at(event: QKeyEvent) -> int:
    """When the key moved, by the window system, so that a busy window does not change the gaps."""
    return event.timestamp() or int(monotonic() * 1000)


def _send(held: _Held) -> None:
    window = held.window if isValid(held.window) else QGuiApplication.focusWindow()
    if window is not None:
        QCoreApplication.sendEvent(window, held.event)


def _shifted(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _x_position(event: QKeyEvent) -> str:
    return us_character(event.nativeScanCode() - X_OFFSET, shifted=_shifted(event))


def _windows_position(event: QKeyEvent) -> str:
    return us_character(event.nativeScanCode(), shifted=_shifted(event))


def _mac_position(event: QKeyEvent) -> str:
    # Qt gives the number of the key as the virtual one there.
    return us_character_of_mac(event.nativeVirtualKey(), shifted=_shifted(event))


# What tells one key from another whatever it writes, and what it writes on a US keyboard.
_PLATFORMS: dict[str, tuple[Callable[[QKeyEvent], int], Callable[[QKeyEvent], str]]] = {
    "windows": (QKeyEvent.nativeScanCode, _windows_position),
    "cocoa": (QKeyEvent.nativeVirtualKey, _mac_position),
}
