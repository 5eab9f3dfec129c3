"""A question stays harmless for whoever presses Enter, whatever happens to the window meanwhile."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enroll_app.ui import theme
from enroll_app.ui.question import ask
from tests.ui.hands import Hands


def test_enter_means_no_after_another_look_too(hands: Hands, qtbot: QtBot, qapp: QApplication) -> None:
    said: list[str] = []
    ask(hands.window, "Take it away?", "It is gone then.", "&Take it away", "&Not now", lambda: said.append("yes"))
    box = hands.asked()
    try:
        for dark in (True, False):
            theme.apply(qapp, dark=dark)
            qtbot.waitUntil(lambda: box.focusWidget() is box.defaultButton() is box.escapeButton())
        hands.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        assert said == []
    finally:
        theme.apply(qapp, dark=False)
