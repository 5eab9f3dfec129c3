"""How the window is to be: its language, its look, its form, its sounds, and whom it serves."""

from dataclasses import dataclass, field
from enum import Enum

from enroll_app.domain.roles import SHIPPED_ROLES, Role


class Language(Enum):
    """SYSTEM: the one that the computer speaks, English where that is neither."""

    SYSTEM = "system"
    ENGLISH = "en"
    SWEDISH = "sv"


class Look(Enum):
    """SYSTEM: light or dark, as the computer is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Form(Enum):
    """How an enrollment is asked for: page after page, or all on one page."""

    STEPS = "steps"
    ONE_PAGE = "one-page"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has chosen, or a policy.

    sounds, volume: whether outcomes are heard, and how loudly (0 to 100). reader_signals: light and buzzer of the
    reader. tray: an icon in the system's tray. kiosk: full screen, left by the password alone. lock_minutes: after so
    many idle minutes nothing is shown before the password was given; 0 for never. password: scrypt hash of the desk's
    password, as `services.password` makes it; empty for none. roles: in the order of their keys on the keyboard. role:
    the key of the one that a new card begins with; empty for what the last card had.
    """

    language: Language = Language.SYSTEM
    look: Look = Look.SYSTEM
    form: Form = Form.STEPS
    sounds: bool = True
    volume: int = 60
    reader_signals: bool = True
    tray: bool = False
    kiosk: bool = False
    lock_minutes: int = 0
    password: str = field(default="", repr=False)
    roles: tuple[Role, ...] = SHIPPED_ROLES
    role: str = ""
