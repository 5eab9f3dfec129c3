"""What can be wrong with the places of secrets, in words. No sentence holds a secret."""

from pathlib import Path

from enroll_app.domain.ports import NoVaultError, VaultError
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import SecretPlace

_CHOICES = (
    "Sign in to a desktop that has one; or choose the file instead with enroll-app key set --keep file: "
    "whoever has this computer's disk has the secrets then; or let the key come from the environment "
    "(ENROLL_APP_API_KEY) or from systemd's credentials."
)


def no_vault(reason: str) -> NoVaultError:
    """There is nothing on this computer that keeps secrets. reason: a clause, lower case, without a full stop."""
    return NoVaultError(
        Problem(
            "no-vault",
            "This computer has no vault for secrets that could be used here: {reason}.",
            _CHOICES,
            {"reason": reason},
        )
    )


def locked() -> VaultError:
    """The vault is there, and nobody opened it."""
    return VaultError(
        Problem(
            "vault-locked",
            "The vault of this computer is locked, and was not unlocked.",
            "Unlock the login keyring (on most desktops: sign out and in again), then try again.",
        )
    )


def silent(seconds: float) -> VaultError:
    """The vault does not answer."""
    return VaultError(
        Problem(
            "vault-silent",
            "The vault of this computer did not answer within {seconds} seconds.",
            "Look for a window that asks for its password; if there is none, sign out and in again.",
            {"seconds": round(seconds)},
        )
    )


def failed(reason: str) -> VaultError:
    """The vault said no. reason: the kind of failure, never its own words, which may repeat what was told."""
    return VaultError(
        Problem(
            "vault-failed",
            "The vault of this computer failed ({reason}).",
            "Try again; if it stays so, sign out and in again.",
            {"reason": reason},
        )
    )


def file_open_to_others(path: Path) -> VaultError:
    """Others may read the file, or may have put it there."""
    return VaultError(
        Problem(
            "secrets-file-open",
            "The file of secrets {path} is not this account's alone, so it is not used.",
            "Make it so (chmod 600 {path}), and make a new API key at the service: others may have read this one.",
            {"path": str(path)},
        )
    )


def file_unreadable(path: Path, reason: str) -> VaultError:
    """The file is no file of ours."""
    return VaultError(
        Problem(
            "secrets-file-unreadable",
            "The file of secrets {path} cannot be read: {reason}.",
            "Mend that, or move the file away and give the key again with enroll-app key set.",
            {"path": str(path), "reason": reason},
        )
    )


def file_unwritable(path: Path, reason: str) -> VaultError:
    """The disk said no."""
    return VaultError(
        Problem(
            "secrets-file-unwritable",
            "The secret could not be written into {path}: {reason}.",
            "Make room on this disk, or give this account the right to write there.",
            {"path": str(path), "reason": reason},
        )
    )


def busy(path: Path) -> VaultError:
    """Another process of ours holds the lock for longer than anything takes."""
    return VaultError(
        Problem(
            "vault-busy",
            "Another Enroll on this computer keeps the secrets busy (it holds {path}).",
            "Look for a window that asks for a password, then try again.",
            {"path": str(path)},
        )
    )


def no_credentials() -> NoVaultError:
    """Systemd handed over nothing."""
    return NoVaultError(
        Problem(
            "no-credentials",
            "The secrets are to come from systemd, and it has handed none over (CREDENTIALS_DIRECTORY is not set).",
            "Start Enroll as a service with LoadCredentialEncrypted=, or choose another place with enroll-app key set "
            "--keep vault or --keep file.",
        )
    )


def read_only(name: str) -> VaultError:
    """Systemd's credentials are made by an administrator."""
    return VaultError(
        Problem(
            "credentials-read-only",
            "The secrets of this station come from systemd, and cannot be changed from here.",
            "As an administrator make it with systemd-creds encrypt --name=enroll-{name} - enroll-{name}.cred, name "
            "the file in the service's LoadCredentialEncrypted=enroll-{name}:, and restart the service.",
            {"name": name},
        )
    )


def cannot_move(to: SecretPlace) -> VaultError:
    """Only a person with the administrator's rights gives secrets to systemd."""
    return VaultError(
        Problem(
            "place-not-writable",
            "Secrets cannot be moved to {place} from here.",
            "Choose vault or file, or have an administrator make the credentials with systemd-creds.",
            {"place": to.value},
        )
    )
