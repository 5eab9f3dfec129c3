"""How the parts of a desk are."""

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Condition(Enum):
    """How a part of the desk is."""

    WELL = auto()
    ILL = auto()
    PENDING = auto()


class Health(NamedTuple):
    """How a part of the desk is, in words; `hint` says what to do about it."""

    condition: Condition
    words: str = ""
    hint: str = ""


def starting() -> tuple[Health, Health]:
    """The reader's and the service's condition before anything is known."""
    reader = QCoreApplication.translate("health", "Looking for readers")
    service = QCoreApplication.translate("health", "Connecting")
    return Health(Condition.PENDING, reader), Health(Condition.PENDING, service)
