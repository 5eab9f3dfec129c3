"""What a story of the gallery plays on: an operator at a window, a reader, and the documented API over real HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.training.server import TrainingServer
from tests.ui.hands import Hands
from tests.ui.in_sight import english_left

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ADD, LEVELS = "/v1/accesskeys/add", "/v1/accesslevels/list"
EM, OTHER, THIRD = bytes.fromhex("0110185C5B"), bytes.fromhex("048A4AAAA62D80"), bytes.fromhex("0120396D7E")
# A card that makes up a new number for every reader, and one to be careful with.
RANDOM, CAREFUL = bytes.fromhex("08112233"), bytes.fromhex("0F112233")


@dataclass
class Stage:
    """hands: the operator at the window that is open now. reader: what cards are held to. language: of the window."""

    qtbot: QtBot
    make_desk: Callable[..., Desk]
    service: TrainingServer
    language: str
    reader: VirtualReader = field(default_factory=VirtualReader)
    hands: Hands = field(init=False)

    @contextmanager
    def open(self, desk: Desk | None = None) -> Iterator[Hands]:
        """A window, until the story is through with it. desk: an ordinary one unless given."""
        desk = desk or self.make_desk(lambda _uris: self.reader)
        desk.settings.change({"window.language": self.language})
        self.hands = Hands(self.qtbot, desk)
        with self.hands:
            if self.language == "sv":
                # Its language comes a turn or two after the window.
                self.hands.until(lambda: not english_left(self.hands.window))
            yield self.hands
            # Nothing is asked when the window closes.
            while isinstance(box := QApplication.activeModalWidget(), QWidget):
                box.hide()
                QTest.qWait(1)
            self.hands.wizard.start_over()

    def tap(self, card: bytes = EM) -> None:
        """Hold a card to the reader; the next page comes."""
        self.reader.present(card)
        self.hands.until_step(Step.PERSON)

    def name(self, first: str = "Åsa", last: str = "Lindström") -> None:
        """Name the person, and go on."""
        self.hands.type(first)
        self.hands.press(Qt.Key.Key_Tab)
        self.hands.type(last)
        self.go_on(Step.PIN)

    def go_on(self, step: Step) -> None:
        """Press Enter, and wait for the next page."""
        self.hands.enter()
        self.hands.until_step(step)

    def choose_levels(self, count: int) -> None:
        """Choose the first levels of the list."""
        levels = self.hands.window.view.page(Step.ACCESS).findChild(QListView, "levels")
        assert isinstance(levels, QListView)
        levels.setFocus()
        self.hands.press(Qt.Key.Key_Home)
        for _ in range(count):
            self.hands.press(Qt.Key.Key_Space, Qt.Key.Key_Down)

    def to_review(self, card: bytes = EM, pin: str = "", *, levels: int = 0) -> None:
        """All that is asked for, as short as it can be. levels: so many are chosen."""
        self.tap(card)
        self.name()
        self.hands.type(pin)
        self.go_on(Step.ACCESS)
        if levels and not self.hands.wizard.draft.levels:
            self.choose_levels(levels)
        self.hands.press(Qt.Key.Key_Return, modifier=CONTROL)
        self.hands.until_step(Step.REVIEW)

    def send(self) -> None:
        """Create the key, and wait for what came of it."""
        # What is to be read first may ask for a second Enter.
        hands = self.hands

        def there() -> bool:
            if hands.wizard.step is not Step.RESULT:
                hands.enter()
            return hands.wizard.step is Step.RESULT

        hands.until(there)
        hands.until(lambda: hands.wizard.outcome is not None)
