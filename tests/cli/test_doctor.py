"""`doctor` over a desk that is made up: what is printed, and what the exit code says."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drivers.reader import State
from enroll_app.cli.app import run
from enroll_app.cli.doctor import exit_code
from enroll_app.domain.checkup import Area, Check, CheckState, Step
from enroll_app.domain.problems import Problem
from enroll_app.services.checkup import Checkup
from enroll_app.services.desk import Desk
from tests.services.surroundings import READER, WELL, state_of, surroundings

BROKEN_SETTINGS = {"faults": (Problem("settings-unreadable", "They cannot be read.", "Mend them."),), "sound": None}
NO_READER = {"find_readers": lambda: [replace(READER, state=State.ABSENT, uri="pcsc:Y", hint="It is gone. Attach it.")]}
KEY_REFUSED = {"sound": lambda: replace(WELL, failed=Step.KEY, problem=Problem("key-not-accepted", "No.", "Yes."))}


class Doctor:
    """Runs the command; `objects` is what it printed as JSON, `told` what it told a person."""

    def __init__(self, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self._capsys, self._home = capsys, home
        self.out = self.told = ""

    def __call__(self, *arguments: str, **changes: Any) -> int:
        def make_checkup() -> Checkup:
            return Checkup(surroundings(self._home, **changes), state_of=state_of)

        def make_desk() -> Desk:
            raise AssertionError("a checkup needs no desk, which may be what cannot be made")

        code = run(["doctor", *arguments], make_desk, lambda _: ({}, ""), make_checkup)
        heard = self._capsys.readouterr()
        self.out, self.told = heard.out, heard.err
        return code

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Doctor:
    return Doctor(capsys, tmp_path)


def test_every_check_is_one_object_a_line(doctor: Doctor) -> None:
    assert doctor("--json") == 0
    assert all({"check", "state", "cause", "remedy"} <= set(one) for one in doctor.objects)
    assert {one["state"] for one in doctor.objects} == {"ok"}
    assert doctor.told == ""


def test_a_person_reads_state_cause_and_remedy(doctor: Doctor) -> None:
    assert doctor(**KEY_REFUSED) == 4
    assert "ok         settings " in doctor.out
    assert "wrong      api-key             No.\n" + " " * 31 + "Yes.\n" in doctor.out


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        (BROKEN_SETTINGS, 2),
        (NO_READER, 3),
        (KEY_REFUSED, 4),
        ({"key": None}, 4),
        ({"home": Path("/dev/null/home")}, 1),
        (NO_READER | KEY_REFUSED, 3),
        (BROKEN_SETTINGS | NO_READER, 2),
    ],
)
def test_the_exit_code_is_that_of_what_is_to_be_mended_first(
    doctor: Doctor, changes: dict[str, Any], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    home = changes.get("home")
    if home:
        doctor = Doctor(capsys, home)
    assert doctor("--json", **{name: value for name, value in changes.items() if name != "home"}) == code


@pytest.mark.parametrize("state", [CheckState.OK, CheckState.ATTENTION, CheckState.SKIPPED])
def test_what_is_not_wrong_is_no_failure(state: CheckState) -> None:
    assert exit_code([Check("x", area, state, "It is so.") for area in Area]) == 0


def test_the_bundle_is_written_and_its_content_is_told(doctor: Doctor, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    assert doctor("--json", "--bundle", str(path), **NO_READER) == 3
    told = doctor.objects[-1]
    assert told["bundle"] == str(path)
    assert told["files"][0] == "manifest.json"
    assert "checkup.json" in told["files"]
    assert path.stat().st_size > 500
    other = tmp_path / "other.zip"
    assert doctor("--bundle", str(other)) == 0
    assert f"Written to {other}" in doctor.out
    assert "Left out: the database of enrollments" in doctor.out


def test_a_bundle_that_is_there_already_is_told_before_anything_is_looked_at(doctor: Doctor, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_text("a letter")
    assert doctor("--json", "--bundle", str(path)) == 2
    [told] = doctor.objects
    assert told["error"] == (
        f"The bundle cannot be written to {path}: there is a file of this name already. Name another file."
    )
    assert path.read_text() == "a letter"


def test_a_bundle_has_to_be_a_file(doctor: Doctor, tmp_path: Path) -> None:
    assert doctor("--json", "--bundle", str(tmp_path)) == 2
