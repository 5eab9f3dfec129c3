"""Ids as the service writes them: UUID strings (IntServ Access API, "ids")."""

import re
from uuid import UUID

_WRITTEN = re.compile(r"\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)


def parse_uuid(text: str) -> UUID:
    """Read an id. Raises ValueError.

    `UUID` alone is too kind: it takes full-width digits, a sign, `0x` and underscores, and makes another id of them.
    """
    stripped = text.strip()
    if not _WRITTEN.fullmatch(stripped):
        raise ValueError(stripped)
    return UUID(stripped)
