"""What was learned, on the screen: the verdict, and the number formats that it is about."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.learning import Explanation, Finding, Lesson, Pair
from enroll_app.domain.profile import Profile
from enroll_app.ui import theme
from enroll_app.ui.readers.words import problem_words, profile_words
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.status import Status
from enroll_app.ui.words import told

# So many are shown; more of them say nothing more than that another card is needed.
_MOST = 4


def certain(lesson: Lesson, pairs: Sequence[Pair]) -> bool:
    """Whether the lesson's one profile may be used.

    Of a single card, bytes that the reader would add or leave out may as well be digits that were typed too few or too
    many: that takes a second card.
    """
    if lesson.finding is not Finding.ONE or not lesson.usable:
        return False
    return len(set(pairs)) > 1 or not _changes_size(lesson.usable[0].profile)


def _changes_size(profile: Profile) -> bool:
    return bool(profile.cut_first or profile.cut_last or profile.missing)


class Findings(QWidget):
    """Shows a lesson. Signals: assumed() when the person takes something for granted, or no longer does."""

    assumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice(self)
        self._list = QFrame(self)
        self._list.setObjectName("surface")
        self._lines = QVBoxLayout(self._list)
        self._shown: list[QWidget] = []
        step = theme.unit()
        self._lines.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        self._lines.setSpacing(step)
        self._assume = QCheckBox(self.tr("It is so on every card of this site: take it for &granted"), self)
        self._assumption = QLabel(self)
        self._assumption.setTextFormat(Qt.TextFormat.PlainText)
        self._assumption.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step + step // 2)
        for widget in (self._notice, self._list, self._assumption, self._assume):
            column.addWidget(widget)
        self._assume.toggled.connect(self.assumed)
        self.show_lesson(None)

    @property
    def speaks(self) -> bool:
        """Whether anything is said."""
        return not self._notice.isHidden()

    @property
    def assuming(self) -> bool:
        """Whether the person takes for granted what no card can show."""
        return self._assume.isChecked()

    def forget(self) -> None:
        """Take nothing for granted."""
        self._assume.blockSignals(True)  # noqa: FBT003  Qt's own parameter
        self._assume.setChecked(False)
        self._assume.blockSignals(False)  # noqa: FBT003

    def say_unfit(self, words: str) -> None:
        """These cards cannot be looked at together."""
        self.show_lesson(None)
        self._notice.say(Tone.ATTENTION, self.tr("These cards tell nothing"), words)

    def show_lesson(self, lesson: Lesson | None, pairs: Sequence[Pair] = (), found: Profile | None = None) -> None:
        """Show what came of these cards; None shows nothing. found: the one profile that it is, if that is certain."""
        assumption = next((one.assumption for one in lesson.explanations if one.assumption), None) if lesson else None
        self._assumption.setText(told(assumption))
        for widget in (self._assumption, self._assume):
            widget.setVisible(assumption is not None)
        self._show_list(lesson.explanations if lesson and found is None else ())
        if lesson is None:
            self._notice.hush()
            return
        self._say_verdict(lesson, pairs, found)

    def _say_verdict(self, lesson: Lesson, pairs: Sequence[Pair], found: Profile | None) -> None:
        counts = self._counts(lesson, pairs)
        if found:
            self._notice.say(Tone.DONE, self.tr("This is the reader's number format"), profile_words(found))
        elif lesson.finding is Finding.PARTIAL:
            # The remedy of the verdict speaks of the command line.
            cause = problem_words(replace(lesson.verdict, remedy=""))
            words = self.tr(
                "If the number is right, this reader cannot be used for these cards. {cause} Set the reader to write "
                "whole numbers, or use another one."
            )
            text = f"{counts} {words.format(cause=cause)}".strip()
            self._notice.say(Tone.FAILURE, self.tr("Check the number that you typed"), text)
        elif lesson.finding is Finding.NONE:
            self._notice.say(Tone.FAILURE, self.tr("No number format explains this"), problem_words(lesson.verdict))
        else:
            words = problem_words(lesson.verdict)
            if lesson.finding is Finding.ONE:
                words = self.tr("Check that the number is whole, and hold a second card whose number is known.")
            self._notice.say(Tone.ATTENTION, self.tr("It takes another known card"), f"{counts} {words}".strip())

    def _counts(self, lesson: Lesson, pairs: Sequence[Pair]) -> str:
        """How many bytes the reader sent and how many were typed, where these are not the same; else nothing."""
        profile = next((one.profile for one in lesson.explanations), None)
        if profile is None or len(set(pairs)) != 1 or not _changes_size(profile):
            return ""
        sent = profile.size - len(profile.missing) + profile.cut_first + profile.cut_last
        words = self.tr("The reader sent {sent} bytes, and you typed {typed}.")
        return words.format(sent=sent, typed=profile.size)

    def _show_list(self, explanations: Sequence[Explanation]) -> None:
        for line in self._shown:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shown = [_Line(one, self._list) for one in explanations[:_MOST]]
        if len(explanations) > _MOST:
            more = QLabel(self.tr("and %n more", "", len(explanations) - _MOST), self._list)
            more.setObjectName("muted")
            self._shown.append(more)
        for line in self._shown:
            self._lines.addWidget(line)
        self._list.setVisible(bool(explanations))


class _Line(QWidget):
    """One number format, and whether cards can be enrolled through it."""

    def __init__(self, one: Explanation, parent: QWidget) -> None:
        super().__init__(parent)
        title = QLabel(profile_words(one.profile), self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setFont(theme.font(bold=True))
        state = Status(self)
        if one.usable:
            # Not in green: it is listed because it is not certain.
            state.say(Tone.INFORMATION, self.tr("Explains every card here"))
        elif one.assumption:
            state.say(Tone.ATTENTION, self.tr("Only if what is said below is so"))
        else:
            state.say(Tone.FAILURE, self.tr("Explains the cards, but cannot be used to enroll them"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() // 4)
        column.addWidget(title)
        column.addWidget(state, 0, Qt.AlignmentFlag.AlignLeft)
