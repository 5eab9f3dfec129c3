"""Looks up, behind the window, what this station knows of the card that the wizard has in hand."""

import logging
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.identification import Identification
from enroll_app.services.card_waiting import met
from enroll_app.services.desk import Desk
from enroll_app.services.wizard import Wizard
from enroll_app.ui.threads import Background

_LOG = logging.getLogger(__name__)


class Acquainting(QObject):
    """Signals: met(Acquaintance) once the wizard knows it, while the card is still in hand.

    answered() where that was asked in vain, or for a card that is not in hand any more.
    """

    met = Signal(object)
    answered = Signal()

    def __init__(self, desk: Desk, wizard: Wizard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._wizard = desk, wizard
        self._background = Background(self)

    @Slot()
    def ask(self) -> None:
        """Another card is in hand, if any is."""
        identification = self._wizard.draft.credential
        if not isinstance(identification, Identification):
            return

        def done(future: Future[Acquaintance]) -> None:
            failure = future.exception()
            if failure is not None:
                self._wizard.not_known(identification)
                _LOG.warning("what is known of a card could not be looked up: %s", type(failure).__name__)
            elif self._wizard.know(identification, future.result(), self._desk.now()):
                self.met.emit(future.result())
                return
            # It may be gone on from the page now.
            self.answered.emit()

        self._wizard.look_up(identification)
        self._background.run(lambda: met(self._desk.records(), identification), done)

    def cancel(self) -> None:
        """Ask no more."""
        self._background.cancel()

    def stop(self) -> None:
        """Wait for the question that is under way."""
        self._background.stop()
