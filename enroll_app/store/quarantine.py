"""How long a late answer may still land."""

QUARANTINE_S = 60.0
"""Seconds after an unknown outcome in which nothing else is sent to the same card.

The desk gives a call 45 s; 15 s more for what is on its way by then.
"""
