"""Failures of the system that a test run, often root's, cannot bring about from outside."""

import io
import json
import sys
from pathlib import Path

import pytest

from enroll_app.main import run

HOME = "ENROLL_APP_HOME"


def test_a_port_that_the_system_keeps_to_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(port: int) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("enroll_app.training.server.listen", refuse)
    assert run(["training-server", "--port", "80", "--json"]) == 2
    said = capsys.readouterr()
    sentence = "Port 80 cannot be used: Permission denied. Name another with --port, or leave it out."
    assert json.loads(said.out)["error"] == sentence
    assert said.err == f"{sentence}\n"


def test_a_pin_is_to_come_from_a_stdin_that_was_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["enroll", "--card", "0x00499602d2", "--pin", "-"]) == 2
    assert capsys.readouterr().err == "The PIN has 0 digits; it must have exactly four. Type four digits.\n"


def test_a_stdout_that_is_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # As where another program runs the command line within itself.
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(sys, "stdout", heard := io.StringIO())
    assert run(["read", "--reader", "virtual:CAFEBABE", "--json"]) == 0
    assert json.loads(heard.getvalue())["uid"] == "CAFEBABE"
