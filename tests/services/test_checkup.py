"""The checkup: what is wrong is told with a cause and a remedy, and nothing keeps it from its end."""

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from threading import Barrier, Event

import pytest

from drivers.reader import ReaderInfo, State
from enroll_app.domain.checkup import Area, Check, CheckState, Sounding, Step
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.services.checkup import Checkup
from tests.services.fakes import NOW
from tests.services.surroundings import READER, WELL, looked_over, state_of, surroundings

ORDER = [
    "settings",
    "time-zone",
    "disk",
    "smart-card-service",
    "reader",
    "listening",
    *(step.value for step in Step),
    "clock",
    "versions",
]


def one(checks: Sequence[Check], name: str) -> Check:
    [found] = [check for check in checks if check.name == name]
    return found


def trouble(checks: Sequence[Check]) -> dict[str, CheckState]:
    """What is not well, each with a cause; whatever is wrong has a remedy too."""
    for check in checks:
        assert check.cause[0].isupper() or check.cause[0] in "“/", check
        assert check.cause.endswith("."), check
        assert bool(check.remedy) or check.state in (CheckState.OK, CheckState.SKIPPED), check
    return {check.name: check.state for check in checks if check.state not in (CheckState.OK, CheckState.SKIPPED)}


def test_where_all_is_well_every_check_says_so(tmp_path: Path) -> None:
    checks = looked_over(tmp_path)
    assert trouble(checks) == {}
    assert [check.name for check in checks] == ORDER
    assert {check.state for check in checks} == {CheckState.OK}
    assert one(checks, "service").values() == {
        "check": "service",
        "state": "ok",
        "cause": "The service answers.",
        "remedy": "",
        "host": "api.example",
        "took_ms": 12,
        "levels": 3,
    }
    assert one(checks, "api-key").facts == {"key": "set"}
    assert one(checks, "versions").facts["python"]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    assert trouble(looked_over(home)) == {}
    assert list(tmp_path.iterdir()) == []


def test_broken_settings_are_told_and_the_rest_is_looked_at_all_the_same(tmp_path: Path) -> None:
    reason = "Expected '=' after a key in a key/value pair (at line 3, column 9)"
    fault = Problem("settings-unreadable", "They cannot be read: {reason}.", "Mend.", {"reason": f"canary {reason}"})
    checks = looked_over(tmp_path, faults=(fault,), sound=None)
    assert trouble(checks) == {"settings": CheckState.WRONG}
    settings = one(checks, "settings")
    assert settings.cause.startswith("They cannot be read: canary Expected")
    assert settings.outside == "A fault in the settings (settings-unreadable, at line 3, column 9)."
    assert {one(checks, step.value).state for step in Step} == {CheckState.SKIPPED}
    assert one(checks, "reader").state is CheckState.OK


def test_an_address_that_is_none_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    checks = looked_over(tmp_path, readers=("auto:", "usb:3"))
    assert trouble(checks) == {"reader-address": CheckState.WRONG}
    assert one(checks, "reader-address").area is Area.SETTINGS
    assert "usb:3" not in one(checks, "reader-address").outside


def test_the_key_is_never_said_wherever_it_was_written(tmp_path: Path) -> None:
    checks = looked_over(tmp_path, key=Secret("Canary-1"), readers=("auto:", "canary-1:"))
    assert "canary-1" not in repr([check.values() for check in checks]).lower()


ABSENT = replace(READER, state=State.ABSENT, hint="It is gone. Attach it.")
SERVICE = ReaderInfo("pcsc:", "pcsc", "Smart-card service", State.SERVICE_MISSING, "It is not running. Start it: x.")
PORT = ReaderInfo("serial:/dev/ttyUSB0?protocol=rdm6300", "serial", "/dev/ttyUSB0", State.READY, "A port. Choose.")


@pytest.mark.parametrize(
    ("readers", "found", "told"),
    [
        (("auto:",), [], {"listening": CheckState.WRONG}),
        (("auto:",), [SERVICE], {"smart-card-service": CheckState.WRONG, "listening": CheckState.WRONG}),
        (("auto:", "pcsc:X 00 00"), [READER], {}),
        (("auto:", "pcsc:Y 00 00"), [READER], {"listening": CheckState.ATTENTION}),
        ((PORT.uri,), [PORT, SERVICE], {"smart-card-service": CheckState.ATTENTION}),
        (
            ("auto:", PORT.uri),
            [PORT, SERVICE],
            {"smart-card-service": CheckState.ATTENTION, "listening": CheckState.ATTENTION},
        ),
        (("pcsc:X 00 00",), [READER, replace(PORT, state=State.BUSY)], {"reader": CheckState.ATTENTION}),
    ],
)
def test_readers_are_wrong_only_when_none_can_be_used(
    tmp_path: Path, readers: tuple[str, ...], found: list[ReaderInfo], told: dict[str, CheckState]
) -> None:
    def lookup(address: object, infos: Sequence[ReaderInfo]) -> ReaderInfo:
        if str(address) == "auto:" and SERVICE in infos:
            return SERVICE
        return state_of(address, infos)  # type: ignore[arg-type]  # what it is handed on as

    checks = list(
        Checkup(surroundings(tmp_path, readers=readers, find_readers=lambda: found), state_of=lookup).checks()
    )
    assert trouble(checks) == told


def test_a_hint_is_told_as_cause_and_remedy(tmp_path: Path) -> None:
    checks = looked_over(
        tmp_path, find_readers=lambda: [replace(READER, state=State.BUSY, hint="It is held. Close X.")]
    )
    reader = one(checks, "reader")
    assert (reader.cause, reader.remedy) == ("It is held.", "Close X.")
    assert reader.facts == {"uri": "pcsc:X 00 00", "kind": "pcsc", "name": "X 00 00", "reader_state": "busy"}


@pytest.mark.parametrize("failed", list(Step))
def test_what_lies_behind_a_failed_step_is_not_looked_at(tmp_path: Path, failed: Step) -> None:
    sounding = Sounding(failed, Problem("x", "It failed at {host}.", "Mend it.", {"host": "h"}), host="h")
    checks = looked_over(tmp_path, sound=lambda: sounding)
    assert trouble(checks) == {failed.value: CheckState.WRONG}
    steps = list(Step)
    for step in steps:
        behind = steps.index(step) > steps.index(failed)
        expected = CheckState.SKIPPED if behind else CheckState.WRONG if step is failed else CheckState.OK
        assert one(checks, step.value).state is expected
    assert one(checks, failed.value).values()["code"] == "x"
    assert one(checks, "clock").state is CheckState.SKIPPED


def test_a_service_that_asks_to_wait_is_not_wrong(tmp_path: Path) -> None:
    sounding = Sounding(Step.ANSWER, Problem("service-busy", "It is busy.", "Wait."), passing=True)
    assert trouble(looked_over(tmp_path, sound=lambda: sounding)) == {"service": CheckState.ATTENTION}


def test_a_missing_key_is_wrong_even_where_nobody_asks_for_one(tmp_path: Path) -> None:
    for sounding in (WELL, replace(WELL, failed=Step.KEY, problem=Problem("key-not-accepted", "No.", "x"))):
        checks = looked_over(tmp_path, key=None, sound=lambda given=sounding: given)
        assert trouble(checks) == {"api-key": CheckState.WRONG}
        assert one(checks, "api-key").facts == {"key": "not set"}
        assert "ENROLL_APP_API_KEY" in one(checks, "api-key").remedy


def test_there_is_no_certificate_on_this_very_computer(tmp_path: Path) -> None:
    checks = looked_over(tmp_path, sound=lambda: replace(WELL, encrypted=False))
    assert one(checks, "certificate").state is CheckState.SKIPPED
    assert one(checks, "service").state is CheckState.OK


@pytest.mark.parametrize(
    ("ahead", "state", "words"),
    [
        (timedelta(seconds=20), CheckState.OK, "agrees"),
        (timedelta(seconds=-20), CheckState.OK, "agrees"),
        (timedelta(seconds=45), CheckState.ATTENTION, "45 seconds ahead of"),
        (timedelta(minutes=-2), CheckState.ATTENTION, "2 minutes behind"),
        (timedelta(hours=1), CheckState.WRONG, "60 minutes ahead of"),
        (timedelta(hours=5), CheckState.WRONG, "5 hours ahead of"),
        (timedelta(days=-400), CheckState.WRONG, "400 days behind"),
    ],
)
def test_the_clock_is_compared(tmp_path: Path, ahead: timedelta, state: CheckState, words: str) -> None:
    sounding = replace(WELL, own_time=NOW + ahead + timedelta(seconds=0.5), service_time=NOW)
    clock = one(looked_over(tmp_path, sound=lambda: sounding), "clock")
    assert clock.state is state
    assert words in clock.cause
    assert clock.area is Area.SETTINGS


def test_a_clock_that_was_never_set_is_known_without_a_service(tmp_path: Path) -> None:
    checks = looked_over(tmp_path, sound=None, now=lambda: datetime(1970, 1, 1, tzinfo=UTC))
    assert trouble(checks) == {"clock": CheckState.WRONG}


def test_a_time_zone_of_utc_is_to_be_looked_at_and_an_unknown_one_is_wrong(tmp_path: Path) -> None:
    assert trouble(looked_over(tmp_path, zone=lambda: UTC)) == {"time-zone": CheckState.ATTENTION}

    def unknown() -> tzinfo:
        raise InvalidInputError(Problem("time-zone-unknown", "It is not known.", "Set it."))

    assert trouble(looked_over(tmp_path, zone=unknown)) == {"time-zone": CheckState.WRONG}


def test_a_folder_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a letter")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        assert trouble(looked_over(home)) == {"disk": CheckState.WRONG}
    assert trouble(looked_over(Path("/proc/enroll"))) == {"disk": CheckState.WRONG} or os.access("/proc", os.W_OK)


def _fails() -> list[ReaderInfo]:
    raise ZeroDivisionError("canary")


def test_an_error_of_ours_ends_one_check_and_no_other(tmp_path: Path) -> None:
    checks = looked_over(tmp_path, find_readers=_fails)
    assert trouble(checks) == {"readers": CheckState.WRONG}
    assert one(checks, "readers").area is Area.COMPUTER
    assert "ZeroDivisionError" in one(checks, "readers").cause
    assert "canary" not in repr(checks)


def test_what_hangs_keeps_nothing_else_waiting(tmp_path: Path) -> None:
    let_go = Event()

    def hang() -> Sounding:
        let_go.wait(20)
        return WELL

    def hang_too() -> list[ReaderInfo]:
        let_go.wait(20)
        return []

    began = time.monotonic()
    desk = surroundings(tmp_path, sound=hang, find_readers=hang_too)
    checks = list(Checkup(desk, state_of=state_of, deadline_s=0.5).checks())
    assert time.monotonic() - began < 3
    let_go.set()
    assert trouble(checks) == {"readers": CheckState.WRONG, "service": CheckState.WRONG}
    assert one(checks, "disk").state is CheckState.OK
    assert one(checks, "versions").state is CheckState.OK


def test_all_is_looked_at_at_once(tmp_path: Path) -> None:
    together = Barrier(2)

    def sound() -> Sounding:
        together.wait(5)
        return WELL

    def find() -> list[ReaderInfo]:
        together.wait(5)
        return [READER]

    assert trouble(looked_over(tmp_path, sound=sound, find_readers=find)) == {}
