"""A key that went down, and what is to be done with it. Values only."""

from dataclasses import dataclass
from enum import Enum

from drivers.reader import CardUnreadable, NumberSeen


@dataclass(frozen=True, slots=True)
class Key:
    """One key that goes down. Keys that only change others (Shift, Caps Lock) are none.

    code: what tells this key from others. text: the character that the layout gives it; position: the one that it has
    on a US keyboard; both empty for a key that writes nothing, or together with Ctrl or Alt. ends: Enter or Tab.
    at: when, in milliseconds of one clock. repeat: the system says that it is the repetition of a key held down.
    """

    code: int
    text: str
    position: str
    at: int
    ends: bool = False
    repeat: bool = False


class Fate(Enum):
    """What is to be done with keys."""

    HOLD = "hold"
    GIVE_BACK = "give back"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Verdict:
    """held: what becomes of the keys that were held until now, first; key: and then of this one; seen: to be told."""

    held: Fate
    key: Fate
    seen: NumberSeen | CardUnreadable | None = None
