"""Number formats: what was written is read back, and nothing is ever taken for another card's number."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.formats import ALL_FORMATS, FORMATS, NumberFormat, number_format
from enroll_app.domain.identification import SIZES
from enroll_app.domain.problems import InvalidInputError, Problem
from tests.domain.faults import codes_of, faults_of

UIDS = st.sampled_from(SIZES).flatmap(lambda size: st.binary(min_size=size, max_size=size))
Result = TypeVar("Result")
WHOLE = st.sampled_from([form for form in ALL_FORMATS if not form.partial])
PARTIAL = st.sampled_from([form for form in ALL_FORMATS if form.partial])
TEXTS = (
    st.text(max_size=40)
    | st.text(alphabet="0123456789abcdefABCDEFx .,:-", max_size=40)
    | st.text(alphabet="0123456789", max_size=26)
    | st.text(alphabet="01", min_size=26, max_size=37)
)
EM = bytes.fromhex("0110185C5B")


def outcome(attempt: Callable[[], Result]) -> tuple[Result | None, tuple[Problem, ...]]:
    """What an attempt gave, or the problems it was refused with."""
    try:
        return attempt(), ()
    except InvalidInputError as error:
        return None, error.problems


def test_the_contract_names_its_formats() -> None:
    changes = ("", "-reversed", "-bitrev", "-nibble", "-inverted")
    whole = [f"{base}{change}" for base in ("hex", "dec") for change in changes]
    parts = ["08h10d", "06h08d", "3.5a", "3.5b", "3.5c", "5.5", "paxton", "wiegand26", "wiegand34", "h10302", "h10304"]
    assert [(form.name, form.partial) for form in FORMATS] == [
        *((name, False) for name in [*whole, "zk20"]),
        *((name, True) for name in parts),
    ]


def test_every_format_has_words_of_its_own() -> None:
    assert len({form.words for form in ALL_FORMATS}) == len(ALL_FORMATS) == 14 * 16


@pytest.mark.parametrize("form", ALL_FORMATS, ids=lambda form: form.name)
def test_a_format_is_found_by_its_name_in_any_case(form: NumberFormat) -> None:
    assert number_format(form.name) is number_format(f" {form.name.upper()}") is form


@pytest.mark.parametrize(
    "name",
    ["", "hexadecimal", "hex-", "-hex", "hex-bitrev-reversed", "hex-bitrev-bitrev", "hex reversed", "{0}\x1b[2J"],
)
def test_an_unknown_name_is_refused_with_where_the_known_ones_are(name: str) -> None:
    [problem] = faults_of(partial(number_format, name))
    assert problem.code == "format-unknown"
    assert "enroll-app formats" in str(problem)
    assert "\x1b" not in str(problem)


@given(WHOLE, UIDS)
def test_a_whole_number_comes_back(form: NumberFormat, uid: bytes) -> None:
    writings = form.writings(uid)
    assert form.write(uid) == (writings[0] if writings else None)
    assert bool(writings) is (form.name.split("-")[0] != "zk20" or len(uid) == 5)
    for text in writings:
        assert form.read(text) == form.read(text, len(uid)) == form.read(f" {text}\r\n") == uid
        assert form.agrees(text, uid)


@given(
    st.binary(min_size=1, max_size=12), st.sampled_from(["hex", "dec", "hex-reversed-nibble", "dec-bitrev-inverted"])
)
def test_a_number_of_any_size_comes_back_when_its_size_is_said(number: bytes, name: str) -> None:
    for text in number_format(name).writings(number):
        assert number_format(name).read(text, len(number)) == number


@given(WHOLE, TEXTS, st.sampled_from([None, 3, *SIZES]))
def test_any_text_is_a_number_of_the_right_size_or_refused_in_words(
    form: NumberFormat, text: str, size: int | None
) -> None:
    uid, problems = outcome(partial(form.read, text, size))
    if uid is None:
        assert [(problem.field, bool(problem.cause)) for problem in problems] == [("card", True)]
    else:
        assert len(uid) == size if size else len(uid) in SIZES
        assert form.agrees(text, uid)


@given(WHOLE, UIDS, st.integers(0, 24), st.sampled_from("0123456789af xg"))
def test_a_changed_text_is_never_the_same_number(form: NumberFormat, uid: bytes, at: int, digit: str) -> None:
    text = form.write(uid) or ""
    changed = text[:at] + digit + text[at + 1 :]
    if changed.upper().replace(" ", "") != text:
        assert not form.agrees(changed, uid)


@given(UIDS, st.sampled_from(["hex", "dec"]))
def test_a_digit_lost_or_added_is_refused_when_the_size_is_known(uid: bytes, name: str) -> None:
    form, size = number_format(name), len(uid)
    text = form.writings(uid)[-1]
    for changed in (text[1:], text[:-1], f"0{text}", f"{text}0"):
        if len(changed) not in {len(writing) for writing in form.writings(bytes(size))}:
            assert codes_of(partial(form.read, changed, size)) == ["number-digit-count"]


@given(PARTIAL, UIDS)
def test_a_part_holds_the_right_bytes_and_the_others_complete_it(form: NumberFormat, uid: bytes) -> None:
    size = len(uid)
    missing, carried = form.missing(size), form.positions(size)
    assert sorted((*missing, *carried)) == list(range(size))
    writings = form.writings(uid)
    assert writings or (size != 5 and form.name.startswith(("3.5a", "3.5b", "paxton")))
    for text in writings:
        part = form.read_part(text, size)
        assert part.positions == carried
        assert part.value == bytes(uid[at] for at in carried)
        assert form.complete(text, size, bytes(uid[at] for at in missing)) == uid
        assert form.agrees(text, uid)


@given(PARTIAL, UIDS, UIDS)
def test_a_part_agrees_with_a_number_exactly_when_that_is_written_so(
    form: NumberFormat, one: bytes, other: bytes
) -> None:
    for text in form.writings(one):
        assert form.agrees(text, other) is (text in form.writings(other))


@given(PARTIAL, UIDS, st.sampled_from([None, *SIZES]))
def test_a_part_is_never_a_number(form: NumberFormat, uid: bytes, size: int | None) -> None:
    for text in form.writings(uid):
        [code] = codes_of(partial(form.read, text, size))
        assert code in ("number-partial", "format-not-of-size")


@given(PARTIAL, TEXTS, st.sampled_from(SIZES))
def test_any_text_is_a_part_or_refused_in_words(form: NumberFormat, text: str, size: int) -> None:
    [refused] = codes_of(partial(form.read, text, size))
    part, problems = outcome(partial(form.read_part, text, size))
    if part is None:
        assert [problem.field for problem in problems] == ["card"]
        assert refused != "number-partial" or problems[0].code == "number-too-large"
    else:
        assert refused == "number-partial"
        assert len(part.value) == len(part.positions) >= 3


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("0x048a4AAAA62D80", "048A4AAAA62D80"),
        ("0X04 8A 4A AA A6 2D 80", "048A4AAAA62D80"),
        ("04:8a:4a:aa:a6:2d:80", "048A4AAAA62D80"),
        ("04-8A-4A-AA-A6-2D-80", "048A4AAAA62D80"),
        ("0110:185C5B", "0110185C5B"),
        ("90 D7 52 C5", "90D752C5"),
    ],
)
def test_hexadecimal_may_stand_in_groups(text: str, uid: str) -> None:
    assert number_format("hex").read(text) == bytes.fromhex(uid)


@pytest.mark.parametrize(
    ("name", "text", "size", "code"),
    [
        # Eight digits, but five bytes of which two lost a zero.
        ("hex", "1 23 45 67 8", None, "number-halved-byte"),
        ("hex", "4:8A:4A:AA:A6:2D:80", None, "number-digit-count"),
        ("hex", "04  8A 4A AA", None, "number-not-hex"),
        ("hex", "04.8A.4A.AA", None, "number-not-hex"),
        ("hex", "0x", None, "number-not-hex"),
        ("hex", "", None, "number-not-hex"),
        ("hex", "０１１０１８５C", None, "number-not-hex"),
        ("hex", "0110185C5", None, "number-digit-count"),
        ("hex", "0110185C5B", 4, "number-digit-count"),
        ("hex", "10185C5B", 5, "number-not-whole"),
        ("dec", "4294967296", None, "number-too-large"),
        ("dec", "1099511627776", None, "number-too-large"),
        ("dec", "999999999999999", None, "number-too-large"),
        ("dec", "72057594037927936", 7, "number-too-large"),
        ("dec", "0270031963", 5, "number-not-whole"),
        ("dec", "01596507", 5, "number-not-whole"),
        ("dec", "01596507", None, "number-digit-count"),
        ("dec", "4564999259", 5, "number-not-whole"),
        ("dec", "45649992590", 5, "number-digit-count"),
        ("dec", "0004564999259", 4, "number-digit-count"),
        ("dec", "0" * 5000, None, "number-digit-count"),
        ("dec", "+270031963", None, "number-not-decimal"),
        ("dec", "27003196_3", None, "number-not-decimal"),
        ("dec", "٠٢٧٠٠٣١٩٦٣", None, "number-not-decimal"),
        ("zk20", "08000008010803101316", None, "number-malformed"),
        ("zk20", "0800000801080310131", None, "number-malformed"),
        ("zk20", "08000008010803101310", 4, "format-not-of-size"),
        ("zk20", "0800000801080310131A", None, "number-not-decimal"),
        ("08h10d", "270031963", None, "number-malformed"),
        ("08h10d", "4294967296", None, "number-too-large"),
        ("06h08d", "16777216", None, "number-too-large"),
        ("3.5a", "256.00000", None, "number-too-large"),
        ("3.5b", "00123643", None, "number-malformed"),
        ("3.5c", "024.65536", None, "number-too-large"),
        ("3.5c", "24.23643", None, "number-malformed"),
        ("3.5c", "02499999", None, "number-too-large"),
        ("5.5", "65536.00000", None, "number-too-large"),
        ("5.5", "0412023643", None, "number-malformed"),
        ("3.5a", "001.23643", 4, "format-not-of-size"),
        ("paxton", "1326591", None, "number-out-of-range"),
        ("paxton", "4296293888", None, "number-too-large"),
        ("paxton", "9" * 5000, None, "number-out-of-range"),
        ("paxton", "1A", None, "number-not-decimal"),
        ("wiegand26", "00001100001011100010110111", None, "wiegand-parity"),
        ("wiegand26", "10001100001011100010110110", None, "wiegand-parity"),
        ("wiegand26", "0000110000101110001011011", None, "wiegand-not-bits"),
        ("wiegand26", "185C5B", None, "wiegand-not-bits"),
        ("wiegand34", "0" * 34, None, "wiegand-parity"),
        ("h10302", "0" * 36 + "2", None, "wiegand-not-bits"),
    ],
)
def test_what_a_format_does_not_allow_is_refused_with_its_reason(
    name: str, text: str, size: int | None, code: str
) -> None:
    [problem] = faults_of(partial(number_format(name).read, text, size))
    assert problem.code == code
    assert len(str(problem)) < 400


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paxton", str(0x143E00)),
        ("paxton", str(0x143E00 + 0xFFFFFFFF)),
        ("08h10d", "4294967295"),
        ("06h08d", "16777215"),
        ("5.5", "65535,65535"),
        ("3.5c", "255,65535"),
        ("3.5c", "25565535"),
    ],
)
def test_the_ends_of_a_formats_range_are_taken(name: str, text: str) -> None:
    assert set(number_format(name).read_part(text, 5).value) in ({0x00}, {0xFF})


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("08h10d", (0,)),
        ("06h08d", (0, 1)),
        ("3.5a", (1, 2)),
        ("3.5b", (0, 2)),
        ("3.5c", (0, 1)),
        ("5.5", (0,)),
        ("paxton", (1,)),
        ("wiegand26", (0, 1)),
        ("wiegand34", (0,)),
        ("h10302", (0,)),
        ("h10304", (0,)),
        ("08h10d-reversed", (4,)),
        ("3.5a-reversed", (2, 3)),
    ],
)
def test_which_bytes_of_an_em_card_a_format_leaves_out(name: str, missing: tuple[int, ...]) -> None:
    form = number_format(name)
    assert form.missing(5) == missing
    [problem] = faults_of(lambda: form.read(form.write(EM) or ""))
    assert problem.facts["missing"] == ", ".join(str(at + 1) for at in missing)


def test_a_whole_format_misses_nothing_and_has_no_part() -> None:
    form = number_format("dec-reversed")
    assert (form.missing(5), form.positions(5)) == ((), (0, 1, 2, 3, 4))
    for wrong in (partial(form.read_part, "0392387104769", 5), partial(form.complete, "0392387104769", 5, b"")):
        with pytest.raises(ValueError, match="dec-reversed"):
            wrong()


@pytest.mark.parametrize("name", ["3.5a", "3.5b"])
def test_a_format_of_em_cards_has_no_part_of_another_size(name: str) -> None:
    assert number_format(name).write(EM[1:]) is None
    assert codes_of(lambda: number_format(name).read_part("001.23643", 4)) == ["format-not-of-size"]


@pytest.mark.parametrize("name", ["h10302", "h10304"])
def test_of_37_wiegand_bits_three_belong_to_a_fifth_byte(name: str) -> None:
    form = number_format(name)
    line = form.write(bytes.fromhex("02690DDD50")) or ""
    assert form.complete(line, 5, b"\x02") == bytes.fromhex("02690DDD50")
    assert form.complete(line, 5, b"\x0a") == bytes.fromhex("0A690DDD50")
    # The reading says that the byte ends in 010.
    assert codes_of(lambda: form.complete(line, 5, b"\x01")) == ["number-contradicts-profile"]
    assert codes_of(lambda: form.read_part(line, 4)) == ["number-too-large"]


def test_34_wiegand_bits_hold_four_bytes_but_do_not_say_that_there_were_no_more() -> None:
    form = number_format("wiegand34")
    line = form.write(bytes.fromhex("CAFEBABE")) or ""
    assert form.complete(line, 4, b"") == bytes.fromhex("CAFEBABE")
    [problem] = faults_of(lambda: form.read(line, 4))
    assert problem.code == "number-partial"
    assert "never says whether" in str(problem)


def test_supplying_another_count_of_bytes_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        number_format("08h10d").complete("0270031963", 5, b"")


def test_a_refusal_quotes_no_more_than_a_line_and_nothing_that_a_terminal_obeys() -> None:
    [problem] = faults_of(lambda: number_format("hex").read("\x1b[2J{bytes}" + "9" * 100_000))
    assert "\x1b" not in str(problem)
    assert "{bytes}" in str(problem)
    assert len(str(problem)) < 300
