"""Where a station's secrets lie: the one place that was chosen, a file, systemd's credentials, and moving between."""

import json
import multiprocessing
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from enroll_app.config.settings import Settings, load_settings
from enroll_app.domain.ports import MovableVault, NoVaultError, VaultError
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import API_KEY, DATA_KEY, Secret, SecretPlace
from enroll_app.store.sealing import Sealer
from enroll_app.store.vault import MemoryVault, StationVault, open_vault
from tests.hardware_doubles.keyring_session import KeyringSession

KEY = "canary-key-Zq7Xw9"


def in_file(home: Path) -> StationVault:
    return StationVault(home, SecretPlace.FILE)


def shown(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        call()
    assert KEY not in f"{caught.value}{caught.value!r}{caught.value.__cause__!r}{caught.value.problem}"
    assert caught.value.problem.remedy
    return caught.value.problem.code


@pytest.fixture(autouse=True)
def nobody_is_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")


def test_without_a_vault_nothing_else_is_used_silently(tmp_path: Path) -> None:
    in_file(tmp_path).put(API_KEY, Secret("in the file"))
    vault = open_vault(Settings(tmp_path), {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    (tmp_path / "enroll-api-key").write_text("systemd's")
    for call in (lambda: vault.get(API_KEY), lambda: vault.put(API_KEY, Secret(KEY)), lambda: vault.forget(API_KEY)):
        assert code_of(call) == "no-vault"
    assert KEY not in (tmp_path / "secrets.json").read_text()


def test_a_file_keeps_secrets_privately_and_forgets_them(tmp_path: Path) -> None:
    vault = in_file(tmp_path / "home")
    assert vault.get(API_KEY) is None
    assert not vault.forget(API_KEY)
    vault.put(API_KEY, Secret(KEY))
    vault.put("client-key-passphrase", Secret("Åsa's “own”"))
    file = tmp_path / "home" / "secrets.json"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert shown(in_file(tmp_path / "home").get(API_KEY)) == KEY
    assert shown(vault.get("client-key-passphrase")) == "Åsa's “own”"
    assert vault.forget(API_KEY)
    assert vault.get(API_KEY) is None
    assert KEY not in file.read_text()
    assert vault.forget("client-key-passphrase")
    assert not file.exists()
    assert "not encrypted" in vault.place()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    vault = in_file(tmp_path)
    vault.put(API_KEY, Secret(KEY))
    (tmp_path / "secrets.json").chmod(mode)
    assert code_of(lambda: vault.get(API_KEY)) == "secrets-file-open"
    assert code_of(lambda: vault.put(API_KEY, Secret("other"))) == "secrets-file-open"
    with pytest.raises(VaultError, match="chmod 600"):
        vault.get(API_KEY)


def test_a_link_and_a_folder_in_place_of_the_file_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(json.dumps({"version": 1, "secrets": {API_KEY: KEY}}))
    (tmp_path / "elsewhere").chmod(0o600)
    (tmp_path / "secrets.json").symlink_to(tmp_path / "elsewhere")
    assert code_of(lambda: in_file(tmp_path).get(API_KEY)) == "secrets-file-unreadable"
    (tmp_path / "secrets.json").unlink()
    (tmp_path / "secrets.json").mkdir(mode=0o700)
    assert code_of(lambda: in_file(tmp_path).get(API_KEY)) == "secrets-file-unreadable"


@pytest.mark.parametrize(
    "content",
    [
        "",
        KEY,
        f'{{"secrets": {{"api-key": "{KEY}"',
        "[]",
        '{"secrets": []}',
        f'"{KEY}"',
        '{"version": 2, "secrets": {}}',
    ],
)
def test_a_damaged_file_is_told_without_a_word_of_it_and_is_not_written_over(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secrets.json"
    file.write_text(content)
    file.chmod(0o600)
    assert code_of(lambda: in_file(tmp_path).get(API_KEY)) == "secrets-file-unreadable"
    assert code_of(lambda: in_file(tmp_path).put(API_KEY, Secret("other"))) == "secrets-file-unreadable"
    assert file.read_text() == content


def test_what_a_killed_process_left_of_a_write_goes_with_the_next_one(tmp_path: Path) -> None:
    (tmp_path / ".secrets.json-abcd.tmp").write_text(KEY)
    in_file(tmp_path).put("other", Secret("x"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secrets.json", "secrets.lock"]


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a letter")
    assert code_of(lambda: in_file(tmp_path / "home").put(API_KEY, Secret(KEY))) == "secrets-file-unwritable"


def _put(home: Path, names: list[str]) -> None:
    for name in names:
        in_file(home).put(name, Secret(name))


def test_several_processes_write_at_once_and_none_loses_what_another_wrote(tmp_path: Path) -> None:
    names = [[f"{process}-{number}" for number in range(8)] for process in range(3)]
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_put, args=(tmp_path, mine)) for mine in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert all(shown(in_file(tmp_path).get(name)) == name for mine in names for name in mine)


def test_systemds_credentials_are_read_and_never_written(tmp_path: Path) -> None:
    (tmp_path / "enroll-api-key").write_text(f"{KEY}\n")
    (tmp_path / "enroll-data-key").write_bytes(b"\xff\xfe")
    vault = StationVault(tmp_path / "home", SecretPlace.SYSTEMD, {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert shown(vault.get(API_KEY)) == KEY
    assert vault.get("client-key-passphrase") is None
    assert not vault.forget("client-key-passphrase")
    assert code_of(lambda: vault.get(DATA_KEY)) == "secrets-file-unreadable"
    assert code_of(lambda: vault.forget(API_KEY)) == "credentials-read-only"
    with pytest.raises(VaultError, match="systemd-creds encrypt --name=enroll-api-key"):
        vault.put(API_KEY, Secret("other"))
    (tmp_path / "enroll-data-key").unlink()
    assert code_of(lambda: Sealer(vault).seal(Secret("8642"), "row")) == "credentials-read-only"


def test_a_service_that_was_started_without_credentials_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoVaultError, match="LoadCredentialEncrypted"):
        StationVault(tmp_path, SecretPlace.SYSTEMD, {}).get(API_KEY)


def test_the_file_is_chosen_openly_and_the_choice_is_written_down(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('# Reception\n[desk]\nreaders = ["pcsc:"]  # the small one\n')
    vault = open_vault(Settings(tmp_path))
    assert isinstance(vault, MovableVault)
    vault.move(SecretPlace.FILE)
    vault.put(API_KEY, Secret(KEY))
    settings = load_settings({"ENROLL_APP_HOME": str(tmp_path)})
    assert settings.secrets_in is vault.chosen is SecretPlace.FILE
    assert shown(open_vault(settings).get(API_KEY)) == KEY
    text = (tmp_path / "settings.toml").read_text()
    assert "# Reception" in text
    assert "# the small one" in text


def test_a_place_that_cannot_be_used_is_not_chosen(tmp_path: Path) -> None:
    vault = in_file(tmp_path)
    vault.put(API_KEY, Secret(KEY))
    assert code_of(lambda: vault.move(SecretPlace.VAULT)) == "no-vault"
    assert code_of(lambda: vault.move(SecretPlace.SYSTEMD)) == "place-not-writable"
    assert vault.chosen is SecretPlace.FILE
    assert shown(vault.get(API_KEY)) == KEY
    assert not (tmp_path / "settings.toml").exists()


def from_systemd(home: Path) -> StationVault:
    """A desk whose key comes from systemd, and which can be moved to a file."""
    credentials = home / "credentials"
    credentials.mkdir(parents=True)
    (credentials / "enroll-api-key").write_text(f"{KEY}\n")
    return StationVault(home, SecretPlace.SYSTEMD, {"CREDENTIALS_DIRECTORY": str(credentials)})


def test_a_move_that_cannot_be_written_down_leaves_no_copy_that_is_not_encrypted(tmp_path: Path) -> None:
    vault = from_systemd(tmp_path)
    (tmp_path / "settings.toml").write_text("[secrets")
    with pytest.raises(InvalidInputError):
        vault.move(SecretPlace.FILE)
    assert not (tmp_path / "secrets.json").exists()
    assert (vault.chosen, shown(vault.get(API_KEY))) == (SecretPlace.SYSTEMD, KEY)


def test_a_copy_that_a_killed_move_left_is_known_and_each_secret_taken_out_of_it(tmp_path: Path) -> None:
    in_file(tmp_path).put(API_KEY, Secret(KEY))
    in_file(tmp_path).put(DATA_KEY, Secret("sealed with it"))
    file = tmp_path / "secrets.json"
    assert (in_file(tmp_path).leftover(), in_file(tmp_path).forget_leftover(API_KEY)) == ("", False)
    vault = StationVault(tmp_path, SecretPlace.VAULT)
    assert vault.leftover() == str(file)
    assert vault.forget_leftover(API_KEY)
    assert not vault.forget_leftover(API_KEY)
    assert KEY not in file.read_text()
    # It may be the only one, where somebody changed the settings by hand.
    assert shown(in_file(tmp_path).get(DATA_KEY)) == "sealed with it"
    assert vault.forget_leftover(DATA_KEY)
    assert (vault.leftover(), file.exists()) == ("", False)


def test_what_was_sealed_before_the_move_is_opened_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = in_file(tmp_path)
    vault.put(API_KEY, Secret(KEY))
    sealed = Sealer(vault).seal(Secret("8642"), "row")
    with KeyringSession() as session:
        for name, value in session.env.items():
            monkeypatch.setenv(name, value)
        vault.move(SecretPlace.VAULT)
        assert not (tmp_path / "secrets.json").exists()
        moved = open_vault(load_settings({"ENROLL_APP_HOME": str(tmp_path)}))
        assert (moved.chosen, shown(moved.get(API_KEY))) == (SecretPlace.VAULT, KEY)
        assert Sealer(moved).open(sealed, "row").reveal() == "8642"


def test_the_training_modes_secrets_go_away_with_it() -> None:
    vault = MemoryVault()
    assert vault.get(API_KEY) is None
    assert Sealer(vault).open(Sealer(vault).seal(Secret("8642"), "row"), "row").reveal() == "8642"
    assert vault.forget(DATA_KEY)
    assert not vault.forget(DATA_KEY)
    assert "memory" in vault.place()
