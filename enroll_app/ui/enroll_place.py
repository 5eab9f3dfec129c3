"""The place where cards are taken: the wizard, and in its place the key of a card that has one.

It is on the screen at the first paint; what a key is shown with is loaded when the first one is.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enroll_app.ui.wizard_view import WizardView

if TYPE_CHECKING:
    from enroll_app.domain.known_keys import KnownKey
    from enroll_app.ui.key.view import KeyView
    from enroll_app.ui.session import Session


class EnrollPlace(QWidget):
    """Signals: wanted(), left().

    wanted: a key came into hand, or a card was tapped for it, so that this place is to be in sight. left: the person
    went back from a key that was opened without its card, as from the history.
    wizard: shown while no key is in hand. key: the other view; None before the first key.
    """

    wanted = Signal()
    left = Signal()

    session: "Session"

    def __init__(self, parent: QWidget | None = None, *, training: bool) -> None:
        super().__init__(parent)
        self.wizard = WizardView(self, training=training)
        self.key: KeyView | None = None
        self._opened_elsewhere = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.wizard)
        self.setFocusProxy(self.wizard)

    def attach(self, session: "Session") -> None:
        """Show this session from now on; called once the first page is on the screen."""
        self.session = session
        self.wizard.attach(session)
        holding = session.holding
        holding.opened.connect(self._opened)
        holding.closed.connect(self._closed)
        holding.took.connect(self.wanted)
        if holding.hand is not None:
            self._opened()

    def open_key(self, key: "KnownKey") -> None:
        """Take a key in hand without its card, as that of a lost one. What is typed in the wizard stays there."""
        self.session.holding.open(key)

    def make_ahead(self) -> None:
        """Make the other view in an idle turn, and in the next one its form, so that no known card waits for them."""
        view = self._made()
        QTimer.singleShot(0, view, lambda: view.form)

    def _made(self) -> "KeyView":
        from enroll_app.ui.key.view import KeyView

        if self.key is None:
            self.key = KeyView(self.session, self)
            self.key.gone_back.connect(self._gone_back)
            self.key.hide()
            self._column.addWidget(self.key)
        return self.key

    def _gone_back(self) -> None:
        if self._opened_elsewhere:
            self.left.emit()

    def _opened(self) -> None:
        view, hand = self._made(), self.session.holding.hand
        self._opened_elsewhere = hand is not None and hand.tap is None
        self.wizard.hide()
        view.show()
        self.setFocusProxy(view)
        self.wanted.emit()
        view.refresh()
        view.focus_first()

    def _closed(self) -> None:
        assert self.key is not None
        self.key.hide()
        self.wizard.show()
        self.setFocusProxy(self.wizard)
        self.wizard.enter_anew()
        self.wizard.page(self.wizard.wizard.step).focus_first()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self.wizard.paint_theme()
        if self.key is not None:
            self.key.paint_theme()
