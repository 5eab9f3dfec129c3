"""The composition root: the one place that knows every part and joins them."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from enroll_app.config import SETTINGS_FILE, Settings, bare_settings, load_settings
from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.identification import Spelling
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.tap import Tap
from enroll_app.services.attached import attached
from enroll_app.services.desk import Desk
from enroll_app.services.doors import door_cards
from enroll_app.services.enroll import Enroller
from enroll_app.services.profiles import ProfileBook

if TYPE_CHECKING:
    from drivers.reader import Reader, ReaderInfo
    from drivers.uri import ReaderUri
    from enroll_app.api.client import IntServClient
    from enroll_app.domain.checkup import Sounding
    from enroll_app.services.checkup import Checkup
    from enroll_app.services.reader_checks import StateOf
    from enroll_app.store.enrollments import SqlEnrollmentStore
    from enroll_app.training.child import TrainingChild


def make_desk(readers: tuple[str, ...] = ()) -> Desk:
    """The desk as it is set. readers: addresses that take the place of those in the settings.

    Raises InvalidInputError.
    """
    settings = load_settings()
    parts = _Parts(lambda: settings)
    profiles = _profiles(settings.home)
    return Desk(
        enroller=parts.enroller,
        open_readers=lambda uris: _as_one(_strict(uris, profiles)),
        open_forgiving=lambda uris: _as_one(_reopening(uris, profiles)),
        find_readers=lambda: attached(_find_readers(), readers or settings.readers),
        readers=readers or settings.readers,
        zone=settings.zone or _system_zone(),
        now=_now,
        place=_place(settings.url),
        spelling=settings.spelling,
        close=parts.close,
        home=settings.home,
        profiles=profiles,
        signal=_signal,
        door_cards=parts.door_cards,
        dual=settings.dual_technology,
    )


def make_checkup() -> "Checkup":
    """A checkup of this desk, whatever is wrong with its settings."""
    from enroll_app.services.checkup import Checkup, Surroundings

    faults: tuple[Problem, ...] = ()
    try:
        settings = load_settings()
    except InvalidInputError as error:
        settings, faults = bare_settings(), error.problems

    def sound() -> "Sounding":
        from enroll_app.api.probe import sound

        return sound(settings.url, settings.key)

    return Checkup(
        Surroundings(
            home=settings.home,
            settings_file=settings.home / SETTINGS_FILE,
            faults=(*faults, *_profile_faults(settings)),
            key=settings.key,
            readers=settings.readers,
            zone=lambda: settings.zone or _system_zone(),
            now=_now,
            find_readers=_find_readers,
            sound=sound if settings.url else None,
        ),
        state_of=_state_with_profile(_profiles(settings.home)),
    )


def training_desk(readers: tuple[str, ...] = ()) -> Desk:
    """A desk on which nothing is real: a training server of its own, a virtual reader, and a folder that goes away.

    readers: real readers that are to be listened to as well. Raises InvalidInputError.
    """
    from enroll_app.training.practice import PracticeReader

    practice = PracticeReader()
    parts = _TrainingParts()
    profiles = _profiles(parts.home)

    return Desk(
        enroller=parts.enroller,
        open_readers=lambda uris: _as_one([practice.reader, *_strict(uris, profiles)]),
        open_forgiving=lambda uris: _as_one([practice.reader, *_reopening(uris, profiles)]),
        find_readers=lambda: attached([practice.reader.info], readers),
        readers=readers,
        zone=_system_zone(),
        now=_now,
        place="Training server",
        spelling=Spelling.HEX,
        close=parts.close,
        home=parts.home,
        profiles=profiles,
        signal=_signal,
        door_cards=parts.door_cards,
        practice_tap=practice.tap,
    )


def _place(url: str) -> str:
    """Whom a desk is connected to, for the eye; what stands before an @ may be a password."""
    return urlsplit(url).netloc.rpartition("@")[2] or url


def _now() -> datetime:
    return datetime.now(UTC)


def _system_zone() -> tzinfo:
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


def _opened(uri: str, profiles: ProfileBook, but_not: Sequence[str] = ()) -> "Reader":
    """The reader at an address, with what its profile knows of the line."""
    from drivers.opening import open_address
    from drivers.uri import parse

    return open_address(profiles.resolved(parse(uri)), but_not=but_not)


def _strict(uris: Sequence[str], profiles: ProfileBook) -> "list[Reader]":
    from drivers.distinct import distinct

    return [_opened(one.uri, profiles, one.but_not) for one in distinct(uris)]


def _reopening(uris: Sequence[str], profiles: ProfileBook) -> "list[Reader]":
    from drivers.distinct import distinct
    from enroll_app.services.reopening import ReopeningReader

    return [
        ReopeningReader(one.uri, partial(_opened, profiles=profiles, but_not=one.but_not)) for one in distinct(uris)
    ]


def _profile_faults(settings: Settings) -> tuple[Problem, ...]:
    """What is wrong with the profiles of this station, and with the names of those that its readers are to have.

    An address that cannot be understood is told by the check of the readers.
    """
    from drivers.errors import BadReaderUri
    from drivers.uri import parse

    profiles = _profiles(settings.home)
    faults: list[Problem] = []
    try:
        faults += profiles.faults()
        for uri in settings.readers:
            with suppress(BadReaderUri):
                profiles.resolved(parse(uri))
    except InvalidInputError as error:
        faults += error.problems
    except StoreError as error:
        faults.append(error.problem)
    return tuple(faults)


def _state_with_profile(profiles: ProfileBook) -> "StateOf":
    """Whether a reader can be used now: what it is, and whether its profile is known."""
    from drivers.reader import State
    from drivers.reader_state import state_of

    def state(address: "ReaderUri", found: "Sequence[ReaderInfo]") -> "ReaderInfo":
        info = state_of(address, found)
        try:
            profiles.resolved(address)
        except (InvalidInputError, StoreError) as error:
            return replace(info, state=State.ABSENT, hint=str(error))
        return info

    return state


def _as_one(readers: "Sequence[Reader]") -> "Reader":
    from drivers.opening import as_one

    return as_one(readers)


def _profiles(home: Path) -> ProfileBook:
    from enroll_app.resource_files import RESOURCES
    from enroll_app.store.profiles import ProfileFiles

    return ProfileBook(ProfileFiles(RESOURCES / "profiles", home))


def _signal(tap: Tap) -> None:
    """Light and buzzer of the reader where the card lies."""
    from drivers.pcsc_signals import Signal, signal

    signal(tap.card.reader, Signal.BAD if tap.verdict.refused else Signal.GOOD)


def _find_readers() -> "Sequence[ReaderInfo]":
    from drivers.finding import find_readers

    return find_readers()


class _Parts:
    """The enroller with its service and its store, made at the first call and kept; from any thread."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._lock = Lock()
        self._enroller: Enroller | None = None
        self._store: SqlEnrollmentStore | None = None
        self._service: IntServClient | None = None

    def enroller(self) -> Enroller:
        """Raises InvalidInputError when the settings do not do, StoreError when the records cannot be used."""
        with self._lock:
            if self._enroller is None:
                settings = self._settings()
                self._service = self._service or _service(settings)
                self._store = self._store or _store(settings)
                self._enroller = Enroller(self._service, self._store, _now)
            return self._enroller

    def door_cards(self, since: datetime) -> tuple[DoorEvent, ...]:
        """The cards that doors saw lately. Raises InvalidInputError and ServiceError."""
        with self._lock:
            self._service = service = self._service or _service(self._settings())
        return door_cards(service, since)

    def close(self) -> None:
        """End calls under way and let go of the file."""
        with self._lock:
            if self._service:
                self._service.close()
            if self._store:
                self._store.close()


class _TrainingParts(_Parts):
    """The same on a training server, started at the first call, and a folder that goes away."""

    def __init__(self) -> None:
        super().__init__(self._start)
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


def _service(settings: Settings) -> "IntServClient":
    from enroll_app.api.client import IntServClient

    return IntServClient(url=settings.url, key=_key(settings), spelling=settings.spelling)


def _key(settings: Settings) -> Secret:
    if settings.key is None:
        raise InvalidInputError(
            Problem(
                "no-api-key",
                "No API key is set, so the service at {place} cannot be asked.",
                "Put it into the environment variable ENROLL_APP_API_KEY, or try the product with "
                "enroll-app --training.",
                {"place": _place(settings.url)},
            )
        )
    return settings.key


def _store(settings: Settings) -> "SqlEnrollmentStore":
    from enroll_app.store.enrollments import SqlEnrollmentStore

    return SqlEnrollmentStore(settings.database)
