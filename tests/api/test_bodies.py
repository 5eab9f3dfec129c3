"""What is kept until it was answered: templates without secrets, and what goes over the wire, the same every time."""

import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.api.bodies import filled, template
from enroll_app.domain.enrollment import Code, Order
from enroll_app.domain.identification import Spelling
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import Secret
from enroll_app.domain.validity import Validity
from tests.api.raw_server import RawServer
from tests.api.support import CARD, GOOD, KEY_ID, LEVEL, ORDER, PERSON, PIN, connect, http

ID = f'"id":"{KEY_ID}"'
UNTIL = Validity(None, datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    ("intent", "body"),
    [
        (Change(KEY_ID), f"{{{ID}}}"),
        (Change(KEY_ID, CARD, Person("A", "B", PERSON)), f"{{{ID}}}"),
        (Change(KEY_ID, pin=PinRule.CLEAR), f'{{{ID},"pin":null}}'),
        (Change(KEY_ID, pin=Pin("0042")), f'{{{ID},"pin":"@pin@"}}'),
        (Change(KEY_ID, pin=PinRule.SEALED), f'{{{ID},"pin":"@pin@"}}'),
        (Change(KEY_ID, validity=UNTIL), f'{{{ID},"valid_to_date":"2026-12-31T22:59:59Z"}}'),
        (Change(KEY_ID, levels=()), f'{{{ID},"access_levels":[]}}'),
        (Change(KEY_ID, levels=(LEVEL,)), f'{{{ID},"access_levels":["{LEVEL}"]}}'),
        (Change(None, CARD, levels=()), '{"id":"@key@","access_levels":[]}'),
        (Removal(KEY_ID), f"{{{ID}}}"),
        (Removal(KEY_ID, CARD), f"{{{ID}}}"),
        (Removal(None, CARD), '{"key":{"identification":"0x00499602d2","type":"proximity"}}'),
        (Order(CARD, pin=PinRule.SEALED), '{"key":{"identification":"0x00499602d2","type":"proximity"},"pin":"@pin@"}'),
        (Order(Code("735129")), '{"key":{"identification":"@code@","type":"code"}}'),
        (Order(Code(sealed=True)), '{"key":{"identification":"@code@","type":"code"}}'),
        (Order(Code()), '{"key":{"type":"code"}}'),
    ],
)
def test_what_is_meant_has_one_spelling(intent: Intent, body: str) -> None:
    assert template(intent, Spelling.HEX) == body.encode()
    assert template(intent, Spelling.HEX) == body.encode()


@pytest.mark.parametrize("intent", [Removal(None), Order(Code("735129"), pin=Pin("0042"))])
def test_what_cannot_be_said_in_one_request_is_refused(intent: Intent) -> None:
    with pytest.raises(InvalidInputError):
        template(intent, Spelling.HEX)


def test_a_key_made_by_the_step_before_is_filled_in_when_it_is_known() -> None:
    body = template(Change(None, CARD, pin=Pin(PIN)), Spelling.HEX)
    assert filled(body, Change(KEY_ID, CARD, pin=PinRule.SEALED), Secret(PIN)) == f'{{{ID},"pin":"{PIN}"}}'.encode()


def test_a_template_of_the_row_is_filled_as_the_one_of_the_face_is() -> None:
    body = template(Order(Code("735129")), Spelling.HEX)
    assert filled(body, Order(Code()), Secret("735129")) == b'{"key":{"identification":"735129","type":"code"}}'


@pytest.mark.parametrize(
    ("intent", "secret", "code"),
    [
        (ORDER, None, "secret-missing"),
        (Order(Code("735129")), None, "secret-missing"),
        (ORDER, Secret("not " + PIN), "pin-not-digits"),
        (Order(Code("735129")), Secret(f'"{PIN}"'), "code-not-digits"),
        (Change(None, CARD, pin=Pin(PIN)), Secret(PIN), "key-id-missing"),
    ],
)
def test_a_mark_is_never_sent(intent: Intent, secret: Secret | None, code: str) -> None:
    with RawServer(http(GOOD)) as server, connect(server.url) as client:
        with pytest.raises(InvalidInputError) as caught:
            client.send(intent, client.body(intent), secret)
        assert server.connections == 0
    assert caught.value.problems[0].code == code
    assert PIN not in "".join(traceback.format_exception(caught.value)) + repr(caught.value.problems)


@pytest.mark.parametrize(
    ("intent", "place"),
    [
        (ORDER, '"key":{"identification":"@code@","type":"code"}'),
        (Order(CARD, pin=PinRule.SEALED), '"pin":"@pin@","key":{"identification":"@code@","type":"code"}'),
        (Order(Code(), pin=PinRule.SEALED), '"key":{"identification":"@code@","type":"code"}'),
        (Change(KEY_ID, CARD, pin=Pin(PIN)), '"key":{"identification":"@code@","type":"code"}'),
        (Order(Code()), '"pin":"@pin@"'),
        (Order(CARD), '"pin":"@pin@"'),
        (Order(CARD, pin=PinRule.CLEAR), '"pin":"@pin@"'),
        (Removal(KEY_ID), '"pin":"@pin@"'),
    ],
)
def test_a_secret_is_sent_as_what_it_was_meant_for_alone(intent: Intent, place: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        filled(f"{{{place}}}".encode(), intent, Secret(PIN))
    assert caught.value.problems[0].code == "template-changed"
    assert PIN not in str(caught.value)


TRICKY = st.sampled_from(
    [
        "@pin@", "@code@", "@key@", '"pin":"@pin@"', '\\"pin\\":\\"@pin@\\"', '"id":"@key@"', '"@pin@"', "\\",
        '","pin":"', '"identification":"@code@"', "😀", "O'Neil", "Zoë\u200d",
    ]
)  # fmt: skip
NAMES = TRICKY | st.text(st.characters(exclude_categories=["Cs"]), max_size=32) | st.tuples(TRICKY, TRICKY).map("".join)
PINS = st.from_regex(r"[0-9]{4}", fullmatch=True, alphabet=st.sampled_from("0123456789"))


@given(NAMES, NAMES, PINS, st.lists(st.uuids(), max_size=3))
def test_only_the_secrets_place_is_filled_whatever_people_are_called(
    first: str, last: str, pin: str, levels: list[UUID]
) -> None:
    order = Order(CARD, Person(first, last), Pin(pin), levels=tuple(levels))
    body = template(order, Spelling.HEX)
    assert body == template(order, Spelling.HEX)
    assert json.loads(body)["pin"] == "@pin@"
    sent = filled(body, order, Secret(pin))
    assert sent == filled(body, order, Secret(pin))
    person = {name: text for name, text in (("first_name", first), ("last_name", last)) if text}
    meant = json.loads(body) | {"pin": pin}
    assert json.loads(sent) == meant
    assert meant.get("person", {}) == (person if f"{first} {last}".strip() else {})


@given(NAMES, st.from_regex(r"[0-9]{1,20}", fullmatch=True, alphabet=st.sampled_from("0123456789")))
def test_a_codes_place_is_filled_alike(name: str, digits: str) -> None:
    order = Order(Code(digits), Person(name, "Öberg"))
    body = template(order, Spelling.DECIMAL)
    sent = json.loads(filled(body, order, Secret(digits)))
    assert sent == json.loads(body) | {"key": {"identification": digits, "type": "code"}}


@pytest.mark.parametrize("make", [lambda: ORDER, lambda: Change(KEY_ID, pin=Pin(PIN)), lambda: Order(Code(PIN))])
def test_what_is_kept_holds_no_secret(make: Callable[[], Intent]) -> None:
    assert PIN.encode() not in template(make(), Spelling.HEX)
