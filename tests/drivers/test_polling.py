"""What is true of every reader that speaks only when asked, against doubles that read its sheet on their own."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.acs_serial import AcsPoller
from drivers.pn532 import Pn532Poller
from drivers.readings import Absent, Number, Poller, Unread
from drivers.stronglink import StrongLinkPoller
from drivers.twn4 import Twn4Poller
from tests.drivers.parsing import any_cuts, cards, cut_at
from tests.hardware_doubles.polled_line import Conversation
from tests.hardware_doubles.polled_readers import (
    CLASSIC,
    DESFIRE,
    OTHER_CLASSIC,
    SL032_TYPES,
    ULTRALIGHT,
    Acr122s,
    Acr1281s,
    Pn532,
    Reader,
    StrongLink,
    Twn4,
)

Kind = tuple[Callable[[], Poller], Callable[[], Reader]]

KINDS: dict[str, Kind] = {
    "twn4": (Twn4Poller, Twn4),
    "twn4 with checksums": (lambda: Twn4Poller(crc=True), lambda: Twn4(crc=True)),
    "sl025": (lambda: StrongLinkPoller(model="sl025"), StrongLink),
    "sl032": (lambda: StrongLinkPoller(model="sl032"), lambda: StrongLink(SL032_TYPES)),
    "pn532": (Pn532Poller, Pn532),
    "acr122s": (AcsPoller, Acr122s),
    "acr1281s": (AcsPoller, Acr1281s),
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
# Their lines carry no checksum.
checked_kinds = st.sampled_from([kind for name, kind in KINDS.items() if name != "twn4"])
any_kind = st.sampled_from(list(KINDS.values()))

# What looks like frames that are longer than what follows.
BEGINNINGS = [b"\xbd\x40", b"\x02\x80\x64\x00\x00\x00", b"\x00\x00\xff\xfe\x02"]


def meet(kind: Kind) -> tuple[Conversation, Poller, Reader]:
    """A poller and its reader, on which nothing lies."""
    poller, reader = kind[0](), kind[1]()
    return Conversation(poller, reader), poller, reader


@every_kind
def test_a_resting_card_is_told_each_time_and_alike_and_its_absence_too(kind: Kind) -> None:
    talk, _, reader = meet(kind)
    assert set(talk.go_on(1)) == {Absent()}
    for card in (CLASSIC, DESFIRE, ULTRALIGHT, OTHER_CLASSIC):
        reader.cards = [card]
        told = talk.go_on(1)
        assert 5 <= len(told) <= 10
        (number,) = set(told)
        assert isinstance(number, Number)
        assert number.uid == card.uid
    reader.cards = []
    assert set(talk.go_on(1)) == {Absent()}


@every_kind
def test_a_reader_is_asked_at_once_and_then_some_ten_times_a_second(kind: Kind) -> None:
    talk, _, reader = meet(kind)
    reader.cards = [CLASSIC]
    assert cards(talk.go_on(0.2))
    assert 6 <= len(talk.go_on(1)) <= 10


@settings(max_examples=60, deadline=None)
@given(any_kind, any_cuts)
def test_answers_may_come_in_any_pieces(kind: Kind, cuts: list[int]) -> None:
    talk, _, reader = meet(kind)
    talk.split = lambda data: cut_at(data, cuts)
    reader.cards = [DESFIRE]
    assert {card.uid for card in talk.go_on(0.4) if isinstance(card, Number)} == {DESFIRE.uid}


@every_kind
def test_answers_may_come_byte_by_byte(kind: Kind) -> None:
    talk, _, reader = meet(kind)
    talk.split = lambda data: [bytes([byte]) for byte in data]
    reader.cards = [CLASSIC]
    assert len(set(talk.go_on(1))) == 1


@every_kind
def test_a_reader_that_never_answers_is_told_once_and_again_after_it_answered(kind: Kind) -> None:
    talk, _, _ = meet(kind)
    for _ in range(2):
        talk.mute = True
        told = [reading for reading in talk.go_on(20) if reading != Absent()]
        assert len(told) == 1
        assert isinstance(told[0], Unread)
        assert "does not answer" in told[0].problem
        talk.mute = False
        assert Absent() in talk.go_on(5)


@every_kind
@pytest.mark.parametrize("seconds", [2.5, 3.5, 4.5, 5.5, 6.5])
def test_the_answer_to_an_earlier_question_is_not_taken_for_a_card_that_lies_there_now(
    kind: Kind, seconds: float
) -> None:
    talk, _, reader = meet(kind)
    reader.cards = [CLASSIC]
    assert cards(talk.go_on(1))
    talk.held = True
    talk.go_on(0.15)
    reader.cards = [OTHER_CLASSIC]
    talk.go_on(seconds)
    talk.held = False
    assert {card.uid for card in talk.go_on(3) if isinstance(card, Number)} == {OTHER_CLASSIC.uid}


@every_kind
@pytest.mark.parametrize("noise", [b"\xff\x00", b"\xbd", b"\xbd\x08\x01", b"\x00\x00\xff\x10", b"\x02\x80", b"\x02\r"])
def test_noise_before_an_answer_makes_no_other_number(kind: Kind, noise: bytes) -> None:
    talk, _, reader = meet(kind)
    reader.cards = [CLASSIC]
    talk.go_on(0.5)
    talk.noise = noise
    assert {card.uid for card in talk.go_on(5) if isinstance(card, Number)} <= {CLASSIC.uid}
    talk.noise = b""
    assert CLASSIC.uid in {card.uid for card in talk.go_on(5) if isinstance(card, Number)}


@pytest.mark.parametrize("name", ["sl025", "pn532", "acr122s", "acr1281s"])
@pytest.mark.parametrize("noise", [b"\xff\x00", b"\xbd\xbd", b"\x00\x00", b"\x02", *BEGINNINGS])
def test_noise_before_a_frame_costs_nothing_of_it(name: str, noise: bytes) -> None:
    talk, _, reader = meet(KINDS[name])
    talk.noise = noise
    reader.cards = [CLASSIC]
    assert len(cards(talk.go_on(2))) > 4


@settings(max_examples=200, deadline=None)
@given(checked_kinds, st.integers(0, 60), st.integers(1, 255), st.booleans())
def test_a_damaged_byte_never_makes_another_number(kind: Kind, place: int, mask: int, always: bool) -> None:
    talk, _, reader = meet(kind)
    reader.cards = [CLASSIC]

    def spoiled(data: bytes) -> bytes:
        if place >= len(data) or (not always and talk.now < 101):
            return data
        return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]

    talk.spoil = spoiled
    assert {card.uid for card in talk.go_on(4) if isinstance(card, Number)} <= {CLASSIC.uid}
    talk.spoil = lambda data: data
    # The longest question is given up after two seconds.
    assert CLASSIC.uid in {card.uid for card in talk.go_on(5) if isinstance(card, Number)}


@settings(max_examples=150, deadline=None)
@given(any_kind, st.lists(st.binary(max_size=80), max_size=30), st.booleans())
def test_noise_is_no_card(kind: Kind, noise: list[bytes], greeted: bool) -> None:
    talk, poller, _ = meet(kind)
    if greeted:
        talk.go_on(0.3)
    for chunk in noise:
        talk.now += 0.05
        poller.due(talk.now)
        assert not cards(poller.feed(chunk))


@every_kind
@pytest.mark.parametrize(
    "noise", [b"\xbd", b"\x02", b"\x00", b"A", b"\x02\x80\x00\x00", b"\x00\x00\xff\xfe\x02", b"\xbd@"]
)
def test_what_is_kept_and_the_work_are_bounded(kind: Kind, noise: bytes) -> None:
    talk, poller, _ = meet(kind)
    talk.go_on(0.3)
    poller.due(talk.now + 0.1)
    began = time.process_time()
    assert not cards(poller.feed(noise * (200_000 // len(noise))))
    assert time.process_time() - began < 5
    kept = vars(poller).get("_line") or vars(vars(poller).get("_framer", poller)).get("_buffer", b"")
    assert len(kept) < 600
