"""What each door system made of a key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.enrollment import KeyStatus, Propagation, SystemStatus
from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color


class Systems(QFrame):
    """One line for each door system, changed in place as the news comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(step * 3, step * 2, step * 3, step * 2)
        self._column.setSpacing(step)
        self._lines: dict[str, _SystemLine] = {}

    def show_status(self, status: KeyStatus) -> None:
        """Show these systems."""
        present = {system.system_id: system for system in sorted(status.systems, key=lambda one: one.system_id)}
        for gone in self._lines.keys() - present.keys():
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        for system_id, system in present.items():
            if system_id not in self._lines:
                self._lines[system_id] = _SystemLine(system_id, self)
                self._column.addWidget(self._lines[system_id])
            self._lines[system_id].show_state(system)


class _SystemLine(QWidget):
    """A door system: its name, and an icon and a word for what it made of the key."""

    def __init__(self, system_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        self._icon, self._state = QLabel(self), QLabel(self)
        name = QLabel(system_id, self)
        for label in (name, self._state):
            # The service's own words: never taken for markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._icon)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self._state)
        self.show()

    def show_state(self, system: SystemStatus) -> None:
        """Show what the system made of the key."""
        tone, words = self._words_of(system)
        size = theme.unit() * 2 + 4
        self._icon.setPixmap(icons.pixmap(tone.value, tone_color(tone), size, self.devicePixelRatioF()))
        self._state.setText(words)
        self._state.setStyleSheet(f"color: {tone_color(tone)};")
        self.setAccessibleName(f"{system.system_id}: {words}")

    def _words_of(self, system: SystemStatus) -> tuple[Tone, str]:
        if system.state is Propagation.APPLIED:
            return Tone.DONE, self.tr("applied")
        if system.state is Propagation.FAILED:
            return Tone.FAILURE, self.tr("failed: {reason}").format(reason=system.error_type)
        return Tone.WAITING, self.tr("pending")
