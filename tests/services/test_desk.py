"""The desk that a face is handed."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from drivers.reader import Reader
from enroll_app.domain.identification import Spelling
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller
from tests.services.fakes import FakeService, FakeStore, clock


@pytest.mark.parametrize(("practice_tap", "training"), [(None, False), (lambda: None, True)])
def test_a_desk_with_practice_cards_says_that_nothing_on_it_is_real(
    practice_tap: Callable[[], None] | None, training: bool
) -> None:
    def no_reader(uris: object) -> Reader:
        raise AssertionError(uris)

    enroller = Enroller(FakeService([]), FakeStore([]), clock)
    desk = Desk(
        enroller=lambda: enroller,
        open_readers=no_reader,
        find_readers=list,
        readers=(),
        zone=UTC,
        now=clock,
        place="here",
        spelling=Spelling.HEX,
        close=lambda: None,
        home=Path(),
        practice_tap=practice_tap,
    )
    assert desk.training is training
