"""The last card, large and calm: what the reader sent → the card's serial number → what will be sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.cards import Technology
from enroll_app.domain.identification import Spelling
from enroll_app.domain.tap import Tap
from enroll_app.services.tapping import Read
from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.readers.words import problem_words, profile_words
from enroll_app.ui.technologies import names_of
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.elided import Elided
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.number import Number
from enroll_app.ui.words import told

# A number longer than any reader writes is shown by its beginning; the rest is in the tool tip.
_LONGEST = 48
# How much larger than the text the number is that will be sent, and up to how many bytes; longer ones would not fit
# beside each other.
_LARGE, _LARGE_BYTES, _LESS_LARGE = 1.4, 7, 1.1


class LiveView(QFrame):
    """Shows one reading. spelling: the one that is sent."""

    def __init__(self, spelling: Spelling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._read: Read | None = None
        self._empty = _Empty(self)
        self._chain = _Chain(spelling, self)
        self._notice = Notice(self)
        step = theme.unit()
        column = QVBoxLayout(self)
        column.setContentsMargins(step * 3, step * 2, step * 3, step * 2)
        column.setSpacing(step * 2)
        for widget in (self._empty, self._chain, self._notice):
            column.addWidget(widget)
        self.refresh()

    def show_read(self, read: Read) -> None:
        """Show this reading, and say it to those who do not see it."""
        self._read = read
        self.refresh()
        said = read.tap.identification.hex if read.tap and read.tap.identification else read.raw
        announce(self, self.tr("{reader}: {number}").format(reader=read.reader, number=said))

    def refresh(self) -> None:
        """Show it in the present theme."""
        read = self._read
        self._empty.setVisible(read is None)
        self._chain.setVisible(read is not None)
        self._empty.paint_theme()
        if read is None:
            return
        self._chain.show_read(read)
        self._say(read)

    def _say(self, read: Read) -> None:
        verdict = read.tap.verdict if read.tap else None
        if read.problem:
            self._notice.say(
                Tone.FAILURE, self.tr("No card number could be had from this"), problem_words(read.problem)
            )
        elif verdict and verdict.refused:
            self._notice.say(Tone.FAILURE, self.tr("This card must not be enrolled"), told(verdict.refused))
        elif verdict and verdict.warnings:
            words = " ".join(told(warning) for warning in verdict.warnings)
            self._notice.say(Tone.ATTENTION, self.tr("Take a second look at this card"), words)
        else:
            self._notice.hush()


class _Empty(QWidget):
    """What stands there before the first card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._icon = QLabel(self)
        title = QLabel(self.tr("Hold a card to a reader"), self)
        title.setFont(theme.font(1.3, bold=True))
        words = QLabel(self.tr("What the reader sends, and what becomes of it, is shown here."), self)
        words.setObjectName("muted")
        for label in (title, words):
            label.setWordWrap(True)
        lines = QVBoxLayout()
        lines.setSpacing(step // 2)
        lines.addWidget(title)
        lines.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, step, 0, step)
        row.setSpacing(step * 3)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        size = theme.unit() * 5
        self._icon.setPixmap(icons.pixmap("card", theme.colors().accent, size, self.devicePixelRatioF()))


class _Chain(QWidget):
    """The three stages of a number, from the top down."""

    def __init__(self, spelling: Spelling, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._technology, self._reader = QLabel(self), Elided(parent=self)
        self._technology.setFont(theme.font(1.3, bold=True))
        self._reader.setObjectName("muted")
        self._raw, self._csn = QLabel(self), QLabel(self)
        for label in (self._reader, self._raw, self._csn):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._raw, self._csn):
            label.setFont(theme.font(1.15, tabular=True))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hex, self._decimal = Number(_LARGE, self), Number(_LARGE, self)
        self._captions = [self._caption() for _ in range(3)]
        self._marks = [QLabel(self) for _ in range(3)]
        self._nothing = QLabel(self.tr("Nothing"), self)
        self._nothing.setFont(theme.font(_LARGE, bold=True))
        hex_name, decimal_name = self._caption(), self._caption()
        sent = self.tr("{spelling}, as it is sent")
        names = {Spelling.HEX: self.tr("Hexadecimal"), Spelling.DECIMAL: self.tr("Decimal")}
        names[spelling] = sent.format(spelling=names[spelling])
        hex_name.setText(names[Spelling.HEX])
        decimal_name.setText(names[Spelling.DECIMAL])
        self._sent = QWidget(self)
        sides = QGridLayout(self._sent)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setHorizontalSpacing(step * 3)
        sides.setVerticalSpacing(0)
        for column, (name, number) in enumerate(((hex_name, self._hex), (decimal_name, self._decimal))):
            sides.addWidget(name, 0, column)
            sides.addWidget(number, 1, column)
            sides.setColumnStretch(column, 1)
        self._lay_out(step)

    def _caption(self) -> QLabel:
        label = QLabel(self)
        label.setObjectName("muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self, step: int) -> None:
        top = QHBoxLayout()
        top.setSpacing(step * 2)
        top.addWidget(self._technology)
        top.addStretch(1)
        top.addWidget(self._reader)
        grid = QGridLayout()
        grid.setHorizontalSpacing(step * 2)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for stage, values in enumerate(((self._raw,), (self._csn,), (self._sent, self._nothing))):
            at = stage * 4
            mark = self._marks[stage]
            grid.addWidget(mark, at, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._captions[stage], at, 1)
            for below, value in enumerate(values, start=1):
                grid.addWidget(value, at + below, 1)
            if stage < len(self._marks) - 1:
                grid.setRowMinimumHeight(at + 3, step + step // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step * 2)
        column.addLayout(top)
        column.addLayout(grid)

    def show_read(self, read: Read) -> None:
        """Show the stages of this reading."""
        tap = read.tap
        refused = tap is None or tap.verdict.refused is not None or tap.identification is None
        self._technology.setText(self._title(tap))
        self._reader.set_words(read.reader)
        raw = read.raw if len(read.raw) <= _LONGEST else f"{read.raw[:_LONGEST]}…"
        self._raw.setText(raw or "—")
        self._raw.setToolTip(read.raw)
        self._csn.setText(tap.card.uid.hex(" ").upper() if tap else "—")
        how = profile_words(read.profile) if read.profile else self.tr("as the reader sends it")
        size = self.tr("{count} bytes").format(count=len(tap.card.uid)) if tap else ""
        self._captions[0].setText(self.tr("The reader sent"))
        self._captions[1].setText(" · ".join(filter(None, (self.tr("The card's serial number"), size, how))))
        self._captions[2].setText(self.tr("What will be sent"))
        self._sent.setVisible(not refused)
        self._nothing.setVisible(refused)
        if tap and tap.identification:
            large = _LARGE if len(tap.card.uid) <= _LARGE_BYTES else _LESS_LARGE
            for number in (self._hex, self._decimal):
                number.setFont(theme.font(large, bold=True, tabular=True))
            self._hex.set_number(tap.identification.hex)
            self._decimal.set_number(tap.identification.decimal)
        self._mark(Tone.DONE, Tone.DONE if tap else Tone.FAILURE, self._last_tone(read, refused=refused))

    def _title(self, tap: Tap | None) -> str:
        if tap is None:
            return self.tr("A number that is not understood")
        if tap.card.technology is Technology.UNKNOWN:
            return self.tr("A card of unknown technology")
        return names_of(tap)

    def _last_tone(self, read: Read, *, refused: bool) -> Tone:
        if refused:
            return Tone.FAILURE
        return Tone.ATTENTION if read.tap and read.tap.verdict.warnings else Tone.DONE

    def _mark(self, *tones: Tone) -> None:
        size = theme.unit() * 2 + theme.unit() // 2
        for mark, tone in zip(self._marks, tones, strict=True):
            mark.setPixmap(icons.pixmap(tone.value, tone_color(tone), size, self.devicePixelRatioF()))
