"""Disks that fail: one clear sentence, and nothing destroyed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.support import Desk, failure

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")

# What every child does first; `path`, `store` and `report` are then at hand.
_CHILD = """
import os, resource, signal, sys
from pathlib import Path
from enroll_app.domain.ports import StoreError
from tests.store.support import AT, PLAIN, Desk, step
path = Path(sys.argv[1])
def report(act):
    try:
        print("done", act(), flush=True)
    except StoreError as error:
        print("failed", error, flush=True)
"""


def in_a_child(path: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a program of its own, which may limit or kill itself."""
    return subprocess.run(
        [sys.executable, "-c", _CHILD + code, str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "enroll.sqlite3"


def count(path: Path) -> int:
    desk = Desk(path)
    found = desk.outbox.counts().unfinished
    desk.close()
    return found


def test_a_folder_in_place_of_the_file_is_told_and_left_as_it_is(path: Path) -> None:
    (path / "inside").mkdir(parents=True)
    failure(lambda: Desk(path), path)
    assert (path / "inside").is_dir()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a letter")
    path = tmp_path / "home" / "enroll.sqlite3"
    failure(lambda: Desk(path), path)
    assert (tmp_path / "home").read_text() == "a letter"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc is Linux's")
def test_a_folder_that_cannot_be_made_is_told() -> None:
    path = Path("/proc/enroll/enroll.sqlite3")
    assert "No such file or directory" in failure(lambda: Desk(path), path)


def test_an_empty_file_becomes_the_records(path: Path) -> None:
    path.touch()
    assert count(path) == 0


def test_a_full_disk_is_told_and_loses_nothing_that_was_saved(path: Path) -> None:
    """RLIMIT_FSIZE: the file may not grow any more, as on a full disk."""
    child = in_a_child(
        path,
        """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Desk(path)
report(lambda: store.save())
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
def fill():
    for _ in range(500):
        store.outbox.save([step()], "r" * 500, AT)
report(fill)
report(lambda: store.outbox.counts().unfinished)
""",
    )
    first, second, third = child.stdout.splitlines()
    assert first == "done 1"
    assert second.startswith(f"failed The station's records in {path} cannot be used: ")
    assert "full" in second or "disk I/O error" in second
    assert third.startswith("done ")
    kept = int(third.split()[1])
    assert kept >= 1
    assert count(path) == kept
    assert child.stderr == ""


def test_a_full_disk_at_the_start_is_told(path: Path) -> None:
    child = in_a_child(
        path,
        """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
report(lambda: Desk(path))
""",
    )
    assert child.stdout.startswith(f"failed The station's records in {path} cannot be used: ")
    assert count(path) == 0


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that any user may look into (pytest's own are for one user)."""
    folder = Path(tempfile.mkdtemp(prefix="enroll-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_records_that_may_only_be_read_are_told_and_kept(shared_folder: Path) -> None:
    path = shared_folder / "enroll.sqlite3"
    store = Desk(path)
    store.save()
    store.close()
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    before = path.read_bytes()
    child = in_a_child(
        path,
        """
if os.geteuid() == 0:  # permissions do not bind root
    os.setuid(65534)
report(lambda: Desk(path))
""",
    )
    assert child.stdout.startswith(f"failed The station's records in {path} cannot be used: Permission denied. ")
    assert path.read_bytes() == before


def test_what_was_saved_survives_the_death_of_the_program_at_that_moment(path: Path) -> None:
    child = in_a_child(
        path,
        """
store = Desk(path)
report(lambda: store.save())
os.kill(os.getpid(), signal.SIGKILL)
""",
    )
    assert (child.stdout, child.returncode) == ("done 1\n", -9)
    assert count(path) == 1


def test_what_was_half_written_at_the_death_of_the_program_is_taken_back(path: Path) -> None:
    child = in_a_child(
        path,
        """
store = Desk(path)
report(lambda: store.save())
with store.database.writing() as connection:
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    connection.exec_driver_sql("UPDATE operations SET state = 'applied'")
    connection.exec_driver_sql("INSERT INTO levels VALUES ('1', ?, 'x')", ("y" * 200_000,))
    os.kill(os.getpid(), signal.SIGKILL)
""",
    )
    assert (child.stdout, child.returncode) == ("done 1\n", -9)
    assert count(path) == 1
    desk = Desk(path)
    assert desk.register.known_levels() == ()
    assert desk.database.notices == ()
    desk.close()


def test_a_lock_that_is_never_let_go_is_told(path: Path) -> None:
    """In a child, whose wait for the lock is set short; the desk's own is five seconds."""
    Desk(path).close()
    child = in_a_child(
        path,
        """
import sqlite3
store = Desk(path)
holder = sqlite3.connect(path, isolation_level=None)
holder.execute("BEGIN EXCLUSIVE")
from sqlalchemy import event
def impatient(connection, _record):
    connection.execute("PRAGMA busy_timeout = 1")
event.listen(store.database._engine, "connect", impatient, insert=True)
store.database._engine.dispose()
report(lambda: store.save())
holder.execute("ROLLBACK")
report(lambda: store.save())
""",
    )
    first, second = child.stdout.splitlines()
    assert first.startswith(f"failed The station's records in {path} cannot be used: database is locked. ")
    assert second == "done 1"
