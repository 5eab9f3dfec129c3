"""What keeps the memory of the program out of dumps and from other programs' eyes; and what it costs."""

import subprocess
import sys
from pathlib import Path


def told(program: str) -> str:
    """What a Python of its own writes."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_a_crash_leaves_no_core_file_and_no_memory_for_a_crash_handler() -> None:
    said = told(
        "import resource; from enroll_app import hardening; hardening.at_once();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), open('/proc/self/coredump_filter').read().strip())"
    )
    assert said == "(0, 0) 00000000"


def test_the_process_is_undumpable_and_still_sees_itself() -> None:
    said = told(
        "import ctypes, os; from enroll_app import hardening;"
        "print(hardening.fully(), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),"
        "bool(os.listdir('/proc/self/fd')), os.readlink('/proc/self/exe') > '')"
    )
    assert said == "True 0 True True"


def test_it_is_done_whatever_is_run_and_before_anything_else() -> None:
    said = told(
        "import ctypes, resource, sys; from enroll_app.main import run; code = run(['formats', '--json']);"
        "print(code, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    assert said.splitlines()[-1] == "0 (0, 0) 0"


def test_what_is_done_before_the_first_paint_loads_next_to_nothing() -> None:
    said = told("import sys; from enroll_app import hardening; hardening.at_once(); print(*sys.modules)")
    assert "resource" in said.split()
    assert not {"ctypes", "logging", "pathlib", "subprocess"} & set(said.split())


def test_a_hardened_process_is_still_named_as_who_holds_a_port() -> None:
    """Names of programs and their locks are for everybody, so the page of readers goes on saying who is in the way."""
    program = "from enroll_app import hardening; hardening.fully(); print('up', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"up\n"
        assert Path(f"/proc/{other.pid}/comm").read_text().startswith("python")
        assert Path(f"/proc/{other.pid}/comm").stat().st_mode & 0o444 == 0o444
        assert other.stdin
        other.stdin.write(b"\n")
        other.stdin.flush()
