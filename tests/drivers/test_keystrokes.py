"""The recognizer alone: times are made up, and what becomes of each key is written down."""

import math
import random
from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.key_positions import us_character, us_character_of_mac
from drivers.key_verdicts import Fate, Key, Verdict
from drivers.keystroke_quiet import PAUSE_MS
from drivers.keystrokes import DECIMAL, HEXADECIMAL, NAME, SILENCE_MS, Form, Recognizer
from drivers.reader import CardUnreadable, NumberSeen

TEN = Form(DECIMAL, frozenset({10}), profile="ten")
HEX = Form(HEXADECIMAL, frozenset({10}), profile="hex", number_format="hex", technology="em4100")
ANY = Form(DECIMAL, profile="any")
NUMBER = "0004329479"
# pcProx: 40 ms (micolous/pcprox#4); 4 ms is Baltech's default (docs.baltech.de, KeypressDelay).
SPEEDS = (4, 15, 40)
# The unshifted digits of a French and of a Czech keyboard, from 1 to 0 (xkeyboard-config symbols/fr, symbols/cz).
FRENCH, CZECH = "&é\"'(-è_çà", "+ěščřžýáíé"


class Desk:
    """Moves keys at given times. `delivered`: what the fields and buttons got; `seen`: what was told."""

    def __init__(self, *forms: Form, start: int = 1_000) -> None:
        self.delivered: list[str] = []
        self.seen: list[NumberSeen | CardUnreadable] = []
        self.waited = 0
        self._recognizer = Recognizer(lambda: forms)
        self._now = self._last_press = start
        self._held: list[tuple[str, int]] = []

    def press(self, key: str, gap: int, position: str | None = None, *, code: int = 0, repeat: bool = False) -> None:
        """Press a key `gap` after the last thing that happened: a character, or the name of another key."""
        self.pass_time(gap)
        character = key if len(key) == 1 else ""
        self._last_press = self._now
        verdict = self._recognizer.pressed(
            Key(
                code or code_of(key),
                character,
                character if position is None else position,
                self._now % (1 << 32),
                ends=key in ("Enter", "Tab"),
                repeat=repeat,
            )
        )
        self._carry_out(verdict)
        if verdict.key is Fate.HOLD:
            self._held.append((key, self._now))
        elif verdict.key is Fate.GIVE_BACK:
            self.delivered.append(key)

    def release(self, key: str, gap: int = 0, *, code: int = 0) -> None:
        self.pass_time(gap)
        self._carry_out(self._recognizer.released(code or code_of(key), self._now % (1 << 32)))

    def pass_time(self, gap: int) -> None:
        """Let time pass; the window notices the silence when it is long enough."""
        until = self._now + gap
        while (patience := self._recognizer.patience_ms) and until > self._last_press + patience:
            self._now = self._last_press + patience
            self._carry_out(self._recognizer.silent())
        self._now = until

    def move_focus(self) -> None:
        """Another window gets the keys; `settle` when a pause has passed since."""
        self._recognizer.disturb()

    def settle(self) -> None:
        self.pass_time(PAUSE_MS)
        self._recognizer.settle()

    def type(self, keys: Iterable[str], gap: int, positions: Sequence[str] = ()) -> None:
        """Type as a reader does: each key is let go before the next."""
        for at, key in enumerate(keys):
            self.press(key, gap - gap // 2, positions[at] if positions else None)
            self.release(key, gap // 2)

    def _carry_out(self, verdict: Verdict) -> None:
        if verdict.held is not Fate.HOLD:
            if verdict.held is Fate.GIVE_BACK:
                self.delivered += [key for key, _ in self._held]
                self.waited = max([self.waited, *(self._now - at for _, at in self._held)])
            self._held.clear()
        if verdict.seen is not None:
            self.seen.append(verdict.seen)


def code_of(key: str) -> int:
    return ord(key) if len(key) == 1 else 1_000 + len(key)


def number(text: str, form: Form) -> NumberSeen:
    return NumberSeen(text, NAME, form.profile, form.number_format, form.technology)


@pytest.mark.parametrize("end", ["Enter", "Tab", ""])
@pytest.mark.parametrize("gap", SPEEDS)
def test_a_reader_is_taken_and_nothing_of_it_is_delivered(gap: int, end: str) -> None:
    desk = Desk(TEN)
    desk.type([*NUMBER, *([end] if end else [])], gap)
    desk.pass_time(1_000)
    assert (desk.delivered, desk.seen) == ([], [number(NUMBER, TEN)])


def test_a_reader_whose_keys_are_late_now_and_then_is_taken() -> None:
    """USB and the X server deliver in steps: a pcProx whose keys come 0 to 25 ms late."""
    desk, late = Desk(TEN), (0, 25, 3, 0, 22, 25, 0, 8, 0, 25, 0)
    before = 0
    for key, by in zip([*NUMBER, "Enter"], late, strict=True):
        desk.press(key, 20 + by - before)
        desk.release(key, 20)
        before = by
    assert (desk.delivered, desk.seen) == ([], [number(NUMBER, TEN)])


def test_keys_that_replace_each_other_in_one_report_are_a_reader() -> None:
    """A keyboard with a bit for each key tells the next one going down before the last one going up."""
    desk = Desk(TEN)
    for key, after in zip("1234567890", [*"234567890", "Enter"], strict=True):
        if key == "1":
            desk.press(key, 8)
        desk.press(after, 8)
        desk.release(key, 1)
    assert (desk.delivered, desk.seen) == ([], [number("1234567890", TEN)])


def test_a_second_enter_belongs_to_the_number() -> None:
    desk = Desk(TEN)
    desk.type([*NUMBER, "Enter", "Enter"], 40)
    desk.type(["Enter"], 120)
    assert (desk.delivered, desk.seen) == (["Enter"], [number(NUMBER, TEN)])


def test_an_enter_that_comes_late_still_ends_the_number() -> None:
    desk = Desk(TEN)
    desk.type(NUMBER, 4)
    desk.press("Enter", SILENCE_MS - 10)
    assert (desk.delivered, desk.seen) == ([], [number(NUMBER, TEN)])


def test_two_cards_in_a_row_are_two_numbers() -> None:
    desk = Desk(TEN)
    desk.type([*NUMBER, "Enter"], 15)
    desk.pass_time(300)
    desk.type([*reversed(NUMBER), "Enter"], 15)
    assert desk.seen == [number(NUMBER, TEN), number(NUMBER[::-1], TEN)]


def test_the_clock_of_the_window_system_may_begin_anew() -> None:
    desk = Desk(TEN, start=(1 << 32) - 60)
    desk.type([*NUMBER, "Enter"], 15)
    assert (desk.delivered, desk.seen) == ([], [number(NUMBER, TEN)])


def test_a_double_digit_that_the_system_takes_for_a_repetition_is_kept() -> None:
    """X11 tells a release and a press in the same millisecond as one key that repeats."""
    desk = Desk(TEN)
    for key, repeat in zip("1122334455", [False, True] * 5, strict=True):
        desk.press(key, 4, repeat=repeat)
        if repeat:
            desk.release(key, 1)
    desk.press("Enter", 4)
    assert desk.seen == [number("1122334455", TEN)]


@pytest.mark.parametrize("told", [True, False])
def test_a_key_held_down_repeats_as_it_always_did(told: bool) -> None:
    """Whether the system tells it as a repetition or, as X11 does, as a release and a press in one millisecond."""
    desk = Desk(TEN)
    desk.press("0", 500)
    for at in range(60):
        if not told:
            desk.release("0", 33 if at else 250)
        desk.press("0", 0 if not told else 33 if at else 250, repeat=told)
    desk.release("0", 10)
    assert (desk.delivered, desk.seen) == (["0"] * 61, [])


@pytest.mark.parametrize("layout", [FRENCH, CZECH])
def test_digits_that_are_elsewhere_are_read_by_their_places(layout: str) -> None:
    typed = [layout["1234567890".index(digit)] for digit in NUMBER]
    desk = Desk(TEN)
    desk.type([*typed, "Enter"], 15, [*NUMBER, ""])
    assert (desk.delivered, desk.seen) == ([], [number(NUMBER, TEN)])


def test_hexadecimal_letters_that_are_elsewhere_are_read_by_their_places() -> None:
    """On a French keyboard the A of a US one writes Q."""
    desk = Desk(HEX)
    desk.type([*"à&&àQBÇDEF".replace("Ç", "C"), "Enter"], 15, [*"0110ABCDEF", ""])
    assert desk.seen == [number("0110ABCDEF", HEX)]


def test_a_reader_set_to_the_layout_is_read_by_its_characters() -> None:
    desk = Desk(TEN)
    desk.type([*NUMBER, "Enter"], 15, [*")!@#$%^&*(", ""])
    assert desk.seen == [number(NUMBER, TEN)]


def test_two_readings_of_one_number_are_refused() -> None:
    """A layout with other letters where A to F are on a US keyboard, as Dvorak has E on D."""
    desk = Desk(HEX)
    desk.type([*"0110e85C5B", "Enter"], 15, [*"0110d85C5B", ""])
    (told,) = desk.seen
    assert isinstance(told, CardUnreadable)
    assert "keyboard layout" in told.problem


def test_caps_lock_changes_nothing_that_is_sent() -> None:
    form = Form(HEXADECIMAL, frozenset({12}), prefix="Cn", profile="p")
    desk = Desk(form)
    desk.type([*"cN0110185c5b", "Enter"], 15)
    assert desk.seen == [number("Cn0110185c5b", form)]


def test_keypad_digits_without_num_lock_are_read_by_their_places() -> None:
    desk = Desk(TEN)
    for digit in NUMBER:
        desk.press("Home", 15, digit, code=ord(digit))
        desk.release("Home", 0, code=ord(digit))
    desk.press("Enter", 15)
    assert (desk.delivered, desk.seen) == ([], [number(NUMBER, TEN)])


@pytest.mark.parametrize(
    ("forms", "typed", "words"),
    [
        ((), NUMBER, "10 characters, and its profile is not chosen"),
        ((TEN,), "00043294", "typed 8 characters, and not as its profile expects (10 characters)"),
        ((TEN, Form(DECIMAL, frozenset({13}))), "00043294", "(10 or 13 characters)"),
        ((TEN,), "0110185C5B", "typed 10 characters, and not as its profile expects"),
        ((TEN,), "0110185C5B#X", "typed 12 characters"),
        ((TEN, Form(HEXADECIMAL, frozenset({10}), profile="other")), NUMBER, "more than one profile: other, ten"),
    ],
)
def test_what_a_machine_types_otherwise_is_taken_too_and_told(forms: tuple[Form, ...], typed: str, words: str) -> None:
    desk = Desk(*forms)
    desk.type([*typed, "Enter"], 40)
    (told,) = desk.seen
    assert isinstance(told, CardUnreadable)
    assert words in told.problem
    assert told.remedy
    assert desk.delivered == []


def test_without_a_known_length_only_enter_proves_a_number_whole() -> None:
    desk = Desk(ANY)
    desk.type([*"4329479", "Enter"], 15)
    desk.pass_time(1_000)
    desk.type("043294790", 15)
    desk.pass_time(1_000)
    assert desk.seen[0] == number("4329479", ANY)
    assert isinstance(desk.seen[1], CardUnreadable)
    assert "no Enter after it" in desk.seen[1].problem


WHOLE = "1008479771714"


def assert_no_part_is_told(desk: Desk) -> None:
    desk.pass_time(1_000)
    assert [one for one in desk.seen if isinstance(one, NumberSeen)] == []
    assert any(isinstance(one, CardUnreadable) and "whether its number is whole" in one.problem for one in desk.seen)


@pytest.mark.parametrize("gap", SPEEDS)
@pytest.mark.parametrize("form", [ANY, Form(HEXADECIMAL)])
@pytest.mark.parametrize("key", ["k", "Left", "Escape"])
@pytest.mark.parametrize("at", [1, 3, 7])
def test_the_rest_after_a_person_s_key_is_no_number(gap: int, form: Form, key: str, at: int) -> None:
    """With 3 characters before it, the rest is a number of ten digits like any other."""
    desk = Desk(form)
    desk.type([*WHOLE[:at], key, *WHOLE[at:], "Enter"], gap)
    desk.pass_time(1_000)
    assert [one for one in desk.seen if isinstance(one, NumberSeen)] == []
    assert desk.seen


@pytest.mark.parametrize("gap", [76, 90, 149, 151, 250, PAUSE_MS - 10])
@pytest.mark.parametrize("at", [1, 3, 7])
def test_the_rest_after_a_gap_is_no_number(gap: int, at: int) -> None:
    desk = Desk(ANY)
    desk.type(WHOLE[:at], 15)
    desk.pass_time(gap - 15)
    desk.type([*WHOLE[at:], "Enter"], 15)
    assert_no_part_is_told(desk)


def test_a_number_after_a_pause_is_told_whatever_was_typed_before() -> None:
    desk = Desk(ANY)
    desk.type([*WHOLE[:3], "k"], 15)
    desk.pass_time(PAUSE_MS)
    desk.type([*WHOLE, "Enter"], 15)
    desk.pass_time(1_000)
    assert desk.seen == [number(WHOLE, ANY)]


@pytest.mark.parametrize("at", [6, 7])
def test_enter_of_a_person_ends_no_number(at: int) -> None:
    desk = Desk(ANY)
    desk.type([*WHOLE[:at], "Enter", *WHOLE[at:], "Enter"], 15)
    assert_no_part_is_told(desk)


def test_a_number_directly_before_another_makes_neither_of_them_sure() -> None:
    desk = Desk(ANY)
    desk.type([*WHOLE, "Enter", *NUMBER, "Enter"], 15)
    assert_no_part_is_told(desk)


def test_a_key_of_a_person_before_the_first_is_not_put_before_the_number() -> None:
    desk = Desk(ANY)
    desk.type("5", 15)
    desk.pass_time(50)
    desk.type([*NUMBER, "Enter"], 15)
    assert_no_part_is_told(desk)


@pytest.mark.parametrize("told", [True, False])
def test_a_first_key_that_looks_like_a_repetition_is_not_left_out(told: bool) -> None:
    desk = Desk(ANY)
    desk.release("1", 500)
    desk.press("1", 0, repeat=told)
    desk.release("1", 8)
    desk.type([*WHOLE[1:], "Enter"], 15)
    assert_no_part_is_told(desk)


@pytest.mark.parametrize("held", [0, 3, 8])
def test_what_may_have_begun_in_another_window_is_no_number(held: int) -> None:
    desk = Desk(ANY)
    desk.pass_time(1_000)
    desk.type(WHOLE[:held], 15)
    desk.move_focus()
    desk.type([*WHOLE[held:], "Enter"], 15)
    assert_no_part_is_told(desk)
    desk.settle()
    desk.type([*WHOLE, "Enter"], 15)
    desk.pass_time(1_000)
    assert desk.seen[-1] == number(WHOLE, ANY)


def test_what_may_go_on_in_another_window_is_no_number() -> None:
    desk = Desk(ANY)
    desk.type([*WHOLE[:7], "Enter"], 15)
    desk.move_focus()
    assert_no_part_is_told(desk)


EIGHT = Form(DECIMAL, frozenset({8}), profile="eight")


@pytest.mark.parametrize(
    "forms", [(EIGHT, TEN), (EIGHT, Form(DECIMAL, prefix="#")), (Form(DECIMAL, frozenset({8, 10})),)]
)
def test_a_part_of_a_longer_number_is_not_taken_for_a_shorter_one(forms: tuple[Form, ...]) -> None:
    for before, between, after in (("00", "k", "04329479"), ("00043294", "Enter", "79"), ("00", "Left", "04329479")):
        desk = Desk(*forms)
        desk.type([*before, between, *after, "Enter"], 15)
        assert_no_part_is_told(desk)
    desk = Desk(*forms)
    desk.type("00043294", 15)
    desk.pass_time(SILENCE_MS)
    desk.type("79", 15)
    assert_no_part_is_told(desk)


@pytest.mark.parametrize("end", ["Enter", ""])
def test_two_lengths_at_one_desk_are_both_told(end: str) -> None:
    desk = Desk(EIGHT, TEN)
    for typed in ("00043294", NUMBER):
        desk.type([*typed, *([end] if end else [])], 15)
        desk.pass_time(1_000)
    assert desk.seen == [number("00043294", EIGHT), number(NUMBER, TEN)]


def test_a_number_that_its_length_proves_waits_for_nothing() -> None:
    desk = Desk(TEN)
    desk.type(["k", *NUMBER, "Enter"], 15)
    assert desk.seen == [number(NUMBER, TEN)]


@given(st.integers(1, 12), st.integers(1, 1_000), st.sampled_from(SPEEDS), st.sampled_from(["k", "Enter", "Tab", ""]))
def test_no_part_of_a_number_is_ever_told(at: int, pause: int, gap: int, between: str) -> None:
    """Whatever comes in between, with whatever gap that a reader may make."""
    desk = Desk(ANY)
    desk.type(WHOLE[:at], gap)
    desk.pass_time(min(pause, PAUSE_MS - 2 * gap - 1))
    desk.type([*([between] if between else []), *WHOLE[at:], "Enter"], gap)
    desk.pass_time(1_000)
    assert {one.text for one in desk.seen if isinstance(one, NumberSeen)} <= {WHOLE}


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form(DECIMAL, frozenset({11}), separators=".,"), "00067.12345"),
        (Form(HEXADECIMAL, frozenset({16}), prefix="UID: ", separators=" "), "UID: 90 D7 52 C5"),
        (Form(HEXADECIMAL, separators=" :-.,"), "90:D7:52:C5"),
        (Form(HEXADECIMAL, frozenset({12}), prefix="#", suffix=";"), "#0110185C5B;"),
    ],
)
def test_what_stands_around_and_between_the_digits_is_read(form: Form, typed: str) -> None:
    desk = Desk(form)
    desk.type([*typed, "Enter"], 15)
    desk.pass_time(1_000)
    assert (desk.delivered, [one.text for one in desk.seen if isinstance(one, NumberSeen)]) == ([], [typed])


@pytest.mark.parametrize("form", [Form(HEXADECIMAL, frozenset({15}), prefix="Uid=", separators=":")])
def test_letters_are_read_in_either_case(form: Form) -> None:
    assert [form.read(typed)[4:] for typed in ("Uid=90:D7:52:C5", "uID=90:d7:52:c5", "UID=90:D7:52:c5")] == [
        "90:D7:52:C5",
        "90:d7:52:c5",
        "90:D7:52:c5",
    ]
    assert {form.read(typed)[:4] for typed in ("uID=90:d7:52:c5", "UID=90:D7:52:c5")} == {"Uid="}


@pytest.mark.parametrize("typed", ["90::D7", ":90D7", "90D7:", "90 D7", ":"])
def test_separators_stand_between_digits_one_at_a_time(typed: str) -> None:
    assert Form(HEXADECIMAL, separators=":").read(typed) == ""


@pytest.mark.parametrize("typed", [["1", "Enter"], [*"0042", "Enter"], [*"20261", "Tab"], list("202612"), ["Tab"] * 9])
def test_too_few_keys_are_delivered_however_fast(typed: list[str]) -> None:
    desk = Desk(TEN)
    desk.type(typed, 4)
    desk.pass_time(1_000)
    assert (desk.delivered, desk.seen) == (typed, [])


def test_words_that_a_program_types_are_delivered() -> None:
    """Text expanders and password managers are as fast as readers."""
    typed = ["a" if key == " " else key for key in "Lindgren Anna 19850102 hill"]
    desk = Desk(TEN)
    desk.type(typed, 4)
    desk.pass_time(1_000)
    assert (desk.delivered, desk.seen) == (typed, [])


# A person: gaps and the time that a key is down as skilled typists have them, on the harsh side. 60 to 130 words a
# minute at five letters a word; log-normal gaps, a key down for 90 ms on average (Dhakal et al., CHI 2018, measured
# 240 ms and 118 ms for everybody, and less for the fastest).
SHORTEST_DOWN_MS, MEAN_DOWN_MS, DOWN_SPREAD_MS, SHORTEST_GAP_MS = 40, 90, 25, 20


def person(
    keys: Iterable[str], words_a_minute: int, variation: float, chance: random.Random
) -> Iterator[tuple[float, bool, str]]:
    """When which key goes down (True) and up."""
    mean, spread = 12_000 / words_a_minute, math.sqrt(math.log(1 + variation**2))
    now, moves, up = 0.0, [], dict[str, float]()
    for key in keys:
        now += max(SHORTEST_GAP_MS, chance.lognormvariate(math.log(mean) - spread**2 / 2, spread))
        now = max(now, up.get(key, 0.0) + SHORTEST_GAP_MS)
        up[key] = now + max(SHORTEST_DOWN_MS, chance.gauss(MEAN_DOWN_MS, DOWN_SPREAD_MS))
        moves += [(now, True, key), (up[key], False, key)]
    return iter(sorted(moves))


def let_type(desk: Desk, moves: Iterable[tuple[float, bool, str]]) -> None:
    now = 0
    for at, down, key in moves:
        (desk.press if down else desk.release)(key, int(at) - now)
        now = int(at)
    desk.pass_time(1_000)


@pytest.mark.parametrize("forms", [(), (TEN,), (HEX, ANY)])
@pytest.mark.parametrize(("words_a_minute", "variation"), [(60, 0.5), (90, 0.5), (110, 0.6), (130, 0.6)])
def test_a_person_loses_nothing(words_a_minute: int, variation: float, forms: tuple[Form, ...]) -> None:
    """More than 10^5 keys in all, of the worst kind: nothing but what numbers are made of, and Enter."""
    chance = random.Random(words_a_minute)
    typed = [chance.choice("0123456789abcdefABCDEF") for _ in range(12_000)]
    for at in range(7, len(typed), 11):
        typed[at] = "Enter"
    desk = Desk(*forms)
    let_type(desk, person(typed, words_a_minute, variation, chance))
    assert desk.seen == []
    assert desk.delivered == typed
    assert desk.waited < 400, "a person would see that"


@given(
    st.lists(st.sampled_from([*"0123456789abcdefxyz ,-", "Enter", "Tab", "Left", "Escape"]), max_size=60),
    st.integers(60, 130),
    st.integers(0, 1 << 32),
)
def test_whatever_a_person_types_is_delivered_in_order(typed: list[str], words_a_minute: int, seed: int) -> None:
    desk = Desk(TEN)
    let_type(desk, person(typed, words_a_minute, 0.4, random.Random(seed)))
    assert (desk.delivered, desk.seen) == (typed, [])


@given(
    st.lists(st.tuples(st.sampled_from([*"0123456789abcdefxyz", "Enter", "Left"]), st.integers(0, 300)), max_size=80)
)
def test_every_key_is_either_delivered_once_and_in_order_or_taken_and_told(moves: list[tuple[str, int]]) -> None:
    desk = Desk(HEX)
    for key, gap in moves:
        desk.press(key, gap)
        desk.release(key)
    desk.pass_time(1_000)
    typed = [key for key, _ in moves]
    rest = iter(typed)
    assert all(key in rest for key in desk.delivered), "delivered in another order"
    assert desk.seen or desk.delivered == typed


def test_the_places_of_a_us_keyboard() -> None:
    # input-event-codes.h: KEY_1 2, KEY_0 11, KEY_A 30, KEY_B 48, KEY_KP7 71, KEY_KP0 82, KEY_F1 59
    places = {2: "1", 11: "0", 30: "a", 48: "b", 18: "e", 33: "f", 71: "7", 82: "0", 51: ",", 59: "", 105: ""}
    assert {code: us_character(code, shifted=False) for code in places} == places
    assert [us_character(code, shifted=True) for code in (30, 2, 71)] == ["A", "!", "7"]
    # HIToolbox Events.h: kVK_ANSI_5, kVK_ANSI_6, kVK_ANSI_A, kVK_ANSI_Keypad8
    assert [us_character_of_mac(code, shifted=False) for code in (0x17, 0x16, 0x00, 0x5B)] == ["5", "6", "a", "8"]
    assert [us_character_of_mac(code, shifted=True) for code in (0x17, 0x00, 0x5B)] == ["", "A", "8"]
