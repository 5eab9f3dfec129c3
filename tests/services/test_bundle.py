"""The bundle for support: what is in it, and what must never be."""

import json
import stat
import zipfile
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from drivers.reader import ReaderInfo, State
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.services.bundle import bundle_items, refuse_to_replace, write_bundle
from enroll_app.services.checkup import Checkup
from tests.e2e.leaks import Canaries, leaks
from tests.services.surroundings import READER, state_of, surroundings

KEY, PIN, FIRST, LAST, CARD = "canary-key-Zq7Xw9", "8642", "Hjördis", "Västerlund", "0110185C5B"
SECRETS = (KEY, FIRST, LAST, CARD, CARD.lower(), "0004564999259", "hunter2secret", "MnNlY3JldGhhc2g=")
SETTINGS = f"""
[service]
url = "https://desk:hunter2secret@gateway.example/v1/"
api_key = "{KEY}"
[desk]
readers = ["pcsc:", "virtual:{CARD}"]
operator = "{FIRST} {LAST}"
pin = "{PIN}"
name = "{FIRST}"
[secrets]
keep = "file"
[window]
look = "dark"
password = "scrypt$131072$8$1$aHVudGVy$MnNlY3JldGhhc2g="
[[role]]
key = "{LAST}"
levels = ["{FIRST}"]
"""
POLICY = f"""
[window]
kiosk = true
lock_minutes = 5
password = "scrypt$131072$8$1$aHVudGVy$MnNlY3JldGhhc2g="
[service]
url = "https://desk:hunter2secret@gateway.example/v1/"
client_certificate = "/home/{FIRST}/desk.pem"
[[role]]
key = "{LAST}"
"""
LOG = f"""2026-06-01 12:00:00,000 ERROR enroll_app.ui.session a call behind the window failed
Traceback (most recent call last):
  File "/home/{FIRST}/enroll_app/ui/session.py", line 181, in _words_of
RuntimeError: {FIRST} {LAST} {CARD} {PIN} {KEY}
2026-06-01 12:00:01,000 WARNING {LAST} {FIRST} has 0x{CARD}
"""


@pytest.fixture
def bundle(tmp_path: Path) -> dict[str, Any]:
    """The files of a bundle of a desk that is full of secrets, parsed where they are JSON."""
    home = tmp_path / LAST
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS, "utf-8")
    (home / "policy.toml").write_text(POLICY, "utf-8")
    (home / "enroll.log").write_text(LOG, "utf-8")
    (home / "enroll.log.1").write_text(LOG, "utf-16")
    (home / "secrets.json").write_text(f'{{"secrets": {{"api-key": "{KEY}"}}}}')
    (home / "enroll.sqlite3").write_bytes(f"{FIRST} {LAST} {CARD}".encode())
    fault = Problem("setting-invalid", "The setting {name}: {what}.", "", {"name": KEY, "what": f"not “{LAST}”"})
    found = [READER, ReaderInfo(f"virtual:{CARD}", "virtual", CARD, State.READY, f"It holds 0x{CARD}. Take “{FIRST}”.")]
    desk = surroundings(
        home,
        key=Secret(KEY),
        faults=(fault,),
        readers=("auto:", f"virtual:{CARD}", LAST),
        find_readers=lambda: found,
        policy_file=home / "policy.toml",
    )
    checkup = Checkup(desk, state_of=state_of)
    checks = list(checkup.checks())
    path = tmp_path / "bundle.zip"
    write_bundle(path, bundle_items(checks, checkup.found, desk))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    places = {**files, "the zip itself": path.read_bytes(), "names": "\n".join(files).encode()}
    assert leaks(places.items(), Canaries(SECRETS, ())) == []
    return {
        name: json.loads(content) if name.endswith(".json") else content.decode() for name, content in files.items()
    }


def test_the_bundle_says_what_is_in_it_and_why(bundle: dict[str, Any]) -> None:
    listed = bundle["manifest.json"]["files"]
    assert [one["name"] for one in listed] == list(bundle)[1:]
    assert all(one["why"] and one["bytes"] for one in listed)
    assert "the database of enrollments" in bundle["manifest.json"]["left_out"]
    assert "log/enroll.log" in bundle
    assert "log/enroll.log.1" in bundle


def test_what_a_helper_needs_is_there(bundle: dict[str, Any]) -> None:
    checks = {one["check"]: one for one in bundle["checkup.json"]}
    assert checks["settings"]["cause"] == "A fault in the settings (setting-invalid)."
    assert checks["service"]["levels"] == 3
    assert checks["api-key"]["key"] == "set"
    assert bundle["readers.json"][0] == {
        "uri": "pcsc:X 00 00",
        "kind": "pcsc",
        "name": "X 00 00",
        "state": "ready",
        "hint": "",
    }
    assert bundle["versions.json"]["enroll-app"]
    assert bundle["settings.json"]["service"] == {"url": "https://gateway.example/v1/"}
    assert bundle["settings.json"]["desk"] == {"name": "set", "readers": ["pcsc:", "virtual:****"]}
    assert bundle["settings.json"]["secrets"] == {"keep": "file"}
    assert bundle["settings.json"]["window"] == {"look": "dark", "password": "set"}
    assert bundle["settings.json"]["role"] == {"count": 1}
    assert bundle["settings.json"]["policy"]["window"] == {"lock_minutes": 5, "kiosk": True, "password": "set"}
    assert bundle["settings.json"]["policy"]["service"]["client_certificate"] == "set"
    assert bundle["settings.json"]["environment"]["ENROLL_APP_API_KEY"] == "set"
    assert "RuntimeError" in bundle["log/enroll.log"]
    assert 'File "enroll_app/ui/session.py", line 181' in bundle["log/enroll.log"]


def test_no_pin_is_in_it(bundle: dict[str, Any]) -> None:
    # Four digits may stand in a time or a count; not so in what came from the user.
    for name in ("settings.json", "readers.json", "log/enroll.log", "log/enroll.log.1"):
        assert PIN not in json.dumps(bundle[name]), name


@pytest.mark.parametrize("content", [b"[service", b"\xff\xfe\x00", None])
def test_settings_that_cannot_be_read_are_only_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "settings.toml").write_bytes(content)
    items = {
        item.name: item.content for item in bundle_items([], [], surroundings(tmp_path, key=None, zone=lambda: UTC))
    }
    settings = json.loads(items["settings.json"])
    assert settings["settings_file"] == ("none" if content is None else "cannot be read")
    assert settings["environment"]["ENROLL_APP_API_KEY"] == "not set"


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_text("a letter")
    for refuse in (refuse_to_replace, lambda there: write_bundle(there, ())):
        with pytest.raises(InvalidInputError, match="there is a file of this name already"):
            refuse(path)
    assert path.read_text() == "a letter"
    refuse_to_replace(tmp_path / "other.zip")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no such file or directory"):
        write_bundle(tmp_path / "none" / "bundle.zip", ())
