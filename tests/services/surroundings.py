"""A desk to be looked over, on which all is well; a test changes what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from drivers.reader import ReaderInfo, State
from drivers.uri import ReaderUri
from enroll_app.domain.checkup import Check, Sounding
from enroll_app.domain.secret import Secret
from enroll_app.services.checkup import Checkup, Surroundings
from tests.services.fakes import NOW, clock

WELL = Sounding(host="api.example", service_time=NOW, own_time=NOW + timedelta(seconds=0.5), levels=3, took_ms=12)
READER = ReaderInfo("pcsc:X 00 00", "pcsc", "X 00 00", State.READY)


def state_of(address: ReaderUri, found: Sequence[ReaderInfo]) -> ReaderInfo:
    """As the desk's readers are found: an address is one of theirs, or it is not there."""
    absent = ReaderInfo(str(address), "pcsc", str(address), State.ABSENT, "It is not there. Attach it.")
    ready = (info for info in found if info.uri == str(address) or str(address) == "auto:")
    return next(ready, absent)


def surroundings(home: Path, **changes: Any) -> Surroundings:
    well = Surroundings(
        home=home,
        settings_file=home / "settings.toml",
        faults=(),
        key=Secret("canary-key-Zq7Xw9"),
        readers=("auto:",),
        zone=lambda: ZoneInfo("Europe/Stockholm"),
        now=clock,
        find_readers=lambda: [READER],
        sound=lambda: WELL,
    )
    return replace(well, **changes)


def looked_over(home: Path, **changes: Any) -> list[Check]:
    return list(Checkup(surroundings(home, **changes), state_of=state_of).checks())
