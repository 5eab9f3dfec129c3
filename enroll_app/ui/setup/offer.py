"""Shows the first start in place of everything else where a desk has no way to its service.

Asked behind the painted window, at every start of the program until there is one.
"""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from enroll_app.ui.letting_go import let_go
from enroll_app.ui.threads import Background

if TYPE_CHECKING:
    from enroll_app.ui.session import Session
    from enroll_app.ui.setup.view import SetupView
    from enroll_app.ui.window import MainWindow

# Of the window, which outlives a session: somebody has said "later" since the program was started.
_PUT_OFF = "setup_put_off"


class SetupOffer(QObject):
    """Of one session at one window. view: the first start while it is in sight."""

    def __init__(self, window: "MainWindow", session: "Session") -> None:
        super().__init__(session)
        self._window, self._session = window, session
        self._connecting = session.desk.connecting
        self._background = Background(self, workers=1)
        self.view: SetupView | None = None
        self._words_changed = False
        session.reopening.connect(self._leave)
        if self._connecting is not None and not window.property(_PUT_OFF):
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
        self.view = self._made()
        locked = self._window.keeper.page
        # What is made behind a lock takes the keyboard from it, though it is not in sight.
        (locked.entry if locked else self.view).setFocus()

    def _made(self) -> "SetupView":
        from enroll_app.ui.setup.view import SetupView

        assert self._connecting is not None
        view = SetupView(self._session, self._connecting, self._window)
        view.left.connect(self._put_off)
        view.spoken.connect(self._speak)
        self._window.keeper.add_keys(view)
        self._window.show_instead(view)
        return view

    def _speak(self, language: str) -> None:
        """Another language; it is kept at once, as in the settings."""
        # In a turn of its own: the list that was chosen from is part of what is made anew.
        self._session.remembering.change(
            {"window.language": language}, lambda _failure: QTimer.singleShot(0, self, self._make_anew)
        )

    def _make_anew(self) -> None:
        if self.view is not None:
            old = self.view
            self.view = self._made()
            self.view.begin_with(old.begin)
            old.stop()
            let_go(old)
            self._words_changed = True

    def _put_off(self) -> None:
        self._window.setProperty(_PUT_OFF, True)  # noqa: FBT003  Qt's own parameter
        self._leave()

    def _leave(self) -> None:
        self._background.cancel()
        if self.view is None:
            return
        view, self.view = self.view, None
        view.stop()
        self._window.show_content()
        if self._words_changed:
            self._window.rebuild()
