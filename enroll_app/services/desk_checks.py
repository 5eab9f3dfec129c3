"""The checks of what the desk is set to, and of the computer it runs on."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from enroll_app.domain.checkup import Area, Check, CheckState, Fact, filled, wrong
from enroll_app.domain.problems import InvalidInputError, Problem

# Megabytes: below the first it is told, below the second nothing more can be relied upon to be written.
_LITTLE_MB, _NO_MB = 500, 20


def settings_checks(settings_file: Path, faults: tuple[Problem, ...]) -> Iterator[Check]:
    """The settings file: every fault is a check of its own."""
    facts: dict[str, Fact] = {"file": str(settings_file), "file_exists": settings_file.exists()}
    for fault in faults:
        yield Check(
            "settings",
            Area.SETTINGS,
            CheckState.WRONG,
            filled(fault.cause, fault),
            filled(fault.remedy, fault) or "Correct the file, or move it away to start with the defaults.",
            facts,
            outside=_outside(fault),
        )
    if not faults:
        cause = "The settings can be read." if facts["file_exists"] else "There is no settings file; all is default."
        yield Check("settings", Area.SETTINGS, CheckState.OK, cause, facts=facts)


def time_zone_checks(zone_of: Callable[[], tzinfo], now: datetime) -> Iterator[Check]:
    """The time zone in which days of validity end. zone_of: raises InvalidInputError."""
    try:
        zone = zone_of()
    except InvalidInputError as error:
        yield from (wrong("time-zone", Area.SETTINGS, problem) for problem in error.problems)
        return
    here = now.astimezone(zone)
    facts: dict[str, Fact] = {"zone": str(zone), "local_time": here.isoformat(timespec="seconds")}
    if str(zone) in ("UTC", "Etc/UTC"):
        cause = "The desk's time zone is UTC, so that a key's last day ends at midnight in UTC."
        remedy = 'If that is not meant, set it in settings.toml: [desk] time_zone = "Europe/Stockholm".'
        yield Check("time-zone", Area.SETTINGS, CheckState.ATTENTION, cause, remedy, facts)
    else:
        yield Check("time-zone", Area.SETTINGS, CheckState.OK, f"The desk's time zone is {zone}.", facts=facts)


def disk_checks(home: Path) -> Iterator[Check]:
    """Whether records can be written into the folder, which need not be there yet."""
    facts: dict[str, Fact] = {"folder": str(home), "folder_exists": home.is_dir()}
    reason = _why_not_writable(home)
    if reason:
        cause = f"Nothing can be written into {home}: {reason}."
        remedy = "Give this account the right to, or name another folder in ENROLL_APP_HOME."
        yield Check("disk", Area.COMPUTER, CheckState.WRONG, cause, remedy, facts)
        return
    free_mb = shutil.disk_usage(_there(home)).free // 1_000_000
    facts["free_mb"] = free_mb
    if free_mb < _LITTLE_MB:
        state = CheckState.WRONG if free_mb < _NO_MB else CheckState.ATTENTION
        cause = f"Only {free_mb} MB are free where the records are kept."
        yield Check("disk", Area.COMPUTER, state, cause, "Make room on this disk.", facts)
    else:
        yield Check("disk", Area.COMPUTER, CheckState.OK, "The records can be written.", facts=facts)


def _outside(fault: Problem) -> str:
    """A fault of the settings without a word of theirs: names and values in them may be anything, a key among it."""
    place = re.search(r"at line \d+, column \d+", str(fault.facts.get("reason", "")))
    return f"A fault in the settings ({fault.code}{f', {place[0]}' if place else ''})."


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.exists()), Path(folder.anchor or "."))


def _why_not_writable(home: Path) -> str:
    """Why nothing can be written into a folder, which may have to be made first; empty where it can."""
    there = _there(home)
    if there != home:
        if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
            return ""
        return "the folder is not there, and cannot be made"
    try:
        # The right to write says nothing of a disk that is full or read-only.
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"x")
    except OSError as error:
        return (error.strerror or type(error).__name__).lower()
    return ""
