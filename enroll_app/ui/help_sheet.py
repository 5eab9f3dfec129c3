"""The help sheet: what the page is for, the keys that work here and everywhere just now, and where things lie."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.help_words import help_words
from enroll_app.ui.role_words import role_name
from enroll_app.ui.said import said
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.readable import Readable
from enroll_app.ui.widgets.role_choice import KEYS

if TYPE_CHECKING:
    from enroll_app.ui.window import MainWindow

# In steps of the grid: the sheet, and the room of its first column.
_WIDE, _NAMES = 72, 20
_Rows = list[tuple[str, str]]


class HelpSheet(QDialog):
    """Made from the shortcuts and the buttons in sight; Esc or Enter closes it."""

    def __init__(self, session: Session, window: "MainWindow") -> None:
        super().__init__(window)
        step = theme.unit()
        self.setWindowTitle(self.tr("Help"))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(step * 2)
        about = help_words(session, window)
        if about:
            column.addWidget(_heading(self.tr("What this page is for")))
            column.addWidget(_words(about))
        shown = window.in_sight
        here = _keys(window.place)
        everywhere = [one for one in _keys(shown) if one not in here]
        for title, keys in (
            (self.tr("Keys on this page"), [*here, *self._habits()]),
            (self.tr("Roles, where access is chosen"), _role_keys(session)),
            (self.tr("Keys everywhere"), everywhere),
        ):
            if keys:
                column.addWidget(_heading(title))
                column.addLayout(_table(keys))
        column.addWidget(_heading(self.tr("About Enroll")))
        column.addLayout(_table(self._facts(session)))
        column.addWidget(_words(self.tr("What is typed here goes to your access service and nowhere else.")))
        column.addStretch(1)
        close = Button(self.tr("&Close"), self)
        close.setObjectName("primary")
        close.clicked.connect(self.accept)
        bar = QHBoxLayout()
        bar.setContentsMargins(step * 3, step, step * 3, step * 2)
        bar.addStretch(1)
        bar.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Readable(sheet, self)
        # The arrows turn it over; Enter and Esc close it from there too.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.tr("Keys, and where things lie"))
        scroll.setAccessibleDescription(about)
        outer.addWidget(scroll, 1)
        outer.addLayout(bar)
        whole = sheet.sizeHint().height() + bar.sizeHint().height() + step * 8
        self.resize(min(step * _WIDE, window.width()), min(whole, window.height()))
        close.setDefault(True)
        scroll.setFocus()

    def _habits(self) -> _Rows:
        """The keys that do the same on every page, and say so nowhere else."""
        return [
            (_key("Return"), self.tr("Goes on, or presses what has the keyboard")),
            (_key("Esc"), self.tr("Leaves what is open, or asks to start over")),
            (_key("Alt+Left"), self.tr("One page back")),
            (_key("Tab"), self.tr("To the next field; with Shift to the one before")),
        ]

    def _facts(self, session: Session) -> _Rows:
        return [
            (self.tr("Version"), _version()),
            (self.tr("Connected to"), said(session.desk.place)),
            (self.tr("Settings, records and log"), str(session.desk.home)),
        ]


def _key(name: str) -> str:
    """A key as this computer calls it."""
    return QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)


def _keys(shown: QWidget) -> _Rows:
    """Each key with what it does: of the shortcuts that say it, and of the buttons and fields in sight."""
    native = QKeySequence.SequenceFormat.NativeText
    found: dict[str, list[str]] = {}

    def take(key: QKeySequence, words: str) -> None:
        keys = found.setdefault(words, [])
        if key.toString(native) not in keys:
            keys.append(key.toString(native))

    for button in shown.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty() and button.isVisible() and button.isEnabled():
            take(button.shortcut(), button.accessibleName() or button.text().replace("&", ""))
    for label in shown.findChildren(QLabel):
        letter = QKeySequence.mnemonic(label.text())
        if not letter.isEmpty() and label.buddy() is not None and label.isVisible():
            take(letter, label.text().replace("&", ""))
    for shortcut in shown.findChildren(QShortcut):
        owner = shortcut.parent()
        if shortcut.whatsThis() and shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            take(shortcut.key(), shortcut.whatsThis())
    return [(", ".join(keys), words) for words, keys in found.items()]


def _role_keys(session: Session) -> _Rows:
    return [(key, role_name(role)) for key, role in zip(KEYS, session.remembering.preferences.roles, strict=False)]


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setFont(theme.font(1.2, bold=True))
    return label


def _words(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    return label


def _table(rows: _Rows) -> QGridLayout:
    step = theme.unit()
    grid = QGridLayout()
    grid.setHorizontalSpacing(step * 3)
    grid.setVerticalSpacing(step)
    grid.setColumnMinimumWidth(0, step * _NAMES)
    grid.setColumnStretch(1, 1)
    for at, (name, words) in enumerate(rows):
        first, second = QLabel(name), QLabel(words)
        first.setObjectName("muted")
        for label in (first, second):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (first, second):
            label.setWordWrap(True)
        second.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(first, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(second, at, 1)
    return grid


def _version() -> str:
    try:
        return version("enroll-app")
    except PackageNotFoundError:
        return ""
