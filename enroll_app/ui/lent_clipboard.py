"""A secret on the clipboard, lent for a minute: taken back also where the page, or the window, is gone before."""

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

# After so many milliseconds it is taken off again; as password managers do.
_LENT_MS = 60_000
# By these a program that keeps what was copied is asked to leave this out. Sources: Microsoft, "Clipboard Formats"
# (history and cloud); KDE Klipper, `klipper.cpp`.
_NOT_TO_KEEP = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
}


class _Lent(QObject):
    """Lives as long as the program: no page's end leaves digits behind."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._secret = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LENT_MS)
        self._timer.timeout.connect(self.take_back)
        application.aboutToQuit.connect(self.take_back)

    def lend(self, secret: str) -> None:
        data = QMimeData()
        data.setText(secret)
        for kind, hint in _NOT_TO_KEEP.items():
            data.setData(kind, QByteArray(hint))
        QGuiApplication.clipboard().setMimeData(data)
        self._secret = secret
        self._timer.start()

    @Slot()
    def take_back(self) -> None:
        secret, self._secret = self._secret, ""
        self._timer.stop()
        # Whatever somebody copied since is theirs.
        if secret and QGuiApplication.clipboard().text() == secret:
            QGuiApplication.clipboard().clear()


def lend(secret: str) -> None:
    """Put digits on the clipboard, for a minute, and ask whatever keeps what was copied not to keep this."""
    _the_one().lend(secret)


def take_back() -> None:
    """Clear the clipboard if it still has what was lent; nothing happens where nothing was."""
    _the_one().take_back()


def _the_one() -> _Lent:
    application = QCoreApplication.instance()
    assert application is not None
    return next(iter(application.findChildren(_Lent)), None) or _Lent(application)
