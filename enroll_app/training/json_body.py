"""Strict reading of a JSON body: one object, no key twice, nothing that JSON does not know."""

import json
from collections.abc import Iterable
from typing import NoReturn

from .records import Refused

Json = dict[str, object]


def parse_object(body: bytes) -> Json:
    """Read a JSON object. Raises Refused (400) naming what is wrong."""
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as exc:
        raise Refused(400, "lone_surrogate", "a text holds half a character (a lone surrogate)") from exc
    except UnicodeDecodeError as exc:
        raise Refused(400, "not_utf8", "the body is not UTF-8") from exc
    except RecursionError as exc:
        raise Refused(400, "too_deep", "the body is nested too deeply") from exc
    except ValueError as exc:
        raise Refused(400, "not_json", "the body is not JSON") from exc
    if not isinstance(value, dict):
        raise Refused(400, "not_an_object", "the body is not a JSON object")
    return value


def _unique(pairs: Iterable[tuple[str, object]]) -> Json:
    found: Json = {}
    for name, value in pairs:
        if name in found:
            raise Refused(400, "duplicate_key", f"the body names {name!a} twice")
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise Refused(400, "not_json", f"{name} is not JSON")
