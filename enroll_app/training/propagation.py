"""How a change reaches the door systems. Pure: everything follows from the times.

Source of the statuses: apidocs.intserv.se, /accesskeys/status.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Status = Literal["NotApplied", "Pending", "PartiallyApplied", "Applied", "Failed"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a change stands: systems with the time it was applied, systems pending, systems with their error."""

    applied: tuple[tuple[str, datetime], ...]
    pending: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]

    @property
    def status(self) -> Status:
        """The one word for it."""
        if self.failed:
            return "Failed"
        if not self.applied and not self.pending:
            return "NotApplied"
        if not self.pending:
            return "Applied"
        return "PartiallyApplied" if self.applied else "Pending"


def spread(
    systems: Iterable[str],
    changed_at: datetime,
    now: datetime,
    delays_s: Mapping[str, float],
    errors: Mapping[str, str],
) -> Spread:
    """Say where a change of `changed_at` stands at `now`. A system in `errors` fails once its delay is over."""
    applied, pending, failed = [], [], []
    for system in systems:
        due = changed_at + timedelta(seconds=delays_s.get(system, 0.0))
        if now < due:
            pending.append(system)
        elif system in errors:
            failed.append((system, errors[system]))
        else:
            applied.append((system, due))
    return Spread(tuple(applied), tuple(pending), tuple(failed))
