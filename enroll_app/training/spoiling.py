"""Answers spoiled: from a right answer to the one that a fault makes of it. Pure."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from .answers import as_error
from .faults import Fault, Kind

MIB = 1 << 20
DEPTH = 100_000
STRANGER_ID = "00000000-0000-4000-8000-00000000dead"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Length and date are added when it is sent."""

    status: int
    body: bytes
    headers: Headers = (("content-type", "application/json"),)

    def raw(self) -> bytes:
        """Its bytes on the wire, as HTTP/1.1."""
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Unassigned"
        length = () if self.status == HTTPStatus.NO_CONTENT else (("content-length", str(len(self.body))),)
        lines = [f"HTTP/1.1 {self.status} {phrase}", *(f"{name}: {value}" for name, value in (*self.headers, *length))]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


def refusal(fault: Fault) -> Answer:
    """The answer of STATUS and REDIRECT, which replaces any other."""
    extra: Headers = ()
    if fault.kind is Kind.REDIRECT:
        extra = (("location", fault.location),)
    elif fault.retry_after is not None:
        extra = (("retry-after", fault.retry_after),)
    status = fault.status or (307 if fault.kind is Kind.REDIRECT else 503)
    if status == HTTPStatus.NO_CONTENT:
        return Answer(status, b"", extra)
    body = json.dumps(as_error("fault", "a fault that was asked for")).encode()
    return Answer(status, body, (("content-type", "application/json"), *extra))


def spoil(answer: Answer, fault: Fault) -> Answer:
    """Spoil an answer. Kinds that leave the bytes alone (SLOW, TRUNCATED …) give it back as it is."""
    change = _CHANGES.get(fault.kind)
    return answer if change is None else change(answer, fault)


def _html(_: Answer, fault: Fault) -> Answer:  # noqa: ARG001  one signature for all
    page = b"<!DOCTYPE html><html><title>Sign in</title><body>Please sign in to the network.</body></html>"
    return Answer(200, page, (("content-type", "text/html; charset=utf-8"),))


def _not_json(_: Answer, fault: Fault) -> Answer:  # noqa: ARG001  one signature for all
    return Answer(200, b"OK, stored.")


def _more(answer: Answer, member: bytes) -> Answer:
    """Add one member to the answer's object; an answer without a body gets one."""
    head = answer.body[:-1] + b"," if len(answer.body) > 2 else b"{"
    return Answer(200, head + member + b"}")


def _with(member: bytes) -> Callable[[Answer, Fault], Answer]:
    return lambda answer, fault: _more(answer, member)  # noqa: ARG005  one signature for all


def _huge(answer: Answer, fault: Fault) -> Answer:
    return _more(answer, b'"padding":"' + b"x" * (fault.size or 2 * MIB) + b'"')


def _gzip_bomb(answer: Answer, fault: Fault) -> Answer:
    head, tail = _more(answer, b'"padding":"\x00"').body.split(b"\x00")
    packer = zlib.compressobj(9, wbits=31)
    packed = [packer.compress(head)]
    left, block = fault.size or 64 * MIB, b"0" * MIB
    while left > 0:
        packed.append(packer.compress(block[:left]))
        left -= MIB
    packed += [packer.compress(tail), packer.flush()]
    return Answer(200, b"".join(packed), (("content-type", "application/json"), ("content-encoding", "gzip")))


def _huge_header(answer: Answer, fault: Fault) -> Answer:
    return replace(answer, headers=(*answer.headers, ("x-padding", "x" * (fault.size or MIB))))


def _duplicate(answer: Answer, fault: Fault) -> Answer:  # noqa: ARG001  one signature for all
    first = next(iter(json.loads(answer.body or b"{}")), "id")
    again = b'"' + first.encode() + b'":null'
    return _more(answer if answer.body else Answer(200, b"{" + again + b"}"), again)


def _echo(name: str, wrong: dict[str, object] | str) -> Callable[[Answer, Fault], Answer]:
    def change(answer: Answer, fault: Fault) -> Answer:  # noqa: ARG001  one signature for all
        content = json.loads(answer.body or b"{}")
        inner = content.get(name)
        content[name] = {**inner, **wrong} if isinstance(inner, dict) and isinstance(wrong, dict) else wrong
        return Answer(200, json.dumps(content, ensure_ascii=False).encode())

    return change


_CHANGES: dict[Kind, Callable[[Answer, Fault], Answer]] = {
    Kind.HTML: _html,
    Kind.NOT_JSON: _not_json,
    Kind.HUGE: _huge,
    Kind.GZIP_BOMB: _gzip_bomb,
    Kind.HUGE_HEADER: _huge_header,
    Kind.WRONG_ID: _echo("id", STRANGER_ID),
    Kind.WRONG_KEY: _echo("key", {"identification": "0x00deadbeef", "type": "proximity"}),
    Kind.WRONG_PERSON: _echo("person", {"id": STRANGER_ID, "first_name": "Somebody", "last_name": "Else"}),
    Kind.NAN: _with(b'"reading":NaN'),
    Kind.BIG_NUMBER: _with(b'"reading":' + b"9" * 5000),
    Kind.DUPLICATE_KEYS: _duplicate,
    Kind.LONE_SURROGATE: _with(rb'"note":"\ud83d"'),
    Kind.DEEP_NESTING: _with(b'"nested":' + b"[" * DEPTH + b"]" * DEPTH),
}
