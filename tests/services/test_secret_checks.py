"""What doctor says of the desk's secrets, its certificate and its outbox."""

from collections.abc import Callable
from pathlib import Path

import pytest

from enroll_app.domain.checkup import Check, CheckState
from enroll_app.domain.operations import Counts
from enroll_app.domain.ports import NoVaultError, StoreError, Vault, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, Secret, SecretPlace
from enroll_app.services.checkup import Checkup
from tests.services.surroundings import looked_over, state_of, surroundings

KEY = "canary-key-of-the-vault"
TROUBLE = Problem("odd", "It is odd: {what}.", "Mend it.", {"what": "so"})


class MadeVault:
    """A vault that keeps one key, or fails."""

    def __init__(
        self,
        key: str = "",
        chosen: SecretPlace = SecretPlace.VAULT,
        failure: VaultError | None = None,
        left: str = "",
    ) -> None:
        self.chosen = chosen
        self._left = left
        self._key, self._failure = key, failure

    def get(self, name: str) -> Secret | None:
        if self._failure:
            raise self._failure
        return Secret(self._key) if self._key and name == API_KEY else None

    def put(self, name: str, secret: Secret) -> None: ...

    def forget(self, name: str) -> bool:
        return name == API_KEY and bool(self._key)

    def place(self) -> str:
        return "the made-up place"

    def move(self, to: SecretPlace) -> None: ...

    def leftover(self) -> str:
        return self._left

    def forget_leftover(self, name: str) -> bool:
        return bool(self._left) and bool(name)


def found(checks: list[Check], name: str) -> Check:
    [check] = [check for check in checks if check.name == name]
    return check


def test_a_key_of_the_vault_will_do_and_is_never_shown(tmp_path: Path) -> None:
    vault: Vault = MadeVault(KEY)
    checks = looked_over(
        tmp_path, key=None, vault=vault, faults=(Problem("x", f"The key {KEY} is not for here.", "Mend it."),)
    )
    assert (found(checks, "api-key").state, found(checks, "api-key").facts) == (CheckState.OK, {"key": "set"})
    assert (found(checks, "secrets").state, found(checks, "secrets").facts) == (CheckState.OK, {"source": "vault"})
    assert "the made-up place" in found(checks, "secrets").cause
    assert KEY not in str(checks[1:])


def test_the_environments_key_goes_before_the_vaults(tmp_path: Path) -> None:
    checks = looked_over(tmp_path, vault=MadeVault(KEY))
    assert found(checks, "secrets").facts == {"source": "environment"}


def test_a_file_is_told_with_the_better_place(tmp_path: Path) -> None:
    check = found(looked_over(tmp_path, key=None, vault=MadeVault(KEY, SecretPlace.FILE)), "secrets")
    assert (check.state, check.facts) == (CheckState.ATTENTION, {"source": "file"})
    assert "key set --keep vault" in check.remedy


@pytest.mark.parametrize("failure", [None, VaultError(TROUBLE)])
def test_a_file_that_a_killed_move_left_is_told_with_what_to_do(tmp_path: Path, failure: VaultError | None) -> None:
    vault = MadeVault(KEY, failure=failure, left="/home/desk/secrets.json")
    check = found(looked_over(tmp_path, vault=vault), "secrets-left")
    assert check.state is CheckState.ATTENTION
    assert "/home/desk/secrets.json, which is not encrypted" in check.cause
    assert "key set" in check.remedy


@pytest.mark.parametrize("failure", [NoVaultError(TROUBLE), VaultError(TROUBLE)])
def test_without_a_vault_it_is_said_what_is_lost(tmp_path: Path, failure: VaultError) -> None:
    checks = looked_over(tmp_path, vault=MadeVault(failure=failure))
    check = found(checks, "secrets")
    assert (check.state, check.remedy) == (CheckState.ATTENTION, "Mend it.")
    assert check.cause == "It is odd: so. PINs that wait to be sent are not kept, and have to be given again."
    assert found(checks, "api-key").state is CheckState.OK
    assert found(looked_over(tmp_path, key=None, vault=MadeVault(failure=failure)), "api-key").state is CheckState.WRONG


def test_behind_a_gateway_no_key_is_missed(tmp_path: Path) -> None:
    check = found(looked_over(tmp_path, key=None, key_needed=False), "api-key")
    assert (check.state, check.facts) == (CheckState.OK, {"key": "at the gateway"})


def _raising(error: Exception) -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(
    ("certificate", "state", "words"),
    [
        (lambda _now: (), CheckState.OK, "can be read"),
        (lambda _now: (TROUBLE,), CheckState.ATTENTION, "It is odd: so."),
        (_raising(InvalidInputError(TROUBLE)), CheckState.WRONG, "It is odd: so."),
    ],
)
def test_the_client_certificate_is_looked_at(
    tmp_path: Path, certificate: Callable[..., object], state: CheckState, words: str
) -> None:
    check = found(looked_over(tmp_path, certificate=certificate), "client-certificate")
    assert check.state is state
    assert words in check.cause


@pytest.mark.parametrize(
    ("outbox", "state", "words"),
    [
        (lambda: Counts(room=50_000), CheckState.OK, "Nothing waits"),
        (lambda: Counts(3, 2, 0, 49_995), CheckState.OK, "5 = 3 waiting + 2 not confirmed + 0 that need somebody"),
        (lambda: Counts(3, 2, 1, 49_994), CheckState.ATTENTION, "+ 1 that need somebody"),
        (lambda: Counts(46_000, 0, 0, 4_000), CheckState.ATTENTION, "room for 4000 more"),
        (_raising(StoreError(TROUBLE)), CheckState.WRONG, "It is odd: so."),
    ],
)
def test_the_outbox_is_looked_at(tmp_path: Path, outbox: Callable[[], Counts], state: CheckState, words: str) -> None:
    check = found(looked_over(tmp_path, outbox=outbox), "outbox")
    assert check.state is state
    assert words in check.cause
    assert bool(check.remedy) == (state is not CheckState.OK)


def test_what_is_not_there_to_look_at_is_not_told(tmp_path: Path) -> None:
    names = {check.name for check in Checkup(surroundings(tmp_path), state_of=state_of).checks()}
    assert not names & {"secrets", "client-certificate", "outbox"}
