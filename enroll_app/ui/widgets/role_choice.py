"""The roles as buttons, each on a function key: what fills in the end of a validity, and the levels."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from enroll_app.domain.roles import Role
from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.role_words import role_name
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.flow import Flow
from enroll_app.ui.widgets.theme_follower import ThemeFollower

# F1 helps, F5 looks again, F10 opens menus and F11 fills the screen, here as everywhere.
KEYS = ("F2", "F3", "F4", "F6", "F7", "F8", "F9", "F12")


class RoleChoice(Flow):
    """Its keys are heard wherever the keyboard is in the window, as long as this is in sight.

    Signals: wanted(str) with the key of a role, by hand.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles: tuple[Role, ...] = ()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self._shortcuts: list[QShortcut] = []
        self._checked = ""
        ThemeFollower(self, self.paint_theme)

    def show_roles(self, roles: Sequence[Role], chosen: str, among: Sequence[Role] = ()) -> None:
        """Offer these; chosen: the key of the one that holds, empty for none.

        among: all roles, where only some of them are offered: each has the same key of the keyboard on every page.
        """
        if tuple(roles) != self._roles:
            self._roles = tuple(roles)
            self._make({role.key: key for role, key in zip(among or roles, KEYS, strict=False)})
        self._show_chosen(chosen)

    def name_of(self, key: str) -> str:
        """What the role of this key is called; empty for none that is offered."""
        return next((role_name(role) for role in self._roles if role.key == key), "")

    def _make(self, keys: Mapping[str, str]) -> None:
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        for button in self._buttons.values():
            self._group.removeButton(button)
        self._shortcuts, self._buttons, self._checked = [], {}, ""
        for role in self._roles:
            name, key = role_name(role), keys.get(role.key, "")
            button = Button(f"{name}  {key}".strip().replace("&", "&&"), self)
            button.setObjectName("preset")
            button.setCheckable(True)
            # One of several, also in the words of a screen reader.
            button.setAutoExclusive(True)
            button.setProperty("role", role.key)
            button.setAccessibleName(name)
            button.setAccessibleDescription(key)
            button.setToolTip(name)
            button.clicked.connect(self._pressed)
            self._group.addButton(button)
            self._buttons[role.key] = button
            if key:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setProperty("role", role.key)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(self._pressed)
                self._shortcuts.append(shortcut)
        self.show_widgets(list(self._buttons.values()))
        self.paint_theme()

    def _pressed(self) -> None:
        key = str(self.sender().property("role"))
        self._show_chosen(key)
        announce(self, self.name_of(key))
        self.wanted.emit(key)

    def _show_chosen(self, key: str) -> None:
        # A group with one always chosen cannot go back to none.
        self._group.setExclusive(False)
        # The keyboard stops at one of them and goes on with the arrows, as it does among all that exclude each other.
        stop = key if key in self._buttons else next(iter(self._buttons), "")
        for own, button in self._buttons.items():
            button.setChecked(own == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own == stop else Qt.FocusPolicy.ClickFocus)
        self._group.setExclusive(True)
        if key != self._checked:
            self._checked = key
            self.paint_theme()

    def paint_theme(self) -> None:
        """Take the colours of the present theme; the chosen one has a tick, not only another colour."""
        tick = icons.pixmap("tick", theme.colors().information, theme.unit() * 2, self.devicePixelRatioF())
        for own, button in self._buttons.items():
            # Each has room for the tick, whether it has one or not: choosing one moves none of them.
            button.setIcon(QIcon(tick))
            button.setMinimumWidth(0)
            button.setMinimumWidth(button.sizeHint().width())
            if own != self._checked:
                button.setIcon(QIcon())
        self.arrange()
