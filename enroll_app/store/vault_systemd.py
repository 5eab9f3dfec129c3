"""Secrets that systemd hands over at the start of a service: files in $CREDENTIALS_DIRECTORY, read and never written.

Source: systemd.exec(5), LoadCredentialEncrypted=; systemd-creds(1).
"""

from pathlib import Path

from enroll_app.domain.secret import Secret
from enroll_app.store import vault_problems

# systemd's own limit is 1 MiB; a key is far shorter. In bytes.
_LONGEST = 65_536


class CredentialVault:
    """The credentials `enroll-api-key`, `enroll-data-key` and `enroll-client-key-passphrase`."""

    def __init__(self, folder: str) -> None:
        """folder: what CREDENTIALS_DIRECTORY says; empty where it says nothing."""
        self._folder = folder

    def get(self, name: str) -> Secret | None:
        """Raises NoVaultError where this process was not started with credentials, VaultError where one is no text."""
        if not self._folder:
            raise vault_problems.no_credentials()
        path = Path(self._folder) / f"enroll-{name}"
        try:
            with path.open("rb") as file:
                text = file.read(_LONGEST).decode("utf-8")
        except FileNotFoundError:
            return None
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise vault_problems.file_unreadable(path, reason) from error
        except UnicodeDecodeError:
            # Without its cause, which carries the bytes.
            raise vault_problems.file_unreadable(path, "it is no text") from None
        return Secret(text.removesuffix("\n").removesuffix("\r"))

    def put(self, name: str, secret: Secret) -> None:  # noqa: ARG002  the port's form
        """Raises VaultError, which says how an administrator does it."""
        raise vault_problems.read_only(name)

    def forget(self, name: str) -> bool:
        """Raises VaultError where there is such a secret."""
        if self.get(name) is None:
            return False
        raise vault_problems.read_only(name)

    def place(self) -> str:
        """Where the secrets lie."""
        return "the credentials that systemd hands to this service"
