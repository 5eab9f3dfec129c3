"""What is read from an answer, and what makes it unusable."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from enroll_app.api.wire import Meant, UnusableAnswerError, read_events, read_levels, read_record, read_status
from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.enrollment import Code, KeyRecord, KeyStatus, Order, Propagation, SystemStatus
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from tests.api.support import GOOD, KEY_ID, LEVEL, ORDER, PERSON, as_json, changed

MEANT = Meant(credential=ORDER.credential)


def flaw(body: bytes, order: Order = ORDER) -> str:
    with pytest.raises(UnusableAnswerError) as caught:
        read_record(body, Meant(credential=order.credential))
    return caught.value.flaw.code


def test_a_whole_answer_is_read_whole() -> None:
    assert read_record(GOOD, MEANT) == KeyRecord(
        KEY_ID,
        "0001234567890",
        ORDER.credential,
        Person("Åsa", "Öberg", PERSON),
        datetime(2026, 1, 1, tzinfo=UTC),
        None,
        (LEVEL,),
    )


@pytest.mark.parametrize(
    "body",
    [
        as_json({"id": str(KEY_ID)}),
        as_json({"id": str(KEY_ID), "surprise": {"of": ["any", 1e9, None]}}),
        as_json(
            dict.fromkeys(("key", "person", "access_levels", "valid_from_date", "valid_to_date")) | {"id": str(KEY_ID)}
        ),
        as_json({"id": str(KEY_ID), "key": {}, "person": {}}),
        as_json({"id": str(KEY_ID), "key": {"identification": None, "type": None}, "person": {"id": None}}),
        b"\xef\xbb\xbf" + as_json({"id": str(KEY_ID)}),
    ],
)
def test_what_is_left_out_is_empty(body: bytes) -> None:
    assert read_record(body, MEANT) == KeyRecord(KEY_ID, "", None)


@pytest.mark.parametrize("text", ["0x00499602D2", "0001234567890", "EM:1234567890", "em:1234567890"])
def test_another_spelling_is_the_same_card(text: str) -> None:
    record = read_record(changed(key={"identification": text, "type": "proximity"}), MEANT)
    assert record.identification == text
    assert record.credential == ORDER.credential


def test_the_parts_of_a_composite_may_change_places() -> None:
    order = Order(parse_identification("0001234567890|3405691582"))
    record = read_record(
        changed(key={"identification": "3405691582|0001234567890"}), Meant(credential=order.credential)
    )
    assert record.credential == order.credential


@pytest.mark.parametrize("kind", ["proximity", None])
def test_a_spelling_that_is_not_understood_may_be_anything_and_is_left_out(kind: str | None) -> None:
    record = read_record(changed(key={"identification": "97 53 18 64", "type": kind}), MEANT)
    assert (record.identification, record.credential) == ("", None)


@pytest.mark.parametrize(
    "text", ["0x00499602d3", "MC:1234567890", "1234567890", "0x499602d2", "0001234567890|3405691582"]
)
def test_another_card_is_no_answer(text: str) -> None:
    assert flaw(changed(key={"identification": text, "type": "proximity"})) == "answer-other-card"


@pytest.mark.parametrize("order", [ORDER, Order(Code("42")), Order(Code())])
def test_another_type_of_key_is_no_answer(order: Order) -> None:
    kind = "proximity" if isinstance(order.credential, Code) else "code"
    assert flaw(changed(key={"identification": "42", "type": kind}), order) == "answer-other-card"


def test_a_generated_code_is_told_by_the_answer() -> None:
    record = read_record(changed(key={"identification": "007495", "type": "code"}), Meant(credential=Code()))
    assert record.credential == Code("007495")


def test_a_code_keeps_its_leading_zeros() -> None:
    assert flaw(changed(key={"identification": "42", "type": "code"}), Order(Code("0042"))) == "answer-other-card"


def test_a_code_that_is_none_is_not_understood() -> None:
    record = read_record(changed(key={"identification": "12a", "type": "code"}), Meant(credential=Code()))
    assert record.credential is None


@pytest.mark.parametrize("body", [b"{}", changed(id=None)])
def test_without_an_id_it_is_no_answer(body: bytes) -> None:
    assert flaw(body) == "answer-without-id"


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_nothing_is_no_answer(body: bytes) -> None:
    assert flaw(body) == "answer-empty"


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b"7",
        b'"text"',
        changed(id="seven"),
        changed(id=7),
        changed(id=[str(KEY_ID)]),
        changed(key="0x00499602d2"),
        changed(key={"identification": 1234567890}),
        changed(key={"type": 1}),
        changed(person=[]),
        changed(person={"id": "nobody"}),
        changed(person={"first_name": 7}),
        changed(access_levels={}),
        changed(access_levels=["Entrance"]),
        changed(access_levels=[None]),
        changed(valid_from_date=1700000000),
        changed(valid_from_date="tomorrow"),
        changed(valid_to_date="2026-13-01T00:00:00Z"),
        changed(valid_to_date="0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_wrong_type_is_no_answer(body: bytes) -> None:
    assert flaw(body) == "answer-wrong-shape"


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"{",
        GOOD + b"x",
        GOOD.decode().encode("utf-16"),
        GOOD.replace("Å".encode(), b"\xc5"),
        GOOD[:-1] + b',"x":NaN}',
        GOOD[:-1] + b',"x":-Infinity}',
        GOOD[:-1] + b',"id":"x"}',
        GOOD[:-1] + b',"x":{"a":1,"a":1}}',
        GOOD[:-1] + b',"x":' + b"9" * 5000 + b"}",
        GOOD[:-1] + b',"x":"\\ud800"}',
        GOOD[:-1] + b',"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b'{"x":' * 10_000 + b"1" + b"}" * 10_000,
    ],
)
def test_what_json_does_not_allow_is_no_answer(body: bytes) -> None:
    assert flaw(body) == "answer-unreadable"


@pytest.mark.parametrize(
    "text", ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.0000000Z", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00"]
)
def test_dates_are_moments_in_utc(text: str) -> None:
    assert read_record(changed(valid_to_date=text), MEANT).valid_to == datetime(2026, 1, 1, tzinfo=UTC)


def test_names_are_shown_without_what_is_not_seen() -> None:
    person = {"first_name": "An\u202ena\n\x1b[31m", "last_name": "x" * 500}
    record = read_record(changed(person=person), MEANT)
    assert record.person == Person("Anna [31m", "x" * 200)


def test_a_status_names_its_systems() -> None:
    body = {
        "id": str(KEY_ID),
        "status": "Failed",
        "systems_where_applied": [{"system_id": "a-1", "applied_at": "2026-01-01T00:00:00Z"}],
        "systems_where_pending": [{"system_id": "b-1"}],
        "systems_where_failed": [{"system_id": "c-1", "error_type": "CodeNotEnabled"}, {}],
    }
    assert read_status(as_json(body), KEY_ID) == KeyStatus(
        Propagation.FAILED,
        (
            SystemStatus("a-1", Propagation.APPLIED),
            SystemStatus("b-1", Propagation.PENDING),
            SystemStatus("c-1", Propagation.FAILED, "CodeNotEnabled"),
            SystemStatus("", Propagation.FAILED),
        ),
    )


@pytest.mark.parametrize("word", list(Propagation))
def test_a_status_may_be_one_word(word: Propagation) -> None:
    assert read_status(as_json({"status": word.value}), KEY_ID) == KeyStatus(word)


@pytest.mark.parametrize(
    "body", [{}, {"status": "Perhaps"}, {"status": None}, {"status": "Applied", "id": str(uuid4())}]
)
def test_a_status_of_something_else_is_no_answer(body: object) -> None:
    with pytest.raises(UnusableAnswerError):
        read_status(as_json(body), KEY_ID)


def test_levels_are_listed_as_they_come() -> None:
    body = {"levels": [{"id": str(LEVEL), "name": "Entré", "system_id": "abc123-001"}, {"id": str(KEY_ID)}]}
    assert read_levels(as_json(body)) == (AccessLevel(LEVEL, "Entré", "abc123-001"), AccessLevel(KEY_ID, "", ""))


@pytest.mark.parametrize("body", [{}, {"levels": None}, {"levels": {}}, {"levels": [{"name": "x"}]}, {"levels": [7]}])
def test_a_list_that_is_none_is_not_taken_for_an_empty_one(body: object) -> None:
    with pytest.raises(UnusableAnswerError):
        read_levels(as_json(body))


SEEN = {
    "event_time": "2026-06-01T12:00:00Z",
    "sequence_id": 1,
    "category": "accessdenied",
    "type": 201,
    "system_id": "abc123-001",
    "door_name": "Entrance",
    "key": {"identification": "0001234567890", "type": "proximity"},
}


def events(*seen: dict[str, object], **page: object) -> bytes:
    return as_json({"events": seen, "has_more": False} | page)


def test_an_event_tells_how_the_door_spells_the_card() -> None:
    [event] = read_events(events(SEEN)).events
    assert event == DoorEvent(
        datetime(2026, 6, 1, 12, tzinfo=UTC), 201, "Entrance", "abc123-001", parse_identification("EM:1234567890")
    )


def test_an_event_names_the_key_and_the_person_that_the_service_found() -> None:
    found = {"key_id": str(KEY_ID), "person": {"id": str(PERSON), "first_name": "Åsa", "last_name": None}}
    [event] = read_events(events(SEEN | found)).events
    assert (event.key_id, event.person) == (KEY_ID, Person("Åsa", "", PERSON))
    [nobody] = read_events(events(SEEN | {"key_id": None, "person": None, "subject": {"any": 1}})).events
    assert (nobody.key_id, nobody.person) == (None, None)


@pytest.mark.parametrize(
    "key",
    [None, {}, {"identification": "1234", "type": "code"}, {"identification": "1234", "type": "proximity"}],
)
def test_an_event_without_a_card_that_can_be_understood_has_none(key: object) -> None:
    [event] = read_events(events(SEEN | {"key": key})).events
    assert event.identification is None


def test_what_an_event_leaves_out_is_empty_and_one_without_a_time_is_left_out() -> None:
    page = read_events(events({"event_time": "2026-06-01T12:00:00Z"}, {"type": 100}))
    assert page == EventPage((DoorEvent(datetime(2026, 6, 1, 12, tzinfo=UTC), 0, "", ""),))


@pytest.mark.parametrize(
    ("page", "continuation"),
    [
        ({"has_more": True, "continuation_key": "after-7"}, "after-7"),
        ({"has_more": False, "continuation_key": "after-7"}, ""),
        ({"has_more": True, "continuation_key": None}, ""),
    ],
)
def test_the_list_goes_on_where_it_says_so(page: dict[str, object], continuation: str) -> None:
    assert read_events(events(**page)).continuation == continuation


@pytest.mark.parametrize(
    "body", [b"", b"{}", events({"event_time": "yesterday"}), events({"type": "201"}), events({"key_id": "x"})]
)
def test_an_answer_that_is_no_list_of_events_is_none(body: bytes) -> None:
    with pytest.raises(UnusableAnswerError):
        read_events(body)
