"""What goes on from a page, and what leaving it would lose, in words."""

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Outcome
from enroll_app.domain.person import Person
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard


def _tr(text: str) -> str:
    return QCoreApplication.translate("leaving", text)


def called(person: Person | None) -> str:
    """A person's name, or the id where there is none; empty where neither is known."""
    if person is None:
        return ""
    return person.full_name or (str(person.person_id) if person.person_id else "")


def failed(wizard: Wizard) -> bool:
    """Whether the card on the result page got no key, and gets none without a person."""
    return wizard.outcome is not None and wizard.outcome.state in (State.REJECTED, State.CONFLICT)


def primary_words(wizard: Wizard) -> str:
    """What the primary button does now."""
    if wizard.step in (Step.REVIEW, Step.FORM):
        return _tr("Hand the &card over") if wizard.changes_hands else _tr("Create &key")
    if wizard.step is not Step.RESULT:
        return _tr("&Next")
    if wizard.held:
        return _tr("&Try again")
    state = wizard.outcome.state if wizard.outcome else None
    if state is State.REJECTED:
        return _tr("&Correct it")
    return _tr("Take another &card") if state is State.CONFLICT else _tr("&Next card")


def leaving_words(wizard: Wizard) -> tuple[str, str, str]:
    """What is asked before this enrollment is left: the question, the answer that leaves it, and the one that stays."""
    if wizard.step is Step.RESULT:
        return _tr("Go on to another card?"), _tr("&Go on to another card"), _tr("&Stay with this one")
    return _tr("Discard what was typed for this card?"), _tr("&Discard it"), _tr("&Keep it")


def loss_words(wizard: Wizard) -> str:
    """What leaving now would lose."""
    outcome = wizard.outcome
    if wizard.step is not Step.RESULT:
        return _tr("What was typed for this card is lost; nothing was sent.")
    if outcome is None:
        return _tr("The enrollment is on its way; what comes of it will not be seen here.")
    if wizard.overwritten:
        words = _tr("The key stays as it was changed by mistake. Number {number} stays in the outbox.")
        return words.format(number=outcome.outbox_id)
    if outcome.state is State.CONFLICT:
        words = _tr("Nothing was sent. Number {number} stays in the outbox until somebody decides.")
        return words.format(number=outcome.outbox_id)
    if wizard.old_key_removed:
        return _tr("What was typed for this card is lost. Its old key is removed, and the card opens nothing now.")
    if wizard.not_filled_in:
        return _tr("What was typed for this card is lost. It has a key by now, made with card and name alone.")
    if outcome.state is State.REJECTED:
        return _tr("What was typed for this card is lost; no key was created.")
    if wizard.code_owed:
        return _tr("The code that was made has not been looked at; it is shown nowhere else.")
    if wizard.pin_owed:
        return _tr("The PIN that was drawn has not been looked at; it is shown nowhere else.")
    if wizard.held:
        return _tr("It is not sent by itself. It stays in the outbox until somebody helps it on.")
    return _tr("The enrollment is not confirmed yet. It stays in the outbox, which sends it by itself.")


def another_card_words(outcome: Outcome) -> str:
    """What taking another card does to the one in conflict."""
    owner = called(outcome.owner) or _tr("Somebody else")
    if outcome.overwritten:
        words = _tr("{owner} keeps this card, and the key stays as it was changed by mistake. What was typed stays.")
    else:
        words = _tr("{owner} keeps this card and its key as they are. What was typed stays.")
    return words.format(owner=owner)
