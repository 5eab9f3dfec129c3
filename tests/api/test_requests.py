"""What goes over the wire, byte for byte."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from enroll_app.api.bodies import template
from enroll_app.domain.enrollment import Code, Order
from enroll_app.domain.identification import Spelling, parse_identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.validity import Validity
from tests.api.raw_server import RawServer
from tests.api.support import (
    GOOD,
    KEY,
    KEY_ID,
    LEVEL,
    PERSON,
    add,
    as_json,
    ask_levels,
    ask_status,
    connect,
    http,
)

CARD = parse_identification("0x00499602d2")
KEY_JSON = b'"key":{"identification":"0x00499602d2","type":"proximity"}'
OTHER_LEVEL = UUID("00000000-0000-4000-8000-000000000001")


@pytest.mark.parametrize(
    ("order", "body"),
    [
        (Order(CARD), b"{" + KEY_JSON + b"}"),
        (Order(CARD, pin=Pin("0042")), b"{" + KEY_JSON + b',"pin":"@pin@"}'),
        (Order(CARD, pin=PinRule.CLEAR), b"{" + KEY_JSON + b',"pin":null}'),
        (Order(CARD, Person("Åsa", "")), b"{" + KEY_JSON + b',"person":{"first_name":"\xc3\x85sa"}}'),
        (Order(CARD, Person("", "Öberg")), b"{" + KEY_JSON + b',"person":{"last_name":"\xc3\x96berg"}}'),
        (Order(CARD, Person("", "", PERSON)), b"{" + KEY_JSON + f',"person":{{"id":"{PERSON}"}}}}'.encode()),
        (Order(CARD, Person("A", "B", PERSON)), b"{" + KEY_JSON + f',"person":{{"id":"{PERSON}"}}}}'.encode()),
        (
            Order(
                CARD,
                validity=Validity(datetime(2020, 9, 1, tzinfo=UTC), datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)),
            ),
            b"{" + KEY_JSON + b',"valid_from_date":"2020-09-01T00:00:00Z","valid_to_date":"2026-12-31T22:59:59Z"}',
        ),
        (
            Order(CARD, levels=(LEVEL, OTHER_LEVEL)),
            b"{" + KEY_JSON + f',"access_levels":["{LEVEL}","{OTHER_LEVEL}"]}}'.encode(),
        ),
        (Order(Code()), b'{"key":{"type":"code"}}'),
        (Order(Code("0042")), b'{"key":{"identification":"@code@","type":"code"}}'),
    ],
)
def test_an_order_has_one_spelling(order: Order, body: bytes) -> None:
    assert template(order, Spelling.HEX) == body
    assert template(order, Spelling.HEX) == body


@pytest.mark.parametrize(
    ("spelling", "text"),
    [(Spelling.HEX, b'"0x00499602d2|0xcafebabe"'), (Spelling.DECIMAL, b'"0001234567890|3405691582"')],
)
def test_a_card_is_spelled_as_the_setting_says(spelling: Spelling, text: bytes) -> None:
    order = Order(parse_identification("0xCAFEBABE|0x00499602D2"))
    assert template(order, spelling) == b'{"key":{"identification":' + text + b',"type":"proximity"}}'


def test_the_whole_request_is_as_documented() -> None:
    with RawServer(http(GOOD)) as server, connect(server.url) as client:
        add(client)
        body = (
            "{" + KEY_JSON.decode() + f',"pin":"8642","access_levels":["{LEVEL}"],'
            '"person":{"first_name":"Åsa","last_name":"Öberg"}}'
        ).encode()
        head = (
            "POST /v1/accesskeys/add HTTP/1.1\r\n"
            f"Host: localhost:{server.port}\r\n"
            "User-Agent: enroll-app\r\n"
            "Accept: application/json\r\n"
            "Accept-Encoding: identity\r\n"
            "Content-Type: application/json\r\n"
            f"Authorization: Bearer {KEY}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        assert server.requests == [head.encode() + body]


def test_behind_a_gateway_no_key_is_sent() -> None:
    with RawServer(http(GOOD)) as server, connect(server.url, key=None) as client:
        add(client)
        assert b"authorization" not in server.requests[0].lower()


def test_status_and_levels_ask_what_is_documented() -> None:
    with RawServer(http(as_json({"status": "Applied", "levels": []}))) as server, connect(server.url) as client:
        ask_status(client)
        ask_levels(client)
        assert server.bodies == [f'{{"id":"{KEY_ID}"}}'.encode(), b"{}"]
        assert [request.split()[1] for request in server.requests] == [
            b"/v1/accesskeys/status",
            b"/v1/accesslevels/list",
        ]


@pytest.mark.parametrize(
    ("continuation", "until", "more"),
    [
        ("", None, ""),
        ("after-7", None, ',"continuation_key":"after-7"'),
        ("", datetime(2026, 2, 1, tzinfo=UTC), ""),
    ],
)
def test_events_are_asked_for_by_the_thousand(continuation: str, until: datetime | None, more: str) -> None:
    with RawServer(http(as_json({"events": []}))) as server, connect(server.url) as client:
        client.events(datetime(2026, 1, 1, tzinfo=UTC), continuation, until=until)
        dates = '"from_date":"2026-01-01T00:00:00Z"' + (',"to_date":"2026-02-01T00:00:00Z"' if until else "")
        rest = '"include_access_granted":true,"include_access_denied":true,"limit":1000'
        assert server.bodies == [f"{{{dates},{rest}{more}}}".encode()]


def test_the_address_may_lack_its_last_slash() -> None:
    with RawServer(http(GOOD)) as server, connect(server.url.rstrip("/")) as client:
        add(client)
        assert server.requests[0].startswith(b"POST /v1/accesskeys/add ")


def test_a_cookie_is_not_kept() -> None:
    with RawServer(http(GOOD, 200, "Set-Cookie: a=b")) as server, connect(server.url) as client:
        add(client)
        add(client)
        assert server.requests[0] == server.requests[1]
