"""A line for a day or a moment, with a calendar beside it: by its button, or by Alt and the down key."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.widgets.calendar import Calendar
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.theme_follower import ThemeFollower

# As many letters as an ISO day has.
_DAY = 10


class DateField(Field):
    """Takes what a calendar writes, too: the day; a time that stood there stays.

    today: by the desk's clock.
    Signals: edited(str) when a person typed or took a day.
    """

    def __init__(self, label: str, hint: str, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(label, hint, parent)
        self._today = today
        self._open = QAction(self.tr("Calendar (Alt+Down)"), self)
        self._open.triggered.connect(self.open_calendar)
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)
        self.paint_theme()
        ThemeFollower(self, self.paint_theme)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        picture = icons.pixmap("calendar", theme.colors().muted, theme.unit() * 2, self.devicePixelRatioF())
        self._open.setIcon(QIcon(picture))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and the down key open the calendar, as they do with every list that opens."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            opening = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if opening and not event.isAutoRepeat():
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """Show the month of the day that stands in the line, or this one."""
        calendar = Calendar(self, self._day() or self._today(), self._today())
        calendar.taken.connect(self._take)
        calendar.show_below(self.line)

    def _day(self) -> date | None:
        """The day that stands in the line."""
        try:
            return date.fromisoformat(self.text.strip()[:_DAY])
        except ValueError:
            return None

    def _take(self, day: date) -> None:
        rest = self.text.strip()[_DAY:] if self._day() else ""
        self.fill(day.isoformat() + rest)
        self.line.setFocus()
        self.edited.emit(self.text)
