"""The list of profiles, and what is said of those that are broken."""

import json
from pathlib import Path

import pytest

from enroll_app.main import run


def test_every_profile_is_listed_with_what_it_is_good_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "broken.toml").write_text("title =")
    assert run(["profiles", "--json"]) == 0
    said = capsys.readouterr()
    listed = {one["profile"]: one for one in map(json.loads, said.out.splitlines())}
    assert listed["em-10h13d"]["usable"]
    assert listed["em-08h10d"]["usable"] is False
    assert "leaves out the first" in listed["em-08h10d"]["reason"]
    assert "broken" not in listed
    assert "broken.toml" in said.err
