"""A station on real records, and a service in memory that upserts keys as the real one does."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID, uuid4

from enroll_app.api import bodies
from enroll_app.domain.enrollment import Code, KeyRecord, Order
from enroll_app.domain.identification import Identification, Spelling, parse_identification
from enroll_app.domain.operations import Intent, Operation, Outcome, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import KeyMissing, OutcomeUnknown, ServiceError
from enroll_app.services.delivery import Delivered, Delivery, Standing
from enroll_app.services.enroll import Enroller
from enroll_app.services.keys import Keys
from enroll_app.services.outbox import Outbox
from tests.services.fakes import NOW, FakeService
from tests.store.support import Clock, Desk

ANNA, BO, CIA = Person("Anna", "Ek"), Person("Bo", "Alm"), Person("Cia", "Dahl")
CARD, OTHER_CARD = parse_identification("EM:7"), parse_identification("EM:8")
LOST = OutcomeUnknown(Problem("lost", "No answer came."))
DONE, NEVER = "done", "never"
"""What becomes of a request whose answer is lost."""


@dataclass
class Key:
    """A key as the service has it."""

    key_id: UUID
    credential: Identification | Code
    person: Person
    pin: str | None = None
    levels: tuple[UUID, ...] = ()

    def record(self) -> KeyRecord:
        card = self.credential
        text = card.decimal if isinstance(card, Identification) else card.digits
        return KeyRecord(self.key_id, text, card, self.person, None, None, self.levels)


class Upserting(FakeService):
    """It has `keys`. faults: of the next calls; None for none, DONE and NEVER for a lost answer, an error, an answer.

    odd_pin: with this one, the program fails at the answer by a fault of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[Key] = []
        self.faults: list[str | ServiceError | KeyRecord | None] = []
        self.requests: list[dict[str, Any]] = []
        self.odd_pin = ""

    def body(self, intent: Intent) -> bytes:
        return bodies.template(intent, Spelling.HEX)

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        request = json.loads(bodies.filled(body, intent, secret))
        self.requests.append(request)
        if self.odd_pin and request.get("pin") == self.odd_pin:
            raise RuntimeError("ours")
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, ServiceError):
            raise fault
        if isinstance(fault, KeyRecord):
            return fault
        record = None if fault == NEVER else self.apply(intent, request)
        if fault is not None:
            raise LOST
        return record

    def apply(self, intent: Intent, request: dict[str, Any]) -> KeyRecord | None:
        key = self._meant(request)
        if isinstance(intent, Removal) or (key is None and "id" in request):
            if key is None:
                raise KeyMissing(Problem("gone", "There is no such key."))
            self.keys.remove(key)
            return None
        key = key or self.has(_credential(request["key"]), _person(request.get("person", {})))
        key.pin = request.get("pin", key.pin)
        key.levels = (
            tuple(UUID(level) for level in request["access_levels"]) if "access_levels" in request else key.levels
        )
        return key.record()

    def has(self, credential: Identification | Code, person: Person, pin: str | None = None) -> Key:
        """Somebody else made this key."""
        key = Key(uuid4(), credential, Person(person.first_name, person.last_name, uuid4()), pin)
        self.keys.append(key)
        return key

    def of(self, credential: Identification | Code) -> tuple[str, str | None]:
        """Whose the card's key is, and its PIN."""
        (key,) = [key for key in self.keys if key.credential == credential]
        return key.person.full_name, key.pin

    def _meant(self, request: dict[str, Any]) -> Key | None:
        if "id" in request:
            return next((key for key in self.keys if str(key.key_id) == request["id"]), None)
        wanted = _credential(request["key"])
        return next((key for key in self.keys if key.credential == wanted), None)


def _credential(key: dict[str, Any]) -> Identification | Code:
    if key["type"] == bodies.CODE:
        return Code(key.get("identification") or f"made {uuid4()}")
    return parse_identification(key["identification"])


def _person(person: dict[str, Any]) -> Person:
    return Person(person.get("first_name", "Made"), person.get("last_name", "Up"))


@dataclass
class Station:
    """path: of the records. The clocks go by hand: `desk.clock` is the uptime."""

    path: Path
    service: Upserting = field(default_factory=Upserting)
    now: Callable[[], datetime] = lambda: NOW
    look_in_events: bool = False
    most_waiting: int = 50_000

    def __post_init__(self) -> None:
        self.desk = Desk(self.path, Clock(), most_waiting=self.most_waiting)
        register, store = self.desk.register, self.desk.outbox
        self.outbox = Outbox(self.service, store, register, self.now, lambda: 0.0)
        self.enroller = Enroller(self.service, self.outbox, register, self.now, look_in_events=self.look_in_events)
        self.keys = Keys(self.service, self.outbox, register, self.now)
        self.delivery = Delivery(self.service, store, self.outbox, self.now, fraction=lambda: 0.0)

    def enroll(self, person: Person, pin: Any, card: Identification = CARD) -> Outcome:
        return self.enroller.enroll(Order(card, person, pin))

    def pass_on(self, seconds: float) -> None:
        self.desk.clock.seconds += seconds

    def deliver(self) -> list[Outcome]:
        return [told.outcome for told in self.pump() if isinstance(told, Delivered)]

    def pump(self) -> list[Delivered | Standing]:
        return list(self.delivery.run(Event(), until_idle=True))

    def row(self, number: int) -> Operation:
        found = self.outbox.operation(number)
        assert found is not None
        return found
