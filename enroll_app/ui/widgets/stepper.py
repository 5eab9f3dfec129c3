"""The names of the steps; the present one stands out by weight and by a thicker line, not by colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from enroll_app.services.wizard import ORDER, Step
from enroll_app.ui import theme


class Stepper(QWidget):
    """Shows where in the wizard the person is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present = Step.CARD

    def names(self) -> dict[Step, str]:
        """What the steps are called."""
        return {
            Step.CARD: self.tr("Card"),
            Step.PERSON: self.tr("Person"),
            Step.PIN: self.tr("PIN"),
            Step.ACCESS: self.tr("Access"),
            Step.REVIEW: self.tr("Review"),
            Step.RESULT: self.tr("Result"),
        }

    def show_step(self, present: Step) -> None:
        """Mark the present step and those that are behind."""
        self._present = present
        words = self.tr("Step {number} of {count}: {name}")
        number = ORDER.index(present) + 1
        self.setAccessibleName(words.format(number=number, count=len(ORDER), name=self.names()[present]))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for every name, and a line below it."""
        metrics = QFontMetricsF(theme.font(bold=True))
        widest = max(metrics.horizontalAdvance(name) for name in self.names().values())
        return QSize(round((widest + theme.unit() * 2) * len(ORDER)), round(metrics.height()) + theme.unit())

    def minimumSizeHint(self) -> QSize:
        """The names are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names, each with its part of the line."""
        tones, unit = theme.colors(), theme.unit()
        at, width = ORDER.index(self._present), self.width() / len(ORDER)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (step, name) in enumerate(self.names().items()):
            ahead, present = number > at, step is self._present
            column = QRectF(number * width, 0, width, self.height())
            painter.setFont(theme.font(bold=present))
            painter.setPen(QColor(tones.muted if ahead else tones.text))
            painter.drawText(column.adjusted(0, 0, 0, -unit), Qt.AlignmentFlag.AlignCenter, name)
            thickness = unit / 2 if present else unit / 4
            line = QRectF(column.left() + unit / 4, self.height() - thickness, width - unit / 2, thickness)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.line if ahead else tones.accent))
            painter.drawRoundedRect(line, thickness / 2, thickness / 2)
        painter.end()
