"""How a part of the desk is, in the bottom line: an icon, a word and a colour, in whatever room there is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from enroll_app.ui import theme
from enroll_app.ui.health import Condition, Health
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.elided import Elided

_TONES = {Condition.WELL: Tone.DONE, Condition.ILL: Tone.ATTENTION, Condition.PENDING: Tone.INFORMATION}


class HealthLabel(QWidget):
    """An icon, a word and a colour for one part of the desk. least: as in `Elided`."""

    def __init__(self, icon: str, parent: QWidget, *, least: int) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._words = Elided(parent=self, least=least)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def show_words(self, health: Health) -> None:
        """Show how it is, without the icon."""
        self._icon.setFixedSize(theme.unit() * 2 + 4, theme.unit() * 2 + 4)
        self._words.set_words(health.words)

    def show_health(self, health: Health, names: Sequence[str] = (), short: str = "") -> None:
        """Show how it is. names: of the parts that the words only count. short: as in `Elided`."""
        from PySide6.QtCore import Qt

        from enroll_app.ui import icons

        # A reader's name comes from its maker: it is never taken for markup.
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        tone = _TONES[health.condition]
        name = self._icon_name if health.condition is not Condition.ILL else "attention"
        color = tone_color(tone)
        self._icon.setPixmap(icons.pixmap(name, color, theme.unit() * 2 + 4, self.devicePixelRatioF()))
        listed = "\n".join(names)
        self._words.set_words(health.words, "\n".join(filter(None, (listed, health.hint))), short)
        self._words.setStyleSheet(f"color: {color};" if health.condition is Condition.ILL else "")
        self.setAccessibleName(" ".join(filter(None, (health.words, ", ".join(names), health.hint))))
