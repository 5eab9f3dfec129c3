"""The product's own icons, drawn in one stroke and tinted by the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from enroll_app.resource_files import RESOURCES


def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon in a colour. size: device-independent pixels; ratio: the screen's device pixels for each of them."""
    # Loaded with the first icon, which is after the first paint: it costs as much as a seventh of a bare window.
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace("currentColor", color)
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


@cache
def _drawing(name: str) -> str:
    # Read once: another look draws all of them anew, on the window's thread.
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")


def application_icon() -> QIcon:
    """The product's icon, in the sizes that task bars ask for."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(pixmap("enroll", "", size))
    return icon
