"""JSON without the liberties that Python's reader takes: no NaN, no name twice, no half characters."""

import json
from collections.abc import Iterable
from typing import NoReturn


class NotJsonError(Exception):
    """The bytes are not JSON that can be relied upon."""


def parse(body: bytes) -> object:
    """Read one JSON value from UTF-8, with or without a byte order mark.

    Raises NotJsonError, which carries nothing of the body (json.JSONDecodeError carries all of it).
    """
    try:
        value = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # fails on a lone surrogate, which JSON may escape
    except (ValueError, RecursionError):
        readable = False
    else:
        readable = True
    if not readable:
        raise NotJsonError
    return value


def _unique(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError("a name twice in one object")
        found[name] = value
    return found


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("not a number of JSON's")
