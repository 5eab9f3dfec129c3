"""/accesskeys/add over real HTTP: what is created, what is updated, and what is left alone."""

import httpx
import pytest

from enroll_app.training.server import TrainingServer
from tests.training.talk import (
    CARD,
    ENTRANCE_1,
    NOBODY,
    OFFICE_1,
    SAME_CARD,
    Json,
    add,
    added,
    card,
    refused,
)

FULL: Json = {
    "pin": "0042",
    "valid_from_date": "2026-03-01T08:00:00Z",
    "valid_to_date": "2026-04-01T00:00:00.5Z",
    "access_levels": [ENTRANCE_1, OFFICE_1],
    "person": {"first_name": "Anna", "last_name": "Svensson"},
}


def test_a_new_key_is_answered_in_full_and_without_its_pin(server: TrainingServer, client: httpx.Client) -> None:
    answer = add(client, **FULL)
    person = answer.pop("person")
    assert answer == {
        "id": answer["id"],
        "key": {"identification": "0001234567890", "type": "proximity"},
        "valid_from_date": "2026-03-01T08:00:00Z",
        "valid_to_date": "2026-04-01T00:00:00.500000Z",
        "access_levels": [ENTRANCE_1, OFFICE_1],
    }
    assert (person["first_name"], person["last_name"]) == ("Anna", "Svensson")
    held = server.training.state.key(answer["id"])
    assert held is not None
    assert held.pin == "0042"


def test_the_same_card_in_any_spelling_is_the_same_key(server: TrainingServer, client: httpx.Client) -> None:
    before = len(server.training.state.keys)
    assert len({add(client, text)["id"] for text in SAME_CARD}) == 1
    assert len(server.training.state.keys) == before + 1


def test_the_answer_spells_the_card_otherwise(client: httpx.Client) -> None:
    spelled = [add(client, text)["key"]["identification"] for text in SAME_CARD[:3]]
    assert spelled == ["0001234567890", "0x00499602d2", "0x00499602d2"]
    both = add(client, "0001234567890|3405691582")["key"]["identification"]
    assert both == "0x00499602d2|0xcafebabe"


@pytest.mark.parametrize(("spelling", "answered"), [("same", "EM:1234567890"), ("decimal", "0001234567890")])
def test_the_spelling_can_be_chosen(server: TrainingServer, client: httpx.Client, spelling: str, answered: str) -> None:
    server.training.spelling = spelling  # type: ignore[assignment]  # one of the three
    assert add(client, "EM:1234567890")["key"]["identification"] == answered


def test_an_update_ignores_the_person_and_shows_the_holder(server: TrainingServer, client: httpx.Client) -> None:
    first = add(client, person={"first_name": "Anna", "last_name": "Svensson"})
    persons = len(server.training.state.persons)
    again = add(client, pin="9999", person={"first_name": "Bo", "last_name": "Ek"})
    assert again["id"] == first["id"]
    assert again["person"] == first["person"]
    by_id = added(client, {"id": first["id"], "person": {"id": NOBODY}})
    assert by_id["person"] == first["person"]
    assert len(server.training.state.persons) == persons


@pytest.mark.parametrize(("sent", "held"), [({}, "0042"), ({"pin": None}, None), ({"pin": "0007"}, "0007")])
def test_a_pin_is_left_cleared_or_set(
    server: TrainingServer, client: httpx.Client, sent: Json, held: str | None
) -> None:
    add(client, pin="0042")
    add(client, **sent)
    key = server.training.state.key(CARD)
    assert key is not None
    assert key.pin == held


def test_an_update_leaves_what_it_omits(client: httpx.Client) -> None:
    first = add(client, **FULL)
    assert added(client, {"id": first["id"]}) == first
    changed = added(client, {"id": first["id"], "access_levels": [], "valid_to_date": "2027-01-01T00:00:00Z"})
    assert changed == {**first, "access_levels": [], "valid_to_date": "2027-01-01T00:00:00Z"}


def test_an_unknown_id_is_404_and_creates_nothing(server: TrainingServer, client: httpx.Client) -> None:
    before = server.training.state.keys
    answer = client.post("accesskeys/add", json={"id": NOBODY, "key": card()})
    assert refused(answer) == (404, "unknown_key")
    assert server.training.state.keys == before


def test_a_key_can_be_given_to_an_existing_person(client: httpx.Client) -> None:
    first = add(client, person={"first_name": "Anna"})
    second = add(client, "MC:77", person={"id": first["person"]["id"].upper()})
    assert second["person"] == first["person"]
    unknown = client.post("accesskeys/add", json={"key": card("MC:78"), "person": {"id": NOBODY}})
    assert refused(unknown) == (400, "unknown_person")


def test_names_left_out_are_generated(client: httpx.Client) -> None:
    person = add(client)["person"]
    assert person["first_name"]
    assert person["last_name"]
    half = add(client, "MC:79", person={"last_name": "Öst"})["person"]
    assert half["first_name"]
    assert half["last_name"] == "Öst"


def test_a_code_is_generated_and_unique(client: httpx.Client) -> None:
    bodies: list[Json] = [{"type": "code"}, {"type": "code", "identification": ""}]
    made = [added(client, {"key": bodies[turn % 2]}) for turn in range(20)]
    codes = {key["key"]["identification"] for key in made}
    assert len(codes) == 20
    assert all(code.isdigit() for code in codes)
    first = made[0]
    same = added(client, {"key": first["key"]})
    assert same["id"] == first["id"]


def test_dates_that_end_before_they_begin_are_refused(server: TrainingServer, client: httpx.Client) -> None:
    first = add(client, **FULL)
    late = {"id": first["id"], "valid_from_date": "2026-05-01T00:00:00Z", "pin": "1111"}
    assert refused(client.post("accesskeys/add", json=late)) == (400, "date_order")
    key = server.training.state.key(CARD)
    assert key is not None
    assert key.pin == "0042"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pin", "123"), ("pin", "12345"), ("pin", "12a4"), ("pin", "١٢٣٤"), ("pin", 1234), ("pin", ""),
        ("pin", "1234\n"),
        ("valid_from_date", "2026-03-01"), ("valid_from_date", "2026-02-30T00:00:00Z"),
        ("valid_from_date", "2026-03-01T00:00:00+01:00"), ("valid_to_date", None), ("valid_to_date", 0),
        ("access_levels", [NOBODY]), ("access_levels", "x"), ("access_levels", [1]), ("access_levels", None),
        ("access_levels", ["entrance"]), ("access_levels", [ENTRANCE_1] * 101),
        ("person", {"first_name": "x" * 33}), ("person", {"first_name": ""}), ("person", {"first_name": "a\x00b"}),
        ("person", {"last_name": "a\nb"}), ("person", {"first_name": None}), ("person", {"name": "x"}), ("person", []),
        ("person", {"id": NOBODY, "first_name": "x"}), ("person", {"id": "7"}),
        ("key", {"identification": "12345", "type": "proximity"}), ("key", {"identification": CARD}), ("key", None),
        ("key", {"type": "proximity"}), ("key", {"identification": 1234567890, "type": "proximity"}),
        ("key", {"identification": "12x", "type": "code"}), ("key", {"identification": CARD, "type": "card"}),
        ("id", "1"), ("id", None), ("card", "x"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_and_changes_nothing(
    lasting_server: TrainingServer, lasting: httpx.Client, field: str, value: object
) -> None:
    before = lasting_server.training.state.keys
    answer = lasting.post("accesskeys/add", json={"key": card("MC:1"), field: value})
    assert refused(answer)[0] == 400
    assert lasting_server.training.state.keys == before
    assert str(value) not in answer.text or field != "pin" or value == ""


def test_a_key_is_required_to_create(lasting: httpx.Client) -> None:
    assert refused(lasting.post("accesskeys/add", json={"pin": "1234"})) == (400, "key_missing")
