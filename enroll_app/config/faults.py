"""What can be wrong with the settings, in words. No sentence repeats a value: a key may have been pasted anywhere."""

import re
from pathlib import Path

from enroll_app.domain.problems import Problem

UNUSABLE = "The setting {name} in {path} cannot be used."
"""The cause of every fault of one setting; the remedy says what it must be."""

# Characters of an unknown setting's name that are repeated; ours have 18 at the most.
_LONGEST_SHOWN = 24


def no_such_home(given: str) -> Problem:
    """ENROLL_APP_HOME leads nowhere."""
    return Problem(
        "home-unknown",
        "The environment variable ENROLL_APP_HOME names a home that is not there: {given}.",
        "Write the whole path.",
        {"given": given},
    )


def unreadable(path: Path, reason: str) -> Problem:
    """A settings file that is no such file."""
    return Problem(
        "settings-unreadable",
        "The settings in {path} cannot be read: {reason}.",
        "Correct the file, or move it away to start with the defaults.",
        {"path": str(path), "reason": reason},
    )


def policy_unreadable(path: Path, reason: str) -> Problem:
    """A policy that cannot be followed, so that nothing may be done: it might forbid it."""
    return Problem(
        "policy-unreadable",
        "The policy of this computer in {path} cannot be read: {reason}.",
        "Enroll does not start without it. Ask whoever looks after this computer to correct the file.",
        {"path": str(path), "reason": reason},
    )


def fixed(name: str, place: str) -> Problem:
    """A setting that cannot be changed here."""
    return Problem(
        "setting-fixed",
        "The setting {name} is fixed in {place}.",
        "Ask whoever looks after this computer to change it there.",
        {"name": name, "place": place},
        field=name,
    )


def toml_fault(error: Exception) -> str:
    """What is wrong with a file that is no TOML, and where; never its own words, for a key may have been pasted in."""
    found = re.search(r"\bat (line \d+,? col(?:umn)? \d+|end of (?:document|file))\)?$", str(error))
    return "it is not written as TOML has to be, or the same name is there twice" + (f": {found[1]}" if found else "")


def shown_name(written: str) -> str:
    """A name as it may be shown: none of ours is long or has a digit, and a key that was pasted may be both."""
    return "…" if len(written) > _LONGEST_SHOWN or any(letter.isdigit() for letter in written) else written
