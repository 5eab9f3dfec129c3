"""The PC/SC loop on the real pcscd, with virtual cards."""

import time
from collections.abc import Callable, Iterator

import pytest
from smartcard import scard

from drivers.opening import open_reader, open_readers
from drivers.pcsc import find_pcsc
from drivers.reader import CardGone, CardSeen, CardUnreadable, ReaderInfo, ReadersChanged, State
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.pcscd import FIRST_READER, SECOND_READER, Pcscd
from tests.hardware_doubles.vpcd import (
    CLASSIC_1K,
    DESFIRE,
    FIRST_SLOT,
    GET_UID,
    GET_VERSION,
    MORE,
    OK,
    SECOND_SLOT,
    ULTRALIGHT,
    VirtualCard,
    desfire,
)

FOUR = bytes.fromhex("11223344")
SEVEN = bytes.fromhex("048A4AAAA62D80")
TEN = bytes.fromhex("04112233445566778899")
# Longer than the driver notices a change in vpcd, which pcscd polls each 400 ms.
NOTHING_S = 1.5

Lay = Callable[[VirtualCard], VirtualCard]


@pytest.fixture
def first(pcscd: Pcscd) -> Iterator[Listener]:
    """Listens to the first slot, and has heard that it is ready."""
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        listener.skip_to_state(State.READY)
        yield listener


@pytest.mark.parametrize(("uid", "atr"), [(FOUR, CLASSIC_1K), (FOUR, DESFIRE), (SEVEN, ULTRALIGHT), (TEN, DESFIRE)])
def test_a_card_is_told_with_its_number_and_atr(first: Listener, lay_card: Lay, uid: bytes, atr: bytes) -> None:
    lay_card(VirtualCard(uid, atr))
    assert first.next(CardSeen) == CardSeen(uid, FIRST_READER, atr)


@pytest.mark.parametrize("kind", [0x01, 0x08, 0x81])
def test_a_desfire_is_told_by_its_own_answer(first: Listener, lay_card: Lay, kind: int) -> None:
    card = lay_card(desfire(SEVEN, kind=kind))
    assert first.next(CardSeen) == CardSeen(SEVEN, FIRST_READER, DESFIRE, "mifare-desfire")
    assert card.asked == [GET_UID, GET_VERSION, MORE, MORE]


@pytest.mark.parametrize(
    ("answer", "technology"),
    [("6D00", "unknown"), ("6E00", "unknown"), ("911C", "unknown"), ("6700", "unknown"), ("6A81", ""), ("6300", "")],
)
def test_another_card_with_the_atr_of_a_desfire_is_not_taken_for_one(
    first: Listener, lay_card: Lay, answer: str, technology: str
) -> None:
    lay_card(VirtualCard(SEVEN, DESFIRE, answers={GET_UID: SEVEN + OK, GET_VERSION: bytes.fromhex(answer)}))
    assert first.next(CardSeen) == CardSeen(SEVEN, FIRST_READER, DESFIRE, technology)


def test_a_mifare_plus_is_not_taken_for_a_desfire(first: Listener, lay_card: Lay) -> None:
    lay_card(desfire(SEVEN, kind=0x02))
    assert first.next(CardSeen).technology == "unknown"


def test_two_numbers_from_one_card_are_none(first: Listener, lay_card: Lay) -> None:
    lay_card(desfire(SEVEN, version_uid=SEVEN[::-1]))
    assert "Two different numbers" in first.next(CardUnreadable).problem


def test_a_resting_card_is_one_event(first: Listener, lay_card: Lay) -> None:
    lay_card(VirtualCard(FOUR))
    first.next(CardSeen)
    assert first.silent_for(3)


def test_removal_and_another_tap_are_told(first: Listener, lay_card: Lay) -> None:
    card = lay_card(VirtualCard(FOUR))
    first.next(CardSeen)
    card.remove()
    assert first.next(CardGone) == CardGone(FIRST_READER)
    card.insert()
    assert first.next(CardSeen).uid == FOUR


def test_a_card_exchanged_quickly_is_a_new_presentation(first: Listener, lay_card: Lay) -> None:
    card = lay_card(VirtualCard(FOUR))
    first.next(CardSeen)
    card.remove()
    card.insert()
    first.next(CardGone)
    first.next(CardSeen)


def test_a_card_that_lies_there_at_the_start_is_told_once(lay_card: Lay) -> None:
    lay_card(VirtualCard(FOUR))
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        listener.next(ReadersChanged)
        assert listener.skip_to(CardSeen).uid == FOUR
        assert listener.silent_for(NOTHING_S)


def test_a_wrong_length_is_asked_again_with_the_right_one(first: Listener, lay_card: Lay) -> None:
    answers = {GET_UID: b"\x6c\x07", GET_UID[:-1] + b"\x07": SEVEN + OK}
    card = lay_card(VirtualCard(SEVEN, DESFIRE, answers=answers))
    assert first.next(CardSeen).uid == SEVEN
    assert card.asked[:2] == list(answers)


def test_a_number_that_ends_early_is_whole(first: Listener, lay_card: Lay) -> None:
    lay_card(VirtualCard(FOUR, answers={GET_UID: FOUR + b"\x62\x82"}))
    assert first.next(CardSeen).uid == FOUR


@pytest.mark.parametrize("answer", ["6300", "6A81", "9000", "6C07", "010203", "0102039000", "11" * 11 + "9000"])
def test_a_card_without_a_number_is_told_in_words(first: Listener, lay_card: Lay, answer: str) -> None:
    card = lay_card(VirtualCard(FOUR, answers=lambda _: bytes.fromhex(answer)))
    unreadable = first.next(CardUnreadable)
    assert unreadable.reader == FIRST_READER
    assert unreadable.problem.endswith(".")
    assert unreadable.remedy.endswith(".")
    assert first.silent_for(0.7)
    card.remove()
    first.next(CardGone)


def test_a_card_with_a_senseless_atr_is_told_in_words(first: Listener, lay_card: Lay) -> None:
    lay_card(VirtualCard(FOUR, b"\x00\x00"))
    assert "cannot talk" in first.next(CardUnreadable).problem
    assert first.silent_for(NOTHING_S)


def test_a_card_that_leaves_while_it_is_read_is_not_told(first: Listener, lay_card: Lay) -> None:
    def leave(_: bytes) -> bytes:
        raise OSError("The card was pulled away.")

    card = lay_card(VirtualCard(FOUR, answers=leave))
    deadline = time.monotonic() + 5
    while not card.asked:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    card.remove()
    lay_card(VirtualCard(SEVEN))
    assert first.skip_to(CardSeen).uid == SEVEN
    assert not [event for event in first.seen if isinstance(event, CardSeen) and event.uid == FOUR]


def test_two_slots_are_heard_at_once(lay_card: Lay) -> None:
    with Listener(open_reader("pcsc:")) as listener:
        assert [info.name for info in listener.next(ReadersChanged).readers] == [FIRST_READER, SECOND_READER]
        lay_card(VirtualCard(FOUR, port=FIRST_SLOT))
        lay_card(desfire(SEVEN, port=SECOND_SLOT))
        seen = {event.reader: event.uid for event in (listener.next(CardSeen), listener.next(CardSeen))}
        assert seen == {FIRST_READER: FOUR, SECOND_READER: SEVEN}


def test_a_named_slot_does_not_hear_the_other(lay_card: Lay) -> None:
    with Listener(open_reader(f"pcsc:{SECOND_READER.lower()}")) as listener:
        assert [info.name for info in listener.next(ReadersChanged).readers] == [SECOND_READER]
        lay_card(VirtualCard(FOUR, port=FIRST_SLOT))
        assert listener.silent_for(NOTHING_S)
        lay_card(desfire(SEVEN, port=SECOND_SLOT))
        assert listener.next(CardSeen).uid == SEVEN


def test_a_name_without_numbers_means_both_slots(pcscd: Pcscd) -> None:
    with Listener(open_reader("pcsc:virtual pcd")) as listener:
        assert [info.name for info in listener.next(ReadersChanged).readers] == [FIRST_READER, SECOND_READER]


def test_the_address_of_a_listed_reader_opens_it(pcscd: Pcscd) -> None:
    with Listener(open_reader("auto:")) as listener:
        second = listener.next(ReadersChanged).readers[1]
    assert second == ReaderInfo(f"pcsc:{SECOND_READER}", "pcsc", SECOND_READER, State.READY)
    with Listener(open_reader(second.uri)) as listener:
        assert listener.next(ReadersChanged).readers == (second,)


def test_a_reader_that_is_not_there_is_told_first(pcscd: Pcscd) -> None:
    with Listener(open_reader("pcsc:No Such Reader")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert (info.name, info.state) == ("No Such Reader", State.ABSENT)
        assert info.hint


def test_stopping_returns_within_a_second(pcscd: Pcscd) -> None:
    with Listener(open_reader("pcsc:")) as listener:
        listener.next(ReadersChanged)
        assert listener.stopped_within(1)


def test_a_service_that_restarts_is_heard_again(own_pcscd: Pcscd, lay_card: Lay) -> None:
    with Listener(open_reader("pcsc:")) as listener:
        listener.next(ReadersChanged)
        for number in range(3):
            uid = bytes([number]) + SEVEN[1:]
            card = lay_card(VirtualCard(uid))
            assert listener.skip_to(CardSeen).uid == uid
            own_pcscd.stop()
            (info,) = listener.skip_to_state(State.SERVICE_MISSING).readers
            assert "pcscd" in info.hint
            card.remove()
            assert listener.silent_for(1.2)
            own_pcscd.start()
            assert [info.name for info in listener.next(ReadersChanged, 3).readers] == [FIRST_READER, SECOND_READER]
            assert listener.next(CardGone) == CardGone(FIRST_READER)


def test_a_card_that_rests_through_a_restart_is_not_told_twice(own_pcscd: Pcscd, lay_card: Lay) -> None:
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        card = lay_card(VirtualCard(FOUR))
        assert listener.skip_to(CardSeen).uid == FOUR
        own_pcscd.stop()
        listener.skip_to_state(State.SERVICE_MISSING)
        own_pcscd.start()
        card.insert()
        listener.skip_to_state(State.READY)
        assert listener.silent_for(2)


def test_a_service_that_starts_later_is_found(own_pcscd: Pcscd) -> None:
    own_pcscd.stop()
    assert [info.state for info in find_pcsc()] == [State.SERVICE_MISSING]
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.SERVICE_MISSING
        assert listener.stopped_within(1)
    with Listener(open_reader("pcsc:")) as listener:
        listener.skip_to_state(State.SERVICE_MISSING)
        own_pcscd.start()
        listener.skip_to_state(State.READY, 3)


def test_a_reader_held_by_another_program_is_busy_until_it_is_free(lay_card: Lay) -> None:
    lay_card(VirtualCard(FOUR))
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as earlier:
        earlier.skip_to(CardSeen)
    let_go = _take_alone(FIRST_READER)
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        assert "Another program" in listener.skip_to(CardUnreadable).problem
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.BUSY
        assert info.hint
        assert find_pcsc()[0].state is State.BUSY
        assert listener.silent_for(1)
        let_go()
        assert listener.next(CardSeen).uid == FOUR
        assert listener.next(ReadersChanged).readers[0].state is State.READY


def test_a_card_is_told_at_once_while_another_reader_is_held(lay_card: Lay) -> None:
    lay_card(VirtualCard(FOUR))
    lay_card(VirtualCard(SEVEN, port=SECOND_SLOT))
    with Listener(open_reader("pcsc:")) as earlier:
        assert earlier.skip_to(CardSeen).reader != earlier.skip_to(CardSeen).reader
    let_go = _take_alone(FIRST_READER)
    with Listener(open_reader("pcsc:")) as listener:
        listener.next(ReadersChanged)
        assert listener.next(CardSeen, 0.5).reader == SECOND_READER
        assert "Another program" in listener.next(CardUnreadable).problem
        let_go()
        assert listener.skip_to(CardSeen).reader == FIRST_READER


def test_a_tap_is_told_at_once_while_another_program_finishes_at_the_other_reader(lay_card: Lay) -> None:
    """Pcsc-lite's SCardTransmit waits for the end of another program's transaction, however long that takes."""
    with Listener(open_reader("pcsc:")) as listener:
        listener.skip_to_state(State.READY)
        lay_card(VirtualCard(FOUR))
        listener.next(CardSeen)
        end = _begin_transaction(FIRST_READER)
        with Listener(open_reader("pcsc:")) as late:
            late.skip_to_state(State.READY)
            lay_card(VirtualCard(SEVEN, port=SECOND_SLOT))
            assert late.next(CardSeen, 2).reader == SECOND_READER
            assert listener.next(CardSeen, 2).reader == SECOND_READER
            end()
            assert late.next(CardSeen, 2).reader == FIRST_READER


def _take_alone(reader: str) -> Callable[[], None]:
    """Connect to a reader exclusively, as another program might; the returned function lets go."""
    context, card = _connected(reader, scard.SCARD_SHARE_EXCLUSIVE)

    def let_go() -> None:
        scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
        scard.SCardReleaseContext(context)

    return let_go


def _begin_transaction(reader: str) -> Callable[[], None]:
    """Begin a transaction with a card, as another program might; the returned function ends it."""
    context, card = _connected(reader, scard.SCARD_SHARE_SHARED)
    assert scard.SCardBeginTransaction(card) == scard.SCARD_S_SUCCESS

    def end() -> None:
        scard.SCardEndTransaction(card, scard.SCARD_LEAVE_CARD)
        scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
        scard.SCardReleaseContext(context)

    return end


def _connected(reader: str, share: int) -> tuple[int, int]:
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    assert code == scard.SCARD_S_SUCCESS
    code, card, _ = scard.SCardConnect(context, reader, share, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1)
    assert code == scard.SCARD_S_SUCCESS
    return context, card


def test_readers_are_found(pcscd: Pcscd) -> None:
    found = find_pcsc()
    assert [(info.name, info.state) for info in found] == [(FIRST_READER, State.READY), (SECOND_READER, State.READY)]


def test_a_released_context_ends_nothing_else(first: Listener, lay_card: Lay) -> None:
    find_pcsc()
    lay_card(VirtualCard(FOUR))
    assert first.next(CardSeen).uid == FOUR


def test_a_card_swapped_before_anybody_looked_is_told_with_its_own_atr(pcscd: Pcscd) -> None:
    """Pcscd goes on telling the first card's ATR; believed, it would let a made-up number pass for a Classic's."""
    with VirtualCard(FOUR, CLASSIC_1K), Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        listener.skip_to(CardSeen)
    with VirtualCard(SEVEN[:4], DESFIRE), Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        assert listener.skip_to(CardSeen) == CardSeen(SEVEN[:4], FIRST_READER, DESFIRE)


@pytest.mark.parametrize("uris", [["pcsc:", f"pcsc:{FIRST_READER}"], ["auto:", "pcsc:"], [f"pcsc:{FIRST_READER}"] * 2])
def test_a_card_on_a_reader_that_several_addresses_mean_is_told_once(lay_card: Lay, uris: list[str]) -> None:
    with Listener(open_readers(uris)) as listener:
        assert FIRST_READER in [info.name for info in listener.skip_to_state(State.READY).readers]
        lay_card(VirtualCard(FOUR))
        assert listener.skip_to(CardSeen).reader == FIRST_READER
        assert listener.silent_for(NOTHING_S)
