"""`doctor` as a process of its own, against the training server and against what may stand in its place."""

import os
import shutil
import socket
import time
import zipfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from enroll_app.training.seed import LEVELS
from tests.api.raw_server import RawServer
from tests.api.support import http
from tests.e2e.cli_program import KEY, PIN, Program, Result, assert_sentences
from tests.hardware_doubles.serial_pair import SerialPair

pytest_plugins = ["tests.e2e.cli_fixtures"]

FIRST, LAST, CARD = "Hjördis", "Västerlund", "0110185C5B"


def settings(program: Program, text: str) -> None:
    program.home.mkdir(exist_ok=True)
    (program.home / "settings.toml").write_text(text, "utf-8")


def listen_to(program: Program, *uris: str) -> None:
    settings(program, f"[desk]\nreaders = {list(uris)}\n")


def checks(done: Result) -> dict[str, dict[str, Any]]:
    """What was found, by the checks' names; each with sentences that a person can read."""
    found = done.objects
    for one in found:
        if "check" in one:
            assert_sentences(one["cause"])
            assert one["remedy"] == "" or one["remedy"].endswith((".", "};", "});")), one
            assert one["remedy"] or one["state"] in ("ok", "skipped"), one
    return {one["check"]: one for one in found if "check" in one}


def test_a_desk_on_which_all_is_well(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")
    done = program.json("doctor")
    found = checks(done)
    assert done.code == 0
    assert found["settings"]["file"] == str(program.home / "settings.toml")
    assert found["time-zone"]["zone"] == "Europe/Stockholm"
    assert (found["service"]["state"], found["service"]["levels"]) == ("ok", len(LEVELS))
    assert found["service"]["host"] == "127.0.0.1"
    assert found["certificate"]["state"] == "skipped"
    assert (found["api-key"]["state"], found["api-key"]["key"]) == ("ok", "set")
    assert found["clock"]["state"] == "ok"
    assert abs(found["clock"]["ahead_s"]) <= 2
    assert found["listening"]["state"] == "ok"


def test_it_looks_and_touches_nothing(program: Program) -> None:
    assert program.json("doctor").code in (0, 3)
    assert not program.home.exists()
    listen_to(program, "virtual:04A1B2C3")
    program.json("doctor")
    assert [path.name for path in program.home.iterdir()] == ["settings.toml"]


def test_a_port_is_looked_at_and_one_that_is_missing_is_told(program: Program) -> None:
    with SerialPair() as pair:
        listen_to(program, f"serial:{pair.port}?protocol=rdm6300")
        done = program.json("doctor")
        assert (done.code, checks(done)["listening"]["reader_state"]) == (0, "ready")
        opened = os.open(pair.port, os.O_RDWR | os.O_NOCTTY)
        try:
            done = program.json("doctor")
        finally:
            os.close(opened)
        assert done.code == 3
        assert f"(process {os.getpid()}) is using {pair.port}" in checks(done)["listening"]["cause"]
    # Not the port of before: another test may have been given its name by now.
    listen_to(program, "serial:/dev/pts/gone?protocol=rdm6300")
    done = program.json("doctor")
    assert (done.code, checks(done)["listening"]["state"]) == (3, "wrong")


def test_a_key_that_is_refused_and_one_that_is_not_set(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")
    done = program.json("doctor", ENROLL_APP_API_KEY="another-key")
    assert (done.code, checks(done)["api-key"]["code"]) == (4, "key-not-accepted")
    assert "another-key" not in done.out + done.err
    done = program.json("doctor", ENROLL_APP_API_KEY="")
    assert (done.code, checks(done)["api-key"]["key"]) == (4, "not set")
    assert checks(done)["connection"]["state"] == "ok"


def test_broken_settings_keep_nothing_from_being_looked_at(program: Program) -> None:
    settings(program, "[service\nurl = 3")
    done = program.json("doctor")
    found = checks(done)
    assert done.code == 2
    assert found["settings"]["state"] == "wrong"
    # The environment names the service all the same.
    assert found["service"]["levels"] == len(LEVELS)
    program.env.pop("ENROLL_APP_API_URL")
    found = checks(program.json("doctor"))
    assert {found[name]["state"] for name in ("service-address", "connection", "service", "api-key")} == {"skipped"}
    settings(program, '[desk]\ntime_zone = "Atlantis"\nreaders = ["usb:1"]\nurl = "x"\n')
    done = program.json("doctor")
    assert done.code == 2
    assert [one["check"] for one in done.objects].count("settings") == 3


def test_a_home_that_is_nowhere(program: Program) -> None:
    done = program.json("doctor", ENROLL_APP_HOME="~nobody-of-this-name/x")
    assert done.code == 2
    assert "ENROLL_APP_HOME" in checks(done)["settings"]["cause"]


def test_a_service_that_is_not_there(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    done = program.json("doctor", ENROLL_APP_API_URL=f"http://127.0.0.1:{port}/")
    found = checks(done)
    assert (done.code, found["connection"]["code"]) == (4, "connection-refused")
    assert (found["name-lookup"]["state"], found["service"]["state"]) == ("ok", "skipped")
    done = program.json("doctor", ENROLL_APP_API_URL="https://desk.invalid/")
    assert done.code == 4
    assert checks(done)["name-lookup"]["state"] == "wrong"
    done = program.json("doctor", ENROLL_APP_API_URL="http://asa:hunter2@api.example/")
    assert (done.code, checks(done)["service-address"]["state"]) == (4, "wrong")
    assert "hunter2" not in done.out + done.err


def test_a_service_that_says_nothing_has_an_end(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")

    def say_nothing(connection: socket.socket) -> bool:
        connection.recv(65_536)
        return connection.recv(65_536) != b""

    began = time.monotonic()
    with RawServer(say_nothing, reads=False) as server:
        done = program.json("doctor", ENROLL_APP_API_URL=server.url)
    assert done.code == 4
    assert time.monotonic() - began < 15


def test_a_clock_that_is_an_hour_off(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")
    late = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    with RawServer(http(b'{"levels": []}', 200, f"Date: {late}")) as server:
        done = program.json("doctor", ENROLL_APP_API_URL=server.url)
    clock = checks(done)["clock"]
    assert (done.code, clock["state"]) == (2, "wrong")
    assert "60 minutes behind" in clock["cause"]


def test_a_hotel_that_answers_in_the_services_place(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")
    page = http(b"<html>Sign in</html>", kind="text/html")
    with RawServer(page) as server:
        done = program.json("doctor", ENROLL_APP_API_URL=server.url)
    assert done.code == 4
    assert "guest network" in checks(done)["service"]["remedy"]


def test_no_reader_at_all(program: Program) -> None:
    listen_to(program, "pcsc:No such reader")
    done = program.json("doctor")
    assert (done.code, checks(done)["listening"]["state"]) == (3, "wrong")


def test_in_words_for_a_person(program: Program) -> None:
    listen_to(program, "virtual:04A1B2C3")
    done = program.run("doctor")
    assert (done.code, done.err) == (0, "")
    assert "ok         api-key             The service accepts the API key." in done.out


def test_the_bundle_has_no_secret_in_it(program: Program, tmp_path: Path) -> None:
    who = ("enroll", "--card", f"0x{CARD}", "--first-name", FIRST, "--last-name", LAST, "--pin", PIN, "--no-wait")
    assert program.json(*who).code == 0
    settings(
        program,
        f'[service]\nurl = "https://x:{KEY}@gw.example/"\napi_key = "{KEY}"\n[desk]\nowner = "{FIRST} {LAST}"\n'
        f'pin = "{PIN}"\nreaders = ["virtual:{CARD}"]\n',
    )
    (program.home / "enroll.log").write_text(
        f"2026-06-01 12:00:00,000 ERROR enroll_app.x {FIRST} {LAST} 0x{CARD} {PIN} {KEY}\nValueError: {LAST}\n", "utf-8"
    )
    bundle = tmp_path / "bundle.zip"
    told = http(f'{{"error": "{FIRST} {LAST} {CARD} {KEY}"}}'.encode(), 422)
    with RawServer(told) as service:
        done = program.json("doctor", "--bundle", str(bundle), ENROLL_APP_API_URL=service.url)
    assert done.code == 2
    assert FIRST in checks(done)["service"]["cause"]
    assert done.objects[-1]["bundle"] == str(bundle)
    assert bundle.stat().st_mode & 0o777 == 0o600
    # The desk's own records may hold names and cards; the search is for what leaves it.
    shutil.rmtree(program.home)
    program.home.mkdir()
    shutil.copy(bundle, program.home / "bundle.zip")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(program.temp / "unpacked")
    assert (program.temp / "unpacked/log/enroll.log").read_text().startswith("2026-06-01 12:00:00,000 ERROR")
    program.assert_secret(KEY, FIRST, LAST, CARD, CARD.lower(), str(int(CARD, 16)).zfill(13), but_said=True)
    again = program.json("doctor", "--bundle", str(bundle))
    again.failed(2, "there is a file of this name already")
