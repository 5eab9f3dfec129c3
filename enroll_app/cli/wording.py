"""The same problem in the words of the command line: the option or the command that helps, at the place it is told."""

from dataclasses import replace

from enroll_app.domain.checkup import Check, CheckState, Step
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.ports import NoVaultError, Vault, VaultError
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import API_KEY

KEY_UNKNOWN = "key-unknown"
"""The code of the problem of a key that the service does not have."""
NO_KEY = "no-api-key"
PASSPHRASE_COMMAND = "enroll-app key set --for gateway"  # noqa: S105  no password
_PASSPHRASES = {
    "client-key-locked": "Give it with: {command}.",
    "client-key-passphrase-wrong": "Give the right one with: {command}.",
}


def fitted(problem: Problem, intent: Intent) -> Problem:
    """What came of an operation, with the remedy of what was asked for."""
    if problem.code != KEY_UNKNOWN:
        return problem
    if isinstance(intent, Removal):
        return replace(
            problem,
            cause="The service has no such key; perhaps it was removed already.",
            remedy="Nothing is left to do, if it was the right key; to give its card to somebody else: enroll it with "
            "--on-conflict reassign.",
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
        command = given_with(PASSPHRASE_COMMAND, vault)
        return replace(problem, remedy=_PASSPHRASES[problem.code].format(command=command))
    return problem


def checked_with(check: Check, vault: Vault | None) -> Check:
    """What a check found to be lacking, with the very command that gives it on this computer."""
    if vault is None or check.state is not CheckState.WRONG:
        return check
    code = str(check.facts.get("code", ""))
    if code in _PASSPHRASES:
        command = given_with(PASSPHRASE_COMMAND, vault)
        return replace(check, remedy=_PASSPHRASES[code].format(command=command))
    if check.name == Step.KEY.value and check.facts.get("key") == "not set":
        return replace(check, remedy=key_remedy(has_vault=has_vault(vault)))
    return check


def key_remedy(*, has_vault: bool) -> str:
    """How an API key is given on this computer."""
    if has_vault:
        return "Give it with enroll-app key set, or put it into the environment variable ENROLL_APP_API_KEY."
    return (
        "This computer has no vault: put the key into the environment variable ENROLL_APP_API_KEY, or into a file that "
        "is not encrypted with enroll-app key set --keep file."
    )


def given_with(command: str, vault: Vault) -> str:
    """The command with what it needs on this computer."""
    return command if has_vault(vault) else f"{command} --keep file"


def has_vault(vault: Vault) -> bool:
    """Whether there is a place for secrets; one that is locked, or fails, is one."""
    try:
        vault.get(API_KEY)
    except NoVaultError:
        return False
    except VaultError:
        return True
    return True
