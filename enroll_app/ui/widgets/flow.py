"""Widgets side by side, as many as fit, and on the next line whatever does not."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from enroll_app.ui import theme


class Flow(QWidget):
    """As high as its lines are at the width that it is given. most_lines: what is beyond them is out of sight."""

    def __init__(self, parent: QWidget | None = None, *, most_lines: int = 0) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._most_lines = most_lines
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_widgets(self, widgets: list[QWidget]) -> None:
        """Show these, in this order, in place of the ones before, which are deleted unless they are among these."""
        for widget in self._widgets:
            if widget not in widgets:
                widget.hide()
                widget.deleteLater()
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        self.arrange()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Those that were given, in sight or not."""
        return tuple(self._widgets)

    def beyond(self) -> int:
        """How many are out of sight, for want of lines."""
        return sum(widget.isHidden() for widget in self._widgets)

    def sizeHint(self) -> QSize:
        """All of them on one line, at the height that they have now."""
        gap = theme.unit()
        width = sum(_width(widget) + gap for widget in self._widgets) - gap
        return QSize(max(0, width), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The widest of them."""
        return QSize(max((one.minimumSizeHint().width() for one in self._widgets), default=0), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def event(self, event: QEvent) -> bool:
        """A widget that became wider or narrower moves those behind it."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def arrange(self) -> None:
        """Give every widget its place, and this the height of its lines."""
        gap = theme.unit()
        left = top = height = 0
        line = 1
        for widget in self._widgets:
            hint = widget.sizeHint()
            width = min(_width(widget), max(self.width(), 1))
            if left and left + width > self.width():
                left, top, line = 0, top + height + gap, line + 1
            fits = not self._most_lines or line <= self._most_lines
            if fits:
                widget.setGeometry(left, top, width, hint.height())
                height = hint.height()
                bottom = top + height
            widget.setVisible(fits)
            left += width + gap
        self.setFixedHeight(bottom if self._widgets else 0)


def _width(widget: QWidget) -> int:
    """What it needs, or at least is to have."""
    return max(widget.sizeHint().width(), widget.minimumWidth())
