"""What goes on behind the pages: the readers, the service and the outbox, and what they do to the wizard.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from concurrent.futures import Future
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from drivers.reader import ReaderInfo
from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import State
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Counts
from enroll_app.domain.pin import PinOrder
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.tapping import Read
from enroll_app.services.wizard import Tapped, Wizard
from enroll_app.ui.connection import Connection
from enroll_app.ui.enrolling import Enrolling
from enroll_app.ui.health import Health
from enroll_app.ui.held_cards import HeldCards
from enroll_app.ui.listening import Listening
from enroll_app.ui.remembering import Remembering
from enroll_app.ui.threads import Background

_LOG = logging.getLogger(__name__)


class Session(QObject):
    """One desk at work. remembering: what the desk remembers, and how the window is to be.

    Signals: changed() after anything that a page shows; stands() when only the number of what waits is another one;
    read(Read) for every card at a reader, whatever is shown; tapped(Tapped) after a card that the wizard was given;
    unreadable(str) when a card could not be read; failed(str) when an enrollment could not even be saved, so that
    nothing was sent; noticed(Problem) for what is to be told once of the records, such as that a damaged file was set
    aside.
    """

    changed = Signal()
    stands = Signal()
    read = Signal(object)
    tapped = Signal(object)
    unreadable = Signal(str)
    failed = Signal(str)
    noticed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wizard = Wizard(desk.zone, dual=desk.dual)
        self._enroll_taps = True
        self.remembering = Remembering(desk, self)
        self._background = Background(self)
        self._signalling = Background(self)
        self._readers = Listening(desk, self)
        self._readers.took.connect(self.take)
        self._readers.changed.connect(self.changed)
        self._readers.failed.connect(self.unreadable)
        self._connection = Connection(desk, self.wizard, self)
        self._connection.changed.connect(self.changed)
        self._connection.noticed.connect(self.noticed)
        self._enrolling = Enrolling(desk, self.wizard, self._connection, self)
        self._enrolling.changed.connect(self.changed)
        self._enrolling.stands.connect(self.stands)
        self._enrolling.failed.connect(self.failed)

    def start(self) -> None:
        """Begin to listen, to load and to send; called once the first page is on the screen."""
        self._readers.start()
        self.load_levels()
        self._enrolling.start()

    def stop(self) -> None:
        """End every loop and call; the window is closing."""
        self._enrolling.end()
        self._connection.cancel()
        self._readers.end()
        for background in (self._background, self._signalling):
            background.cancel()
        # What is on its way ends with its connection.
        self.desk.close()
        for part in (self._enrolling, self._connection, self._readers, self._background, self._signalling):
            part.stop()
        self.remembering.stop()

    # -- how the desk is ----------------------------------------------------------------------------------------

    @property
    def listening(self) -> tuple[ReaderInfo, ...]:
        """The readers that are listened to, as they are now."""
        return self._readers.readers

    @property
    def reader_health(self) -> Health:
        """How the readers are."""
        return self._readers.health

    @property
    def service_health(self) -> Health:
        """How the service is."""
        return self._connection.health

    @property
    def pause(self) -> Problem | None:
        """Why the outbox sends nothing at present; None where it does."""
        return self._connection.pause

    @property
    def levels_loading(self) -> bool:
        """Whether the levels are being asked for."""
        return self._connection.loading

    @property
    def counts(self) -> Counts:
        """How the outbox stands."""
        return self._enrolling.counts

    @property
    def restorable(self) -> bool:
        """Whether the conflict on the result page can be undone, with a new PIN."""
        return self._enrolling.restorable

    @property
    def held_cards(self) -> HeldCards:
        """The cards that were left behind before they were delivered."""
        return self._enrolling.held_cards

    def profiles_changed(self) -> None:
        """A reader has another profile from now on."""
        self._readers.profiles_changed()

    def load_levels(self) -> None:
        """Ask the service for its levels, anew."""
        self._connection.load_levels()

    # -- cards --------------------------------------------------------------------------------------------------

    def set_enrolling(self, enrolling: bool) -> None:  # noqa: FBT001  the one thing that it sets
        """Whether a tapped card is enrolled; elsewhere than in the wizard it is only looked at."""
        self._enroll_taps = enrolling

    @Slot(object)
    def take(self, read: Read) -> None:
        """Take a card that a reader saw."""
        self.read.emit(read)
        if not self._enroll_taps:
            return
        if read.tap is None:
            self.unreadable.emit(str(read.problem))
            return
        tap = read.tap
        # Beside the enrollments: a reader that is slow to blink must not hold up the saving of a card.
        self._signalling.run(lambda: self.desk.signal(tap), lambda _: None)
        shown = self.wizard.outcome
        result = self.wizard.tapped(tap, monotonic())
        if shown is not None and self.wizard.outcome is None:
            self._enrolling.leave(shown, another_card=True)
        self.tapped.emit(result)
        self.changed.emit()
        if result in (Tapped.STARTED, Tapped.JOINED):
            self._ask_what_is_known()

    def use_other(self) -> None:
        """Go on with the other card that was tapped in the middle."""
        self.wizard.take_other()
        self._ask_what_is_known()
        self.changed.emit()

    def join_other(self) -> None:
        """Go on with both: the other card that was tapped is the other side of the card in hand."""
        self.wizard.join_other()
        self._ask_what_is_known()
        self.changed.emit()

    def _ask_what_is_known(self) -> None:
        """Look up what this station knows of the card in hand."""
        identification = self.wizard.draft.credential
        if not isinstance(identification, Identification):
            return

        def done(future: Future[Acquaintance]) -> None:
            failure = future.exception()
            if failure is not None:
                # The enrollment itself will say so, if the records cannot be used.
                _LOG.warning("what is known of a card could not be looked up: %s", type(failure).__name__)
            elif self.wizard.draft.credential == identification:
                self.wizard.acquaintance = future.result()
                self.changed.emit()

        self._background.run(lambda: self.desk.records().enroller.acquaintance(identification), done)

    # -- enrollments --------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Create the access key that the review shows."""
        self._enrolling.submit()

    def retry(self) -> None:
        """Send again what is saved or has no answer, at once."""
        self._enrolling.retry()

    def try_now(self) -> None:
        """Whatever keeps the outbox still was mended, or somebody believes so: go on at once."""
        self._enrolling.try_now()
        self.load_levels()

    def keep(self) -> None:
        """The conflict is settled: the card stays whose it is, with what was typed."""
        self._enrolling.keep()

    def reassign(self) -> None:
        """The conflict is settled: the card changes hands."""
        self._enrolling.reassign()

    def restore(self, pin: PinOrder) -> None:
        """The conflict is settled: the owner gets the levels and dates of before back, and this PIN."""
        self._enrolling.restore(pin)

    def next_card(self) -> None:
        """Leave the result, or what was begun, for the next card."""
        self._enrolling.leave(self.wizard.outcome)
        self.wizard.next_card()
        self.changed.emit()

    def another_card(self) -> None:
        """The same person gets another card."""
        assert self.wizard.outcome is None or self.wizard.outcome.state in (State.CONFLICT, State.REJECTED)
        self._enrolling.leave(self.wizard.outcome, another_card=True)
        self.wizard.another_card()
        self.changed.emit()
