"""The variants in which every scene is looked at, and the looking: what does not fit, and a picture."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from enroll_app.resource_files import RESOURCES
from enroll_app.ui import theme
from tests.gallery.contrast import pale
from tests.gallery.fitting import misfits

# Where the pictures go; without it scenes are only looked at.
FOLDER = "ENROLL_GALLERY"
# A page is laid out by then, also where other programs have the processors.
_LAYOUT_S = 3.0
_TURN_MS = 20


@dataclass(frozen=True, slots=True)
class Look:
    """One variant. size: of the window, in device-independent pixels."""

    name: str
    size: tuple[int, int]
    dark: bool = False


_TALL, _SHORT = (1280, 900), (1024, 560)
# A screen of 1920 × 1080 at 200 %, less its task bar.
_TWICE = (960, 500)
_SCALED = os.environ.get("QT_SCALE_FACTOR") == "2"
_TWICE_LARGE, _SMALL = Look("200", _TWICE), Look("short", _SHORT)
_LIGHT, _DARK = Look("light", _TALL), Look("dark", _TALL, dark=True)
# Swedish as soon as its words are there.
LANGUAGES = ("en", "sv") if (RESOURCES / "translations" / "enroll_sv.qm").exists() else ("en",)


def seen(window: QWidget, scene: str, language: str) -> Iterator[tuple[str, list[str]]]:
    """Look at what is in sight in every variant; yield the variant's name with what does not fit or stand out in it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    # To change the colours takes ten times as long as all the rest: what is dark already is looked at first.
    was_dark = theme.colors() is theme.DARK
    for look in sorted(_looks(language), key=lambda one: one.dark is not was_dark):
        if (theme.colors() is theme.DARK) is not look.dark:
            theme.apply(application, dark=look.dark)
        window.resize(*look.size)
        found = _settled(window)
        if window.size().toTuple() != look.size:
            found.append(f"the window cannot be as small as {look.size}: {window.size().toTuple()}")
        yield f"{scene}, {look.name}", found + pale(window)
        if os.environ.get(FOLDER):
            _shoot(window, scene, f"{language}-{look.name}")


def _looks(language: str) -> tuple[Look, ...]:
    """Those of this process, whose scale is the display's and stays. All of them are for pictures.

    Colours are the same in every language, and words have the same room in every colour.
    """
    if _SCALED:
        return (_TWICE_LARGE,)
    if os.environ.get(FOLDER):
        return (_SMALL, _LIGHT, _DARK)
    return (_SMALL, _DARK) if language == "en" else (_SMALL, _LIGHT)


def _settled(window: QWidget) -> list[str]:
    """What does not fit once all is laid out, which takes its turns of the event loop where the machine is busy."""
    deadline = time.monotonic() + _LAYOUT_S
    QTest.qWait(_TURN_MS)
    while (found := _all(window)) and time.monotonic() < deadline:
        QTest.qWait(_TURN_MS)
    return found


def _all(window: QWidget) -> list[str]:
    found = misfits(window)
    box = QApplication.activeModalWidget()
    return found + misfits(box) if box is not None and box.isVisible() else found


def _shoot(window: QWidget, scene: str, folder_name: str) -> None:
    """A picture of the window, with the question that stands over it."""
    picture = window.grab()
    box = QApplication.activeModalWidget()
    if box is not None and box.isVisible():
        _over(picture, box, window)
    folder = Path(os.environ[FOLDER]) / folder_name
    folder.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(folder / f"{scene}.png"))


def _over(picture: QPixmap, box: QWidget, window: QWidget) -> None:
    painter = QPainter(picture)
    middle = (window.rect().center() - box.rect().center()).toTuple()
    painter.drawPixmap(QPoint(*middle), box.grab())
    painter.end()
