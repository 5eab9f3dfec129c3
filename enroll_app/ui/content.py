"""What the window shows of a session: the product's name, the places, and the bottom line.

It is made anew when the language is another one, so that nothing lives here that would be missed.
"""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.enroll_place import EnrollPlace
from enroll_app.ui.health_line import HealthLine
from enroll_app.ui.navigation import VIEWS, Navigation, Place

if TYPE_CHECKING:
    from enroll_app.ui.session import Session
    from enroll_app.ui.threads import Background

# When what is not in sight yet is made: what is in sight is painted by then. Milliseconds; a choice of ours.
_IDLE_MS = 100


class Content(QWidget):
    """The wizard is the first place; the others are made when they are visited first.

    view: the wizard. navigation: the way between the places.
    """

    _session: "Session"

    def __init__(self, parent: QWidget, *, training: bool) -> None:
        super().__init__(parent)
        self._loading: Background | None = None
        self._came_from = Place.ENROLL
        self.enroll = EnrollPlace(self, training=training)
        self.view = self.enroll.wizard
        self.navigation = Navigation(self.enroll, self)
        self._health = HealthLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(training=training))
        column.addWidget(self.navigation, 1)
        column.addWidget(self._health)

    def attach(self, session: "Session") -> None:
        """Show this session from now on; called once the first page is on the screen."""
        from enroll_app.ui import icons
        from enroll_app.ui.widgets.theme_follower import ThemeFollower

        self._session = session
        self._icon.setPixmap(icons.pixmap("enroll", "", self._icon.width(), self.devicePixelRatioF()))
        self.enroll.attach(session)
        self.enroll.wanted.connect(self._show_key)
        self.enroll.left.connect(self._back_from_key)
        self._health.attach(session)
        self.navigation.shown.connect(self.settle_taps)
        session.tapped.connect(self._show_wizard)
        session.unreadable.connect(self._show_unreadable)
        self.navigation.attach(self._make_place)
        ThemeFollower(self, self.paint_theme)
        # Each part by itself: what is out of sight comes a moment later.
        ThemeFollower(self.enroll, self.enroll.paint_theme)
        self._health.outbox_wanted.connect(self._to_outbox)
        # The session has its turn before: both at once take longer than one after the other.
        QTimer.singleShot(_IDLE_MS, self, self._load_ahead)

    def settle_taps(self) -> None:
        """A card that is tapped while the readers are looked at is looked at too; nothing is begun with it."""
        self._session.set_enrolling(self.navigation.present is not Place.READERS)

    def _show_unreadable(self) -> None:
        """The same where a card could not be read; the readers have words of their own for it."""
        if self.navigation.present is not Place.READERS:
            self._show_wizard()

    def _show_wizard(self) -> None:
        """The wizard was given a card, wherever the person was; what was open there stays as it was."""
        self.navigation.go_to(Place.ENROLL)

    def _show_key(self) -> None:
        """A key was opened, maybe from the history: whoever goes back from it goes back there."""
        if self.navigation.present is not Place.ENROLL:
            self._came_from = self.navigation.present
        self._show_wizard()

    def _back_from_key(self) -> None:
        self.navigation.go_to(self._came_from)

    def _to_outbox(self) -> None:
        self.navigation.go_to(Place.OUTBOX)

    def paint_theme(self) -> None:
        """Take the colours of the present theme around the places."""
        self._health.refresh()
        self.navigation.rail.draw()

    def stop(self) -> None:
        """It goes away."""
        if self._loading:
            self._loading.cancel()
            # With it goes what was to be made ahead: the session may be gone before this is.
            self._loading.deleteLater()
            self._loading = None
        for _, view in self.navigation.made():
            self._stop(view)

    @staticmethod
    def _stop(view: QWidget) -> None:
        stop = getattr(view, "stop", None)
        if stop:
            stop()

    def _load_ahead(self) -> None:
        """Load what the places are made of, so that the first visit does not wait."""
        from enroll_app.ui import loading, said
        from enroll_app.ui.language import SPOKEN, spoken
        from enroll_app.ui.threads import Background

        def load() -> None:
            if spoken() != SPOKEN[0]:
                said.get_ready()
            loading.load(loading.AHEAD)

        def done(_: object) -> None:
            QTimer.singleShot(_IDLE_MS, background, self.enroll.make_ahead)
            # The lists have the most parts; each by itself, in a turn of its own.
            for turn, place in enumerate((Place.OUTBOX, Place.HISTORY), start=2):
                QTimer.singleShot(turn * _IDLE_MS, background, partial(self.navigation.make_ahead, place))
            # What is made by then stays, and is not looked through for garbage.
            QTimer.singleShot(5 * _IDLE_MS, self, loading.settle)

        self._loading = background = Background(self, workers=1)
        background.run(load, done)

    def _make_place(self, place: Place) -> QWidget:
        """Make a place at its first visit; the wizard is there from the start."""
        from enroll_app.ui.widgets.theme_follower import ThemeFollower

        module, name = VIEWS[place]
        made = getattr(import_module(module), name)(self._session, self)
        ThemeFollower(made, made.paint_theme)
        assert isinstance(made, QWidget)
        return made

    def _top(self, *, training: bool) -> QWidget:
        step = theme.unit()
        top = QFrame(self)
        top.setObjectName("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step + step // 2)
        # Pictures are drawn once the window is there: what draws them takes its time to load.
        self._icon = QLabel(top)
        self._icon.setFixedSize(step * 3 + step // 2, step * 3 + step // 2)
        name = QLabel(self.tr("Enroll"), top)
        name.setFont(theme.font(1.2, bold=True))
        row.addWidget(self._icon)
        row.addWidget(name)
        row.addStretch(1)
        if training:
            tag = QLabel(self.tr("Training: nothing here is real"), top)
            tag.setObjectName("tag")
            row.addWidget(tag)
        return top
