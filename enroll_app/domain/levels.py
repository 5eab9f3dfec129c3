"""Access levels: which doors, when. Source: IntServ Access API, `/accesslevels/list`.

The same name can occur in several access-control systems, so a name alone may be ambiguous.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.problems import InvalidInputError, Problem


@dataclass(frozen=True, slots=True)
class AccessLevel:
    """One access level. system_id: the access-control system it belongs to, such as `abc123-001`."""

    level_id: UUID
    name: str
    system_id: str

    @property
    def full_name(self) -> str:
        """The name together with its system, which no other level should share."""
        return f"{self.name} ({self.system_id})"


def find_levels(wanted: Iterable[str], known: Sequence[AccessLevel]) -> tuple[AccessLevel, ...]:
    """Find levels by id, by name, or by "name (system)"; each once, in the order asked for.

    Raises InvalidInputError with a problem for every one that is unknown or ambiguous.
    """
    found: dict[UUID, AccessLevel] = {}
    problems: list[Problem] = []
    for text in wanted:
        matches = _matches(text, known)
        if len(matches) == 1:
            found.setdefault(matches[0].level_id, matches[0])
        else:
            problems.append(_ambiguous(text, matches) if matches else _unknown(text, known))
    if problems:
        raise InvalidInputError(*problems)
    return tuple(found.values())


def _matches(text: str, known: Sequence[AccessLevel]) -> list[AccessLevel]:
    try:
        wanted_id = parse_uuid(text)
    except ValueError:
        wanted_id = None
    if wanted_id is not None:
        return [level for level in known if level.level_id == wanted_id]
    exact = [level for level in known if text.strip() in (level.name, level.full_name)]
    if exact:
        return exact
    wanted = folded(text)
    return [level for level in known if wanted in (folded(level.name), folded(level.full_name))]


def folded(text: str) -> str:
    """A name as it is compared where it is written otherwise: whatever its spaces, and whether large or small."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def _ambiguous(text: str, matches: Sequence[AccessLevel]) -> Problem:
    return Problem(
        "level-ambiguous",
        "The access level “{name}” exists {count} times: {choices}.",
        "Name its system too, in parentheses as here, or give its id.",
        {"name": text.strip(), "count": len(matches), "choices": ", ".join(level.full_name for level in matches)},
        "levels",
    )


def _unknown(text: str, known: Sequence[AccessLevel]) -> Problem:
    near = difflib.get_close_matches(folded(text), [folded(level.name) for level in known], n=3)
    names = sorted({level.name for level in known if folded(level.name) in near})
    return Problem(
        "level-unknown",
        "The service has no access level “{name}”.",
        "Did you mean {near}?" if names else "List the levels there are with: enroll-app levels.",
        {"name": text.strip()[:60], "near": ", ".join(names)},
        "levels",
    )
