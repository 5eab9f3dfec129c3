"""The OpenAPI 3.1 document of the five endpoints, as this training server serves them.

Endpoints and fields: the vendor's public API documentation, apidocs.intserv.se. Statuses of errors and the strictness
are this server's own: the vendor documents 200, 204 and, for /accesskeys/status, 400.
"""

from collections.abc import Iterable

from .json_body import Json
from .records import Level
from .schemas import schemas

DATE_RULE = """Beside what the schema says: valid_to_date is not before valid_from_date, also when one of them was set \
earlier (400, date_order); person.id is an existing person, where a key is created (400, unknown_person); a composite \
identification names no serial number twice (400, bad_identification)."""

_ERRORS = {
    "400": "The body is not what is described here",
    "404": "There is no such access key",
    "413": "The body is larger than 64 KiB",
    "415": "The body is not application/json in UTF-8",
}


def _json(description: str, schema: str) -> Json:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}


def _with_header(response: Json, name: str) -> Json:
    return {**response, "headers": {name: {"required": True, "schema": {"type": "string"}}}}


def _operation(
    name: str,
    summary: str,
    body: str,
    answer: str | None,
    *,
    more: str = "",
    optional: bool = False,
    finds: bool = False,
) -> Json:
    """One POST. `finds`: it looks for one key, and may not find it."""
    responses: Json = {
        "401": _with_header(_json("The bearer key is missing or wrong", "Error"), "WWW-Authenticate"),
        "405": _with_header(_json("Only POST is served", "Error"), "Allow"),
    }
    responses |= {code: _json(text, "Error") for code, text in _ERRORS.items() if finds or code != "404"}
    if answer is None:
        responses["204"] = {"description": "Done; no body"}
    else:
        responses["200"] = _json("Done", answer)
    request = {**_json("", body), "required": not optional}
    del request["description"]
    operation: Json = {"operationId": name, "summary": summary, "requestBody": request, "responses": responses}
    return {"post": {**operation, "description": more} if more else operation}


def document(levels: Iterable[Level]) -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "IntServ Access API, training server",
            "version": "1",
            "description": "A stand-in with invented data. Described after apidocs.intserv.se; not the vendor's own.",
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": {
            "/v1/accesskeys/add": _operation(
                "add", "Create or update an access key", "Add", "AccessKey", more=DATE_RULE, finds=True
            ),
            "/v1/accesskeys/remove": _operation("remove", "Remove an access key", "Remove", None, finds=True),
            "/v1/accesskeys/status": _operation("status", "Follow an access key", "Id", "Status", finds=True),
            "/v1/accesslevels/list": _operation("levels", "List the access levels", "Nothing", "Levels", optional=True),
            "/v1/events/list": _operation("events", "List events at doors", "Filter", "Events", optional=True),
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "Integration API Key"}},
            "schemas": schemas(levels),
        },
    }
