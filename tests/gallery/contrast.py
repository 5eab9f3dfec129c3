"""Whether the words in sight can be read on what is really painted behind them, whatever a style sheet says."""

from collections import Counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.ui.test_look import contrast

# WCAG 2.2, 1.4.3, asks for 4.5; strokes thinner than a pixel are painted paler than their colour.
_LEAST = 3.0
_SHOWN = 60


def pale(top: QWidget) -> list[str]:
    """The labels and buttons in sight whose words do not stand out from their ground; disabled ones may be pale."""
    picture = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    wide, scale = picture.bytesPerLine() // 4, picture.devicePixelRatio()
    found = []
    parts: list[QLabel | QAbstractButton] = [*top.findChildren(QLabel), *top.findChildren(QAbstractButton)]
    for part in parts:
        if not (part.isVisible() and part.isEnabled() and part.text() and part.window() is top):
            continue
        inner = _in_sight(part)
        if inner.height() < min(part.height(), part.fontMetrics().height()) or inner.width() < part.width() // 2:
            # Scrolled away but for a strip, in which there are no words.
            continue
        area = inner.toRectF()
        left, right = round(area.left() * scale), round(area.right() * scale)
        seen: Counter[int] = Counter()
        for row in range(round(area.top() * scale), round(area.bottom() * scale)):
            seen.update(pixels[row * wide + left : row * wide + right])
        if not seen:
            continue
        ground = _name(seen.most_common(1)[0][0])
        best = max(contrast(_name(color), ground) for color in seen)
        if best < _LEAST:
            found.append(f"pale: {type(part).__name__} “{part.text()[:_SHOWN]}” on {ground}: {best:.1f} to 1")
    return found


def _name(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def _in_sight(part: QWidget) -> QRect:
    """Where in its window a widget can be seen, and nothing of what is beside it."""
    top = part.window()
    area = QRect(part.mapTo(top, QPoint(0, 0)), part.size())
    above = part.parentWidget()
    while above is not None and above is not top:
        area = area.intersected(QRect(above.mapTo(top, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return area.intersected(top.rect())
