"""Where there is room on the screens.

Never by `QWidget.screen()`: PySide6 6.11 writes the screen down as a child of the widget that was asked, and where that
widget is found as garbage, it deletes the screen with it. The next widget that is made then ends the program
(`tests/ui/test_binding.py` shows it).
"""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication


def room_at(point: QPoint) -> QRect:
    """What windows may cover of the screen at a point; of the first one where it lies on none."""
    screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
