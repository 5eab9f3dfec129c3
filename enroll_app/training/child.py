"""The training server as a child process of the window, so that its work never makes the window stutter."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

# In whose environment nothing of this desk's is: it needs neither its service nor its key.
_NOT_INHERITED = ("ENROLL_APP_API_KEY", "ENROLL_APP_API_URL", "CREDENTIALS_DIRECTORY")
# How long the child may take to end by itself before it is made to, in seconds.
_END_S = 3.0


@dataclass(frozen=True, slots=True)
class TrainingChild:
    """A training server that runs; it ends with `stop`, and by itself when this program dies."""

    url: str
    key: str = field(repr=False)
    _process: "subprocess.Popen[str]" = field(repr=False)

    def stop(self) -> None:
        """End it."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def start_child() -> TrainingChild:
    """Start a training server on any free port of the loopback; wait until it listens. Raises OSError."""
    frozen = bool(getattr(sys, "frozen", False))
    # -P: without it Python looks for the program in the current folder first, where anybody may have put another one.
    program = [sys.executable] if frozen else [sys.executable, "-P", "-m", "enroll_app"]
    process = subprocess.Popen(  # noqa: S603  our own program
        [*program, "training-server", "--json", "--until-stdin-closes"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name not in _NOT_INHERITED},
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        process.wait()
        raise OSError(f"the training server ended at once, with exit code {process.returncode}")
    values = json.loads(line)
    return TrainingChild(values["url"], values["key"], process)
