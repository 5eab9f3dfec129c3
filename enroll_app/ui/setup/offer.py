"""Shows the first start in place of everything else where nothing is set up; asked behind the painted window."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from enroll_app.ui.threads import Background

if TYPE_CHECKING:
    from enroll_app.ui.session import Session
    from enroll_app.ui.setup.view import SetupView
    from enroll_app.ui.window import MainWindow


class SetupOffer(QObject):
    """Of one session at one window. view: the first start while it is in sight."""

    def __init__(self, window: "MainWindow", session: "Session") -> None:
        super().__init__(session)
        self._window, self._session = window, session
        self._connecting = session.desk.connecting
        self._background = Background(self, workers=1)
        self.view: SetupView | None = None
        session.reopening.connect(self._leave)
        if self._connecting is not None:
            # A vault may take its time, or ask a person to open it.
            self._background.run(self._connecting.needed, self._came)

    def _came(self, future: Future[bool]) -> None:
        draft = self._session.wizard.draft
        if future.exception() is not None or not future.result() or draft.first_name or draft.last_name:
            # Somebody who types already has been told what is missing; it is asked at the next start.
            return
        if self._session.wizard.touched:
            # A card that lay on the reader from the beginning; it can be held there again.
            self._session.next_card()
        from enroll_app.ui.setup.view import SetupView

        assert self._connecting is not None
        self.view = SetupView(self._session, self._connecting, self._window)
        self.view.left.connect(self._leave)
        column = self._window.layout()
        assert isinstance(column, QVBoxLayout)
        self._window.content.hide()
        column.addWidget(self.view)
        self.view.show()
        self.view.setFocus()

    def _leave(self) -> None:
        self._background.cancel()
        if self.view is None:
            return
        view, self.view = self.view, None
        view.stop()
        view.hide()
        view.deleteLater()
        self._window.content.show()
        self._window.content.navigation.view.setFocus()
