"""What the wizard's buttons do where more is to be asked or decided than the next page: the form, and the result."""

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.enrollment import State
from enroll_app.services.steps import Step
from enroll_app.ui.announcing import announce
from enroll_app.ui.leaving import another_card_words, leaving_words, loss_words
from enroll_app.ui.question import ask
from enroll_app.ui.wizard_view import WizardView


def _tr(text: str) -> str:
    return QCoreApplication.translate("going_on", text)


def create(view: WizardView) -> None:
    """From the form, which has no review: what is to be said of it is said before, and answered at the button."""
    page = view.page(Step.FORM)
    if view.wizard.forward():
        page.show_problems()
    elif page.insist():
        view.show_top()
        view.presses.look_anew()
        view.primary.setFocus()
        announce(view.primary, _tr("Read what is said on the page; Enter once more creates the key."))
    else:
        view.session.submit()


def leave_result(view: WizardView) -> None:
    """What is to be done next with what came of the enrollment."""
    wizard = view.wizard
    state = wizard.outcome.state if wizard.outcome else None
    if wizard.held:
        view.session.retry()
    elif wizard.owed:
        view.page(Step.RESULT).show_problems()
    elif state is State.REJECTED:
        view.session.correct()
    elif state is State.CONFLICT:
        _another_card(view)
    else:
        view.session.next_card()


def ask_to_start_over(view: WizardView) -> None:
    """Forget this enrollment, but not what was typed without a word."""
    wizard = view.wizard
    if wizard.step is not Step.RESULT and not wizard.typed:
        # A card alone is tapped again in a moment.
        view.session.next_card()
        return
    question, yes, no = leaving_words(wizard)
    ask(view, question, loss_words(wizard), yes, no, view.session.next_card)


def go_back(view: WizardView) -> None:
    """One page back; from the first page of a card that changes hands, to its key."""
    wizard = view.wizard
    if wizard.hand_over_from and wizard.step is wizard.steps[1]:
        _back_to_key(view)
    elif wizard.back():
        view.refresh()


def _back_to_key(view: WizardView) -> None:
    """The card is not to change hands after all: its key is in hand again."""
    wizard = view.wizard
    key, tap = wizard.hand_over_from, wizard.tap
    assert key is not None

    def leave() -> None:
        view.session.next_card()
        view.session.holding.open(key, tap)

    if wizard.typed:
        question, yes, no = leaving_words(wizard)
        ask(view, question, loss_words(wizard), yes, no, leave)
    else:
        leave()


def _another_card(view: WizardView) -> None:
    outcome = view.wizard.outcome
    assert outcome is not None

    def take() -> None:
        if view.wizard.outcome is outcome:
            view.session.another_card()

    question, yes, no = _tr("Take another card?"), _tr("Take another &card"), _tr("&Not now")
    ask(view, question, another_card_words(outcome), yes, no, take)
