"""What the tests of the API share: what is meant, good answers, and a look for secrets in every failure."""

import json
import re
import ssl
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from enroll_app.api.client import ChainHead, IntServClient
from enroll_app.domain.enrollment import Code, KeyRecord, Order
from enroll_app.domain.identification import Spelling, parse_identification
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import ServiceError

PIN = "8642"
KEY = "canary-key-Zq7Xw9"
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
LEVEL = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
PERSON = UUID("6fadeb77-2f11-46ad-b284-24ee13f43fc3")
CARD = parse_identification("0x00499602d2")
ORDER = Order(CARD, Person("Åsa", "Öberg"), Pin(PIN), levels=(LEVEL,))
CHANGE = Change(KEY_ID, CARD, ORDER.person, Pin(PIN), levels=())
REMOVAL = Removal(KEY_ID, CARD, ORDER.person)
REMOVAL_BY_CARD = Removal(None, CARD, ORDER.person)

RECORD = {
    "id": str(KEY_ID),
    "key": {"identification": "0001234567890", "type": "proximity"},
    "valid_from_date": "2026-01-01T00:00:00Z",
    "valid_to_date": None,
    "access_levels": [str(LEVEL)],
    "person": {"id": str(PERSON), "first_name": "Åsa", "last_name": "Öberg"},
}

Call = Callable[[IntServClient], object]


def changed(**fields: object) -> bytes:
    """The good record with some fields changed, as JSON."""
    return as_json(RECORD | fields)


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def http(body: bytes = b"", status: int = 200, *headers: str, kind: str = "application/json") -> bytes:
    """A whole HTTP answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


GOOD = as_json(RECORD)


def connect(
    url: str,
    *,
    key: str | None = KEY,
    deadline_s: float = 5.0,
    trust: ssl.SSLContext | None = None,
    chain_head: ChainHead | None = None,
) -> IntServClient:
    secret = None if key is None else Secret(key)
    return IntServClient(
        url=url, key=secret, spelling=Spelling.HEX, deadline_s=deadline_s, trust=trust, chain_head=chain_head
    )


def send(client: IntServClient, intent: Intent) -> KeyRecord | None:
    """Send what is meant, with the digits that it shows."""
    return client.send(intent, client.body(intent), secret_of(intent))


def secret_of(intent: Intent) -> Secret | None:
    if isinstance(intent, Order) and isinstance(intent.credential, Code) and intent.credential.digits:
        return Secret(intent.credential.digits)
    if isinstance(intent, Order | Change) and isinstance(intent.pin, Pin):
        return Secret(intent.pin.digits)
    return None


def added(client: IntServClient, intent: Order | Change) -> KeyRecord:
    record = send(client, intent)
    assert record is not None
    return record


def add(client: IntServClient) -> KeyRecord:
    return added(client, ORDER)


def change(client: IntServClient) -> KeyRecord:
    return added(client, CHANGE)


def remove(client: IntServClient) -> object:
    return send(client, REMOVAL)


def remove_by_card(client: IntServClient) -> object:
    return send(client, REMOVAL_BY_CARD)


def ask_status(client: IntServClient) -> object:
    return client.status(KEY_ID)


def ask_levels(client: IntServClient) -> object:
    return client.levels()


def ask_events(client: IntServClient) -> object:
    return client.events(datetime(2026, 1, 1, tzinfo=UTC))


def failure(client: IntServClient, call: Call = add) -> ServiceError:
    """The error that the call ends with, after a look for secrets in it."""
    try:
        call(client)
    except ServiceError as error:
        assert_tells_no_secret(error, client)
        return error
    raise AssertionError("the call did not fail")


def assert_tells_no_secret(error: ServiceError, client: IntServClient) -> None:
    """Nothing that a log, a crash report or a window may show holds the PIN, the key or the body."""
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = [*traceback.format_exception(error), repr(error.problem), str(error.problem.facts), repr(client)]
    for one in _chain(error):
        shown += [str(one), repr(one), repr(vars(one))]
    assert "Öberg" not in "\n".join(shown)
    # With the locals, as tools for crash reports collect them; these show where things lie in memory, too.
    shown += traceback.TracebackException.from_exception(error, capture_locals=True).format()
    text = re.sub(r"localhost:\d+| at 0x[0-9a-f]+", "", "\n".join(shown))
    assert PIN not in text
    assert KEY.lower() not in text.lower()


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
