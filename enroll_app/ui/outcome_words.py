"""What became of something that was sent, in the words that every page has for it."""

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.enrollment import State
from enroll_app.domain.problems import Problem
from enroll_app.ui.words import told

# Why nothing is sent any more that the service had no part in.
_NOT_THE_SERVICE = ("overtaken", "replaced-by-decision", "taken-out")


def _tr(text: str) -> str:
    return QCoreApplication.translate("outcome", text)


def state_title(state: State, problem: Problem | None) -> str:
    """What to say at the top of what is not done."""
    if state is State.SAVED:
        return _tr("Saved, not delivered yet")
    if state is State.UNKNOWN:
        return _tr("Not confirmed yet")
    if state is State.CONFLICT:
        return _tr("This card is somebody else’s")
    if state is State.REJECTED:
        return _tr("Not sent any more") if is_ours(problem) else _tr("The service refused")
    return waiting_words()


def not_known_words() -> str:
    """Of what was sent and not answered."""
    return _tr("It was sent, and may or may not be active.")


def goes_on_words(held: Problem | None, shown: Problem | None) -> str:
    """What becomes of what is not delivered yet. held: why it waits for a person. shown: what is said already."""
    if held is None:
        return _tr("It is sent by itself, also while you go on to the next card.")
    return "" if held == shown else told(held)


def waiting_words() -> str:
    """Of what is under way."""
    return _tr("Waiting for the service")


def keep_it_words() -> str:
    """Of a card that is somebody else's."""
    return _tr("Do not hand out the card")


def is_ours(problem: Problem | None) -> bool:
    """Whether nothing is sent any more for a reason that the service had no part in."""
    return problem is not None and problem.code in _NOT_THE_SERVICE


def unseen_words(*, code: bool = False) -> tuple[str, str]:
    """The drawn PIN, or the code that was made, was not looked at yet, and what to do."""
    return (
        _tr("The code has not been looked at yet") if code else _tr("The PIN has not been looked at yet"),
        _tr("Hold the button, or the space bar, to show it; it is shown nowhere else."),
    )


def not_printed_words() -> str:
    """A slip was wanted."""
    return _tr("The slip was not printed")


def printing_words() -> str:
    """A slip was wanted, and the printer has not taken it yet."""
    return _tr("The slip is on its way to the printer")


def printed_words() -> str:
    """A slip was wanted, and is on its way to the paper."""
    return _tr("The slip is at the printer")
