"""The station's records, on a real file."""

import base64
import itertools
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.validity import Validity
from enroll_app.store.database import open_database, transaction
from enroll_app.store.enrollments import SqlEnrollmentStore, _add_answered_order
from tests.store.support import ANNA, AT, BO, CARD, KEY_ID, ORDER, PIN, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "enroll.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqlEnrollmentStore]:
    opened = SqlEnrollmentStore(path)
    yield opened
    opened.close()


def rows(path: Path) -> list[dict[str, Any]]:
    """The enrollments as another program reads them."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute("SELECT * FROM enrollments ORDER BY id")]
    connection.close()
    return found


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_file_are_private_to_the_user(store: SqlEnrollmentStore, path: Path) -> None:
    store.save(ORDER, "desk", AT)
    assert (mode(path.parent), mode(path)) == (0o700, 0o600)
    assert {mode(one) for one in path.parent.iterdir()} == {0o600}


def test_a_journal_is_as_private_as_the_file(path: Path, store: SqlEnrollmentStore) -> None:
    engine = open_database(path)
    with transaction(engine) as connection:
        connection.exec_driver_sql("INSERT INTO levels VALUES ('1', 'a', 'b')")
        beside = [one for one in path.parent.iterdir() if one != path]
        assert beside
        assert {mode(one) for one in beside} == {0o600}
    engine.dispose()


def test_every_commit_is_synced_before_it_returns(path: Path, store: SqlEnrollmentStore) -> None:
    """FULL (2) with the write-ahead log; EXTRA (3) with the rollback journal, where the log is not safe."""
    engine = open_database(path)
    with transaction(engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    engine.dispose()
    safe = sqlite3.sqlite_version_info >= (3, 51, 3)
    journal, synchronous = ("wal", 2) if safe else ("delete", 3)
    assert found == {"journal_mode": journal, "synchronous": synchronous, "secure_delete": 1, "foreign_keys": 1}


def test_an_enrollment_is_written_down_whole(store: SqlEnrollmentStore, path: Path) -> None:
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    order = replace(ORDER, validity=Validity(start, end), levels=(UUID(int=5),), person=BO)
    number = store.save(order, "desk", AT)
    [row] = rows(path)
    assert row == {
        "id": number,
        "created_at": "2026-06-01T12:00:00+00:00",
        "updated_at": "2026-06-01T12:00:00+00:00",
        "state": "saved",
        "reader": "desk",
        "key_type": "proximity",
        "identification": "0x00499602d2",
        "first_name": "Bo",
        "last_name": "Ek",
        "person_id": str(UUID(int=2)),
        "pin_order": "set",
        "valid_from": "2026-01-01T00:00:00Z",
        "valid_to": "2026-12-31T23:00:00Z",
        "levels": f'["{UUID(int=5)}"]',
        "unresolved_levels": '["S\\u00f6der {x}"]',
        "problem": None,
        "key_id": None,
        "owner_id": None,
        "owner_first_name": None,
        "owner_last_name": None,
        "answered_order": None,
    }


@pytest.mark.parametrize(("pin", "written"), [(Pin(PIN), "set"), (PinRule.LEAVE, "leave"), (PinRule.CLEAR, "clear")])
def test_of_a_pin_only_what_was_meant_with_it_is_written(
    store: SqlEnrollmentStore, path: Path, pin: Pin | PinRule, written: str
) -> None:
    store.save(replace(ORDER, pin=pin), "", AT)
    assert [row["pin_order"] for row in rows(path)] == [written]


def spellings(digits: str) -> set[bytes]:
    """The digits as they could hide in a file."""
    plain = digits.encode()
    found = {plain, digits.encode("utf-16-le"), digits.encode("utf-16-be"), plain.hex().encode(), plain[::-1]}
    for shift in range(3):
        # Base64 of the digits at each of the three places in its groups, without the letters that neighbours decide.
        text = base64.b64encode(bytes(shift) + plain + bytes(3))
        found.add(text[(8 * shift + 5) // 6 : (8 * (shift + len(plain))) // 6])
    return found


def test_the_digits_of_a_pin_are_nowhere_in_the_folder(store: SqlEnrollmentStore, path: Path) -> None:
    pin = "7913"
    for order in (Order(CARD, ANNA, Pin(pin)), Order(Code(), Person("Bo"), Pin(pin))):
        number = store.save(order, "desk", AT)
        store.mark(number, State.SENDING, AT)
        store.mark(number, State.UNKNOWN, AT, Problem("a", "No answer."))
        store.answered(number, State.ACCEPTED, record(ANNA), AT)
    store.close()
    written = b"".join(one.read_bytes() for one in path.parent.iterdir()).lower()
    assert "Öberg".encode() in written
    for spelling in spellings(pin):
        assert spelling.lower() not in written, spelling


def test_the_search_for_a_pin_would_find_one() -> None:
    for shift in range(3):
        hidden = base64.b64encode(b"x" * shift + b"7913" + b"yz")
        assert any(one in hidden for one in spellings("7913"))


def test_the_records_survive_the_program(store: SqlEnrollmentStore, path: Path) -> None:
    number = store.save(ORDER, "desk", AT)
    store.answered(number, State.ACCEPTED, record(ANNA), AT)
    store.remember_levels((AccessLevel(UUID(int=1), "{x}", "abc123-001"),))
    store.close()
    again = SqlEnrollmentStore(path)
    assert again.owner_of(CARD) == ANNA
    assert again.known_levels() == (AccessLevel(UUID(int=1), "{x}", "abc123-001"),)
    assert again.save(ORDER, "desk", AT) == number + 1
    again.close()


SPELLINGS = ["0x00499602d2", "0X00499602D2", "0001234567890", "EM:1234567890"]


@pytest.mark.parametrize(("written", "asked"), list(itertools.product(SPELLINGS, SPELLINGS)))
def test_a_cards_owner_is_known_by_any_spelling(store: SqlEnrollmentStore, written: str, asked: str) -> None:
    number = store.save(replace(ORDER, credential=parse_identification(written)), "desk", AT)
    assert store.owner_of(parse_identification(asked)) is None
    store.answered(number, State.ACCEPTED, record(ANNA), AT)
    assert store.owner_of(parse_identification(asked)) == ANNA


def test_the_owner_of_a_composite_is_known_in_either_order(store: SqlEnrollmentStore) -> None:
    both = parse_identification("EM:1234567890|MC:7")
    store.answered(store.save(replace(ORDER, credential=both), "", AT), State.ACCEPTED, record(BO, both), AT)
    assert store.owner_of(parse_identification("MC:7|0x00499602d2")) == BO
    assert store.owner_of(CARD) is None


def test_another_size_of_the_same_number_is_nobodys(store: SqlEnrollmentStore) -> None:
    store.answered(store.save(ORDER, "", AT), State.ACCEPTED, record(ANNA), AT)
    assert store.owner_of(Identification((CARD.parts[0][1:],))) is None


@pytest.mark.parametrize("owner", [Person("Bo"), Person("", "Ek"), Person(person_id=UUID(int=3))])
def test_an_owner_is_remembered_with_what_the_service_told_of_them(store: SqlEnrollmentStore, owner: Person) -> None:
    store.answered(store.save(ORDER, "", AT), State.CONFLICT, record(owner), AT)
    assert store.owner_of(CARD) == owner


def test_the_owner_is_whom_the_service_named_last(store: SqlEnrollmentStore) -> None:
    first, second = store.save(ORDER, "", AT), store.save(ORDER, "", AT)
    store.answered(first, State.ACCEPTED, record(ANNA), AT)
    store.answered(second, State.ACCEPTED, record(BO), AT)
    assert store.owner_of(CARD) == BO
    store.answered(first, State.ACCEPTED, record(ANNA), AT + timedelta(microseconds=1))
    assert store.owner_of(CARD) == ANNA


def test_a_clock_that_was_put_back_makes_no_older_answer_the_latest(store: SqlEnrollmentStore) -> None:
    store.answered(store.save(ORDER, "", AT), State.ACCEPTED, record(ANNA), AT)
    store.answered(store.save(ORDER, "", AT), State.ACCEPTED, record(BO), AT - timedelta(hours=1))
    assert store.owner_of(CARD) == BO


def test_how_the_owner_was_named_here_is_known_apart_from_the_services_name(store: SqlEnrollmentStore) -> None:
    assert store.named_for(CARD) is None
    store.answered(store.save(replace(ORDER, person=Person("Anna")), "", AT), State.ACCEPTED, record(ANNA), AT)
    assert store.named_for(CARD) == Person("Anna")
    store.answered(store.save(replace(ORDER, person=Person("Bo")), "", AT), State.CONFLICT, record(ANNA), AT)
    assert store.named_for(CARD) == Person("Anna")


def test_a_late_word_of_the_doors_makes_no_older_answer_the_latest(store: SqlEnrollmentStore) -> None:
    first, second = store.save(ORDER, "", AT), store.save(ORDER, "", AT)
    store.answered(first, State.ACCEPTED, record(ANNA), AT)
    store.answered(second, State.CONFLICT, record(BO), AT)
    store.mark(first, State.APPLIED, AT + timedelta(seconds=1))
    assert store.owner_of(CARD) == BO


@pytest.mark.parametrize("programs", [1, 4])
def test_a_file_of_the_first_version_is_brought_up_to_date(path: Path, programs: int) -> None:
    old = SqlEnrollmentStore(path)
    first, second, third = (old.save(ORDER, "", AT) for _ in range(3))
    old.answered(first, State.ACCEPTED, record(ANNA), AT + timedelta(seconds=1))
    old.answered(second, State.ACCEPTED, record(BO), AT)
    old.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP INDEX enrollments_by_answer")
        connection.execute("DROP INDEX enrollments_by_identification_and_state")
        connection.execute("ALTER TABLE enrollments DROP COLUMN answered_order")
        connection.execute("CREATE INDEX enrollments_by_identification ON enrollments (identification, id)")
    with ThreadPoolExecutor(programs) as pool:
        opened = list(pool.map(SqlEnrollmentStore, [path] * programs))
    # Another program may have been quicker since this one looked.
    _add_answered_order(opened[0]._engine)
    assert [store.owner_of(CARD) for store in opened] == [ANNA] * programs
    opened[0].answered(third, State.ACCEPTED, record(BO), AT)
    assert opened[-1].owner_of(CARD) == BO
    assert [row["answered_order"] for row in rows(path)] == [2, 1, 3]
    for store in opened:
        store.close()


def test_an_answer_without_a_person_takes_no_owner_away(store: SqlEnrollmentStore) -> None:
    store.answered(store.save(ORDER, "", AT), State.ACCEPTED, record(ANNA), AT)
    store.answered(store.save(ORDER, "", AT), State.ACCEPTED, record(None), AT + timedelta(seconds=1))
    store.answered(store.save(ORDER, "", AT), State.ACCEPTED, record(Person()), AT + timedelta(seconds=2))
    assert store.owner_of(CARD) == ANNA


def test_what_was_only_meant_makes_nobody_an_owner(store: SqlEnrollmentStore) -> None:
    number = store.save(ORDER, "", AT)
    store.mark(number, State.UNKNOWN, AT)
    assert store.owner_of(CARD) is None


def test_a_door_code_is_never_written(store: SqlEnrollmentStore, path: Path) -> None:
    """It opens doors by itself, as a PIN does with a card."""
    number = store.save(Order(Code()), "", AT)
    store.answered(number, State.ACCEPTED, KeyRecord(KEY_ID, "0042", Code("0042")), AT)
    store.save(Order(Code("77")), "", AT)
    assert [(row["key_type"], row["identification"]) for row in rows(path)] == [("code", None), ("code", None)]


def test_a_problem_is_written_in_words_and_gone_with_the_answer(store: SqlEnrollmentStore, path: Path) -> None:
    number = store.save(ORDER, "", AT)
    store.mark(number, State.UNKNOWN, AT, Problem("a", "It said {said}.", "", {"said": "{no}"}))
    [row] = rows(path)
    assert (row["state"], row["problem"]) == ("unknown", "It said {no}.")
    store.answered(number, State.ACCEPTED, record(ANNA), AT + timedelta(seconds=5))
    [row] = rows(path)
    assert (row["state"], row["problem"], row["key_id"]) == ("accepted", None, str(KEY_ID))
    assert (row["created_at"], row["updated_at"]) == ("2026-06-01T12:00:00+00:00", "2026-06-01T12:00:05+00:00")


def test_one_rows_news_is_no_other_rows(store: SqlEnrollmentStore, path: Path) -> None:
    first, second = store.save(ORDER, "", AT), store.save(ORDER, "", AT)
    store.mark(second, State.REJECTED, AT)
    assert [(row["id"], row["state"]) for row in rows(path)] == [(first, "saved"), (second, "rejected")]


def test_a_row_number_is_never_used_again(store: SqlEnrollmentStore, path: Path) -> None:
    numbers = [store.save(ORDER, "", AT) for _ in range(3)]
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM enrollments")
    connection.close()
    assert store.save(ORDER, "", AT) == max(numbers) + 1


def test_unfinished_are_those_without_a_final_answer(store: SqlEnrollmentStore) -> None:
    finished = {}
    for number, state in enumerate(State):
        before = store.unfinished()
        card = Identification((bytes([number] * 5),))
        store.mark(store.save(replace(ORDER, credential=card), "", AT), state, AT)
        finished[state] = store.unfinished() == before
    assert {state for state in State if not finished[state]} == {State.SAVED, State.SENDING, State.UNKNOWN}


@pytest.mark.parametrize("begun", [State.SAVED, State.SENDING, State.UNKNOWN])
def test_a_later_answer_about_the_same_card_finishes_what_was_begun(store: SqlEnrollmentStore, begun: State) -> None:
    makes_good = set()
    for number, state in enumerate(State):
        order = replace(ORDER, credential=Identification((bytes([number] * 5),)))
        store.mark(store.save(order, "", AT), begun, AT)
        before = store.unfinished()
        store.mark(store.save(order, "", AT), state, AT)
        if store.unfinished() < before:
            makes_good.add(state)
    assert {state.value for state in makes_good} == {"accepted", "applied", "partly-applied", "not-applied", "failed"}


def test_an_earlier_answer_or_another_cards_finishes_nothing(store: SqlEnrollmentStore) -> None:
    store.mark(store.save(ORDER, "", AT), State.APPLIED, AT)
    store.save(ORDER, "", AT)
    store.mark(store.save(replace(ORDER, credential=parse_identification("MC:7")), "", AT), State.APPLIED, AT)
    assert store.unfinished() == 1
    # Of two codes nobody knows whether they are one.
    store.save(Order(Code()), "", AT)
    store.mark(store.save(Order(Code()), "", AT), State.APPLIED, AT)
    assert store.unfinished() == 2


def test_counting_the_unfinished_reads_no_whole_table(store: SqlEnrollmentStore, path: Path) -> None:
    asked: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    store.unfinished()
    store.owner_of(CARD)
    with closing(sqlite3.connect(path)) as connection:
        for statement in asked:
            values = [""] * statement.count("?")
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
            assert not [step for step in plan if step.startswith("SCAN")], plan
            assert "TEMP B-TREE" not in "".join(plan)


def test_levels_take_the_place_of_those_before(store: SqlEnrollmentStore) -> None:
    assert store.known_levels() == ()
    one, other = AccessLevel(UUID(int=2), "B", "s-1"), AccessLevel(UUID(int=1), "A", "s-2")
    store.remember_levels((other, one))
    assert store.known_levels() == (one, other)
    store.remember_levels((other,))
    assert store.known_levels() == (other,)
    store.remember_levels(())
    assert store.known_levels() == ()


def test_a_level_that_the_service_lists_twice_does_not_stop_the_desk(store: SqlEnrollmentStore) -> None:
    one = AccessLevel(UUID(int=2), "B", "s-1")
    store.remember_levels((one, one))
    assert store.known_levels() == (one,)


def test_half_a_character_from_a_terminal_or_a_reader_does_not_lose_the_enrollment(
    store: SqlEnrollmentStore, path: Path
) -> None:
    number = store.save(replace(ORDER, unresolved_levels=("\udcff",)), "r\udcff", AT)
    store.mark(number, State.SAVED, AT, Problem("a", "{x}", "", {"x": "\udcff"}))
    [row] = rows(path)
    assert (row["reader"], row["unresolved_levels"], row["problem"]) == ("r\\udcff", '["\\udcff"]', "\\udcff")


@pytest.mark.parametrize("name", ["a?b", "a#b", "100%20", "å {x}", "a b", "a;b"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "enroll.sqlite3"
    store = SqlEnrollmentStore(path)
    store.save(ORDER, "", AT)
    store.close()
    assert len(rows(path)) == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_two_windows_may_make_the_same_file_at_the_same_moment(tmp_path: Path) -> None:
    for turn in range(10):
        path, together = tmp_path / str(turn) / "enroll.sqlite3", Barrier(4)

        def open_and_save(path: Path = path, together: Barrier = together) -> int:
            together.wait(10)
            store = SqlEnrollmentStore(path)
            number = store.save(ORDER, "", AT)
            store.close()
            return number

        with ThreadPoolExecutor(4) as pool:
            numbers = [future.result() for future in [pool.submit(open_and_save) for _ in range(4)]]
        assert sorted(numbers) == [1, 2, 3, 4]


def test_two_programs_and_many_threads_lose_nothing_of_each_other(path: Path, store: SqlEnrollmentStore) -> None:
    other = SqlEnrollmentStore(path)

    def enroll(turn: int) -> int:
        mine = (store, other)[turn % 2]
        number = mine.save(ORDER, str(turn), AT)
        mine.answered(number, State.ACCEPTED, record(ANNA), AT)
        mine.remember_levels((AccessLevel(UUID(int=turn), "A", "s"),))
        return number

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(enroll, range(24)))
    other.close()
    assert sorted(numbers) == list(range(1, 25))
    assert {row["state"] for row in rows(path)} == {"accepted"}
    assert store.owner_of(CARD) == ANNA
    assert len(store.known_levels()) == 1


def known(store: SqlEnrollmentStore, *cards: str) -> None:
    """Let the service have answered to an enrollment of each of these cards."""
    for text in cards:
        card = parse_identification(text)
        number = store.save(replace(ORDER, credential=card), "desk", AT)
        store.answered(number, State.ACCEPTED, record(ANNA, card), AT)


def relatives(store: SqlEnrollmentStore, card: str) -> list[str]:
    return [one.hex for one in store.relatives_of(parse_identification(card))]


def test_cards_that_end_with_the_same_24_bits_are_found(store: SqlEnrollmentStore) -> None:
    known(store, "0x0110185c5b", "0xff185c5b", "0x0110185c5c", "0x01aa185c5b|0xcafebabe", "0x0111111111|0x00185c5b")
    alike = ["0x0111111111|0x00185c5b", "0x01aa185c5b|0xcafebabe", "0xff185c5b", "0x0110185c5b"]
    assert relatives(store, "0x0210185c5b") == alike
    assert relatives(store, "0x0200000000|0x00185c5b") == alike
    assert relatives(store, "0x02febabe00") == []


def test_a_card_enrolled_often_is_one_relative_and_one_that_was_never_answered_is_none(
    store: SqlEnrollmentStore,
) -> None:
    known(store, "0x0110185c5b", "0x0110185c5b")
    store.save(replace(ORDER, credential=parse_identification("0x0310185c5b")), "desk", AT)
    assert relatives(store, "0x0210185c5b") == ["0x0110185c5b"]


def test_relatives_are_looked_up_in_an_index_and_not_in_every_row(store: SqlEnrollmentStore) -> None:
    plans: list[str] = []

    @event.listens_for(store._engine, "before_cursor_execute")
    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        database = connection.connection.driver_connection
        plans.extend(str(row[3]) for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    store.relatives_of(CARD)
    assert "SEARCH enrollments USING INDEX enrollments_by_last_low (<expr>=?)" in plans
    assert not [plan for plan in plans if plan.startswith("SCAN")]
