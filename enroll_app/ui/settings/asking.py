"""What is for whoever has the desk's password, where there is one."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from enroll_app.ui.session import Session
from enroll_app.ui.window import MainWindow


def ask_password(asking: QWidget, session: Session, question: str, act: Callable[[], None]) -> None:
    """Do it, once the password was given; at once where there is none. Wrong ones count as at a locked window.

    asking: what wants it, in the main window; nothing is done once that is gone.
    """
    if not session.remembering.preferences.password:
        act()
        return
    window = asking.window()
    assert isinstance(window, MainWindow)
    window.keeper.ask(question, lambda: act() if isValid(asking) else None)
