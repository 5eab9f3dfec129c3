"""A bench with readers that come and go as a test wants, and a person at the window that shows them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from drivers.reader import CardSeen, NumberSeen, ReaderEvent, ReaderInfo, ReadersChanged, State
from enroll_app.domain.door_events import DoorEvent
from enroll_app.resource_files import RESOURCES
from enroll_app.services.desk import Desk
from enroll_app.services.profiles import ProfileBook
from enroll_app.store.profiles import ProfileFiles
from enroll_app.ui import theme
from enroll_app.ui.navigation import Place, in_rail
from enroll_app.ui.readers.learn import LearnView
from enroll_app.ui.readers.reader_row import ReaderRow
from enroll_app.ui.readers.view import ReadersView
from enroll_app.ui.widgets.choice import Choice
from tests.ui.hands import Hands

LINE = ReaderInfo("serial:/dev/ttyUSB0?protocol=line", "serial", "/dev/ttyUSB0", State.READY)
PLATE = ReaderInfo("pcsc:Plate", "pcsc", "Plate PICC 00 00", State.READY)
BUSY = ReaderInfo("pcsc:Held", "pcsc", "Held by another", State.BUSY, "Close the other program.")
PORT = ReaderInfo("serial:/dev/ttyACM3", "serial", "/dev/ttyACM3", State.READY, "A serial port (CH340).")
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_TABS = 60
# Nothing is kept waiting for longer, in seconds.
_LONGEST_S = 10.0


class ToldReader:
    """Tells what it is told to tell, and ends with an error that it is told."""

    uri = "virtual:"

    def __init__(self, *infos: ReaderInfo) -> None:
        self._events: SimpleQueue[ReaderEvent | Exception] = SimpleQueue()
        self.tell(ReadersChanged(infos))

    def tell(self, event: ReaderEvent | Exception) -> None:
        self._events.put(event)

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        while not stop.is_set():
            try:
                event = self._events.get(timeout=0.05)
            except Empty:
                continue
            if isinstance(event, Exception):
                raise event
            yield event


class Bench:
    """found: the readers that are attached now, or the error of looking. looks: how often it was looked.

    door_events: what the doors saw, or the error of asking. looking, asking: as long as they are clear, the look or the
    question waits.
    """

    def __init__(self, qtbot: QtBot, make_desk: Callable[..., Desk], *listening: ReaderInfo) -> None:
        self.reader = ToldReader(*listening)
        self.found: Sequence[ReaderInfo] | Exception = listening
        self.looks = 0
        self.looking, self.asking = Event(), Event()
        self.looking.set()
        self.asking.set()
        self.door_events: Sequence[DoorEvent] | Exception = ()
        self.practiced = 0
        plain: Desk = make_desk(lambda _uris: self.reader)
        self.home = plain.home
        self.desk = replace(plain, find_readers=self._find, profiles=self.book(), door_cards=self._door_cards)
        self._qtbot = qtbot
        self.hands = Hands(qtbot, self.desk)

    def use(self, desk: Desk) -> None:
        """Take another desk; before the window is open."""
        self.desk = desk
        self.hands = Hands(self._qtbot, desk)

    def book(self) -> ProfileBook:
        """The profiles as they are on disk now."""
        return ProfileBook(ProfileFiles(RESOURCES / "profiles", self.home))

    def _find(self) -> Sequence[ReaderInfo]:
        self.looks += 1
        self.looking.wait(_LONGEST_S)
        if isinstance(self.found, Exception):
            raise self.found
        return tuple(self.found)

    def _door_cards(self, _since: datetime) -> Sequence[DoorEvent]:
        self.asking.wait(_LONGEST_S)
        if isinstance(self.door_events, Exception):
            raise self.door_events
        return self.door_events

    @property
    def view(self) -> ReadersView:
        """The readers' place, once it was visited."""
        assert self.hands.window.readers is not None
        return self.hands.window.readers

    @property
    def learning(self) -> LearnView:
        """The page that learns, while it is open."""
        assert self.view.learning is not None
        return self.view.learning

    def go(self, place: Place) -> None:
        """Go to a place by its shortcut."""
        self.hands.press(Qt.Key(Qt.Key.Key_1 + in_rail().index(place)), modifier=CONTROL)
        assert self.at(place)

    def at(self, place: Place) -> bool:
        """Whether this place is in sight."""
        return self.hands.window.navigation.present is place

    def to_readers(self) -> None:
        """Go to the readers, and wait until they were looked at."""
        self.go(Place.READERS)
        self.hands.until(lambda: self.view.watch.looked)

    def row(self, info: ReaderInfo) -> ReaderRow:
        """A reader's row, as soon as it is in sight."""
        rows = self.view.overview.rows
        self.hands.until(lambda: info.name in rows and rows[info.name].isVisible())
        return rows[info.name]

    def says(self, words: str) -> None:
        """Wait until these words are in sight."""
        self.hands.until(lambda: words in self.hands.reads())

    def write(self, text: str, info: ReaderInfo = LINE) -> None:
        """A reader of text writes a number."""
        self.reader.tell(NumberSeen(text, info.name))

    def tap(self, uid: str, info: ReaderInfo = PLATE, technology: str = "") -> None:
        """A reader of bytes sees a card."""
        self.reader.tell(CardSeen(bytes.fromhex(uid), info.name, technology=technology))

    def tab_to(self, wanted: Callable[[], bool]) -> None:
        """Press Tab until the focus is where it is wanted."""
        for _ in range(_TABS):
            if wanted():
                return
            self.hands.press(Qt.Key.Key_Tab)
        raise AssertionError(self.hands.focus)

    def press_button(self, words: str) -> None:
        """Tab to a button, and press Enter there."""

        def there() -> bool:
            focus = self.hands.focus
            return isinstance(focus, QPushButton) and focus.text().replace("&", "") == words

        self.tab_to(there)
        self.hands.enter()

    def choose(self, info: ReaderInfo, title: str) -> None:
        """Choose a reader's number format by keyboard alone."""
        choice = self.row(info).profile
        self.tab_to(lambda: self.hands.focus is choice)
        self.hands.press(Qt.Key.Key_Down)
        self.hands.until(lambda: choice.view().isVisible())
        self.pick(choice, title)

    def pick(self, choice: Choice, title: str) -> None:
        """Go to an entry of an open list, and take it."""
        QTest.keyClick(choice.view(), Qt.Key.Key_Home)
        for _ in range(choice.count()):
            if title in str(choice.view().currentIndex().data()):
                break
            QTest.keyClick(choice.view(), Qt.Key.Key_Down)
        assert title in str(choice.view().currentIndex().data())
        QTest.keyClick(choice.view(), Qt.Key.Key_Return)
        self._come_back()

    def _come_back(self) -> None:
        """Back to the window: no window manager does it here."""
        if QApplication.activeModalWidget() is None:
            self.hands.window.activateWindow()
            self.hands.until(lambda: QApplication.focusWidget() is not None)

    def offered(self, info: ReaderInfo) -> list[str]:
        """The number formats that are offered for a reader."""
        choice = self.row(info).profile
        return [choice.itemText(at) for at in range(choice.count())]

    def question(self) -> QMessageBox:
        """The question in front of the window."""
        self.hands.until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        return box

    def answer(self, words: str) -> None:
        """Answer the question by keyboard alone."""
        box = self.question()
        wanted = next(button for button in box.buttons() if button.text().replace("&", "") == words)
        self.tab_to(lambda: self.hands.focus is wanted)
        self.hands.enter()
        self.hands.until(lambda: QApplication.activeModalWidget() is None)
        self._come_back()

    def learn(self, info: ReaderInfo = LINE) -> None:
        """Open the page that learns a reader's number format."""
        button = self.row(info).learn
        self.tab_to(lambda: self.hands.focus is button)
        self.hands.enter()
        self.hands.until(lambda: self.view.learning is not None and self.learning.isVisible())

    def teach(self, raw: str, known: str) -> None:
        """Hold a card to the reader and type its number."""
        self.write(raw)
        self.says(raw)
        self.hands.press(Qt.Key.Key_A, modifier=CONTROL)
        self.hands.type(known)

    @property
    def list(self) -> QListWidget:
        """The list that has the focus."""
        focus = self.hands.focus
        assert isinstance(focus, QListWidget), focus
        return focus


@contextmanager
def looking(qapp: QApplication, name: str) -> Iterator[None]:
    """Another look: "dark", or "twice" for a font of twice the size; as before at the end."""
    before = qapp.font()
    if name == "twice":
        large = qapp.font()
        large.setPointSizeF(before.pointSizeF() * 2)
        qapp.setFont(large)
    theme.apply(qapp, dark=name == "dark")
    yield
    qapp.setFont(before)
    theme.apply(qapp, dark=False)
