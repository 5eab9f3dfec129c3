"""Runs the real program as a process of its own, and looks at all that it leaves behind."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from typing import IO, Any, Self

from enroll_app.domain.pin import PIN_LENGTH
from tests.e2e.leaks import Canaries, leaks

# The API key and the PIN that must not be found anywhere. Each is told to the program in nearly every test.
KEY = "canary-key-Zq7Xw9"
PIN = "8642"
# Longer than any command here takes on a busy machine, in seconds.
PATIENCE_S = 30.0

_COMPLAINTS = ("Traceback", "Warning:", "Exception ignored", "Fatal Python error")


@dataclass(frozen=True)
class Result:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Each line of stdout, which has to be one JSON object."""
        found = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(one, dict) for one in found), self.out
        return found

    @property
    def object(self) -> dict[str, Any]:
        """The only line of stdout."""
        assert len(self.objects) == 1, self
        return self.objects[0]

    def failed(self, code: int, *words: str) -> str:
        """The sentence for a person, after a look at the exit code, at the words, and at what a program is told."""
        assert self.code == code, self
        error = self.objects[-1]["error"]
        assert isinstance(error, str)
        assert_sentences(error)
        for word in words:
            assert word in error, error
        told = " ".join(self.err.split())
        assert all(" ".join(one.split()) in told for one in self.objects[-1].get("errors", [error])), self
        return error


def assert_sentences(text: str) -> None:
    """Words for a person: they begin like a sentence and end like one, and show nothing of the machinery."""
    assert text[0].isupper() or text[0].isdigit() or text[0] in "“/'", text
    assert text.endswith((".", "?")), text
    assert "  " not in text, text
    assert not re.search(r"\bNone\b|\{|\}|<[a-z]|object at 0x|Errno|Error\b(?!:)", text), text


class Program:
    """The program with a home, a folder for temporary files and an environment of its own.

    `env`: the whole environment, to be changed by a test; it names neither a terminal nor a display. `said`: all that
    was heard on stdout and stderr. `told_pin`: whether a command was given the canary PIN.
    """

    def __init__(self, folder: Path, url: str, key: str = KEY) -> None:
        self.home, self.temp = folder / "home", folder / "temp"
        self.temp.mkdir()
        self.said: list[str] = []
        self.told_pin = False
        self.env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "TMPDIR": str(self.temp),
            "TZ": "Europe/Stockholm",
            "LC_ALL": "C.UTF-8",
            "PYTHONWARNINGS": "default",
            "ENROLL_APP_HOME": str(self.home),
            "ENROLL_APP_API_URL": url,
            "ENROLL_APP_API_KEY": key,
        }

    def run(self, *arguments: str | bytes, stdin: bytes = b"", **env: str) -> Result:
        """Run a command to its end. env: changes of the environment, for this command alone."""
        self.told_pin |= PIN in arguments
        done = subprocess.run(
            [sys.executable, "-m", "enroll_app", *arguments],
            input=stdin,
            capture_output=True,
            env=self.env | env,
            timeout=PATIENCE_S,
            check=False,
        )
        # A stray byte is shown, not refused: what it means is for the test to say.
        return self.heard(Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()))

    def run_without_stdout(self, redirection: str, *arguments: str) -> Result:
        """Run a command with a stdout of no use: `>&-` closed, `>/dev/full` on a full disk, `|` unread."""
        self.told_pin |= PIN in arguments
        command = [sys.executable, "-m", "enroll_app", *arguments]
        if redirection != "|":
            command = ["sh", "-c", f'exec "$@" {redirection}', "sh", *command]
        read_end, write_end = os.pipe()
        os.close(read_end)
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=write_end,
                stderr=subprocess.PIPE,
                env=self.env,
                timeout=PATIENCE_S,
                check=False,
            )
        finally:
            os.close(write_end)
        return self.heard(Result(done.returncode, "", done.stderr.decode()))

    def json(self, *arguments: str | bytes, stdin: bytes = b"", **env: str) -> Result:
        """Run a command with --json."""
        return self.run(*arguments, "--json", stdin=stdin, **env)

    def start(self, *arguments: str) -> "Running":
        """Start a command that goes on while the test does something."""
        self.told_pin |= PIN in arguments
        return Running(self, arguments)

    def heard(self, result: Result) -> Result:
        """Keep what was said for the search for secrets, and see that the machinery did not show."""
        self.said += [result.out, result.err]
        assert not [word for word in _COMPLAINTS if word in result.err + result.out], result
        return result

    def rows(self) -> list[dict[str, Any]]:
        """The operations on disk, in their order."""
        with closing(sqlite3.connect(f"file:{self.home / 'enroll.sqlite3'}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("SELECT * FROM operations ORDER BY id")]

    def assert_secret(self, *secrets: str, but_said: bool = False) -> None:
        """None of these is found in any form: in a file of the program, or in what it said.

        but_said: what was said on stdout and stderr is left out.
        """
        places = {str(path): path.read_bytes() for path in self._files()}
        if not but_said:
            places |= {f"said #{number}": text.encode() for number, text in enumerate(self.said)}
        canaries = Canaries(
            tuple(secret for secret in secrets if len(secret) > PIN_LENGTH),
            tuple(secret for secret in secrets if len(secret) == PIN_LENGTH),
        )
        found = leaks(places.items(), canaries)
        assert not found, "\n".join(found)

    def _files(self) -> Iterator[Path]:
        for folder in (self.home, self.temp):
            if folder.is_dir():
                yield from (path for path in folder.rglob("*") if path.is_file())


class Running:
    """A command while it runs, from `with` to its end."""

    def __init__(self, program: Program, arguments: tuple[str, ...]) -> None:
        self._program = program
        self._process = subprocess.Popen(
            [sys.executable, "-m", "enroll_app", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=program.env,
        )
        self._changed = Condition()
        self._texts = {"out": "", "err": ""}
        self._taken = 0
        self._threads = [
            Thread(target=self._collect, args=(name, pipe), daemon=True)
            for name, pipe in (("out", self._process.stdout), ("err", self._process.stderr))
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(PATIENCE_S)
        for thread in self._threads:
            thread.join(PATIENCE_S)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            pipe.close()

    @property
    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self._process.poll() is not None

    def next(self, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next JSON object on stdout."""
        index = self._taken
        self._wait(lambda: self._texts["out"].count("\n") > index, f"object #{index}", within_s)
        self._taken += 1
        found = json.loads(self._texts["out"].splitlines()[index])
        assert isinstance(found, dict)
        return found

    def came(self) -> int:
        """How many lines there are on stdout by now."""
        with self._changed:
            return self._texts["out"].count("\n")

    def says(self, words: str, within_s: float = PATIENCE_S) -> None:
        """Wait until these words stand on stderr."""
        self._wait(lambda: words in self._texts["err"], f"“{words}”", within_s)

    def said(self, words: str) -> bool:
        """Whether these words stand on stderr by now."""
        with self._changed:
            return words in self._texts["err"]

    def idle(self, seconds: float) -> None:
        """Let time pass, though not beyond its end."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def close_stdin(self) -> None:
        """Let its standard input end."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def end(self, within_s: float = PATIENCE_S) -> Result:
        """Wait for its end."""
        code = self._process.wait(within_s)
        for thread in self._threads:
            thread.join(PATIENCE_S)
        return self._program.heard(Result(code, self._texts["out"], self._texts["err"]))

    def _collect(self, name: str, pipe: IO[bytes]) -> None:
        for line in pipe:
            with self._changed:
                self._texts[name] += line.decode()
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()

    def _wait(self, condition: Callable[[], bool], what: str, within_s: float) -> None:
        deadline = time.monotonic() + within_s
        with self._changed:
            while not condition():
                left = deadline - time.monotonic()
                assert left > 0, f"{what} did not come within {within_s} s: {self._texts}"
                assert any(thread.is_alive() for thread in self._threads), f"{what} did not come: {self._texts}"
                self._changed.wait(min(left, 0.5))
