"""The client against the training server, which is another reading of the same documentation."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from enroll_app.api.client import IntServClient
from enroll_app.domain.door_events import UNKNOWN_KEY
from enroll_app.domain.enrollment import Code, Order, Propagation
from enroll_app.domain.identification import Spelling, parse_identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import AccessService
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import OutcomeUnknown, Refused, SignInNeeded
from enroll_app.domain.validity import Validity
from enroll_app.training.server import TrainingServer
from tests.api.support import ask_levels, failure


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
    record = client.add(order)
    assert record.credential == order.credential
    assert record.person is not None
    assert order.person.may_be(record.person)
    assert (record.valid_from, record.valid_to, record.levels) == (start, end, order.levels)
    assert client.status(record.key_id).propagation is Propagation.APPLIED


def test_the_same_card_is_the_same_key(client: IntServClient) -> None:
    order = Order(parse_identification("0x01020304"), Person("A", "B"), PinRule.CLEAR)
    assert client.add(order).key_id == client.add(order).key_id


def test_a_code_is_made_by_the_service(client: IntServClient) -> None:
    made = client.add(Order(Code())).credential
    assert isinstance(made, Code)
    assert made.digits


def test_an_unknown_key_is_refused(client: IntServClient) -> None:
    assert isinstance(failure(client, lambda each: each.status(uuid4())), Refused)


def test_an_unknown_level_is_refused_in_the_services_words(client: IntServClient) -> None:
    order = Order(parse_identification("0x01020305"), levels=(uuid4(),))
    error = failure(client, lambda each: each.add(order))
    assert isinstance(error, Refused)
    assert "level" in str(error.problem.facts["said"])


def test_a_wrong_key_is_told(server: TrainingServer) -> None:
    with IntServClient(url=server.url, key=Secret("wrong"), spelling=Spelling.HEX) as client:
        assert isinstance(failure(client, ask_levels), SignInNeeded)


@pytest.mark.parametrize(
    "kind", ["html", "truncated", "drop_after", "drop_before", "huge", "wrong_key", "nan", "not_json"]
)
def test_what_the_server_spoils_is_undecided(server: TrainingServer, client: IntServClient, kind: str) -> None:
    server.training.faults.plan("/v1/accesskeys/add", kind)
    order = Order(parse_identification("0x01020306"))
    assert isinstance(failure(client, lambda each: each.add(order)), OutcomeUnknown)
    assert client.add(order).credential == order.credential


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
