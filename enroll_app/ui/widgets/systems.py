"""What each door system made of a key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.door_problems import system_problem
from enroll_app.domain.enrollment import KeyStatus, Propagation, SystemStatus
from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.breaking import breakable
from enroll_app.ui.words import told


class Systems(QFrame):
    """One line for each door system, changed in place as the news comes; those that failed first, with what helps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self.setAccessibleName(self.tr("Door systems"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        self._column.setSpacing(step)
        self._lines: dict[str, _SystemLine] = {}

    def show_status(self, status: KeyStatus) -> None:
        """Show these systems."""
        present = {system.system_id: system for system in sorted(status.systems, key=_order)}
        for gone in self._lines.keys() - present.keys():
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        for at, (system_id, system) in enumerate(present.items()):
            if system_id not in self._lines:
                self._lines[system_id] = _SystemLine(system_id, self)
            if self._column.indexOf(self._lines[system_id]) != at:
                self._column.insertWidget(at, self._lines[system_id])
            self._lines[system_id].show_state(system)


def _order(system: SystemStatus) -> tuple[bool, str]:
    return system.state is not Propagation.FAILED, system.system_id


class _SystemLine(QWidget):
    """A door system: its name, an icon and a word for what it made of the key, and below them what helps."""

    def __init__(self, system_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.unit())
        grid.setVerticalSpacing(theme.unit() // 4)
        grid.setColumnStretch(1, 1)
        self._icon, self._state, self._reason = QLabel(self), QLabel(self), QLabel(self)
        name = QLabel(system_id, self)
        for label in (name, self._state, self._reason):
            # The service's own words: never taken for markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setFont(theme.font(bold=True))
        self._reason.setWordWrap(True)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(name, 0, 1)
        grid.addWidget(self._state, 0, 2)
        grid.addWidget(self._reason, 1, 1, 1, 2)
        self.show()

    def show_state(self, system: SystemStatus) -> None:
        """Show what the system made of the key."""
        tone, words = self._words_of(system)
        failed = system.state is Propagation.FAILED
        reason = told(system_problem(system.error_type)) if failed else ""
        size = theme.unit() * 2 + 4
        self._icon.setPixmap(icons.pixmap(tone.value, tone_color(tone), size, self.devicePixelRatioF()))
        self._state.setText(words)
        self._state.setStyleSheet(f"color: {tone_color(tone)};")
        self._reason.setText(breakable(reason))
        self._reason.setVisible(bool(reason))
        self.setAccessibleName(f"{system.system_id}: {words}. {reason}".strip())

    def _words_of(self, system: SystemStatus) -> tuple[Tone, str]:
        if system.state is Propagation.APPLIED:
            return Tone.DONE, self.tr("Applied")
        if system.state is Propagation.FAILED:
            return Tone.FAILURE, self.tr("Failed")
        return Tone.WAITING, self.tr("Pending")
