"""What somebody wants to send goes by itself once it is known whose card it is, and never before, or otherwise."""

from uuid import UUID

import pytest

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.tap import Tap
from enroll_app.domain.validity import Validity
from enroll_app.services.sent_soon import SentSoon
from enroll_app.services.step_checks import KEY_GONE, WHOSE_UNKNOWN
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard
from tests.services.test_wizard import GOOD, LEVEL, NOW, OTHER, wizard_at


def number(tap: Tap) -> Identification:
    assert tap.identification is not None
    return tap.identification


CARD, OTHERS = number(GOOD), number(OTHER)
HERS = KnownKey(UUID(int=5), CARD, Person("Anna", "Berg", UUID(int=6)), levels=(LEVEL.level_id,))


@pytest.fixture
def wizard() -> Wizard:
    """At the review, while it is being looked up whose card it is."""
    made = wizard_at(Step.REVIEW)
    made.look_up(CARD)
    return made


@pytest.fixture
def soon(wizard: Wizard) -> SentSoon:
    """Somebody has pressed Enter there."""
    made = SentSoon(wizard)
    made.want(NOW)
    return made


def test_an_answer_about_another_card_takes_nothing_away(wizard: Wizard, soon: SentSoon) -> None:
    assert not wizard.know(OTHERS, Acquaintance(), NOW)
    assert not soon.may_go(NOW)
    assert soon.waits
    assert wizard.know(CARD, Acquaintance(), NOW)
    assert soon.may_go(NOW)


def test_nothing_goes_where_nobody_could_tell_whose_card_it_is(wizard: Wizard, soon: SentSoon) -> None:
    wizard.not_known(CARD)
    assert not soon.may_go(NOW)
    assert WHOSE_UNKNOWN in wizard.cautions(NOW)
    # Asked once more and answered, it goes, for nothing else has changed.
    wizard.look_up(CARD)
    soon.want(NOW)
    assert wizard.know(CARD, Acquaintance(), NOW)
    assert WHOSE_UNKNOWN not in wizard.cautions(NOW)
    assert soon.may_go(NOW)


def test_nothing_goes_by_itself_once_nobody_stands_there(wizard: Wizard, soon: SentSoon) -> None:
    soon.forget()
    assert wizard.know(CARD, Acquaintance(), NOW)
    assert not soon.may_go(NOW)


def test_a_key_that_is_gone_at_the_service_is_not_left_as_it_is_for_its_owner() -> None:
    wizard = wizard_at(Step.CARD)
    wizard.begin_hand_over(GOOD, HERS, gone=True)
    wizard.know(CARD, Acquaintance(HERS.owner, key=HERS), NOW)
    wizard.pick(HERS.owner)
    while wizard.step is not Step.REVIEW:
        assert wizard.forward() == ()
    assert not wizard.for_owner
    assert not wizard.changes_hands
    # It is asked first whose the card is by now.
    assert wizard.hand_over_from == HERS
    assert [one.code for one in wizard.cautions(NOW)] == [KEY_GONE, "no-level"]
    assert wizard.order == Order(CARD, HERS.owner, PinRule.LEAVE, Validity())
