"""A door of the training server, over HTTP."""

import subprocess
import sys

import pytest

from enroll_app.training.child import TrainingChild
from enroll_app.training.practice_door import hold_to_door
from enroll_app.training.server import TrainingServer


@pytest.mark.parametrize(("allowed", "kind"), [(True, 102), (False, 206)])
def test_a_card_that_is_held_to_it_is_among_the_events(allowed: bool, kind: int) -> None:
    with TrainingServer() as server, subprocess.Popen([sys.executable, "-c", ""], text=True) as process:
        child = TrainingChild(server.url, server.key, process)
        hold_to_door(child, "0x0a0b0c0d0e", allowed=allowed)
        event = server.training.state.recorded[-1]
        assert event.type == kind
        assert event.person is not None
