"""The same problem in the words of the command line: the option or the command that helps, at the place it is told."""

from dataclasses import replace

from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.ports import NoVaultError, Vault
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import API_KEY

KEY_UNKNOWN = "key-unknown"
"""The code of the problem of a key that the service does not have."""
NO_KEY = "no-api-key"
_PASSPHRASES = {
    "client-key-locked": "Give it with: enroll-app key set --for gateway{keep}.",
    "client-key-passphrase-wrong": "Give the right one with: enroll-app key set --for gateway{keep}.",
}


def fitted(problem: Problem, intent: Intent) -> Problem:
    """What came of an operation, with the remedy of what was asked for."""
    if problem.code != KEY_UNKNOWN:
        return problem
    if isinstance(intent, Removal):
        return replace(
            problem,
            cause="The service has no such key; perhaps it was removed already.",
            remedy="Nothing is left to do, if it was the right key.",
        )
    if isinstance(intent, Change):
        return replace(problem, remedy="It may have been removed; to give its card a new key, enroll the card.")
    return problem


def asked_of(problem: Problem) -> Problem:
    """What came of a question about one key, with the remedy of a question."""
    if problem.code != KEY_UNKNOWN:
        return problem
    return replace(
        problem, remedy="It may have been removed. Which keys this station knows is told by: enroll-app history."
    )


def key_set(problem: Problem, vault: Vault) -> Problem:
    """What is lacking to ask the service, with the very command that gives it on this computer."""
    if problem.code == NO_KEY:
        remedy = key_remedy(has_vault=has_vault(vault))
        return replace(problem, remedy=f"{remedy} Or try the product with enroll-app --training.")
    if problem.code in _PASSPHRASES:
        return replace(problem, remedy=passphrase_remedy(problem.code, has_vault=has_vault(vault)))
    return problem


def key_remedy(*, has_vault: bool) -> str:
    """How an API key is given on this computer."""
    if has_vault:
        return "Give it with enroll-app key set, or put it into the environment variable ENROLL_APP_API_KEY."
    return (
        "This computer has no vault: put the key into the environment variable ENROLL_APP_API_KEY, or into a file that "
        "is not encrypted with enroll-app key set --keep file."
    )


def passphrase_remedy(code: str, *, has_vault: bool) -> str:
    """How a passphrase is given on this computer; empty where a problem of this code needs none."""
    return _PASSPHRASES.get(code, "").format(keep="" if has_vault else " --keep file")


def has_vault(vault: Vault) -> bool:
    """Whether there is a place for secrets; a locked vault is one. Raises VaultError where it cannot be told."""
    try:
        vault.get(API_KEY)
    except NoVaultError:
        return False
    return True
