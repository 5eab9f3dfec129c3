"""The vaults of Linux desktops: the Secret Service (GNOME, KDE from 5.97), and KWallet where it stands alone.

Importing this loads keyring, secretstorage and cryptography, some 150 ms.
"""

import importlib.util
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

import secretstorage
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]
    from keyring.backend import KeyringBackend


class SecretServiceRing(Keyring):
    """keyring's backend, which tells when it waits for a person to unlock the collection."""

    def __init__(self, waits_for_person: Event) -> None:
        self._waits_for_person = waits_for_person
        super().__init__()  # type: ignore[no-untyped-call]

    def set_properties_from_env(self) -> None:
        """Take nothing from KEYRING_PROPERTY_… variables: another collection may be one that keeps nothing."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """The default collection, unlocked. Raises KeyringLocked. Whoever asked for it closes its connection."""
        bus = secretstorage.dbus_init()
        try:
            return self._unlocked(self._default(bus))
        except BaseException:
            bus.close()
            raise

    def _default(self, bus: "DBusConnection") -> secretstorage.Collection:
        try:
            return secretstorage.Collection(bus)
        except secretstorage.ItemNotFoundException:
            # A desktop that never kept a secret: it asks for a password for the new keyring.
            self._waits_for_person.set()
            return secretstorage.create_collection(bus, "Default", "default")

    def _unlocked(self, collection: secretstorage.Collection) -> secretstorage.Collection:
        if collection.is_locked():
            self._waits_for_person.set()
            collection.unlock()
            if collection.is_locked():
                raise KeyringLocked
        return collection


def offered() -> bool:
    """Whether the session has a Secret Service, or one that would be started. Raises what secretstorage does."""
    with closing(secretstorage.dbus_init()) as bus:
        return secretstorage.check_service_availability(bus)


def kwallet() -> "KeyringBackend | None":
    """KWallet by its own protocol, which needs the package dbus-python; None where there is none."""
    if importlib.util.find_spec("dbus") is None:
        return None
    from keyring.backends.kwallet import DBusKeyring

    return DBusKeyring() if DBusKeyring.viable else None  # type: ignore[no-untyped-call]
