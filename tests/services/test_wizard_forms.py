"""The wizard for known people, for a card that changes hands, and with everything on one page."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Form
from enroll_app.services.drafts import Drafts
from enroll_app.services.steps import EXPRESS, ORDER, Step
from enroll_app.services.wizard import Tapped, Wizard
from tests.services.test_wizard import (
    CAREFUL,
    GOOD,
    LEVEL,
    NOW,
    OTHER,
    REFUSED,
    STOCKHOLM,
    came,
    codes,
    wizard_at,
)

ANNA = Person("Anna", "Berg", UUID(int=7))
ANNAS_KEY = KnownKey(UUID(int=8), GOOD.identification, ANNA)


def said(wizard: Wizard) -> list[str]:
    return [one.code for one in wizard.cautions(NOW)]


def to_review(wizard: Wizard) -> Wizard:
    while wizard.step is not Step.REVIEW:
        assert wizard.forward() == ()
    return wizard


def test_a_known_person_is_ordered_by_id_with_the_names_for_the_eye() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.pick(ANNA)
    assert (wizard.draft.first_name, wizard.draft.last_name) == ("", "")
    order = to_review(wizard).order
    assert order is not None
    assert order.person == ANNA


def test_undoing_a_pick_brings_back_what_was_typed() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.draft = replace(wizard.draft, first_name="An", last_name="")
    wizard.pick(ANNA)
    wizard.pick(Person("Anna", "Dal", UUID(int=9)))
    wizard.unpick()
    assert (wizard.draft.first_name, wizard.draft.person_id, wizard.holder) == ("An", "", None)
    assert codes(wizard) == []


def test_the_next_card_is_nobodys_yet() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.pick(ANNA)
    wizard.next_card()
    assert (wizard.holder, wizard.draft.person_id) == (None, "")


@pytest.mark.parametrize(
    ("first", "last", "kept"), [("anna", "BERG ", True), ("Anna", "", False), ("Bo", "Ek", False), ("", "", False)]
)
def test_only_for_its_owner_is_anything_of_a_key_left_as_it_is(first: str, last: str, kept: bool) -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.acquaintance = Acquaintance(owner=Person("Anna", "Berg", UUID(int=7)))
    wizard.draft = replace(wizard.draft, first_name=first, last_name=last)
    assert wizard.for_owner is kept


def test_handing_over_asks_for_the_new_person_and_says_what_it_will_do() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.begin_hand_over(GOOD, ANNAS_KEY)
    assert (wizard.step, wizard.tap, wizard.draft.first_name) == (Step.PERSON, GOOD, "")
    wizard.draft = replace(wizard.draft, first_name="Bo")
    assert said(to_review(wizard))[0] == "hand-over"
    assert "card-of-somebody-else" not in said(wizard)
    assert wizard.hand_over_from == ANNAS_KEY


def test_handing_over_to_who_has_it_says_that_nothing_changes_hands() -> None:
    wizard = wizard_at(Step.PERSON)
    wizard.begin_hand_over(GOOD, ANNAS_KEY)
    wizard.draft = replace(wizard.draft, first_name="anna", last_name="Berg")
    assert "hand-over-to-owner" in said(to_review(wizard))


@pytest.mark.parametrize("leave", ["other", "another", "next"])
def test_another_card_changes_nobodys_hands(leave: str) -> None:
    wizard = wizard_at(Step.CARD)
    wizard.begin_hand_over(GOOD, ANNAS_KEY)
    if leave == "other":
        wizard.tapped(OTHER)
        wizard.take_other()
    elif leave == "another":
        wizard.another_card()
    else:
        wizard.next_card()
    assert wizard.hand_over_from is None


def form(name: str = "") -> Wizard:
    wizard = Wizard(STOCKHOLM)
    wizard.know_levels((LEVEL,))
    wizard.next_form = Form.ONE_PAGE
    assert wizard.tapped(GOOD) is Tapped.STARTED
    wizard.draft = replace(wizard.draft, first_name=name)
    return wizard


def test_the_form_asks_everything_at_once_and_tells_every_fault() -> None:
    wizard = form()
    assert (wizard.step, wizard.steps) == (Step.FORM, EXPRESS)
    wizard.draft = replace(wizard.draft, pin="12", valid_to="never", levels=("nowhere",))
    assert sorted(problem.field for problem in wizard.problems()) == ["first_name", "levels", "pin", "valid_to"]
    assert wizard.forward() == wizard.problems()
    assert wizard.order is None


def test_the_form_makes_the_order_and_leads_to_the_result() -> None:
    wizard = form("Anna")
    assert said(wizard) == ["no-level"]
    assert wizard.forward() == ()
    seen = [wizard.step]
    wizard.sent()
    seen.append(wizard.step)
    wizard.not_sent()
    assert [*seen, wizard.step] == [Step.FORM, Step.RESULT, Step.FORM]
    assert wizard.draft.first_name == "Anna"


def test_a_form_that_was_refused_is_corrected_on_the_form() -> None:
    wizard = form("Anna")
    wizard.forward()
    wizard.sent()
    came(wizard, State.REJECTED).correct()
    assert (wizard.step, wizard.draft.first_name) == (Step.FORM, "Anna")


def test_another_form_begins_with_the_next_card() -> None:
    wizard = form("Anna")
    wizard.next_form = Form.STEPS
    assert (wizard.step, wizard.steps) == (Step.FORM, EXPRESS)
    wizard.tapped(OTHER)
    wizard.take_other()
    assert (wizard.step, wizard.draft.first_name) == (Step.FORM, "Anna")
    wizard.next_card()
    wizard.tapped(GOOD)
    assert (wizard.step, wizard.steps) == (Step.PERSON, ORDER)


def test_from_the_form_back_leads_to_the_card_and_loses_nothing() -> None:
    wizard = form("Anna")
    assert wizard.back()
    assert wizard.step is Step.CARD
    assert wizard.forward() == ()
    assert (wizard.step, wizard.draft.first_name) == (Step.FORM, "Anna")


CARDS = {"tap": GOOD, "other": OTHER, "careful": CAREFUL, "refused": REFUSED}
ACTS = st.sampled_from([*CARDS, "use", "stay", "forward", "back", "form", "levels", "pick"])


@given(st.lists(ACTS, max_size=30), st.booleans())
def test_whatever_is_tapped_and_wherever_one_goes_a_typed_name_is_there_until_it_is_sent(
    acts: list[str],
    express: bool,
) -> None:
    wizard = form() if express else wizard_at(Step.PERSON)
    wizard.draft = replace(wizard.draft, first_name="Åsa", last_name="Öberg", pin="8642")
    picked = False
    for act in acts:
        if act in CARDS:
            wizard.tapped(CARDS[act])
        elif act == "use" and wizard.other and not wizard.other.verdict.refused:
            wizard.take_other()
        elif act == "stay":
            wizard.drop_other()
        elif act == "forward":
            wizard.forward()
        elif act == "back":
            wizard.back()
        elif act == "form":
            wizard.next_form = Form.STEPS if wizard.next_form is Form.ONE_PAGE else Form.ONE_PAGE
        elif act == "levels":
            wizard.know_levels((LEVEL,))
        elif act == "pick":
            wizard.unpick() if picked else wizard.pick(ANNA)
            picked = not picked
        kept = Drafts(wizard).wanted(NOW)
        assert kept is not None
        assert kept.had_pin
        if picked:
            assert kept.holder == ANNA
        else:
            assert (wizard.draft.first_name, wizard.draft.last_name) == ("Åsa", "Öberg")
            assert (kept.draft.first_name, kept.draft.last_name) == ("Åsa", "Öberg")
        assert wizard.step in wizard.steps


class Watched(tuple[AccessLevel, ...]):
    """Levels that know how often somebody has gone through them."""

    walks = 0

    def __iter__(self) -> Iterator[AccessLevel]:
        Watched.walks += 1
        return super().__iter__()


def test_a_letter_typed_on_the_form_goes_through_no_thousands_of_levels() -> None:
    wizard = Wizard(STOCKHOLM)
    wizard.next_form = Form.ONE_PAGE
    wizard.tapped(GOOD)
    levels = Watched(AccessLevel(UUID(int=number), f"Door {number}", "abc") for number in range(1, 100))
    wizard.know_levels(levels)
    wizard.choose_levels(tuple(str(level.level_id) for level in levels[40:80]))
    Watched.walks = 0
    wizard.draft = replace(wizard.draft, first_name="Bo")
    assert (wizard.step, codes(wizard), said(wizard)) == (Step.FORM, [], [])
    assert Watched.walks == 0
