"""Who judges must be able to condemn: each thing that must never be is done by hand here, and noticed."""

import base64
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.torture.oracle import Meant
from tests.torture.stage import ROOT, Place, Server, Service, Zygote
from tests.torture.verdicts import CANARY_KEY, verdict

_ENROLLED = [Meant(f"token-{turn}", f"0x400000{turn:02x}", "8642", "Anna", f"Svensson {turn}") for turn in range(3)]
_FOREIGN = Meant("token-foreign", "0x40000099", "8643", "Anna", "Svensson", foreign="known")
_MEANT = [*_ENROLLED, _FOREIGN]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, server: Server, zygote: Zygote) -> tuple[Place, Service]:
    """A station that enrolled three cards, and met a fourth that was known to be somebody else's."""
    place, service = Place.made(tmp_path_factory.mktemp("sound") / "place"), server.service("sound")
    theirs = {"first_name": "Beata", "last_name": "Lind"}
    [key] = service.seed([{"key": {"identification": _FOREIGN.identification, "type": "proximity"}, "person": theirs}])
    heard = {"id": key["id"], "identification": _FOREIGN.identification, "person": key["person"]}
    assert zygote.start(**place.job(service, "know", keys=[heard])).wait() == 0, place.said()
    assert zygote.start(**place.job(service, "work", _MEANT)).wait() == 0, place.said()
    return place, service


@pytest.fixture
def station(sound: tuple[Place, Service], folder: Path) -> tuple[Place, Service]:
    """A copy that may be broken."""
    place, service = sound
    shutil.copytree(place.folder, folder / "place")
    shutil.copy(service.journal, folder / "journal")
    return Place(folder / "place"), Service(service.address, folder / "journal")


def test_a_sound_station_is_called_so(station: tuple[Place, Service]) -> None:
    assert verdict(*station, _MEANT) == []


def _sql(*statements: str) -> Callable[[Place, Service], None]:
    def change(place: Place, _service: Service) -> None:
        with closing(sqlite3.connect(place.store)) as file:
            triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (trigger,) in triggers:
                file.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                assert file.execute(statement).rowcount
            file.commit()

    return change


def _said(change: Callable[[list[dict[str, object]]], dict[str, object]]) -> Callable[[Place, Service], None]:
    """Let the service have done one thing more. change: makes it of what it applied before."""

    def write(_place: Place, service: Service) -> None:
        events = [json.loads(line) for line in service.journal.read_text("utf-8").splitlines()]
        with service.journal.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps({"turn": 0, **change(events)}) + "\n")

    return write


def _other(**fields: object) -> Callable[[list[dict[str, object]]], dict[str, object]]:
    """The last key that was applied, with other fields."""

    def change(events: list[dict[str, object]]) -> dict[str, object]:
        last = [event for event in events if event["what"] == "applied"][-1]
        key = last["key"]
        assert isinstance(key, dict)
        return {**last, "key": {**key, **fields}}

    return change


def _overwritten(events: list[dict[str, object]]) -> dict[str, object]:
    seeded = next(event for event in events if event["what"] == "seeded")
    return {**seeded, "what": "applied"}


def _removed(events: list[dict[str, object]]) -> dict[str, object]:
    last = _other()(events)["key"]
    assert isinstance(last, dict)
    return {"what": "removed", "id": last["id"]}


def _torn(place: Place, _service: Service) -> None:
    content = bytearray(place.store.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    place.store.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        pytest.param(_sql("DELETE FROM operations WHERE id = 2"), "1", id="a row is lost"),
        pytest.param(_sql("DELETE FROM history WHERE number = 2"), "1", id="the history lost a row"),
        pytest.param(_sql("UPDATE operations SET state = 'unknown' WHERE id = 1"), "2", id="a row is not finished"),
        pytest.param(_sql("UPDATE operations SET state = 'rejected' WHERE id = 1"), "2", id="a done row is rejected"),
        pytest.param(_sql("UPDATE operations SET answer = '{}' WHERE id = 1"), "2", id="no id is stored"),
        pytest.param(_sql("UPDATE keys SET owner_id = 'x' WHERE id = 2"), "2", id="the register knows another owner"),
        pytest.param(_said(_other(pin="1234")), "2", id="the service has another PIN"),
        pytest.param(_said(_other(access_levels=["one"])), "2", id="the service has other levels"),
        pytest.param(_said(_other(valid_to_date="2030-01-01T00:00:00Z")), "2", id="the service has another last day"),
        pytest.param(_said(_removed), "2", id="the service has no key"),
        pytest.param(
            _said(lambda _: {"what": "got", "path": "/accesskeys/add", "raw": '{"pin":"9999"}'}),
            "3",
            id="a request is in no row",
        ),
        pytest.param(_said(_other(id="second")), "4", id="a card has two keys"),
        pytest.param(
            _said(_other(person={"id": "x", "first_name": "Anna", "last_name": "Svensson 2"})),
            "4",
            id="a card has two persons",
        ),
        pytest.param(_said(_overwritten), "5", id="a known foreign card was overwritten"),
        pytest.param(
            _sql("UPDATE operations SET state = 'rejected' WHERE state = 'conflict'"), "5", id="a conflict is hidden"
        ),
        pytest.param(_torn, "6", id="the file is damaged"),
        pytest.param(_sql("UPDATE history SET note = 'other' WHERE seq = 2"), "7", id="an entry was changed"),
        pytest.param(_sql("DELETE FROM history WHERE seq = 3"), "7", id="an entry was taken out"),
        pytest.param(
            _sql("DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)"), "7", id="the end was cut off"
        ),
    ],
)
def test_every_harm_is_noticed(
    station: tuple[Place, Service], harm: Callable[[Place, Service], None], rule: str
) -> None:
    harm(*station)
    assert {found.partition(":")[0] for found in verdict(*station, _MEANT)} >= {rule}


@pytest.mark.parametrize(
    "written",
    [
        b"the PIN is 8642.",
        "8642".encode("utf-16"),
        b"x" + base64.b64encode(b"8642"),
        b"8642".hex().encode(),
        base64.b64encode(b"ab8642 and more"),
        CANARY_KEY.encode(),
        base64.b64encode(b"Bearer " + CANARY_KEY.encode()),
    ],
)
def test_a_secret_that_lies_about_is_found(station: tuple[Place, Service], written: bytes) -> None:
    place, _ = station
    (place.home / "some.log").write_bytes(b"\0\1\2" + written)
    assert [found for found in verdict(*station, _MEANT) if found.startswith("8: ") and "some.log" in found]


def test_digits_within_a_hash_are_no_secret(station: tuple[Place, Service]) -> None:
    place, _ = station
    (place.home / "some.log").write_bytes(b"3f8642ab and 12:00:00.986421 and 0a1b-8642-99")
    assert verdict(*station, _MEANT) == []


def test_who_judges_knows_nothing_of_the_product() -> None:
    modules = "tests.torture.oracle, tests.torture.leaks, tests.torture.server, tests.torture.power_trace"
    look = f"import sys, {modules}; print([name for name in sys.modules if name.startswith(('enroll_app', 'sqlalch'))])"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
