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
from enroll_app.ui.failures import words_of
from enroll_app.ui.health import Condition, Health, starting
from enroll_app.ui.threads import Background

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
        self._heard = starting()[1]
        self._noticed: set[str] = set()
        # Its own: a service that keeps the levels waiting must not hold up the saving of a card.
        self._background = Background(self)

    @property
    def health(self) -> Health:
        """How the service is, in words."""
        if self.pause is not None:
            return Health(Condition.ILL, self.tr("Nothing is sent"), str(self.pause))
        return self._heard

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
            self._heard = Health(Condition.WELL, self._desk.place)
        elif outcome.state is State.SAVED and outcome.problem and outcome.problem.code not in _OF_THE_STATION:
            self._heard = Health(Condition.ILL, self.tr("Not connected"), str(outcome.problem))

    def rests(self, pause: Problem | None) -> bool:
        """The outbox sends nothing for this reason, or sends again; True where that is news."""
        before, self.pause = self.pause, pause
        if before is not None and pause is None and self._heard.condition is Condition.ILL:
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
        if failure is None:
            self._heard = Health(Condition.WELL, self._desk.place)
        elif isinstance(failure, StoreError):
            self._heard = Health(Condition.ILL, self.tr("The records cannot be used"), words_of(failure))
        else:
            self._heard = Health(Condition.ILL, self.tr("Not connected"), words_of(failure))
        self.changed.emit()

    def _tell(self, notices: tuple[Problem, ...]) -> None:
        for notice in notices:
            if str(notice) not in self._noticed:
                self._noticed.add(str(notice))
                self.noticed.emit(notice)
