from pathlib import Path

import pytest

from tests.torture.power_cuts import cut_bare_file, cut_station
from tests.torture.stage import Server


def test_a_power_cut_takes_nothing_back_that_was_acknowledged(folder: Path, server: Server) -> None:
    damage = cut_station(folder, server, rows=12, count=40, seed=1)
    assert not damage.wrong
    assert (damage.cuts, damage.lost, damage.corrupt) == (40, 0, 0)


def test_the_cuts_would_show_if_a_station_did_not_wait_for_the_disk(folder: Path, server: Server) -> None:
    damage = cut_station(folder, server, rows=6, count=20, seed=1, unsafe=True)
    assert damage.lost >= 5
    assert damage.wrong


@pytest.mark.parametrize(
    ("journal", "synchronous"),
    [("DELETE", "OFF"), ("WAL", "OFF"), ("WAL", "NORMAL"), ("DELETE", "FULL")],
)
def test_the_cuts_would_show_if_the_file_were_less_safe(folder: Path, journal: str, synchronous: str) -> None:
    """With FULL the name of a deleted journal may come back, and with it the time before the last commit."""
    assert cut_bare_file(folder, journal, synchronous, count=40, seed=1).lost >= 5


@pytest.mark.parametrize(("journal", "synchronous"), [("DELETE", "EXTRA"), ("WAL", "FULL")])
def test_the_cuts_leave_what_was_synced(folder: Path, journal: str, synchronous: str) -> None:
    damage = cut_bare_file(folder, journal, synchronous, count=40, seed=1)
    assert (damage.lost, damage.corrupt) == (0, 0)
