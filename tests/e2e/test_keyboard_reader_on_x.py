"""Readers that type and persons who type, on a real X server: XTEST moves the keys, a real Qt window hears them."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.e2e.test_window_on_x import Keyboard, display
from tests.hardware_doubles.typing_reader import Move, TypingReader

__all__ = ["display"]

NUMBER, HEX_NUMBER = "0004329479", "01A0185CB4"
# E3086CED in decimal; 08112233, a random number that must not be enrolled, so that the card page stays.
CARD, RANDOM_CARD = "3808980205", "0135340595"
# pcProx: 40 ms (micolous/pcprox#4); 4 ms is Baltech's default (docs.baltech.de, KeypressDelay).
SPEEDS = (4, 15, 40)
FIELDS = (
    "line",
    "password",
    "text",
    "spin",
    "date",
    "combo",
    "editable",
    "check",
    "radio",
    "other",
    "list",
    "tabs",
    "button",
    "default",
)
_WAIT_S = 20.0
# Longer than any key is held back: what leaks has arrived by then.
_LATER_S = 0.15


class Stage:
    """The program under test, and what it says of itself."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert self._answer() == "ready"

    def do(self, command: str) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        return self._answer()

    def until(self, what: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline = time.monotonic() + _WAIT_S
        while not what(state := self.do("state")):
            assert time.monotonic() < deadline, state
            time.sleep(0.02)
        return dict(state)

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


@contextmanager
def started(program: str, title: str, display: str) -> Iterator[Stage]:
    environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
    }
    command = [sys.executable, "-m", f"tests.e2e.{program}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            made = Stage(process)
            Keyboard(display).focus_window(title)
            yield made
            assert process.stdin is not None
            process.stdin.close()
            process.wait(_WAIT_S)
        finally:
            process.kill()


@pytest.fixture
def stage(display: str) -> Iterator[Stage]:
    with started("keyboard_fields", "Fields", display) as made:
        yield made


@pytest.fixture
def wizard(display: str) -> Iterator[Stage]:
    with started("keyboard_wizard", "Enroll", display) as made:
        made.until(lambda now: now["ready"])
        yield made


@pytest.fixture
def reader(display: str) -> Iterator[TypingReader]:
    with TypingReader(display) as typing:
        yield typing


def taken(stage: Stage, *numbers: str) -> dict[str, Any]:
    """Wait for the numbers, and see that no key and no act came with them, then or later."""
    stage.until(lambda now: len(now["came"]) >= len(numbers))
    time.sleep(_LATER_S)
    state: dict[str, Any] = stage.do("state")
    assert (state["came"], state["keys"], state["acts"]) == (list(numbers), [], [])
    return state


def test_every_kind_of_field(stage: Stage, reader: TypingReader) -> None:
    before = stage.do("state")["fields"]
    for field in FIELDS:
        stage.do(f"focus {field}")
        for milliseconds in SPEEDS:
            reader.read(NUMBER, milliseconds)
        assert taken(stage, *[NUMBER] * len(SPEEDS))["fields"] == before, field
        stage.do("clear")


@pytest.mark.parametrize(("over", "name"), [("question", "_Box"), ("combo", "Q"), ("menu", "QMenu")])
def test_what_stands_over_the_window(stage: Stage, reader: TypingReader, display: str, over: str, name: str) -> None:
    stage.do("forms hexadecimal")
    before = stage.do("state")["fields"]
    stage.do(f"open {over}")
    stage.until(lambda now: now["over"] != "")
    if over == "question":
        # There is no window manager here to give it the focus.
        dialog = Keyboard(display).do("search", "--sync", "--onlyvisible", "--name", "Fields").splitlines()[-1]
        Keyboard(display).do("windowfocus", "--sync", dialog)
    for milliseconds in SPEEDS:
        reader.read(HEX_NUMBER, milliseconds)
    state = taken(stage, *[HEX_NUMBER] * len(SPEEDS))
    assert state["fields"] == before
    assert state["over"].startswith(name)


def set_layout(display: str, layout: str) -> None:
    subprocess.run(["setxkbmap", "-display", display, layout], check=True)


@pytest.mark.parametrize("layout", ["fr", "cz", "de"])
def test_a_layout_with_other_places(stage: Stage, reader: TypingReader, display: str, layout: str) -> None:
    set_layout(display, layout)
    stage.do("focus line")
    reader.read(NUMBER, 15)
    assert taken(stage, NUMBER)["fields"]["line"] == ""
    stage.do("forms hexadecimal")
    reader.read(HEX_NUMBER, 15)
    taken(stage, NUMBER, HEX_NUMBER)


def test_the_keypad_and_the_locks(stage: Stage, reader: TypingReader) -> None:
    """The keypad with Num Lock and without, then letters with Caps Lock."""
    stage.do("focus text")
    for _ in range(2):
        reader.press("NumLock")
        reader.read(NUMBER, 15, keypad=True)
    stage.do("forms hexadecimal")
    reader.press("CapsLock")
    reader.read(HEX_NUMBER, 15)
    taken(stage, NUMBER, NUMBER, HEX_NUMBER.lower())


def test_a_busy_window_tears_no_number_and_makes_none_of_what_a_person_types(
    stage: Stage, reader: TypingReader
) -> None:
    stage.do("focus line")
    stage.do("stall 300")
    reader.read(NUMBER, 40)
    taken(stage, NUMBER)
    stage.do("clear")
    stage.do("stall 1500")
    reader.press(*"0123456789", "Left")
    state = stage.until(lambda now: "Key_Left" in now["keys"])
    assert (state["came"], state["fields"]["line"]) == ([], "0123456789")


def test_what_no_profile_explains_presses_no_button_either(stage: Stage, reader: TypingReader) -> None:
    stage.do("focus button")
    for forms, number in (("none", NUMBER), ("decimal", NUMBER[:8])):
        stage.do(f"forms {forms}")
        reader.read(number, 15)
    state = stage.until(lambda now: len(now["came"]) == 2)
    assert ["profile" in words for words in state["came"]] == [True, True]
    time.sleep(_LATER_S)
    state = stage.do("state")
    assert (state["keys"], state["acts"]) == ([], [])


def a_person(text: str, words_a_minute: int, seed: int) -> Iterator[Move]:
    """Types a text with the gaps of a person, each key going up after the next one went down now and then."""
    chance, now, up, moves = random.Random(seed), 0.0, dict[str, float](), []
    for key in text:
        now = max(now + max(0.03, chance.gauss(12 / words_a_minute, 0.05)), up.get(key, 0.0) + 0.03)
        up[key] = now + max(0.05, chance.gauss(0.09, 0.02))
        moves += [(now, key, True), (up[key], key, False)]
    return iter(sorted(moves))


def test_a_person_at_ninety_words_a_minute_loses_nothing(stage: Stage, reader: TypingReader) -> None:
    text = "facade 2026-12-31 bead,0042 1234567890 abc"
    stage.do("focus line")
    reader.play(a_person(text, 90, 7))
    state = stage.until(lambda now: len(now["fields"]["line"]) >= len(text))
    assert (state["fields"]["line"], state["came"], state["acts"]) == (text, [], [])
    assert "".join(state["keys"]) == text, "a key came twice"


def test_the_other_keys_of_a_person_work(stage: Stage, reader: TypingReader) -> None:
    """Arrows, Tab, Space, Enter, mnemonics, a key held down, and digits just before each of these."""
    stage.do("focus line")
    reader.press("1", "2", "Left", "3", "Tab", "4", "Tab", "5", "Enter", "6")
    fields = stage.until(lambda now: "5\n6" in now["fields"]["text"])["fields"]
    assert (fields["line"], fields["password"], fields["text"]) == ("132", "4", "5\n6")
    stage.do("focus check")
    reader.press("Space", "Alt+b", "a", "Enter", "Alt+r")
    state = stage.until(lambda now: now["fields"]["radio"])
    assert state["fields"]["check"]
    assert [act for act in state["acts"] if act != "Shortcut"] == ["&1 Check", "&Button", "&Radio"]
    stage.do("clear")
    stage.do("focus line")
    reader.play([(0.0, "0", True), (1.2, "0", False)])
    state = stage.until(lambda now: len(now["fields"]["line"]) > 5)
    assert set(state["fields"]["line"]) == {"0"}
    assert state["came"] == []


def tap_into_all_fields(wizard: Stage, reader: TypingReader, step: str, card: str = CARD) -> None:
    """Tap the card that was tapped last with the focus in each field of this page; nothing else happens."""
    state = wizard.until(lambda now: now["step"] == step)
    wizard.do("watch")
    kinds: set[str] = set()
    for at, kind in enumerate(wizard.do("fields")):
        wizard.do(f"focus {at}")
        before = wizard.do("state")
        wizard.do("clear")
        speeds = SPEEDS if kind not in kinds else SPEEDS[:1]
        kinds.add(kind)
        for milliseconds in speeds:
            reader.read(card, milliseconds)
        after = taken(wizard, *[card] * len(speeds))
        for name in ("step", "focus", "holds", "over"):
            assert after[name] == before[name], (step, kind)
    wizard.do("focus " + str(state["focus"]))


def test_every_page_of_the_wizard(wizard: Stage, reader: TypingReader) -> None:
    """From the first tap to the key, typed by a person, with a tap into every field on the way."""
    reader.read(RANDOM_CARD, 40)
    wizard.until(lambda now: now["came"] != [])
    tap_into_all_fields(wizard, reader, "CARD", RANDOM_CARD)
    reader.read(CARD, 4)
    tap_into_all_fields(wizard, reader, "PERSON")
    reader.press("A", "d", "a", "Tab", "B", "e", "e", "Enter")
    tap_into_all_fields(wizard, reader, "PIN")
    reader.press("0", "0", "4", "2", "Enter")
    tap_into_all_fields(wizard, reader, "ACCESS")
    # One level at least: of a key that opens nothing, a tap of the same card opens that key.
    reader.press("Alt+a", "Down", "Space", "Ctrl+Enter")
    tap_into_all_fields(wizard, reader, "REVIEW")
    reader.press("Enter")
    wizard.until(lambda now: now["done"])
    tap_into_all_fields(wizard, reader, "RESULT")
