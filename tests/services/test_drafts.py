"""Enrollments that were begun: what of them is to be on disk, and what is offered again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.operations import Outcome
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.services.drafts import Drafts
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard
from tests.services.test_wizard import GOOD, OTHER, STOCKHOLM, came, wizard_at
from tests.services.test_wizard_forms import ANNAS_KEY, to_review

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)
KEPT = KeptDraft(Draft(GOOD.identification, "Anna", "Berg", levels=(str(UUID(int=9)),)), GOOD, AT, had_pin=True)
ANNA = Person("Anna", "Berg", UUID(int=7))


def offered(wizard: Wizard) -> Drafts:
    drafts = Drafts(wizard)
    drafts.offer = KEPT
    return drafts


def test_what_was_typed_is_kept_with_its_card_and_without_its_pin() -> None:
    wizard = wizard_at(Step.REVIEW)
    kept = Drafts(wizard).wanted(AT)
    assert kept is not None
    assert (kept.tap, kept.at, kept.had_pin) == (GOOD, AT, True)
    assert (kept.draft.first_name, kept.draft.last_name, kept.draft.pin) == ("Anna", "Berg", PinRule.LEAVE)
    assert (kept.draft.valid_to, kept.draft.levels) == (wizard.draft.valid_to, wizard.draft.levels)


@pytest.mark.parametrize("pin", ["8642", "86", Pin("8642")])
def test_no_digit_of_a_pin_is_in_it(pin: str | Pin) -> None:
    wizard = wizard_at(Step.PIN)
    wizard.draft = replace(wizard.draft, pin=pin)
    kept = Drafts(wizard).wanted(AT)
    assert kept is not None
    assert kept.had_pin
    assert kept.draft.pin is PinRule.LEAVE


def test_it_was_begun_when_it_was_begun_and_not_when_it_was_last_typed_at() -> None:
    wizard = wizard_at(Step.PERSON)
    drafts = Drafts(wizard)
    drafts.wanted(AT)
    wizard.draft = replace(wizard.draft, first_name="Bo")
    kept = drafts.wanted(LATER)
    assert kept is not None
    assert (kept.at, kept.draft.first_name) == (AT, "Bo")


def test_an_untouched_wizard_leaves_nothing() -> None:
    assert Drafts(wizard_at(Step.CARD)).wanted(AT) is None


def test_it_stays_on_disk_until_the_outbox_has_it() -> None:
    wizard = wizard_at(Step.REVIEW)
    drafts = Drafts(wizard)
    before = drafts.wanted(AT)
    wizard.sent()
    assert drafts.wanted(LATER) == before is not None
    came(wizard, State.SAVED)
    assert drafts.wanted(LATER) is None


def test_what_could_not_even_be_saved_and_what_was_refused_can_still_be_corrected_after_a_restart() -> None:
    wizard = wizard_at(Step.REVIEW)
    drafts = Drafts(wizard)
    drafts.wanted(AT)
    wizard.sent()
    wizard.not_sent()
    assert drafts.wanted(LATER) is not None
    wizard.sent()
    came(wizard, State.REJECTED)
    assert drafts.wanted(LATER) is not None


def test_starting_over_forgets_it() -> None:
    wizard = wizard_at(Step.ACCESS)
    drafts = Drafts(wizard)
    assert drafts.wanted(AT)
    wizard.next_card()
    assert drafts.wanted(AT) is None


def test_what_is_offered_stays_on_disk_while_nothing_else_is_typed() -> None:
    wizard = wizard_at(Step.CARD)
    drafts = offered(wizard)
    assert drafts.wanted(LATER) is KEPT
    wizard.tapped(OTHER)
    assert drafts.wanted(LATER) is KEPT
    wizard.draft = replace(wizard.draft, first_name="Bo")
    kept = drafts.wanted(LATER)
    assert kept is not None
    assert kept.draft.first_name == "Bo"
    wizard.start_over()
    assert drafts.wanted(LATER) is KEPT
    drafts.discard()
    assert drafts.wanted(LATER) is None


def test_going_on_with_it_brings_back_all_but_the_pin_which_the_review_asks_for() -> None:
    wizard = wizard_at(Step.CARD)
    drafts = offered(wizard)
    drafts.resume()
    assert (wizard.step, wizard.tap) == (Step.PERSON, GOOD)
    assert (wizard.draft.first_name, wizard.draft.last_name) == ("Anna", "Berg")
    # A level that the service does not offer any more is pointed out, as after any other list.
    assert (wizard.draft.levels, wizard.vanished) == ((), 1)
    kept = drafts.wanted(LATER)
    assert kept is not None
    assert (kept.at, kept.had_pin) == (AT, True)
    while wizard.step is not Step.REVIEW:
        assert wizard.forward() == ()
    assert "pin-not-kept" in [one.code for one in wizard.cautions(AT)]
    wizard.draft = replace(wizard.draft, pin="8642")
    assert "pin-not-kept" not in [one.code for one in wizard.cautions(AT)]


def test_levels_that_are_not_known_yet_are_waited_for() -> None:
    wizard = Wizard(STOCKHOLM)
    drafts = offered(wizard)
    drafts.resume()
    assert wizard.draft.levels == KEPT.draft.levels
    wizard.know_levels((AccessLevel(UUID(int=9), "Office", "abc"),))
    assert wizard.draft.levels == KEPT.draft.levels


def test_a_person_who_was_picked_is_picked_again() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.pick(ANNA)
    kept = Drafts(wizard).wanted(AT)
    assert kept is not None
    other = Wizard(STOCKHOLM)
    other.resume(kept)
    assert (other.holder, other.draft.person_id) == (ANNA, str(ANNA.person_id))


def test_a_drawn_pin_of_a_sent_card_does_not_make_a_draft_of_it() -> None:
    wizard = wizard_at(Step.REVIEW)
    drafts = Drafts(wizard)
    wizard.sent()
    assert wizard.order is not None
    wizard.came(Outcome(State.CONFLICT, 7, wizard.order))
    assert drafts.wanted(AT) is None


def test_an_offer_takes_the_place_of_nothing_that_is_in_hand() -> None:
    wizard = wizard_at(Step.CARD)
    drafts = offered(wizard)
    wizard.draft = replace(wizard.draft, first_name="Bo")
    assert not drafts.may_resume
    drafts.resume()
    assert (wizard.draft.first_name, drafts.offer) == ("Bo", KEPT)
    wizard.start_over()
    assert drafts.may_resume


def handing_over(wizard: Wizard) -> KeptDraft:
    """What is kept of a card that was to change hands, once the new person was typed."""
    wizard.begin_hand_over(GOOD, ANNAS_KEY)
    wizard.draft = replace(wizard.draft, first_name="Bo")
    kept = Drafts(wizard).wanted(AT)
    assert kept is not None
    return kept


def test_a_hand_over_comes_back_as_one() -> None:
    wizard = Wizard(STOCKHOLM)
    drafts = offered(wizard)
    drafts.offer = handing_over(wizard_at(Step.CARD))
    now = replace(ANNAS_KEY, owner=Person("Anna", "Ek"))
    assert drafts.resume(now) is None
    assert (wizard.step, wizard.draft.first_name) == (Step.PERSON, "Bo")
    # Whose key gives way is said as it is known now.
    assert (wizard.hand_over_from, wizard.acquaintance.owner) == (now, now.owner)
    assert "hand-over" in [one.code for one in to_review(wizard).cautions(AT)]


@pytest.mark.parametrize("key", [None, replace(ANNAS_KEY, identification=OTHER.identification)], ids=["gone", "moved"])
def test_where_the_key_is_not_the_cards_any_more_nothing_changes_hands_and_nothing_typed_is_lost(
    key: KnownKey | None,
) -> None:
    wizard = Wizard(STOCKHOLM)
    drafts = offered(wizard)
    drafts.offer = handing_over(wizard_at(Step.CARD))
    problem = drafts.resume(key)
    assert problem is not None
    assert "not known here any more" in str(problem)
    assert (wizard.step, wizard.tap, wizard.draft.credential) == (Step.CARD, None, None)
    assert wizard.hand_over_from is None
    assert wizard.draft.first_name == "Bo"
    assert drafts.offer is None
