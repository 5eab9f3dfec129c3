"""Keys that exist: changed, blocked, removed and replaced by their ids."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.enrollment import Credential, KeyRecord, KeyStatus, Order, Propagation, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Purpose, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import KeyMissing, OutcomeUnknown, Refused
from enroll_app.domain.validity import Validity
from enroll_app.services.keys import BLOCKED_BEFORE, Keys
from tests.services.fakes import KEY_ID, NOW, FakeOutboxStore, FakeService, fake_station

CARD, NEW = parse_identification("EM:1234567890"), parse_identification("MC:77")
BO = Person("Bo", "Ek", UUID(int=9))
ANNA = Person("Anna", "Berg", UUID(int=8))
LEVELS = (UUID(int=1),)
LONG_AGO = NOW - BLOCKED_BEFORE
KEY = KnownKey(KEY_ID, CARD, BO, validity=Validity(None, NOW + timedelta(days=30)), levels=LEVELS)


@dataclass
class Bench:
    """Keys on fakes; the station knows one, Bo's."""

    service: FakeService = field(default_factory=FakeService)
    store: FakeOutboxStore = field(default_factory=FakeOutboxStore)

    def __post_init__(self) -> None:
        self.store.register.keys[KEY_ID] = KEY
        self.station = fake_station(self.service, self.store)

    @property
    def keys(self) -> Keys:
        return self.station.keys

    def purposes(self) -> list[Purpose]:
        return [row.operation.purpose for row in self.store.rows.values()]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_key_is_known_by_its_card_and_by_its_id(bench: Bench) -> None:
    assert bench.keys.known(CARD) == bench.keys.known_id(KEY_ID) == KEY
    assert bench.keys.known(NEW) is None


def test_a_change_by_card_is_sent_by_the_keys_id(bench: Bench) -> None:
    outcome = bench.keys.change(Change(None, CARD, pin=Pin("8642")), reader="desk reader")
    assert outcome.state is State.ACCEPTED
    assert bench.service.sent == [Change(KEY_ID, CARD, BO, PinRule.SEALED)]
    assert bench.service.secrets == ["8642"]
    assert bench.store.rows[7].operation.reader == "desk reader"


def test_a_change_of_a_card_that_nobody_knows_is_not_sent(bench: Bench) -> None:
    with pytest.raises(InvalidInputError, match="Give the key's id"):
        bench.keys.change(Change(None, NEW))
    assert bench.store.rows == {}


def test_an_id_that_this_station_never_heard_of_can_be_changed_all_the_same(bench: Bench) -> None:
    change = Change(UUID(int=5), pin=PinRule.CLEAR)
    assert bench.keys.change(change).state is State.ACCEPTED
    assert bench.service.sent == [change]


def test_a_change_that_hit_another_persons_key_is_a_conflict(bench: Bench) -> None:
    record = bench.keys.change(Change(KEY_ID)).record
    assert record is not None
    bench.service.answer = replace(record, person=ANNA)
    outcome = bench.keys.change(Change(KEY_ID))
    assert (outcome.state, outcome.owner) == (State.CONFLICT, ANNA)
    outbox = bench.station.outbox
    with pytest.raises(InvalidInputError, match="changes a key that exists"):
        outbox.reassign(outcome.outbox_id)
    assert outbox.keep(outcome.outbox_id).state is State.ACCEPTED


def test_an_answer_about_another_key_is_no_answer(bench: Bench) -> None:
    record = bench.keys.change(Change(KEY_ID)).record
    assert record is not None
    bench.service.answer = replace(record, key_id=UUID(int=5))
    assert bench.keys.change(Change(KEY_ID)).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        (None, Validity(LONG_AGO - timedelta(seconds=1), LONG_AGO)),
        (NOW - timedelta(days=3), Validity(LONG_AGO - timedelta(seconds=1), LONG_AGO)),
        (NOW - timedelta(days=500), Validity(LONG_AGO - timedelta(seconds=1), LONG_AGO)),
        (NOW + timedelta(days=3), Validity(LONG_AGO - timedelta(seconds=1), LONG_AGO)),
    ],
)
def test_a_blocked_key_has_ended_whichever_clock_is_looked_at_and_keeps_its_levels(
    bench: Bench, start: datetime | None, meant: Validity
) -> None:
    assert bench.keys.block(replace(KEY, validity=Validity(start))).state is State.ACCEPTED
    assert bench.service.sent == [Change(KEY_ID, CARD, BO, validity=meant)]
    assert bench.purposes() == [Purpose.BLOCK]


def test_a_key_of_which_no_answer_told_is_blocked_whenever_it_begins(bench: Bench) -> None:
    bench.keys.block(replace(KEY, validity=Validity(), levels=None))
    (sent,) = bench.service.sent
    assert isinstance(sent, Change)
    assert sent.validity == Validity(LONG_AGO - timedelta(seconds=1), LONG_AGO)


def test_a_key_is_removed_by_its_id_where_one_is_known(bench: Bench) -> None:
    assert bench.keys.remove(Removal(None, CARD)).state is State.ACCEPTED
    assert bench.keys.known(CARD) is None
    assert bench.keys.remove(Removal(None, NEW)).state is State.ACCEPTED
    assert bench.service.sent == [Removal(KEY_ID, CARD, BO), Removal(None, NEW)]
    with pytest.raises(InvalidInputError):
        bench.keys.remove(Removal(None))


def test_a_removal_that_is_repeated_and_finds_nothing_has_worked(bench: Bench) -> None:
    bench.service.answers = [OutcomeUnknown(Problem("lost", "No answer.")), KeyMissing(Problem("gone", "Gone."))]
    assert bench.keys.remove(Removal(KEY_ID)).state is State.UNKNOWN
    outcome = bench.station.outbox.send(7)
    assert (outcome.state, outcome.problem) == (State.ACCEPTED, None)
    assert bench.keys.known_id(KEY_ID) is None


@pytest.mark.parametrize("intent", [Removal(None, CARD), Change(None, CARD, pin=PinRule.CLEAR)])
def test_who_has_a_card_is_not_forgotten_for_a_key_that_is_not_found(bench: Bench, intent: Removal | Change) -> None:
    """An address that is wrong answers the same."""
    gone = KeyMissing(Problem("gone", "Gone."))
    bench.service.answer = gone
    outcome = bench.keys.remove(intent) if isinstance(intent, Removal) else bench.keys.change(intent)
    assert (outcome.state, outcome.problem) == (State.REJECTED, gone.problem)
    assert bench.keys.known(CARD) == KEY


def test_a_replaced_card_whose_old_key_is_gone_already_is_replaced(bench: Bench) -> None:
    record = KeyRecord(UUID(int=5), NEW.decimal, NEW, BO)
    bench.service.answers = [record, KeyMissing(Problem("gone", "Gone."))]
    outcomes = bench.keys.replace(KEY, NEW, PinRule.LEAVE)
    assert [(one.state, one.problem) for one in outcomes] == [(State.ACCEPTED, None)] * 2
    assert bench.keys.known(CARD) is None


def test_a_lost_card_is_replaced_for_the_same_person_before_the_old_key_goes(bench: Bench) -> None:
    bench.service.answer = None
    outcomes = bench.keys.replace(KEY, NEW, Pin("8642"))
    assert [one.state for one in outcomes] == [State.ACCEPTED] * 2
    assert bench.service.sent == [
        Order(NEW, BO, PinRule.SEALED, KEY.validity, LEVELS),
        Removal(KEY_ID, CARD, BO),
    ]
    assert bench.purposes() == [Purpose.REPLACE] * 2


def test_a_replacement_of_a_key_that_the_service_has_no_more_is_not_begun(bench: Bench) -> None:
    """Access that was taken away elsewhere is not given back by it."""
    bench.service.statuses = [KeyMissing(Problem("gone", "Gone."))]
    with pytest.raises(InvalidInputError) as caught:
        bench.keys.replace(KEY, NEW, PinRule.LEAVE)
    assert [one.code for one in caught.value.problems] == ["old-key-gone"]
    assert (bench.store.rows, bench.service.sent) == ({}, [])


def test_a_spare_card_with_a_key_of_its_own_takes_over_nothing_of_it(bench: Bench) -> None:
    spare = KnownKey(UUID(int=5), NEW, BO, validity=Validity(NOW + timedelta(days=9), NOW + timedelta(days=10)))
    bench.store.register.keys[spare.key_id] = spare
    forever = replace(KEY, validity=Validity())
    with pytest.raises(InvalidInputError) as caught:
        bench.keys.replace(forever, NEW, PinRule.LEAVE)
    assert [one.code for one in caught.value.problems] == ["own-key-ends"]
    later = Validity(None, NOW + timedelta(days=90))
    bench.keys.replace(forever, NEW, PinRule.LEAVE, validity=later)
    assert bench.service.sent[0] == Order(NEW, BO, PinRule.CLEAR, Validity(NOW, later.end), LEVELS)
    with pytest.raises(InvalidInputError) as caught:
        bench.keys.replace(replace(KEY, validity=later, levels=()), NEW, PinRule.LEAVE)
    assert [one.code for one in caught.value.problems] == ["own-key-levels"]


def test_the_old_key_stays_while_the_new_one_is_not_there(bench: Bench) -> None:
    bench.service.answer = Refused(Problem("no", "No."))
    assert [one.state for one in bench.keys.replace(KEY, NEW, PinRule.LEAVE)] == [State.REJECTED]
    assert bench.station.outbox.send(8).state is State.SAVED
    assert len(bench.service.sent) == 1


def test_a_card_of_somebody_else_replaces_none(bench: Bench) -> None:
    bench.store.register.knows(NEW, ANNA, key_id=UUID(int=5))
    (outcome,) = bench.keys.replace(KEY, NEW, PinRule.LEAVE)
    assert (outcome.state, outcome.owner, outcome.outbox_id) == (State.CONFLICT, ANNA, 0)
    assert (bench.store.rows, bench.service.sent) == ({}, [])


def test_a_card_that_turns_out_to_be_anothers_leaves_the_old_key_and_can_be_given_back(bench: Bench) -> None:
    bench.store.register.keys[UUID(int=5)] = KnownKey(UUID(int=5), None, ANNA, levels=LEVELS)
    bench.service.answers = [KeyRecord(UUID(int=5), NEW.decimal, NEW, ANNA)]
    (outcome,) = bench.keys.replace(KEY, NEW, PinRule.LEAVE)
    assert (outcome.state, outcome.overwritten) == (State.CONFLICT, True)
    assert bench.station.outbox.restore(7, PinRule.CLEAR).state is State.ACCEPTED
    assert not any(isinstance(one, Removal) for one in bench.service.sent)
    assert bench.station.outbox.counts().unfinished == 0


@pytest.mark.parametrize(
    ("old", "credential", "code"),
    [
        (replace(KEY, owner=Person("Bo", "Ek")), NEW, "person-id-unknown"),
        (replace(KEY, levels=None), NEW, "levels-not-known"),
        (KEY, CARD, "same-card"),
    ],
)
def test_what_a_replacement_needs_to_know_is_asked_for(
    bench: Bench, old: KnownKey, credential: Credential, code: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        bench.keys.replace(old, credential, PinRule.LEAVE)
    assert [one.code for one in caught.value.problems] == [code]
    assert bench.service.sent == []


def test_the_end_of_a_blocked_key_is_not_handed_on_unless_that_is_said(bench: Bench) -> None:
    assert bench.keys.block(KEY).state is State.ACCEPTED
    blocked = bench.keys.known(CARD)
    assert blocked is not None
    with pytest.raises(InvalidInputError, match=r"has ended on .* UTC.* Say until when") as caught:
        bench.keys.replace(blocked, NEW, PinRule.LEAVE)
    assert [one.code for one in caught.value.problems] == ["old-key-ended"]
    assert len(bench.service.sent) == 1
    later = Validity(None, NOW + timedelta(days=1))
    assert bench.keys.lacking(blocked, later) == bench.keys.lacking(blocked, Validity()) == []
    assert next(one.state for one in bench.keys.replace(blocked, NEW, PinRule.LEAVE, validity=later)) is State.ACCEPTED
    assert bench.service.sent[1] == Order(NEW, BO, PinRule.CLEAR, later, LEVELS)


def test_levels_that_are_given_need_not_be_known(bench: Bench) -> None:
    unknown = replace(KEY, levels=None)
    outcomes = bench.keys.replace(unknown, NEW, PinRule.LEAVE, validity=Validity(), levels=())
    assert len(outcomes) == 2


@pytest.mark.parametrize("number", [None, 7])
def test_a_status_is_followed_and_told_to_its_row(bench: Bench, number: int | None) -> None:
    bench.keys.change(Change(KEY_ID))
    bench.service.statuses = [KeyStatus(Propagation.PENDING), KeyStatus(Propagation.APPLIED)]
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        return False

    assert len(list(bench.keys.follow(KEY_ID, wait, number))) == 2
    assert waits == [0.3]
    told = State.APPLIED if number else State.ACCEPTED
    assert bench.store.rows[7].operation.state is told
    bench.service.statuses = [KeyStatus(Propagation.PENDING)]
    assert bench.keys.status(KEY_ID).propagation is Propagation.PENDING


def test_events_are_paged_and_may_be_those_of_one_card(bench: Bench) -> None:
    mine, other = (DoorEvent(NOW, 102, "Entrance", "abc123-001", card) for card in (CARD, NEW))
    pages = [EventPage((mine, other), "more"), EventPage((other, mine))]
    bench.service.pages = list(pages)
    assert list(bench.keys.events(NOW, identification=CARD)) == [mine, mine]
    bench.service.pages = list(pages)
    assert list(bench.keys.events(NOW, limit=1)) == [mine]
    assert len(bench.service.pages) == 1
