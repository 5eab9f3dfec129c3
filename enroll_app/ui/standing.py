"""How a desk is, for whoever shows it: its readers, its service, its outbox."""

from PySide6.QtCore import QObject

from drivers.reader import ReaderInfo
from enroll_app.domain.operations import Counts
from enroll_app.domain.problems import Problem
from enroll_app.ui.connection import Connection
from enroll_app.ui.enrolling import Enrolling
from enroll_app.ui.health import Health
from enroll_app.ui.held_cards import HeldCards
from enroll_app.ui.listening import Listening


class Standing(QObject):
    """A part of the session, which sets what is asked here."""

    _readers: Listening
    _connection: Connection
    _enrolling: Enrolling

    @property
    def listening(self) -> tuple[ReaderInfo, ...]:
        """The readers that are listened to, as they are now."""
        return self._readers.readers

    @property
    def reader_health(self) -> Health:
        """How the readers are."""
        return self._readers.health

    @property
    def service_health(self) -> Health:
        """How the service is."""
        return self._connection.health

    @property
    def pause(self) -> Problem | None:
        """Why the outbox sends nothing at present; None where it does."""
        return self._connection.pause

    @property
    def levels_loading(self) -> bool:
        """Whether the levels are being asked for."""
        return self._connection.loading

    @property
    def counts(self) -> Counts:
        """How the outbox stands."""
        return self._enrolling.counts

    @property
    def restorable(self) -> bool:
        """Whether the conflict on the result page can be undone, with a new PIN."""
        return self._enrolling.restorable

    @property
    def held_cards(self) -> HeldCards:
        """The cards that were left behind before they were delivered."""
        return self._enrolling.held_cards
