"""The training server as a child of the window: our own program, and nothing of this desk's with it."""

import os
from pathlib import Path

import pytest

from enroll_app.training.child import start_child

KEY = "canary-key-Zq7Xw9"


def test_it_is_no_program_that_lies_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("enroll_app", "json"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
    (tmp_path / "enroll_app" / "__main__.py").write_text('print(\'{"url": "http://evil/", "key": "k"}\', flush=True)')
    monkeypatch.chdir(tmp_path)
    child = start_child()
    try:
        assert child.url.startswith("http://127.0.0.1:")
    finally:
        child.stop()


def test_it_is_not_given_the_desks_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # A program in the place of Python, which tells what it was given.
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\nenv > {tmp_path}/given\necho \'{{"url": "u", "key": "k"}}\'\ncat > /dev/null\n')
    program.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(program))
    monkeypatch.setenv("ENROLL_APP_API_KEY", KEY)
    start_child().stop()
    given = (tmp_path / "given").read_text()
    assert KEY not in given
    assert f"PATH={os.environ['PATH']}" in given
