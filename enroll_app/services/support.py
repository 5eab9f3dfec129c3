"""A call for help: a few lines for whoever is asked, and the bundle. No names, card numbers or secrets in either."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enroll_app import __version__
from enroll_app.domain.operations import Counts, Operation
from enroll_app.domain.problems import Problem

if TYPE_CHECKING:
    from enroll_app.services.checkup import Checkup


def call_for_help(now: datetime, counts: Counts, pause: Problem | None, operation: Operation | None) -> str:
    """How the outbox stands, and one row of it, in a few lines for a helper who is told them on the telephone.

    In English and by codes, as the log and the bundle are: the facts of a problem may name people, so none are told.
    """
    lines = [
        f"Enroll {__version__}, {now:%Y-%m-%d %H:%M} UTC",
        f"Outbox: {counts.waiting} waiting, {counts.unconfirmed} not confirmed, {counts.needing} need somebody",
    ]
    if pause is not None:
        lines.append(f"Nothing is sent at present: {pause.code}")
    if operation is not None:
        lines.append(
            f"Number {operation.number}: {operation.purpose.value}, {operation.state.value}, "
            f"since {operation.created_at:%Y-%m-%d %H:%M} UTC, tried {operation.attempts}, "
            f"of these without an answer {operation.unknowns}"
        )
        lines += [f"{what}: {one.code}" for what, one in _problems(operation) if one is not None]
    return "\n".join(lines)


def _problems(operation: Operation) -> tuple[tuple[str, Problem | None], ...]:
    return ("Held", operation.held), ("Problem", operation.problem)


def save_bundle(make_checkup: "Callable[[], Checkup]", path: Path) -> tuple[str, ...]:
    """Look the desk over and write the bundle; the names of the files in it. Takes up to some 15 s.

    Raises InvalidInputError, and leaves nothing behind then; never replaces a file.
    """
    from enroll_app.services.bundle import bundle_items, refuse_to_replace, write_bundle

    refuse_to_replace(path)
    checkup = make_checkup()
    checks = list(checkup.checks())
    items = bundle_items(checks, checkup.found, checkup.surroundings)
    write_bundle(path, items)
    return tuple(item.name for item in items)
