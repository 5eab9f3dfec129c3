"""What is read from serial ports, on real pseudo-terminals."""

import time
from collections.abc import Callable, Iterator

import pytest

from drivers.opening import open_reader
from drivers.reader import CardGone, CardSeen, CardUnreadable, NumberSeen, State
from tests.drivers.frames_made import em_frame, frame_7941, idteck_frame, inditag_line
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.serial_pair import SerialPair

# forum.arduino.cc 251993 (RDM6300), ID-2/12/20LA data sheet
FRAME, UID = b"\x02010063E9AE25\x03", bytes.fromhex("010063E9AE")
FRAME_12, UID_12 = b"\x020C000621A58E\r\n\x03", bytes.fromhex("0C000621A5")
DAMAGED = FRAME.replace(b"25\x03", b"24\x03")

# How each reader writes a number, and the technology that it knows.
_WRITES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "rdm6300": (em_frame, "em4100"),
    "id12": (lambda uid: em_frame(uid, crlf=True), "em4100"),
    "7941": (lambda uid: frame_7941(2, uid), "em4100"),
    "auto": (lambda uid: frame_7941(2, uid), "em4100"),
    "idteck": (lambda uid: idteck_frame(uid.hex().upper()), ""),
    "inditag": (lambda uid: inditag_line(uid.hex().upper()), ""),
    # Lines of known length: those of unknown length must not pause for 50 ms, which a busy machine may do here.
    "line&digits=10": (lambda uid: uid.hex().upper().encode() + b"\r\n", ""),
    "line&digits=10&format=hex": (lambda uid: b"\x02" + uid.hex().upper().encode() + b"\x03", ""),
}
# Numbers of which each is another card: published ones, and some like them.
UIDS = [UID, UID_12, bytes.fromhex("06008E6D5D"), *(bytes([number, 0x10, 0x18, 0x5C, 0x5B]) for number in range(40))]


def next_card(listener: Listener) -> tuple[str, str]:
    """The next card: its number in hexadecimal, and its technology."""
    while True:
        _, event = listener.next_at()
        match event:
            case CardSeen(uid):
                return uid.hex().upper(), event.technology
            case NumberSeen(text):
                return text, event.technology
            case CardGone():
                continue
            case _:
                raise AssertionError(f"a card was expected, {event} came")


@pytest.fixture
def listener(serial_pair: SerialPair) -> Iterator[Listener]:
    """Listens to the frames of the pair, and has heard that it is ready."""
    with Listener(open_reader(f"serial:{serial_pair.port}")) as listener:
        listener.skip_to_state(State.READY)
        yield listener


def test_a_frame_is_a_card(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(FRAME_12)
    assert listener.next(CardSeen) == CardSeen(UID_12, serial_pair.port, technology="em4100")


def test_a_split_frame_is_a_card(listener: Listener, serial_pair: SerialPair) -> None:
    for byte in FRAME:
        serial_pair.send(bytes([byte]))
        time.sleep(0.002)
    assert listener.next(CardSeen).uid == UID


def test_a_resting_card_is_one_event_and_its_end_is_told(listener: Listener, serial_pair: SerialPair) -> None:
    for _ in range(20):
        serial_pair.send(FRAME)
        time.sleep(0.06)
    serial_pair.send(DAMAGED)
    assert listener.next(CardSeen).uid == UID
    assert listener.next(CardGone, 1) == CardGone(serial_pair.port)
    assert listener.silent_for(0.7)


def test_another_card_is_told_at_once(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(FRAME + FRAME_12)
    assert listener.next(CardSeen).uid == UID
    listener.next(CardGone, 0.2)
    assert listener.next(CardSeen, 0.2).uid == UID_12


def test_a_damaged_frame_is_told_in_words(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(DAMAGED)
    assert "damaged" in listener.next(CardUnreadable, 1).problem
    serial_pair.send(FRAME)
    assert listener.next(CardSeen).uid == UID


def test_noise_is_not_told(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(bytes(range(256)))
    assert listener.silent_for(0.7)


@pytest.mark.parametrize("settings", _WRITES)
def test_each_protocol_is_read_split_at_every_byte_back_to_back_after_noise_and_damage(
    serial_pair: SerialPair, settings: str
) -> None:
    write, technology = _WRITES[settings]
    uids = iter(UIDS)

    def expect(uid: bytes) -> None:
        assert next_card(heard) == (uid.hex().upper(), technology)

    with Listener(open_reader(f"serial:{serial_pair.port}?protocol={settings}")) as heard:
        heard.skip_to_state(State.READY)
        size = len(write(UID))
        for cut in range(size):
            # Each is another card, and therefore told at once.
            uid = next(uids)
            serial_pair.send(write(uid)[:cut])
            # Long enough that the loop has read the first piece; a silence would be 50 ms.
            time.sleep(0.004)
            serial_pair.send(write(uid)[cut:])
            expect(uid)
        together = [next(uids) for _ in range(4)]
        serial_pair.send(b"".join(map(write, together)))
        for uid in together:
            expect(uid)
        noisy = next(uids)
        # Noise, the end of a frame that began before, and an end of line, without which it would be part of the line.
        serial_pair.send(b"\xff\x00" + write(UID)[-4:] + b"\r\n" + write(noisy))
        expect(noisy)
        torn, whole = next(uids), next(uids)
        serial_pair.send(write(torn)[:4] + b"\xee" + write(torn)[5:] + write(whole))
        expect(whole)


def test_what_an_address_says_goes_with_each_number(serial_pair: SerialPair) -> None:
    settings = "protocol=line&format=dec-reversed&technology=mifare-classic&profile=own"
    with Listener(open_reader(f"serial:{serial_pair.port}?{settings}")) as listener:
        listener.skip_to_state(State.READY)
        serial_pair.send(b"1386022627\r\n")
        seen = listener.next(NumberSeen)
    assert seen == NumberSeen("1386022627", serial_pair.port, "own", "dec-reversed", "mifare-classic")
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=7941&profile=own")) as listener:
        listener.skip_to_state(State.READY)
        serial_pair.send(frame_7941(1, b"\x90\xd7\x52\xc5"))
        card = listener.next(CardSeen)
    assert card == CardSeen(b"\x90\xd7\x52\xc5", serial_pair.port, technology="mifare-classic", profile="own")


def test_two_cards_in_turn_are_told_each_time(listener: Listener, serial_pair: SerialPair) -> None:
    for _ in range(5):
        serial_pair.send(FRAME)
        assert next_card(listener)[0] == UID.hex().upper()
        serial_pair.send(FRAME_12)
        assert next_card(listener)[0] == UID_12.hex().upper()


@pytest.mark.parametrize(
    ("settings", "head", "tail"),
    [
        ("rdm6300", lambda uid: em_frame(uid)[:-3], lambda uid: em_frame(uid)[-3:]),
        ("7941", lambda uid: frame_7941(2, uid)[:-3], lambda uid: frame_7941(2, uid)[-3:]),
        ("auto", lambda uid: em_frame(uid)[:-3], lambda uid: em_frame(uid)[-3:]),
        ("line", lambda uid: uid.hex().encode(), lambda _: b"\r"),
        ("inditag", lambda uid: inditag_line(uid.hex())[:-1], lambda _: b"\n"),
    ],
)
def test_a_card_is_told_within_5_ms_of_its_last_byte(
    serial_pair: SerialPair, settings: str, head: Callable[[bytes], bytes], tail: Callable[[bytes], bytes]
) -> None:
    delays = []
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol={settings}")) as listener:
        listener.skip_to_state(State.READY)
        for number in range(20):
            uid = bytes([number, 0, 0, 0, 1])
            serial_pair.send(head(uid))
            time.sleep(0.02)
            sent = time.monotonic()
            serial_pair.send(tail(uid))
            at, event = listener.next_at()
            while not isinstance(event, CardSeen | NumberSeen):
                at, event = listener.next_at()
            delays.append(at - sent)
    # The median: a busy machine may hold up single ones.
    assert sorted(delays)[10] < 0.005


@pytest.mark.parametrize(
    ("settings", "sent", "text"),
    [
        ("", b"11:22:33:44:55\r\n", "11:22:33:44:55"),
        ("&technology=em4100", b"0000000037521\r", "0000000037521"),
        ("&digits=8", b"90D752C5", "90D752C5"),
    ],
)
def test_a_line_is_handed_on_as_it_was_written(serial_pair: SerialPair, settings: str, sent: bytes, text: str) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=line{settings}")) as listener:
        listener.skip_to_state(State.READY)
        serial_pair.send(sent)
        assert listener.next(NumberSeen).text == text


def test_a_bad_line_is_told_in_words(serial_pair: SerialPair) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=line")) as listener:
        listener.skip_to_state(State.READY)
        serial_pair.send(b"1122\xff\r\n")
        assert r"1122\xff" in listener.next(CardUnreadable, 1).problem


@pytest.mark.parametrize(
    ("settings", "pieces"),
    [("", (b"04A1B2C3", b"D4E5F6\r\n")), ("&digits=10", (b"0063E9AE\r\n",)), ("&digits=14", (b"04A1B2C3", b"D4E5F6"))],
)
def test_a_line_torn_or_too_short_is_no_number(
    serial_pair: SerialPair, settings: str, pieces: tuple[bytes, ...]
) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=line{settings}")) as listener:
        listener.skip_to_state(State.READY)
        for piece in pieces:
            serial_pair.send(piece)
            time.sleep(0.2)
        listener.next(CardUnreadable, 3)
        assert listener.silent_for(0.5)


def test_automatic_recognition_tells_once_that_it_cannot(serial_pair: SerialPair) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=auto")) as listener:
        listener.skip_to_state(State.READY)
        # The line is silent before, so that what comes is no tail of a frame.
        assert listener.silent_for(0.4)
        for _ in range(3):
            serial_pair.send(b"1122334455\r\n")
            time.sleep(0.4)
        assert "protocol" in listener.next(CardUnreadable).remedy
        assert listener.silent_for(0.3)
        serial_pair.send(FRAME)
        assert listener.next(CardSeen).uid == UID
