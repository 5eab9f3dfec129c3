"""Whether every word in sight has the room that it needs: nothing cut, nothing over something else, nothing outside.

What is shortened on purpose, with three dots, is right where the whole of it stands in a tool tip.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from enroll_app.ui.widgets.breaking import ZERO_WIDTH

# Qt leaves this beside the text of a line on each side (QLineEditPrivate::horizontalMargin).
_LINE_MARGIN = 2
# Letters may lean over their cell by this without a word being cut, in device-independent pixels.
_SLACK = 1
_SHOWN = 60


def misfits(top: QWidget) -> list[str]:
    """What has no room in a window or a dialog, in words for whoever mends it; empty when all is well."""
    parts = [part for part in top.findChildren(QWidget) if part.isVisible() and part.window() is top]
    found = [words for part in parts for words in _cut(part)]
    texts = [part for part in parts if _text(part)]
    found += [words for part in texts for words in _outside(part)]
    found += [
        f"no room for its width: {_called(part)} scrolls sideways"
        for part in parts
        if isinstance(part, QScrollArea) and part.horizontalScrollBar().maximum() > 0
    ]
    return found + list(_overlaps(texts))


def _text(part: QWidget) -> str:
    """The words that a widget shows itself."""
    match part:
        case QLabel():
            return "" if not part.pixmap().isNull() else part.text()
        case QToolButton() if part.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return ""
        case QAbstractButton():
            return part.text()
        case QGroupBox():
            return part.title()
        case QLineEdit():
            return part.text() or part.placeholderText() or "(line)"
        case QComboBox():
            return part.currentText()
    return ""


def _called(part: QWidget) -> str:
    words = _text(part).replace(ZERO_WIDTH, "").replace("\n", " ")
    return f"{type(part).__name__} “{words[:_SHOWN] or part.accessibleName() or part.objectName()}”"


def _cut(part: QWidget) -> Iterator[str]:
    """What is cut within the widget itself."""
    match part:
        case QLabel() if _text(part):
            needed, given = _label_needs(part), part.size()
            if needed[0] > given.width() + _SLACK or needed[1] > given.height() + _SLACK:
                yield f"cut: {_called(part)} needs {needed}, has {given.toTuple()}"
        case QAbstractButton() if _text(part):
            least, given = part.minimumSizeHint(), part.size()
            if least.width() > given.width() or least.height() > given.height():
                yield f"cut: {_called(part)} needs {least.toTuple()}, has {given.toTuple()}"
        case QGroupBox() if part.title():
            wide = part.fontMetrics().horizontalAdvance(part.title())
            if wide > part.width():
                yield f"cut: {_called(part)} needs {wide}, has {part.width()}"
        case QLineEdit() if not part.text() and part.placeholderText():
            wide, room = part.fontMetrics().horizontalAdvance(part.placeholderText()), _line_room(part)
            if wide > room:
                yield f"cut: {_called(part)} needs {wide}, has {room}"
        case QTabBar():
            for at in range(part.count()):
                wide = part.fontMetrics().horizontalAdvance(part.tabText(at).replace("&", ""))
                if wide > part.tabRect(at).width():
                    yield f"cut: tab “{part.tabText(at)}” needs {wide}, has {part.tabRect(at).width()}"
        case QHeaderView():
            yield from _cut_headings(part)
        case QAbstractItemView() if not isinstance(part.parentWidget(), QComboBox):
            yield from _cut_cells(part)


def _label_needs(label: QLabel) -> tuple[int, int]:
    if not label.wordWrap():
        words = max(label.text().split("\n"), key=len)
        if label.toolTip() and words.endswith("…"):
            return 0, label.fontMetrics().height()
        hint = QLabel.sizeHint(label)
        return _plain_width(label, hint.width()), hint.height()
    room = label.width() - label.contentsRect().width()
    metrics: QFontMetrics = label.fontMetrics()
    plain = label.text() if label.textFormat() is Qt.TextFormat.PlainText else re.sub(r"<[^>]*>", " ", label.text())
    longest = max((metrics.horizontalAdvance(word) for word in re.split(rf"[\s{ZERO_WIDTH}\-/]", plain)), default=0)
    return longest + room, label.heightForWidth(label.width())


def _plain_width(label: QLabel, hinted: int) -> int:
    """The width of the words alone: what is asked for beyond it, such as an indent, cuts nothing."""
    beside = label.width() - label.contentsRect().width() + 2 * label.margin()
    if label.textFormat() is Qt.TextFormat.RichText:
        return hinted
    shown = label.text().replace("&", "") if label.buddy() is not None else label.text()
    return min(hinted, max(label.fontMetrics().horizontalAdvance(line) for line in shown.split("\n")) + beside)


def _line_room(line: QLineEdit) -> int:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width()
    margins = line.textMargins()
    return int(room) - margins.left() - margins.right() - 2 * _LINE_MARGIN


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    model = _model(header)
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return
    for at in range(header.count()):
        words = str(model.headerData(at, Qt.Orientation.Horizontal))
        wide = header.fontMetrics().horizontalAdvance(words)
        if words and not header.isSectionHidden(at) and wide > header.sectionSize(at):
            yield f"cut: column “{words}” needs {wide}, has {header.sectionSize(at)}"


def _cut_cells(view: QAbstractItemView) -> Iterator[str]:
    """Cells in sight whose words are shortened, and whose tool tip does not say the whole of them."""
    model, port = _model(view), view.viewport().rect()
    if model is None:
        return
    # A list's model keeps the number of its columns to itself.
    columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            index: QModelIndex = model.index(row, column)
            area = view.visualRect(index)
            if not area.isEmpty() and area.top() > port.bottom():
                return
            if not area.intersects(port):
                continue
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            wide = max(map(view.fontMetrics().horizontalAdvance, words.split("\n")), default=0)
            whole = index.data(Qt.ItemDataRole.ToolTipRole)
            room = area.width() if isinstance(view, QTableView) else min(area.width(), port.width())
            if wide > room and not whole:
                yield f"cut: cell “{words[:_SHOWN]}” needs {wide}, has {room}, and no tool tip"


def _model(view: QAbstractItemView) -> QAbstractItemModel | None:
    """What a view shows; Qt's own types do not tell that it may be nothing."""
    return view.model()


def _outside(part: QWidget) -> Iterator[str]:
    """A widget that sticks out of one that it lies in; down a page that scrolls it may."""
    area = QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())
    above = part.parentWidget()
    while above is not None and not part.isWindow():
        held = QRect(above.mapTo(above.window(), QPoint(0, 0)), above.size())
        scroll = above.parentWidget()
        if isinstance(scroll, QAbstractScrollArea) and above is scroll.viewport():
            if area.left() < held.left() - _SLACK or area.right() > held.right() + _SLACK:
                yield f"outside: {_called(part)} sticks out of what scrolls, at the side"
            return
        if not held.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(area):
            yield f"outside: {_called(part)} {area.getRect()} sticks out of {_called(above)} {held.getRect()}"
            return
        if above.isWindow():
            return
        above = above.parentWidget()


def _overlaps(texts: list[QWidget]) -> Iterator[str]:
    placed = [(part, _in_sight(part)) for part in texts]
    placed = [(part, area) for part, area in placed if not area.isEmpty()]
    for (one, here), (other, there) in combinations(placed, 2):
        both = here.intersected(there)
        if both.width() <= _SLACK or both.height() <= _SLACK or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        yield f"one over the other: {_called(one)} {here.getRect()}, {_called(other)} {there.getRect()}"


def _in_sight(part: QWidget) -> QRect:
    """Where in its window a widget can be seen; what is scrolled away cannot."""
    area = QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())
    above = part.parentWidget()
    while above is not None:
        area = area.intersected(QRect(above.mapTo(above.window(), QPoint(0, 0)), above.size()))
        if above.isWindow():
            break
        above = above.parentWidget()
    return area
