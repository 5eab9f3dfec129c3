"""The drawn reader and card of the card page: gently alive while it waits, still when motion is not wanted."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from enroll_app.ui import theme
from enroll_app.ui.tones import Tone, tone_color

_FRAME_MS = 40
_PERIOD_S = 3.2
# ISO/IEC 7810 ID-1: 85.60 × 53.98 mm.
_CARD_RATIO = 53.98 / 85.60
# No pen, no brush. A colour, because naming them would load the whole of Qt's namespace before the first paint.
_NONE = QColor(0, 0, 0, 0)


class CardArt(QWidget):
    """tone: the colour of the moment. WAITING moves; every other tone rests with the card on the reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.WAITING
        self._alive = False
        self._time_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(theme.unit() * 30)

    def sizeHint(self) -> QSize:
        """What it needs on a short screen, in steps of the grid; it grows into the room that is left."""
        return QSize(theme.unit() * 20, theme.unit() * 11)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than that."""
        return self.sizeHint()

    def set_tone(self, tone: Tone) -> None:
        """Show what is going on."""
        self._alive = True
        self._tone = tone
        self._run_or_rest()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Come alive with the page; at the first paint it still rests."""
        if self._alive:
            self._run_or_rest()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while out of sight."""
        self._timer.stop()
        super().hideEvent(event)

    def _run_or_rest(self) -> None:
        # Qt's styles answer 0 when the system asks for reduced motion.
        from PySide6.QtWidgets import QStyle

        calm = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
        if self._tone is Tone.WAITING and self.isVisible() and not calm:
            self._timer.start()
        else:
            self._timer.stop()

    def _tick(self) -> None:
        self._time_s = (self._time_s + _FRAME_MS / 1000) % _PERIOD_S
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the reader, its waves, and the card above it; nothing before there is a tone to show.

        Pens and brushes load the whole of Qt's namespace, so that the drawing comes with the session, one moment after
        the first paint.
        """
        if not self._alive:
            return
        tones, tone = theme.colors(), QColor(tone_color(self._tone))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / 300, self.height() / 210)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        self._draw_reader(painter, tones, tone)
        if self._tone is Tone.WAITING:
            self._draw_waves(painter, tone)
        self._draw_card(painter, tones, tone)
        painter.end()

    def _draw_reader(self, painter: QPainter, tones: theme.Colors, tone: QColor) -> None:
        painter.setPen(QPen(QColor(tones.muted), 2.5))
        painter.setBrush(QColor(tones.surface))
        painter.drawRoundedRect(QRectF(-78, 52, 156, 38), 12, 12)
        painter.setPen(_NONE)
        painter.setBrush(tone)
        painter.drawRoundedRect(QRectF(-26, 68, 52, 6), 3, 3)

    def _draw_waves(self, painter: QPainter, tone: QColor) -> None:
        for turn in range(3):
            phase = (self._time_s / _PERIOD_S + turn / 3) % 1.0
            color = QColor(tone)
            color.setAlphaF(0.55 * math.sin(math.pi * phase))
            painter.setPen(QPen(color, 3.2))
            painter.setBrush(_NONE)
            radius = 30 + 62 * phase
            painter.drawArc(QRectF(-radius, 50 - radius, 2 * radius, 2 * radius), 40 * 16, 100 * 16)

    def _draw_card(self, painter: QPainter, tones: theme.Colors, tone: QColor) -> None:
        waiting = self._tone is Tone.WAITING
        lift = 6 * math.sin(2 * math.pi * self._time_s / _PERIOD_S) if waiting else 0.0
        width = 124.0
        painter.save()
        painter.translate(QPointF(0, -44 + lift) if waiting else QPointF(0, -4))
        painter.rotate(-5 if waiting else 0)
        face = QRectF(-width / 2, -width * _CARD_RATIO / 2, width, width * _CARD_RATIO)
        painter.setPen(QPen(tone, 2.5))
        painter.setBrush(QColor(tones.surface))
        painter.drawRoundedRect(face, 8, 8)
        painter.setPen(_NONE)
        painter.setBrush(tone)
        painter.drawRoundedRect(QRectF(face.left() + 12, face.top() + 14, 24, 18), 4, 4)
        painter.setBrush(QColor(tones.line))
        for row, length in enumerate((58, 40)):
            painter.drawRoundedRect(QRectF(face.left() + 48, face.top() + 16 + row * 11, length, 5), 2.5, 2.5)
        painter.drawRoundedRect(QRectF(face.left() + 12, face.bottom() - 19, 66, 5), 2.5, 2.5)
        painter.restore()
