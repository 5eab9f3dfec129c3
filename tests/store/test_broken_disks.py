"""Disks that fail: one clear sentence, and nothing destroyed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.store.enrollments import SqlEnrollmentStore
from tests.store.support import AT, ORDER, failure

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")

# What every child does first; `path`, `store` and `report` are then at hand.
_CHILD = """
import os, resource, signal, sys
from pathlib import Path
from enroll_app.domain.ports import StoreError
from enroll_app.store.enrollments import SqlEnrollmentStore
from tests.store.support import AT, ORDER
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
    store = SqlEnrollmentStore(path)
    found = store.unfinished()
    store.close()
    return found


@pytest.mark.parametrize(
    "content",
    [b"not a database, but somebody's letter\n" * 100, b"SQLite format 3\x00" + b"\xff" * 4096, b"\x00" * 512],
)
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    text = failure(lambda: SqlEnrollmentStore(path), path)
    assert "not a database" in text or "malformed" in text or "unsupported file format" in text
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_file_is_told_and_left_as_it_is(path: Path) -> None:
    (path / "inside").mkdir(parents=True)
    failure(lambda: SqlEnrollmentStore(path), path)
    assert (path / "inside").is_dir()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a letter")
    path = tmp_path / "home" / "enroll.sqlite3"
    failure(lambda: SqlEnrollmentStore(path), path)
    assert (tmp_path / "home").read_text() == "a letter"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc is Linux's")
def test_a_folder_that_cannot_be_made_is_told() -> None:
    path = Path("/proc/enroll/enroll.sqlite3")
    assert "No such file or directory" in failure(lambda: SqlEnrollmentStore(path), path)


def test_an_empty_file_becomes_the_records(path: Path) -> None:
    path.touch()
    assert count(path) == 0


def test_a_database_that_was_cut_short_is_told_and_left_as_it_is(path: Path) -> None:
    store = SqlEnrollmentStore(path)
    store.save(ORDER, "", AT)
    store.close()
    torn = path.read_bytes()[:6000]
    path.write_bytes(torn)

    def use() -> None:
        store = SqlEnrollmentStore(path)
        try:
            store.save(ORDER, "", AT)
        finally:
            store.close()

    assert "malformed" in failure(use, path)
    assert path.read_bytes() == torn


def test_a_database_of_another_program_keeps_what_it_holds(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE enrollments (id INTEGER, theirs TEXT)")
        connection.execute("INSERT INTO enrollments VALUES (1, 'kept')")
    connection.close()

    def use() -> None:
        store = SqlEnrollmentStore(path)
        try:
            store.save(ORDER, "", AT)
        finally:
            store.close()

    failure(use, path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT theirs FROM enrollments").fetchall() == [("kept",)]
    connection.close()


def test_a_full_disk_is_told_and_loses_nothing_that_was_saved(path: Path) -> None:
    """RLIMIT_FSIZE: the file may not grow any more, as on a full disk."""
    child = in_a_child(
        path,
        """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = SqlEnrollmentStore(path)
report(lambda: store.save(ORDER, "", AT))
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
def fill():
    for _ in range(500):
        store.save(ORDER, "r" * 500, AT)
report(fill)
report(store.unfinished)
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
report(lambda: SqlEnrollmentStore(path))
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
    store = SqlEnrollmentStore(path)
    store.save(ORDER, "", AT)
    store.close()
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    before = path.read_bytes()
    child = in_a_child(
        path,
        """
if os.geteuid() == 0:  # permissions do not bind root
    os.setuid(65534)
report(lambda: SqlEnrollmentStore(path))
""",
    )
    assert child.stdout.startswith(f"failed The station's records in {path} cannot be used: Permission denied. ")
    assert path.read_bytes() == before


def test_what_was_saved_survives_the_death_of_the_program_at_that_moment(path: Path) -> None:
    child = in_a_child(
        path,
        """
store = SqlEnrollmentStore(path)
report(lambda: store.save(ORDER, "", AT))
os.kill(os.getpid(), signal.SIGKILL)
""",
    )
    assert (child.stdout, child.returncode) == ("done 1\n", -9)
    assert count(path) == 1


def test_what_was_half_written_at_the_death_of_the_program_is_taken_back(path: Path) -> None:
    child = in_a_child(
        path,
        """
from enroll_app.store.database import open_database, transaction
store = SqlEnrollmentStore(path)
report(lambda: store.save(ORDER, "", AT))
with transaction(open_database(path)) as connection:
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    connection.exec_driver_sql("UPDATE enrollments SET state = 'applied'")
    connection.exec_driver_sql("INSERT INTO levels VALUES ('1', ?, 'x')", ("y" * 200_000,))
    os.kill(os.getpid(), signal.SIGKILL)
""",
    )
    assert (child.stdout, child.returncode) == ("done 1\n", -9)
    assert count(path) == 1
    store = SqlEnrollmentStore(path)
    assert store.known_levels() == ()
    store.close()


def test_a_lock_that_is_never_let_go_is_told(path: Path) -> None:
    """In a child, whose wait for the lock is set short; the desk's own is five seconds."""
    SqlEnrollmentStore(path).close()
    child = in_a_child(
        path,
        """
import sqlite3
store = SqlEnrollmentStore(path)
holder = sqlite3.connect(path, isolation_level=None)
holder.execute("BEGIN EXCLUSIVE")
from sqlalchemy import event
event.listen(store._engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"), insert=True)
store._engine.dispose()
report(lambda: store.save(ORDER, "", AT))
holder.execute("ROLLBACK")
report(lambda: store.save(ORDER, "", AT))
""",
    )
    first, second = child.stdout.splitlines()
    assert first.startswith(f"failed The station's records in {path} cannot be used: database is locked. ")
    assert second == "done 1"
