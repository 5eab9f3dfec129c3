"""A key that should have reached the doors by now: one calm word about it, and the reason."""

from enroll_app.domain.enrollment import KeyStatus, Propagation
from enroll_app.domain.problems import Problem

LATE_S = 180.0
"""After so many seconds a door system is late. As a rule it takes some; the vendor names no bound, so this is ours."""


def lateness(status: KeyStatus | None, waited_s: float) -> Problem | None:
    """What to say of a key that is still on its way; None where nothing is late.

    status: as it was heard last; None where it could not be asked. waited_s: since the service had accepted the key.
    """
    if waited_s < LATE_S or (status is not None and status.settled):
        return None
    facts: dict[str, str | int] = {"minutes": int(waited_s // 60)}
    if status is None:
        return Problem(
            "doors-not-told",
            "For {minutes} minutes the service has not said what the door systems made of the key.",
            "The key is made. Try the card at a door before you hand it out.",
            facts,
        )
    late = sorted(one.system_id for one in status.systems if one.state is Propagation.PENDING)
    if not late:
        return Problem(
            "doors-late",
            "The service accepted the key {minutes} minutes ago and has not passed it on to any door system.",
            "It does so by itself; if it takes longer, ask whoever runs the service. The card need not be enrolled "
            "again.",
            facts,
        )
    return Problem(
        "systems-late",
        "No answer for {minutes} minutes from: {systems}. Such a door system is switched off as a rule, or cut off "
        "from the network.",
        "It takes the key by itself once it is back; the card need not be enrolled again. Where it stays so, ask "
        "whoever runs the door system.",
        {**facts, "systems": ", ".join(late)},
    )
