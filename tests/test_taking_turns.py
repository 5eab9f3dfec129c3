"""The sharing out of tests, in a run of its own with a worker that crashes."""

import subprocess
import sys
from pathlib import Path

_TESTS = """
import os, signal, time
import pytest

@pytest.mark.parametrize("number", range(12))
def test_one(number: int) -> None:
    if number == 10:
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGKILL)
"""
_SHARED_OUT = """
from tests.taking_turns import TakingTurns

def pytest_xdist_make_scheduler(config, log):
    turns = TakingTurns(config, log)
    turns._split_scope = lambda nodeid: nodeid
    return turns
"""


def test_a_worker_that_crashes_fails_its_test_and_the_run_ends(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(_TESTS)
    (tmp_path / "conftest.py").write_text(_SHARED_OUT)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadscope", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "-c", "/dev/null", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 1, run.stdout
    assert "test_it.py::test_one[10]" in failed[0]
    assert "1 failed, 11 passed" in run.stdout
