"""The names of the steps; the present one stands out by weight and by a thicker line, not by colour alone.

Made of labels and frames rather than painted: pens and brushes load the whole of Qt's namespace, and the stepper is on
the screen at the first paint.
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.services.steps import ORDER, Step
from enroll_app.ui import theme


class Stepper(QWidget):
    """Shows where in the wizard the person is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit() // 2)
        self._marks = {step: _Mark(name, self) for step, name in self.names().items()}
        for mark in self._marks.values():
            row.addWidget(mark, 1)

    def names(self) -> dict[Step, str]:
        """What the steps are called."""
        return {
            Step.CARD: self.tr("Card"),
            Step.PERSON: self.tr("Person"),
            Step.PIN: self.tr("PIN"),
            Step.ACCESS: self.tr("Access"),
            Step.REVIEW: self.tr("Review"),
            Step.FORM: self.tr("Details"),
            Step.RESULT: self.tr("Result"),
        }

    def show_step(self, present: Step, order: tuple[Step, ...] = ORDER) -> None:
        """Mark the present step and those that are behind. order: the steps that there are this time."""
        at = order.index(present)
        words = self.tr("Step {number} of {count}: {name}")
        self.setAccessibleName(words.format(number=at + 1, count=len(order), name=self.names()[present]))
        for step, mark in self._marks.items():
            mark.setVisible(step in order)
        for number, step in enumerate(order):
            self._marks[step].show_state(ahead=number > at, present=number == at)


class _Mark(QWidget):
    """A step's name with its part of the line."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() // 2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        self._name = QLabel(name, self)
        middle.addWidget(self._name)
        middle.addStretch(1)
        self._line = QFrame(self)
        column.addLayout(middle)
        column.addStretch(1)
        column.addWidget(self._line)
        # Room for the bold form, so that nothing moves from step to step.
        self._name.setFont(theme.font(bold=True))
        self.setMinimumWidth(self._name.sizeHint().width() + theme.unit())
        self.setFixedHeight(self._name.sizeHint().height() + theme.unit())

    def show_state(self, *, ahead: bool, present: bool) -> None:
        """Show whether the step is ahead, present or behind."""
        tones, unit = theme.colors(), theme.unit()
        thickness = max(3, unit // 2) if present else max(1, unit // 4)
        self._name.setFont(theme.font(bold=present))
        self._name.setStyleSheet(f"color: {tones.muted if ahead else tones.text};")
        self._line.setFixedHeight(thickness)
        self._line.setStyleSheet(
            f"background: {tones.line if ahead else tones.accent}; border-radius: {thickness // 2}px;"
        )
