"""Every page and state of the window, in every look: no word is cut, covered or out of sight.

`make gallery` plays the same stories and keeps the pictures.
"""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from enroll_app.training.server import TrainingServer
from tests.gallery.looks import LANGUAGES, seen
from tests.gallery.scenes import STORIES
from tests.gallery.stage import Stage
from tests.ui.conftest import make_desk, qapp_cls, service

__all__ = ["make_desk", "qapp_cls", "service"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_no_word_is_cut_or_covered(
    name: str, language: str, qtbot: QtBot, make_desk: Callable[..., Desk], service: TrainingServer
) -> None:
    stage = Stage(qtbot, make_desk, service, language)
    found = []
    for scene in STORIES[name](stage):
        for look, misfits in seen(stage.hands.window, scene, language):
            found += [f"{look}: {words}" for words in misfits]
    assert not found, "\n".join(found)
