"""The product's look: one palette for light and one for dark, an 8-unit grid derived from the font.

Contrast: every text colour has at least 4.5:1 on the ground that it stands on, in both themes (WCAG 2.2, 1.4.3);
`tests/ui/test_look.py` computes it.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from enroll_app.resource_files import RESOURCES
from enroll_app.ui.style_sheet import style_sheet

if TYPE_CHECKING:
    from enroll_app.ui.restyling import Restyling


class Colors(NamedTuple):
    """The colours of a theme, as #rrggbb.

    check: the picture of a tick that shows on its accent; chevron: that of an arrow that shows on its surface.
    """

    ground: str
    surface: str
    line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    information: str
    done: str
    attention: str
    failure: str
    information_ground: str
    done_ground: str
    attention_ground: str
    failure_ground: str
    check: str
    chevron: str


def _icon(name: str) -> str:
    """The path of an icon, as style sheets want it."""
    return (RESOURCES / "icons" / f"{name}.svg").as_posix()


LIGHT = Colors(
    ground="#f4f6f8",
    surface="#ffffff",
    line="#c9d0d8",
    text="#18202a",
    muted="#55606e",
    accent="#0b5e8e",
    accent_hover="#094c74",
    on_accent="#ffffff",
    information="#0b5e8e",
    done="#186a3b",
    attention="#7a4a00",
    failure="#a8201a",
    information_ground="#e6f1f8",
    done_ground="#e5f4ea",
    attention_ground="#fdf1dc",
    failure_ground="#fdeae8",
    check=_icon("check-on-dark-accent"),
    chevron=_icon("chevron-on-light"),
)
DARK = Colors(
    ground="#14181d",
    surface="#1d232a",
    line="#3b4551",
    text="#e9edf1",
    muted="#a5b0bc",
    accent="#6cbbe8",
    accent_hover="#8fcdf0",
    on_accent="#0b1f2d",
    information="#7cc4ec",
    done="#79d29a",
    attention="#f0be66",
    failure="#ff9a91",
    information_ground="#16303f",
    done_ground="#16341f",
    attention_ground="#3a2c10",
    failure_ground="#421c1a",
    check=_icon("check-on-light-accent"),
    chevron=_icon("chevron-on-dark"),
)


_DARK_PROPERTY = "enroll_dark"
_LOOK_PROPERTY = "enroll_look"
DARKNESS = {"light": False, "dark": True}
"""Whether a look is the dark one, as `domain.preferences.Look` spells them; the system's own is neither."""
# Of QColor.lightness, 0 to 255.
_MIDDLE = 128


def colors() -> Colors:
    """The colours of the theme that was applied last."""
    application = QApplication.instance()
    return DARK if application and application.property(_DARK_PROPERTY) else LIGHT


def unit() -> int:
    """One step of the grid, in device-independent pixels: half the line height of the font, about 8 at 100 %."""
    return max(6, round(QFontMetricsF(QApplication.font()).height() / 2.1))


def font(scale: float = 1.0, *, bold: bool = False, tabular: bool = False) -> QFont:
    """The system's font, larger or smaller; tabular: all digits equally wide."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * scale)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def follow(application: QApplication, look: str) -> None:
    """Take a look for good: "light", "dark", or "system" for the one that the system has, now and later."""
    if application.property(_LOOK_PROPERTY) == look:
        return
    from PySide6.QtCore import Qt

    application.setProperty(_LOOK_PROPERTY, look)
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # What the system draws around the window follows too, where it can.
    application.styleHints().setColorScheme(schemes.get(look, Qt.ColorScheme.Unknown))
    take_look(application)


def take_look(application: QApplication) -> None:
    """Show the look that was chosen last, as it is now: what is in sight at once, the rest in the turns after this."""
    look = application.property(_LOOK_PROPERTY)
    dark = DARKNESS.get(look)
    if dark is None:
        dark = _system_is_dark(application)
    if dark is not application.property(_DARK_PROPERTY):
        _apply(application, dark=dark).go_on_later()


def apply(application: QApplication, *, dark: bool | None = None) -> None:
    """Give the application the look of a theme; the one that the system asks for when None."""
    if dark is None:
        dark = _system_is_dark(application)
    if application.styleSheet():
        _apply(application, dark=dark).go_through()
    else:
        # Nothing was painted yet.
        application.setProperty(_DARK_PROPERTY, dark)
        application.setPalette(_palette(colors()))
        application.setStyleSheet(style_sheet(colors(), unit()))


def _apply(application: QApplication, *, dark: bool) -> "Restyling":
    from enroll_app.ui.restyling import Restyling

    application.setProperty(_DARK_PROPERTY, dark)
    return Restyling(application, _palette(colors()), style_sheet(colors(), unit()))


def _system_is_dark(application: QApplication) -> bool:
    if application.property(_DARK_PROPERTY) is None:
        # Nothing is ours yet, so that the palette is the system's. Asking for the scheme by name would load the whole
        # of Qt's namespace, a seventh of a bare window's start, before the first paint.
        return application.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE
    from PySide6.QtCore import Qt

    return application.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _palette(tones: Colors) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, tone in {
        role.Window: tones.ground,
        role.Base: tones.surface,
        role.AlternateBase: tones.ground,
        role.Button: tones.surface,
        role.WindowText: tones.text,
        role.Text: tones.text,
        role.ButtonText: tones.text,
        role.PlaceholderText: tones.muted,
        role.Highlight: tones.accent,
        role.HighlightedText: tones.on_accent,
        role.ToolTipBase: tones.surface,
        role.ToolTipText: tones.text,
        role.Link: tones.accent,
        role.Mid: tones.line,
    }.items():
        palette.setColor(where, QColor(tone))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(tones.muted))
    return palette
