"""Ends this very process at a named step of an enrollment, from around the product.

By proxies of its ports and by the database library's events: the product knows nothing of it.
"""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event

from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Blocked, Claimed, Intent, Operation, Settlement, Step
from enroll_app.domain.ports import AccessService, OutboxStore
from enroll_app.domain.secret import Secret
from tests.torture.power_trace import SYNC, UNLINK, Watch

STEPS = (
    "before the journal",
    "in the save, before its commit",
    "saved, before it is told",
    "told, before the first byte",
    "waiting, before the claim",
    "in the claim, before its commit",
    "claimed, before the first byte",
    "the body is over there",
    "answered, before it is written down",
    "in writing the answer down, before its commit",
    "in that commit, while the secret is wiped",
    "written down, before it is told",
)
CLAIMED_LATER = STEPS[4:7]
"""These happen to a row that was saved before, by another process: it is claimed by itself."""
AT_THE_SERVICE = STEPS[7]
"""The service ends the client here: it alone knows when it has the whole body."""
_JOURNAL_DELETED = "delete"
_WRITES = "enroll_write"
"""What `store.database` marks its writing transactions with."""


class Killer:
    """Ends the process when it comes to the step that was named. step: empty for never. turn: the how-manieth time."""

    def __init__(self, step: str, watch: Watch | None, turn: int = 1) -> None:
        self._step = step
        self._turns = turn
        self._watch = watch
        self._thread = _Thread()
        event.listen(Engine, "commit", self._commit)

    def at(self, step: str) -> None:
        """Die, if this is the step."""
        if step == self._step:
            self._turns -= 1
        if step == self._step and not self._turns:
            os.kill(os.getpid(), signal.SIGKILL)

    def within(self, what: str, mode: Callable[[], str] | None = None) -> None:
        """What is being written from now on: "save", "claim", "settle", or nothing."""
        self._thread.within = what
        if what == "settle" and self._step == STEPS[10] and self._watch and mode:
            self._turns -= 1
            if self._turns:
                return
            # A rollback journal is deleted at the very end: all is written by then, and none of it counts yet. Nor does
            # what a write-ahead log has before it was synced.
            self._watch.kill_before(*((UNLINK, 1) if mode() == _JOURNAL_DELETED else (SYNC, 1)))

    def _commit(self, connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            self.at({"save": STEPS[1], "claim": STEPS[5], "settle": STEPS[9]}.get(self._thread.within, "-"))


class _Thread(threading.local):
    """What a thread is doing; others do other things."""

    within = ""


class KillingService:
    """The port AccessService over another one."""

    def __init__(self, service: AccessService, killer: Killer) -> None:
        self._service = service
        self._killer = killer

    def body(self, intent: Intent) -> bytes:
        return self._service.body(intent)

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        self._killer.at(STEPS[6])
        try:
            return self._service.send(intent, body, secret)
        finally:
            self._killer.at(STEPS[8])

    def status(self, key_id: UUID) -> KeyStatus:
        return self._service.status(key_id)

    def levels(self) -> tuple[AccessLevel, ...]:
        return self._service.levels()

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        return self._service.events(since, continuation, until=until)


class KillingStore:
    """The port OutboxStore over another one; all but what is written here is passed on as it is.

    tell: is told of each row that was saved. mode: how the file is journaled.
    """

    def __init__(
        self,
        store: OutboxStore,
        killer: Killer,
        tell: Callable[[str, Operation], None],
        mode: Callable[[], str],
    ) -> None:
        self._store = store
        self._killer = killer
        self._tell = tell
        self._mode = mode

    def save(
        self,
        steps: Sequence[Step],
        reader: str,
        at: datetime,
        *,
        claim: bool = False,
        settlement: Settlement | None = None,
    ) -> tuple[Operation, ...]:
        return self._saved(lambda: self._store.save(steps, reader, at, claim=claim, settlement=settlement), reader)

    def supersede(
        self,
        number: int,
        steps: Sequence[Step],
        settlement: Settlement,
        at: datetime,
        *,
        claim: bool = False,
        dropping: int | None = None,
    ) -> tuple[Operation, ...]:
        saved = partial(self._store.supersede, number, steps, settlement, at, claim=claim, dropping=dropping)
        return self._saved(saved, "")

    def _saved(self, save: Callable[[], tuple[Operation, ...]], reader: str) -> tuple[Operation, ...]:
        self._killer.at(STEPS[0])
        self._killer.within("save")
        rows = save()
        self._killer.within("")
        self._killer.at(STEPS[2])
        for row in rows:
            self._tell(reader or row.reader, row)
        self._killer.at(STEPS[3])
        return rows

    def claim(self, number: int, at: datetime) -> Claimed | Blocked:
        self._killer.at(STEPS[4])
        self._killer.within("claim")
        given = self._store.claim(number, at)
        self._killer.within("")
        return given

    def settle(self, number: int, settlement: Settlement, at: datetime) -> None:
        self._killer.within("settle", self._mode)
        self._store.settle(number, settlement, at)
        self._killer.within("")
        self._killer.at(STEPS[11])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
