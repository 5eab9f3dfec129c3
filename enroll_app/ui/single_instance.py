"""A second start on the same home brings the window that is there to the front."""

import hashlib
import os
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_RAISE, _DONE = b"raise\n", b"done\n"
# The window may be starting itself; one that says nothing for so long hangs, and a second one helps more than none.
_PATIENCE_S, _CALL_MS, _AGAIN_S = 6.0, 1_500, 0.2


def raise_other(home: Path) -> bool:
    """Ask the window on this home to come to the front; whether it did."""
    deadline = monotonic() + _PATIENCE_S
    while monotonic() < deadline:
        socket = QLocalSocket()
        socket.connectToServer(_name(home))
        if socket.waitForConnected(_CALL_MS):
            socket.write(_RAISE)
            socket.flush()
            if socket.waitForReadyRead(_CALL_MS):
                return bytes(socket.readAll().data()) == _DONE
        sleep(_AGAIN_S)
    return False


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
