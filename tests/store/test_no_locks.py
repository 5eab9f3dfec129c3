"""Records in a shared folder where files cannot be locked: a clear sentence, soon, and not two desks in one outbox."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.support import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system is stood in for by LD_PRELOAD")

_OPEN = """
import sys
from pathlib import Path
from enroll_app.domain.ports import StoreError
from tests.store.support import Desk
try:
    Desk(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("no_locks") / "no_locks.so"
    source = Path(__file__).with_name("no_locks.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"], check=True)
    return built


@pytest.mark.parametrize(
    ("new", "error", "reason"),
    [
        (True, errno.ENOLCK, "files in that folder cannot be locked"),
        (True, errno.ENOSYS, "files in that folder cannot be locked"),
        (False, errno.EOPNOTSUPP, "files in that folder cannot be locked"),
        # SQLite cannot tell this from a lock of somebody else, for which it waits its five seconds.
        (False, errno.ENOLCK, "database is locked"),
    ],
)
def test_a_folder_without_locks_is_told_and_nothing_is_written(
    path: Path, library: Path, *, new: bool, error: int, reason: str
) -> None:
    if not new:
        desk = Desk(path)
        desk.save()
        desk.close()
    before = path.read_bytes() if path.exists() else None
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "error", "LD_PRELOAD": str(library), "NO_LOCKS": str(error)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.stdout, done.stderr) == (
        f"The station's records in {path} cannot be used: {reason}. Close what else uses that file, and keep it on a "
        "disk of this computer and not in a shared folder; nothing was sent.\n",
        "",
    )
    assert (path.read_bytes() if path.exists() else None) == before
