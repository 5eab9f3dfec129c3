"""What works with the service and the records of one desk, joined at the first call: a part of the composition root."""

import getpass
import socket
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from enroll_app.config import Settings
from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Counts, Intent
from enroll_app.domain.ports import AccessService, NoVaultError, StoreError, Vault, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, Secret

if TYPE_CHECKING:
    from ssl import SSLContext

    from enroll_app.api.client import IntServClient
    from enroll_app.domain.checkup import Sounding
    from enroll_app.services.station import Station
    from enroll_app.store.database import Database
    from enroll_app.training.child import TrainingChild


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


def place_of(url: str) -> str:
    """Whom a desk is connected to, for the eye; what stands before an @ may be a password."""
    return urlsplit(url).netloc.rpartition("@")[2] or url


class Parts:
    """The station with its service and its records, made at the first call and kept; from any thread."""

    def __init__(self, settings: Callable[[], Settings], vault: Vault) -> None:
        self._settings = settings
        self.vault = vault
        self._lock = Lock()
        self._station: Station | None = None
        self._database: Database | None = None
        self._notices: tuple[Problem, ...] = ()
        self._service: IntServClient | None = None

    def station(self) -> "Station":
        """Raises InvalidInputError when the settings do not do, VaultError, StoreError when the records fail."""
        station = self.records()
        self.service()
        return station

    def records(self) -> "Station":
        """The same, also where no service can be asked: it is looked for when it is needed. Raises StoreError."""
        with self._lock:
            if self._station is None:
                settings = self._settings()
                self._station = made_station(settings, _OnDemand(self.service), self._opened(settings))
            return self._station

    def service(self) -> "IntServClient":
        """The service's client. Raises InvalidInputError and VaultError."""
        with self._lock:
            return self._connected(self._settings())

    def notices(self) -> tuple[Problem, ...]:
        """What is to be told of the opening of the records, and of their being shortened. Raises StoreError."""
        with self._lock:
            self._opened(self._settings())
            return self._notices

    def door_cards(self, since: datetime) -> tuple[DoorEvent, ...]:
        """The cards that doors saw lately. Raises InvalidInputError and ServiceError."""
        from enroll_app.services.doors import door_cards

        return door_cards(self.service(), since)

    def counts(self) -> Counts:
        """How the outbox stands, and no more. Raises StoreError."""
        return self.records().outbox.counts()

    def sound(self) -> "Sounding":
        """Ask the service one harmless question, for a checkup; raises nothing for what it finds."""
        from enroll_app.api.probe import sound
        from enroll_app.domain.checkup import Sounding, Step

        settings = self._settings()
        try:
            trust = self._trust(settings)
            key = (settings.key or self._kept_key()) if settings.needs_key else None
        except InvalidInputError as error:
            return Sounding(Step.CERTIFICATE, error.problems[0])
        except VaultError as error:
            return Sounding(Step.KEY, error.problem)
        return sound(settings.url, key, trust=trust)

    def close(self) -> None:
        """End calls under way and let go of the file."""
        with self._lock:
            if self._service:
                self._service.close()
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

    def _connected(self, settings: Settings) -> "IntServClient":
        if self._service is None:
            from enroll_app.api.client import IntServClient

            self._service = IntServClient(
                url=settings.url,
                key=self._key(settings) if settings.needs_key else None,
                spelling=settings.spelling,
                trust=self._trust(settings),
                # The gateway alone writes it down; the service itself would not know the header.
                chain_head=self._chain_head if settings.client_certificate else None,
            )
        return self._service

    def _trust(self, settings: Settings) -> "SSLContext":
        from enroll_app.api.trust import make_trust

        certificate = settings.client_certificate
        return make_trust(
            ca=settings.ca,
            certificate=certificate,
            key=settings.client_key,
            passphrase=self._passphrase() if certificate else None,
        )

    def _chain_head(self) -> str:
        from enroll_app.store.history import SqlHistory

        assert self._database is not None
        return SqlHistory(self._database).head()

    def _passphrase(self) -> Secret | None:
        try:
            return self.vault.get(CLIENT_KEY_PASSPHRASE)
        except NoVaultError:
            # A key without a passphrase needs none; one with it says so by itself.
            return None

    def _key(self, settings: Settings) -> Secret:
        key = settings.key or self._kept_key()
        if key is None:
            raise InvalidInputError(
                Problem(
                    "no-api-key",
                    "No API key is set, so the service at {place} cannot be asked.",
                    "Put it into the vault with enroll-app key set, or into the environment variable "
                    "ENROLL_APP_API_KEY; or try the product with enroll-app --training.",
                    {"place": place_of(settings.url)},
                )
            )
        return key

    def _kept_key(self) -> Secret | None:
        try:
            return self.vault.get(API_KEY)
        except NoVaultError:
            return None


class TrainingParts(Parts):
    """The same on a training server, started at the first call, with a folder and secrets that go away."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(self._start, vault)
        self._folder = tempfile.TemporaryDirectory(prefix="enroll-training-", ignore_cleanup_errors=True)
        self.home = Path(self._folder.name)
        self._child: TrainingChild | None = None

    def _start(self) -> Settings:
        from enroll_app.training.child import start_child

        self._child = self._child or start_child()
        return Settings(self.home, self._child.url, Secret(self._child.key))

    def close(self) -> None:
        """End the training server and remove the folder too."""
        super().close()
        if self._child:
            self._child.stop()
        self._folder.cleanup()


class _OnDemand:
    """The port AccessService, whose client is made at the first call."""

    def __init__(self, made: "Callable[[], IntServClient]") -> None:
        self._made = made

    def body(self, intent: Intent) -> bytes:
        return self._made().body(intent)

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        return self._made().send(intent, body, secret)

    def status(self, key_id: UUID) -> KeyStatus:
        return self._made().status(key_id)

    def levels(self) -> tuple[AccessLevel, ...]:
        return self._made().levels()

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        return self._made().events(since, continuation, until=until)


def made_station(
    settings: Settings, service: AccessService, database: "Database", clock: Callable[[], datetime] = now
) -> "Station":
    """The use cases over this service and these records. Raises StoreError."""
    from enroll_app.services.delivery import Delivery
    from enroll_app.services.enroll import Enroller
    from enroll_app.services.history import HistoryBook
    from enroll_app.services.keys import Keys
    from enroll_app.services.outbox import Outbox
    from enroll_app.services.station import Station
    from enroll_app.store.history import SqlHistory
    from enroll_app.store.outbox import SqlOutbox
    from enroll_app.store.register import SqlRegister

    store, register = SqlOutbox(database), SqlRegister(database)
    outbox = Outbox(service, store, register, clock)
    history = HistoryBook(SqlHistory(database), clock, settings.zone or system_zone())
    enroller = Enroller(
        service, outbox, register, clock, look_in_events=settings.look_in_events, probe_first=settings.probe_first
    )
    delivery = Delivery(service, store, outbox, clock)
    return Station(enroller, Keys(service, outbox, register, clock), outbox, delivery, history)


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
