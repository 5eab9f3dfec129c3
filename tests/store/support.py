"""What the tests of the store share."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import KeyRecord, Order
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.ports import StoreError

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
CARD = parse_identification("EM:1234567890")
ANNA, BO = Person("Åsa", "Öberg", UUID(int=1)), Person("Bo", "Ek", UUID(int=2))
PIN = "8642"
ORDER = Order(CARD, Person("Åsa", "Öberg"), Pin(PIN), unresolved_levels=("Söder {x}",))


def record(owner: Person | None, card: Identification = CARD) -> KeyRecord:
    return KeyRecord(KEY_ID, card.decimal, card, owner)


def failure(act: Callable[[], object], path: Path) -> str:
    """The one sentence, and its remedy, that the store fails with; it names the file and no library."""
    with pytest.raises(StoreError) as caught:
        act()
    text = str(caught.value)
    assert caught.value.problem.code == "store-failed"
    assert text.startswith(f"The station's records in {path} cannot be used: ")
    assert "sqlalche" not in text
    assert "INSERT" not in text
    assert "\n" not in text
    return text
