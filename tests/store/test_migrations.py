"""Files of earlier versions are brought up to date; one of a newer version is refused and left as it is."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine

from enroll_app.domain.enrollment import State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError
from enroll_app.store.tables import HEAD
from enroll_app.store.upgrading import upgrade
from tests.store.support import ANNA, AT, BO, CARD, KEY_ID, PLAIN, Clock, Desk

_COLUMNS = """
  id INTEGER NOT NULL, created_at VARCHAR NOT NULL, updated_at VARCHAR NOT NULL, state VARCHAR NOT NULL,
  reader VARCHAR NOT NULL, key_type VARCHAR NOT NULL, identification VARCHAR, first_name VARCHAR NOT NULL,
  last_name VARCHAR NOT NULL, person_id VARCHAR, pin_order VARCHAR NOT NULL, valid_from VARCHAR, valid_to VARCHAR,
  levels VARCHAR NOT NULL, unresolved_levels VARCHAR NOT NULL, problem VARCHAR, key_id VARCHAR, owner_id VARCHAR,
  owner_first_name VARCHAR, owner_last_name VARCHAR"""
_LEVELS = (
    "CREATE TABLE levels (id VARCHAR NOT NULL, name VARCHAR NOT NULL, system_id VARCHAR NOT NULL, PRIMARY KEY (id))"
)
_VERY_FIRST = ["CREATE INDEX enrollments_by_identification ON enrollments (identification, id)"]
_RELEASED = [
    "CREATE INDEX enrollments_by_answer ON enrollments (identification, answered_order)",
    "CREATE INDEX enrollments_by_identification_and_state ON enrollments (identification, state, id)",
    "CREATE INDEX enrollments_by_last_low ON enrollments (substr(identification, -6))",
]
HEX = CARD.hex
LEVEL = UUID(int=5)


def old_file(path: Path, *, ordered: bool) -> None:
    """As an earlier version left it. ordered: as released; else as the very first version made it."""
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as old, old:
        order = ", answered_order INTEGER" if ordered else ""
        old.execute(f"CREATE TABLE enrollments ({_COLUMNS}{order}, PRIMARY KEY (id AUTOINCREMENT))")
        for statement in (_LEVELS, *(_RELEASED if ordered else _VERY_FIRST)):
            old.execute(statement)
        old.execute("INSERT INTO levels VALUES (?, 'Söder', 's-1')", (str(LEVEL),))
        for row in _ROWS:
            values = {**_BLANK, **row}
            if not ordered:
                values.pop("answered_order")
            names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
            old.execute(f"INSERT INTO enrollments ({names}) VALUES ({marks})", values)  # noqa: S608
        old.execute("DELETE FROM enrollments WHERE id = 99")


_BLANK = {
    "created_at": "2026-05-01T12:00:00+00:00", "updated_at": "2026-05-01T12:00:00+00:00", "state": "saved",
    "reader": "desk", "key_type": "proximity", "identification": HEX, "first_name": "", "last_name": "",
    "person_id": None, "pin_order": "leave", "valid_from": None, "valid_to": None, "levels": "[]",
    "unresolved_levels": "[]", "problem": None, "key_id": None, "owner_id": None, "owner_first_name": None,
    "owner_last_name": None, "answered_order": None,
}  # fmt: skip
_ANNAS = {"owner_id": str(ANNA.person_id), "owner_first_name": "Åsa", "owner_last_name": "Öberg"}
_BOS = {"owner_id": str(BO.person_id), "owner_first_name": "Bo", "owner_last_name": "Ek"}
_ROWS: list[dict[str, object]] = [
    # Answered later than the next one, which is what the very first version's clock says too.
    {
        "id": 1, "state": "applied", "first_name": "Anna", "pin_order": "set", "valid_to": "2027-01-01T00:00:00Z",
        "levels": f'["{LEVEL}"]', "key_id": str(KEY_ID), **_ANNAS, "answered_order": 2,
        "updated_at": "2026-05-01T12:00:09+00:00",
    },
    {"id": 2, "state": "conflict", "first_name": "Cy", "key_id": str(KEY_ID), **_BOS, "answered_order": 1},
    {"id": 3, "state": "unknown", "problem": "It said {no}.", "identification": "0x0110185c5b", "pin_order": "set"},
    {"id": 4, "state": "saved", "identification": "0x0110185c5c", "unresolved_levels": '["S\\u00f6der {x}"]'},
    {"id": 5, "state": "sending", "identification": "0x0110185c5d"},
    {"id": 6, "state": "saved", "identification": "0x0110185c5e"},
    {"id": 7, "state": "accepted", "identification": "0x0110185c5e", "key_id": str(UUID(int=3))},
    {"id": 8, "state": "accepted", "key_type": "code", "identification": None, "key_id": str(UUID(int=4))},
    {"id": 99},
]  # fmt: skip


@pytest.mark.parametrize("ordered", [True, False])
def test_the_rows_of_earlier_versions_become_operations_and_fill_the_register(path: Path, *, ordered: bool) -> None:
    old_file(path, ordered=ordered)
    desk = Desk(path)
    found = {one.number: one for one in desk.outbox.operations(everything=True)}
    states = {number: one.state.value for number, one in found.items()}
    told = ["applied", "conflict", "unknown", "saved", "unknown", "rejected", "accepted", "accepted"]
    assert states == dict(enumerate(told, 1))
    assert [number for number, one in found.items() if one.needs_somebody] == [2, 3, 4, 5]
    assert desk.due() == []
    for number in (3, 4, 5):
        assert desk.blocked(number)[0] == "send-anew"
        with pytest.raises(InvalidInputError, match="enroll the card again by the same command"):
            desk.outbox.release(number, AT)
    assert str(found[3].problem) == "It said {no}."
    first = desk.outbox.operation(1)
    assert first
    assert first.intent.pin is PinRule.SEALED  # type: ignore[union-attr]
    assert first.record
    assert first.record.person == ANNA
    known = desk.register.by_card(CARD)
    assert known
    assert (known.owner, known.named, known.levels) == (ANNA, Person("Anna"), (LEVEL,))
    assert desk.register.relatives_of(parse_identification("0x0210185c5e")) == (parse_identification("0x0110185c5e"),)
    assert desk.register.known_levels() == (AccessLevel(LEVEL, "Söder", "s-1"),)
    assert desk.save() == 100
    assert desk.database.notices == ()
    desk.outbox.drop(3, AT)
    desk.close()


def test_a_migrated_file_has_the_same_tables_as_a_new_one(path: Path, tmp_path: Path) -> None:
    old_file(path, ordered=True)
    shapes = []
    for one in (path, tmp_path / "new" / "enroll.sqlite3"):
        opened = Desk(one)
        shapes.append({row["name"]: row["sql"] for row in opened.rows("SELECT name, sql FROM sqlite_master")})
        opened.close()
    assert shapes[0].keys() == shapes[1].keys()
    for name in shapes[0].keys() - {"levels", "alembic_version"}:
        assert shapes[0][name] == shapes[1][name]


def test_the_first_revision_makes_the_tables_that_it_stands_for(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    with engine.begin() as connection:
        upgrade(connection, "0001")
    with engine.begin() as connection:
        upgrade(connection)
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == HEAD
    engine.dispose()


def test_several_programs_may_bring_one_file_up_to_date_at_the_same_moment(path: Path) -> None:
    old_file(path, ordered=True)
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(Desk, [path] * 4))
    assert [len(one.outbox.operations(everything=True)) for one in opened] == [8] * 4
    for one in opened:
        one.close()


def test_a_file_that_cannot_be_migrated_is_as_it_was(path: Path) -> None:
    old_file(path, ordered=True)
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("UPDATE enrollments SET state = 'of a version that nobody knows' WHERE id = 4")
    before = path.read_bytes()
    with pytest.raises(StoreError):
        Desk(path)
    assert path.read_bytes() == before


def test_the_records_of_a_newer_version_are_refused_and_left_as_they_are(path: Path) -> None:
    desk = Desk(path)
    desk.save()
    desk.close()
    with closing(sqlite3.connect(path)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '0099'")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"a newer version of Enroll \(revision 0099\)") as caught:
        Desk(path)
    assert caught.value.problem.code == "store-too-new"
    assert path.read_bytes() == before


def test_alembic_is_loaded_for_files_of_earlier_versions_alone(path: Path) -> None:
    """It costs a third of a second."""
    code = (
        "import sys; from pathlib import Path; from tests.store.support import Desk; "
        "Desk(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    for _ in ("new", "known"):
        told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        assert told.stdout == "False\n"


def test_the_state_of_a_row_survives_a_second_opening(path: Path) -> None:
    old_file(path, ordered=True)
    for _ in range(2):
        desk = Desk(path, Clock())
        assert desk.state(5) is State.UNKNOWN
        assert desk.outbox.renew(AT) == 0
        number = desk.save(PLAIN)
        desk.outbox.drop(number, AT)
        desk.close()
