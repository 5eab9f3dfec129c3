"""What the window loads before its first paint: nothing that it does not paint with."""

import json
import subprocess
import sys

# Each of these costs milliseconds, most of them tens; the window must be on the screen before any of them.
_HEAVY = {
    "PySide6.QtCore.Qt",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "anyio",
    "asyncio",
    "click",
    "dataclasses",
    "httpx",
    "keyring",
    "msgspec",
    "serial",
    "smartcard",
    "sqlalchemy",
    "ssl",
    "starlette",
    "tomllib",
    "truststore",
    "uvicorn",
}
_PROGRAM = """
import json, sys
from enroll_app.main import run
code = run({arguments!r})
from PySide6 import QtCore
# The binding makes a name when it is asked for first; Qt, the namespace, costs 17 ms.
named = ["PySide6.QtCore.Qt"] if "Qt" in vars(QtCore) else []
print(json.dumps([code, sorted(sys.modules) + named]))
"""


def started(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of the window, and what was loaded when it left."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(arguments=list(arguments))],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    code, modules = json.loads(done.stdout)
    return code, set(modules)


def test_the_first_paint_loads_nothing_heavy() -> None:
    code, modules = started("--training", "--exit-when-ready")
    assert code == 0
    assert "PySide6.QtWidgets" in modules
    assert not _HEAVY & modules


def test_a_desk_with_settings_starts_as_lightly_as_a_training_one() -> None:
    code, modules = started("--exit-when-ready")
    assert code == 0
    assert not _HEAVY & modules
    assert not [name for name in modules if name.startswith("enroll_app.domain.")]
