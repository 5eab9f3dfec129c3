"""The control interface, outside /v1/ and guarded by the same key: faults, events, door systems, and a look inside.

The look inside shows PINs. A training server holds invented data only, and tests must see which PIN it holds.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .answers import as_date, as_event, as_key, as_level, as_person
from .json_body import Json
from .records import Refused
from .seed import SYSTEMS
from .training import Training

_FAULT: dict[str, tuple[type, ...]] = {
    "path": (str,),
    "fault": (str,),
    "times": (int,),
    "status": (int,),
    "retry_after": (str,),
    "seconds": (int, float),
    "at": (int,),
    "size": (int,),
    "location": (str,),
    "applied": (bool,),
}
_EVENT: dict[str, tuple[type, ...]] = {
    "type": (int,),
    "identification": (str, type(None)),
    "system_id": (str,),
    "door_name": (str,),
}
_SYSTEM: dict[str, tuple[type, ...]] = {"system_id": (str,), "error_type": (str, type(None))}


class Control:
    """Handlers of the control interface."""

    def __init__(self, training: Training) -> None:
        self._training = training

    def plan_fault(self, training: Training, body: Json) -> Json:
        """Plan a fault: {"path", "fault", "times"} and the options of faults.Fault."""
        fields = _checked(body, _FAULT, required={"path", "fault"})
        try:
            training.faults.plan(fields.pop("path"), fields.pop("fault"), fields.pop("times", 1), **fields)
        except ValueError as exc:
            raise Refused(400, "bad_fault", str(exc)) from exc
        return {"planned": training.faults.planned()}

    def record_event(self, training: Training, body: Json) -> Json:
        """Let something happen at a door: {"type", "identification", "system_id", "door_name"}, all optional."""
        try:
            event = training.state.record_event(**_checked(body, _EVENT))
        except ValueError as exc:
            raise Refused(400, "bad_event", str(exc)) from exc
        return as_event(event, training.spelling)

    def set_system(self, training: Training, body: Json) -> Json:
        """Let every change fail in a door system, {"system_id", "error_type"}, or heal it with a null error."""
        fields = _checked(body, _SYSTEM, required={"system_id"})
        if fields["system_id"] not in SYSTEMS:
            raise Refused(400, "unknown_system", "there is no such door system")
        training.state.fail_system(**fields)
        return {"system_id": fields["system_id"]}

    async def clear_faults(self, request: Request) -> Response:  # noqa: ARG002  Starlette's signature
        """Forget every fault still planned."""
        self._training.faults.clear()
        return Response(status_code=204)

    async def show_state(self, request: Request) -> Response:  # noqa: ARG002  Starlette's signature
        """Everything that the server holds, invented PINs included."""
        training, state = self._training, self._training.state
        return JSONResponse(
            {
                "levels": [as_level(level) for level in state.levels],
                "persons": [as_person(person) for person in state.persons],
                "keys": [
                    {**as_key(key, "decimal"), "pin": key.pin, "changed_at": as_date(key.changed_at)}
                    for key in state.keys
                ],
                "events": [as_event(event, "decimal") for event in state.recorded],
                "faults": training.faults.planned(),
            }
        )


def _checked(
    body: Json, types: dict[str, tuple[type, ...]], required: set[str] | frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Check names and types. Raises Refused (400). Bool is no int here."""
    for name in required - body.keys():
        raise Refused(400, "field_missing", f"{name} is required")
    for name, value in body.items():
        if name not in types:
            raise Refused(400, "unknown_field", f"the body has an unknown field {name!a}")
        if type(value) not in types[name]:
            raise Refused(400, "wrong_type", f"{name} has the wrong type")
    return dict(body)
