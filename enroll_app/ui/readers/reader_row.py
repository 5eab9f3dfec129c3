"""One reader: what it is, how it is, what is wrong and how to mend it, and what it does to a number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from drivers.reader import State
from enroll_app.domain.profile import Profile
from enroll_app.ui import icons, theme
from enroll_app.ui.readers.offers import Offer, offer
from enroll_app.ui.readers.watch import Attached
from enroll_app.ui.readers.words import (
    format_words,
    kind_icon,
    kind_words,
    problem_words,
    profile_words,
    reader_name,
    state_words,
    unusable_words,
)
from enroll_app.ui.said import said
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.breaking import breakable
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.choice import Choice, Option
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.status import Status

# The value of the entry that stands for no profile; names of profiles are never empty.
_NONE = ""


class ReaderRow(QFrame):
    """Shows a reader.

    Signals: profile_wanted(str) when a profile is chosen, by its name, empty for none; learning_wanted() when its
    number format is to be learned.
    """

    profile_wanted = Signal(str)
    learning_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._attached: Attached | None = None
        self._shown: tuple[Attached, tuple[Profile, ...], theme.Colors] | None = None
        self._icon = QLabel(self)
        self._name, self._kind, self._hint = QLabel(self), QLabel(self), QLabel(self)
        self._name.setFont(theme.font(bold=True))
        for muted in (self._kind, self._hint):
            muted.setObjectName("muted")
        for words in (self._name, self._kind, self._hint):
            # Names and hints come from makers and drivers: they are never taken for markup.
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._state = Status(self)
        self._trouble, self._warning, self._said = Notice(self), Notice(self), Notice(self)
        self._profile_name = QLabel(self.tr("Number format"), self)
        self.profile = Choice(self)
        self._settled = QLabel(self)
        self._settled.setTextFormat(Qt.TextFormat.PlainText)
        self._settled.setWordWrap(True)
        self.learn = Button(self.tr("Teach it…"), self)
        self._lay_out()
        self.profile.wanted.connect(self._wanted)
        self.learn.clicked.connect(self.learning_wanted)

    def _lay_out(self) -> None:
        step = theme.unit()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._kind)
        top = QHBoxLayout()
        top.setSpacing(step * 2)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        top.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        choice = QHBoxLayout()
        choice.setSpacing(step + step // 2)
        choice.addWidget(self._profile_name)
        choice.addWidget(self.profile, 1)
        choice.addWidget(self._settled, 1)
        choice.addWidget(self.learn)
        column = QVBoxLayout(self)
        column.setContentsMargins(step * 2, step * 2, step * 2, step * 2)
        column.setSpacing(step + step // 2)
        column.addLayout(top)
        column.addWidget(self._hint)
        column.addWidget(self._trouble)
        column.addLayout(choice)
        column.addWidget(self._warning)
        column.addWidget(self._said)

    def show_reader(self, attached: Attached, profiles: Sequence[Profile]) -> None:
        """Show how the reader is. profiles: all that are known."""
        shown = (attached, tuple(profiles), theme.colors())
        if shown == self._shown:
            return
        self._shown = shown
        self._attached = attached
        info, listened = attached.info, attached.listened
        name = reader_name(info)
        size = theme.unit() * 3
        color = theme.colors().accent if listened else theme.colors().muted
        self._icon.setPixmap(icons.pixmap(kind_icon(info.kind), color, size, self.devicePixelRatioF()))
        self._name.setText(breakable(name))
        self._kind.setText(kind_words(info.kind))
        self._kind.setVisible(name != kind_words(info.kind))
        tone, words = state_words(info, listened=listened)
        self._state.say(tone, words)
        self._say_hint(attached)
        self._show_profile(attached, profiles)
        self.setAccessibleName(f"{name}. {kind_words(info.kind)}. {words}. {said(info.hint)}".strip())

    def _say_hint(self, attached: Attached) -> None:
        info = attached.info
        ill = info.state is not State.READY
        if ill and info.hint:
            tone, _ = state_words(info, listened=attached.listened)
            self._trouble.say(tone, self.tr("What to do"), said(info.hint))
        else:
            self._trouble.hush()
        hint = "" if ill else said(info.hint)
        if not attached.listened and not attached.wanted and not ill:
            listen = self.tr("To take cards from it, add “{address}” to the readers in settings.toml.")
            hint = f"{hint} {listen.format(address=info.uri)}".strip()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _show_profile(self, attached: Attached, profiles: Sequence[Profile]) -> None:
        present, name = attached.profile, reader_name(attached.info)
        self.profile.setAccessibleName(self.tr("Number format of {reader}").format(reader=name))
        self.learn.setAccessibleName(self.tr("Teach the number format of {reader}").format(reader=name))
        offered = offer(attached.info, profiles, present)
        self._profile_name.setVisible(attached.listened)
        self._settled.setText(self._settled_words(offered, profiles))
        self._settled.setVisible(attached.listened and offered.settled)
        for widget in (self.profile, self.learn):
            widget.setVisible(attached.listened and not offered.settled)
        if attached.listened and not offered.settled:
            options = [Option(_NONE, self.tr("As the reader sends it")), *map(self._option, offered.profiles)]
            self.profile.show_options(options, present.name if present else _NONE)
        named = next((one for one in profiles if one.name == offered.profile), None) if offered.settled else present
        if attached.listened and named and named.unusable:
            self._warning.say(Tone.ATTENTION, unusable_words(named), problem_words(named.unusable))
        else:
            self._warning.hush()

    def _settled_words(self, offered: Offer, profiles: Sequence[Profile]) -> str:
        if offered.whole:
            return self.tr("This protocol always sends the whole number")
        if not offered.settled:
            return ""
        titles = {one.name: profile_words(one) for one in profiles}
        given = titles.get(offered.profile, offered.profile) or format_words(offered.number_format)
        return self.tr("{format} – set by the reader's address").format(format=given)

    def say_remembered(self) -> None:
        """The choice is on disk now."""
        self._said.say(Tone.DONE, self.tr("Remembered for this reader"))

    def say_refused(self, words: str) -> None:
        """The choice could not be kept."""
        self._said.say(Tone.FAILURE, self.tr("The choice could not be kept"), words)

    def hush(self) -> None:
        """What was said of the last choice is old now."""
        self._said.hush()

    def _option(self, profile: Profile) -> Option:
        if profile.unusable:
            words = self.tr("{title} (cannot be enrolled)").format(title=profile_words(profile))
            return Option(profile.name, words, Tone.ATTENTION)
        return Option(profile.name, profile_words(profile))

    def _wanted(self, name: str) -> None:
        assert self._attached is not None
        present = self._attached.profile.name if self._attached.profile else _NONE
        # What is shown is what holds; it changes once the choice is on disk.
        self.profile.setCurrentIndex(self.profile.findData(present))
        if name != present:
            self.profile_wanted.emit(name)
