"""The vault of a desktop: a real gnome-keyring on a bus of its own, and what stands in its way."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from enroll_app.domain.ports import NoVaultError, VaultError
from enroll_app.domain.secret import API_KEY, Secret, SecretPlace
from enroll_app.store.sealing import Sealer
from enroll_app.store.vault import StationVault
from enroll_app.store.vault_system import Ring, SystemVault
from tests.hardware_doubles.keyring_session import KeyringSession

KEY = "canary-key-Zq7Xw9"


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringSession]:
    """The test runs in a desktop session with an unlocked vault."""
    with KeyringSession() as session:
        for name, value in session.env.items():
            monkeypatch.setenv(name, value)
        yield session


def code_of(call: Callable[[], object], kind: type[VaultError] = VaultError) -> str:
    """The problem's code; the sentences hold the key in none of their parts."""
    with pytest.raises(kind) as caught:
        call()
    assert KEY not in f"{caught.value}{caught.value!r}{caught.value.__cause__}{caught.value.problem}"
    assert caught.value.problem.remedy
    return caught.value.problem.code


def test_a_key_is_kept_found_again_replaced_and_forgotten(session: KeyringSession, tmp_path: Path) -> None:
    vault = StationVault(tmp_path)
    assert vault.get(API_KEY) is None
    vault.put(API_KEY, Secret("first"))
    vault.put(API_KEY, Secret(KEY))
    found = StationVault(tmp_path).get(API_KEY)
    assert found is not None
    assert found.reveal() == KEY
    assert vault.forget(API_KEY)
    assert not vault.forget(API_KEY)
    assert vault.get(API_KEY) is None
    for path in [*tmp_path.rglob("*"), *session.folder.rglob("*")]:
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_two_homes_of_one_person_share_no_key(session: KeyringSession, tmp_path: Path) -> None:
    one, other = StationVault(tmp_path / "one"), StationVault(tmp_path / "other")
    one.put(API_KEY, Secret("one"))
    assert other.get(API_KEY) is None
    other.put(API_KEY, Secret("other"))
    found = one.get(API_KEY)
    assert found
    assert found.reveal() == "one"


def test_nothing_in_the_environment_chooses_another_vault(session: KeyringSession, tmp_path: Path) -> None:
    """A place to plant code: keyring itself obeys a variable and a file, whose path comes first on sys.path."""
    StationVault(tmp_path).put(API_KEY, Secret(KEY))
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "evil.py").write_text("raise SystemExit('planted code ran')")
    config = tmp_path / "config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={planted}\n")
    program = (
        "import sys; from pathlib import Path; from enroll_app.store.vault import StationVault;"
        "found = StationVault(Path(sys.argv[1])).get('api-key');"
        "print(found is not None, [one for one in sys.path if 'planted' in one])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env={
            "PATH": "/usr/bin:/bin",
            **session.env,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/org/freedesktop/secrets/collection/session",
            "KEYRING_PROPERTY_SCHEME": "KeePassXC",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("True []\n", "")


def test_a_locked_vault_that_nobody_unlocks_is_told_and_nothing_else_is_used(
    session: KeyringSession, tmp_path: Path
) -> None:
    vault = StationVault(tmp_path)
    vault.put(API_KEY, Secret("before"))
    session.lock()
    assert code_of(lambda: vault.get(API_KEY)) == "vault-locked"
    assert code_of(lambda: vault.put(API_KEY, Secret(KEY))) == "vault-locked"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secrets.lock", "station-id"]


def test_a_pin_is_sealed_under_a_key_of_the_vault(session: KeyringSession, tmp_path: Path) -> None:
    sealed = Sealer(StationVault(tmp_path)).seal(Secret("8642"), "row 1|pin|1")
    assert Sealer(StationVault(tmp_path)).open(sealed, "row 1|pin|1").reveal() == "8642"
    session.lock()
    assert code_of(lambda: Sealer(StationVault(tmp_path)).open(sealed, "row 1|pin|1")) == "vault-locked"


def test_a_desktop_without_a_vault_is_told_with_the_choices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with KeyringSession(vault=False) as session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
        vault = StationVault(tmp_path)
        assert code_of(lambda: vault.get(API_KEY), NoVaultError) == "no-vault"
        assert code_of(lambda: vault.put(API_KEY, Secret(KEY)), NoVaultError) == "no-vault"


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus"])
def test_a_computer_without_a_desktop_is_told_with_the_choices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(NoVaultError) as caught:
        StationVault(tmp_path).get(API_KEY)
    for choice in ("key set --keep file", "ENROLL_APP_API_KEY", "systemd"):
        assert choice in str(caught.value)
    assert not list(tmp_path.iterdir())


class Stuck:
    """A vault that never answers. asks: it waits for a person."""

    def __init__(self, waits_for_person: Event, *, asks: bool) -> None:
        if asks:
            waits_for_person.set()

    def get_password(self, _service: str, _user: str) -> str | None:
        Event().wait()
        return None

    def set_password(self, _service: str, _user: str, _password: str) -> None:
        Event().wait()

    def delete_password(self, _service: str, _user: str) -> None:
        Event().wait()


class Talkative:
    """A vault that repeats what it was told when it fails."""

    def __init__(self, _waits_for_person: Event) -> None: ...

    def get_password(self, _service: str, _user: str) -> str | None:
        return None

    def set_password(self, _service: str, _user: str, password: str) -> None:
        raise ValueError(f"cannot keep {password}")

    def delete_password(self, _service: str, _user: str) -> None: ...


@pytest.mark.parametrize(("asks", "code"), [(False, "vault-silent"), (True, "vault-locked")])
def test_a_vault_that_hangs_is_given_up(tmp_path: Path, asks: bool, code: str) -> None:
    def open_ring(waits: Event) -> Ring:
        return Stuck(waits, asks=asks)

    vault = SystemVault(tmp_path, open_ring, ask_s=0.1, prompt_s=0.6)
    began = time.monotonic()
    assert code_of(lambda: vault.get(API_KEY)) == code
    assert (time.monotonic() - began > 0.6) == asks
    assert time.monotonic() - began < 5


def test_what_a_vault_says_when_it_fails_is_not_repeated(tmp_path: Path) -> None:
    assert code_of(lambda: SystemVault(tmp_path, Talkative).put(API_KEY, Secret(KEY))) == "vault-failed"


def test_the_desktops_vault_is_what_a_station_has_by_default(tmp_path: Path) -> None:
    assert StationVault(tmp_path).chosen is SecretPlace.VAULT
    assert "keyring" in StationVault(tmp_path).place()
