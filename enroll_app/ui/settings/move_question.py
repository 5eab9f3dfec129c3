"""What is asked before a desk is given another service while something waits for the one before."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from enroll_app.services.connecting import Waiting
from enroll_app.services.moving import Move
from enroll_app.ui.question import ask_which


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("settings", text, None, count)


def ask_move(parent: QWidget, move: Move, then: Callable[[Waiting], None]) -> None:
    """Say how many wait, and what becomes of them; `then` gets what somebody wants, and is not called otherwise."""

    def chosen(waiting: Waiting) -> None:
        if isValid(parent):
            then(waiting)

    aside = _tr("Set it &aside") if going(move) else _tr("&Change the service")
    answers = [(aside, lambda: chosen(Waiting.ASIDE))]
    if going(move):
        answers.append((_tr("&Send it along"), lambda: chosen(Waiting.ALONG)))
    question = _tr("Change from {before} to {after}?").format(before=move.before, after=move.after)
    ask_which(parent, question, "\n\n".join(move_words(move)), answers, _tr("&Leave it as it is"))


def going(move: Move) -> int:
    """How many would be sent by themselves."""
    return move.counts.waiting + move.counts.unconfirmed


def move_words(move: Move) -> list[str]:
    """What waits, and what becomes of it, a paragraph each."""
    counts, facts = move.counts, {"before": move.before, "after": move.after}
    waits = [
        _tr("%n operation(s) wait(s) to be sent.", counts.waiting) if counts.waiting else "",
        _tr("%n was (were) sent without an answer, and may have been done.", counts.unconfirmed)
        if counts.unconfirmed
        else "",
        _tr("%n wait(s) for somebody's word.", counts.needing) if counts.needing else "",
    ]
    words = [_tr("In the outbox, meant for {before}:").format(**facts) + "\n" + "\n".join(filter(None, waits))]
    if going(move):
        words += [
            _tr("Set aside, nothing of it is sent to {after} before somebody lets it go on in the outbox.").format(
                **facts
            ),
            _tr(
                "Sent along, all of it goes to {after}. Choose that only where it is the same access-control system at "
                "another address: elsewhere, keys would be made for other doors."
            ).format(**facts),
        ]
    if counts.needing:
        words.append(_tr("What is decided later is sent to {after}.").format(**facts))
    words.append(_tr("The desk is opened anew at once."))
    return words
