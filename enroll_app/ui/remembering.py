"""What the desk remembers and what it is set to, on the window's thread: read at once, written behind."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from enroll_app.domain.memory import Memory
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.roles import Role
from enroll_app.domain.settings_values import Value
from enroll_app.services.desk import Desk
from enroll_app.ui.threads import Background

_LOG = logging.getLogger(__name__)


class Remembering(QObject):
    """Signals: preferred(Preferences) when the window's settings are other ones; remembered(Memory) likewise.

    preferences, memory: as they are now.
    """

    preferred = Signal(object)
    remembered = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = Background(self, workers=1)
        self._writes = 0
        self.preferences: Preferences = desk.settings.preferences()
        self.memory: Memory = desk.memory.load()

    def remember(self, memory: Memory) -> None:
        """Remember this from now on."""
        if memory == self.memory:
            return
        self.memory = memory
        self.remembered.emit(memory)
        self._background.run(lambda: self._desk.memory.keep(memory), self._kept)

    def change(self, changes: Mapping[str, Value | None], then: Callable[[Exception | None], None]) -> None:
        """Change settings, by their names as `window.language`; `then` gets what is wrong, None when all is well."""
        self.change_by(lambda: changes, then)

    def change_by(
        self, make: Callable[[], Mapping[str, Value | None]], then: Callable[[Exception | None], None]
    ) -> None:
        """The same with changes that take their time to be made, off the window's thread."""
        self._write(lambda: self._desk.settings.change(make()), then)

    @property
    def writing(self) -> bool:
        """Whether settings are being written."""
        return self._writes > 0

    def keep_roles(self, roles: Sequence[Role], then: Callable[[Exception | None], None]) -> None:
        """These are the desk's roles from now on."""
        self._write(lambda: self._desk.settings.keep_roles(roles), then)

    def _write(self, act: Callable[[], None], then: Callable[[Exception | None], None]) -> None:
        def write() -> Preferences:
            act()
            return self._desk.settings.preferences()

        def done(future: Future[Preferences]) -> None:
            self._writes -= 1
            failure = future.exception()
            if failure is None and future.result() != self.preferences:
                self.preferences = future.result()
                self.preferred.emit(self.preferences)
            if failure is not None and not isinstance(failure, InvalidInputError):
                _LOG.error("settings could not be written: %s", type(failure).__name__, exc_info=failure)
            then(failure if isinstance(failure, Exception) else None)

        self._writes += 1
        self._background.run(write, done)

    def _kept(self, future: Future[None]) -> None:
        failure = future.exception()
        if failure is not None:
            # Nothing that anybody would miss; the next day begins as a new desk does.
            _LOG.warning("what the desk remembers could not be written: %s", type(failure).__name__)

    def stop(self) -> None:
        """Write what was asked for, and wait for it."""
        self._background.finish()
