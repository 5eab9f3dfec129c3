"""What the wizard holds is what it says: levels, cards and PINs are told of as they are."""

from dataclasses import replace
from uuid import UUID

import pytest

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import KeyStatus, Propagation, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Outcome
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.roles import Role
from enroll_app.domain.validity import Validity
from enroll_app.services.drafts import Drafts
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Tapped, Wizard
from tests.services.test_wizard import GOOD, LEVEL, NOW, OTHER, STOCKHOLM, came, card, wizard_at

ENTRANCES = (
    AccessLevel(UUID(int=2), "Entrance", "abc123-001"),
    AccessLevel(UUID(int=3), "Entrance", "abc123-002"),
)


def cautions(wizard: Wizard) -> list[str]:
    return [str(one) for one in wizard.cautions(NOW)]


def test_a_pin_that_was_drawn_and_sent_is_owed_whatever_became_of_the_draft() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.draft = replace(wizard.draft, pin=Pin("8642"))
    wizard.forward()
    wizard.sent()
    assert wizard.order is not None
    wizard.draft = replace(wizard.draft, pin=PinRule.LEAVE)
    wizard.came(Outcome(State.ACCEPTED, 7, wizard.order))
    assert wizard.pin_owed
    assert wizard.tapped(OTHER) is Tapped.IGNORED


@pytest.mark.parametrize("step", [Step.PERSON, Step.REVIEW])
def test_a_card_that_is_taken_up_leaves_no_other_one_waiting(step: Step) -> None:
    wizard = wizard_at(step)
    assert wizard.tapped(OTHER) is Tapped.OTHER
    while wizard.step is not Step.CARD:
        wizard.back()
    assert wizard.tapped(card("0110185c77")) is Tapped.STARTED
    assert wizard.other is None


def test_a_key_that_opens_no_door_is_left_by_its_own_card_as_the_page_says() -> None:
    wizard = came(wizard_at(Step.RESULT), State.ACCEPTED)
    wizard.heard(KeyStatus(Propagation.NOT_APPLIED))
    assert wizard.tapped(GOOD) is Tapped.STARTED
    assert wizard.step is Step.PERSON


def test_levels_that_vanish_under_review_are_left_out_and_told() -> None:
    wizard = wizard_at(Step.REVIEW)
    wizard.know_levels(ENTRANCES)
    assert wizard.step is Step.REVIEW
    assert wizard.order is not None
    assert wizard.order.levels == ()
    assert any("left out: Office hours" in one for one in cautions(wizard))


def test_a_name_that_two_levels_have_is_not_said_to_be_gone() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.know_levels((LEVEL, *ENTRANCES))
    wizard.use_role(Role("visitor", days=0, levels=("Entrance",)), NOW.date(), ())
    assert wizard.vanished == 0
    assert [one.full_name in wizard.ambiguous for one in (*ENTRANCES, LEVEL)] == [True, True, False]
    wizard.choose_levels((str(ENTRANCES[0].level_id),))
    assert not wizard.ambiguous


def test_what_the_owner_of_a_key_has_comes_to_light_under_review() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.nobody_chose("valid_from", "valid_to")
    card_number = GOOD.identification
    assert card_number is not None
    looking = []
    wizard.look_up(card_number)
    wizard.forward()
    looking.append(wizard.looking)
    key = KnownKey(UUID(int=5), card_number, Person("Anna", "Berg", UUID(int=6)))
    assert wizard.know(card_number, Acquaintance(key.owner, key=key), NOW)
    looking.append(wizard.looking)
    assert looking == [True, False]
    assert wizard.step is Step.REVIEW
    assert wizard.order is not None
    assert wizard.order.validity == Validity()


def test_what_nobody_chose_is_still_nobodys_choice_after_a_crash() -> None:
    wizard = wizard_at(Step.ACCESS)
    wizard.kept = True
    wizard.nobody_chose("valid_from", "valid_to", "levels")
    kept = Drafts(wizard).wanted(NOW)
    assert kept is not None
    again = Wizard(STOCKHOLM)
    again.know_levels((LEVEL,))
    again.resume(kept)
    assert again.kept
    again.acquaintance = Acquaintance(Person("Anna", "Berg", UUID(int=6)))
    assert again.heed_owner()
    assert (again.draft.valid_to, again.draft.levels, again.kept) == ("", (), False)
