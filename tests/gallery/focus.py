"""Whether somebody who works with the keyboard sees where it is: at each stop of Tab the widget looks otherwise."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tests.ui.test_look import contrast

AT = frozenset(
    {
        "access-filled",
        "card-draft",
        "conflict",
        "express-filled",
        "first-start",
        "history-filled",
        "key",
        "learning",
        "locked",
        "outbox-filled",
        "pin-drawn",
        "readers-two",
        "settings-1",
        "settings-3",
        "settings-7",
    }
)
"""The scenes at which it is looked: every kind of widget is there once."""
# WCAG 2.2, 2.4.7, asks that it is visible, and gives no number: a line along a side, which is plainly another color.
# A line around the primary button stands out from what is beside it (1.4.11, 3 to 1) more than from the button.
_LEAST = 1.5
_MOST_STOPS = 40
_BESIDE = 2


def unseen(top: QWidget, folder: Path | None, scene: str) -> list[str]:
    """The stops of Tab at which nothing shows that the keyboard is there. folder: for a picture of each stop."""
    held = _focus(top)
    stops: list[tuple[QWidget, QRect, QImage]] = []
    found = []
    for _ in range(_MOST_STOPS):
        QTest.keyClick(_focus(top), Qt.Key.Key_Tab)
        QApplication.processEvents()
        stop = _focus(top)
        if any(stop is one for one, _, _ in stops[1:]):
            break
        picture = _picture(top)
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            picture.save(str(folder / f"{scene}-{len(stops) + 1}.png"))
        if stops:
            before, area, with_focus = stops[-1]
            if before is not stop and not _differs(with_focus.copy(area), picture.copy(area)):
                found.append(f"{scene}: nobody sees that the keyboard is at {type(before).__name__} {_called(before)}")
        stops.append((stop, _area(stop, top, picture.devicePixelRatio()), picture))
    held.setFocus()
    return found


def _focus(top: QWidget) -> QWidget:
    held: QWidget | None = top.focusWidget()
    return top if held is None else held


def _called(part: QWidget) -> str:
    return f"“{part.accessibleName() or part.objectName()}”"


def _picture(top: QWidget) -> QImage:
    return top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _area(part: QWidget, top: QWidget, scale: float) -> QRect:
    """Where it is in the window's picture, in pixels; of what scrolls, what is in sight."""
    if part is top:
        return QRect(QPoint(0, 0), top.size() * scale)
    area = QRect(part.mapTo(top, QPoint(0, 0)), part.size()).adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE)
    above = part.parentWidget()
    while above is not None and above is not top:
        if isinstance(above, QAbstractScrollArea):
            area = area.intersected(QRect(above.mapTo(top, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return QRect(area.topLeft() * scale, area.size() * scale)


def _differs(one: QImage, other: QImage) -> bool:
    """Whether a line's worth of pixels changed so that it can be seen."""
    wanted, changed = min(one.width(), one.height()), 0
    known: dict[tuple[int, int], bool] = {}
    for y in range(one.height()):
        for x in range(one.width()):
            pair = (one.pixel(x, y) & 0xFFFFFF, other.pixel(x, y) & 0xFFFFFF)
            if pair[0] == pair[1]:
                continue
            if pair not in known:
                known[pair] = contrast(f"#{pair[0]:06x}", f"#{pair[1]:06x}") >= _LEAST
            changed += known[pair]
            if changed >= wanted:
                return True
    return False
