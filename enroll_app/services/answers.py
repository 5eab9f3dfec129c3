"""What came of attempts, on its way to the disk: kept in memory where the disk is full, and written down later."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from enroll_app.domain.operations import Operation, Settlement
from enroll_app.domain.ports import NotClaimedError, OutboxStore, StoreError


@dataclass(frozen=True, slots=True)
class _Unwritten:
    """claimed: the operation as it was then, so that no later attempt is told what came of this one."""

    claimed: Operation
    settlement: Settlement
    at: datetime


class Answers:
    """Writes down what came of attempts. Usable from any thread.

    An operation stays as being sent, and whatever else there is of its card waits, until its answer is on disk. So what
    could not be written is written at the next occasion. Where this process ends before, nothing is lost but time: the
    operation counts as unknown then, as after any end in the middle of a request.
    """

    def __init__(self, store: OutboxStore) -> None:
        self._store = store
        self._lock = Lock()
        self._unwritten: dict[int, _Unwritten] = {}

    def write(self, operation: Operation, settlement: Settlement, at: datetime) -> None:
        """Write it down, now or later. operation: as it was claimed. Raises StoreError where it is later."""
        try:
            self._store.settle(operation.number, settlement, at)
        except NotClaimedError:
            raise
        except StoreError:
            with self._lock:
                self._unwritten[operation.number] = _Unwritten(operation, settlement, at)
            raise
        self.catch_up()

    def catch_up(self) -> None:
        """Write down what could not be written before; raises nothing where that fails again."""
        if not self._unwritten:
            return
        with self._lock:
            for number, kept in list(self._unwritten.items()):
                try:
                    if _is_still(kept.claimed, self._store.operation(number)):
                        self._store.settle(number, kept.settlement, kept.at)
                except NotClaimedError:
                    # It was written after all, although the disk said otherwise.
                    pass
                except StoreError:
                    return
                del self._unwritten[number]


def _is_still(claimed: Operation, now: Operation | None) -> bool:
    """Whether an operation is still on the way that it was claimed for."""
    return now is not None and (now.attempts, now.state) == (claimed.attempts, claimed.state)
