"""A key in hand: what a tap does, what is wrong with what was typed, what is said before, and what came of it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.cards import recognize
from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.door_words import error_words, event_remedy, event_words, was_denied
from enroll_app.domain.enrollment import NOBODY_NAMED, KeyRecord, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Change, Purpose, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import OutcomeUnknown, Unreachable
from enroll_app.domain.tap import Tap, understand
from enroll_app.domain.validity import Validity
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_summary import LevelNames
from enroll_app.services.key_taps import Took, opens_key
from enroll_app.services.key_waiting import waiting_for
from enroll_app.services.last_at_doors import Lately, lately
from enroll_app.services.wizard import Wizard
from tests.services.fakes import KEY_ID, NOW, FakeOutboxStore, FakeService, fake_station

ZONE = ZoneInfo("Europe/Stockholm")
CARD = parse_identification("EM:4564999259")
BO, ANNA = Person("Bo", "Ek", UUID(int=9)), Person("Anna", "Berg", UUID(int=8))
WHY = Problem("away", "No answer came.")
OFFICE, LAB = AccessLevel(UUID(int=1), "Office", "s-1"), AccessLevel(UUID(int=2), "Laboratory", "s-1")
EXTRA = AccessLevel(UUID(int=3), "Extra", "s-1")
ENDS = datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC)
KEY = KnownKey(KEY_ID, CARD, BO, validity=Validity(None, ENDS), levels=(OFFICE.level_id,))


def tap(uid: str) -> Tap:
    return understand(recognize(bytes.fromhex(uid)))


MINE, NEW, THIRD = tap("0110185C5B"), tap("0110185C5C"), tap("0110185C5D")


def in_hand(act: Act | None = None, key: KnownKey = KEY) -> KeyInHand:
    made = KeyInHand(key, ZONE, lambda: NOW, MINE)
    made.know_levels((OFFICE, LAB))
    if act is not None:
        made.begin(act)
    return made


def said(hand: KeyInHand) -> str:
    return " ".join(one.template for one in hand.summary())


def codes(hand: KeyInHand) -> list[str]:
    return [one.code for one in hand.problems()]


@dataclass
class Bench:
    """A station that knows Bo's key."""

    service: FakeService = field(default_factory=FakeService)
    store: FakeOutboxStore = field(default_factory=FakeOutboxStore)

    def __post_init__(self) -> None:
        self.store.register.keys[KEY_ID] = KEY
        self.station = fake_station(self.service, self.store)

    def do(self, hand: KeyInHand) -> None:
        assert hand.problems() == ()
        work = hand.work()
        hand.begin_sending()
        hand.came_to(work(self.station))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_the_same_card_changes_nothing_and_another_one_leaves_only_what_was_not_typed() -> None:
    hand = in_hand()
    assert hand.tapped(MINE) is Took.SAME
    assert hand.tapped(THIRD) is Took.LEFT
    hand.begin(Act.VALIDITY)
    assert hand.tapped(THIRD) is Took.LEFT
    hand.draft = replace(hand.draft, valid_to="2027-01-01")
    assert hand.tapped(THIRD) is Took.OTHER
    assert hand.other == THIRD
    assert hand.tapped(MINE) is Took.SAME
    assert hand.other is None


def test_one_side_of_a_card_with_two_technologies_is_that_card() -> None:
    both = parse_identification("0x0110185c5b|0x048a4aaaa62d80")
    hand = KeyInHand(replace(KEY, identification=both), ZONE, lambda: NOW)
    assert hand.tapped(MINE) is Took.SAME
    assert hand.tapped(NEW) is Took.LEFT


def test_while_a_lost_card_is_replaced_a_tap_is_the_new_card_until_there_is_one() -> None:
    hand = in_hand(Act.REPLACE)
    assert codes(hand) == ["no-new-card"]
    assert hand.tapped(MINE) is Took.NEW
    assert codes(hand) == ["same-card"]
    assert hand.tapped(tap("08112233")) is Took.NEW
    assert hand.problems()[0].field == "card"
    assert hand.tapped(NEW) is Took.NEW
    assert codes(hand) == []
    assert NEW.identification is not None
    hand.know_new(NEW.identification, Acquaintance(ANNA))
    assert codes(hand) == ["card-of-somebody-else"]
    hand.know_new(NEW.identification, Acquaintance(None, key=KEY))
    assert codes(hand) == ["card-of-somebody-else"]
    hand.know_new(NEW.identification, Acquaintance(BO, key=KEY))
    assert codes(hand) == []
    # Another one takes its place only by a person's word; nor does the old card.
    assert hand.tapped(THIRD) is Took.OTHER
    assert hand.new == NEW
    assert hand.tapped(MINE) is Took.SAME
    assert hand.tapped(NEW) is Took.SAME
    assert hand.other is None
    hand.tapped(THIRD)
    assert hand.take_other() == THIRD
    assert hand.new == THIRD
    # What is heard late of a card that is out of the question says nothing of this one.
    hand.know_new(NEW.identification, Acquaintance(ANNA))
    assert codes(hand) == []


def test_a_tap_does_not_leave_what_is_under_way() -> None:
    hand = in_hand(Act.BLOCK)
    hand.begin_sending()
    assert hand.tapped(THIRD) is Took.IGNORED


@pytest.mark.parametrize(
    ("act", "typed", "found"),
    [
        (Act.PIN, {"pin": ""}, ["pin-not-four-digits"]),
        (Act.PIN, {"pin": "12a4"}, ["pin-not-digits"]),
        (Act.PIN, {"pin": PinRule.LEAVE}, ["pin-stays"]),
        (Act.PIN, {"pin": PinRule.CLEAR}, []),
        (Act.VALIDITY, {}, ["nothing-to-change"]),
        (Act.VALIDITY, {"valid_to": "soon"}, ["date-unreadable"]),
        (Act.VALIDITY, {"valid_from": "2026-07-01"}, ["expiry-before-start"]),
        (Act.VALIDITY, {"valid_to": "2026-07-01"}, []),
        (Act.LEVELS, {}, ["nothing-to-change"]),
        (Act.LEVELS, {"levels": ()}, []),
        (Act.LEVELS, {"levels": (str(UUID(int=7)),)}, ["level-unknown"]),
        (Act.BLOCK, {}, []),
        (Act.REMOVE, {}, []),
    ],
)
def test_what_is_wrong_is_found_before_anything_is_sent(act: Act, typed: dict[str, object], found: list[str]) -> None:
    hand = in_hand(act)
    hand.draft = replace(hand.draft, **typed)  # type: ignore[arg-type]  # the names are those of a draft
    assert codes(hand) == found
    assert bool(hand.summary()) is not bool(found)


def test_a_key_of_which_little_is_known_cannot_be_replaced_in_silence() -> None:
    hand = in_hand(Act.REPLACE, KnownKey(KEY_ID, CARD, Person("Bo", "Ek"), validity=Validity(None, NOW)))
    hand.tapped(NEW)
    assert sorted(codes(hand)) == ["levels-not-known", "old-key-ended", "person-id-unknown"]
    assert hand.lacks_person_id
    assert hand.ended
    hand.draft = replace(hand.draft, person_id=str(UUID(int=9)), valid_to="2026-12-31", levels=(str(OFFICE.level_id),))
    assert codes(hand) == []


def test_a_new_card_begins_when_that_is_said() -> None:
    hand = in_hand(Act.REPLACE, replace(KEY, owner=BO, validity=Validity(None, NOW)))
    hand.tapped(NEW)
    hand.draft = replace(hand.draft, valid_from="2026-12-01", valid_to="2026-11-01")
    assert codes(hand) == ["expiry-before-start"]
    hand.draft = replace(hand.draft, valid_to="2026-12-31")
    assert codes(hand) == []
    assert "It is valid from {start} on" in said(hand)


def test_levels_that_are_not_known_are_not_said_to_be_taken_away() -> None:
    hand = in_hand(Act.LEVELS, replace(KEY, levels=None))
    hand.draft = replace(hand.draft, levels=(str(LAB.level_id),))
    assert "is not known here" in said(hand)
    assert "loses" not in said(hand)


def test_what_a_change_of_levels_does_is_said_by_name() -> None:
    hand = in_hand(Act.LEVELS)
    hand.draft = replace(hand.draft, levels=(str(LAB.level_id),))
    facts = [one.facts.get("levels") for one in hand.summary()]
    assert facts[:2] == [LevelNames(("Laboratory (s-1)",)), LevelNames(("Office (s-1)",))]
    hand.draft = replace(hand.draft, levels=())
    assert "opens no door" in said(hand)


def test_no_list_of_levels_that_nobody_has_seen_is_sent() -> None:
    hand = KeyInHand(KEY, ZONE, lambda: NOW)
    hand.begin(Act.LEVELS)
    assert codes(hand) == ["levels-not-loaded"]
    hand.draft = replace(hand.draft, levels=())
    assert codes(hand) == ["levels-not-loaded"]
    hand.know_levels((OFFICE, LAB))
    assert hand.takes_away, "taking the last one away is nothing for a single Enter"


def test_a_level_that_is_not_offered_any_more_is_kept_until_somebody_takes_it_away(bench: Bench) -> None:
    hand = in_hand(key=replace(KEY, levels=(OFFICE.level_id, LAB.level_id)))
    hand.know_levels((LAB, EXTRA))
    hand.begin(Act.LEVELS)
    assert codes(hand) == ["nothing-to-change"]
    hand.draft = replace(hand.draft, levels=(*hand.draft.levels, str(EXTRA.level_id)))
    facts = {one.template: one.facts.get("levels") for one in hand.summary()}
    assert facts["The key gets {levels}."] == LevelNames(("Extra (s-1)",))
    # It was called so a moment ago.
    assert facts["The key keeps what is not offered any more: {levels}."] == LevelNames(("Office (s-1)",))
    bench.do(hand)
    sent = bench.service.sent[-1]
    assert isinstance(sent, Change)
    assert sent.levels == (OFFICE.level_id, LAB.level_id, EXTRA.level_id)


def test_a_level_that_nobody_can_name_is_counted_where_it_is_lost() -> None:
    hand = in_hand(Act.LEVELS, replace(KEY, levels=(UUID(int=77), OFFICE.level_id)))
    hand.draft = replace(hand.draft, levels=(str(OFFICE.level_id),))
    assert next(one.facts.get("levels") for one in hand.summary()) == LevelNames((), 1)


def test_a_new_card_gets_the_levels_of_the_old_one_offered_or_not(bench: Bench) -> None:
    bench.service.answers = [KeyRecord(UUID(int=5), "", NEW.identification, BO)]
    hand = in_hand(key=replace(KEY, levels=(OFFICE.level_id, UUID(int=77))))
    hand.begin(Act.REPLACE)
    hand.tapped(NEW)
    assert LevelNames(("Office (s-1)",), 1) in [one.facts.get("levels") for one in hand.summary()]
    bench.do(hand)
    assert bench.service.sent[0].levels == (OFFICE.level_id, UUID(int=77))  # type: ignore[union-attr]


def test_levels_that_come_late_change_nothing_that_was_chosen() -> None:
    hand = KeyInHand(KEY, ZONE, lambda: NOW)
    hand.begin(Act.LEVELS)
    hand.know_levels((OFFICE, LAB))
    assert hand.draft.levels == (str(OFFICE.level_id),)
    hand.draft = replace(hand.draft, levels=(str(LAB.level_id),))
    hand.know_levels((OFFICE,))
    assert hand.draft.levels == (str(LAB.level_id),)


def test_a_pin_is_sent_alone(bench: Bench) -> None:
    hand = in_hand(Act.PIN)
    hand.draft = replace(hand.draft, pin="8642")
    bench.do(hand)
    assert bench.service.sent == [Change(KEY_ID, CARD, BO, PinRule.SEALED)]
    assert bench.service.secrets == ["8642"]
    assert hand.done


def test_a_drawn_pin_is_owed_until_it_was_looked_at(bench: Bench) -> None:
    hand = in_hand(Act.PIN)
    hand.draft = replace(hand.draft, pin=Pin("8642"))
    assert "shown nowhere else" in said(hand)
    bench.do(hand)
    assert hand.pin_owed
    assert hand.tapped(THIRD) is Took.IGNORED
    hand.pin_seen = True
    assert hand.tapped(THIRD) is Took.LEFT


def test_a_blocked_key_is_opened_again_until_its_end_of_before(bench: Bench) -> None:
    hand = in_hand(Act.BLOCK)
    bench.do(hand)
    assert bench.store.rows[7].operation.purpose is Purpose.BLOCK
    hand.now_known(replace(KEY, validity=Validity(None, NOW)))
    assert hand.ended
    hand.begin_reopening()
    assert hand.draft.valid_to == "2026-06-30"
    assert "opens its doors again" in said(hand)
    bench.do(hand)
    sent = bench.service.sent[-1]
    assert isinstance(sent, Change)
    assert sent.validity == Validity(None, ENDS)


def test_a_key_that_had_not_begun_is_opened_again_from_its_day_on(bench: Bench) -> None:
    start = datetime(2026, 6, 10, 6, 30, tzinfo=UTC)
    before = replace(KEY, validity=Validity(start, ENDS))
    hand = in_hand(Act.BLOCK, before)
    bench.do(hand)
    hand.now_known(replace(before, validity=Validity(NOW - timedelta(seconds=1), NOW)))
    hand.begin_reopening()
    bench.do(hand)
    sent = bench.service.sent[-1]
    assert isinstance(sent, Change)
    assert sent.validity == Validity(start, ENDS)


def test_how_a_key_was_before_its_block_fills_the_form_also_when_it_comes_late(bench: Bench) -> None:
    hand = in_hand(key=replace(KEY, validity=Validity(None, NOW)))
    hand.begin(Act.VALIDITY)
    hand.know_former(Validity(None, ENDS))
    assert hand.draft.valid_to == "2026-06-30"
    assert not hand.typed
    hand.begin(Act.VALIDITY)
    hand.draft = replace(hand.draft, valid_to="2026-12-31")
    hand.know_former(Validity(None, ENDS))
    assert hand.draft.valid_to == "2026-12-31"


def test_an_end_in_the_past_is_nothing_for_a_single_enter() -> None:
    hand = in_hand(Act.VALIDITY)
    hand.draft = replace(hand.draft, valid_to="2016-06-30")
    assert hand.takes_away
    assert "no door opens" in said(hand)
    hand.draft = replace(hand.draft, valid_to="2027-06-30")
    assert not hand.takes_away


@pytest.mark.parametrize("act", [Act.BLOCK, Act.REMOVE, Act.REPLACE])
def test_what_waits_already_is_not_begun_a_second_time(bench: Bench, act: Act) -> None:
    bench.service.answer = Unreachable(WHY)
    first, second, unaware = in_hand(act), in_hand(act), in_hand(act)
    for hand, new in ((first, NEW), (second, THIRD), (unaware, THIRD)):
        if act is Act.REPLACE:
            hand.tapped(new)
    bench.do(first)
    second.waiting = waiting_for(bench.station.outbox, KEY)
    assert codes(second) == ["waits-already"]
    # Another window may have begun it: the records are asked once more.
    work = unaware.work()
    with pytest.raises(InvalidInputError) as caught:
        work(bench.station)
    assert caught.value.problems[0].code == "waits-already"


def test_a_blocked_key_without_an_end_of_before_asks_for_one(bench: Bench) -> None:
    hand = in_hand(Act.BLOCK, replace(KEY, validity=Validity()))
    bench.do(hand)
    hand.now_known(replace(KEY, validity=Validity(None, NOW)))
    hand.begin_reopening()
    assert codes(hand) == ["nothing-to-change"]


def test_a_lost_card_is_replaced_with_what_it_had(bench: Bench) -> None:
    bench.service.answers = [KeyRecord(UUID(int=5), "", NEW.identification, BO)]
    hand = in_hand(Act.REPLACE)
    hand.tapped(NEW)
    assert "cannot be copied" in said(hand)
    bench.do(hand)
    order, removal = bench.service.sent
    assert (order.person, order.levels, order.validity) == (BO, KEY.levels, KEY.validity)  # type: ignore[union-attr]
    assert removal == Removal(KEY_ID, CARD, BO)
    assert hand.done
    # From now on the new card is the one in hand.
    assert hand.tapped(NEW) is Took.SAME


def test_a_conflict_before_anything_was_sent_leads_back_to_the_form(bench: Bench) -> None:
    bench.store.register.keys[UUID(int=5)] = KnownKey(UUID(int=5), NEW.identification, ANNA)
    hand = in_hand(Act.REPLACE)
    hand.tapped(NEW)
    bench.do(hand)
    assert bench.service.sent == []
    assert not hand.sent
    assert hand.failure is not None
    assert "Anna Berg" in str(hand.failure)


def test_a_lost_answer_is_not_done_and_waits() -> None:
    bench = Bench(FakeService())
    bench.service.answer = OutcomeUnknown(WHY)
    hand = in_hand(Act.REMOVE)
    bench.do(hand)
    assert hand.outcome is not None
    assert hand.outcome.state is State.UNKNOWN
    assert hand.waiting_rows == (7,)
    assert not hand.done
    assert not hand.gone


def test_the_old_cards_key_that_is_not_removed_yet_is_not_said_to_be_gone(bench: Bench) -> None:
    bench.service.answers = [KeyRecord(UUID(int=5), "", NEW.identification, BO), Unreachable(WHY)]
    hand = in_hand(Act.REPLACE)
    hand.tapped(NEW)
    bench.do(hand)
    assert hand.outcome is not None
    assert hand.outcome.state is State.ACCEPTED
    assert hand.behind is not None
    assert hand.behind.state is State.SAVED
    assert not hand.done
    assert hand.waiting_rows == (hand.behind.outbox_id,)


def test_a_removed_key_leaves_its_card_to_anybody(bench: Bench) -> None:
    hand = in_hand(Act.REMOVE)
    bench.do(hand)
    assert hand.gone
    assert hand.tapped(MINE) is Took.LEFT


def test_what_was_not_written_down_leaves_the_form_as_it_was() -> None:
    hand = in_hand(Act.VALIDITY)
    hand.draft = replace(hand.draft, valid_to="2027-01-01")
    hand.begin_sending()
    hand.not_sent(WHY)
    assert (hand.sent, hand.draft.valid_to) == (False, "2027-01-01")


def test_the_wizard_is_interrupted_only_where_nothing_was_typed() -> None:
    known = Acquaintance(BO, key=KEY)
    wizard = Wizard(ZONE)
    wizard.tapped(MINE)
    assert opens_key(wizard, known) == KEY
    assert opens_key(wizard, Acquaintance()) is None
    wizard.draft = replace(wizard.draft, last_name="Ek")
    assert opens_key(wizard, known) is None
    wizard.start_over()
    wizard.begin_hand_over(MINE, KEY)
    assert opens_key(wizard, known) is None


def test_what_it_did_last_is_looked_for_further_and_further_back(bench: Bench) -> None:
    mine = DoorEvent(NOW - timedelta(days=3), 102, "Entrance", "s-1", CARD, KEY_ID)
    unknown = replace(mine, kind=201, key_id=None, time=NOW - timedelta(days=2))
    other = replace(mine, key_id=UUID(int=5))
    bench.service.pages = [EventPage(()), EventPage(()), EventPage(()), EventPage((mine, other, unknown))]
    found = lately(bench.station.keys, KEY, NOW, lambda: False)
    assert found.events == (unknown, mine)
    assert found.since == NOW - timedelta(days=7)
    assert found.whole


def test_the_latest_is_told_and_not_the_first_of_too_many(bench: Bench) -> None:
    """A site whose doors tell more than is looked through: the service lists the oldest first."""
    mine = DoorEvent(NOW - timedelta(hours=3), 102, "Entrance", "s-1", CARD, KEY_ID)
    bench.service.pages = [EventPage(()), EventPage((mine,) * 25_000)]
    found = lately(bench.station.keys, KEY, NOW, lambda: False)
    assert found == Lately((), NOW - timedelta(hours=1), whole=False)
    bench.service.pages = [EventPage((mine,))]
    assert lately(bench.station.keys, KEY, NOW, lambda: False).events == (mine,)


def test_a_look_that_nobody_wants_any_more_ends(bench: Bench) -> None:
    event = DoorEvent(NOW, 102, "Entrance", "s-1", None)
    bench.service.pages = [EventPage((event, event), "more")]
    assert not lately(bench.station.keys, KEY, NOW, lambda: True).whole


def test_doors_have_a_word_for_every_event_and_a_remedy_where_one_is_known() -> None:
    assert event_words(299).format(kind=299) == "turned away (event type 299)"
    assert event_words(199).format(kind=199) == "let in (event type 199)"
    assert [kind for kind in range(201, 208) if not event_remedy(kind)] == []
    assert event_remedy(102) == event_remedy(299) == ""
    assert was_denied(200)
    assert not was_denied(199)
    assert "Odd" in error_words("Odd").format(error_type="Odd")


@pytest.mark.parametrize(
    ("typed", "answered", "called"),
    [
        (Person("Bo"), Person("Bo", "40753e4", UUID(int=9)), "Bo"),
        (Person("Bo"), Person("Eva", "Ek", UUID(int=9)), "Eva Ek"),
        (NOBODY_NAMED, Person("Bo", "Ek", UUID(int=9)), "Bo Ek"),
        (NOBODY_NAMED, NOBODY_NAMED, ""),
    ],
)
def test_a_name_that_the_service_has_made_up_is_nobodys(typed: Person, answered: Person, called: str) -> None:
    assert in_hand(key=replace(KEY, owner=answered, named=typed)).owner == called
