"""What every page of the wizard is: a title, a line below it, and a body."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSpacerItem, QVBoxLayout, QWidget

from enroll_app.ui import theme

if TYPE_CHECKING:
    # The window is painted before the session and all that it needs are loaded.
    from enroll_app.services.wizard import Wizard
    from enroll_app.ui.session import Session


class Page(QWidget):
    """Shows its part of the wizard; decides nothing. It has something to show once it is attached to a session.

    Signals: edited() when the person changed something, so that the buttons may be looked at again.
    """

    edited = Signal()

    wide = False
    """Whether it may be wider than lines of words are."""

    session: "Session"
    wizard: "Wizard"

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self._is_part = False
        step = theme.unit()
        self._title = QLabel(title, self)
        self._title.setFont(theme.font(1.7, bold=True))
        self._title.setWordWrap(True)
        self._subtitle = QLabel(subtitle, self)
        self._subtitle.setObjectName("muted")
        self._subtitle.setWordWrap(True)
        self._subtitle.setVisible(bool(subtitle))
        self.body = QVBoxLayout()
        self.body.setSpacing(step * 2)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        self._title_room = QSpacerItem(0, step)
        column.addItem(self._title_room)
        column.addLayout(self.body, 1)
        self.setAccessibleName(title)

    @property
    def title(self) -> str:
        """What the page is called now."""
        return self._title.text()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say something else at the top."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle) and not self._is_part)
        self.setAccessibleName(title)

    def as_part(self) -> None:
        """Be a part of another page: without a title of its own."""
        self._is_part = True
        self._title.hide()
        self._subtitle.hide()
        self._title_room.changeSize(0, 0)
        self.column.setSpacing(0)

    def attach(self, session: "Session") -> None:
        """Show this session from now on."""
        from PySide6.QtCore import Qt

        # A title may come to hold a person's name: it is never taken for markup.
        for label in (self._title, self._subtitle):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.session = session
        self.wizard = session.wizard

    def enter(self) -> None:
        """The page comes into sight: take over what the wizard holds."""

    def refresh(self) -> None:
        """Something changed behind the page: show it."""

    def show_problems(self) -> None:
        """The person wanted to go on and something is wrong: say it at its field, and go there."""

    def insist(self) -> bool:
        """The person wanted to go on, and may: say what is to be heeded before. Whether it was not said yet."""
        return False

    def focus_first(self) -> None:
        """Put the focus where the person begins."""
        self.setFocus()
