from pathlib import Path

from tests.torture.random_kills import Amount, run_late_edits, run_random_kills
from tests.torture.stage import Server, Zygote


def test_a_desk_that_is_killed_again_and_again_enrolls_everything_once(
    folder: Path, server: Server, zygote: Zygote
) -> None:
    run = run_random_kills(folder / "one", server, zygote, Amount(rows=150, kills=12), seed=1)
    assert not run.wrong
    assert run.kills >= 8
    assert run.foreign >= 3


def test_several_processes_on_one_store_do_not_get_in_each_others_way(
    folder: Path, server: Server, zygote: Zygote
) -> None:
    run = run_random_kills(folder / "three", server, zygote, Amount(rows=90, kills=6, processes=3), seed=2)
    assert not run.wrong
    assert run.kills >= 4


def test_a_first_request_that_lands_late_never_undoes_the_correction(
    folder: Path, server: Server, zygote: Zygote
) -> None:
    assert run_late_edits(folder / "late", server, zygote, cards=10) == []


def test_it_would_show_if_the_correction_did_not_wait(folder: Path, server: Server, zygote: Zygote) -> None:
    found = run_late_edits(folder / "hasty", server, zygote, cards=5, hasty=True)
    assert any("another PIN" in one for one in found)
