"""Fixtures over the doubles. Loaded as a plugin by tests/conftest.py."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.hardware_doubles.pcscd import Pcscd
from tests.hardware_doubles.serial_pair import SerialPair
from tests.hardware_doubles.vpcd import VirtualCard


@pytest.fixture(scope="session")
def pcscd_session() -> Iterator[Pcscd]:
    """The service for the whole run; what was started is stopped at its end."""
    service = Pcscd()
    try:
        service.begin()
        yield service
    finally:
        service.end()


@pytest.fixture
def pcscd(pcscd_session: Pcscd) -> Iterator[Pcscd]:
    """A running service with two virtual readers, started again if the test before stopped it."""
    pcscd_session.start()
    yield pcscd_session
    pcscd_session.start()


@pytest.fixture
def own_pcscd(pcscd: Pcscd) -> Pcscd:
    """A running service that the test may stop and start."""
    assert not pcscd.foreign, "this test stops pcscd, and one runs that it did not start: stop that one first"
    return pcscd


@pytest.fixture
def lay_card(pcscd: Pcscd) -> Iterator[Callable[[VirtualCard], VirtualCard]]:
    """Lays a card on the virtual reader; all are taken away after the test."""
    with ExitStack() as cards:
        yield cards.enter_context


@pytest.fixture
def serial_pair() -> Iterator[SerialPair]:
    """A serial line: what `send` writes arrives at `port`."""
    with SerialPair() as pair:
        yield pair
