"""The main window: keeps what is shown of a session, and makes it anew when the language is another one."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from enroll_app.ui import theme
from enroll_app.ui.content import Content
from enroll_app.ui.navigation import Navigation, Place
from enroll_app.ui.screens import room_at
from enroll_app.ui.wizard_view import WizardView

if TYPE_CHECKING:
    from enroll_app.domain.preferences import Preferences
    from enroll_app.domain.problems import Problem
    from enroll_app.ui.keeping import Keeper
    from enroll_app.ui.readers.view import ReadersView
    from enroll_app.ui.rebuilding import Rebuilding
    from enroll_app.ui.session import Session


class MainWindow(QWidget):
    """Shows a session.

    training: whether nothing is real. in_sight: all that is shown just now.
    Signals: painted() once, when the first page is on the screen; reopening(training) when the desk is to be so.
    """

    painted = Signal()
    reopening = Signal(bool)

    def __init__(self, *, training: bool, kiosk: bool = False) -> None:
        """kiosk: nobody may close it before it is known whether it is left by password alone."""
        super().__init__()
        self._kept_open = kiosk
        self._session: Session | None = None
        self.training = training
        self._was_painted = self._closing = self._stale = False
        self._keeper: Keeper | None = None
        # What is shown in place of the content, and the page that covers either; where the keyboard was before that.
        self._instead: QWidget | None = None
        self._cover: QWidget | None = None
        self._held: QWidget | None = None
        self.setWindowTitle(self.tr("Enroll"))
        self.content = Content(self, training=training)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.content)
        self.in_sight: QWidget = self.content
        self.resize(self.sizeHint())

    @property
    def view(self) -> WizardView:
        """The wizard."""
        return self.content.view

    @property
    def navigation(self) -> Navigation:
        """The way between the places."""
        return self.content.navigation

    @property
    def place(self) -> QWidget:
        """What a person is at: the place in sight, or what stands in for all of them."""
        return self.navigation.view if self.in_sight is self.content else self.in_sight

    @property
    def readers(self) -> "ReadersView | None":
        """The readers' place, once it was visited."""
        from enroll_app.ui.readers.view import ReadersView

        found = dict(self.navigation.made()).get(Place.READERS)
        return found if isinstance(found, ReadersView) else None

    def attach(self, session: "Session") -> None:
        """Show this session from now on; called once the first page is on the screen, and with each other session."""
        from enroll_app.ui.keeping import Keeper

        before, self._session = self._session, session
        self._keeper = self._keeper or Keeper(self)
        session.noticed.connect(self._tell)
        session.reopening.connect(self.reopening)
        session.remembering.preferred.connect(self._prefer)
        other_words = self._speak(session.remembering.preferences)
        if before is not None:
            self.training, self._instead = session.desk.training, None
            self._rebuilding.give_up()
            self.put_in(Content(self, training=self.training))
        else:
            self.content.attach(session)
            self._keeper.add_keys(self.content)
            if other_words:
                QTimer.singleShot(0, self, self.rebuild)
        self._keeper.attach(session, begins=before is None)
        if self._kept_open and not self._keeper.kiosk:
            # What was read in haste before the first paint holds no longer.
            self.showNormal()
        self._kept_open = False

    @property
    def keeper(self) -> "Keeper":
        """What locks the window and holds it on the full screen; there once a session is."""
        assert self._keeper is not None
        return self._keeper

    def show_instead(self, view: QWidget) -> None:
        """Show this in place of the content until `show_content`; a cover stays before it. The window owns it."""
        self._instead = view
        self._show_wanted()

    def show_content(self) -> None:
        """Show the content again, unless it is covered; what was there instead goes away."""
        from enroll_app.ui.letting_go import let_go

        view, self._instead = self._instead, None
        self._show_wanted()
        if view is None:
            return
        let_go(view)
        if self._cover is None:
            self._freshen()
            self.navigation.view.setFocus()

    def cover(self, page: QWidget) -> None:
        """Show this page alone: what was shown is no part of the window then, for keys and screen readers neither."""
        self._held, self._cover = self.focusWidget(), page
        self._show_wanted()

    def uncover(self, page: QWidget) -> None:
        """Show again what is to be shown without the page, with the keyboard where it was."""
        from enroll_app.ui.letting_go import let_go

        self._cover = None
        self._show_wanted()
        let_go(page)
        self._freshen()
        self.content.settle_taps()
        held, self._held = self._held, None
        if held is not None and isValid(held) and held.isVisible() and held.isEnabled():
            held.setFocus()
        else:
            (self._instead or self.navigation.view).setFocus()

    def _freshen(self) -> None:
        """Make anew what was to be so while it was out of sight."""
        if self._stale:
            self.rebuild()

    def _show_wanted(self) -> None:
        """The one place that puts anything into the window: the cover, or else what stands in for the content."""
        wanted, old = self._cover or self._instead or self.content, self.in_sight
        if wanted is old:
            return
        if isValid(old):
            self._column.removeWidget(old)
            old.hide()
            if old in (self.content, self._instead):
                # It comes again. What goes away stays where it is for that moment: to part with it takes its time.
                old.setParent(None)
        self.in_sight = wanted
        self._column.addWidget(wanted)
        wanted.show()

    def _prefer(self, preferences: "Preferences") -> None:
        """The window is to be otherwise from now on."""
        other_words = self._speak(preferences)
        self.keeper.prefer(preferences)
        if other_words:
            # One of its own widgets may have asked for it, and is still at work.
            QTimer.singleShot(0, self, self.rebuild)

    def _speak(self, preferences: "Preferences") -> bool:
        """Take language and look; whether the words are other ones now."""
        from enroll_app.ui.language import speak

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.follow(application, preferences.look.value)
        return speak(application, preferences.language.value)

    def rebuild(self) -> None:
        """Make all that is shown anew, soon: the same place, the same step, and the keyboard where it was."""
        self._stale = self.in_sight is not self.content
        (self._rebuilding.give_up if self._stale else self._rebuilding.begin)()

    @cached_property
    def _rebuilding(self) -> "Rebuilding":
        from enroll_app.ui.rebuilding import Rebuilding

        return Rebuilding(self)

    def put_in(self, made: Content) -> None:
        """Let this take the place of the content, at the same place of it."""
        from enroll_app.ui.letting_go import let_go

        assert self._session is not None
        old, place = self.content, self.navigation.present
        old.stop()
        self.setWindowTitle(self.tr("Enroll"))
        self.content = made
        if self._cover or self._instead:
            # Nothing of it is to be seen or heard of before it is shown.
            made.setParent(None)
        made.attach(self._session)
        self._show_wanted()
        if old.parentWidget() is None:
            let_go(old)
        else:
            # Before anything else comes: what is there still hears the session, and would take the keyboard.
            old.deleteLater()
        self.keeper.add_keys(made)
        self.navigation.go_to(place)

    def take_geometry(self, geometry: str) -> None:
        """Stand where it stood. geometry: of `remember`; what lies on no screen any more, Qt moves onto one."""
        self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii", "replace"))))

    def remember(self) -> None:
        """Keep where it stands, or stood last; where it fills the screen for good there is nothing to keep."""
        if self._session and not self.keeper.kiosk:
            from dataclasses import replace

            geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            remembering = self._session.remembering
            remembering.remember(replace(remembering.memory, geometry=geometry))

    def sizeHint(self) -> QSize:
        """Fits a screen of 1024 × 600 with its task bar, and grows with the font."""
        step = theme.unit()
        wanted = QSize(step * 112, step * 88)
        return wanted.boundedTo(room_at(self.pos()).size() * 0.95)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window is on the screen for the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Where it fills the screen for good, it is put back there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self._session and self.keeper.kiosk:
            # Not within the change itself.
            QTimer.singleShot(0, self, self.keeper.hold)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before something is lost; an enrollment on its way is on disk already."""
        # When the system itself is being left, nobody is there to ask.
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if not (self._closing or application.isSavingSession() or self._may_close()):
            event.ignore()
            return
        self.content.stop()
        event.accept()

    def _may_close(self) -> bool:
        """Whether nothing stands in the way; otherwise it is asked what does."""
        if self._session is None:
            return not self._kept_open
        if self.keeper.puts_away():
            return False
        return not self.keeper.keeps_open(self._close_with_password) and not self._asks_what_is_left()

    def _close_with_password(self) -> None:
        if not self._asks_what_is_left():
            self._close()

    def _asks_what_is_left(self) -> bool:
        from enroll_app.ui.closing import Closing
        from enroll_app.ui.question import ask

        assert self._session is not None
        closing = Closing(self._session)
        if closing.to_be_asked:
            question, detail = closing.words()
            ask(self, question, detail, self.tr("&Close"), self.tr("&Keep going"), self._close)
        return closing.to_be_asked

    def _tell(self, notice: "Problem") -> None:
        """Something about the records that a person must have read once."""
        from enroll_app.ui.question import tell
        from enroll_app.ui.words import told

        tell(self, self.tr("Please read this once"), told(notice))

    def _close(self) -> None:
        self._closing = True
        self.close()
        # With an icon in the tray the last window is not the end.
        if not QApplication.quitOnLastWindowClosed():
            QApplication.quit()
