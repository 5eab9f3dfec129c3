"""What is shown goes away between two events, whoever still has a name for it."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from enroll_app.ui.letting_go import let_go


def test_a_page_may_let_go_of_itself_by_its_own_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pages = [QWidget(window)]
    button = QPushButton(pages[0])
    seen: list[bool] = []

    def leave() -> None:
        let_go(pages.pop())
        gc.collect()
        seen.append(isValid(button))

    button.clicked.connect(leave)
    button.click()
    assert seen == [True]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(button)
