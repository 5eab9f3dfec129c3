"""One setting on the screen: its name, its value, where it is fixed, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from enroll_app.domain.problems import Problem
from enroll_app.domain.settings_values import Origin, Setting, Value
from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.choosing_files import choose_existing
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.button_bar import CONTENT_STEPS
from enroll_app.ui.widgets.choice import Choice, Option
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.words import told

# Between the entries of a list in one line; no reader's address has one.
_BETWEEN = ";"


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)


def fixed_words(setting: Setting) -> str:
    """Where a setting is fixed; empty where it may be changed here."""
    if setting.origin is Origin.POLICY:
        return _tr("Fixed by policy in {place}").format(place=setting.place)
    if setting.origin is Origin.ENVIRONMENT:
        return fixed_by_environment(setting.place)
    if setting.origin is Origin.COMMAND_LINE:
        return _tr("Fixed by the command line ({place})").format(place=setting.place)
    return ""


def fixed_by_environment(variable: str) -> str:
    """What is said of that which an environment variable fixes."""
    return _tr("Fixed by the environment variable {place}").format(place=variable)


def at_field(problem: Problem) -> Problem:
    """A fault as it is said at its field, where it is in sight which setting is meant: what it must be."""
    return replace(problem, cause="") if problem.code == "setting-invalid" and problem.remedy else problem


class FixedNote(QWidget):
    """Says, below a setting, where it is fixed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = QLabel(self), QLabel(self)
        self._words.setObjectName("muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_setting(self, setting: Setting) -> None:
        """Say it, or nothing where the setting may be changed."""
        self.show_words(fixed_words(setting))

    def show_words(self, words: str) -> None:
        """Say this, or nothing."""
        self._words.setText(words)
        size = theme.unit() * 2 + 4
        self._icon.setPixmap(icons.pixmap("lock", theme.colors().muted, size, self.devicePixelRatioF()))
        self.setVisible(bool(words))

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()


class Row(QWidget):
    """Signals: edited() when the person chose or typed something.

    name: of the setting. control: what takes the keyboard.
    """

    edited = Signal()

    def __init__(self, name: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.control = control
        self._fixed = FixedNote(self)
        self._wrong = QLabel(self)
        self._wrong.setObjectName("error")
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.unit() // 2)

    def finish(self) -> None:
        """Take in what is below the control."""
        self.column.addWidget(self._wrong)
        self.column.addWidget(self._fixed)

    def show_setting(self, setting: Setting) -> None:
        """Show its value, and whether it may be changed."""
        self.show_value(setting.value)
        self._fixed.show_setting(setting)
        self.control.setEnabled(not setting.locked)
        self.control.setAccessibleDescription(self._fixed.words)
        self.show_problem(None)

    def show_fixed(self, words: str) -> None:
        """Say where it is fixed, of that which is no setting; nothing where it may be changed."""
        self._fixed.show_words(words)
        self.control.setEnabled(not words)
        self.control.setAccessibleDescription(words)

    def show_value(self, value: Value) -> None:
        """Show a value."""
        raise NotImplementedError

    @property
    def value(self) -> Value | None:
        """What is chosen or typed; None for the default."""
        raise NotImplementedError

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong with it."""
        words = told(at_field(problem)) if problem else ""
        if words and words != self._wrong.text():
            announce(self.control, words)
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))


class Switch(Row):
    """Yes or no. explained: what it means, in muted words."""

    def __init__(self, name: str, label: str, explained: str = "", parent: QWidget | None = None) -> None:
        self.box = QCheckBox(label)
        super().__init__(name, self.box, parent)
        self.column.addWidget(self.box)
        if explained:
            words = QLabel(explained, self)
            words.setObjectName("muted")
            words.setWordWrap(True)
            # Below the word, not below the box.
            words.setContentsMargins(theme.unit() * 3 + 4, 0, 0, 0)
            self.column.addWidget(words)
        self.finish()
        self.box.clicked.connect(self.edited)

    def show_value(self, value: Value) -> None:
        """Show a value."""
        self.box.setChecked(value is True)

    @property
    def value(self) -> Value | None:
        """Whether it is ticked."""
        return self.box.isChecked()


class Pick(Row):
    """One of several. numeric: the values are numbers."""

    def __init__(
        self, name: str, label: str, options: Sequence[Option], parent: QWidget | None = None, *, numeric: bool = False
    ) -> None:
        self.choice = Choice()
        super().__init__(name, self.choice, parent)
        self._options, self._numeric = tuple(options), numeric
        self._present = ""
        caption = QLabel(label, self)
        caption.setBuddy(self.choice)
        self.choice.setAccessibleName(label.replace("&", ""))
        self.choice.setMaximumWidth(theme.unit() * 44)
        self.column.addWidget(caption)
        self.column.addWidget(self.choice)
        self.finish()
        self.choice.wanted.connect(self._wanted)

    def be_as_wide_as_lines(self) -> None:
        """Take all the width, as the lines do between which it stands."""
        self.choice.setMaximumWidth(theme.unit() * CONTENT_STEPS)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these instead."""
        self._options = tuple(options)
        self.show_value(self._present)

    def show_value(self, value: Value) -> None:
        """Show a value; one that is not offered usually is offered too."""
        self._present = str(value)
        options = self._options
        if self._present not in [one.value for one in options]:
            options = (*options, Option(self._present, self._present))
        self.choice.show_options(options, self._present)

    def _wanted(self, value: str) -> None:
        self._present = value
        self.edited.emit()

    @property
    def value(self) -> Value | None:
        """What is chosen."""
        return int(self._present) if self._numeric else self._present or None


class Text(Row):
    """A line to type in. numeric: a number is meant. listed: several, with `;` between them. secret: hidden."""

    def __init__(
        self,
        name: str,
        label: str,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        numeric: bool = False,
        listed: bool = False,
        secret: bool = False,
    ) -> None:
        # Numbers and lists are never empty, so that their hint stands above them; the others' stands in the line.
        self.field = Field(label, hint if numeric or listed else "", secret=secret)
        if not (numeric or listed):
            self.field.line.setPlaceholderText(hint)
        super().__init__(name, self.field.line, parent)
        self._numeric, self._listed = numeric, listed
        if numeric:
            self.field.line.setMaximumWidth(theme.unit() * 16)
            self.field.bring_hint_near()
        self.column.addWidget(self.field)
        self.finish()
        self.field.edited.connect(self.edited)

    @property
    def line(self) -> QLineEdit:
        """Where it is typed."""
        return self.field.line

    def show_value(self, value: Value) -> None:
        """Show a value."""
        self.field.fill(f"{_BETWEEN} ".join(value) if isinstance(value, tuple) else str(value))

    @property
    def value(self) -> Value | None:
        """What is typed; what is no number is given as it is, for the settings to refuse it in their words."""
        text = self.field.text.strip()
        if self._listed:
            return tuple(one.strip() for one in text.split(_BETWEEN) if one.strip()) or None
        if self._numeric and text.isascii() and text.isdigit():
            return int(text[:9])
        return text or None

    def show_problem(self, problem: Problem | None) -> None:
        """Say below the line what is wrong with it."""
        self.field.show_problems([at_field(problem)] if problem else ())


class FileText(Text):
    """The path of a file, typed or chosen. kinds: which files are meant, as file choosers have it."""

    def __init__(self, name: str, label: str, kinds: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, label, hint, parent)
        self._title, self._kinds = label.replace("&", ""), kinds
        self.choose = Button(_tr("Choose…"), self)
        self.choose.setAccessibleName(_tr("Choose the file: {what}").format(what=self._title))
        self.field.put_beside(self.choose)
        self.choose.clicked.connect(self._ask)

    def show_setting(self, setting: Setting) -> None:
        """Show its value, and whether it may be changed."""
        super().show_setting(setting)
        self.choose.setEnabled(not setting.locked)

    def _ask(self) -> None:
        typed = self.field.text.strip()
        folder = Path(typed).parent if typed else Path.home()
        choose_existing(self, self._title, folder, self._kinds, self.take_file)

    def take_file(self, path: str) -> None:
        """Take a file that was chosen."""
        self.field.fill(QDir.toNativeSeparators(path))
        self.line.setFocus()
        self.edited.emit()
