"""The OpenAPI document is valid, and what it says is what the server does."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from enroll_app.training.openapi import document
from enroll_app.training.rules import read_add
from enroll_app.training.seed import KEYS, LEVELS
from enroll_app.training.server import TrainingServer

BEYOND_SCHEMA = {"date_order", "unknown_person", "bad_identification"}
"""What no JSON schema can say, and the document says in words: order of dates, existing persons, differing parts."""


def test_the_document_is_valid() -> None:
    OpenAPIV31SpecValidator(document(LEVELS)).validate()


def test_the_document_is_served_without_a_key(lasting_server: TrainingServer) -> None:
    url = httpx.URL(lasting_server.url).join("/openapi.json")
    answer = httpx.get(url, trust_env=False)
    assert answer.json() == document(LEVELS)


def known_id(server: TrainingServer) -> str:
    """The id of a key that exists now, whatever was removed before."""
    return server.training.state.add(read_add(KEYS[0])).id


def aim(case: schemathesis.Case[Any], server: TrainingServer) -> None:
    """Point half of the ids in valid data at a key that exists; what was damaged on purpose is left alone."""
    body: Any = case.body
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    if positive and isinstance(body, dict) and "id" in body and body["id"][-1] in "02468ace":
        body["id"] = known_id(server)


@pytest.fixture(scope="module")
def described() -> Iterator[TrainingServer]:
    """A server of its own: this test leaves much behind."""
    with TrainingServer() as running:
        yield running


contract = schemathesis.openapi.from_dict(document(LEVELS))


@contract.parametrize()
@settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_the_server_does_what_the_document_says(case: schemathesis.Case[Any], described: TrainingServer) -> None:
    """All of schemathesis's checks. The one that valid data is accepted yields to the rules in BEYOND_SCHEMA alone."""
    aim(case, described)
    answer = case.call(
        base_url=described.url.removesuffix("/v1/"), headers={"Authorization": f"Bearer {described.key}"}
    )
    beyond = answer.status_code == 400 and answer.json()["error"]["code"] in BEYOND_SCHEMA
    case.validate_response(answer, excluded_checks=[positive_data_acceptance] if beyond else [])
