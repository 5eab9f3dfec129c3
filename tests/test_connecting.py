"""A way to the service is kept as a whole, secrets and settings, or not at all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from enroll_app.config.book import SettingsFile
from enroll_app.config.settings import Settings, load
from enroll_app.connecting import DeskConnecting
from enroll_app.domain.checkup import Step
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, Secret
from enroll_app.domain.service_errors import SignInNeeded
from enroll_app.domain.settings_values import Value
from enroll_app.parts import Parts
from enroll_app.service_link import ServiceLink
from enroll_app.services.connecting import Connection
from enroll_app.services.outbox import Outbox
from enroll_app.store.vault import MemoryVault, StationVault, open_vault
from enroll_app.training.server import TrainingServer
from tests.test_moving_service import waiting_row

OLD, NEW = "old-key-1234567890", "new-key-1234567890"


def desk(home: Path, settings: str = "", policy: str = "", **environ: str) -> tuple[DeskConnecting, StationVault]:
    (home / "settings.toml").write_text('[secrets]\nkeep = "file"\n' + settings)
    (home / "policy.toml").write_text(policy)
    around = {"ENROLL_APP_HOME": str(home), **environ}
    loaded = load(around, home / "policy.toml")
    vault = open_vault(loaded.settings, around)
    book = SettingsFile(loaded, around, home / "policy.toml")
    return DeskConnecting(loaded.settings, book, vault, lambda _away: None, not_asked_for, not_told), vault


def not_asked_for() -> Outbox:
    raise AssertionError("what waits is nobody's business here")


def not_told(_url: str) -> None:
    raise AssertionError("nothing waits that could go along")


def key_of(vault: StationVault) -> str | None:
    kept = vault.get(API_KEY)
    return kept.reveal() if kept else None


def test_settings_that_will_not_do_leave_the_old_key(tmp_path: Path) -> None:
    connecting, vault = desk(tmp_path)
    vault.put(API_KEY, Secret(OLD))
    before = (tmp_path / "settings.toml").read_bytes()
    with pytest.raises(InvalidInputError) as caught:
        connecting.keep(Connection(client_key="desk.key", key=Secret(NEW)), {"window.volume": 101})
    assert {problem.field for problem in caught.value.problems} == {"service.client_key", "window.volume"}
    assert key_of(vault) == OLD
    assert (tmp_path / "settings.toml").read_bytes() == before


def test_a_settings_file_that_cannot_be_written_leaves_the_old_key(tmp_path: Path) -> None:
    connecting, vault = desk(tmp_path)
    vault.put(API_KEY, Secret(OLD))

    class Full(SettingsFile):
        def change(self, changes: Mapping[str, Value | None]) -> None:
            raise OSError(28, f"No space left for {len(changes)} settings")

    loaded = load({"ENROLL_APP_HOME": str(tmp_path)}, tmp_path / "policy.toml")
    book = Full(loaded, {"ENROLL_APP_HOME": str(tmp_path)}, tmp_path / "policy.toml")
    away: list[bool] = []
    parts = Parts(lambda: loaded.settings, vault)
    outbox = parts.records().outbox
    number = waiting_row(outbox, 1)
    with pytest.raises(OSError, match="No space"):
        DeskConnecting(loaded.settings, book, vault, away.append, lambda: outbox, parts.send_along).keep(
            Connection("https://x.example/", key=Secret(NEW)), {}
        )
    row = outbox.operation(number)
    parts.close()
    assert key_of(vault) == OLD
    assert away == [True, False]
    # What was set aside for a move that did not happen goes on.
    assert row is not None
    assert row.held is None
    assert connecting.kept_key().place


def test_what_a_policy_fixes_may_stay_as_it_is_and_not_become_another(tmp_path: Path) -> None:
    connecting, vault = desk(tmp_path, policy='[service]\nurl = "https://fixed.example/"\n')
    connecting.keep(Connection("https://fixed.example/", key=Secret(NEW)), {})
    assert key_of(vault) == NEW
    with pytest.raises(InvalidInputError) as caught:
        connecting.keep(Connection("https://other.example/", key=Secret(OLD)), {})
    assert [problem.code for problem in caught.value.problems] == ["setting-fixed"]
    assert key_of(vault) == NEW


@pytest.mark.parametrize("key", ["", "two words", "nyckel-å"])
def test_what_cannot_be_a_key_is_refused_unseen(tmp_path: Path, key: str) -> None:
    connecting, _ = desk(tmp_path)
    for call in (connecting.try_out, lambda given: connecting.keep(given, {})):
        with pytest.raises(InvalidInputError) as caught:
            call(Connection(key=Secret(key)))
        assert caught.value.problems[0].field == "key"
        assert not key or key not in str(caught.value)


def test_a_try_keeps_nothing_and_uses_what_is_kept_where_nothing_is_typed(tmp_path: Path) -> None:
    with TrainingServer() as service:
        connecting, vault = desk(tmp_path, f'[service]\nurl = "{service.url}"\n')
        assert connecting.try_out(Connection(service.url, key=Secret(service.key))).sounding.failed is None
        assert key_of(vault) is None
        assert connecting.try_out(Connection(service.url, key=Secret(NEW))).sounding.failed is Step.KEY
        vault.put(API_KEY, Secret(service.key))
        tried = connecting.try_out(Connection(service.url))
        assert (tried.sounding.failed, tried.no_vault) == (None, None)


def test_where_the_key_is_is_said_and_never_the_key(tmp_path: Path) -> None:
    connecting, vault = desk(tmp_path)
    assert connecting.kept_key().place == ""
    vault.put(API_KEY, Secret(OLD))
    assert "secrets.json" in connecting.kept_key().place
    from_environment, _ = desk(tmp_path, ENROLL_APP_API_KEY=OLD)
    assert (from_environment.kept_key().place, from_environment.kept_key().fixed) == ("ENROLL_APP_API_KEY", True)
    behind, _ = desk(tmp_path, '[service]\nclient_certificate = "desk.pem"\n')
    assert not behind.kept_key().needed


@pytest.mark.parametrize(
    ("settings", "other", "field"),
    [
        ('url = "https://mine.example/v1/"', Connection("https://other.example/v1/"), "key"),
        ('url = "https://mine.example/v1/"', Connection("https://mine.example:8443/v1/"), "key"),
        ('url = "http://127.0.0.1/v1/"', Connection("https://127.0.0.1/v1/"), "key"),
        ('url = "https://mine.example/v1/"', Connection("https://mine.example/v1/", ca="/of/somebody.pem"), "key"),
        # Behind the gateway there was another key, for another place.
        ('url = "https://mine.example/"\nclient_certificate = "a.pem"', Connection("https://mine.example/"), "key"),
        (
            'url = "https://mine.example/"\nclient_certificate = "/a.pem"',
            Connection("https://other.example/", certificate="/a.pem"),
            "passphrase",
        ),
    ],
)
def test_what_is_kept_goes_to_no_other_service_neither_to_try_nor_to_stay(
    tmp_path: Path, settings: str, other: Connection, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enroll_app.connecting.ServiceLink", None)  # Whoever makes one asks a service.
    connecting, vault = desk(tmp_path, f"[service]\n{settings}\n")
    vault.put(API_KEY, Secret(OLD))
    vault.put(CLIENT_KEY_PASSPHRASE, Secret("of old"))
    before = (tmp_path / "settings.toml").read_bytes()
    for call in (connecting.try_out, lambda given: connecting.keep(given, {})):
        with pytest.raises(InvalidInputError) as caught:
            call(other)
        assert [(problem.code, problem.field) for problem in caught.value.problems] == [("secret-for-another", field)]
        assert "mine.example" in str(caught.value) or "127.0.0.1" in str(caught.value)
    assert (tmp_path / "settings.toml").read_bytes() == before


def test_another_path_of_the_same_service_needs_no_new_key(tmp_path: Path) -> None:
    connecting, vault = desk(tmp_path, '[service]\nurl = "https://mine.example/v1/"\n')
    vault.put(API_KEY, Secret(OLD))
    connecting.keep(Connection("https://mine.example:443/v2/"), {})
    assert key_of(vault) == OLD


def test_a_key_of_the_environment_stays_with_its_address(tmp_path: Path) -> None:
    connecting, _ = desk(tmp_path, '[service]\nurl = "https://mine.example/v1/"\n', ENROLL_APP_API_KEY=OLD)
    with pytest.raises(InvalidInputError, match="ENROLL_APP_API_KEY") as caught:
        connecting.try_out(Connection("https://other.example/v1/", key=Secret(NEW)))
    assert caught.value.problems[0].field == "service.url"


def test_an_address_that_is_none_is_not_kept(tmp_path: Path) -> None:
    connecting, vault = desk(tmp_path, '[service]\nurl = "https://mine.example/v1/"\n')
    vault.put(API_KEY, Secret(OLD))
    assert connecting.try_out(Connection("https://other.example/?v1")).sounding.failed is Step.ADDRESS
    with pytest.raises(InvalidInputError, match="more than a host"):
        connecting.keep(Connection("https://other.example/?v1", key=Secret(NEW)), {})
    assert key_of(vault) == OLD


def test_the_desk_at_work_gets_nothing_of_what_is_kept_for_another_service(tmp_path: Path) -> None:
    with TrainingServer() as mine:
        settings = Settings(tmp_path, mine.url)
        vault = MemoryVault()
        vault.put(API_KEY, Secret("no-longer-good-123"))
        link = ServiceLink(lambda: settings, vault, lambda: "")
        with pytest.raises(SignInNeeded):
            link.levels()
        link.move_away(True)
        vault.put(API_KEY, Secret(mine.key))
        with pytest.raises(SignInNeeded):
            link.levels()
        problem = link.sound().problem
        assert problem is not None
        assert problem.code == "service-moved"
        link.close()
