"""The digits of PINs and codes that wait: sealed on disk, or, where there is no vault, in this process's memory."""

from collections.abc import Callable, Mapping
from threading import Lock

from enroll_app.domain.operations import SecretState
from enroll_app.domain.ports import VaultError
from enroll_app.domain.secret import Secret
from enroll_app.store.database import SecretSealer
from enroll_app.store.queries import Row
from enroll_app.store.rows import bound_to


class SecretsKept:
    """Seals, opens and remembers. sealer: None where nothing is kept on disk. Usable from any thread."""

    def __init__(self, sealer: SecretSealer | None) -> None:
        self._sealer = sealer
        self._memory: dict[str, Secret] = {}
        self._lock = Lock()

    def sealed(
        self, row: Mapping[str, object], field: str | None, secret: Secret | None, token: Callable[[], str]
    ) -> dict[str, object]:
        """The columns of a row for its secret. token: gives this process's, where only its memory has the digits."""
        if field is None:
            return {}
        state: dict[str, object] = {"secret_field": field, "secret_state": SecretState.MISSING.value}
        if secret is None:
            return state
        try:
            if self._sealer is not None:
                sealed = self._sealer.seal(secret, bound_to(row, field))
                return state | {"secret_state": SecretState.KEPT.value, "secret": sealed, "secret_with": None}
        except VaultError:
            pass
        with self._lock:
            self._memory[str(row["uid"])] = secret
        return state | {"secret": None, "secret_with": token()}

    def opened(self, row: Row) -> Secret | None:
        """The digits; None where there are none. Raises VaultError."""
        if row["secret"] is not None and self._sealer is not None:
            return self._sealer.open(row["secret"], bound_to(row, row["secret_field"]))
        with self._lock:
            return self._memory.get(row["uid"])

    def remembers(self, row: Row) -> bool:
        """Whether this process has the digits in its memory."""
        with self._lock:
            return row["uid"] in self._memory

    def forget(self, uid: str) -> None:
        """They are needed no more, or are to be given again."""
        with self._lock:
            self._memory.pop(uid, None)
