"""What access levels are called that the service does not list any more, as far as this desk had to do with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import Memory

# So many names are remembered, those that were met last; a name is some 50 bytes. A choice of ours: a desk gives out
# dozens of levels, where a site has thousands.
MOST_NAMES = 500


def met(memory: Memory, ids: Iterable[str], levels: Sequence[AccessLevel]) -> Memory:
    """The memory after these levels were chosen, or seen on a key. levels: those that the service lists."""
    wanted = set(ids)
    now = {str(one.level_id): one.full_name for one in levels if str(one.level_id) in wanted}
    if all(memory.level_names.get(one) == name for one, name in now.items()):
        return memory
    names = {one: name for one, name in memory.level_names.items() if one not in now} | now
    return replace(memory, level_names=dict(list(names.items())[-MOST_NAMES:]))


def by_id(names: Mapping[str, str]) -> dict[UUID, str]:
    """The names by ids, as keys have them; what is no id is left out."""
    found: dict[UUID, str] = {}
    for level_id, name in names.items():
        try:
            found[parse_uuid(level_id)] = name
        except ValueError:
            continue
    return found
