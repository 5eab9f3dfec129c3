"""An icon in the system's tray, for a desk whose window is put away between cards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from enroll_app.ui import icons

if TYPE_CHECKING:
    from enroll_app.ui.session import Session


class Tray(QObject):
    """Says how many are not delivered, as long as the window is not locked.

    Signals: opened() when the window is wanted; locking() and leaving() likewise.
    """

    opened = Signal()
    locking = Signal()
    leaving = Signal()

    def __init__(self, session: "Session", parent: QObject, *, neutral: bool) -> None:
        """neutral: the window is locked just now."""
        super().__init__(parent)
        self._session = session
        self._neutral, self._told = neutral, False
        self._icon = QSystemTrayIcon(icons.application_icon(), self)
        self._menu = QMenu()
        for words, signal in (
            (self.tr("&Open Enroll"), self.opened),
            (self.tr("&Lock the window"), self.locking),
            (self.tr("&Quit"), self.leaving),
        ):
            self._menu.addAction(words).triggered.connect(lambda _checked=False, wanted=signal: wanted.emit())
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        session.changed.connect(self._refresh)
        session.stands.connect(self._refresh)
        self._refresh()
        self._icon.show()

    @staticmethod
    def possible() -> bool:
        """Whether this system has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def say_hidden(self) -> None:
        """The window was put away for the first time: say where it is."""
        if not self._told:
            self._told = True
            self._icon.showMessage("Enroll", self.tr("Enroll goes on in the tray; its icon opens it again."))

    @Slot(bool)
    def be_neutral(self, neutral: bool) -> None:  # noqa: FBT001  a signal's argument
        """Tell nothing while the window is locked."""
        self._neutral = neutral
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        waiting = self._session.counts.unfinished
        words = self.tr("%n enrollment(s) not delivered", "", waiting) if waiting and not self._neutral else ""
        self._icon.setToolTip("\n".join(filter(None, (QApplication.applicationName(), words))))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()
