"""How the tests talk to a training server."""

from typing import Any

import httpx

from enroll_app.training.server import TrainingServer

CARD = "0x00499602d2"
SAME_CARD = ("0x00499602d2", "0001234567890", "EM:1234567890", "EM:001234567890", "0x00499602D2")

ENTRANCE_1 = "6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e01"
OFFICE_1 = "6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e02"
ENTRANCE_2 = "6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e04"
NOBODY = "00000000-0000-4000-8000-000000000000"

Json = dict[str, Any]


def client_of(server: TrainingServer) -> httpx.Client:
    """A client with the server's key, of its own connections, and without the environment's proxies."""
    headers = {"Authorization": f"Bearer {server.key}"}
    return httpx.Client(base_url=server.url, headers=headers, timeout=5, trust_env=False)


def card(identification: str = CARD) -> Json:
    return {"identification": identification, "type": "proximity"}


def add(client: httpx.Client, identification: str = CARD, **fields: object) -> Json:
    """Add a card, and return the answer, which must be 200."""
    return added(client, {"key": card(identification), **fields})


def added(client: httpx.Client, body: Json) -> Json:
    answer = client.post("accesskeys/add", json=body)
    assert answer.status_code == 200, answer.text
    content: Json = answer.json()
    return content


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of an error, which must be JSON of the one form."""
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert error["message"]
    return answer.status_code, error["code"]
