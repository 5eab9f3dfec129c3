"""The same at 200 %: the scale belongs to a process, so that this one is its own. Swedish has the longer words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gallery.scenes import STORIES

_HERE = Path(__file__).parent
_WAIT_S = 110.0
# In so many processes, one after the other, so that each ends in time.
_PARTS = 3


# Without a display Qt's screen has 800 × 800 points unless it is told otherwise.
_SCREEN = {"screens": [{"name": "full", "x": 0, "y": 0, "width": 1920, "height": 1080}]}


@pytest.mark.parametrize("part", range(_PARTS))
def test_no_word_is_cut_or_covered_at_twice_the_size(part: int, tmp_path: Path) -> None:
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps(_SCREEN), "utf-8")
    stories = [f"{_HERE / 'test_gallery.py'}::test_no_word_is_cut_or_covered[{name}-sv]" for name in STORIES]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *stories[part::_PARTS]],
        cwd=_HERE.parents[1],
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_WAIT_S,
    )
    assert done.returncode == 0, done.stdout[-4000:]
