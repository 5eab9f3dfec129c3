"""Remove, status, levels and events over real HTTP."""

import httpx
import pytest

from enroll_app.training.server import TrainingServer
from tests.training.conftest import Clock
from tests.training.talk import CARD, ENTRANCE_1, ENTRANCE_2, NOBODY, OFFICE_1, Json, add, card, refused


def ask(client: httpx.Client, path: str, **body: object) -> Json:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    content: Json = answer.json()
    return content


def status(client: httpx.Client, key_id: str) -> tuple[str, list[str], list[str], list[str]]:
    """The word, and the last digit of each system applied, pending and failed."""
    found = ask(client, "accesskeys/status", id=key_id)
    assert found["id"] == key_id
    lists = [found[f"systems_where_{name}"] for name in ("applied", "pending", "failed")]
    applied, pending, failed = ([system["system_id"][-1] for system in systems] for systems in lists)
    return found["status"], applied, pending, failed


def test_a_key_is_removed_by_id_or_by_card(server: TrainingServer, client: httpx.Client) -> None:
    first = add(client, person={"first_name": "Anna"})
    gone = client.post("accesskeys/remove", json={"id": first["id"]})
    assert (gone.status_code, gone.content) == (204, b"")
    assert refused(client.post("accesskeys/remove", json={"id": first["id"]})) == (404, "unknown_key")
    again = add(client, person={"first_name": "Bo"})
    assert again["id"] != first["id"]
    assert again["person"]["first_name"] == "Bo"
    by_card = client.post("accesskeys/remove", json={"key": card("EM:1234567890")})
    assert by_card.status_code == 204
    assert refused(client.post("accesskeys/remove", json={"key": card()})) == (404, "unknown_key")
    assert server.training.state.key(CARD) is None


def test_remove_goes_by_the_id_when_both_are_given(server: TrainingServer, client: httpx.Client) -> None:
    first = add(client)
    add(client, "MC:5")
    assert client.post("accesskeys/remove", json={"id": first["id"], "key": card("MC:5")}).status_code == 204
    assert server.training.state.key("MC:5") is not None


@pytest.mark.parametrize("body", [{}, {"key": {"type": "code"}}, {"id": "x"}, {"id": NOBODY, "more": 1}])
def test_remove_needs_a_key(lasting: httpx.Client, body: Json) -> None:
    assert refused(lasting.post("accesskeys/remove", json=body))[0] == 400


def test_a_change_reaches_the_door_systems_in_time(client: httpx.Client, clock: Clock) -> None:
    key = add(client, access_levels=[ENTRANCE_1, OFFICE_1, ENTRANCE_2])["id"]
    assert status(client, key) == ("Pending", [], ["1", "2"], [])
    clock.forward(2)
    assert status(client, key) == ("PartiallyApplied", ["1"], ["2"], [])
    clock.forward(3)
    assert status(client, key) == ("Applied", ["1", "2"], [], [])
    applied = ask(client, "accesskeys/status", id=key)["systems_where_applied"]
    assert [system["applied_at"] for system in applied] == ["2026-03-01T12:00:02Z", "2026-03-01T12:00:05Z"]
    add(client, pin="1234")
    assert status(client, key)[0] == "Pending"


def test_a_key_without_levels_opens_nothing(client: httpx.Client) -> None:
    assert status(client, add(client)["id"]) == ("NotApplied", [], [], [])


def test_a_failing_system_names_its_error_until_it_is_healed(
    server: TrainingServer, client: httpx.Client, clock: Clock
) -> None:
    key = add(client, access_levels=[ENTRANCE_1, ENTRANCE_2])["id"]
    root = server.url.removesuffix("v1/")
    answer = client.post(f"{root}training/systems", json={"system_id": "abc123-002", "error_type": "CodeNotEnabled"})
    assert answer.status_code == 200
    clock.forward(9)
    assert status(client, key) == ("Failed", ["1"], [], ["2"])
    failed = ask(client, "accesskeys/status", id=key)["systems_where_failed"]
    assert failed == [{"system_id": "abc123-002", "error_type": "CodeNotEnabled"}]
    server.training.state.fail_system("abc123-002", None)
    assert status(client, key)[0] == "Applied"


def test_the_status_of_an_unknown_key_is_404(lasting: httpx.Client) -> None:
    assert refused(lasting.post("accesskeys/status", json={"id": NOBODY})) == (404, "unknown_key")
    assert refused(lasting.post("accesskeys/status", json={})) == (400, "id_missing")


def test_levels_name_their_system_and_need_no_body(lasting: httpx.Client) -> None:
    levels = ask(lasting, "accesslevels/list")["levels"]
    assert levels == lasting.post("accesslevels/list").json()["levels"]
    entrances = {level["system_id"] for level in levels if level["name"] == "Entrance"}
    assert entrances == {"abc123-001", "abc123-002"}
    assert "Entré" in {level["name"] for level in levels}
    assert refused(lasting.post("accesslevels/list", json={"limit": 1})) == (400, "unknown_field")


def test_an_unknown_card_at_a_door_tells_how_it_is_spelled(server: TrainingServer, client: httpx.Client) -> None:
    server.training.state.record_event(201, "0x0000abcdef", door_name="Förråd", system_id="abc123-002")
    event = ask(client, "events/list", systems=["abc123-002"])["events"][-1]
    assert event == {
        "event_time": "2026-03-01T12:00:00Z",
        "sequence_id": event["sequence_id"],
        "category": "accessdenied",
        "type": 201,
        "system_id": "abc123-002",
        "door_name": "Förråd",
        "key_id": None,
        "key": {"identification": "0000011259375", "type": "proximity"},
        "person": None,
        "subject": None,
    }


def test_a_known_card_at_a_door_tells_its_holder(server: TrainingServer, client: httpx.Client) -> None:
    key = add(client, person={"first_name": "Anna", "last_name": "Svensson"})
    root = server.url.removesuffix("v1/")
    seen = client.post(f"{root}training/events", json={"type": 102, "identification": "EM:1234567890"})
    assert seen.status_code == 200
    event = ask(client, "events/list", include_access_granted=True)["events"][-1]
    assert (event["key_id"], event["person"]) == (key["id"], key["person"])
    assert event["category"] == "accessgranted"


def test_events_come_in_pages(server: TrainingServer, client: httpx.Client) -> None:
    for number in range(7):
        server.training.state.record_event(201, f"MC:{number}")
    found: list[Json] = []
    page: Json = {"continuation_key": None, "has_more": True}
    while page["has_more"]:
        more = {"continuation_key": page["continuation_key"]} if found else {}
        page = ask(client, "events/list", limit=4, **more)
        found += page["events"]
    assert page["continuation_key"] is None
    assert [event["sequence_id"] for event in found] == list(range(1, 10))


def test_events_are_filtered_by_time_and_category(server: TrainingServer, client: httpx.Client, clock: Clock) -> None:
    clock.forward(86400 * 8)
    assert ask(client, "events/list")["events"] == []  # the last 7 days, as the vendor says
    everything = ask(client, "events/list", from_date="2026-01-01T00:00:00Z")
    assert len(everything["events"]) == 2
    early = ask(client, "events/list", from_date="2026-01-01T00:00:00Z", to_date="2026-03-01T11:00:00Z")
    assert [event["type"] for event in early["events"]] == [102]
    denied = ask(client, "events/list", from_date="2026-01-01T00:00:00Z", include_access_denied=True)
    assert [event["type"] for event in denied["events"]] == [201]


@pytest.mark.parametrize(
    "body",
    [
        {"limit": 0}, {"limit": 1001}, {"limit": True}, {"limit": 1.5}, {"limit": "9"}, {"continuation_key": "x"},
        {"systems": "abc123-001"}, {"include_access_denied": 1}, {"from_date": "yesterday"}, {"offset": 1},
    ],
)  # fmt: skip
def test_a_wrong_filter_is_refused(lasting: httpx.Client, body: Json) -> None:
    assert refused(lasting.post("events/list", json=body))[0] == 400
