"""The desk that a face is handed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.fakes import fake_desk, fake_station


@pytest.mark.parametrize(("practice_tap", "training"), [(None, False), (lambda: None, True)])
def test_a_desk_with_practice_cards_says_that_nothing_on_it_is_real(
    practice_tap: Callable[[], None] | None, training: bool
) -> None:
    desk = fake_desk(fake_station(), Path(), practice_tap=practice_tap)
    assert desk.training is training
