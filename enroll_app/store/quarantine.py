"""How long a late answer may still land."""

QUARANTINE_S = 60.0
"""Seconds after an unknown outcome in which nothing else is sent to the same card.

The desk gives a call 45 s; 15 s more for what is on its way by then.
"""

REPEATED_WITHIN_S = 300.0
"""Seconds in which what is sent once more for safety, behind a quarantine, is sent or is not any more.

A request that was late lands within the quarantine. Long after, the key may have been changed, or taken away, at
another desk: sent then, it would undo that. A choice of ours: a service that restarts is back by then.
"""

LONG_AGO = -1e9
"""In the place of when something is to be sent once more, an uptime in seconds: the computer was started since."""
