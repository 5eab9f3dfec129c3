"""A door to practise with: the training server is told that a card was held to one."""

import json
from urllib.request import ProxyHandler, Request, build_opener

from .child import TrainingChild

# How long the server, on this very computer, may take to answer, in seconds.
_PATIENCE_S = 5.0
_LET_IN, _NOT_ALLOWED = 102, 206


def hold_to_door(child: TrainingChild, identification: str, *, allowed: bool) -> None:
    """Let a card be seen at the entrance. allowed: the key has a level, so that the door opens. Raises OSError."""
    # A door of no system that a level names: which doors a level has, only the real access-control system knows.
    body = {
        "type": _LET_IN if allowed else _NOT_ALLOWED,
        "identification": identification,
        "door_name": "Practice door",
    }
    request = Request(  # noqa: S310  the child's own address on the loopback
        f"{child.url.removesuffix('v1/')}training/events",
        json.dumps(body).encode(),
        {"Authorization": f"Bearer {child.key}", "Content-Type": "application/json"},
    )
    # Never by way of a proxy: it is this computer's own server.
    with build_opener(ProxyHandler({})).open(request, timeout=_PATIENCE_S) as answer:
        answer.read()
