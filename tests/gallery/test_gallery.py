"""Every page and state of the window in every look: no word is cut, covered, pale or out of sight.

None is left in another language, no letter presses two things, and wherever Tab comes to it can be seen.

`make gallery` plays the same stories and keeps the pictures.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from enroll_app.training.server import TrainingServer
from enroll_app.ui import theme
from enroll_app.ui.language import speak
from tests.gallery import focus
from tests.gallery.looks import FOLDER, LANGUAGES, seen
from tests.gallery.scenes import STORIES
from tests.gallery.stage import Stage
from tests.ui.conftest import make_desk, qapp_cls, service
from tests.ui.in_sight import english_left, in_front, same_letters

__all__ = ["make_desk", "qapp_cls", "service"]


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    """What comes after begins in light, and in English."""
    yield
    theme.apply(qapp, dark=False)
    speak(qapp, "en")


@pytest.mark.usefixtures("light_again")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_no_word_is_cut_or_covered(
    name: str, language: str, qtbot: QtBot, make_desk: Callable[..., Desk], service: TrainingServer
) -> None:
    stage = Stage(qtbot, make_desk, service, language)
    found = []
    for scene in STORIES[name](stage):
        front = in_front(stage.hands.window)
        found += [f"{scene}: one letter presses two things: {words}" for words in same_letters(front)]
        if language == "sv":
            found += [f"{scene}: not Swedish: {words}" for words in english_left(front)]
        for look, misfits in seen(stage.hands.window, scene, language):
            found += [f"{look}: {words}" for words in misfits]
        if scene in focus.AT and language == LANGUAGES[0]:
            folder = os.environ.get(FOLDER)
            found += focus.unseen(front, Path(folder) / "focus" if folder else None, scene)
    assert not found, "\n".join(found)
