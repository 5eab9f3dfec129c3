"""How the service is, as far as this desk has heard: by its levels, by enrollments, and by what keeps the outbox still.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from enroll_app.domain.enrollment import State
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import ANSWERED, Outcome
from enroll_app.domain.ports import StoreError, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.desk import Desk
from enroll_app.services.wizard import Wizard
from enroll_app.ui.failures import problem_of
from enroll_app.ui.health import Condition, Health, starting
from enroll_app.ui.said import said
from enroll_app.ui.threads import Background
from enroll_app.ui.words import told

# Why an enrollment waits that have nothing to do with whether the service can be reached.
_OF_THE_STATION = frozenset(
    {
        "behind-another",
        "being-sent",
        "expired-while-waiting",
        "in-quarantine",
        "just-changed",
        "secret-elsewhere",
        "step-before-unanswered",
    }
)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was loaded at the start, or anew. failure: why the levels are those of before."""

    levels: tuple[AccessLevel, ...]
    notices: tuple[Problem, ...]
    failure: Exception | None = None


class Connection(QObject):
    """Signals: changed(); noticed(Problem), once for each thing that is to be told of the records.

    loading: the levels are being asked for. pause: why the outbox sends nothing at present; None where it does.
    """

    changed = Signal()
    noticed = Signal(object)

    def __init__(self, desk: Desk, wizard: Wizard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wizard = wizard
        self.loading = False
        self.pause: Problem | None = None
        # What was heard of the service last: in words only when it is asked for, for the language may change.
        self._well: bool | None = None
        self._failure: Problem | None = None
        self._records_fail = False
        self._noticed: set[str] = set()
        # Its own: a service that keeps the levels waiting must not hold up the saving of a card.
        self._background = Background(self)

    @property
    def health(self) -> Health:
        """How the service is, in words."""
        if self.pause is not None:
            return Health(Condition.ILL, self.tr("Nothing is sent"), told(self.pause))
        if self._well is None:
            return starting()[1]
        if self._well:
            return Health(Condition.WELL, said(self._desk.place))
        words = self.tr("The records cannot be used") if self._records_fail else self.tr("Not connected")
        return Health(Condition.ILL, words, told(self._failure))

    def load_levels(self) -> None:
        """Ask for the levels; those that were heard of before stand in where the service is away."""
        if self.loading:
            return
        self.loading = True
        self.changed.emit()
        self._background.run(self._ask, self._came)

    def heard_of(self, outcome: Outcome) -> None:
        """An enrollment came to this, which tells of the service too."""
        if outcome.state in ANSWERED:
            self._hear(None)
        elif outcome.state is State.SAVED and outcome.problem and outcome.problem.code not in _OF_THE_STATION:
            self._hear(outcome.problem)

    def _hear(self, failure: Problem | None, *, records: bool = False) -> None:
        """How the service is from now on. records: it is the station's records that fail."""
        self._well, self._failure, self._records_fail = failure is None, failure, records

    def rests(self, pause: Problem | None) -> bool:
        """The outbox sends nothing for this reason, or sends again; True where that is news."""
        before, self.pause = self.pause, pause
        if before is not None and pause is None and self._well is False:
            self.load_levels()
        return before != pause

    def cancel(self) -> None:
        """Ask for nothing any more."""
        self._background.cancel()

    def stop(self) -> None:
        """Wait for what is under way."""
        self._background.stop()

    def _ask(self) -> _Loaded:
        # The records first: what happened to them is told also where the service cannot be asked.
        station = self._desk.records()
        notices = self._desk.notices()
        try:
            return _Loaded(self._desk.enroller().levels(), notices)
        except (ServiceError, VaultError, InvalidInputError) as error:
            return _Loaded(station.enroller.remembered_levels(), notices, error)

    def _came(self, future: "Future[_Loaded]") -> None:
        self.loading = False
        failure = future.exception()
        if failure is None:
            loaded = future.result()
            self._wizard.know_levels(loaded.levels)
            failure = loaded.failure
            self._tell(loaded.notices)
        self._hear(problem_of(failure) if failure else None, records=isinstance(failure, StoreError))
        self.changed.emit()

    def _tell(self, notices: tuple[Problem, ...]) -> None:
        for notice in notices:
            if str(notice) not in self._noticed:
                self._noticed.add(str(notice))
                self.noticed.emit(notice)
