"""What is wrong, in words a person can act on.

A `Problem` is a value: a code for scripts, an English sentence for the cause, one for the remedy, and the facts
that fill their braces. The sentences are templates, so that a face may translate them before the facts go in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Fact = str | int
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    code: stable, for scripts and tests ("pin-not-four-digits").
    cause, remedy: sentences with `{fact}` fields; `remedy` may be empty.
    field: the input field it belongs to ("pin", "first_name", …); empty where it belongs to none.
    """

    code: str
    cause: str
    remedy: str = ""
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    field: str = ""

    def __str__(self) -> str:
        """The cause and the remedy in English, filled in."""
        return f"{self.cause.format(**self.facts)} {self.remedy.format(**self.facts)}".strip()


class InvalidInputError(Exception):
    """What was typed, tapped or given breaks a rule; nothing was sent. `problems` says all of it at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(str(problem) for problem in problems))
        self.problems = problems
