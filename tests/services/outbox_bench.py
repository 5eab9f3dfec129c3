"""A station on fakes, whose clock can be put forward, and who and what there is in the tests of the outbox."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from enroll_app.domain.enrollment import KeyRecord, Order
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Operation, Outcome
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import OutcomeUnknown, Unreachable
from enroll_app.services.enroll import OnConflict
from enroll_app.services.station import Station
from tests.services.fakes import KEY_ID, NOW, FakeOutboxStore, FakeRegister, FakeService, fake_station

CARD = parse_identification("EM:1234567890")
ANNA, BO = Person("Anna", "Berg"), Person("Bo", "Ek", UUID(int=9))
ORDER = Order(CARD, ANNA, Pin("8642"))
MAIN = AccessLevel(UUID(int=1), "Main door", "abc123-001")
SIDE = AccessLevel(UUID(int=2), "Side door", "abc123-001")
AWAY = Unreachable(Problem("away", "The service is away."))
LOST = OutcomeUnknown(Problem("lost", "No answer came."))
BOS_KEY = KeyRecord(KEY_ID, CARD.decimal, CARD, BO)


@dataclass
class Bench:
    """A station on fakes, whose clock can be put forward."""

    now: datetime = NOW
    service: FakeService = field(default_factory=FakeService)
    store: FakeOutboxStore = field(default_factory=FakeOutboxStore)

    def station(self, *, look_in_events: bool = False, probe_first: bool = False) -> Station:
        return fake_station(
            self.service, self.store, now=lambda: self.now, look_in_events=look_in_events, probe_first=probe_first
        )

    @property
    def register(self) -> FakeRegister:
        return self.store.register

    def row(self, number: int) -> Operation:
        return self.store.rows[number].operation

    def enroll(self, order: Order = ORDER, on_conflict: OnConflict = OnConflict.STOP) -> Outcome:
        return self.station().enroller.enroll(order, "desk reader", on_conflict=on_conflict)
