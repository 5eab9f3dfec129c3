"""Draws a slip, in millimetres, on whatever paints: a receipt, a label, a sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from enroll_app.ui.slips.text import Line, Weight

# The painter's unit, a tenth of a millimetre: fonts have whole sizes, and a millimetre is too coarse for them.
_PER_MM = 10
# The printable width of a receipt printer's 80 mm roll; on wider paper the slip stays as narrow, to be cut out.
SLIP_MM = 72.0
# Heights of the letters' lines in millimetres, and the room above them. Small print is as small as a receipt's.
_SIZES_MM = {Weight.NAME: 6.0, Weight.LABEL: 3.2, Weight.TEXT: 4.0, Weight.SECRET: 9.0, Weight.RULE: 0.0}
_ABOVE_MM = {Weight.NAME: 1.0, Weight.LABEL: 2.4, Weight.TEXT: 0.4, Weight.SECRET: 0.4, Weight.RULE: 3.0}
# A label that is too low for the slip gets smaller letters, down to these; what then does not fit is a misprint that
# can be seen, and not a line that is missing.
_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def paint_slip(painter: QPainter, lines: Sequence[Line], page_mm: tuple[float, float], dots_per_mm: float) -> float:
    """Draw the lines from the painter's origin on, and return how high they are, in millimetres.

    page_mm: the width and the height that can be printed on; a height of 0 for a roll. dots_per_mm: of the device.
    """
    width = min(page_mm[0], SLIP_MM) * _PER_MM
    room = page_mm[1] * _PER_MM
    heights = {scale: _height(lines, width, scale) for scale in _SCALES}
    scale = next((one for one in _SCALES if not room or heights[one] <= room), _SCALES[-1])
    painter.save()
    painter.scale(dots_per_mm / _PER_MM, dots_per_mm / _PER_MM)
    # A thermal printer knows black and nothing.
    painter.setPen(QPen(QColor("black"), 3))
    top = 0.0
    for line in lines:
        top += _ABOVE_MM[line.weight] * _PER_MM * scale
        if line.weight is Weight.RULE:
            painter.drawLine(QRectF(0, top, width, 0).topLeft(), QRectF(0, top, width, 0).topRight())
            continue
        font = _font(line.weight, scale)
        height = _text_height(line, font, width)
        painter.setFont(font)
        painter.drawText(QRectF(0, top, width, height), _FLAGS, line.text)
        top += height
    painter.restore()
    return top / _PER_MM


def _font(weight: Weight, scale: float) -> QFont:
    font = QFont()
    # A line is about 1.2 times as high as its letters.
    font.setPixelSize(max(1, round(_SIZES_MM[weight] * _PER_MM * scale / 1.2)))
    if weight in (Weight.NAME, Weight.SECRET):
        font.setWeight(QFont.Weight.Bold)
    if weight is Weight.SECRET:
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 112)
    return font


def _text_height(line: Line, font: QFont, width: float) -> float:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), _FLAGS, line.text).height()


def _height(lines: Sequence[Line], width: float, scale: float) -> float:
    high = 0.0
    for line in lines:
        high += _ABOVE_MM[line.weight] * _PER_MM * scale
        if line.weight is not Weight.RULE:
            high += _text_height(line, _font(line.weight, scale), width)
    return high
