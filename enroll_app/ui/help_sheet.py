"""The help sheet: the keys that work here and everywhere, as they are just now, and where things lie."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.content import Content
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.readable import Readable

# In steps of the grid: the sheet, and the room of its first column.
_WIDE, _HIGH, _NAMES = 72, 52, 16


class HelpSheet(QDialog):
    """Made from the shortcuts and the buttons in sight; Esc or Enter closes it."""

    def __init__(self, content: Content, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setWindowTitle(self.tr("Help"))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(step * 2)
        place = content.navigation.view
        here, everywhere = _keys(place), [one for one in _keys(content) if one not in _keys(place)]
        for title, keys in ((self.tr("Keys on this page"), here), (self.tr("Keys everywhere"), everywhere)):
            if keys:
                column.addWidget(_heading(title))
                column.addLayout(_table(keys))
        column.addWidget(_heading(self.tr("About Enroll")))
        column.addLayout(_table(self._facts(session)))
        words = QLabel(self.tr("What is typed here goes to your access service and nowhere else."))
        words.setWordWrap(True)
        column.addWidget(words)
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
        outer.addWidget(scroll, 1)
        outer.addLayout(bar)
        self.resize(min(step * _WIDE, parent.width()), min(step * _HIGH, parent.height()))
        close.setDefault(True)
        scroll.setFocus()

    def _facts(self, session: Session) -> list[tuple[str, str]]:
        return [
            (self.tr("Version"), _version()),
            (self.tr("Connected to"), session.desk.place),
            (self.tr("Settings, records and log"), str(session.desk.home)),
        ]


def _keys(shown: QWidget) -> list[tuple[str, str]]:
    """Each key with what it does: of the shortcuts that say it, and of the buttons in sight."""
    native = QKeySequence.SequenceFormat.NativeText
    found: dict[str, str] = {}
    for shortcut in shown.findChildren(QShortcut):
        owner = shortcut.parent()
        if shortcut.whatsThis() and shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            found.setdefault(shortcut.key().toString(native), shortcut.whatsThis())
    for button in shown.findChildren(QAbstractButton):
        keys = button.shortcut().toString(native)
        if keys and button.isVisible() and button.isEnabled():
            found.setdefault(keys, button.accessibleName() or button.text().replace("&", ""))
    return list(found.items())


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setFont(theme.font(1.2, bold=True))
    return label


def _table(rows: list[tuple[str, str]]) -> QGridLayout:
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
        second.setWordWrap(True)
        second.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(first, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(second, at, 1)
    return grid


def _version() -> str:
    try:
        return version("enroll-app")
    except PackageNotFoundError:
        return ""
