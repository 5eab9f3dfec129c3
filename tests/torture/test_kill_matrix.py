from pathlib import Path

from tests.torture.kill_matrix import CELLS, run_matrix, run_sweep
from tests.torture.sagas import run_sagas
from tests.torture.stage import Server, Zygote


def test_nothing_is_lost_doubled_or_leaked_at_whatever_step_the_program_is_ended(
    folder: Path, server: Server, zygote: Zygote
) -> None:
    cells = run_matrix(folder, server, zygote)
    assert len(cells) == len(CELLS) == 96
    assert not [cell for cell in cells if cell.wrong]


def test_nor_between_any_two_things_that_it_does_to_its_files(folder: Path, server: Server, zygote: Zygote) -> None:
    cells = run_sweep(folder, server, zygote, most=20, seed=1)
    assert not [cell for cell in cells if cell.wrong]


def test_what_takes_two_requests_is_finished_after_a_crash(folder: Path, server: Server, zygote: Zygote) -> None:
    endings = run_sagas(folder, server, zygote, most=24, seed=1)
    assert not [ending for ending in endings if ending.wrong]
    assert sum(ending.ended for ending in endings) >= 10
