"""Every story of the gallery in both languages: no letter presses two things, and Swedish leaves no English word."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from enroll_app.training.server import TrainingServer
from tests.gallery.scenes import STORIES
from tests.gallery.stage import Stage
from tests.ui.in_sight import english_left, in_front, same_letters


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("name", STORIES)
def test_no_letter_presses_two_things(
    name: str, language: str, qtbot: QtBot, make_desk: Callable[..., Desk], service: TrainingServer
) -> None:
    stage = Stage(qtbot, make_desk, service, language)
    found = []
    for scene in STORIES[name](stage):
        front = in_front(stage.hands.window)
        found += [f"{scene}, {words}" for words in same_letters(front)]
        if language == "sv":
            found += [f"{scene}, English: {words}" for words in english_left(front)]
    assert not found, "\n".join(found)
