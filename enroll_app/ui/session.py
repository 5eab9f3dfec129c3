"""What goes on behind the pages: the readers, the service and the outbox, and what they do to the wizard.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from concurrent.futures import Future
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.pin import PinOrder
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.tap import Tap
from enroll_app.services.desk import Desk
from enroll_app.services.role_choice import remembered_after
from enroll_app.services.tapping import Read
from enroll_app.services.wizard import Tapped, Wizard
from enroll_app.ui.connection import Connection
from enroll_app.ui.drafting import Drafting
from enroll_app.ui.enrolling import Enrolling
from enroll_app.ui.finding_people import FindingPeople
from enroll_app.ui.key.holding import Holding
from enroll_app.ui.listening import Listening
from enroll_app.ui.remembering import Remembering
from enroll_app.ui.sounds import Sounds
from enroll_app.ui.standing import Standing
from enroll_app.ui.tap_claims import Taker, TapClaims
from enroll_app.ui.threads import Background
from enroll_app.ui.words import told

_LOG = logging.getLogger(__name__)


class Session(Standing):
    """One desk at work.

    Signals: changed() after anything that a page shows; stands() when only the number of what waits is another one;
    read(Read) for every card at a reader, whatever is shown; tapped(Tapped) after a card that the wizard was given;
    unreadable(str) when a card could not be read; failed(str) when an enrollment could not even be saved, so that
    nothing was sent; noticed(Problem) for what is to be told once of the records, such as that a damaged file was set
    aside; reopening(bool) emitted by whoever wants the desk to be opened anew, in training or not: its settings are
    other ones (see `application.Program`); ending() before anything ends, while the records are still there.
    remembering: what the desk remembers, and how the window is to be. drafting: what keeps an enrollment that is not
    finished. people: finds known people as somebody types. sounds: what is heard of all this.

    A card goes to the wizard wherever it was tapped (whoever shows the wizard comes into sight on `tapped` and
    `unreadable`), but for two cases: whoever has claimed the next cards gets them instead (`claim_taps`), and where
    cards are only looked at (`set_enrolling`), nothing is begun with them.
    """

    changed = Signal()
    stands = Signal()
    read = Signal(object)
    tapped = Signal(object)
    unreadable = Signal(str)
    failed = Signal(str)
    noticed = Signal(object)
    reopening = Signal(bool)
    ending = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wizard = Wizard(desk.zone, dual=desk.dual)
        self._enroll_taps = True
        self._ended = False
        self._claims = TapClaims()
        self.remembering = Remembering(desk, self)
        self.wizard.next_form = self.remembering.preferences.form
        self.remembering.preferred.connect(self._preferred)
        self.drafting = Drafting(desk, self.wizard, self)
        self.drafting.changed.connect(self.changed)
        self.changed.connect(self.drafting.look)
        self.people = FindingPeople(desk, self)
        self.people.found.connect(self._met)
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
        self.holding = Holding(desk, self.wizard, self._connection, self._enrolling.nudge, self)
        self.sounds = Sounds(self)

    def start(self) -> None:
        """Begin to listen, to load and to send; called once the first page is on the screen."""
        self._readers.start()
        self.load_levels()
        self._enrolling.start()
        self.holding.start()
        self.drafting.start()

    def end(self) -> None:
        """Begin nothing new, and let go of the service and the records; `workers.at_rest` tells when all has ended."""
        if self._ended:
            return
        self._ended = True
        self.drafting.stop()
        self.remembering.stop()
        self.ending.emit()
        self.sounds.cancel()
        self._enrolling.end()
        self.holding.end()
        self._connection.cancel()
        self.people.end()
        self._readers.end()
        for background in (self._background, self._signalling):
            background.cancel()
        # What is on its way ends with its connection.
        self.desk.close()

    def stop(self) -> None:
        """End, and wait for every loop and call, for two seconds in all; the window is closing."""
        self.end()
        for part in (self._enrolling, self._connection, self._readers, self._background, self._signalling):
            part.stop()
        self.holding.stop()
        self.people.stop()
        self.sounds.stop()

    # -- how the desk is ----------------------------------------------------------------------------------------

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

    def claim_taps(self, taker: Taker | None) -> None:
        """Every card from now on goes to `taker` instead of the wizard; None gives the cards back to the wizard.

        taker: called on the window's thread with what came of each card, unreadable ones too (`Read.tap` is None).
        There is one at a time, the last who asked. It should be a bound method of a QObject, whose end is also the
        end of its claim; whoever is no longer in sight gives its claim back with `claim_taps(None)`.
        """
        self._claims.claim(taker)

    def release_taps(self, taker: Taker) -> None:
        """Give the cards back to the wizard, unless somebody else has claimed them since."""
        self._claims.release(taker)

    @Slot(object)
    def take(self, read: Read) -> None:
        """Take a card that a reader saw."""
        self.read.emit(read)
        if self._claims.take(read) or not self._enroll_taps:
            return
        if read.tap is None:
            self.unreadable.emit(told(read.problem))
            return
        tap = read.tap
        # Beside the enrollments: a reader that is slow to blink must not hold up the saving of a card.
        if self.remembering.preferences.reader_signals:
            self._signalling.run(lambda: self.desk.signal(tap), lambda _: None)
        if not self.holding.take(tap):
            self._begin_with(tap)

    def leave_key(self) -> None:
        """Go on with the other card that was tapped while something was typed for the key in hand."""
        tap = self.holding.give_up()
        if tap is not None:
            self._begin_with(tap)

    def _begin_with(self, tap: Tap) -> None:
        """The wizard takes a card."""
        shown = self.wizard.outcome
        result = self.wizard.tapped(tap, monotonic())
        if shown is not None and self.wizard.outcome is None:
            self._enrolling.leave(shown)
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

    def hand_over(self, tap: Tap, key: KnownKey) -> None:
        """The card in hand is to be somebody else's: ask for the new person."""
        self.wizard.begin_hand_over(tap, key)
        self._ask_what_is_known()
        self.changed.emit()

    def resume(self) -> None:
        """Go on with the enrollment that was not finished, as it was kept."""
        self.drafting.resume()
        self._ask_what_is_known()
        self.changed.emit()

    def _preferred(self, preferences: Preferences) -> None:
        """The form is another one from the next card on."""
        self.wizard.next_form = preferences.form

    @Slot()
    def _met(self) -> None:
        """Known people have names like the one that was typed; the page may have been left meanwhile."""
        self.wizard.met = self.people.people
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
                self.wizard.heed_owner()
                self.holding.meet(future.result())
                self.changed.emit()

        self._background.run(lambda: self.desk.records().enroller.acquaintance(identification), done)

    # -- enrollments --------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Create the access key that the review shows."""
        self.remembering.remember(remembered_after(self.wizard, self.remembering.memory))
        self._enrolling.submit()

    def practise_door(self) -> None:
        """In the training mode: hold the card on the result page to a door."""
        self._enrolling.practise_door()

    def retry(self) -> None:
        """Send again what is saved or has no answer, at once."""
        self._enrolling.retry()

    def nudge(self) -> None:
        """Something of the outbox was sent or decided elsewhere in the window: look how it stands now."""
        self._enrolling.nudge()

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
