"""A setting as a person sees it: its value, where it comes from, and whether it may be changed here."""

from dataclasses import dataclass
from enum import Enum

Value = str | int | bool | tuple[str, ...]


class Origin(Enum):
    """Where a value comes from, the weakest first. What goes before the user's own settings cannot be changed here."""

    DEFAULT = "default"
    USER = "user"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Setting:
    """name: section and name, as `desk.time_zone`. place: the file or the variable that it comes from."""

    name: str
    value: Value
    origin: Origin = Origin.DEFAULT
    place: str = ""

    @property
    def locked(self) -> bool:
        """Whether something that goes before the user's settings has fixed it."""
        return self.origin in (Origin.ENVIRONMENT, Origin.COMMAND_LINE, Origin.POLICY)
