"""The wizard, walked without a window."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.cards import recognize
from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import KeyStatus, Propagation, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Outcome, Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap, understand
from enroll_app.services.people import KnownPerson
from enroll_app.services.steps import ORDER, Step
from enroll_app.services.wizard import Tapped, Wizard

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HELD = Problem("pin-needed", "The PIN was not kept.")
LEVEL = AccessLevel(UUID(int=1), "Office hours", "abc123-001")


def card(uid: str) -> Tap:
    return understand(recognize(bytes.fromhex(uid), reader="desk"))


GOOD, OTHER = card("00499602d2"), card("048a4aaaa62d80")
REFUSED, CAREFUL = card("08123456"), card("1f123456")


def wizard_at(step: Step) -> Wizard:
    """A wizard that was walked to this step, with everything filled in well."""
    wizard = Wizard(STOCKHOLM)
    wizard.know_levels((LEVEL,))
    if step is Step.CARD:
        return wizard
    assert wizard.tapped(GOOD) is Tapped.STARTED
    wizard.draft = replace(
        wizard.draft,
        first_name="Anna",
        last_name="Berg",
        pin="8642",
        valid_from="2026-01-01",
        valid_to="2026-12-31",
        levels=("Office hours",),
    )
    while wizard.step is not step:
        if wizard.step is Step.REVIEW:
            wizard.sent()
        else:
            assert wizard.forward() == ()
    return wizard


def came(wizard: Wizard, state: State) -> Wizard:
    assert wizard.order is not None
    wizard.came(Outcome(state, 7, wizard.order))
    return wizard


def cards_of(wizard: Wizard) -> tuple[object, ...]:
    """The step, the card, the other card, and whom the card belongs to."""
    return wizard.step, wizard.tap, wizard.other, wizard.acquaintance.owner


def results_of(wizard: Wizard) -> tuple[object, ...]:
    return wizard.order, wizard.outcome, wizard.status


def codes(wizard: Wizard, step: Step | None = None) -> list[str]:
    return [problem.code for problem in wizard.problems(step)]


def test_a_tap_and_five_steps_forward_make_an_order() -> None:
    wizard = wizard_at(Step.CARD)
    seen = [wizard.step]
    assert wizard.tapped(GOOD) is Tapped.STARTED
    wizard.draft = replace(wizard.draft, first_name="Anna", levels=("office HOURS",))
    while wizard.step is not Step.REVIEW:
        seen.append(wizard.step)
        assert wizard.forward() == ()
    assert [*seen, wizard.step] == list(ORDER)[:-1]
    assert wizard.order is not None
    assert (wizard.order.credential, wizard.order.levels) == (GOOD.identification, (LEVEL.level_id,))
    assert (wizard.order.person, wizard.order.pin) == (Person("Anna"), PinRule.LEAVE)


def test_the_steps_stand_in_the_order_of_the_pages() -> None:
    assert [step.name for step in ORDER] == ["CARD", "PERSON", "PIN", "ACCESS", "REVIEW", "RESULT"]


def test_back_leads_through_every_step_and_loses_nothing() -> None:
    wizard = wizard_at(Step.REVIEW)
    draft = wizard.draft
    seen = []
    while wizard.back():
        seen.append(wizard.step)
    assert seen == [Step.ACCESS, Step.PIN, Step.PERSON, Step.CARD]
    assert wizard.draft == draft
    for _ in range(4):
        assert wizard.forward() == ()
    assert wizard.step is Step.REVIEW


@pytest.mark.parametrize("step", [Step.CARD, Step.RESULT])
def test_there_is_no_way_back_from_the_first_page_and_after_sending(step: Step) -> None:
    wizard = wizard_at(step)
    assert not wizard.back()
    assert wizard.step is step


@pytest.mark.parametrize("step", [Step.REVIEW, Step.RESULT])
def test_forward_neither_sends_nor_leaves_the_result(step: Step) -> None:
    wizard = wizard_at(step)
    assert wizard.forward() == ()
    assert wizard.step is step


def test_without_a_card_there_is_no_way_on() -> None:
    wizard = wizard_at(Step.CARD)
    assert [problem.code for problem in wizard.forward()] == ["no-card"]
    assert wizard.step is Step.CARD


def test_a_refused_card_stays_in_sight_and_is_no_way_on() -> None:
    wizard = wizard_at(Step.CARD)
    assert wizard.tapped(REFUSED) is Tapped.REFUSED
    assert (wizard.step, wizard.tap, wizard.draft.credential) == (Step.CARD, REFUSED, None)
    assert [problem.code for problem in wizard.forward()] == ["no-card"]


def test_a_refused_card_takes_the_place_of_the_one_before() -> None:
    wizard = wizard_at(Step.CARD)
    assert wizard.tapped(CAREFUL) is Tapped.STARTED
    assert wizard.tapped(REFUSED) is Tapped.REFUSED
    assert wizard.draft.credential is None


def test_a_card_to_be_careful_with_keeps_the_card_page_until_the_person_goes_on() -> None:
    wizard = wizard_at(Step.CARD)
    assert wizard.tapped(CAREFUL) is Tapped.STARTED
    assert (wizard.step, wizard.draft.credential) == (Step.CARD, CAREFUL.identification)
    assert wizard.forward() == ()
    assert wizard.step is Step.PERSON
    assert [problem.code for problem in wizard.cautions(NOW)] == ["number-not-unique"]


@pytest.mark.parametrize(
    ("step", "changes", "code", "field"),
    [
        (Step.PERSON, {"first_name": "", "last_name": " "}, "no-name", "first_name"),
        (Step.PERSON, {"first_name": "\u202e"}, "name-unseen-characters", "first_name"),
        (Step.PERSON, {"last_name": "a" * 33}, "name-too-long", "last_name"),
        (Step.PERSON, {"person_id": "x"}, "person-id-not-uuid", "person_id"),
        (Step.PIN, {"pin": ""}, "pin-not-four-digits", "pin"),
        (Step.PIN, {"pin": "12a4"}, "pin-not-digits", "pin"),
        (Step.ACCESS, {"valid_from": "2026-02-30"}, "date-unreadable", "valid_from"),
        (Step.ACCESS, {"valid_to": "2025-01-01"}, "expiry-before-start", "valid_to"),
        (Step.ACCESS, {"levels": ("Lab",)}, "level-unknown", "levels"),
    ],
)
def test_a_fault_keeps_its_own_page_and_no_other(step: Step, changes: dict[str, object], code: str, field: str) -> None:
    wizard = wizard_at(step)
    wizard.draft = replace(wizard.draft, **changes)  # type: ignore[arg-type]
    assert [(problem.code, problem.field) for problem in wizard.forward()] == [(code, field)]
    assert wizard.step is step
    assert {one for one in ORDER if wizard.problems(one)} == {step}


def test_a_last_name_alone_will_do() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.draft = replace(wizard.draft, first_name="")
    assert wizard.forward() == ()


def test_a_fault_on_an_earlier_page_leads_back_to_it_from_the_last() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.draft = replace(wizard.draft, pin="12", valid_to="2026-12-31")
    assert [problem.code for problem in wizard.forward()] == ["pin-not-four-digits"]
    assert (wizard.step, wizard.order) == (Step.PIN, None)


def test_levels_that_went_away_keep_the_access_page() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.draft = replace(wizard.draft, levels=(str(UUID(int=7)),))
    assert codes(wizard) == ["level-unknown"]


def test_while_no_level_is_listed_the_list_is_what_is_missing_and_nothing_chosen_is_lost() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.know_levels(())
    assert codes(wizard) == ["levels-not-listed"]
    assert (wizard.draft.levels, wizard.vanished) == (("Office hours",), 0)
    wizard.know_levels((LEVEL,))
    assert (wizard.draft.levels, codes(wizard)) == ((str(LEVEL.level_id),), [])


def test_the_review_is_cautioned_of_the_card_and_of_the_order() -> None:
    wizard = wizard_at(Step.ACCESS)
    assert wizard.cautions(NOW) == ()
    wizard.draft = replace(wizard.draft, pin=Pin("1234"), levels=())
    wizard.forward()
    assert [problem.code for problem in wizard.cautions(NOW)] == ["no-level", "pin-weak"]
    assert wizard_at(Step.CARD).cautions(NOW) == ()


MIDDLE = [Step.PERSON, Step.PIN, Step.ACCESS, Step.REVIEW]


@pytest.mark.parametrize("step", MIDDLE)
def test_the_same_card_tapped_again_changes_nothing(step: Step) -> None:
    wizard = wizard_at(step)
    draft = wizard.draft
    assert wizard.tapped(card("00499602d2")) is Tapped.SAME
    assert (wizard.step, wizard.draft, wizard.other) == (step, draft, None)


@pytest.mark.parametrize("step", MIDDLE)
def test_another_card_in_the_middle_waits_for_the_persons_word(step: Step) -> None:
    wizard = wizard_at(step)
    draft = wizard.draft
    for other in (OTHER, REFUSED):
        assert wizard.tapped(other) is Tapped.OTHER
        assert (wizard.step, wizard.draft, wizard.other, wizard.tap) == (step, draft, other, GOOD)
    wizard.drop_other()
    assert (wizard.step, wizard.draft, wizard.other, wizard.tap) == (step, draft, None, GOOD)


@pytest.mark.parametrize("step", MIDDLE)
def test_the_other_card_is_taken_with_everything_that_was_typed(step: Step) -> None:
    wizard = wizard_at(step)
    wizard.acquaintance = Acquaintance(Person("Bo", "Ek"))
    draft = wizard.draft
    wizard.tapped(OTHER)
    assert wizard.take_other() is Tapped.STARTED
    assert cards_of(wizard) == (step, OTHER, None, None)
    assert wizard.draft == replace(draft, credential=OTHER.identification)


def test_the_other_card_taken_at_the_review_is_the_one_that_is_sent() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.tapped(OTHER)
    wizard.take_other()
    assert wizard.order is not None
    assert wizard.order.credential == OTHER.identification


def test_the_other_card_taken_at_the_review_is_not_sent_with_levels_that_went_away() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.know_levels(())
    wizard.tapped(OTHER)
    wizard.take_other()
    assert wizard.step is Step.ACCESS


@pytest.mark.parametrize("step", MIDDLE)
def test_another_card_that_is_refused_goes_back_to_the_card_page_with_what_was_typed(step: Step) -> None:
    wizard = wizard_at(step)
    draft = wizard.draft
    wizard.tapped(REFUSED)
    assert wizard.take_other() is Tapped.REFUSED
    assert (wizard.step, wizard.tap) == (Step.CARD, REFUSED)
    assert wizard.draft == replace(draft, credential=None)


@pytest.mark.parametrize("step", MIDDLE)
def test_another_card_to_be_careful_with_is_shown_before_going_on(step: Step) -> None:
    wizard = wizard_at(step)
    wizard.tapped(CAREFUL)
    assert wizard.take_other() is Tapped.STARTED
    assert wizard.step is Step.CARD
    for _ in range(4):
        assert wizard.forward() == ()
    assert wizard.order is not None
    assert wizard.order.credential == CAREFUL.identification


def test_a_tap_while_an_enrollment_is_on_its_way_is_ignored() -> None:
    wizard = wizard_at(Step.RESULT)
    assert wizard.tapped(OTHER) is Tapped.IGNORED
    assert (wizard.step, wizard.tap, wizard.other) == (Step.RESULT, GOOD, None)


def test_a_tap_on_the_result_starts_the_next_enrollment() -> None:
    wizard = came(wizard_at(Step.RESULT), State.ACCEPTED)
    assert wizard.tapped(OTHER) is Tapped.STARTED
    assert (wizard.step, wizard.tap, wizard.outcome) == (Step.PERSON, OTHER, None)
    assert wizard.draft.credential == OTHER.identification


def test_the_next_card_keeps_validity_and_levels_and_forgets_the_person_and_the_pin() -> None:
    wizard = came(wizard_at(Step.RESULT), State.APPLIED)
    wizard.draft = replace(wizard.draft, person_id="x")
    wizard.acquaintance, wizard.other = Acquaintance(Person("Bo")), OTHER
    wizard.heard(KeyStatus(Propagation.APPLIED))
    wizard.next_card()
    assert wizard.draft == Draft(valid_from="2026-01-01", valid_to="2026-12-31", levels=(str(LEVEL.level_id),))
    assert cards_of(wizard) == (Step.CARD, None, None, None)
    assert results_of(wizard) == (None, None, None)
    assert wizard.levels == (LEVEL,)


def test_starting_over_forgets_everything_that_was_typed() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.start_over()
    assert (wizard.step, wizard.draft, wizard.tap, wizard.order) == (Step.CARD, Draft(), None, None)
    assert wizard.levels == (LEVEL,)


def test_sending_again_forgets_what_was_heard_of_the_last_one() -> None:
    wizard = came(wizard_at(Step.RESULT), State.ACCEPTED)
    status = KeyStatus(Propagation.APPLIED)
    wizard.heard(status)
    assert (wizard.outcome is not None, wizard.status) == (True, status)
    wizard.step = Step.REVIEW
    wizard.sent()
    assert (wizard.step, wizard.outcome, wizard.status) == (Step.RESULT, None, None)


def test_nothing_is_sent_that_was_not_reviewed() -> None:
    for step in (Step.CARD, Step.PERSON, Step.PIN, Step.ACCESS, Step.RESULT):
        with pytest.raises(AssertionError):
            wizard_at(step).sent()
    unordered = wizard_at(Step.REVIEW)
    unordered.order = None
    with pytest.raises(AssertionError):
        unordered.sent()


def test_after_a_refusal_everything_that_was_typed_can_be_corrected() -> None:
    wizard = came(wizard_at(Step.RESULT), State.REJECTED)
    draft = wizard.draft
    wizard.correct()
    assert (wizard.step, wizard.draft, wizard.tap) == (Step.PERSON, draft, GOOD)
    assert results_of(wizard) == (None, None, None)


def test_after_a_conflict_another_card_can_be_had_by_the_same_person() -> None:
    wizard = came(wizard_at(Step.RESULT), State.CONFLICT)
    wizard.acquaintance, wizard.other = Acquaintance(Person("Bo", "Ek")), OTHER
    draft = wizard.draft
    wizard.another_card()
    assert wizard.draft == replace(draft, credential=None)
    assert cards_of(wizard) == (Step.CARD, None, None, None)
    assert results_of(wizard) == (None, None, None)
    assert codes(wizard) == ["no-card"]
    assert wizard.tapped(OTHER) is Tapped.STARTED
    assert (wizard.step, wizard.draft) == (Step.PERSON, replace(draft, credential=OTHER.identification))


def test_leaving_would_lose_something_as_soon_as_there_is_something() -> None:
    assert not Wizard(STOCKHOLM).touched
    for draft in (Draft(first_name="A"), Draft(last_name="B"), Draft(person_id="C"), Draft(pin="8")):
        wizard = Wizard(STOCKHOLM)
        wizard.draft = draft
        assert wizard.touched
    for by_role in (Draft(pin=""), Draft(pin=Pin("8642")), Draft(valid_to="2026-12-31")):
        wizard = Wizard(STOCKHOLM)
        wizard.draft = by_role
        assert not wizard.touched, "what a role brings is brought again"
    assert wizard_at(Step.PERSON).touched
    assert wizard_at(Step.RESULT).touched, "an enrollment on its way"
    assert not came(wizard_at(Step.RESULT), State.ACCEPTED).touched
    assert not came(wizard_at(Step.RESULT), State.REJECTED).touched


@pytest.mark.parametrize("state", [State.SAVED, State.SENDING, State.UNKNOWN])
def test_a_tap_leaves_what_the_outbox_sends_by_itself_and_not_what_waits_for_a_person(state: State) -> None:
    wizard = came(wizard_at(Step.RESULT), state)
    assert (wizard.touched, wizard.goes_on) == (True, True)
    wizard.held = HELD
    assert (wizard.goes_on, wizard.tapped(OTHER)) == (False, Tapped.IGNORED)
    assert wizard.step is Step.RESULT
    wizard.held = None
    assert wizard.tapped(OTHER) is Tapped.STARTED
    assert (wizard.tap, wizard.draft.first_name) == (OTHER, "")


def test_a_tap_does_not_leave_a_key_that_was_changed_by_mistake() -> None:
    wizard = wizard_at(Step.RESULT)
    assert wizard.order is not None
    wizard.came(Outcome(State.CONFLICT, 7, wizard.order, overwritten=True))
    assert wizard.tapped(OTHER) is Tapped.IGNORED
    assert wizard.settling(Purpose.RESTORE).overwritten
    assert (wizard.outcome, wizard.settled) == (None, Purpose.RESTORE)


def test_a_drawn_pin_must_be_looked_at_before_a_tap_goes_on() -> None:
    wizard = wizard_at(Step.RESULT)
    wizard.draft = replace(wizard.draft, pin=Pin("8642"))
    came(wizard, State.ACCEPTED)
    assert (wizard.pin_owed, wizard.touched, wizard.tapped(OTHER)) == (True, True, Tapped.IGNORED)
    wizard.pin_seen = True
    assert (wizard.pin_owed, wizard.touched, wizard.tapped(OTHER)) == (False, False, Tapped.STARTED)


def test_the_card_on_the_result_page_bouncing_on_the_reader_leaves_it_there() -> None:
    wizard = came(wizard_at(Step.RESULT), State.ACCEPTED)
    assert wizard.tap is not None
    assert wizard.tapped(wizard.tap) is Tapped.SAME
    assert wizard.step is Step.RESULT


@pytest.mark.parametrize("state", [State.CONFLICT, State.REJECTED])
def test_a_card_tapped_after_a_failure_is_the_next_persons_and_has_nothing_of_the_last_one(state: State) -> None:
    wizard = came(wizard_at(Step.RESULT), state)
    assert wizard.tapped(OTHER) is Tapped.STARTED
    assert (wizard.step, wizard.typed, wizard.draft.pin) == (Step.PERSON, False, PinRule.LEAVE)


@pytest.mark.parametrize("step", [Step.PERSON, Step.PIN, Step.ACCESS, Step.REVIEW])
def test_nothing_goes_on_while_it_is_not_said_which_card_it_is(step: Step) -> None:
    wizard = wizard_at(step)
    wizard.tapped(OTHER)
    assert [problem.code for problem in wizard.forward()] == ["other-card-waiting"]
    assert wizard.step is step
    assert wizard.tap is not None
    assert wizard.tapped(wizard.tap) is Tapped.SAME
    assert wizard.other is None


def test_levels_that_are_no_longer_offered_are_dropped_and_counted() -> None:
    wizard = wizard_at(Step.ACCESS)
    other = AccessLevel(UUID(int=2), "Store", "abc123-001")
    wizard.know_levels((LEVEL, other))
    wizard.choose_levels((str(LEVEL.level_id), str(other.level_id)))
    wizard.know_levels((other,))
    assert wizard.draft.levels == (str(other.level_id),)
    assert wizard.vanished == 1
    wizard.know_levels((other,))
    assert wizard.vanished == 1
    wizard.choose_levels(())
    assert wizard.vanished == 0


def test_an_order_that_could_not_be_written_down_is_under_review_again() -> None:
    wizard = wizard_at(Step.RESULT)
    order = wizard.order
    wizard.not_sent()
    assert (wizard.step, wizard.order, wizard.outcome) == (Step.REVIEW, order, None)


def test_the_review_says_whose_card_it_is() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.acquaintance = Acquaintance(Person("Bo", "Ek"))
    assert "card-of-somebody-else" in [problem.code for problem in wizard.cautions(datetime.now(UTC))]
    assert wizard.order is not None
    wizard.acquaintance = Acquaintance(wizard.order.person)
    assert "card-of-somebody-else" not in [problem.code for problem in wizard.cautions(datetime.now(UTC))]


def test_a_new_person_with_a_known_ones_name_is_pointed_out_before_the_key_is_made() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.met = (KnownPerson(Person("anna", "BERG", UUID(int=4)), (), NOW),)

    def said() -> bool:
        return "namesake" in [problem.code for problem in wizard.cautions(NOW)]

    assert said()
    # The card is hers already: it is no second person.
    wizard.acquaintance = Acquaintance(Person("Anna", "Berg"))
    assert not said()


def test_what_was_discarded_unsent_hands_nothing_on_and_takes_nothing_from_what_the_last_sent_card_had() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.next_card()
    assert (wizard.draft, wizard.kept) == (Draft(), False)
    wizard = came(wizard_at(Step.RESULT), State.APPLIED)
    assert wizard.tapped(OTHER) is Tapped.STARTED
    wizard.choose_validity("", "2031-01-01")
    wizard.next_card()
    assert (wizard.draft.valid_to, wizard.kept) == ("2026-12-31", True)


def test_validity_and_levels_kept_from_the_last_card_are_nothing_to_lose() -> None:
    wizard = came(wizard_at(Step.RESULT), State.APPLIED)
    wizard.next_card()
    assert not wizard.touched


def test_what_the_reader_saw_is_kept_with_the_tap() -> None:
    tap = understand(recognize(bytes.fromhex("00499602d2"), technology="em4100", reader="desk"))
    assert (tap.card.reader, tap.card.technology.value) == ("desk", "em4100")
    assert tap.identification == parse_identification("EM:1234567890")


# -- cards with two technologies -----------------------------------------------------------------------------------


def dual_wizard_at(step: Step) -> Wizard:
    wizard = wizard_at(step)
    wizard.dual = True
    return wizard


def test_the_other_side_within_a_moment_belongs_to_the_card() -> None:
    wizard = dual_wizard_at(Step.CARD)
    assert wizard.tapped(OTHER, 100.0) is Tapped.STARTED
    assert wizard.tapped(GOOD, 104.9) is Tapped.JOINED
    assert wizard.draft.credential == parse_identification("0x00499602d2|0x048a4aaaa62d80")
    assert (wizard.step, wizard.other) == (Step.PERSON, None)
    # Either side is the card in hand now.
    assert wizard.tapped(OTHER, 105.0) is Tapped.SAME
    assert wizard.tapped(GOOD, 105.1) is Tapped.SAME


def test_a_later_tap_is_asked_about_and_may_be_the_other_side() -> None:
    wizard = dual_wizard_at(Step.CARD)
    wizard.tapped(GOOD, 100.0)
    assert wizard.tapped(OTHER, 105.1) is Tapped.OTHER
    assert wizard.other_may_be_side
    assert wizard.join_other() is Tapped.JOINED
    assert wizard.draft.credential == parse_identification("0x00499602d2|0x048a4aaaa62d80")
    assert wizard.other is None


def test_where_cards_have_one_technology_nothing_is_joined_without_a_word() -> None:
    wizard = wizard_at(Step.CARD)
    wizard.tapped(GOOD, 100.0)
    assert wizard.tapped(OTHER, 100.1) is Tapped.OTHER
    assert wizard.draft.credential == GOOD.identification


def test_two_cards_of_one_kind_are_two_cards() -> None:
    wizard = dual_wizard_at(Step.CARD)
    wizard.tapped(GOOD, 100.0)
    assert wizard.tapped(card("0110185c5b"), 100.1) is Tapped.OTHER
    assert not wizard.other_may_be_side


@pytest.mark.parametrize("step", [Step.PERSON, Step.ACCESS, Step.REVIEW])
def test_joining_loses_nothing_that_was_typed(step: Step) -> None:
    wizard = wizard_at(step)
    typed = wizard.draft
    wizard.tapped(OTHER)
    wizard.join_other()
    both = parse_identification("0x00499602d2|0x048a4aaaa62d80")
    assert wizard.draft == replace(typed, credential=both)
    assert wizard.step is step
    if step is Step.REVIEW:
        assert wizard.order is not None
        assert wizard.order.credential == both


def test_one_side_alone_is_said_before_it_is_sent() -> None:
    wizard = dual_wizard_at(Step.REVIEW)
    assert "second-side-missing" in [one.code for one in wizard.cautions(NOW)]
    wizard.tapped(OTHER)
    wizard.join_other()
    assert "second-side-missing" not in [one.code for one in wizard.cautions(NOW)]


def test_what_the_station_knows_of_the_card_is_said_before_it_is_sent() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.acquaintance = Acquaintance(None, None, (parse_identification("0x01499602d2"),))
    assert [one.code for one in wizard.cautions(NOW)] == ["looks-like-another"]


def test_what_is_wrong_is_insisted_on_until_something_is_changed_or_another_step_is_on() -> None:
    wizard = wizard_at(Step.PIN)
    wizard.draft = replace(wizard.draft, pin="86")
    insisted = [wizard.insisted]
    for act in (wizard.forward, wizard.edited, wizard.forward, wizard.back, wizard.forward):
        act()
        insisted.append(wizard.insisted)
    assert insisted == [False, True, False, True, False, False]
    assert wizard.step is Step.PIN
