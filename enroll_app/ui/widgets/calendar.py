"""A month over the window, from which a day is taken."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QVBoxLayout, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.screens import room_at


class Calendar(QFrame):
    """Enter or a click takes a day, Escape none. It deletes itself.

    Signals: taken(date) with the day.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget, shown: date, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("surface")
        self.setAccessibleName(self.tr("Calendar"))
        step = theme.unit()
        self._month = _Month(self, today)
        self._month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(step, step, step, step)
        column.addWidget(self._month)
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)

    def show_below(self, widget: QWidget) -> None:
        """Open where there is room."""
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(0, widget.height()))
        room = room_at(at)
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), widget.mapToGlobal(QPoint()).y() - self.height()))
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self._month.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """It is made for one look; when another one comes, it goes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self.close()

    def _take(self, day: QDate) -> None:
        # A day that was double-clicked is told twice.
        if self.isVisible():
            self.close()
            self.taken.emit(date(day.year(), day.month(), day.day()))


class _Month(QCalendarWidget):
    """In the colours of the theme: Qt's own has some that no theme changes."""

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent)
        step, tones = theme.unit(), theme.colors()
        self._today = QDate(today.year, today.month, today.day)
        self.setLocale(QLocale())
        self.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(tones.muted))
        quiet.setBackground(QColor(tones.surface))
        quiet.setFont(theme.font(0.9))
        self.setHeaderTextFormat(quiet)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, quiet)
        self.setMinimumSize(step * 44, step * 32)
        self.setAccessibleName(self.tr("Month"))
        for days in self.findChildren(QTableView):
            days.setAccessibleName(self.tr("Days"))
        self.setStyleSheet(
            f"QWidget#qt_calendar_navigationbar {{ background: {tones.surface}; }}"
            f"QToolButton {{ background: transparent; color: {tones.text}; border: none; padding: {step // 2}px; }}"
            f"QToolButton:hover, QToolButton:focus {{ background: {tones.information_ground}; }}"
            "QToolButton::menu-indicator { image: none; }"
            "QHeaderView::section { padding: 0; border: none; }"
            f"QAbstractItemView {{ background: {tones.surface}; outline: none; border: none; }}"
        )
        ways = {"prev": ("earlier", self.tr("The month before")), "next": ("later", self.tr("The month after"))}
        for name, (picture, words) in ways.items():
            button = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setAccessibleName(words)
                drawn = icons.pixmap(picture, tones.text, step * 2, self.devicePixelRatioF())
                button.setIcon(QIcon(drawn))

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | object) -> None:  # noqa: N802  Qt's own name
        """A day: the chosen one filled, today in a ring, those of other months pale."""
        assert isinstance(date, QDate)
        tones, step = theme.colors(), theme.unit()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tones.surface))
        ink = tones.text if date.month() == self.monthShown() else tones.muted
        frame = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if date == self.selectedDate():
            ink = tones.on_accent
            painter.setBrush(QColor(tones.accent))
            painter.drawRoundedRect(frame, step / 2, step / 2)
        elif date == self._today:
            painter.setPen(QColor(tones.accent))
            painter.drawRoundedRect(frame, step / 2, step / 2)
        font = theme.font(tabular=True, bold=date in (self._today, self.selectedDate()))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(date.day()))
        painter.restore()
