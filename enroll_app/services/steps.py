"""The wizard's steps by name: apart from the wizard, so that the window can draw them before it loads the rest."""

from enum import Enum, auto


class Step(Enum):
    """The pages, in their order."""

    CARD = auto()
    PERSON = auto()
    PIN = auto()
    ACCESS = auto()
    REVIEW = auto()
    RESULT = auto()


ORDER = tuple(Step)
