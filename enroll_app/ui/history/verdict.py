"""What came of checking the history, in words."""

from PySide6.QtCore import QCoreApplication, QLocale

from enroll_app.domain.history import Aid, Verdict
from enroll_app.ui.tones import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("verdict", text)


def verdict_words(verdict: Verdict) -> tuple[Tone, str, str]:
    """How the history is: a tone, a title, and what that means."""
    number = QLocale().toString
    if verdict.broken_at is not None:
        title = _tr("Broken at entry {number}").format(number=number(verdict.broken_at))
        detail = _tr(
            "This entry is not as it was written, or one is missing before it; what follows cannot be vouched for. "
            "Keep the file as it is, and tell whoever looks after this computer."
        )
        return Tone.FAILURE, title, detail
    if verdict.wrong:
        title = _tr("Every entry is as it was written, but searches may leave some out")
        detail = _tr(
            "Something beside the entries was changed: {what}. Have it made anew with: enroll-app history --rebuild; "
            "and find out who changed it."
        )
        return Tone.ATTENTION, title, detail.format(what=", ".join(_aid(aid) for aid in verdict.wrong))
    title = _tr("The history is whole: {entries} entries").format(entries=number(verdict.entries))
    if verdict.since > 1:
        words = _tr("It begins with entry {number}; the ones before were forgotten, as they are not kept for longer.")
        return Tone.DONE, title, words.format(number=number(verdict.since))
    return Tone.DONE, title, _tr("Nobody changed or removed an entry since it was written.")


def _aid(aid: Aid) -> str:
    return {
        Aid.INDEX: _tr("the index of names, cards and keys"),
        Aid.DATES: _tr("the dates kept beside them"),
        Aid.GUARDS: _tr("what keeps entries from being changed"),
    }[aid]
