"""The way from one place of the window to another: a rail at the side, and the place beside it.

What is on the screen at the first paint is made without pens, brushes and Qt's namespace, which would load before it;
icons and shortcuts come with the session. A place is made when it is visited first, and kept: what was typed in it
stays.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.widgets.button import Button


class Place(Enum):
    """What the window can show, in the order of the rail."""

    ENROLL = auto()
    OUTBOX = auto()
    HISTORY = auto()
    READERS = auto()
    SETTINGS = auto()


# Where each place's view is, as module and class; it is made as view(session, parent). It has `paint_theme()`, called
# when the colours are other ones, and may have `stop()`, called before it goes away. A place that is not named here is
# not in the rail.
VIEWS: Mapping[Place, tuple[str, str]] = {
    Place.OUTBOX: ("enroll_app.ui.outbox.view", "OutboxView"),
    Place.HISTORY: ("enroll_app.ui.history.view", "HistoryView"),
    Place.READERS: ("enroll_app.ui.readers.view", "ReadersView"),
    Place.SETTINGS: ("enroll_app.ui.settings.view", "SettingsView"),
}
# What stands above a place's name.
_ICONS: Mapping[Place, str] = {
    Place.ENROLL: "card",
    Place.OUTBOX: "outbox",
    Place.HISTORY: "history",
    Place.READERS: "reader",
    Place.SETTINGS: "settings",
}
# How far from the top of an entry its icon is, and how large it is, in steps of the grid.
_ICON_AT, _ICON_SIZE = 1, 3


def in_rail() -> tuple[Place, ...]:
    """The places there are, in the order of the rail."""
    return tuple(place for place in Place if place is Place.ENROLL or place in VIEWS)


class Navigation(QWidget):
    """The rail with the place that is shown.

    Signals: shown(Place) when another place came into sight.
    """

    shown = Signal(object)

    def __init__(self, first: QWidget, parent: QWidget | None = None) -> None:
        """first: the place that is in sight from the first paint on, `Place.ENROLL`."""
        super().__init__(parent)
        self._places: dict[Place, QWidget] = {Place.ENROLL: first}
        self._focus: dict[Place, QWidget] = {}
        self._make: Callable[[Place], QWidget] | None = None
        self._wanted: Place | None = None
        self.present = Place.ENROLL
        self.rail = Rail(self)
        self.rail.chosen.connect(self.go_to)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addWidget(first, 1)

    def attach(self, make: Callable[[Place], QWidget]) -> None:
        """make: makes a place at its first visit. Called once the first page is on the screen."""
        from PySide6.QtGui import QKeySequence, QShortcut

        self._make = make
        self.rail.draw()
        for number, place in enumerate(in_rail(), start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.setWhatsThis(self.rail.name(place))
            shortcut.activated.connect(lambda there=place: self.go_to(there))
        if self._wanted:
            self.go_to(self._wanted)

    def made(self) -> Iterator[tuple[Place, QWidget]]:
        """The places that are there: those that were visited or made ahead, and the first."""
        yield from tuple(self._places.items())

    @property
    def view(self) -> QWidget:
        """What is in sight."""
        return self._places[self.present]

    def make_ahead(self, place: Place) -> None:
        """Make a place that nobody has visited yet, out of sight: whoever comes there waits for nothing."""
        if self._make is not None and place not in self._places:
            view = self._places[place] = self._make(place)
            view.hide()
            self._row.addWidget(view, 1)

    def go_to(self, place: Place) -> None:
        """Show this place; the focus returns to where it was there."""
        if self._make is None:
            # Pressed before the session was there: kept, for the window takes input from the first paint on.
            self._wanted = place
            self.rail.show_place(self.present)
            return
        self.rail.show_place(place)
        if place is self.present:
            return
        old = self._places[self.present]
        self._remember_focus(old)
        if place not in self._places:
            self._places[place] = self._make(place)
            self._row.addWidget(self._places[place], 1)
        old.hide()
        self.present = place
        self._places[place].show()
        self.shown.emit(place)
        self._restore_focus(place)
        announce(self, self.rail.name(place))

    def _remember_focus(self, old: QWidget) -> None:
        held: QWidget | None = self.window().focusWidget()
        if held is not None and old.isAncestorOf(held):
            self._focus[self.present] = held

    def _restore_focus(self, place: Place) -> None:
        held = self._focus.pop(place, None)
        # What had it may be gone since: a reader that was unplugged, a page that was left.
        if held is not None and isValid(held) and held.isVisible() and held.isEnabled():
            held.setFocus()
        else:
            self._places[place].setFocus()


class Rail(QFrame):
    """The names of the places. The present one has a bar beside it and stands out by weight, not by colour alone.

    Tab comes to the present one alone, and the arrows look at the others, as among all of which one is chosen.

    Signals: chosen(Place) when the person wants to go somewhere.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.unit(), 0, theme.unit())
        column.setSpacing(theme.unit() // 2)
        self._entries = {place: _Entry(words, self) for place, words in self._names().items()}
        for place, entry in self._entries.items():
            entry.clicked.connect(lambda _checked=False, there=place: self.chosen.emit(there))
            column.addWidget(entry)
        column.addStretch(1)
        self._drawn = False
        self.show_place(Place.ENROLL)

    def _names(self) -> dict[Place, str]:
        words = {
            Place.ENROLL: self.tr("&Enroll"),
            # Without a letter: every one of it is taken on some page. Ctrl+2 goes there.
            Place.OUTBOX: self.tr("Outbox"),
            Place.HISTORY: self.tr("&History"),
            Place.READERS: self.tr("&Readers"),
            Place.SETTINGS: self.tr("Sett&ings"),
        }
        return {place: words[place] for place in in_rail()}

    def name(self, place: Place) -> str:
        """What a place is called."""
        return self._names()[place].replace("&", "")

    def show_place(self, present: Place) -> None:
        """Mark the present place."""
        self._present = self._entries[present]
        # First the one that is marked: of several that exclude each other the last one cannot be unmarked.
        self._present.mark(present=True)
        for entry in self._entries.values():
            if entry is not self._present:
                entry.mark(present=False)
        if self._drawn:
            self.await_tab()

    def await_tab(self) -> None:
        """Let Tab come to the present place, and to no other."""
        from PySide6.QtCore import Qt

        for entry in self._entries.values():
            stops = entry is self._present
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)

    def look_at(self, entry: "_Entry", by: int) -> None:
        """Give the keyboard to another entry, so many further down; nobody is taken to a place by an arrow."""
        entries = list(self._entries.values())
        at = min(max(entries.index(entry) + by, 0), len(entries) - 1)
        entries[at].setFocus()

    def draw(self) -> None:
        """Draw the icons in the colours of the present theme, and say the shortcuts."""
        self._drawn = True
        self.await_tab()
        for number, (place, entry) in enumerate(self._entries.items(), start=1):
            entry.draw(_ICONS[place])
            entry.setToolTip(self.tr("{place} (Ctrl+{number})").format(place=self.name(place), number=number))


class _Entry(Button):
    """A place's name with its icon above it."""

    def __init__(self, words: str, parent: "Rail") -> None:
        self._fonts = {present: theme.font(bold=present) for present in (False, True)}
        self._font = self._fonts[False]
        super().__init__(words, parent)
        self._rail = parent
        self.setObjectName("place")
        self.setCheckable(True)
        # A screen reader is told that it is one of several; a check box it would be otherwise.
        self.setAutoExclusive(True)
        self.setAccessibleName(words.replace("&", ""))
        self._icon: QLabel | None = None
        self._drawn = ""
        # Room for the bold form, so that nothing moves from place to place. Not asked of the style, which takes longer.
        wide = QFontMetrics(self._fonts[True]).horizontalAdvance(words.replace("&", ""))
        self.setMinimumWidth(wide + 4 * theme.unit())

    def mark(self, *, present: bool) -> None:
        """Show whether this is the present place."""
        self.setChecked(present)
        self._font = self._fonts[present]
        self.setFont(self._font)
        if self._drawn:
            self.draw(self._drawn)

    def changeEvent(self, event: QEvent) -> None:
        """Another style sheet, or another window around it, puts the font back to the first; the weight tells more."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.font().weight() != self._font.weight():
            self.setFont(self._font)

    def draw(self, icon: str) -> None:
        """Draw the icon."""
        from enroll_app.ui import icons

        self._drawn = icon
        if self._icon is None:
            self._icon = QLabel(self)
            self._place_icon(self._icon)
            self._icon.show()
        tones = theme.colors()
        color = tones.accent if self.isChecked() else tones.muted
        self._icon.setPixmap(icons.pixmap(icon, color, theme.unit() * _ICON_SIZE, self.devicePixelRatioF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows look at the neighbors, Home and End at the first and the last."""
        from PySide6.QtCore import Qt

        key, far = Qt.Key, len(Place)
        ways: dict[int, int] = {key.Key_Up: -1, key.Key_Left: -1, key.Key_Down: 1, key.Key_Right: 1}
        by = (ways | {key.Key_Home: -far, key.Key_End: far}).get(event.key())
        if by is None:
            super().keyPressEvent(event)
        else:
            self._rail.look_at(self, by)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever only looked at a place and went on comes back to the present one."""
        super().focusOutEvent(event)
        self._rail.await_tab()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icon in the middle."""
        if self._icon:
            self._place_icon(self._icon)
        super().resizeEvent(event)

    def _place_icon(self, icon: QLabel) -> None:
        size, step = theme.unit() * _ICON_SIZE, theme.unit()
        icon.setGeometry((self.width() - size) // 2, step * _ICON_AT + step // 2, size, size)
