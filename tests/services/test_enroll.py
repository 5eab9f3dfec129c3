"""The main job: saved before it is sent, and told as what it came to."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import Code, KeyRecord, KeyStatus, Order, Propagation, State, SystemStatus
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Outcome
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import (
    Busy,
    Misconfigured,
    NotTrusted,
    OutcomeUnknown,
    Refused,
    ServiceError,
    SignInNeeded,
    Unreachable,
)
from enroll_app.domain.validity import Validity
from enroll_app.services.enroll import Interrupted
from tests.services.fakes import KEY_ID, FakeOutboxStore, FakeRegister, FakeService, Happenings, fake_station

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CARD = parse_identification("EM:1234567890")
ANNA, BO = Person("Anna", "Berg"), Person("Bo", "Ek", UUID(int=9))
ORDER = Order(CARD, ANNA, Pin("8642"))
AWAY = Unreachable(Problem("away", "The service is away."))
MAIN = AccessLevel(UUID(int=1), "Main door", "abc123-001")
BRACES = AccessLevel(UUID(int=2), "{x}", "abc123-001")


@dataclass
class Desk:
    """An enroller, what stands around it, and what happened in which order."""

    events: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.service = FakeService(self.events)
        self.register = FakeRegister(Happenings(self.events))
        self.store = FakeOutboxStore(self.register)
        self.enroller = fake_station(self.service, self.store).enroller

    def state(self, number: int = 7) -> State:
        return self.store.rows[number].operation.state

    def problem(self, number: int = 7) -> Problem | None:
        return self.store.rows[number].operation.problem

    @property
    def failing(self) -> set[str]:
        return self.register.happenings.failing

    def enroll(self, order: Order = ORDER) -> Outcome:
        return self.enroller.enroll(order, "desk reader")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_enrollment_is_on_disk_before_the_first_byte_is_sent(desk: Desk) -> None:
    outcome = desk.enroll()
    assert desk.events == ["by_card", "save", "by_card", "send", "settle accepted"]
    row = desk.store.rows[7].operation
    assert (row.intent, row.reader) == (replace(ORDER, pin=PinRule.SEALED), "desk reader")
    assert desk.service.secrets == ["8642"]
    assert outcome == Outcome(State.ACCEPTED, 7, ORDER, row.record)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Unreachable, State.SAVED),
        (lambda problem: Busy(problem, 3.0), State.SAVED),
        (SignInNeeded, State.SAVED),
        (Misconfigured, State.SAVED),
        (NotTrusted, State.SAVED),
        (Refused, State.REJECTED),
        (OutcomeUnknown, State.UNKNOWN),
    ],
)
def test_every_failure_of_the_service_becomes_a_state_and_keeps_its_words(
    desk: Desk, error: Callable[[Problem], ServiceError], state: State
) -> None:
    problem = Problem("a", "It said {said}.", "", {"said": "{no}"})
    desk.service.answer = error(problem)
    outcome = desk.enroll()
    assert (outcome.state, outcome.problem, outcome.record) == (state, problem, None)
    assert (desk.state(), desk.problem()) == (state, problem)
    assert desk.events[-1] == f"settle {state.value}"


def test_an_error_of_ours_is_not_taken_for_one_of_the_service(desk: Desk) -> None:
    desk.service.answer = AssertionError("ours")
    with pytest.raises(AssertionError):
        desk.enroll()
    assert desk.state() is State.UNKNOWN


def test_a_card_that_this_station_knows_as_anothers_is_not_sent(desk: Desk) -> None:
    desk.register.knows(CARD, BO)
    outcome = desk.enroll()
    assert desk.service.sent == []
    assert desk.events == ["by_card", "save", "settle conflict"]
    assert (outcome.state, outcome.owner, outcome.overwritten, outcome.record) == (State.CONFLICT, BO, False, None)
    assert outcome.problem is not None
    assert outcome.problem.code == "card-taken"
    assert str(outcome.problem).startswith("This card already belongs to Bo Ek, not to Anna Berg; nothing was sent.")


def test_a_card_that_this_station_knows_as_the_same_persons_is_sent(desk: Desk) -> None:
    desk.register.knows(CARD, Person("ANNA", "Berg", UUID(int=8)))
    assert desk.enroll().state is State.ACCEPTED


def test_a_conflict_that_only_the_answer_tells_is_told_as_overwritten(desk: Desk) -> None:
    desk.service.answer = record = KeyRecord(KEY_ID, CARD.decimal, CARD, BO)
    outcome = desk.enroll()
    assert outcome.state is State.CONFLICT
    assert (outcome.owner, outcome.record, outcome.overwritten) == (BO, record, True)
    assert desk.events[-1] == "settle conflict"
    assert desk.problem() == outcome.problem
    assert outcome.problem is not None
    assert outcome.problem.code == "card-taken-overwritten"
    assert "access of Bo Ek may just have been changed" in str(outcome.problem)


def test_a_conflict_names_people_by_their_ids_where_there_are_no_names(desk: Desk) -> None:
    desk.register.knows(CARD, Person(person_id=UUID(int=1)))
    outcome = desk.enroll(Order(CARD, Person(person_id=UUID(int=2))))
    assert f"belongs to {UUID(int=1)}, not to {UUID(int=2)}" in str(outcome.problem)


def test_people_named_in_braces_are_said_as_they_are_named(desk: Desk) -> None:
    desk.register.knows(CARD, Person("{owner}", "{0}"))
    assert "belongs to {owner} {0}, not to {x}" in str(desk.enroll(Order(CARD, Person("{x}"))).problem)


def test_the_words_of_last_time_mean_the_same_person_again(desk: Desk) -> None:
    """The service made up what was left out, so that the owner's full name is not what was typed."""
    desk.register.knows(CARD, Person("Anna", "f3b81c"), named=Person("Anna"))
    desk.service.answer = KeyRecord(KEY_ID, CARD.decimal, CARD, Person("Anna", "f3b81c"))
    assert desk.enroller.enroll(replace(ORDER, person=Person("anna"))).state is State.ACCEPTED
    assert desk.enroller.enroll(replace(ORDER, person=Person("Anna", "Berg"))).state is State.CONFLICT


@pytest.mark.parametrize("meant", [Person("Anna"), Person("", "Karlsson"), Person(person_id=UUID(int=3))])
def test_a_part_of_a_name_is_not_enough_to_change_a_key_that_is_known(desk: Desk, meant: Person) -> None:
    desk.register.knows(CARD, Person("Anna", "Karlsson"))
    outcome = desk.enroll(Order(CARD, meant, Pin("8642")))
    assert (outcome.state, outcome.overwritten, desk.service.sent) == (State.CONFLICT, False, [])
    assert outcome.problem is not None
    assert outcome.problem.code == "card-taken-perhaps"
    assert "belongs to Anna Karlsson, and it is not sure that this is" in str(outcome.problem)


def test_an_order_that_names_nobody_changes_the_key_that_is_known(desk: Desk) -> None:
    desk.register.knows(CARD, Person("Anna", "Karlsson"))
    desk.service.answer = KeyRecord(KEY_ID, CARD.decimal, CARD, Person("Anna", "Karlsson"))
    outcome = desk.enroll(Order(CARD, pin=PinRule.CLEAR))
    assert (outcome.state, outcome.problem) == (State.ACCEPTED, None)


@pytest.mark.parametrize("answered", [None, Person()])
def test_an_answer_that_names_no_person_is_no_conflict_and_is_told(desk: Desk, answered: Person | None) -> None:
    desk.service.answer = KeyRecord(KEY_ID, CARD.decimal, CARD, answered)
    outcome = desk.enroll()
    assert outcome.state is State.ACCEPTED
    assert outcome.problem is not None
    assert outcome.problem.code == "answer-names-nobody"
    assert "whether the key is Anna Berg's" in str(outcome.problem)
    assert desk.problem() == outcome.problem
    assert desk.enroll(Order(CARD)).problem is None


START, END = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
EXACT = replace(ORDER, validity=Validity(START, END), levels=(MAIN.level_id, BRACES.level_id))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"valid_from": END}, "the start"),
        ({"valid_to": START}, "the end"),
        ({"levels": (MAIN.level_id,)}, "the access levels"),
        ({"valid_from": END, "valid_to": START}, "the start, the end"),
        ({"valid_to": START, "person": None}, "the end, the person (the answer names nobody)"),
    ],
)
def test_an_answer_that_differs_from_what_was_meant_is_told(
    desk: Desk, changes: dict[str, datetime | tuple[UUID, ...] | None], what: str
) -> None:
    right = KeyRecord(KEY_ID, CARD.decimal, CARD, ANNA, START, END, (BRACES.level_id, MAIN.level_id))
    desk.service.answer = replace(right, **changes)  # type: ignore[arg-type]  # mypy cannot match the names
    outcome = desk.enroll(EXACT)
    assert outcome.state is State.ACCEPTED
    assert outcome.problem is not None
    assert outcome.problem.code == "answer-differs"
    assert f"not what was meant: {what}. Check the key" in str(outcome.problem)
    desk.service.statuses = [DONE]
    list(desk.enroller.follow(outcome, Waiting()))
    assert (desk.state(), desk.problem()) == (State.APPLIED, outcome.problem)


@pytest.mark.parametrize(
    ("order", "record"),
    [
        (EXACT, KeyRecord(KEY_ID, "", CARD, ANNA, START, END, (BRACES.level_id, MAIN.level_id))),
        (EXACT, KeyRecord(KEY_ID, "", CARD, ANNA)),
        (ORDER, KeyRecord(KEY_ID, "", CARD, ANNA, START, None, (MAIN.level_id,))),
    ],
)
def test_only_what_order_and_answer_both_say_is_compared(desk: Desk, order: Order, record: KeyRecord) -> None:
    desk.service.answer = record
    assert desk.enroll(order).problem is None


def test_an_end_that_nobody_ordered_is_told(desk: Desk) -> None:
    """The card had a key at the service, which keeps what a request leaves out."""
    desk.service.answer = KeyRecord(KEY_ID, "", CARD, ANNA, None, END, (MAIN.level_id,))
    outcome = desk.enroll(ORDER)
    assert outcome.state is State.ACCEPTED
    assert outcome.problem is not None
    assert outcome.problem.code == "key-was-there"


@pytest.mark.parametrize("credential", [CARD, Code("4711"), Code()])
@pytest.mark.parametrize("failing", [set(), {"settle unknown"}])
def test_an_interruption_while_the_service_is_asked_leaves_an_unknown_outcome(
    desk: Desk, credential: Identification | Code, failing: set[str]
) -> None:
    desk.service.answer = KeyboardInterrupt()
    desk.failing.update(failing)
    with pytest.raises(Interrupted) as caught:
        desk.enroll(Order(credential, ANNA))
    outcome = caught.value.outcome
    assert (outcome.state, outcome.outbox_id) == (State.UNKNOWN, 7)
    assert outcome.problem is not None
    assert outcome.problem.code == "interrupted"
    assert ("would make a second one" in str(outcome.problem)) == (credential == Code())
    assert desk.state() is (State.SENDING if failing else State.UNKNOWN)


def test_an_answer_that_names_no_card_is_never_shown_as_done(desk: Desk) -> None:
    desk.service.answer = KeyRecord(KEY_ID, "{card?}", None, ANNA)
    outcome = desk.enroll()
    assert (outcome.state, outcome.record) == (State.UNKNOWN, None)
    assert desk.state() is State.UNKNOWN
    assert outcome.problem is not None
    assert outcome.problem.code == "answer-names-no-card"
    assert "“{card?}”" in str(outcome.problem)


@pytest.mark.parametrize("answered", ["", " "])
def test_an_answer_without_any_card_is_not_quoted(desk: Desk, answered: str) -> None:
    desk.service.answer = KeyRecord(KEY_ID, answered, None, ANNA)
    assert str(desk.enroll().problem).startswith("The service answered without naming the card. Check")


def test_a_code_is_asked_of_no_history_and_may_be_answered_without_its_digits(desk: Desk) -> None:
    desk.service.answer = KeyRecord(KEY_ID, "", None)
    assert desk.enroll(Order(Code("0042"))).state is State.ACCEPTED
    assert "by_card" not in desk.events


@pytest.mark.parametrize("event", ["by_card", "save"])
def test_what_cannot_be_written_down_is_not_sent(desk: Desk, event: str) -> None:
    desk.failing.add(event)
    with pytest.raises(StoreError):
        desk.enroll()
    assert desk.service.sent == []


def test_a_known_conflict_that_cannot_be_written_down_is_not_sent(desk: Desk) -> None:
    desk.register.knows(CARD, BO)
    desk.failing.add("settle conflict")
    with pytest.raises(StoreError):
        desk.enroll()
    assert desk.service.sent == []


def test_a_full_disk_after_the_answer_does_not_say_that_nothing_was_sent(desk: Desk) -> None:
    desk.failing.add("settle accepted")
    outcome = desk.enroll()
    assert (outcome.state, len(desk.service.sent)) == (State.ACCEPTED, 1)
    assert outcome.record is not None
    assert outcome.problem is not None
    assert outcome.problem.code == "answer-not-written"
    assert "could not be written down at this station: full." in str(outcome.problem)
    assert desk.state() is State.SENDING
    assert desk.enroller.unfinished() == 1


@pytest.mark.parametrize(
    ("error", "state"),
    [(Refused, State.REJECTED), (OutcomeUnknown, State.UNKNOWN), (Unreachable, State.SAVED)],
)
def test_a_full_disk_after_a_failure_leaves_the_failures_own_words(
    desk: Desk, error: type[ServiceError], state: State
) -> None:
    problem = Problem("a", "It failed.")
    desk.service.answer = error(problem)
    desk.failing.add(f"settle {state.value}")
    outcome = desk.enroll()
    assert (outcome.state, outcome.problem) == (state, problem)


def test_a_full_disk_does_not_hide_that_anothers_key_was_overwritten(desk: Desk) -> None:
    desk.service.answer = KeyRecord(KEY_ID, CARD.decimal, CARD, BO)
    desk.failing.add("settle conflict")
    outcome = desk.enroll()
    assert (outcome.state, outcome.owner, outcome.overwritten) == (State.CONFLICT, BO, True)
    assert outcome.problem is not None
    assert outcome.problem.code == "card-taken-overwritten"


def test_an_enrollment_is_sent_again_in_the_same_row(desk: Desk) -> None:
    desk.service.answer = AWAY
    first = desk.enroll()
    assert (first.state, desk.enroller.unfinished()) == (State.SAVED, 1)
    desk.service.answer = None
    second = desk.enroller.resend(first)
    assert (second.state, second.outbox_id) == (State.ACCEPTED, first.outbox_id)
    assert list(desk.store.rows) == [7]
    assert desk.service.bodies[0] == desk.service.bodies[1]
    assert desk.service.secrets == ["8642", "8642"]
    assert desk.enroller.unfinished() == 0


def test_a_second_try_finds_the_conflict_too(desk: Desk) -> None:
    desk.service.answer = OutcomeUnknown(Problem("a", "No answer."))
    first = desk.enroll()
    desk.service.answer = KeyRecord(KEY_ID, CARD.decimal, CARD, BO)
    assert desk.enroller.resend(first).overwritten


UNRESOLVED = replace(ORDER, unresolved_levels=("Main door", "{x}"))


def test_an_order_whose_levels_are_not_known_is_kept_and_not_sent(desk: Desk) -> None:
    outcome = desk.enroll(UNRESOLVED)
    assert desk.service.sent == []
    assert desk.events == ["by_card", "save", "claim"]
    assert outcome.state is State.SAVED
    assert outcome.problem is not None
    assert outcome.problem.code == "levels-not-looked-up"
    assert "(Main door, {x})" in str(outcome.problem)
    assert desk.enroller.resend(outcome) == outcome
    assert desk.service.sent == []


def test_a_conflict_is_told_before_the_unknown_levels(desk: Desk) -> None:
    desk.register.knows(CARD, BO)
    assert desk.enroll(UNRESOLVED).state is State.CONFLICT


def test_levels_are_remembered_when_the_service_lists_them(desk: Desk) -> None:
    desk.service.known_levels = (MAIN, BRACES)
    assert desk.enroller.levels() == (MAIN, BRACES)
    assert desk.enroller.remembered_levels() == (MAIN, BRACES)
    desk.service.known_levels = AWAY
    with pytest.raises(Unreachable):
        desk.enroller.levels()
    assert desk.enroller.remembered_levels() == (MAIN, BRACES)


def test_a_draft_without_levels_asks_nobody(desk: Desk) -> None:
    assert desk.enroller.prepare(Draft(CARD, "Anna"), STOCKHOLM) == Order(CARD, Person("Anna"))
    assert desk.events == []


def test_a_drafts_faults_are_told_before_anybody_is_asked(desk: Desk) -> None:
    with pytest.raises(InvalidInputError):
        desk.enroller.prepare(Draft(None, levels=("Main door",)), STOCKHOLM)
    assert desk.events == []


def test_the_levels_of_a_draft_are_looked_up_at_the_service(desk: Desk) -> None:
    desk.service.known_levels = (MAIN, BRACES)
    order = desk.enroller.prepare(Draft(CARD, levels=("{x}", "main door")), STOCKHOLM)
    assert (order.levels, order.unresolved_levels) == ((BRACES.level_id, MAIN.level_id), ())


def test_a_level_that_the_service_does_not_have_is_a_fault(desk: Desk) -> None:
    desk.service.known_levels = (MAIN,)
    with pytest.raises(InvalidInputError, match=re.escape("no access level “{x}”")):
        desk.enroller.prepare(Draft(CARD, levels=("{x}",)), STOCKHOLM)


def test_the_levels_heard_of_before_count_while_the_service_is_away(desk: Desk) -> None:
    desk.register.remembered = (MAIN,)
    desk.service.known_levels = AWAY
    order = desk.enroller.prepare(Draft(CARD, levels=("Main door",)), STOCKHOLM)
    assert (order.levels, order.unresolved_levels) == ((MAIN.level_id,), ())


def test_a_name_new_to_the_station_is_kept_as_typed_while_the_service_is_away(desk: Desk) -> None:
    desk.service.known_levels = AWAY
    given = ("{x}", f" {MAIN.level_id} ", "１２３４")
    order = desk.enroller.prepare(Draft(CARD, "Anna", levels=given), STOCKHOLM)
    assert order.levels == (MAIN.level_id,)
    assert order.unresolved_levels == ("{x}", "１２３４")
    assert desk.enroll(order).state is State.SAVED
    assert desk.service.sent == []


def test_ids_alone_are_sent_although_the_service_could_not_list_them(desk: Desk) -> None:
    desk.service.known_levels = AWAY
    order = desk.enroller.prepare(Draft(CARD, levels=(str(MAIN.level_id),)), STOCKHOLM)
    assert desk.enroll(order).state is State.ACCEPTED


def test_an_owner_is_known_before_anything_is_typed(desk: Desk) -> None:
    desk.register.knows(CARD, BO)
    assert desk.enroller.acquaintance(parse_identification("0x00499602d2")).owner == BO
    assert desk.enroller.acquaintance(parse_identification("MC:1")).owner is None


def test_one_side_of_somebodys_card_is_somebodys_card(desk: Desk) -> None:
    desk.register.knows(parse_identification("0x00499602d2|0xcafebabe"), BO)
    assert desk.enroller.acquaintance(CARD).owner == BO
    outcome = desk.enroll()
    assert (outcome.state, outcome.owner) == (State.CONFLICT, BO)
    assert desk.service.sent == []


PENDING = KeyStatus(Propagation.PENDING)
HALF = KeyStatus(Propagation.PARTLY_APPLIED, (SystemStatus("a", Propagation.PENDING),))
DONE = KeyStatus(Propagation.APPLIED, (SystemStatus("a", Propagation.APPLIED),))


class Waiting:
    """Counts what it is asked to wait; gives up after so many times."""

    def __init__(self, patience: int = 100) -> None:
        self.seconds: list[float] = []
        self._patience = patience

    def __call__(self, seconds: float) -> bool:
        self.seconds.append(seconds)
        return len(self.seconds) >= self._patience


def test_a_key_is_followed_until_every_door_system_has_answered(desk: Desk) -> None:
    outcome = desk.enroll()
    desk.service.statuses = [PENDING, HALF, DONE]
    waiting = Waiting()
    assert list(desk.enroller.follow(outcome, waiting)) == [PENDING, HALF, DONE]
    assert waiting.seconds == [0.3, 0.5]
    assert desk.state() is State.APPLIED


def test_the_waits_grow_and_stay_at_the_longest(desk: Desk) -> None:
    outcome = desk.enroll()
    desk.service.statuses = [PENDING] * 8
    waiting = Waiting(patience=8)
    assert len(list(desk.enroller.follow(outcome, waiting))) == 8
    assert waiting.seconds == [0.3, 0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0]


@pytest.mark.parametrize(("last", "state"), [(PENDING, State.ACCEPTED), (HALF, State.PARTLY_APPLIED)])
def test_giving_up_writes_down_what_was_heard_last(desk: Desk, last: KeyStatus, state: State) -> None:
    outcome = desk.enroll()
    desk.service.statuses = [last]
    assert list(desk.enroller.follow(outcome, Waiting(patience=1))) == [last]
    assert desk.state() is state


def test_a_service_that_goes_away_while_it_is_followed_leaves_the_key_accepted(desk: Desk) -> None:
    outcome = desk.enroll()
    desk.service.statuses = [PENDING, AWAY]
    following = desk.enroller.follow(outcome, Waiting())
    assert next(following) == PENDING
    with pytest.raises(Unreachable):
        next(following)
    assert desk.state() is State.ACCEPTED


def test_a_full_disk_at_the_end_of_following_does_not_say_that_nothing_was_sent(desk: Desk) -> None:
    outcome = desk.enroll()
    desk.service.statuses = [DONE]
    desk.failing.add("propagated applied")
    assert list(desk.enroller.follow(outcome, Waiting())) == [DONE]
    assert desk.state() is State.ACCEPTED
