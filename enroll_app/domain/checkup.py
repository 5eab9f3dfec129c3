"""What a checkup of the desk found: one `Check` for each thing looked at, with a cause and a remedy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from enroll_app.domain.problems import Problem

Fact = str | int | float | bool | tuple[str, ...] | None
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


class CheckState(Enum):
    """How a check ended. ATTENTION: the desk works, and something is to be looked at."""

    OK = "ok"
    ATTENTION = "attention"
    WRONG = "wrong"
    SKIPPED = "skipped"


class Area(Enum):
    """What a check is about, by who can mend it: what the desk is set to, its readers, the service, the computer."""

    SETTINGS = "settings"
    READERS = "readers"
    SERVICE = "service"
    COMPUTER = "computer"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    cause: a sentence, also of what is right, and of why something was not looked at. remedy: one, or nothing.
    facts: what scripts and supporters want to know. outside: the cause without what the user wrote, for other eyes;
    empty where the cause itself will do.
    """

    name: str
    area: Area
    state: CheckState
    cause: str
    remedy: str = ""
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    outside: str = ""

    def values(self) -> dict[str, object]:
        """The check as one flat object."""
        said = {"check": self.name, "state": self.state.value, "cause": self.cause, "remedy": self.remedy}
        return {**said, **self.facts}


class Step(Enum):
    """The steps on the way to an answer of the service, in their order, as their checks are named."""

    ADDRESS = "service-address"
    NAME = "name-lookup"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    ANSWER = "service"
    KEY = "api-key"


@dataclass(frozen=True, slots=True)
class Sounding:
    """What came of one harmless question to the service.

    failed: the step that failed, None when all went well; the steps after it were not tried. problem: why.
    passing: it may be well again in a moment. host: whom it asked. encrypted: False on this very computer alone.
    service_time, own_time: the service's clock and ours at the same moment, both in UTC, as far as its answer told.
    levels: how many access levels it has. took_ms: from question to answer, in milliseconds.
    """

    failed: Step | None = None
    problem: Problem | None = None
    passing: bool = False
    host: str = ""
    encrypted: bool = True
    service_time: datetime | None = None
    own_time: datetime | None = None
    levels: int | None = None
    took_ms: int | None = None


def filled(sentence: str, problem: Problem) -> str:
    """A sentence of a problem with its facts in it."""
    return sentence.format(**problem.facts)


def wrong(name: str, area: Area, problem: Problem, **facts: Fact) -> Check:
    """A problem as a check that found it."""
    cause, remedy = filled(problem.cause, problem), filled(problem.remedy, problem)
    return Check(name, area, CheckState.WRONG, cause, remedy, {"code": problem.code, **facts})
