"""The menu of a card's number: nothing waits within it, so that what is shown may change while it is open."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import isValid

from drivers.virtual import VirtualReader
from enroll_app.ui.widgets.number import Number
from tests.ui.hands import Hands
from tests.ui.test_wizard_window import to_person

DESFIRE = bytes.fromhex("048A4AAAA62D80")


def test_what_is_made_anew_waits_for_an_open_menu_and_no_menu_is_left(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual, DESFIRE)
    content = hands.window.content
    number = next(one for one in content.findChildren(Number) if one.isVisible())
    at = QPoint(3, 3)
    came_back: list[bool] = []
    QTimer.singleShot(0, number, lambda: came_back.append(False))
    QApplication.sendEvent(number, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, number.mapToGlobal(at)))
    assert came_back == [], "the window's own event waits for the menu"
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hands.session.remembering.change({"window.language": "sv"}, lambda _failure: None)
    hands.until(lambda: hands.session.remembering.preferences.language.value == "sv")
    hands.until(lambda: came_back == [False])
    # Whatever is made anew takes a turn or two.
    QTest.qWait(20)
    assert isValid(number)
    assert hands.window.content is content
    menu.close()
    hands.until(lambda: hands.window.content is not content)
    hands.until(lambda: not isValid(menu))
    hands.session.remembering.change({"window.language": "en"}, lambda _failure: None)
    hands.until(lambda: hands.session.remembering.preferences.language.value == "en")
