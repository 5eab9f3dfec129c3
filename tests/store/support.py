"""What the tests of the store share."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.operations import Claimed, Intent, Purpose, Settlement, Step
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.ports import NoVaultError, StoreError, VaultError
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.uptime import Instant
from enroll_app.store.database import Database
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.register import SqlRegister

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
CARD = parse_identification("EM:1234567890")
OTHER = parse_identification("0x0110185c5b")
ANNA, BO = Person("Åsa", "Öberg", UUID(int=1)), Person("Bo", "Ek", UUID(int=2))
PIN = "8642"
ORDER = Order(CARD, Person("Åsa", "Öberg"), Pin(PIN), unresolved_levels=("Söder {x}",))
PLAIN = Order(CARD, Person("Åsa", "Öberg"))
BODY = b'{"pin":"@pin@"}'


def record(owner: Person | None, card: Identification = CARD, key_id: UUID = KEY_ID) -> KeyRecord:
    return KeyRecord(key_id, card.decimal, card, owner)


def accepted(owner: Person | None = ANNA, card: Identification = CARD, key_id: UUID = KEY_ID) -> Settlement:
    return Settlement(State.ACCEPTED, record(owner, card, key_id))


def unknown(wait_s: float | None = None) -> Settlement:
    return Settlement(State.UNKNOWN, problem=Problem("no-answer", "No answer came."), wait_s=wait_s)


def step(intent: Intent = PLAIN, purpose: Purpose = Purpose.ENROLL, body: bytes = BODY) -> Step:
    return Step(purpose, intent, body)


def card(number: int) -> Identification:
    return Identification((number.to_bytes(5, "big"),))


@dataclass
class Clock:
    """The computer's count of time, by hand."""

    boot: str = "one"
    seconds: float = 1000.0

    def __call__(self) -> Instant:
        return Instant(self.boot, self.seconds)


@dataclass
class Box:
    """A sealer by hand: it turns digits into bytes that do not show them.

    broken: the vault was reset; locked: for a moment; closed: there is none.
    """

    broken: bool = False
    locked: bool = False
    closed: bool = False
    sealed: list[str] = field(default_factory=list)

    def seal(self, secret: Secret, bound_to: str) -> bytes:
        if self.closed:
            raise NoVaultError(Problem("no-vault", "There is no vault."))
        self.sealed.append(bound_to)
        return b"sealed:" + bytes(byte ^ 0xA5 for byte in f"{bound_to}#{secret.reveal()}".encode())

    def open(self, sealed: bytes, bound_to: str) -> Secret:
        text = bytes(byte ^ 0xA5 for byte in sealed.removeprefix(b"sealed:")).decode()
        if self.locked:
            raise VaultError(Problem("vault-locked", "The vault is locked.", "Unlock it."))
        if self.broken or not text.startswith(f"{bound_to}#"):
            raise VaultError(Problem("pin-unreadable", "The vault has another key."))
        return Secret(text.partition("#")[2])


@dataclass
class Desk:
    """A station's records, open. Closed by `close`; `again` opens the same file as another process would."""

    path: Path
    clock: Clock = field(default_factory=Clock)
    box: Box | None = field(default_factory=Box)
    most_waiting: int = 50_000

    def __post_init__(self) -> None:
        self.database = Database(self.path, uptime=self.clock, operator="olga", desk="front", sealer=self.box)
        self.outbox = SqlOutbox(self.database, most_waiting=self.most_waiting)
        self.register = SqlRegister(self.database)

    def again(self, **changes: Any) -> "Desk":
        return replace(self, **changes)

    def close(self) -> None:
        self.database.close()

    def save(self, *intents: Intent, claim: bool = False) -> int:
        """Save a unit; the number of its first row."""
        return self.outbox.save([step(intent) for intent in intents or (PLAIN,)], "reader", AT, claim=claim)[0].number

    def claimed(self, number: int) -> Claimed:
        found = self.outbox.claim(number, AT)
        assert isinstance(found, Claimed), found
        return found

    def blocked(self, number: int) -> tuple[str, float | None]:
        """Why it may not be sent, and when to ask again."""
        found = self.outbox.claim(number, AT)
        assert not isinstance(found, Claimed)
        return found.problem.code, found.wait_s

    def send(self, number: int, settlement: Settlement) -> None:
        self.claimed(number)
        self.outbox.settle(number, settlement, AT)

    def done(self, intent: Intent = PLAIN, settlement: Settlement | None = None) -> int:
        """Save, send and settle one; its number."""
        number = self.save(intent)
        self.send(number, settlement or accepted())
        return number

    def state(self, number: int) -> State:
        found = self.outbox.operation(number)
        assert found
        return found.state

    def due(self) -> list[int]:
        return list(self.outbox.due(AT, 100))

    def rows(self, query: str = "SELECT * FROM operations ORDER BY id") -> list[dict[str, Any]]:
        """What another program reads in the file."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query)]

    def history(self) -> list[tuple[Any, ...]]:
        """Number, state and note of each entry."""
        found = self.rows("SELECT number, state, note FROM history ORDER BY seq")
        return [(row["number"], row["state"], row["note"]) for row in found]


def failure(act: Callable[[], object], path: Path) -> str:
    """The one sentence, and its remedy, that the store fails with; it names the file and no library."""
    with pytest.raises(StoreError) as caught:
        act()
    text = str(caught.value)
    assert caught.value.problem.code == "store-failed"
    assert text.startswith(f"The station's records in {path} cannot be used: ")
    assert "sqlalche" not in text
    assert "INSERT" not in text
    assert "\n" not in text
    return text
