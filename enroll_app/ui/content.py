"""What the window shows of a session: the product's name, the places, and the bottom line.

It is made anew when the language is another one, so that nothing lives here that would be missed.
"""

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

# What the places are made of, each piece of a few milliseconds, in the order in which they need each other.
_AHEAD = (
    "enroll_app.domain.learning",
    "enroll_app.ui.widgets.choice",
    "enroll_app.ui.readers.watch",
    "enroll_app.ui.readers.reader_row",
    "enroll_app.ui.readers.live_view",
    "enroll_app.ui.readers.overview",
    "enroll_app.ui.readers.lesson_page",
    *(module for module, _ in VIEWS.values()),
    "enroll_app.ui.widgets.level_picker",
    "enroll_app.ui.widgets.validity_choice",
    "enroll_app.ui.key.form",
    "enroll_app.ui.key.view",
)


class Content(QWidget):
    """The wizard is the first place; the others are made when they are visited first.

    view: the wizard. navigation: the way between the places.
    """

    _session: "Session"

    def __init__(self, parent: QWidget, *, training: bool) -> None:
        super().__init__(parent)
        self._leaving = False
        self._attached = False
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

        self._session = session
        self._attached = True
        self._icon.setPixmap(icons.pixmap("enroll", "", self._icon.width(), self.devicePixelRatioF()))
        self.enroll.attach(session)
        self.enroll.wanted.connect(self._show_wizard)
        self._health.attach(session)
        self.navigation.shown.connect(self.settle_taps)
        session.tapped.connect(self._show_wizard)
        session.unreadable.connect(self._show_unreadable)
        self.navigation.attach(self._make_place)
        self._health.outbox_wanted.connect(self._to_outbox)
        QTimer.singleShot(0, self, self._load_ahead)

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

    def _to_outbox(self) -> None:
        self.navigation.go_to(Place.OUTBOX)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        if not self._attached:
            # Another look than the system's, before there was anything in it to be drawn.
            return
        self._health.refresh()
        self.navigation.rail.draw()
        self.enroll.paint_theme()
        for place, view in self.navigation.made():
            if place is Place.ENROLL:
                continue
            paint = getattr(view, "paint_theme", None)
            if paint:
                paint()
            else:
                self._stop(view)
                self.navigation.forget(place)

    def stop(self) -> None:
        """It goes away."""
        self._leaving = True
        for _, view in self.navigation.made():
            self._stop(view)

    @staticmethod
    def _stop(view: QWidget) -> None:
        stop = getattr(view, "stop", None)
        if stop:
            stop()

    def _load_ahead(self, at: int = 0) -> None:
        """Load what the places are made of, a piece in each idle turn, so that the first visit does not wait."""
        if not self._leaving and at < len(_AHEAD):
            import_module(_AHEAD[at])
            QTimer.singleShot(0, self, lambda: self._load_ahead(at + 1))
        elif not self._leaving:
            self.enroll.make_ahead()

    def _make_place(self, place: Place) -> QWidget:
        """Make a place at its first visit; the wizard is there from the start."""
        module, name = VIEWS[place]
        made = getattr(import_module(module), name)(self._session, self)
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
