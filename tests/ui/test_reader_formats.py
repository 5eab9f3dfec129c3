"""Which number formats a reader's row offers, and what it says where its address or its protocol has settled it."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from drivers.reader import NumberSeen, ReaderInfo, State
from enroll_app.services.desk import Desk
from tests.ui.reader_bench import PLATE, Bench

NAMED = ReaderInfo("serial:/dev/ttyUSB1?protocol=line&profile=em-10h-reversed", "serial", "/dev/ttyUSB1", State.READY)
FORMATTED = ReaderInfo("keyboard:?format=dec&technology=mifare-classic", "keyboard", "Keyboard reader", State.READY)
FRAMED = ReaderInfo("serial:/dev/ttyUSB2?protocol=rdm6300", "serial", "/dev/ttyUSB2", State.READY)
AUTO = ReaderInfo("serial:/dev/ttyUSB3?protocol=auto", "serial", "/dev/ttyUSB3", State.READY)
PLATE_NAMED = ReaderInfo("pcsc:Other?profile=mifare-8h-reversed", "pcsc", "Other", State.READY)


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Bench]:
    """A person at the readers' place, with a reader of each kind."""
    made = Bench(qtbot, make_desk, NAMED, FORMATTED, FRAMED, AUTO, PLATE, PLATE_NAMED)
    with made.hands:
        made.to_readers()
        made.row(PLATE)
        yield made


@pytest.mark.parametrize(
    ("info", "words"),
    [
        (NAMED, "EM reader, ten hexadecimal digits, bytes reversed – set by the reader's address"),
        (FORMATTED, "(dec) – set by the reader's address"),
        (PLATE_NAMED, " – set by the reader's address"),
        (FRAMED, "This protocol always sends the whole number"),
    ],
    ids=["profile", "format", "PC/SC", "protocol"],
)
def test_what_is_settled_is_said_and_offers_no_choice(bench: Bench, info: ReaderInfo, words: str) -> None:
    row = bench.row(info)
    bench.says(words)
    assert not row.profile.isVisible()
    assert not row.learn.isVisible()


def test_a_protocol_that_may_be_text_has_a_choice(bench: Bench) -> None:
    assert bench.row(AUTO).profile.isVisible()


def test_a_choice_from_before_can_be_given_up_where_the_protocol_leaves_none(bench: Bench) -> None:
    bench.view.watch.choose(FRAMED.name, "em-10h-reversed", lambda: None, pytest.fail)
    bench.hands.until(lambda: bench.row(FRAMED).profile.isVisible())
    assert len(bench.offered(FRAMED)) == 2


def test_readers_of_bytes_are_offered_formats_of_bytes_only(bench: Bench) -> None:
    known = {one.title: one for one in bench.book().all()}
    offered = [known[words.removesuffix(" (cannot be enrolled)")] for words in bench.offered(PLATE)[1:]]
    assert offered
    assert {one.number_format.partition("-")[0] for one in offered} == {"hex"}
    assert {one.kind for one in offered} <= {"", "pcsc"}


def test_a_format_of_the_address_is_called_by_its_words_at_the_card(bench: Bench) -> None:
    bench.reader.tell(NumberSeen("3808980205", FORMATTED.name, number_format="dec", technology="mifare-classic"))
    bench.says("E3 08 6C ED")
    assert "format=" not in bench.hands.reads()
