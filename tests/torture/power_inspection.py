"""A station as the product finds it when the power is back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from enroll_app.domain.operations import ANSWERED, Claimed, SecretState
from enroll_app.domain.ports import StoreError
from enroll_app.domain.secret import SecretPlace
from enroll_app.store.database import Database
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.sealing import Sealer
from enroll_app.store.vault import StationVault
from tests.torture.client import FILE, now, quick_uptime
from tests.torture.stage import SPEED

_ANSWERED = frozenset(state.value for state in ANSWERED)


def inspect(home: Path, vault: Path, told: Sequence[tuple[int, str]], pin: str) -> list[str]:
    """What is wrong. told: numbers that were acknowledged, and the states that a person was told; empty for none."""
    uptime = quick_uptime(SPEED)
    try:
        sealer = Sealer(StationVault(vault, SecretPlace.FILE))
        database = Database(
            home / FILE, uptime=lambda: replace(uptime(), seconds=uptime().seconds + 7200.0), sealer=sealer
        )
    except StoreError as error:
        return [f"the station does not open: {error}"]
    try:
        wrong = [f"a person is told: {notice}" for notice in database.notices]
        return wrong + _rows(SqlOutbox(database), told, pin)
    finally:
        database.close()


def _rows(store: SqlOutbox, told: Sequence[tuple[int, str]], pin: str) -> list[str]:
    store.renew(now())
    wrong = []
    for number, state in told:
        operation = store.operation(number)
        if operation is None:
            wrong.append(f"{number} was acknowledged and is not there")
        elif state in _ANSWERED and operation.state not in ANSWERED:
            wrong.append(f"{number} was told to be {state} and is {operation.state}")
    for number in {number for number, _ in told}:
        operation = store.operation(number)
        if operation is None or not operation.waiting:
            continue
        given = store.claim(number, now())
        if not isinstance(given, Claimed):
            wrong.append(f"{number} waits, and cannot be sent: {given.problem}")
        elif operation.secret is not SecretState.KEPT or given.secret is None or given.secret.reveal() != pin:
            wrong.append(f"{number} waits, and its PIN is lost")
    return wrong
