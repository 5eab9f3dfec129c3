"""The product's one style sheet, part by part: what each kind of widget looks like in the colors of a theme.

Every measure is in steps of the grid (`theme.unit`), or in pixels where it is a line's.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enroll_app.ui.theme import Colors


def style_sheet(tones: "Colors", step: int) -> str:
    """The whole of it. step: one step of the grid, in device-independent pixels."""
    parts = (_frames, _labels, _lines, _lists, _levels, _buttons, _choices, _drop_downs, _rail, _scrolling, _tables)
    return "".join(part(tones, step) for part in parts)


def _frames(tones: "Colors", step: int) -> str:
    return f"""
    QWidget {{ color: {tones.text}; }}
    QFrame#surface {{ background: {tones.surface}; border: 1px solid {tones.line}; border-radius: {step}px; }}
    QFrame#strip, QFrame#bar {{ background: {tones.surface}; border: none; }}
    QFrame#bar {{ border-top: 1px solid {tones.line}; }}
    QFrame#top {{ background: {tones.surface}; border: none; border-bottom: 1px solid {tones.line}; }}
    """


def _labels(tones: "Colors", step: int) -> str:
    return f"""
    QLabel#muted {{ color: {tones.muted}; }}
    QLabel#error {{ color: {tones.failure}; }}
    QLabel#tag {{ background: {tones.attention_ground}; color: {tones.attention}; border-radius: {step // 2}px;
        padding: {step // 4}px {step}px; }}
    """


def _lines(tones: "Colors", step: int) -> str:
    return f"""
    QLineEdit, QListWidget {{ background: {tones.surface}; border: 1px solid {tones.muted};
        border-radius: {step // 2}px; padding: {step // 2 + 1}px {step}px; selection-background-color: {tones.accent};
        selection-color: {tones.on_accent}; }}
    QLineEdit {{ placeholder-text-color: {tones.muted}; }}
    QLineEdit:focus, QListWidget:focus {{ border: 2px solid {tones.accent}; padding: {step // 2}px {step - 1}px; }}
    QLineEdit[wrong="true"] {{ border: 2px solid {tones.failure}; padding: {step // 2}px {step - 1}px; }}
    QLineEdit:disabled {{ color: {tones.muted}; background: {tones.ground}; border-color: {tones.line}; }}
    """


def _lists(tones: "Colors", step: int) -> str:
    return f"""
    QListWidget {{ padding: {step // 2}px; outline: none; }}
    QListWidget::item {{ padding: {step // 2}px; border-radius: {step // 2}px; }}
    QListWidget::item:selected, QListWidget::item:hover {{ background: {tones.information_ground};
        color: {tones.text}; }}
    QListWidget#parts, QListWidget#parts:focus {{ background: transparent; border: none; padding: 0; }}
    QListWidget#parts::item:hover {{ background: transparent; }}
    QListWidget#parts::item:selected {{ background: {tones.information_ground}; color: {tones.accent}; }}
    QListWidget#parts::item:focus {{ border: 2px solid {tones.accent}; }}
    """


def _levels(tones: "Colors", step: int) -> str:
    return f"""
    QListView#levels {{ background: {tones.surface}; border: 1px solid {tones.muted}; border-radius: {step // 2}px;
        padding: {step // 2}px; outline: none; }}
    QListView#levels:focus {{ border: 2px solid {tones.accent}; padding: {step // 2 - 1}px; }}
    QListView#levels::item {{ padding: {step // 2}px; border-radius: {step // 2}px; color: {tones.text}; }}
    QListView#levels::item:disabled {{ color: {tones.muted}; }}
    QListView#levels::item:selected, QListView#levels::item:hover:enabled {{ background: {tones.information_ground};
        color: {tones.text}; }}
    """


def _buttons(tones: "Colors", step: int) -> str:
    return f"""
    QPushButton {{ background: {tones.surface}; border: 1px solid {tones.muted}; border-radius: {step // 2}px;
        padding: {step // 2 + 1}px {2 * step}px; min-height: {2 * step + step // 2}px; outline: none; }}
    QPushButton:hover {{ background: {tones.information_ground}; }}
    QPushButton:focus {{ border: 2px solid {tones.accent}; padding: {step // 2}px {2 * step - 1}px; }}
    QPushButton:disabled {{ color: {tones.muted}; border-color: {tones.line}; }}
    QPushButton#primary {{ background: {tones.accent}; color: {tones.on_accent}; border-color: {tones.accent}; }}
    QPushButton#primary:hover {{ background: {tones.accent_hover}; }}
    QPushButton#primary:focus {{ border: 3px solid {tones.text}; padding: {step // 2 - 1}px {2 * step - 2}px; }}
    QPushButton#primary:disabled {{ background: {tones.ground}; color: {tones.muted}; border-color: {tones.line}; }}
    QPushButton#preset {{ padding: {step // 4}px {step // 2}px; }}
    QPushButton#preset:checked {{ background: {tones.information_ground}; border-color: {tones.accent};
        color: {tones.information}; }}
    QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    """


def _choices(tones: "Colors", step: int) -> str:
    # The ring of a chosen radio button; ring and middle together are as wide as an empty one with its line.
    dot = (step + 2) // 2
    return f"""
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
    QRadioButton:disabled, QCheckBox:disabled {{ color: {tones.muted}; }}
    QRadioButton::indicator:checked:disabled {{ border-color: {tones.muted}; }}
    QCheckBox::indicator:checked:disabled {{ background: {tones.muted}; border-color: {tones.muted}; }}
    """


def _drop_downs(tones: "Colors", step: int) -> str:
    return f"""
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
    """


def _rail(tones: "Colors", step: int) -> str:
    # The line that marks the present place; it is wider than the ring of the focus.
    rail = max(4, step // 2)
    return f"""
    QFrame#rail {{ background: {tones.surface}; border: none; border-right: 1px solid {tones.line}; }}
    QPushButton#place {{ background: transparent; border: 2px solid transparent;
        border-left: {rail}px solid transparent; border-radius: 0;
        padding: {4 * step}px {step}px {step // 2}px {step}px; color: {tones.muted}; }}
    QPushButton#place:hover {{ background: {tones.ground}; }}
    QPushButton#place:checked {{ background: {tones.information_ground}; border-left-color: {tones.accent};
        color: {tones.text}; }}
    QPushButton#place:focus {{ border-color: {tones.accent}; }}
    """


def _scrolling(tones: "Colors", step: int) -> str:
    # A scroll bar and its thumb, which is at least so long.
    bar, thumb = 2 * (step * 3 // 4), 4 * step
    return f"""
    QScrollArea {{ border: none; background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {bar}px; }}
    QScrollBar:horizontal {{ height: {bar}px; }}
    QScrollBar::handle {{ background: {tones.muted}; border-radius: {bar // 2 - 2}px; margin: 2px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {tones.accent}; }}
    QScrollBar::handle:vertical {{ min-height: {thumb}px; }}
    QScrollBar::handle:horizontal {{ min-width: {thumb}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    """


def _tables(tones: "Colors", step: int) -> str:
    return f"""
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
