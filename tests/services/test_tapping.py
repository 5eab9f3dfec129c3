"""From what a reader told to what will be sent."""

import pytest

from drivers.reader import CardGone, CardSeen, NumberSeen
from drivers.uri import Protocol, parse
from enroll_app.domain.cards import Technology
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.tapping import Read, understand_all, understand_read
from tests.services.fakes import FakeProfileStore

CLASSIC_ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
REVERSED = Profile(
    name="reversed", title="Mifare, reversed", number_format="hex-reversed", technology=Technology.MIFARE_CLASSIC
)
TRUNCATING = Profile(
    name="dez10", title="Low 32 bits of EM", number_format="08h10d", technology=Technology.EM4100, kind="keyboard"
)
SERIAL = Profile(
    name="slow",
    title="A slow line",
    number_format="hex",
    technology=Technology.EM4100,
    kind="serial",
    protocol="line",
    baud=19200,
)


def book(**choices: str) -> ProfileBook:
    named = {name.replace("_", " "): profile for name, profile in choices.items()}
    return ProfileBook(FakeProfileStore([REVERSED, TRUNCATING, SERIAL], named))


def read(seen: CardSeen | NumberSeen, profiles: ProfileBook | None = None) -> Read:
    return understand_read(seen, (profiles or book()).for_event)


def sent(one: Read) -> str:
    assert one.tap is not None
    assert one.tap.identification is not None
    return one.tap.identification.hex


def test_a_reader_that_gives_bytes_needs_no_profile() -> None:
    got = read(CardSeen(bytes.fromhex("0110185C5B"), "desk", technology="em4100"))
    assert (got.raw, sent(got), got.profile) == ("0110185C5B", "0x0110185c5b", None)


@pytest.mark.parametrize(
    "seen",
    [
        NumberSeen("E3069D52", "COM3", profile="reversed"),
        NumberSeen("E3069D52", "keyboard"),
        NumberSeen("E3069D52", "COM3", number_format="hex-reversed", technology="mifare-classic"),
        CardSeen(bytes.fromhex("E3069D52"), "keyboard", CLASSIC_ATR),
    ],
)
def test_the_profile_of_the_address_or_of_the_reader_makes_the_csn(seen: CardSeen | NumberSeen) -> None:
    # 529D06E3 printed E3069D52: Nitgen eNCard-i manual p. 56.
    got = read(seen, book(keyboard="reversed"))
    assert sent(got) == "0x529d06e3"
    assert got.raw == "E3069D52"
    assert got.tap is not None
    assert got.tap.raw == "E3069D52"
    assert got.tap.card.technology is Technology.MIFARE_CLASSIC


def test_a_profile_says_nothing_of_another_technology_at_the_same_reader() -> None:
    desfire = CardSeen(bytes.fromhex("048A4AAAA62D80"), "keyboard", CLASSIC_ATR, technology="mifare-desfire")
    assert sent(read(desfire, book(keyboard="reversed"))) == "0x048a4aaaa62d80"


def test_digits_whose_meaning_is_not_known_are_no_card() -> None:
    # 1122334455 is a hexadecimal EM number as well as a decimal one.
    got = read(NumberSeen("1122334455", "COM3"))
    assert got.tap is None
    assert got.problem is not None
    assert got.problem.code == "reader-profile-unknown"
    assert "1122334455" in str(got.problem)


def test_a_profile_that_throws_bytes_away_enrolls_nothing() -> None:
    got = read(NumberSeen("0270031963", "COM3", profile="dez10"))
    assert (got.tap, got.profile) == (None, TRUNCATING)
    assert got.problem is not None


def test_a_number_that_does_not_fit_the_profile_is_no_card() -> None:
    got = read(NumberSeen("E3069D", "COM3", profile="reversed"))
    assert got.tap is None
    assert got.problem is not None


def test_a_profile_that_is_gone_is_told_and_not_passed_over() -> None:
    got = read(NumberSeen("E3069D52", "COM3", profile="lost"))
    assert got.tap is None
    assert "lost" in str(got.problem)


def test_the_reader_says_what_an_atr_would() -> None:
    got = read(CardSeen(bytes.fromhex("11223344"), "COM3", iso14443_4=True))
    assert got.tap is not None
    assert got.tap.verdict.refused is not None
    assert got.tap.verdict.refused.code == "random-number"


def test_other_events_pass() -> None:
    gone, seen = CardGone("desk"), CardSeen(b"\x01\x02\x03\x04\x05", "desk")
    assert list(understand_all([gone, seen], book().for_event)) == [gone, read(seen)]


def test_numbers_that_the_system_appends_to_a_readers_name_do_not_count() -> None:
    store = FakeProfileStore([REVERSED])
    profiles = ProfileBook(store)
    profiles.choose("OMNIKEY 5427 CK 00 00", "reversed")
    assert profiles.of("OMNIKEY 5427 CK 01 00") == REVERSED
    assert profiles.of("OMNIKEY 5427 CK 2") == REVERSED
    profiles.choose("OMNIKEY 5427 CK 2", None)
    assert profiles.of("OMNIKEY 5427 CK 01 00") is None


def test_a_profile_that_is_not_there_cannot_be_chosen() -> None:
    with pytest.raises(InvalidInputError, match="lost"):
        book().choose("COM3", "lost")


def test_a_saved_profile_is_known_at_once() -> None:
    profiles = book()
    assert {one.name for one in profiles.all()} == {"reversed", "dez10", "slow"}
    profiles.save(Profile(name="own", title="Own", number_format="hex", technology=Technology.EM4100))
    assert profiles.named("own").title == "Own"


@pytest.mark.parametrize(
    ("address", "protocol", "speed", "digits"),
    [
        ("serial:COM3?profile=slow", Protocol.LINE, 19200, 10),
        ("serial:COM3?profile=slow&baud=4800", Protocol.LINE, 4800, 10),
        ("serial:COM3?protocol=line&format=dec&technology=em4100", Protocol.LINE, 9600, 13),
        ("serial:COM3?protocol=line&format=hex", Protocol.LINE, 9600, 0),
        ("serial:COM3", Protocol.RDM6300, 9600, 0),
    ],
)
def test_the_profile_tells_the_line_what_the_address_does_not(
    address: str, protocol: Protocol, speed: int, digits: int
) -> None:
    line = book().resolved(parse(address))
    assert (line.protocol, line.speed, line.digits) == (protocol, speed, digits)  # type: ignore[union-attr]  # a SerialUri


def test_the_profile_that_was_chosen_for_a_port_tells_its_line() -> None:
    line = ProfileBook(FakeProfileStore([SERIAL], {"COM3": "slow"})).resolved(parse("serial:COM3?protocol=line"))
    assert line.speed == 19200  # type: ignore[union-attr]  # a SerialUri


@pytest.mark.parametrize(
    "address",
    [
        "serial:COM3?profile=lost",
        "serial:COM3?protocol=line&format=octal",
        "pcsc:?profile=lost",
        "keyboard:?profile=lost",
    ],
)
def test_an_address_with_a_name_that_is_not_known_is_refused_at_once(address: str) -> None:
    with pytest.raises(InvalidInputError):
        book().resolved(parse(address))


def test_what_was_chosen_for_a_reader_of_text_says_nothing_of_bytes_from_the_same_port() -> None:
    seen = CardSeen(bytes.fromhex("529D06E3"), "COM3", technology="mifare-classic")
    assert sent(read(seen, ProfileBook(FakeProfileStore([REVERSED], {"COM3": "reversed"})))) == "0x529d06e3"


def test_a_profile_of_typed_digits_makes_nothing_of_bytes() -> None:
    typed = Profile(name="typed", title="t", number_format="dec", technology=Technology.MIFARE_CLASSIC, kind="keyboard")
    seen = CardSeen(bytes.fromhex("12345678"), "ACS", CLASSIC_ATR)
    got = read(seen, ProfileBook(FakeProfileStore([typed], {"ACS": "typed"})))
    assert got.tap is None
    assert got.problem is not None
    assert got.problem.code == "profile-of-text"


@pytest.mark.parametrize(("text", "number_format"), [("10185C5B", "hex"), ("0270031963", "dec")])
def test_four_bytes_without_a_technology_may_be_a_part_of_an_em_number(text: str, number_format: str) -> None:
    got = read(NumberSeen(text, "COM3", number_format=number_format))
    assert got.tap is None
    assert got.problem is not None
    assert got.problem.code == "technology-not-said"
    assert (
        sent(read(NumberSeen(text, "COM3", number_format=number_format, technology="mifare-classic"))) == "0x10185c5b"
    )


@pytest.mark.parametrize(
    "failing", [InvalidInputError(Problem("broken", "Broken.", "")), StoreError(Problem("no", "No.", ""))]
)
def test_choices_that_cannot_be_read_let_no_number_through(failing: Exception) -> None:
    store = FakeProfileStore([REVERSED], {"ACS": "reversed"})
    profiles, seen = ProfileBook(store), CardSeen(bytes.fromhex("E3069D52"), "ACS", CLASSIC_ATR)
    store.failing = failing
    # At every tap, not at the first one alone.
    assert [read(seen, profiles).tap for _ in range(3)] == [None] * 3
    store.failing = None
    assert sent(read(seen, profiles)) == "0x529d06e3"


def test_what_a_terminal_would_obey_is_not_repeated() -> None:
    assert "\x1b" not in str(read(NumberSeen("\x1b[2J12", "COM3")).problem)


def test_a_name_that_is_nearly_one_is_answered_with_it() -> None:
    with pytest.raises(InvalidInputError, match="Did you mean “reversed”"):
        book().named("revresed")
