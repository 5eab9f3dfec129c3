"""A key on its way to the doors: asked for until every door system has answered."""

from collections.abc import Callable, Iterator

from enroll_app.domain.enrollment import KeyStatus
from enroll_app.domain.operations import Outcome
from enroll_app.domain.ports import AccessService
from enroll_app.services.outbox import Outbox

# Waiting times between two questions for a key's status, in seconds; the last one is repeated. The vendor names no
# limit; a door system takes seconds.
WAITS_S = (0.3, 0.5, 1.0, 2.0, 4.0)


def follow(
    service: AccessService, outbox: Outbox, outcome: Outcome, wait: Callable[[float], bool]
) -> Iterator[KeyStatus]:
    """Ask for the status of an outcome's key until it is settled; yield each answer.

    outcome: with a record; its number 0 where no row is to be told. wait: sleeps so many seconds and returns True when
    it is time to give up. Raises ServiceError.
    """
    assert outcome.record is not None
    turn = 0
    while True:
        status = service.status(outcome.record.key_id)
        yield status
        if status.settled or wait(WAITS_S[min(turn, len(WAITS_S) - 1)]):
            if outcome.outbox_id:
                # Whose it is may have been heard anew since: only the state is written.
                outbox.propagated(outcome.outbox_id, status, outcome.problem)
            return
        turn += 1
