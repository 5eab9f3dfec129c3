"""What a service says of a secret is not repeated: in an answer that is good, in one that is none, from a gateway."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from enroll_app.api.wire import Meant, UnusableAnswerError, read_record
from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import Code, Credential, KeyRecord, Order
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from tests.api.raw_server import RawServer
from tests.api.support import (
    CARD,
    KEY,
    KEY_ID,
    LEVEL,
    PIN,
    Call,
    added,
    as_json,
    ask_events,
    ask_levels,
    ask_status,
    change,
    changed,
    connect,
    failure,
    http,
)

DIGITS = "3753186420"  # ten, as those of a card of four bytes


@pytest.mark.parametrize("meant", [Code(), Code("864213"), None, CARD])
@pytest.mark.parametrize("kind", ["code", "Code ", "CODE", None, "keypad", DIGITS])
@pytest.mark.parametrize("text", [DIGITS, "97 53 18 64 20", f"{DIGITS} "])
def test_digits_of_a_code_are_in_no_text_of_an_answer(meant: Credential | None, kind: str | None, text: str) -> None:
    try:
        record = read_record(changed(key={"identification": text, "type": kind}), Meant(credential=meant))
    except UnusableAnswerError as error:
        told = f"{error.flaw}{error}"
    else:
        told = repr(record)
        assert isinstance(record.credential, Code | None)
    assert DIGITS[:4] not in told


def test_where_a_code_was_meant_no_number_is_shown_whatever_it_is_called() -> None:
    body = changed(key={"identification": DIGITS, "type": "proximity"})
    with pytest.raises(UnusableAnswerError) as caught:
        read_record(body, Meant(credential=Code("864213")))
    assert DIGITS not in str(caught.value.flaw)
    with pytest.raises(UnusableAnswerError) as caught:
        read_record(body, Meant(credential=CARD))
    assert caught.value.flaw.facts == {"answered": f"0x{int(DIGITS):08x}"}


def test_the_number_of_another_card_is_shown() -> None:
    with pytest.raises(UnusableAnswerError) as caught:
        read_record(changed(key={"identification": "EM:7", "type": " Proximity"}), Meant(credential=CARD))
    assert caught.value.flaw.facts == {"answered": "0x0000000007"}


def answered(call: Call, body: bytes) -> Any:
    with RawServer(http(body)) as server, connect(server.url) as client:
        return call(client)


def test_no_name_in_a_good_answer_holds_a_secret() -> None:
    person = {"id": None, "first_name": f"key {KEY.upper()}", "last_name": f"{PIN} {quote('x' * 190)}{KEY}"}
    record = answered(change, changed(person=person))
    assert isinstance(record, KeyRecord)
    assert record.person == Person("key ****", "**** " + "x" * 190 + "****")
    levels = as_json({"levels": [{"id": str(LEVEL), "name": f"k {KEY}", "system_id": KEY}]})
    assert answered(ask_levels, levels) == (AccessLevel(LEVEL, "k ****", "****"),)
    failed = [{"system_id": KEY, "error_type": f"Bearer {KEY}"}]
    status = answered(ask_status, as_json({"id": str(KEY_ID), "status": "Failed", "systems_where_failed": failed}))
    seen = {"event_time": "2026-06-01T12:00:00Z", "door_name": KEY, "system_id": KEY, "person": person}
    events = answered(ask_events, as_json({"events": [seen]}))
    assert isinstance(events, EventPage)
    assert KEY not in f"{status}{events}"
    assert KEY.upper() not in f"{events}"


def test_a_name_that_we_gave_comes_back_as_it_is() -> None:
    order = Order(CARD, Person("Gäst", f"{PIN}"), Pin(PIN))
    body = changed(person={"id": None, "first_name": "Gäst", "last_name": PIN})
    assert answered(lambda client: added(client, order), body).person == order.person


@pytest.mark.parametrize(
    "spelled",
    [
        lambda key: key.replace("-", "\\u002D"),
        lambda key: json.dumps(json.dumps(key.replace("-", "/")).replace("/", "\\/"))[1:-1].replace("/", "-"),
        lambda key: "".join(f"%{byte:02X}" for byte in key.encode()),
        repr,
    ],
)
def test_a_key_is_struck_however_it_is_escaped_within_an_error(spelled: Callable[[str], str]) -> None:
    body = as_json({"error": f"no: {spelled(KEY)}."})
    with RawServer(http(body, 400)) as server, connect(server.url) as client:
        text = str(failure(client))
    assert "It says: “no: " in text
    assert "Zq7Xw9" not in text
    assert spelled(KEY) not in text


GATEWAYS = "another/Key+Of=The.Gateway"


@pytest.mark.parametrize(
    "said",
    [
        f"key {GATEWAYS} is revoked",
        "the apiKey is bad",
        "Authorization: x",
        "invalid_token",
        "Bearer: abc",
        f"no: {GATEWAYS}9",
        "a1B2c3D4e5F6g7H8i9J0 was refused",
        "password",
    ],
)
@pytest.mark.parametrize("status", [400, 404, 409, 422])
def test_behind_a_gateway_words_that_may_tell_its_key_are_not_quoted(said: str, status: int) -> None:
    with RawServer(http(as_json({"error": said}), status)) as server, connect(server.url, key=None) as client:
        text = str(failure(client))
    assert "It says" not in text
    assert said not in text


@pytest.mark.parametrize(
    "said", ["valid_to_date is in the past", f"access level {LEVEL} is unknown", "incomprehensibilities everywhere"]
)
def test_behind_a_gateway_other_words_are_quoted(said: str) -> None:
    with RawServer(http(as_json({"error": said}), 422)) as server, connect(server.url, key=None) as client:
        assert f"It says: “{said}”." in str(failure(client))
    with RawServer(http(as_json({"error": "no such key"}), 422)) as server, connect(server.url) as client:
        assert "It says: “no such key”." in str(failure(client))
