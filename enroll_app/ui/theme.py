"""The product's look: one palette for light and one for dark, an 8-unit grid derived from the font, one style sheet.

Contrast: every text colour has at least 4.5:1 on the ground that it stands on, in both themes (WCAG 2.2, 1.4.3);
`tests/ui/test_theme.py` computes it.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from enroll_app.resource_files import RESOURCES


@dataclass(frozen=True, slots=True)
class Colors:
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
    """Show the look that was chosen last, as it is now."""
    look = application.property(_LOOK_PROPERTY)
    dark = DARKNESS.get(look)
    if dark is None:
        dark = _system_is_dark(application)
    if dark is not application.property(_DARK_PROPERTY):
        apply(application, dark=dark)


def apply(application: QApplication, *, dark: bool | None = None) -> None:
    """Give the application the palette and the style sheet of a theme; the one that the system asks for when None."""
    if dark is None:
        dark = _system_is_dark(application)
    application.setProperty(_DARK_PROPERTY, dark)
    tones = colors()
    application.setPalette(_palette(tones))
    application.setStyleSheet(_sheet(tones, unit()))


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


def _sheet(tones: Colors, step: int) -> str:
    # The ring of a chosen radio button; ring and middle together are as wide as an empty one with its line.
    dot = (step + 2) // 2
    # A scroll bar and its thumb, which is at least so long.
    bar, thumb = 2 * (step * 3 // 4), 4 * step
    # The line that marks the present place; it is wider than the ring of the focus.
    rail = max(4, step // 2)
    return f"""
    QWidget {{ color: {tones.text}; }}
    QFrame#surface {{ background: {tones.surface}; border: 1px solid {tones.line}; border-radius: {step}px; }}
    QFrame#strip, QFrame#bar {{ background: {tones.surface}; border: none; }}
    QFrame#bar {{ border-top: 1px solid {tones.line}; }}
    QFrame#top {{ background: {tones.surface}; border: none; border-bottom: 1px solid {tones.line}; }}
    QLabel#muted {{ color: {tones.muted}; }}
    QLabel#error {{ color: {tones.failure}; }}
    QLabel#tag {{ background: {tones.attention_ground}; color: {tones.attention}; border-radius: {step // 2}px;
        padding: {step // 4}px {step}px; }}
    QLineEdit, QListWidget {{ background: {tones.surface}; border: 1px solid {tones.muted};
        border-radius: {step // 2}px; padding: {step // 2 + 1}px {step}px; selection-background-color: {tones.accent};
        selection-color: {tones.on_accent}; }}
    QLineEdit {{ placeholder-text-color: {tones.muted}; }}
    QLineEdit:focus, QListWidget:focus {{ border: 2px solid {tones.accent}; padding: {step // 2}px {step - 1}px; }}
    QLineEdit[wrong="true"] {{ border: 2px solid {tones.failure}; padding: {step // 2}px {step - 1}px; }}
    QLineEdit:disabled {{ color: {tones.muted}; background: {tones.ground}; border-color: {tones.line}; }}
    QListWidget {{ padding: {step // 2}px; outline: none; }}
    QListWidget::item {{ padding: {step // 2}px; border-radius: {step // 2}px; }}
    QListWidget::item:selected, QListWidget::item:hover {{ background: {tones.information_ground};
        color: {tones.text}; }}
    QListWidget#parts, QListWidget#parts:focus {{ background: transparent; border: none; padding: 0; }}
    QListWidget#parts::item:hover {{ background: transparent; }}
    QListWidget#parts::item:selected {{ background: {tones.information_ground}; color: {tones.accent}; }}
    QListWidget#parts::item:focus {{ border: 2px solid {tones.accent}; }}
    QListView#levels {{ background: {tones.surface}; border: 1px solid {tones.muted}; border-radius: {step // 2}px;
        padding: {step // 2}px; outline: none; }}
    QListView#levels:focus {{ border: 2px solid {tones.accent}; padding: {step // 2 - 1}px; }}
    QListView#levels::item {{ padding: {step // 2}px; border-radius: {step // 2}px; color: {tones.text}; }}
    QListView#levels::item:disabled {{ color: {tones.muted}; }}
    QListView#levels::item:selected, QListView#levels::item:hover:enabled {{ background: {tones.information_ground};
        color: {tones.text}; }}
    QPushButton {{ background: {tones.surface}; border: 1px solid {tones.muted}; border-radius: {step // 2}px;
        padding: {step // 2 + 1}px {2 * step}px; min-height: {2 * step + step // 2}px; outline: none; }}
    QPushButton:hover {{ background: {tones.information_ground}; }}
    QPushButton:focus {{ border: 2px solid {tones.accent}; padding: {step // 2}px {2 * step - 1}px; }}
    QPushButton:disabled {{ color: {tones.muted}; border-color: {tones.line}; }}
    QPushButton#primary {{ background: {tones.accent}; color: {tones.on_accent}; border-color: {tones.accent}; }}
    QPushButton#primary:hover {{ background: {tones.accent_hover}; }}
    QPushButton#primary:focus {{ border: 3px solid {tones.text}; padding: {step // 2 - 1}px {2 * step - 2}px; }}
    QPushButton#primary:disabled {{ background: {tones.ground}; color: {tones.muted}; border-color: {tones.line}; }}
    QPushButton#preset {{ padding: {step // 4}px {step}px; }}
    QPushButton#preset:checked {{ background: {tones.information_ground}; border-color: {tones.accent};
        color: {tones.information}; }}
    QRadioButton, QCheckBox {{ spacing: {step}px; padding: {step // 4}px; border: 2px solid transparent; }}
    QRadioButton:focus, QCheckBox:focus {{ border: 2px solid {tones.accent}; border-radius: {step // 2}px; }}
    QRadioButton::indicator, QListView::indicator, QCheckBox::indicator {{ width: {2 * step}px; height: {2 * step}px;
        border: 1px solid {tones.muted}; background: {tones.surface}; }}
    QRadioButton::indicator {{ border-radius: {step + 1}px; }}
    QRadioButton::indicator:checked {{ border: {dot}px solid {tones.accent};
        width: {2 * step + 2 - 2 * dot}px; height: {2 * step + 2 - 2 * dot}px; }}
    QListView::indicator, QCheckBox::indicator {{ border-radius: {step // 3}px; }}
    QListView::indicator:checked, QCheckBox::indicator:checked {{ background: {tones.accent};
        border-color: {tones.accent}; image: url({tones.check}); }}
    QComboBox {{ background: {tones.surface}; border: 1px solid {tones.muted}; border-radius: {step // 2}px;
        padding: {step // 2 + 1}px {step}px; min-height: {2 * step + step // 2}px; combobox-popup: 0; }}
    QComboBox:focus {{ border: 2px solid {tones.accent}; padding: {step // 2}px {step - 1}px; }}
    QComboBox:disabled {{ color: {tones.muted}; border-color: {tones.line}; }}
    QComboBox::drop-down {{ border: none; width: {3 * step}px; }}
    QComboBox::down-arrow {{ image: url({tones.chevron}); width: {2 * step}px; height: {2 * step}px; }}
    QComboBox QAbstractItemView {{ background: {tones.surface}; border: 1px solid {tones.muted}; outline: none;
        padding: {step // 2}px; selection-background-color: {tones.information_ground};
        selection-color: {tones.text}; }}
    QComboBox QAbstractItemView::item {{ min-height: {3 * step}px; padding: 0 {step // 2}px; }}
    QFrame#rail {{ background: {tones.surface}; border: none; border-right: 1px solid {tones.line}; }}
    QPushButton#place {{ background: transparent; border: 2px solid transparent;
        border-left: {rail}px solid transparent; border-radius: 0;
        padding: {4 * step}px {step}px {step // 2}px {step}px; color: {tones.muted}; }}
    QPushButton#place:hover {{ background: {tones.ground}; }}
    QPushButton#place:checked {{ background: {tones.information_ground}; border-left-color: {tones.accent};
        color: {tones.text}; }}
    QPushButton#place:focus {{ border-color: {tones.accent}; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {bar}px; }}
    QScrollBar:horizontal {{ height: {bar}px; }}
    QScrollBar::handle {{ background: {tones.muted}; border-radius: {bar // 2 - 2}px; margin: 2px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {tones.accent}; }}
    QScrollBar::handle:vertical {{ min-height: {thumb}px; }}
    QScrollBar::handle:horizontal {{ min-width: {thumb}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollArea {{ border: none; background: transparent; }}
    QTableView {{ background: {tones.surface}; border: 1px solid {tones.line}; border-radius: {step // 2}px;
        padding: 1px; outline: none; selection-background-color: {tones.information_ground};
        selection-color: {tones.text}; }}
    QTableView:focus {{ border: 2px solid {tones.accent}; padding: 0px; }}
    QTableView::item {{ padding: 0 {step // 2}px; border: none; border-bottom: 1px solid {tones.line}; }}
    QTableView::item:selected {{ background: {tones.information_ground}; color: {tones.text};
        border-bottom: 1px solid {tones.accent}; }}
    QHeaderView {{ background: {tones.surface}; border: none; }}
    QHeaderView::section {{ background: {tones.surface}; color: {tones.muted}; border: none;
        border-bottom: 1px solid {tones.muted}; padding: {step // 2}px {step // 2 + 3}px; }}
    """
