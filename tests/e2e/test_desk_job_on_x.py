"""The whole desk job by keyboard alone, in every language of the window.

The real program on a real X server, synthetic keys, cards on a real smart-card service, the documented API over HTTP.
What is in sight is read over the accessibility bus, as somebody reads it who sees nothing else; what was stored, at the
service.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from enroll_app.resource_files import RESOURCES
from enroll_app.training.records import Key
from enroll_app.training.server import TrainingServer
from enroll_app.ui.language import SPOKEN
from tests.e2e.desk_environment import at_a_desk
from tests.e2e.test_window_on_x import Keyboard, display, service
from tests.hardware_doubles.screen_reader import Element, ScreenReader
from tests.hardware_doubles.vpcd import VirtualCard, desfire

__all__ = ["display", "service"]

FIRST, SECOND = bytes.fromhex("048A4AAAA62D80"), bytes.fromhex("047B5582F13E80")
_FIRST_HEX, _SECOND_HEX = "0x048a4aaaa62d80", "0x047b5582f13e80"
_WAIT_S, _LOOK_S = 20.0, 0.03
# More than there are stops on any page.
_STOPS = 40
LayCard = Callable[[VirtualCard], VirtualCard]


class Operator:
    """Hands on the keyboard, and somebody who reads out what is on the screen. language: of the window."""

    def __init__(self, keyboard: Keyboard, reader: ScreenReader, program: "subprocess.Popen[bytes]", language: str):
        self.keyboard, self._reader = keyboard, reader
        self._application = reader.application(program.pid)
        self._words = QTranslator()
        self._words.load(f"enroll_{language}", str(RESOURCES / "translations"))

    def word(self, context: str, source: str) -> str:
        """What the window says for this, without its mnemonic."""
        return (self._words.translate(context, source) or source).replace("&", "")

    def sight(self) -> list[Element]:
        """Everything on the screen. A page that changes meanwhile is looked at again."""
        while True:
            try:
                found = list(self._reader.in_sight(self._application))
                # Asked for now, as long as they are there.
                assert all((one.name, one.role, one.focused) for one in found)
            except AssertionError:
                time.sleep(_LOOK_S)
            else:
                return found

    def reads(self) -> list[str]:
        """Every name in sight."""
        return [one.name for one in self.sight()]

    def until(self, what: Callable[[], object], words: str) -> None:
        deadline = time.monotonic() + _WAIT_S
        while not what():
            if time.monotonic() > deadline:
                pytest.fail(f"{words}\n" + "\n".join(map(str, self.sight())))
            time.sleep(_LOOK_S)

    def at_step(self, number: int) -> None:
        """Wait for a page of the wizard."""
        words = re.escape(self.word("Stepper", "Step {number} of {count}: {name}"))
        sign = re.compile(words.replace(r"\{number\}", str(number)).replace(r"\{count\}", "6").replace(r"\{name\}", ""))
        self.until(lambda: any(sign.match(name) for name in self.reads()), f"not at step {number}")

    def says(self, words: str) -> None:
        """Wait until these words are in sight."""
        self.until(lambda: any(words in name for name in self.reads()), f"“{words}” is not in sight")

    def focus(self) -> Element | None:
        """The widget that has the keyboard."""
        return next((one for one in self.sight() if one.focused and one.role != "list item"), None)

    def tab_to(self, what: Callable[[Element], bool], words: str) -> None:
        """Press Tab until the keyboard is there."""
        for _ in range(_STOPS):
            held = self.focus()
            if held is not None and what(held):
                return
            self.keyboard.press("Tab")
        pytest.fail(f"Tab does not come to {words}\n" + "\n".join(map(str, self.sight())))

    def go_on(self, number: int) -> None:
        """Go on to this page. In the list of levels Enter chooses, and only with Ctrl goes on."""
        self.keyboard.press("ctrl+Return")
        self.at_step(number)


@pytest.fixture
def reader() -> Iterator[ScreenReader]:
    with ScreenReader() as made:
        yield made


@pytest.fixture(params=SPOKEN)
def operator(
    request: pytest.FixtureRequest,
    display: str,
    reader: ScreenReader,
    service: TrainingServer,
    tmp_path: Path,
    lay_card: LayCard,
) -> Iterator[Operator]:
    """At a desk that is not in training, set to a language."""
    (tmp_path / "settings.toml").write_text(f'[window]\nlanguage = "{request.param}"\n', "utf-8")
    environment = at_a_desk(display, tmp_path, service)
    process = subprocess.Popen([sys.executable, "-m", "enroll_app"], env={**environment, **reader.env})
    try:
        keyboard = Keyboard(display)
        keyboard.focus_window("Enroll")
        yield Operator(keyboard, reader, process, request.param)
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait(_WAIT_S)


def stored(service: TrainingServer, identification: str) -> Key:
    found = service.training.state.key(identification)
    assert found is not None
    return found


def test_a_day_at_the_desk_by_keyboard_alone(operator: Operator, lay_card: LayCard, service: TrainingServer) -> None:
    keyboard = operator.keyboard
    operator.at_step(1)
    operator.says("Virtual PCD")
    card = lay_card(desfire(FIRST))
    operator.at_step(2)
    keyboard.type("Asa")
    keyboard.press("Tab")
    keyboard.type("Lindgren")
    operator.go_on(3)
    keyboard.type("4071")
    operator.go_on(4)
    # The fourth of the roles that every desk begins with.
    keyboard.press("F6")
    operator.tab_to(lambda one: one.role == "list", "the list of levels")
    keyboard.press("Down", "space")
    operator.go_on(5)
    operator.go_on(6)
    operator.until(lambda: service.training.state.key(_FIRST_HEX), "no key was created")
    operator.says("Asa Lindgren")
    made = stored(service, _FIRST_HEX)
    assert (made.pin, made.person.first_name, made.person.last_name) == ("4071", "Asa", "Lindgren")
    assert len(made.access_levels) == 1
    assert made.valid_to is not None
    # The next card.
    card.remove()
    operator.go_on(1)
    other = lay_card(desfire(SECOND))
    operator.at_step(2)
    keyboard.type("Bo")
    operator.go_on(3)
    operator.go_on(4)
    operator.go_on(5)
    operator.go_on(6)
    operator.until(lambda: service.training.state.key(_SECOND_HEX), "no second key was created")
    other.remove()
    operator.go_on(1)
    # The first card comes back: its key is opened, and it is to be good for longer.
    lay_card(desfire(FIRST))
    extend = operator.word("key", "E&xtend")
    operator.until(lambda: extend in operator.reads(), f"no “{extend}”")
    operator.says("Asa Lindgren")
    operator.tab_to(lambda one: one.name == extend, extend)
    keyboard.press("Return")
    until = operator.word("ValidityChoice", "Valid &until")
    operator.until(lambda: (held := operator.focus()) and held.name == until, f"the focus is not at “{until}”")
    keyboard.press("ctrl+a")
    keyboard.type("2030-06-30")
    keyboard.press("Return")
    operator.until(lambda: stored(service, _FIRST_HEX).valid_to != made.valid_to, "the validity was not changed")
    longer = stored(service, _FIRST_HEX)
    assert longer.valid_to is not None
    # The last second of that day by the desk's clock, which is two hours ahead in summer.
    assert longer.valid_to.isoformat() == "2030-06-30T21:59:59+00:00"
    assert (longer.pin, longer.person, longer.access_levels) == (made.pin, made.person, made.access_levels)
