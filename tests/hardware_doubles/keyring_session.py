"""A desktop session of its own with a real vault: dbus-daemon and gnome-keyring, which know nothing of the user's."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import secretstorage
from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]

PASSWORD = b"the session's own"
# A session bus that starts no programs: nobody can be asked for a password, and no other vault comes up.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
_PATIENCE_S = 20.0


class KeyringSession:
    """From `with` to its end: a bus, and on it a vault that is unlocked. vault: False for a bus without one."""

    def __init__(self, *, vault: bool = True) -> None:
        # Under /tmp by itself: the path of a socket has 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="enroll-ring-", dir="/tmp"))
        self.address = f"unix:path={self.folder}/bus"
        self._vault = vault
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def env(self) -> dict[str, str]:
        """What a program of this session has in its environment."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_RUNTIME_DIR": str(self.folder),
        }

    def __enter__(self) -> Self:
        config = self.folder / "bus.conf"
        config.write_text(_BUS.format(folder=self.folder))
        self._start("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}")
        self._until(lambda: (self.folder / "bus").exists(), "the bus")
        if self._vault:
            self._start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=PASSWORD)
            self._until(self._unlocked, "the vault")
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            process.terminate()
            process.wait(_PATIENCE_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def lock(self) -> None:
        """Lock the collection, as a desktop does when its user leaves."""
        bus = self._bus()
        try:
            secretstorage.Collection(bus).lock()
        finally:
            bus.close()

    def _bus(self) -> DBusConnection:
        # The library knows the session of its environment alone.
        before = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.address
        try:
            return secretstorage.dbus_init()
        finally:
            if before is None:
                del os.environ["DBUS_SESSION_BUS_ADDRESS"]
            else:
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = before

    def _unlocked(self) -> bool:
        bus = self._bus()
        try:
            return not secretstorage.Collection(bus).is_locked()
        except secretstorage.SecretStorageException:
            return False
        finally:
            bus.close()

    def _start(self, *command: str, stdin: bytes = b"") -> None:
        with (self.folder / f"{command[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=os.environ | self.env
            )
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        self._running.append(process)

    def _until(self, ready: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not ready():
            said = {path.name: path.read_text(errors="replace") for path in self.folder.glob("*.log")}
            assert time.monotonic() < deadline, f"{what} did not come up: {said}"
            time.sleep(0.02)
