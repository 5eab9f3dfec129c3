"""What a screen reader is told by the real window: names and roles of everything, the focus, and what a tap came to.

An axe for AT-SPI: on every page, whatever the keyboard can come to has a name that is read out and a role that says
what it is.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.test_window_on_x import Keyboard, display
from tests.hardware_doubles.screen_reader import Element, ScreenReader

__all__ = ["display"]

# What a person may act on. A focusable label holds text that can be selected and copied.
_INTERACTIVE = frozenset(
    {
        "check box",
        "combo box",
        "entry",
        "link",
        "list",
        "list item",
        "menu",
        "menu item",
        "page tab",
        "password text",
        "push button",
        "radio button",
        "slider",
        "spin button",
        "table",
        "table cell",
        "text",
        "toggle button",
        "tree",
        "tree item",
    }
)
_ITEMS = frozenset({"list item", "table cell", "tree item"})
# They may have the focus by themselves, to be read or scrolled; then they need a name as well.
_READABLE = frozenset({"label", "scroll pane", "dialog", "alert", "filler", "panel", "frame"})
_WAIT_S, _LOOK_S = 20.0, 0.03
# More than there are stops on any page.
_STOPS = 40


class Listener:
    """A blind person at the program: hears, and presses keys."""

    def __init__(self, display: str, reader: ScreenReader, process: "subprocess.Popen[bytes]") -> None:
        self._reader = reader
        self._application = reader.application(process.pid)
        self.keyboard = Keyboard(display)
        self.keyboard.focus_window("Enroll")

    def sight(self) -> list[Element]:
        """Everything on the screen. A page that changes meanwhile is looked at again."""
        while True:
            try:
                return list(self._reader.in_sight(self._application))
            except AssertionError:
                time.sleep(_LOOK_S)

    def until(self, what: Callable[[], object], words: str) -> None:
        deadline = time.monotonic() + _WAIT_S
        while not what():
            if time.monotonic() > deadline:
                events = "\n".join(map(str, self._reader.events))
                shown = "\n".join(f"{one}{' (focus)' * one.focused}" for one in self.sight())
                pytest.fail(f"{words}\n{events}\n{shown}")
            time.sleep(_LOOK_S)

    def hears(self, words: str) -> None:
        """Wait until this is announced."""
        self.until(lambda: self._reader.heard(words), f"“{words}” was not announced")

    def forget(self) -> None:
        """What was heard until now counts no more."""
        self._reader.events.clear()

    def echoed(self) -> str:
        """The letters that came and went in lines."""
        return "".join(one.text for one in self._reader.events if one.kind == "text")

    def focus(self) -> Element | None:
        """Where the keyboard is."""
        # The present item of a list says so also where the list has no focus (QAccessibleTableCell::state).
        held = [one for one in self.sight() if one.focused]
        widget = next((one for one in held if one.role not in _ITEMS), None)
        return next((one for one in held if widget and one.above == widget.path), widget)

    def at_step(self, number: int) -> None:
        """Wait for a page of the wizard, with the focus on it."""
        begins = f"Step {number} of 6"
        self.until(lambda: any(one.name.startswith(begins) for one in self.sight()), f"no “{begins}”")
        self.until(self.focus, "nothing has the focus")

    def stops(self) -> list[str]:
        """What Tab comes to, once round; every stop is told of by an event, and has a name."""
        first = self.focus()
        assert first is not None
        seen = [] if first.name else [f"NAMELESS {first}"]
        # Where the keyboard is at first Tab may not come back to: a page that waits, which nothing can be done to.
        come_to: set[str] = set()
        for _ in range(_STOPS):
            self.forget()
            self.keyboard.press("Tab")
            self.until(lambda: any(one.kind == "focused" for one in self._reader.events), f"no focus after {seen}")
            stop = self.focus()
            assert stop is not None, f"the focus is nowhere after {seen}"
            seen.append(str(stop) if stop.name else f"NAMELESS {stop}")
            if stop.path in come_to:
                return seen
            come_to.add(stop.path)
        pytest.fail(f"Tab never comes round: {seen}")


def offenders(sight: list[Element]) -> list[str]:
    """The axe: where something is that a person may act on and a screen reader has no words for."""
    found = []
    for one in sight:
        if one.role in _INTERACTIVE and not one.name.strip():
            found.append(f"no name: {one}")
        elif one.focusable and one.role not in _INTERACTIVE | _READABLE:
            found.append(f"no role: {one}")
        elif one.focusable and not one.name.strip():
            found.append(f"focusable, no name: {one}")
        elif one.name and "&" in one.name and one.role in _INTERACTIVE:
            found.append(f"a mnemonic is read out: {one}")
    return found


@pytest.fixture
def reader() -> Iterator[ScreenReader]:
    with ScreenReader() as made:
        yield made


@pytest.fixture
def listener(display: str, reader: ScreenReader, tmp_path: Path) -> Iterator[Listener]:
    """At the window in training mode."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    } | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "ENROLL_APP_HOME": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-m", "enroll_app", "--training"], env=environment | reader.env)
    try:
        yield Listener(display, reader, process)
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait(_WAIT_S)


def test_everything_has_a_name_and_a_role_and_a_tap_is_told_with_what_came_of_it(listener: Listener) -> None:
    keyboard = listener.keyboard
    found: dict[str, list[str]] = {}

    def axe(page: str) -> None:
        found[page] = offenders(listener.sight())

    listener.at_step(1)
    listener.until(lambda: any("Training server" in one.name for one in listener.sight()), "no service")
    axe("card")
    found["round the card page"] = [stop for stop in listener.stops() if stop.startswith("NAMELESS")]
    listener.forget()
    keyboard.press("alt+t")
    listener.hears("Card read")
    listener.at_step(2)
    listener.hears("Who gets this card?")
    axe("person")
    keyboard.press("Return")
    listener.hears("no name")
    axe("person, invalid")
    keyboard.type("Asa")
    keyboard.press("Tab")
    keyboard.type("Lindgren")
    found["round the person page"] = [stop for stop in listener.stops() if stop.startswith("NAMELESS")]
    keyboard.press("Return")
    listener.at_step(3)
    axe("PIN")
    keyboard.type("4071")
    axe("PIN, typed")
    keyboard.press("Return")
    listener.at_step(4)
    axe("access")
    found["round the access page"] = [stop for stop in listener.stops() if stop.startswith("NAMELESS")]
    keyboard.press("Return")
    listener.at_step(5)
    axe("review")
    listener.forget()
    keyboard.press("Return")
    listener.at_step(6)
    listener.hears("The key is created")
    axe("result")
    assert {page: words for page, words in found.items() if words} == {}


def test_every_place_of_the_window_has_names_and_roles(listener: Listener) -> None:
    listener.at_step(1)
    places = [one.name for one in listener.sight() if one.where and "Places" in one.where[-1] and one.name]
    found = {}
    for number, place in enumerate(places, start=1):
        listener.forget()
        if number > 1:
            listener.keyboard.press(f"ctrl+{number}")
            listener.hears(place)
        listener.until(listener.focus, f"nothing has the focus at {place}")
        found[place] = offenders(listener.sight())
        found[f"round {place}"] = [stop for stop in listener.stops() if stop.startswith("NAMELESS")]
    assert {page: words for page, words in found.items() if words} == {}
    assert len(found) > 2


def test_nobody_on_the_bus_hears_a_digit_of_a_pin(listener: Listener) -> None:
    """A name is echoed letter by letter; of a PIN, only that there is one more dot."""
    keyboard = listener.keyboard
    listener.at_step(1)
    listener.until(lambda: any("Training server" in one.name for one in listener.sight()), "no service")
    keyboard.press("alt+t")
    listener.at_step(2)
    keyboard.type("Zoe")
    listener.until(lambda: "Zoe" in listener.echoed(), "a name is not echoed")
    keyboard.press("Return")
    listener.at_step(3)
    listener.forget()
    keyboard.type("4071")
    listener.until(lambda: listener.echoed().endswith("●" * 4), "nothing is echoed")
    keyboard.do("keydown", "alt")
    keyboard.do("keydown", "w")
    shown = [f"{one.name} {one.description}" for one in listener.sight()]
    keyboard.do("keyup", "w")
    keyboard.do("keyup", "alt")
    before = len(listener.echoed())
    keyboard.press("BackSpace")
    listener.until(lambda: len(listener.echoed()) > before, "nothing is echoed")
    assert set(listener.echoed()) == {"●"}
    assert not [words for words in shown if "4071" in words]
