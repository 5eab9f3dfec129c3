"""What the wizard's last page tells: what came of an enrollment, what waits for a person, and what was decided."""

from collections.abc import Callable

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import Code, KeyStatus, Order, State
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome, Purpose, Removal
from enroll_app.domain.pin import Pin, random_pin
from enroll_app.domain.problems import Problem
from enroll_app.services.half_done import MADE_AND_REFUSED, REMOVED_AND_REFUSED
from enroll_app.services.lateness import lateness


class ShownResult:
    """A part of the wizard.

    outcome: None while something is under way. status: what the doors made of it. late: what to say of doors that take
    too long; None while they do not. first_use: what a door last told of the new key. pin_seen, code_seen: the drawn
    PIN, and the code that the service made, were looked at, or printed. replacement: a PIN drawn for the owner of an
    overwritten key. held: why the enrollment goes on only with a person's help; None where it goes on by itself.
    conflict, settled: the conflict that a person has settled, and by what.
    """

    def __init__(self) -> None:
        self.draft = Draft()
        self.outcome: Outcome | None = None
        self.status: KeyStatus | None = None
        self.late: Problem | None = None
        self.first_use: DoorEvent | None = None
        self.pin_seen = False
        self.code_seen = False
        self.replacement: Pin | None = None
        self.held: Problem | None = None
        self.conflict: Outcome | None = None
        self.settled: Purpose | None = None

    @property
    def pin_owed(self) -> bool:
        """Whether a drawn PIN is the key's, or will be once the outbox is through, and nobody has looked at it yet."""
        sent = self.outcome is not None and self.outcome.state in ANSWERED | WAITING
        return sent and self.pin_drawn and not self.pin_seen

    @property
    def code(self) -> str:
        """The digits of the code that the service made for the key; empty where the key is a card's, or chosen."""
        outcome = self.outcome
        if outcome is None or outcome.state not in ANSWERED or outcome.record is None:
            return ""
        meant, made = outcome.intent, outcome.record.credential
        generated = isinstance(meant, Order) and isinstance(meant.credential, Code) and not meant.credential.chosen
        return made.digits if generated and isinstance(made, Code) else ""

    @property
    def code_owed(self) -> bool:
        """Whether the service has made a code, which is shown nowhere else, and nobody has looked at it yet."""
        return bool(self.code) and not self.code_seen

    @property
    def owed(self) -> bool:
        """Whether something that is shown only here was not looked at yet."""
        return self.pin_owed or self.code_owed

    @property
    def pin_drawn(self) -> bool:
        """Whether nobody but this program knows the PIN on the result page: it was drawn, not chosen by the person.

        What was sent tells, whatever became of the draft since; before it was answered, the draft.
        """
        if self.replacement is not None:
            return True
        intent = self.outcome.intent if self.outcome else None
        if intent is None or isinstance(intent, Removal):
            return isinstance(self.draft.pin, Pin)
        return isinstance(intent.pin, Pin) and self.draft.pin != intent.pin.digits

    @property
    def unsettled(self) -> bool:
        """Whether the card on the result page is not enrolled, and not refused either: it can be tried again."""
        return self.outcome is not None and self.outcome.state in WAITING

    @property
    def goes_on(self) -> bool:
        """Whether the outbox goes on with the card on the result page by itself: it may be left."""
        return self.unsettled and self.held is None

    @property
    def overwritten(self) -> bool:
        """Whether a key was changed by mistake, and nobody has said yet what is to become of it."""
        return self.outcome is not None and self.outcome.state is State.CONFLICT and self.outcome.overwritten

    @property
    def old_key_removed(self) -> bool:
        """Whether the card was to change hands, has lost its key, and got no other: it opens nothing now."""
        problem = self.outcome.problem if self.outcome else None
        return problem is not None and problem.code == REMOVED_AND_REFUSED

    @property
    def not_filled_in(self) -> bool:
        """Whether the card has a key by now, and what was chosen for it was refused."""
        problem = self.outcome.problem if self.outcome else None
        return problem is not None and problem.code == MADE_AND_REFUSED

    @property
    def stays(self) -> bool:
        """Whether a tap must not leave the result page: something is under way, or waits for a person."""
        return self.outcome is None or self.held is not None or self.owed or self.overwritten

    def came(self, outcome: Outcome) -> None:
        """The enrollment came to this."""
        self.outcome = outcome
        self.held = self.late = self.first_use = None

    def heard(self, status: KeyStatus | None, waited_s: float = 0.0) -> None:
        """The door systems came to this; None where nobody could be asked. waited_s: since the key was accepted."""
        self.status = status or self.status
        self.late = lateness(status, waited_s)

    def used(self, event: DoorEvent) -> None:
        """A door told of the new key."""
        self.first_use = event

    def acting(self) -> Outcome:
        """Something is done about what the page shows, which shows from now on that it is under way."""
        assert self.outcome is not None
        last, self.outcome, self.status = self.outcome, None, None
        self.late = self.first_use = None
        return last

    def settling(self, by: Purpose) -> Outcome:
        """A person has decided what becomes of the conflict on the page."""
        self.conflict, self.settled = self.outcome, by
        return self.acting()

    def not_settled(self) -> None:
        """What was decided could not be done: the conflict is as it was."""
        self.conflict = self.settled = self.replacement = None

    def draw_replacement(self, below: Callable[[int], int]) -> Pin:
        """Draw a PIN for somebody whose own was overwritten. below: a secure source, as `secrets.randbelow`."""
        self.replacement = random_pin(below)
        self.pin_seen = False
        return self.replacement

    def forget_result(self) -> None:
        """Nothing was sent yet, or the next card is on."""
        self.outcome = self.status = self.replacement = self.held = self.conflict = self.settled = None
        self.late = self.first_use = None
        self.code_seen = False


def holder_of(outcome: Outcome) -> str:
    """Whose key it is, as it was typed; by the service's own word where nothing was typed, or it names another person.

    It does so of a card that turned out to be somebody else's and was left to them. Empty where nobody is named.
    """
    meant, told = outcome.intent.person, outcome.record.person if outcome.record else None
    if told is None or not told.full_name or (meant.full_name and meant.may_be(told)):
        return meant.full_name
    return told.full_name
