"""A key or a certificate that was put in another's place is used without starting anything anew."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from enroll_app.config.settings import Settings
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import API_KEY, Secret
from enroll_app.domain.service_errors import SignInNeeded
from enroll_app.service_link import ServiceLink
from enroll_app.store.vault import MemoryVault
from enroll_app.training.server import TrainingServer


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    with TrainingServer() as running:
        yield running


def linked(settings: Settings, vault: MemoryVault) -> ServiceLink:
    return ServiceLink(lambda: settings, vault, lambda: "0" * 64)


def test_a_new_key_in_the_vault_is_used_by_the_call_after_the_one_that_was_refused(
    server: TrainingServer, tmp_path: Path
) -> None:
    vault = MemoryVault()
    vault.put(API_KEY, Secret("the-key-of-yesterday"))
    link = linked(Settings(tmp_path, server.url), vault)
    with pytest.raises(SignInNeeded):
        link.levels()
    with pytest.raises(SignInNeeded):  # nobody has put another one there
        link.levels()
    vault.put(API_KEY, Secret(server.key))
    assert link.levels()
    link.close()


def test_a_key_that_was_taken_away_leaves_the_refusal_as_the_reason(server: TrainingServer, tmp_path: Path) -> None:
    vault = MemoryVault()
    vault.put(API_KEY, Secret("the-key-of-yesterday"))
    link = linked(Settings(tmp_path, server.url), vault)
    with pytest.raises(SignInNeeded):
        link.levels()
    vault.forget(API_KEY)
    with pytest.raises(SignInNeeded):
        link.levels()
    link.close()


def test_without_any_key_the_settings_are_at_fault_and_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="No API key is set"):
        linked(Settings(tmp_path, "https://127.0.0.1:9/v1/"), MemoryVault()).connected()


def test_a_certificate_is_read_anew_only_after_a_refusal_and_where_its_file_is_another(tmp_path: Path) -> None:
    authority = trustme.CA()
    first, second = (authority.issue_cert(f"{name}.example.internal") for name in ("one", "two"))
    pem = tmp_path / "desk.pem"
    for one, target in ((first, pem), (second, tmp_path / "next.pem")):
        one.private_key_and_cert_chain_pem.write_to_path(target)
        target.chmod(0o600)
    settings = Settings(tmp_path, "https://127.0.0.1:9/v1/", client_certificate=pem)
    link = linked(settings, MemoryVault())
    client = link.connected()
    assert link.connected() is client
    shutil.copy(tmp_path / "next.pem", pem)
    os.utime(pem, ns=(1, 1))
    assert link.connected() is client
    link.doubt()
    renewed = link.connected()
    assert renewed is not client
    link.doubt()
    assert link.connected() is renewed
    link.close()
