"""Keeps the desk from those who may not work at it: the locked window, and the full screen that is left by password."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from enroll_app.domain.preferences import Preferences
from enroll_app.ui.guard import Guard, PasswordQuestion
from enroll_app.ui.idle import IdleWatch
from enroll_app.ui.lent_clipboard import take_back
from enroll_app.ui.lock_page import LockPage
from enroll_app.ui.question import tell

if TYPE_CHECKING:
    from enroll_app.ui.session import Session
    from enroll_app.ui.tray import Tray
    from enroll_app.ui.window import MainWindow

_MINUTE_S = 60
# How often it is looked whether a password that is being saved is there. Milliseconds; a choice of ours.
_SOON_MS = 100


class Keeper(QObject):
    """Lives as long as the window. guard: who asks for the password, for others that want it given too.

    Signals: locked(bool) when the window was locked or unlocked; opened() only then, when all is in sight again.
    kiosk: whether the window fills the screen for good. page: what a locked window shows; None where it is open.
    """

    locked = Signal(bool)
    opened = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._preferences = Preferences()
        self.guard = Guard(self)
        self.guard.answered.connect(self._remember_tries)
        self.kiosk = False
        self._let_go = self._quitting = False
        self._tray: Tray | None = None
        # Of whom the tray tells, and in which language; None where there is none.
        self._tray_like: tuple[Session, str] | None = None
        self.page: LockPage | None = None
        self._idle = IdleWatch(self)
        self._idle.idle.connect(self.lock)

    def attach(self, session: "Session", *, begins: bool = True) -> None:
        """Keep the window over this session from now on.

        begins: the program was started just now, by whom nobody knows: a desk that locks itself begins locked.
        """
        if self._session:
            self._session.read.disconnect(self._tapped)
        self._session = session
        session.read.connect(self._tapped)
        session.set_locked(locked=self.page is not None)
        if begins:
            self.guard.remember(session.remembering.memory.wrong_tries)
        self.prefer(session.remembering.preferences)
        if begins and (self.kiosk or self._preferences.lock_minutes or session.remembering.memory.locked):
            self.lock()
        self._remember_lock()

    def _remember_lock(self) -> None:
        """Also where the program is ended, or left with the system: it begins locked then."""
        assert self._session is not None
        remembering = self._session.remembering
        remembering.remember(replace(remembering.memory, locked=self.page is not None))

    @Slot()
    def _remember_tries(self) -> None:
        """Also where the program is ended before the wait is over."""
        assert self._session is not None
        remembering = self._session.remembering
        remembering.remember(replace(remembering.memory, wrong_tries=self.guard.wrong_tries))

    def prefer(self, preferences: Preferences) -> None:
        """Take the window's settings. Without a password nothing is kept from anybody."""
        self._preferences = preferences
        self.guard.hash = preferences.password
        if self.page and not preferences.password:
            # Whoever took it away had given it; nobody could give it now.
            self._unlock()
        self._idle.start(preferences.lock_minutes * _MINUTE_S if preferences.password else 0)
        wanted = bool(preferences.kiosk and preferences.password)
        self._let_go = self._let_go and wanted
        if wanted is not self.kiosk and not self._let_go:
            self._fill_screen(wanted=wanted)
        self._settle_tray()

    def add_keys(self, content: QWidget) -> None:
        """The keys that work in every place; a locked window does not hear them."""
        for keys, words, act in (
            ("Ctrl+L", self.tr("Lock the window"), self.lock_now),
            ("F1", self.tr("Help, and all keys"), self.help),
            ("F11", self.tr("Full screen, and back"), self.toggle_full_screen),
        ):
            shortcut = QShortcut(QKeySequence(keys), content)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(act)

    @Slot()
    def help(self) -> None:
        """Show the keys that work here, and where things lie."""
        from enroll_app.ui.help_sheet import HelpSheet

        assert self._session is not None
        sheet = HelpSheet(self._session, self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    # -- the tray -----------------------------------------------------------------------------------------------

    def _settle_tray(self) -> None:
        from enroll_app.ui.language import spoken
        from enroll_app.ui.single_instance import bring_to_front
        from enroll_app.ui.tray import Tray

        assert self._session is not None
        wanted = self._preferences.tray and not self.kiosk and Tray.possible()
        like = (self._session, spoken()) if wanted else None
        if like == self._tray_like:
            return
        self._tray_like = like
        if self._tray:
            self._tray.deleteLater()
            self._tray = None
        if wanted:
            self._tray = Tray(self._session, self, neutral=self.page is not None)
            self._tray.opened.connect(lambda: bring_to_front(self._window))
            self._tray.locking.connect(self.lock_now)
            self._tray.leaving.connect(self._quit)
            self.locked.connect(self._tray.be_neutral)
        # A window that is only put away is not the end of the program.
        QApplication.setQuitOnLastWindowClosed(self._tray is None)

    def puts_away(self) -> bool:
        """Whether closing the window only puts it away, into the tray; then it is done."""
        if self._tray is None or self._quitting:
            return False
        self._window.hide()
        self._tray.say_hidden()
        return True

    def _quit(self) -> None:
        from enroll_app.ui.single_instance import bring_to_front

        # What is asked before is asked in sight.
        bring_to_front(self._window)
        self._quitting = True
        closed = self._window.close()
        self._quitting = False
        if closed:
            QApplication.quit()

    # -- the lock -----------------------------------------------------------------------------------------------

    @Slot()
    def lock_now(self) -> None:
        """Lock, because somebody wants it."""
        assert self._session is not None
        if self._preferences.password:
            self.lock()
        elif self._session.remembering.writing:
            # It may be the password that is being saved.
            QTimer.singleShot(_SOON_MS, self, self.lock_now)
        else:
            words = self.tr("Set a password in the settings first; without one, anybody could unlock it.")
            tell(self._window, self.tr("The window cannot be locked yet."), words)

    @Slot()
    def lock(self) -> None:
        """Show nothing but that it is locked, until the password was given."""
        if self.page or not self._preferences.password or self._session is None:
            return
        _dismiss(self._window)
        take_back()
        self._session.set_locked(locked=True)
        self.page = LockPage(self.guard, self._window)
        self.page.entry.opened.connect(self._unlock)
        self._window.cover(self.page)
        self.page.entry.setFocus()
        self._remember_lock()
        self.locked.emit(self.page is not None)

    def _unlock(self) -> None:
        page, self.page = self.page, None
        assert page is not None
        if self._session:
            self._session.set_locked(locked=False)
        self._window.uncover(page)
        self._idle.begin_anew()
        self._remember_lock()
        self.locked.emit(self.page is not None)
        self.opened.emit()

    @Slot(object)
    def _tapped(self, _read: object) -> None:
        self._idle.touch()
        if self.page:
            self.page.say_not_taken()

    # -- the full screen ----------------------------------------------------------------------------------------

    @Slot()
    def toggle_full_screen(self) -> None:
        """The full screen and back; where it is for good, with the password alone."""
        if self.kiosk:
            self.ask(self.tr("Give the desk's password to leave the full screen."), self._let_go_now)
        elif self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _let_go_now(self) -> None:
        """Until the program is started again, or it is set anew."""
        self._let_go = True
        self._fill_screen(wanted=False)

    def _fill_screen(self, *, wanted: bool) -> None:
        self.kiosk = wanted
        if wanted:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def hold(self) -> None:
        """Somebody made the window smaller by the system's own means."""
        window = self._window
        if self.kiosk and window.isVisible() and (window.isMinimized() or not window.isFullScreen()):
            window.setWindowState(Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowActive)

    def ask(self, question: str, then: Callable[[], None]) -> None:
        """Ask for the password, and go on when it was given."""
        asked = PasswordQuestion(self.guard, question, self._window)
        asked.accepted.connect(then)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def keeps_open(self, then: Callable[[], None]) -> bool:
        """Whether the window must not be closed just so; `then` is called once the password was given."""
        if self.page:
            self.page.entry.setFocus()
            return True
        if self.kiosk:
            self.ask(self.tr("Give the desk's password to close Enroll."), then)
        return self.kiosk

    def stop(self) -> None:
        """The program ends."""
        self._idle.start(0)
        self.guard.stop()


def locking() -> Keeper | None:
    """Who keeps a window locked just now; None where none is."""
    for window in QApplication.topLevelWidgets():
        for keeper in window.findChildren(Keeper, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if keeper.page is not None:
                return keeper
    return None


def _dismiss(window: QWidget) -> None:
    """Take away what stands before the window: a question that is not answered is a question refused."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible():
            continue
        if isinstance(other, QDialog):
            other.reject()
        else:
            other.close()
