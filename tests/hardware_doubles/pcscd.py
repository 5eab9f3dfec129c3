"""The real smart-card service, started and stopped for tests. Needs pcscd and vpcd; root, or sudo without password."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from signal import Signals
from typing import IO

from smartcard import scard

# How long the service may take to answer or to end, in seconds.
_PATIENCE_S = 10.0
# How long another test run on this machine may keep the service to itself, in seconds.
_TURN_S = 100.0
VPCD_CONFIG = Path("/etc/reader.conf.d/vpcd")
FIRST_READER, SECOND_READER = "Virtual PCD 00 00", "Virtual PCD 00 01"


class Pcscd:
    """The service. `foreign` when it ran before: then it is used, and never stopped."""

    def __init__(self) -> None:
        self.foreign = False
        self._process: subprocess.Popen[bytes] | None = None
        self._turn: IO[str] | None = None

    def begin(self) -> None:
        """Take the only turn on this machine, and see that the service runs."""
        self._take_turn()
        self.foreign = answers()
        if not self.foreign:
            self.start()

    def end(self) -> None:
        """Stop what was started here."""
        self.stop()
        if self._turn is not None:
            self._turn.close()

    def start(self, config: Path | None = None) -> None:
        """Start the service and wait until it lists its virtual readers.

        config: a directory of other readers than those of this machine; then nothing is waited for but an answer.
        """
        if self.foreign or self._process is not None:
            return
        binary = shutil.which("pcscd") or shutil.which("pcscd", path="/usr/sbin:/sbin")
        assert binary, "pcscd is not installed: apt-get install pcscd vsmartcard-vpcd"
        assert VPCD_CONFIG.exists(), "vpcd is not installed: apt-get install vsmartcard-vpcd"
        command = [*_as_root(), binary, "--foreground"]
        if "--disable-polkit" in subprocess.run([binary, "--help"], capture_output=True, text=True, check=False).stdout:
            command.append("--disable-polkit")
        if config is not None:
            command += ["--config", str(config)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(answers if config is None else listed, "pcscd was started and does not list the virtual readers")

    def stop(self) -> None:
        """Stop the service, if it was started here, and wait for its end."""
        if self._process is None:
            return
        self._signal(Signals.SIGTERM)
        self._process.wait(_PATIENCE_S)
        self._process = None

    def freeze(self) -> None:
        """Stop the service in its tracks: it answers nothing, and nothing is closed."""
        self._signal(Signals.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen service go on."""
        self._signal(Signals.SIGCONT)

    def _signal(self, signal: Signals) -> None:
        assert self._process is not None
        if os.geteuid() == 0:
            self._process.send_signal(signal)
        else:
            # The process itself is sudo: what it started is the service.
            subprocess.run(["sudo", "-n", "pkill", f"-{signal.name[3:]}", "-P", str(self._process.pid)], check=False)

    def _take_turn(self) -> None:
        turn = (Path(tempfile.gettempdir()) / "enroll-tests-pcscd.lock").open("w")
        self._turn = turn
        _wait_for(lambda: _locked(turn), "another test run keeps the smart-card service", _TURN_S)


def answers() -> bool:
    """Whether a service runs and lists the virtual readers."""
    return {FIRST_READER, SECOND_READER} <= set(listed())


def listed() -> list[str]:
    """The readers of the service that runs; none when none runs."""
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if code != scard.SCARD_S_SUCCESS:
        return []
    try:
        code, names = scard.SCardListReaders(context, [])
        return list(names) if code == scard.SCARD_S_SUCCESS else []
    finally:
        scard.SCardReleaseContext(context)


def renamed(directory: Path, name: str) -> Path:
    """A directory of settings in which the virtual reader has another name."""
    directory.mkdir(exist_ok=True)
    lines = VPCD_CONFIG.read_text().splitlines()
    named = [f'FRIENDLYNAME "{name}"' if line.startswith("FRIENDLYNAME") else line for line in lines]
    (directory / "reader").write_text("\n".join(named) + "\n")
    return directory


def _as_root() -> list[str]:
    if os.geteuid() == 0:
        return []
    probe = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    assert probe.returncode == 0, "pcscd needs root: run the tests as root, or allow sudo without a password"
    return ["sudo", "-n"]


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for(condition: Callable[[], object], failure: str, patience_s: float = _PATIENCE_S) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, failure
        time.sleep(0.02)
