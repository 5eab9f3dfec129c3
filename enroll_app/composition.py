"""The composition root: the one place that knows every part and joins them."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from enroll_app.config import Settings, load_settings
from enroll_app.domain.identification import Spelling
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller

if TYPE_CHECKING:
    from drivers.reader import Reader, ReaderInfo
    from enroll_app.api.client import IntServClient
    from enroll_app.store.enrollments import SqlEnrollmentStore
    from enroll_app.training.child import TrainingChild


def make_desk(readers: tuple[str, ...] = ()) -> Desk:
    """The desk as it is set. readers: addresses that take the place of those in the settings.

    Raises InvalidInputError.
    """
    settings = load_settings()
    parts = _Parts(lambda: settings)
    return Desk(
        enroller=parts.enroller,
        open_readers=_open_readers,
        find_readers=_find_readers,
        readers=readers or settings.readers,
        zone=settings.zone or _system_zone(),
        now=_now,
        place=urlsplit(settings.url).netloc or settings.url,
        spelling=settings.spelling,
        close=parts.close,
        home=settings.home,
    )


def training_desk(readers: tuple[str, ...] = ()) -> Desk:
    """A desk on which nothing is real: a training server of its own, a virtual reader, and a folder that goes away.

    readers: real readers that are to be listened to as well. Raises InvalidInputError.
    """
    from enroll_app.training.practice import PracticeReader

    practice = PracticeReader()
    parts = _TrainingParts()

    def open_readers(uris: Sequence[str]) -> "Reader":
        if not uris:
            return practice.reader
        from drivers.many import ManyReaders
        from drivers.opening import open_reader

        return ManyReaders([practice.reader, *map(open_reader, uris)])

    return Desk(
        enroller=parts.enroller,
        open_readers=open_readers,
        find_readers=lambda: [practice.reader.info],
        readers=readers,
        zone=_system_zone(),
        now=_now,
        place="Training server",
        spelling=Spelling.HEX,
        close=parts.close,
        home=parts.home,
        practice_tap=practice.tap,
    )


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


def _open_readers(uris: Sequence[str]) -> "Reader":
    from drivers.opening import open_readers

    return open_readers(uris)


def _find_readers() -> "Sequence[ReaderInfo]":
    from drivers.opening import find_readers

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
                self._service = _service(settings)
                self._store = self._store or _store(settings)
                self._enroller = Enroller(self._service, self._store, _now)
            return self._enroller

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
                {"place": urlsplit(settings.url).netloc or settings.url},
            )
        )
    return settings.key


def _store(settings: Settings) -> "SqlEnrollmentStore":
    from enroll_app.store.enrollments import SqlEnrollmentStore

    return SqlEnrollmentStore(settings.database)
