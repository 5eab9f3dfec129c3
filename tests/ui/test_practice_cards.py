"""In the training mode the card of a moment ago can be held to the reader again, so that known cards can be learned."""

from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.training.practice import PracticeReader
from enroll_app.ui.widgets.button import Button
from tests.ui.hands import Hands


def test_the_last_practice_card_can_be_tapped_again(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    practice = PracticeReader()
    desk = make_desk(lambda _uris: practice.reader)
    with Hands(qtbot, replace(desk, practice_tap=practice.tap, practice_again=practice.tap_again)) as hands:

        def press(words: str) -> None:
            buttons = hands.window.view.findChildren(Button)
            next(one for one in buttons if one.isVisible() and one.text().replace("&", "") == words).setFocus()
            hands.enter()

        assert "Tap the last card again" not in [
            one.text().replace("&", "") for one in hands.window.view.findChildren(Button) if one.isVisible()
        ]
        press("Tap a training card")
        hands.until_step(Step.PERSON)
        assert hands.wizard.tap is not None
        first = hands.wizard.tap.card.uid
        hands.session.next_card()
        hands.until_step(Step.CARD)
        press("Tap the last card again")
        hands.until_step(Step.PERSON)
        assert hands.wizard.tap.card.uid == first
