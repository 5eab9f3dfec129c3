"""A second start on the same home brings the window that is there to the front."""

import hashlib
import os
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from enroll_app.only_window import BESIDE, hold

_RAISE, _DONE = b"raise\n", b"done\n"
# The window may be starting itself; one that says nothing for so long hangs, and a second one helps more than none.
_PATIENCE_S, _CALL_MS, _AGAIN_S = 6.0, 1_500, 0.2
# How often a second one looks whether it is the only one by now.
_TAKE_OVER_MS = 5_000


def raise_other(home: Path) -> int | None:
    """Ask the window on this home to come to the front: None where it did, else this process is to open one.

    Then it is what `only_window.hold` gives where that window ended meanwhile, and BESIDE where it is there and hangs.
    """
    deadline = monotonic() + _PATIENCE_S
    while monotonic() < deadline:
        socket = QLocalSocket()
        socket.connectToServer(_name(home))
        if socket.waitForConnected(_CALL_MS):
            socket.write(_RAISE)
            socket.flush()
            if socket.waitForReadyRead(_CALL_MS) and bytes(socket.readAll().data()) == _DONE:
                return None
        held = hold(home)
        if held is not None:
            return held
        sleep(_AGAIN_S)
    return BESIDE


class Alone(QObject):
    """Sees to it that this is the window that others bring to the front, at once or as soon as another one is gone."""

    def __init__(self, home: Path, window: QWidget, *, alone: bool) -> None:
        """alone: whether it is the only one already."""
        super().__init__(window)
        self._home, self._window = home, window
        self._again = QTimer(self)
        self._again.setInterval(_TAKE_OVER_MS)
        self._again.timeout.connect(self._take_over)
        self.door: FrontDoor | None = None
        if alone:
            self._open()
        else:
            self._again.start()

    @Slot()
    def _take_over(self) -> None:
        # Looked at on the window's thread: a file that is there is opened, and no call waits.
        if hold(self._home) is not None:
            self._again.stop()
            self._open()

    def _open(self) -> None:
        self.door = FrontDoor(self._home, self._window)


class FrontDoor(QObject):
    """Listens for those calls. It hears nothing but that one word, and only of the same user."""

    def __init__(self, home: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Whoever holds the lock of the home is alone: what lies there is of a window that is gone.
        QLocalServer.removeServer(_name(home))
        self._server.newConnection.connect(self._called)
        self._server.listen(_name(home))

    @Slot()
    def _called(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(self._answer)
            caller.disconnected.connect(caller.deleteLater)

    @Slot()
    def _answer(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket) and caller.readLine().data() == _RAISE:
            bring_to_front(self._window)
            caller.write(_DONE)
            caller.flush()


def bring_to_front(window: QWidget) -> None:
    """Show a window that was hidden or made small, before all others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _name(home: Path) -> str:
    """Where it is called: by the home's own name, in the user's own folder where the system has one."""
    mark = hashlib.sha256(str(home.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    name = f"enroll-app-{mark}"
    return str(Path(folder) / name) if folder and Path(folder).is_dir() else name
