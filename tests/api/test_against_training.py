"""The client against the training server, which is another reading of the same documentation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

import httpx
import pytest

from enroll_app.api.client import IntServClient
from enroll_app.api.failures import LONGEST_WAIT_S
from enroll_app.domain.door_events import UNKNOWN_KEY
from enroll_app.domain.enrollment import Code, KeyRecord, Order, Propagation
from enroll_app.domain.identification import Identification, Spelling, parse_identification
from enroll_app.domain.operations import Change, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import AccessService
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import Busy, KeyMissing, Misconfigured, OutcomeUnknown, Refused, SignInNeeded
from enroll_app.domain.validity import Validity
from enroll_app.training.server import TrainingServer
from tests.api.support import PIN, added, ask_levels, failure, send


@pytest.fixture(scope="module")
def server() -> Iterator[TrainingServer]:
    with TrainingServer() as running:
        yield running


@pytest.fixture(params=list(Spelling))
def client(server: TrainingServer, request: pytest.FixtureRequest) -> Iterator[IntServClient]:
    spelling: Spelling = request.param
    with IntServClient(url=server.url, key=Secret(server.key), spelling=spelling) as connected:
        yield connected


def test_the_client_is_the_port(client: IntServClient) -> None:
    service: AccessService = client
    assert service.levels()


@pytest.mark.parametrize("text", ["EM:1234567890", "MC:19088743", "MD:1234567", "0001234567890|3405691582"])
def test_a_card_comes_back_as_it_was_meant(client: IntServClient, text: str) -> None:
    level = client.levels()[0]
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, 22, 59, 59, tzinfo=UTC)
    order = Order(
        parse_identification(text), Person("Åsa", "Öberg"), Pin("0042"), Validity(start, end), (level.level_id,)
    )
    record = added(client, order)
    assert record.credential == order.credential
    assert record.person is not None
    assert order.person.may_be(record.person)
    assert (record.valid_from, record.valid_to, record.levels) == (start, end, order.levels)
    assert client.status(record.key_id).propagation is Propagation.APPLIED


def test_the_same_card_is_the_same_key(client: IntServClient) -> None:
    order = Order(parse_identification("0x01020304"), Person("A", "B"), PinRule.CLEAR)
    assert added(client, order).key_id == added(client, order).key_id


def test_a_code_is_made_by_the_service(client: IntServClient) -> None:
    made = added(client, Order(Code())).credential
    assert isinstance(made, Code)
    assert made.digits


def test_an_unknown_key_is_refused(client: IntServClient) -> None:
    assert isinstance(failure(client, lambda each: each.status(uuid4())), Refused)


def test_an_unknown_level_is_refused_in_the_services_words(client: IntServClient) -> None:
    order = Order(parse_identification("0x01020305"), levels=(uuid4(),))
    error = failure(client, lambda each: added(each, order))
    assert isinstance(error, Refused)
    assert "level" in str(error.problem.facts["said"])


def test_a_wrong_key_is_told(server: TrainingServer) -> None:
    with IntServClient(url=server.url, key=Secret("wrong"), spelling=Spelling.HEX) as client:
        assert isinstance(failure(client, ask_levels), SignInNeeded)


def card_of(client: IntServClient, identification: str = "0x01020306") -> KeyRecord:
    return added(client, Order(parse_identification(identification), Person("Bo", "Ek"), Pin(PIN)))


def emptied(record: KeyRecord) -> Change:
    return Change(record.key_id, pin=PinRule.CLEAR, levels=())


SPOILED = ["html", "truncated", "drop_after", "drop_before", "huge", "gzip_bomb", "huge_header", "nan", "not_json"]


@pytest.mark.parametrize("kind", [*SPOILED, "wrong_key", "big_number", "duplicate_keys", "lone_surrogate"])
def test_what_the_server_spoils_is_undecided(server: TrainingServer, client: IntServClient, kind: str) -> None:
    order = Order(parse_identification("0x01020306"))
    server.training.faults.plan("/v1/accesskeys/add", kind)
    assert isinstance(failure(client, lambda each: added(each, order)), OutcomeUnknown)
    assert added(client, order).credential == order.credential


@pytest.mark.parametrize("kind", [*SPOILED, "wrong_key", "wrong_id"])
def test_a_change_that_the_server_spoils_is_undecided(server: TrainingServer, client: IntServClient, kind: str) -> None:
    change = replace(emptied(card_of(client)), identification=parse_identification("0x01020306"))
    server.training.faults.plan("/v1/accesskeys/add", kind)
    assert isinstance(failure(client, lambda each: added(each, change)), OutcomeUnknown)
    assert added(client, change).key_id == change.key_id


@pytest.mark.parametrize("kind", [*(kind for kind in SPOILED if kind != "truncated"), "wrong_id"])
def test_a_removal_that_the_server_spoils_is_undecided(
    server: TrainingServer, client: IntServClient, kind: str
) -> None:
    removal = Removal(card_of(client).key_id)
    server.training.faults.plan("/v1/accesskeys/remove", kind)
    assert isinstance(failure(client, lambda each: send(each, removal)), OutcomeUnknown)
    if kind == "drop_before":
        send(client, removal)
    # It was carried out all the same, which a repeat then finds.
    assert isinstance(failure(client, lambda each: send(each, removal)), KeyMissing)


def test_the_wrong_person_is_told_for_others_to_compare(server: TrainingServer, client: IntServClient) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "wrong_person")
    assert card_of(client).person == Person("Somebody", "Else", UUID("00000000-0000-4000-8000-00000000dead"))


@pytest.mark.parametrize("by_card", [False, True])
def test_a_key_is_removed_by_id_or_by_card(server: TrainingServer, client: IntServClient, by_card: bool) -> None:
    record = card_of(client)
    assert isinstance(record.credential, Identification)
    removal = Removal(None, record.credential) if by_card else Removal(record.key_id)
    assert send(client, removal) is None
    assert server.training.state.key(str(record.key_id)) is None
    assert isinstance(failure(client, lambda each: send(each, removal)), KeyMissing)


def test_a_change_leaves_what_it_leaves_out_and_empties_what_it_empties(
    server: TrainingServer, client: IntServClient
) -> None:
    levels = tuple(level.level_id for level in client.levels()[:2])
    record = added(client, Order(parse_identification("0x01020307"), Person("Bo", "Ek"), Pin(PIN), levels=levels))
    end = datetime(2030, 1, 1, tzinfo=UTC)
    later = added(client, Change(record.key_id, validity=Validity(None, end)))
    kept = server.training.state.key(str(record.key_id))
    assert kept is not None
    assert (later.valid_to, later.levels, later.person, kept.pin) == (end, levels, record.person, PIN)
    assert added(client, emptied(record)).levels == ()
    kept = server.training.state.key(str(record.key_id))
    assert kept is not None
    assert (kept.pin, kept.valid_to) == (None, end)


def test_a_key_that_is_gone_is_changed_by_nobody(client: IntServClient) -> None:
    for question in (Change(uuid4(), levels=()), Removal(uuid4())):
        assert isinstance(failure(client, lambda each, one=question: send(each, one)), KeyMissing)  # type: ignore[misc]


def test_what_doors_saw_comes_page_by_page_with_the_cards_as_they_are(
    server: TrainingServer, client: IntServClient
) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    card = parse_identification("EM:270031963")
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.key}"}) as control:
        for number in (201, 104):
            body = {"type": number, "door_name": "Entrance"} | ({"identification": card.hex} if number == 201 else {})
            control.post("../training/events", json=body).raise_for_status()
    page = client.events(since)
    [unknown] = [event for event in page.events if event.identification == card][-1:]
    assert (unknown.kind, unknown.door_name) == (UNKNOWN_KEY, "Entrance")
    assert abs(unknown.time - datetime.now(UTC)) < timedelta(minutes=1)
    assert page.continuation == ""


def test_an_event_names_the_key_and_its_person(server: TrainingServer, client: IntServClient) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    record = card_of(client, "0x01020308")
    server.training.state.record_event(102, "0x01020308")
    event = client.events(since).events[-1]
    assert (event.key_id, event.person, event.identification) == (record.key_id, record.person, record.credential)


def test_events_go_on_page_by_page_and_end_where_asked() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    with TrainingServer() as server:
        for number in range(1005):
            server.training.state.record_event(201, "MC:7", event_time=start + timedelta(seconds=number))
        with IntServClient(url=server.url, key=Secret(server.key), spelling=Spelling.HEX) as client:
            until = start + timedelta(seconds=1002)
            first = client.events(start, until=until)
            second = client.events(start, first.continuation, until=until)
    assert (len(first.events), len(second.events), second.continuation) == (1000, 3, "")
    assert (first.events[0].time, second.events[-1].time) == (start, until)


def test_a_slow_answer_ends_at_the_deadline(server: TrainingServer) -> None:
    with IntServClient(url=server.url, key=Secret(server.key), spelling=Spelling.HEX, deadline_s=0.4) as client:
        for kind in ("slow", "hang"):
            server.training.faults.plan("/v1/accesskeys/add", kind)
            began = monotonic()
            assert isinstance(failure(client, card_of), OutcomeUnknown)
            assert monotonic() - began < 3


@pytest.mark.parametrize("text", ["7", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_a_wait_is_told_in_seconds_or_by_a_date(server: TrainingServer, client: IntServClient, text: str) -> None:
    for status in (429, 503):
        server.training.faults.plan("/v1/accesskeys/add", "status", status=status, retry_after=text)
        error = failure(client, card_of)
        assert isinstance(error, Busy | OutcomeUnknown)
        assert error.retry_after_s == (7.0 if text == "7" else LONGEST_WAIT_S)


def test_a_pin_follows_no_redirect_of_the_server(server: TrainingServer, client: IntServClient) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "redirect", location=f"{server.url}accesskeys/add")
    assert isinstance(failure(client, lambda each: card_of(each, "0x0102dead")), Misconfigured)
    assert server.training.state.key("0x0102dead") is None
