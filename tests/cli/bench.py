"""The program's commands within this process: its own composition, real records on disk, real HTTP on loopback."""

import io
import sys
from pathlib import Path

import pytest

from enroll_app.main import run
from tests.e2e.cli_program import KEY, Result

# Stockholm's clock; the data key of waiting PINs in a file, for no vault is at hand.
SETTINGS = '[desk]\ntime_zone = "Europe/Stockholm"\nname = "desk-1"\n[secrets]\nkeep = "file"\n'


class Commands:
    """A station whose home is `home`, set to the service at `url`."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], environment: pytest.MonkeyPatch, home: Path, url: str
    ) -> None:
        self._capsys = capsys
        self._environment = environment
        self.home = home
        home.mkdir()
        environment.setenv("ENROLL_APP_HOME", str(home))
        environment.setenv("ENROLL_APP_API_KEY", KEY)
        self.use(url)
        self.settings(SETTINGS)

    def use(self, url: str) -> None:
        """Set the station to another service."""
        self._environment.setenv("ENROLL_APP_API_URL", url)

    def settings(self, text: str) -> None:
        """Write settings.toml."""
        (self.home / "settings.toml").write_text(text, "utf-8")

    def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Run a command to its end."""
        self._environment.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capsys.readouterr()
        code = run(arguments)
        heard = self._capsys.readouterr()
        assert "Traceback" not in heard.err, heard.err
        return Result(code, heard.out, heard.err)

    def json(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Run a command with --json."""
        return self.run(*arguments, "--json", stdin=stdin)

    def waiting(self) -> list[dict[str, object]]:
        """What `outbox list` says."""
        return self.json("outbox", "list").objects
