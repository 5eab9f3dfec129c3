"""What works with the service and the records of one desk, joined at the first call: a part of the composition root."""

import getpass
import socket
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from enroll_app.config.settings import Settings
from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.operations import Counts
from enroll_app.domain.ports import AccessService, StoreError, Vault
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import Unreachable
from enroll_app.service_link import ServiceLink

if TYPE_CHECKING:
    from enroll_app.api.client import IntServClient
    from enroll_app.domain.checkup import Sounding
    from enroll_app.services.station import Station
    from enroll_app.store.database import Database
    from enroll_app.training.child import TrainingChild

T = TypeVar("T")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def system_zone() -> tzinfo:
    """The time zone of this computer. Raises InvalidInputError."""
    import tzlocal

    try:
        return tzlocal.get_localzone()
    except (LookupError, ValueError, OSError) as error:
        problem = Problem(
            "time-zone-unknown",
            "This computer does not say which time zone it is in ({reason}).",
            'Set it in settings.toml: [desk] time_zone = "Europe/Stockholm".',
            {"reason": str(error)},
        )
        raise InvalidInputError(problem) from error


class Parts:
    """The station with its service and its records, made at the first call and kept; from any thread."""

    def __init__(self, settings: Callable[[], Settings], vault: Vault) -> None:
        self._settings = settings
        self.vault = vault
        self._lock = Lock()
        self._station: Station | None = None
        self._database: Database | None = None
        self._notices: tuple[Problem, ...] = ()
        self._link: ServiceLink = ServiceLink(settings, vault, self._chain_head)

    def station(self) -> "Station":
        """Raises InvalidInputError when the settings do not do, VaultError, StoreError when the records fail."""
        station = self.records()
        self._link.connected()
        return station

    def records(self) -> "Station":
        """The same, also where no service can be asked: it is looked for when it is needed. Raises StoreError."""
        with self._lock:
            if self._station is None:
                from enroll_app.origins import take_up

                settings = self._settings()
                database = self._opened(settings)
                station = made_station(settings, self._link, database)
                take_up(settings.url, database, station.outbox)
                self._station = station
            return self._station

    def notices(self) -> tuple[Problem, ...]:
        """What is to be told of the opening of the records, and of their being shortened. Raises StoreError."""
        with self._lock:
            self._opened(self._settings())
            return self._notices

    def door_cards(self, since: datetime) -> tuple[DoorEvent, ...]:
        """The cards that doors saw lately. Raises InvalidInputError and ServiceError."""
        from enroll_app.services.doors import door_cards

        return door_cards(self._link, since)

    def counts(self) -> Counts:
        """How the outbox stands, and no more. Raises StoreError."""
        return self.records().outbox.counts()

    def sound(self) -> "Sounding":
        """Ask the service one harmless question, for a checkup; raises nothing for what it finds."""
        return self._link.sound()

    def move_away(self, away: bool) -> None:  # noqa: FBT001  the one thing that it says
        """Whether the secrets are for another service by now; then this desk's own gets nothing more of them."""
        self._link.move_away(away)

    def send_along(self, url: str) -> None:
        """What waits is meant for the service of this address from now on, by a person's word. Raises StoreError."""
        from enroll_app.origins import origin_of
        from enroll_app.store.origin import Origin

        with self._lock:
            Origin(self._opened(self._settings())).write(origin_of(url))

    def close(self) -> None:
        """End calls under way and let go of the file."""
        with self._lock:
            self._link.close()
            if self._database:
                self._database.close()

    def _opened(self, settings: Settings) -> "Database":
        if self._database is None:
            from enroll_app.store.database import Database
            from enroll_app.store.sealing import Sealer
            from enroll_app.store.uptime import system_uptime

            self._database = Database(
                settings.database,
                uptime=system_uptime,
                operator=_operator(),
                desk=settings.desk_name or socket.gethostname(),
                sealer=Sealer(self.vault),
            )
            self._notices = (*self._database.notices, *_retained(self._database, settings))
        return self._database

    def _chain_head(self) -> str:
        from enroll_app.store.history import SqlHistory

        with self._lock:
            database = self._opened(self._settings())
        return SqlHistory(database).head()


class PracticeLink(ServiceLink):
    """The way to a training server. cut: whether nothing gets through."""

    cut = False

    def _asked(self, ask: "Callable[[IntServClient], T]") -> T:
        if self.cut:
            cause, remedy = "The line to the training server is cut.", "Join it again in the settings, under Training."
            raise Unreachable(Problem("practice-line-cut", cause, remedy))
        return super()._asked(ask)


class TrainingParts(Parts):
    """The same on a training server, started at the first call, with a folder and secrets that go away."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(self._start, vault)
        self._link = self.line = PracticeLink(self._start, vault, self._chain_head)
        self._folder = tempfile.TemporaryDirectory(prefix="enroll-training-", ignore_cleanup_errors=True)
        self.home = Path(self._folder.name)
        self._child: TrainingChild | None = None
        self._starting = Lock()

    def _start(self) -> Settings:
        from enroll_app.training.child import start_child

        with self._starting:
            self._child = self._child or start_child()
        return Settings(self.home, self._child.url, Secret(self._child.key))

    def hold_to_door(self, identification: str, allowed: bool) -> None:  # noqa: FBT001  what the door finds
        """Let a card be seen at a door of the training server; blocks. Raises OSError."""
        from enroll_app.training.practice_door import hold_to_door

        if self._child is not None:
            hold_to_door(self._child, identification, allowed=allowed)

    def close(self) -> None:
        """End the training server and remove the folder too."""
        super().close()
        if self._child:
            self._child.stop()
        self._folder.cleanup()


def made_station(
    settings: Settings, service: AccessService, database: "Database", clock: Callable[[], datetime] = now
) -> "Station":
    """The use cases over this service and these records. Raises StoreError."""
    from enroll_app.services.delivery import Delivery
    from enroll_app.services.enroll import Enroller
    from enroll_app.services.history import HistoryBook
    from enroll_app.services.keys import Keys
    from enroll_app.services.outbox import Outbox
    from enroll_app.services.people import People
    from enroll_app.services.station import Station
    from enroll_app.store.history import SqlHistory
    from enroll_app.store.outbox import SqlOutbox
    from enroll_app.store.register import SqlRegister

    store, register = SqlOutbox(database), SqlRegister(database)
    outbox = Outbox(service, store, register, clock)
    records = SqlHistory(database)
    history = HistoryBook(records, clock, settings.zone or system_zone())
    enroller = Enroller(
        service, outbox, register, clock, look_in_events=settings.look_in_events, probe_first=settings.probe_first
    )
    delivery = Delivery(service, store, outbox, clock)
    people = People(records, register)
    return Station(enroller, Keys(service, outbox, register, clock), outbox, delivery, history, people)


def _retained(database: "Database", settings: Settings) -> tuple[Problem, ...]:
    """Forget what is too old; where that fails, the desk works on, and is told why."""
    if not settings.keep_days:
        return ()
    from enroll_app.services.history import HistoryBook
    from enroll_app.store.history import SqlHistory

    try:
        HistoryBook(SqlHistory(database), now, settings.zone or UTC).apply_retention(settings.keep_days)
    except StoreError as error:
        return (error.problem,)
    return ()


def _operator() -> str:
    """Who works here, as the system knows them; empty where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
