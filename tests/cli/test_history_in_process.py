"""`history`: what was done is found again, can be handed on, and cannot be changed unnoticed."""

import csv
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from tests.cli.bench import Commands
from tests.store.history_support import shelf

EM, OTHER = "0x00499602d2", "0xcafebabefe"
PIN = "8642"
# What may hold the PIN's digits by chance: ids, hashes, fractions of seconds.
_CHANCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|T[0-9:.]+")


@pytest.fixture
def key_id(commands: Commands) -> str:
    """Eva's card, enrolled and then blocked; Bo's card, enrolled."""
    eva = commands.json("enroll", "--card", EM, "--first-name", "Éva", "--last-name", "Ek", "--pin", PIN, "--no-wait")
    assert commands.json("change", "--card", EM, "--block", "--no-wait").code == 0
    bo = commands.json("enroll", "--card", OTHER, "--first-name", "Bo", "--last-name", "Öst", "--no-wait")
    assert (eva.code, bo.code) == (0, 0)
    return str(eva.object["key_id"])


def test_what_was_done_is_told_the_latest_first(commands: Commands, key_id: str) -> None:
    told = commands.json("history").objects
    assert [one["seq"] for one in told] == sorted((one["seq"] for one in told), reverse=True)
    accepted = [one for one in told if one["state"] == "accepted"]
    assert [(one["purpose"], one["outbox_id"]) for one in accepted] == [("enroll", 3), ("block", 2), ("enroll", 1)]
    assert [one["person"]["first_name"] for one in accepted] == ["Bo", "Éva", "Éva"]
    first = accepted[-1]
    assert (first["identification"], first["key_id"], first["desk"]) == (EM, key_id, "desk-1")
    assert first["operator"]
    assert len(first["hash"]) == 64
    assert PIN not in _CHANCE.sub("", commands.run("history").out)
    in_words = commands.run("history", "--limit", "1")
    assert in_words.err == f"The latest 1 of {len(told)} are shown; --limit shows more.\n"


def test_an_entry_says_when_by_whom_for_whom_and_what_came_of_it(commands: Commands, key_id: str) -> None:
    latest, *_ = commands.json("history").objects
    at = datetime.fromisoformat(latest["time"]).astimezone(ZoneInfo("Europe/Stockholm"))
    assert commands.run("history", "--limit", "1").out == (
        f"{at:%Y-%m-%d %H:%M:%S %Z}  enroll    accepted        Bo Öst, 0xcafebabefe\n"
        f"  number 3, key {latest['key_id']}, by {latest['operator']} at desk-1\n"
    )


def test_a_day_ends_with_all_of_its_last_second(commands: Commands, key_id: str) -> None:
    """As the desk's clock shows it: what happened within the second is not cut off by its fraction."""
    latest, *_, first = commands.json("history").objects
    begin, end = (
        datetime.fromisoformat(one["time"]).astimezone(ZoneInfo("Europe/Stockholm")) for one in (first, latest)
    )
    span = ("--since", f"{begin:%Y-%m-%d %H:%M:%S}", "--until", f"{end:%Y-%m-%d %H:%M:%S}")
    assert commands.json("history", *span).objects[0] == latest
    assert commands.json("history", *span).objects[-1] == first
    assert commands.json("history", "--until", f"{end:%Y-%m-%d}").objects[0] == latest


def test_what_was_forgotten_is_told_in_words(commands: Commands, key_id: str) -> None:
    number = len(commands.json("history").objects)
    with closing(sqlite3.connect(commands.home / "enroll.sqlite3")) as database, database:
        [cut] = database.execute("SELECT max(seq) FROM history").fetchone()
    with shelf(commands.home / "enroll.sqlite3") as book:
        later = datetime.now(UTC) + timedelta(hours=1)
        assert book.history.forget_before(later, later) == number
    commands.settings('[desk]\nname = "desk-1"\ntime_zone = "UTC"\n[history]\nkeep_days = 1\n')
    told = commands.run("history")
    assert f" UTC  forget                    entries forgotten, as they are not kept for longer: {number}\n" in told.out
    assert "no name given" not in told.out
    verified = commands.run("history", "--verify")
    assert verified.out.startswith(f"Whole: 1 entry, from number {cut + 1} on; the ones before were forgotten.\n")


def test_what_searches_rely_on_is_checked_and_made_anew(commands: Commands, key_id: str) -> None:
    eva = commands.json("history", "--person", "eva").objects
    with closing(sqlite3.connect(commands.home / "enroll.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO history_index(history_index, rowid, words) "
            "SELECT 'delete', seq, words FROM history WHERE person_first = 'Éva'"
        )
    assert commands.json("history", "--person", "eva").objects == []
    wrong = commands.json("history", "--verify")
    assert (wrong.object["broken_at"], wrong.object["wrong"]) == (None, ["index"])
    assert "history --rebuild" in wrong.failed(1, "the index of names, cards and keys")
    assert commands.run("history", "--verify").out.startswith("Whole: ")
    done = commands.json("history", "--rebuild")
    assert (done.code, done.object) == (0, {"rebuilt": True})
    assert commands.json("history", "--person", "eva").objects == eva
    assert commands.json("history", "--verify").object["wrong"] == []


@pytest.mark.parametrize(
    "more", [("--rebuild",), ("--card", EM), ("--since", "2026-01-01"), ("--export", "history.csv")]
)
def test_the_whole_history_is_checked_or_none(commands: Commands, more: tuple[str, ...]) -> None:
    assert commands.run("history", "--verify", *more).code == 2
    assert more == ("--rebuild",) or commands.run("history", "--rebuild", *more).code == 2


@pytest.mark.parametrize(
    ("arguments", "people"),
    [
        (("--card", "0001234567890"), {"Éva"}),
        (("--card", "EM:1234567890"), {"Éva"}),
        (("--person", "eva"), {"Éva"}),
        (("--person", "os bo"), {"Bo"}),
        (("--since", "2020-01-01", "--until", "2090-01-01"), {"Bo", "Éva"}),
        (("--until", "2020-01-01"), set()),
        (("--since", "2090-01-01"), set()),
        (("--person", "nobody"), set()),
    ],
)
def test_what_is_looked_for_is_found(
    commands: Commands, key_id: str, arguments: tuple[str, ...], people: set[str]
) -> None:
    done = commands.json("history", *arguments)
    assert done.code == 0
    assert {one["person"]["first_name"] for one in done.objects} == people
    assert ("Nothing in the history matches." in done.err) == (not people)


def test_a_key_is_followed_through_the_history(commands: Commands, key_id: str) -> None:
    told = commands.json("history", "--key", key_id.upper()).objects
    assert {one["purpose"] for one in told} == {"enroll", "block"}
    assert {one["key_id"] for one in told} == {key_id}


def test_it_is_written_into_a_file_and_never_over_one(commands: Commands, key_id: str) -> None:
    number = len(commands.json("history", "--person", "Eva").objects)
    for name in ("eva.csv", "eva.xlsx"):
        path = commands.home.parent / name
        done = commands.json("history", "--person", "Eva", "--export", str(path))
        assert (done.code, done.object) == (0, {"export": str(path), "entries": number})
        assert path.stat().st_mode & 0o777 == 0o600
        commands.json("history", "--export", str(path)).failed(2, name)
    with (commands.home.parent / "eva.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    sheet = openpyxl.load_workbook(commands.home.parent / "eva.xlsx").active
    assert sheet is not None
    assert len(rows) == sheet.max_row == number + 1
    assert any("Éva" in cell for cell in rows[1])
    assert PIN not in _CHANCE.sub("", str(rows))


def test_an_empty_history(commands: Commands) -> None:
    done = commands.run("history")
    assert (done.code, done.out, done.err) == (0, "", "This station has done nothing yet.\n")


def test_a_changed_entry_is_noticed(commands: Commands, key_id: str) -> None:
    whole = commands.json("history", "--verify")
    assert whole.code == 0
    assert list(whole.object) == ["entries", "head", "broken_at", "since", "wrong"]
    assert (whole.object["broken_at"], whole.object["since"]) == (None, 1)
    assert whole.object["head"] == commands.json("history", "--limit", "1").object["hash"]
    with closing(sqlite3.connect(commands.home / "enroll.sqlite3")) as database, database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE history SET person_first = 'Eve' WHERE seq = 2")
    broken = commands.json("history", "--verify")
    assert (broken.code, broken.object["broken_at"]) == (1, 2)
    assert "Entry 2 of the history is not as it was written" in broken.object["error"]
    assert broken.object["error"] in broken.err
