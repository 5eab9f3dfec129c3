"""`key`: where the API key comes from, how it gets there, and that it is never shown."""

import json
import os
import pty
import stat
import sys
from pathlib import Path

import pytest

from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands
from tests.e2e.cli_program import KEY, Program, assert_sentences
from tests.hardware_doubles.keyring_session import KeyringSession

pytest_plugins = ["tests.e2e.cli_fixtures"]
_ASKED = ("-m", "enroll_app", "key", "set", "--keep", "file")
_LINE = f"{KEY}\n".encode()


@pytest.fixture
def bare(program: Program) -> Program:
    """A desk without a key, without settings, and without a vault."""
    del program.env["ENROLL_APP_API_KEY"]
    return program


def keeps_key(program: Program | Commands) -> None:
    """The key lies in the file, where it has to; nowhere else."""
    file = program.home / "secrets.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["secrets"]["api-key"] == KEY
    file.unlink()


def test_without_a_vault_nothing_is_kept_and_the_choices_are_told(bare: Program) -> None:
    error = bare.json("key", "set", stdin=_LINE).failed(2, "no vault", "key set --keep file", "ENROLL_APP_API_KEY")
    assert "systemd" in error
    assert not bare.home.exists() or not [path for path in bare.home.iterdir() if path.name != "secrets.lock"]


def test_a_file_is_chosen_openly_and_is_used_from_then_on(bare: Program, server: TrainingServer) -> None:
    done = bare.json("key", "set", "--keep", "file", stdin=_LINE)
    assert (done.code, done.object["source"]) == (0, "file")
    assert 'keep = "file"' in (bare.home / "settings.toml").read_text()
    words = bare.run("key", "set", stdin=_LINE)
    assert "not encrypted" in words.out
    assert "whoever has this computer's disk" in words.out.lower()
    assert bare.json("key", "where").object["source"] == "file"
    assert bare.json("levels").code == 0
    keeps_key(bare)


def test_the_environments_key_goes_first_and_that_is_said(program: Program) -> None:
    assert program.json("key", "where").object == {
        "for": "api",
        "source": "environment",
        "place": "the environment variable ENROLL_APP_API_KEY",
    }
    done = program.json("key", "set", "--keep", "file", stdin=b"another-key")
    assert "goes before the key just given" in done.err
    assert program.json("key", "forget").object == {"for": "api", "forgotten": True}
    assert program.json("key", "forget").object == {"for": "api", "forgotten": False}


def test_where_there_is_none_it_says_so(bare: Program) -> None:
    done = bare.json("key", "where")
    assert (done.code, done.object["source"]) == (0, "none")
    bare.home.mkdir()
    (bare.home / "settings.toml").write_text('[secrets]\nkeep = "file"\n')
    assert bare.json("key", "where").object == {"for": "api", "source": "none", "place": None}
    bare.json("levels").failed(2, "No API key is set", "key set")


def test_it_works_where_the_address_is_none(bare: Program) -> None:
    bare.env["ENROLL_APP_API_URL"] = "nowhere"
    assert bare.json("key", "set", "--keep", "file", stdin=_LINE).code == 0
    keeps_key(bare)


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"two words\n", "näckel\n".encode(), b"\xff\xfe\n", b"a\nb\n", b"x" * 2000]
)
def test_what_cannot_be_a_key_is_refused_before_anything_is_kept(commands: Commands, line: bytes) -> None:
    error = commands.json("key", "set", stdin=line).failed(2, "spaces or letters that no key has")
    assert "two words" not in error
    assert not (commands.home / "secrets.json").exists()


def test_one_end_of_line_is_no_part_of_the_key_however_it_is_written(commands: Commands) -> None:
    assert commands.json("key", "set", stdin=f"{KEY}\r\n".encode()).code == 0
    keeps_key(commands)


def test_a_gateways_passphrase_may_hold_spaces_and_letters(commands: Commands) -> None:
    said = "öppna dig, sesam"
    done = commands.json("key", "set", "--for", "gateway", stdin=f"{said}\n".encode())
    assert (done.code, done.object["for"]) == (0, "gateway")
    assert json.loads((commands.home / "secrets.json").read_text())["secrets"] == {"client-key-passphrase": said}
    assert commands.json("key", "where", "--for", "gateway").object["source"] == "file"
    commands.json("key", "set", "--for", "gateway", stdin=b"").failed(2, "passphrase is empty")


def test_systemd_hands_the_key_over_and_is_not_written(bare: Program, tmp_path: Path) -> None:
    bare.home.mkdir()
    (bare.home / "settings.toml").write_text('[secrets]\nkeep = "systemd"\n')
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "enroll-api-key").write_text(f"{KEY}\n")
    bare.env["CREDENTIALS_DIRECTORY"] = str(credentials)
    assert bare.json("key", "where").object["source"] == "systemd"
    assert bare.json("levels").code == 0
    bare.json("key", "set", stdin=_LINE).failed(1, "systemd-creds encrypt", "enroll-api-key")
    bare.env["CREDENTIALS_DIRECTORY"] = ""
    bare.json("key", "set", stdin=_LINE).failed(1, "systemd-creds")


def test_a_file_that_others_may_read_is_refused(bare: Program) -> None:
    assert bare.json("key", "set", "--keep", "file", stdin=_LINE).code == 0
    (bare.home / "secrets.json").chmod(0o644)
    bare.json("levels").failed(1, "not this account's alone", "chmod 600")
    (bare.home / "secrets.json").chmod(0o600)
    keeps_key(bare)


def left_behind(desk: Program, credentials: Path) -> Path:
    """A desk that takes its key from systemd, and the file that it used before."""
    assert desk.json("key", "set", "--keep", "file", stdin=_LINE).code == 0
    (desk.home / "settings.toml").write_text('[secrets]\nkeep = "systemd"\n')
    credentials.mkdir()
    (credentials / "enroll-api-key").write_text("the-new-key-of-systemd\n")
    desk.env["CREDENTIALS_DIRECTORY"] = str(credentials)
    return desk.home / "secrets.json"


def test_a_copy_in_a_file_that_is_not_used_any_more_is_told_and_taken_away(bare: Program, tmp_path: Path) -> None:
    file = left_behind(bare, tmp_path / "credentials")
    where = bare.json("key", "where")
    assert where.object["source"] == "systemd"
    assert f"{file}, which is not encrypted" in where.err
    doctor = bare.json("doctor")
    assert [one["state"] for one in doctor.objects if one.get("check") == "secrets-left"] == ["attention"]
    forgotten = bare.json("key", "forget")
    assert forgotten.code == 1
    assert "taken out of there" in forgotten.err
    assert not file.exists()
    assert "Note" not in bare.json("key", "where").err


def test_on_a_desktop_a_key_set_anew_is_left_in_no_file(bare: Program) -> None:
    assert bare.json("key", "set", "--keep", "file", stdin=_LINE).code == 0
    (bare.home / "settings.toml").write_text("")
    with KeyringSession() as session:
        bare.env |= session.env
        done = bare.json("key", "set", stdin=_LINE)
        assert (done.code, done.object["source"]) == (0, "vault")
        assert "taken out of there" in done.err
        assert not (bare.home / "secrets.json").exists()


def test_a_key_is_never_an_argument(bare: Program) -> None:
    assert bare.run("key", "set", "some-key").code == 2


def test_on_a_desktop_the_key_lies_in_its_vault(bare: Program, server: TrainingServer) -> None:
    with KeyringSession() as session:
        bare.env |= session.env
        assert bare.json("key", "set", stdin=_LINE).object["source"] == "vault"
        assert bare.json("key", "where").object["source"] == "vault"
        assert bare.json("levels").code == 0
        session.lock()
        bare.json("levels").failed(1, "locked")
        bare.json("key", "where").failed(1, "locked")


def test_at_a_terminal_it_is_asked_for_and_not_shown(bare: Program) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover  another program from here on
        os.execve(sys.executable, [sys.executable, *_ASKED], bare.env)  # noqa: S606
    shown = b""
    try:
        while b"The API key: " not in shown:
            shown += os.read(terminal, 1000)
        os.write(terminal, _LINE)
        while b"now lies in" not in shown:
            shown += os.read(terminal, 1000)
        while True:
            shown += os.read(terminal, 1000)
    except OSError:
        # The other end was closed: Linux says EIO then.
        pass
    finally:
        os.close(terminal)
        _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    bare.said.append(shown.decode())
    assert KEY not in shown.decode()
    keeps_key(bare)


def test_its_words_are_sentences(bare: Program) -> None:
    for arguments in (("key", "set", "--keep", "file"), ("key", "where"), ("key", "forget"), ("key", "where")):
        assert_sentences(bare.run(*arguments, stdin=_LINE).out.strip())
