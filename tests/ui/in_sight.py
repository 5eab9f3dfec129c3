"""What is in sight of a window: its words, which of them are English still, and the letters that press something."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from enroll_app.ui.widgets.breaking import ZERO_WIDTH

_TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"
# A sentence with facts is recognized by so many letters of its own; by less, names would be taken for it.
_LEAST_LETTERS = 8
# Rows of a list that are read; what follows is made the same way.
_ROWS = 30
_SENTENCES = re.compile(r"\n|(?<=[.?!:;]) ")


def in_front(window: QWidget) -> QWidget:
    """The question that stands over the window, else the window."""
    asked = QApplication.activeModalWidget()
    return asked if asked is not None and asked.isVisible() else window


def same_letters(top: QWidget) -> list[str]:
    """Letters that press more than one thing in sight, each with these things."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for part in _parts(top):
        words = part.title() if isinstance(part, QGroupBox) else _own_words(part)
        found = re.search(r"&([^&\s])", words.replace("&&", ""))
        if found and (not isinstance(part, QLabel) or part.buddy() is not None):
            holders[found[1].casefold()].append(words)
    return [f"{letter}: {', '.join(held)}" for letter, held in holders.items() if len(held) > 1]


def english_left(top: QWidget) -> list[str]:
    """The English words in sight that have Swedish ones: shown, told to assistive technology, or as a tool tip."""
    return sorted({words for part in _parts(top) for words in _all_words(part) if _is_english(words)})


def _parts(top: QWidget) -> Iterator[QWidget]:
    return (part for part in top.findChildren(QWidget) if part.isVisible() and part.window() is top)


def _own_words(part: QWidget) -> str:
    return part.text() if isinstance(part, QLabel | QAbstractButton) else ""


def _all_words(part: QWidget) -> Iterator[str]:
    yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription(), _own_words(part))
    match part:
        case QGroupBox():
            yield part.title()
        case QLineEdit():
            yield part.placeholderText()
        case QComboBox():
            yield from (part.itemText(at) for at in range(part.count()))
        case QHeaderView():
            model = part.model()
            yield from (str(model.headerData(at, part.orientation()) or "") for at in range(part.count()))
        case QAbstractItemView() if isinstance(part.model(), QAbstractItemModel):
            yield from _cells(part)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model, top = view.model(), QModelIndex()
    # A list's own count of its columns cannot be asked for.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for row in range(min(model.rowCount(top), _ROWS)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(model.index(row, column).data(role) or "")


def _is_english(words: str) -> bool:
    plain = words.replace(ZERO_WIDTH, "").replace("&", "").strip()
    return any(_known_english(piece) for piece in {plain, *_SENTENCES.split(plain)})


def _known_english(piece: str) -> bool:
    texts, swedish, patterns = _english()
    if not piece or piece in swedish:
        return False
    return piece in texts or any(pattern.fullmatch(piece) for pattern in patterns)


@cache
def _english() -> tuple[frozenset[str], frozenset[str], tuple[re.Pattern[str], ...]]:
    """English texts with other Swedish words, the Swedish ones, and the patterns of those that take facts."""
    texts, swedish = set[str](), set[str]()
    root = ElementTree.parse(_TRANSLATIONS / "enroll_sv.ts").getroot()  # noqa: S314  our own file
    for message in root.iter("message"):
        source = message.findtext("source", "").replace("&", "")
        translation = message.find("translation")
        assert translation is not None
        forms = [form.replace("&", "") for form in translation.itertext() if form.strip()]
        swedish.update(forms)
        if source not in forms:
            texts.add(source)
    patterns = tuple(filter(None, map(_pattern, texts)))
    return frozenset(texts), frozenset(swedish), patterns


def _pattern(text: str) -> re.Pattern[str] | None:
    if "{" not in text:
        return None
    pieces = [(re.escape(literal), name is not None) for literal, name, _, _ in Formatter().parse(text)]
    letters = sum(letter.isalpha() for literal, *_ in Formatter().parse(text) for letter in literal)
    if letters < _LEAST_LETTERS:
        return None
    return re.compile("".join(literal + (".+" if fact else "") for literal, fact in pieces))
