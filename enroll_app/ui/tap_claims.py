"""Who gets the next card: the wizard, unless somebody else has asked for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid

from enroll_app.services.tapping import Read

Taker = Callable[[Read], None]


class TapClaims:
    """One claim at a time, the last one that was made."""

    def __init__(self) -> None:
        self._taker: Taker | None = None

    def claim(self, taker: Taker | None) -> None:
        """Every card goes to `taker`; None ends the claim."""
        self._taker = taker

    def release(self, taker: Taker) -> None:
        """End this claim, unless somebody else has made one since."""
        if self._taker == taker:
            self._taker = None

    def take(self, read: Read) -> bool:
        """Hand a card to who has claimed it and is still there; False where nobody has."""
        owner = getattr(self._taker, "__self__", None)
        if isinstance(owner, QObject) and not isValid(owner):
            self._taker = None
        if self._taker is None:
            return False
        self._taker(read)
        return True
