"""The routes: authorization, reading of bodies, and errors as JSON. What the answers mean is decided in State."""

import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from . import rules
from .answers import as_error, as_events, as_key, as_level, as_status
from .control import Control
from .json_body import Json, parse_object
from .misbehaviour import Misbehaviour
from .openapi import document
from .records import Refused
from .training import Training

LARGEST_BODY = 64 * 1024
"""Bytes in the largest request body taken; the vendor names no limit."""

Operation = Callable[[Training, Json], Json | None]
Handler = Callable[[Request], Awaitable[Response]]

_log = logging.getLogger("enroll_app.training")


def add(training: Training, body: Json) -> Json:
    """/accesskeys/add."""
    return as_key(training.state.add(rules.read_add(body)), training.spelling)


def remove(training: Training, body: Json) -> None:
    """/accesskeys/remove."""
    training.state.remove(rules.read_which(body))


def status(training: Training, body: Json) -> Json:
    """/accesskeys/status."""
    key_id = rules.read_id(body)
    return as_status(key_id, training.state.status(key_id))


def levels(training: Training, body: Json) -> Json:
    """/accesslevels/list."""
    rules.read_nothing(body)
    return {"levels": [as_level(level) for level in training.state.levels]}


def events(training: Training, body: Json) -> Json:
    """/events/list."""
    found, has_more = training.state.events(rules.read_filter(body))
    return as_events(found, training.state.now(), has_more=has_more, spelling=training.spelling)


def build_app(training: Training) -> ASGIApp:
    """The whole training service as an ASGI application."""
    control = Control(training)
    routes = [
        _post("/v1/accesskeys/add", training, add),
        _post("/v1/accesskeys/remove", training, remove),
        _post("/v1/accesskeys/status", training, status),
        _post("/v1/accesslevels/list", training, levels, body_required=False),
        _post("/v1/events/list", training, events, body_required=False),
        _post("/training/faults", training, control.plan_fault),
        _post("/training/events", training, control.record_event, body_required=False),
        _post("/training/systems", training, control.set_system),
        Route("/training/faults", _guarded(training, control.clear_faults), methods=["DELETE"]),
        Route("/training/state", _guarded(training, control.show_state), methods=["GET"]),
        Route("/openapi.json", _describe(training), methods=["GET"]),
    ]
    errors = {HTTPException: _http_error, Exception: _crash}
    app = Starlette(routes=routes, exception_handlers=errors)
    app.router.redirect_slashes = False
    return Misbehaviour(app, training.faults)


def _post(path: str, training: Training, operation: Operation, *, body_required: bool = True) -> Route:
    async def handle(request: Request) -> Response:
        body = await _body(request)
        answer = operation(training, _content(request, body) if body or body_required else {})
        return Response(status_code=204) if answer is None else JSONResponse(answer)

    return Route(path, _guarded(training, handle), methods=["POST"])


def _guarded(training: Training, handler: Handler) -> Handler:
    """Let the handler be reached with the key alone, and turn what it refuses into JSON."""

    async def handle(request: Request) -> Response:
        if not training.lets_in(request.headers.getlist("authorization")):
            body = as_error("unauthorized", "the bearer key is missing or is not the right one")
            return JSONResponse(body, 401, {"WWW-Authenticate": "Bearer"})
        try:
            return await handler(request)
        except Refused as refused:
            return JSONResponse(as_error(refused.code, refused.message), refused.status)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it

    return handle


async def _body(request: Request) -> bytes:
    """Read the body, up to the limit. Raises Refused (413)."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, "too_large", f"the body is larger than {LARGEST_BODY} bytes")
    return body


def _content(request: Request, body: bytes) -> Json:
    if not body:
        raise Refused(400, "body_missing", "the body is missing; a JSON object was expected")
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if kind.strip() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Refused(415, "not_json", "the content type is not application/json in UTF-8")
    return parse_object(body)


def _describe(training: Training) -> Handler:
    async def handle(request: Request) -> Response:  # noqa: ARG001  Starlette's signature
        return JSONResponse(document(training.state.levels))

    return handle


async def _http_error(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette's signature
    """Starlette's own 404 and 405."""
    assert isinstance(error, HTTPException)
    body = as_error(error.detail.lower().replace(" ", "_"), error.detail)
    return JSONResponse(body, error.status_code, error.headers)


async def _crash(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette's signature
    """An error of this server's own: logged here, told without a traceback."""
    _log.error("the training server failed", exc_info=error)
    return JSONResponse(as_error("internal", "the training server failed"), 500)
