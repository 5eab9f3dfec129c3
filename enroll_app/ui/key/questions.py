"""What is asked before something that was typed, or tapped, is lost at a key's page."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.steps import Step
from enroll_app.ui.key.words import holder
from enroll_app.ui.leaving import failed, leaving_words, loss_words
from enroll_app.ui.question import ask, tell
from enroll_app.ui.session import Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("key", text)


def ask_to_leave(parent: QWidget, leave: Callable[[], None]) -> None:
    """The form of an act is left, with what was typed in it."""
    ask(
        parent,
        _tr("Leave this as it was?"),
        _tr("What was typed is lost; nothing was sent."),
        _tr("&Leave it"),
        _tr("&Stay here"),
        leave,
    )


def hand_over(parent: QWidget, session: Session, hand: KeyInHand) -> None:
    """Ask for the person who gets the card; before that, whether what is typed for another one may be lost."""
    tap = hand.tap
    if tap is None:
        return

    wizard = session.wizard

    def begin() -> None:
        if session.holding.hand is hand and not wizard.under_way:
            session.hand_over(tap, hand.key, gone=hand.missing)
            session.holding.close()

    # A key that was opened from elsewhere has left the wizard as it was, with what was being typed or sent there.
    sent = wizard.step is Step.RESULT
    if wizard.under_way:
        tell(
            parent,
            _tr("Another enrollment is on its way"),
            _tr("Hand this card over once it is known what came of that one."),
        )
    elif (wizard.touched or failed(wizard)) if sent else wizard.typed:
        typed = _tr("What was typed for the card before is lost when you hand this one over; nothing was sent.")
        question = leaving_words(wizard)[0] if sent else _tr("Somebody else was being typed")
        ask(parent, question, loss_words(wizard) if sent else typed, _tr("Hand it o&ver"), _tr("&Not now"), begin)
    else:
        begin()


def other_means(hand: KeyInHand) -> str:
    """What it means to use the other card that was tapped; of a lost one's place, which card has it so far."""
    new = hand.new
    if not hand.waits_for_card or new is None:
        return _tr("What was typed for this key is lost when you use the other card; nothing was sent.")
    number = new.identification.hex if new.identification else new.card.uid.hex()
    words = _tr("So far {number} is the new card of {owner}. The other one takes its place only if you say so.")
    return words.format(number=number, owner=holder(hand))
