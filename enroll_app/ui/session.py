"""What goes on behind the pages: the readers, the service and the outbox, and what they do to the wizard.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.memory import Memory
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.tap import Tap
from enroll_app.services.desk import Desk
from enroll_app.services.role_choice import remembered_after
from enroll_app.services.sent_soon import SentSoon
from enroll_app.services.tapping import Read
from enroll_app.services.wizard import Tapped, Wizard
from enroll_app.ui.acquainting import Acquainting
from enroll_app.ui.connection import Connection
from enroll_app.ui.deeds import Deeds
from enroll_app.ui.drafting import Drafting
from enroll_app.ui.enrolling import Enrolling
from enroll_app.ui.finding_people import FindingPeople
from enroll_app.ui.key.holding import Holding
from enroll_app.ui.key.level_names import LevelNames
from enroll_app.ui.listening import Listening
from enroll_app.ui.remembering import Remembering
from enroll_app.ui.sounds import Sounds
from enroll_app.ui.tap_claims import Taker, TapClaims
from enroll_app.ui.threads import Background
from enroll_app.ui.words import told


class Session(Deeds):
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
    `unreadable`), but for three cases: whoever has claimed the next cards gets them instead (`claim_taps`), where cards
    are only looked at (`set_enrolling`), nothing is begun with them, and of a locked desk (`set_locked`) nobody gets
    any, however the claims stand.
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
        self._locked = False
        self._ended = False
        self._claims = TapClaims()
        self.remembering = Remembering(desk, self)
        self.wizard.next_form = self.remembering.preferences.form
        self.remembering.preferred.connect(self._preferred)
        self._remembered(self.remembering.memory)
        self.remembering.remembered.connect(self._remembered)
        self._soon = SentSoon(self.wizard)
        self._acquainting = Acquainting(desk, self.wizard, self)
        self._acquainting.met.connect(self._know)
        self._acquainting.answered.connect(self._go_on)
        self.drafting = Drafting(desk, self.wizard, self)
        self.drafting.changed.connect(self.changed)
        self.drafting.resumed.connect(self._acquainting.ask)
        self.drafting.told.connect(self.noticed)
        self.changed.connect(self.drafting.look)
        self.people = FindingPeople(desk, self)
        self.people.found.connect(self._met)
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
        names = LevelNames(self.wizard, self.remembering)
        self.holding = Holding(desk, self.wizard, self._connection, names, self._enrolling.nudge, self)
        self.holding.left.connect(self._enrolling.leave)
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
        for part in (self._acquainting, self._signalling):
            part.cancel()
        # What is on its way ends with its connection.
        self.desk.close()

    def stop(self) -> None:
        """End, and wait for every loop and call, for two seconds in all; the window is closing."""
        self.end()
        for part in (self._enrolling, self._connection, self._readers, self._acquainting, self._signalling):
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

    def set_locked(self, *, locked: bool) -> None:
        """While the desk is locked, a card is told by `read` alone, so that whoever holds it there hears why not."""
        self._locked = locked
        if locked:
            # What was to go by itself is to be gone on from by whoever opens the desk again.
            self._soon.forget()

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
        if self._locked or self._claims.take(read) or not self._enroll_taps:
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
            self._acquainting.ask()

    def use_other(self) -> None:
        """Go on with the other card that was tapped in the middle."""
        self.wizard.take_other()
        self._acquainting.ask()
        self.changed.emit()

    def join_other(self) -> None:
        """Go on with both: the other card that was tapped is the other side of the card in hand."""
        self.wizard.join_other()
        self._acquainting.ask()
        self.changed.emit()

    def hand_over(self, tap: Tap, key: KnownKey, *, gone: bool = False) -> None:
        """The card in hand is to be somebody else's: ask for the new person. Not while an enrollment is on its way.

        gone: the service has the key no more.
        """
        if self.wizard.under_way:
            return
        self._enrolling.leave(self.wizard.outcome)
        self.wizard.begin_hand_over(tap, key, gone=gone)
        self._acquainting.ask()
        self.changed.emit()

    def resume(self) -> None:
        """Go on with the enrollment that was not finished, as it was kept."""
        self.drafting.resume()

    def _preferred(self, preferences: Preferences) -> None:
        """The form is another one from the next card on."""
        self.wizard.next_form = preferences.form

    def _remembered(self, memory: Memory) -> None:
        """What levels were called once is known for the next card."""
        self.wizard.level_names = memory.level_names

    @Slot()
    def _met(self) -> None:
        """Known people have names like the one that was typed; the page may have been left meanwhile."""
        self.wizard.met = self.people.people
        self.changed.emit()

    @Slot(object)
    def _know(self, known: Acquaintance) -> None:
        self.holding.meet(known)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """It is known whose card is in hand, or that nobody can tell: what waited for that goes, if it is as it was.

        Also where another place is in sight by now: it was gone on from before that, by the same person.
        """
        if self._soon.may_go(self.desk.now()):
            self.submit()
        self.changed.emit()

    @property
    def goes_soon(self) -> bool:
        """Whether what is in sight is sent as soon as it is known whose card it is."""
        return self._soon.waits

    # -- enrollments --------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Create the access key that the review shows, unless that may turn out to be another one in a moment."""
        if self.wizard.in_the_dark:
            self._acquainting.ask()
        if self.wizard.looking:
            self._soon.want(self.desk.now())
            self.changed.emit()
            return
        self.remembering.remember(remembered_after(self.wizard, self.remembering.memory))
        self._enrolling.submit()

    def try_now(self) -> None:
        """Whatever keeps the outbox still was mended, or somebody believes so: go on at once."""
        self._enrolling.try_now()
        self.load_levels()

    def next_card(self) -> None:
        """Leave the result, or what was begun, for the next card."""
        self._enrolling.leave(self.wizard.outcome)
        self.wizard.next_card()
        self.changed.emit()

    def correct(self) -> None:
        """After a refusal: back to what was typed; whose card it is may be another thing since."""
        self.wizard.correct()
        self._acquainting.ask()
        self.changed.emit()

    def another_card(self) -> None:
        """The same person gets another card."""
        assert self.wizard.outcome is None or self.wizard.outcome.state in (State.CONFLICT, State.REJECTED)
        self._enrolling.leave(self.wizard.outcome, another_card=True)
        self.wizard.another_card()
        self.changed.emit()
