"""A blind person at the real program: hears what a screen reader is told over the accessibility bus, presses keys.

With an axe for what is told: whatever the keyboard can come to has a name that is read out and a role that says what
it is.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.e2e.desk_environment import on_display
from tests.e2e.test_window_on_x import Keyboard, display
from tests.hardware_doubles.screen_reader import Element, ScreenReader

__all__ = ["display"]

# What a person may act on. A focusable label holds text that can be selected and copied.
_INTERACTIVE = frozenset(
    {
        "cell",
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
_ITEMS = frozenset({"cell", "list item", "table cell", "tree item"})
# A cell may be empty.
_NAMELESS = frozenset({"cell", "table cell"})
# They may have the focus by themselves, to be read or scrolled; then they need a name as well.
_READABLE = frozenset({"label", "scroll pane", "dialog", "alert", "filler", "panel", "frame"})
_WAIT_S, _LOOK_S = 20.0, 0.03
# By then it is told where the keyboard came to, if it came to anything else.
_ALONE_S = 1.0
# More than there are stops on any page.
_STOPS = 40


class Listener:
    """found: on which page what offends, by the axe or because Tab comes to something that has no name."""

    def __init__(self, display: str, reader: ScreenReader, process: "subprocess.Popen[bytes]") -> None:
        self._reader, self._process = reader, process
        self._application = reader.application(process.pid)
        self.keyboard = Keyboard(display)
        self.keyboard.focus_window("Enroll")
        self.found: dict[str, list[str]] = {}

    def sight(self) -> list[Element]:
        """Everything on the screen. A page that changes meanwhile is looked at again."""
        deadline = time.monotonic() + _WAIT_S
        while True:
            try:
                return self._reader.in_sight(self._application)
            except AssertionError:
                assert self._process.poll() is None, f"the program ended with {self._process.returncode}"
                if time.monotonic() > deadline:
                    raise
                time.sleep(_LOOK_S)

    def reads(self, words: str) -> bool:
        """Whether these words are in sight."""
        return any(words in one.name for one in self.sight())

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

    def comes_to(self, name: str) -> None:
        """Wait until the keyboard is there; of a list, at this item."""
        self.until(lambda: any(one.name == name for one in self.sight() if one.focused), f"not at “{name}”")

    def focus(self) -> Element | None:
        """Where the keyboard is."""
        # The present item of a list says so also where the list has no focus (QAccessibleTableCell::state).
        held = [one for one in self.sight() if one.focused]
        widget = next((one for one in held if one.role not in _ITEMS), None)
        return next((one for one in held if widget and one.above == widget.path), widget)

    def at_step(self, number: int) -> None:
        """Wait for a page of the wizard, with the focus on it."""
        self.until(lambda: self.reads(f"Step {number} of 6"), f"not at step {number}")
        self.until(self.focus, "nothing has the focus")

    def axe(self, page: str) -> list[Element]:
        """Look what offends on this page; all that is in sight of it."""
        sight = self.sight()
        self.found[page] = offenders(sight)
        return sight

    def axe_around_focus(self, name: str) -> None:
        """Look what offends in what opened over the window, which has this name and the keyboard."""
        opened: list[Element] = []

        def found() -> bool:
            told = [one.path for one in self._reader.events if one.kind == "focused"]
            if told:
                one = self._reader.look_at(self._application.owner, told[-1])
                while one.name != name and one.role != "application":
                    one = self._reader.holder(one)
                opened.append(one)
            return bool(opened) and opened[-1].name == name

        self.until(found, f"“{name}” did not open")
        self.found[name] = offenders(self._reader.in_sight(opened[-1]))

    def go_round(self, page: str) -> None:
        """Look at this page, and press Tab once round; every stop is told of by an event, and has a name."""
        self.axe(page)
        # Where the keyboard is at first Tab may not come back to: a page that waits, which nothing can be done to.
        come_to: set[str] = set()
        for _ in range(_STOPS):
            self.forget()
            self.keyboard.press("Tab")
            stop = self._stop()
            if not stop.name:
                self.found[page].append(f"nameless: {stop}")
            if stop.path in come_to:
                return
            come_to.add(stop.path)
        pytest.fail(f"Tab never comes round {page}")

    def _stop(self) -> Element:
        """Where the keyboard came to, as it is told; where nothing is told, it stays where it was."""
        soon = time.monotonic() + _ALONE_S
        told: list[str] = []

        def focused() -> bool:
            told.extend(one.path for one in self._reader.events if one.kind == "focused")
            if not told and time.monotonic() > soon and (held := self.focus()) is not None:
                told.append(held.path)
            return bool(told)

        self.until(focused, "the focus is nowhere")
        return self._reader.look_at(self._application.owner, told[-1])


def offenders(sight: list[Element]) -> list[str]:
    """The axe: where something is that a person may act on and a screen reader has no words for."""
    found = []
    for one in sight:
        if one.role in _INTERACTIVE - _NAMELESS and not one.name.strip():
            found.append(f"no name: {one}")
        elif one.focusable and one.role not in _INTERACTIVE | _READABLE:
            found.append(f"no role: {one}")
        elif one.focusable and one.role not in _NAMELESS and not one.name.strip():
            found.append(f"focusable, no name: {one}")
        elif one.name and "&" in one.name and one.role in _INTERACTIVE:
            found.append(f"a mnemonic is read out: {one}")
    return found


@pytest.fixture
def listen(display: str, tmp_path: Path) -> Iterator[Callable[..., Listener]]:
    """Starts the program on a display and an accessibility bus of its own, and listens to it."""
    with ScreenReader() as reader:
        running: list[subprocess.Popen[bytes]] = []

        def start(*words: str, settings: Mapping[str, str] | None = None) -> Listener:
            """settings: of the window, as they are in the file."""
            lines = [f'{name} = "{value}"\n' for name, value in (settings or {}).items()]
            if lines:
                (tmp_path / "settings.toml").write_text("".join(["[window]\n", *lines]), "utf-8")
            command = [sys.executable, "-m", "enroll_app", *words]
            running.append(subprocess.Popen(command, env={**on_display(display, tmp_path), **reader.env}))
            return Listener(display, reader, running[-1])

        try:
            yield start
            assert all(one.poll() is None for one in running)
        finally:
            for one in running:
                one.terminate()
                one.wait(_WAIT_S)
