"""A window that nobody sits at shows nothing, and one that fills the screen for good is left by password alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSystemTrayIcon
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from drivers.virtual import VirtualReader
from enroll_app.domain.memory import Memory
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.password import make
from enroll_app.services.steps import Step
from enroll_app.services.tapping import Read
from enroll_app.services.unwritten import UnwrittenSettings
from enroll_app.services.wrong_tries import WrongTries
from enroll_app.ui.guard import PasswordEntry, PasswordQuestion
from enroll_app.ui.help_sheet import HelpSheet
from enroll_app.ui.idle import IdleWatch
from enroll_app.ui.lent_clipboard import lend
from enroll_app.ui.navigation import Place
from enroll_app.ui.question import ask
from enroll_app.ui.session import Session
from enroll_app.ui.window import MainWindow
from tests.ui.hands import Hands
from tests.ui.test_wizard_window import to_person

PASSWORD = "four quiet cards"
DESFIRE, OTHER = bytes.fromhex("048A4AAAA62D80"), bytes.fromhex("04A1B2C3D4E5F6")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def kept() -> str:
    return make(PASSWORD)


@pytest.fixture
def open_hands(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Callable[..., Hands]:
    def with_settings(**chosen: object) -> Hands:
        settings = UnwrittenSettings(replace(Preferences(), **chosen))  # type: ignore[arg-type]
        return Hands(qtbot, replace(make_desk(lambda _uris: virtual), settings=settings))

    return with_settings


@pytest.fixture
def locking(open_hands: Callable[..., Hands], kept: str) -> Iterator[Hands]:
    """An operator at a desk with a password."""
    with open_hands(password=kept) as hands:
        yield hands
        hands.window.keeper.stop()


def names(interface: QAccessibleInterface) -> str:
    """Every name and value that a screen reader finds in a window."""
    found = [interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Value)]
    found += [names(interface.child(at)) for at in range(interface.childCount())]
    return "\n".join(found)


def heard(hands: Hands) -> str:
    return names(QAccessible.queryAccessibleInterface(hands.window))


def lock(hands: Hands) -> None:
    hands.press(Qt.Key.Key_L, modifier=CONTROL)
    hands.until(lambda: hands.window.keeper.page is not None)


def unlock(hands: Hands, words: str = PASSWORD) -> None:
    page = hands.window.keeper.page
    assert page is not None
    page.entry.line.setFocus()
    QTest.keyClicks(page.entry.line, words)
    QTest.keyClick(page.entry.line, Qt.Key.Key_Return)
    hands.until(lambda: not hands.window.keeper.guard.busy)


def test_a_locked_window_shows_and_tells_nothing_and_gives_back_what_was_typed(
    locking: Hands, virtual: VirtualReader
) -> None:
    to_person(locking, virtual, DESFIRE)
    locking.type("Åsa")
    assert "Åsa" in heard(locking)
    lock(locking)
    assert "Åsa" not in heard(locking)
    assert "80" not in heard(locking)
    assert "Locked" in locking.reads()
    assert "048" not in locking.reads().replace("\u2009", "").lower()
    # Neither the keys of the places nor those of the wizard work.
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_L):
        locking.press(key, modifier=CONTROL)
    locking.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    unlock(locking)
    locking.until(lambda: locking.window.keeper.page is None)
    assert locking.wizard.step is Step.PERSON
    assert locking.line.text() == "Åsa"
    locking.type("k")
    assert locking.wizard.draft.first_name == "Åsak"


def test_a_card_that_is_tapped_at_a_locked_window_is_not_taken(locking: Hands, virtual: VirtualReader) -> None:
    lock(locking)
    virtual.present(DESFIRE)
    locking.until(lambda: "the card was not taken" in locking.reads())
    assert not locking.wizard.touched
    unlock(locking)
    locking.until(lambda: locking.window.keeper.page is None)
    virtual.present(OTHER)
    locking.until_step(Step.PERSON)
    assert locking.wizard.tap is not None
    assert locking.wizard.tap.card.uid == OTHER


def test_a_question_that_stands_before_the_window_is_refused_when_it_is_locked(
    locking: Hands, virtual: VirtualReader
) -> None:
    to_person(locking, virtual, DESFIRE)
    locking.type("Åsa")
    locking.press(Qt.Key.Key_Escape)
    locking.asked()
    locking.window.keeper.lock()
    assert QApplication.activeModalWidget() is None
    unlock(locking)
    assert locking.wizard.draft.first_name == "Åsa"


def test_wrong_passwords_are_told_and_after_the_third_there_is_a_pause(locking: Hands) -> None:
    lock(locking)
    page = locking.window.keeper.page
    assert page is not None
    for _ in range(3):
        unlock(locking, "wrong")
        assert "not the desk's password" in locking.reads()
    assert "Try again in" in locking.reads()
    assert not page.entry.button.isEnabled()
    unlock(locking)
    assert locking.window.keeper.page is page


def test_a_locked_window_is_not_closed(locking: Hands) -> None:
    lock(locking)
    locking.window.close()
    assert locking.window.isVisible()


def test_it_locks_by_itself_when_nobody_is_there(open_hands: Callable[..., Hands], kept: str) -> None:
    with open_hands(password=kept) as hands:
        assert hands.window.keeper.page is None
        hands.window.keeper.prefer(replace(Preferences(), password=kept, lock_minutes=0.005))  # type: ignore[arg-type]
        hands.until(lambda: hands.window.keeper.page is not None)
        hands.window.keeper.stop()


def test_a_desk_that_locks_itself_begins_locked(open_hands: Callable[..., Hands], kept: str) -> None:
    """Otherwise whoever turns it off and on gets in."""
    with open_hands(password=kept, lock_minutes=5) as hands:
        assert hands.window.keeper.page is not None
        unlock(hands)
        hands.until(lambda: hands.window.keeper.page is None)
        assert hands.window.view.isVisible()
        hands.window.keeper.stop()


def test_a_password_that_is_taken_away_while_the_window_locks_opens_it(locking: Hands) -> None:
    lock(locking)
    locking.window.keeper.prefer(Preferences())
    assert locking.window.keeper.page is None
    assert locking.window.view.isVisible()


def test_a_card_that_is_the_first_touch_after_the_computer_slept_locks_and_is_not_taken(
    locking: Hands, virtual: VirtualReader
) -> None:
    uptime = [100.0]
    keeper = locking.window.keeper
    keeper._idle = IdleWatch(keeper, uptime=lambda: uptime[0])
    keeper._idle.idle.connect(keeper.lock)
    keeper._idle.start(300)
    uptime[0] += 3 * 3600
    virtual.present(DESFIRE)
    locking.until(lambda: "the card was not taken" in locking.reads())
    assert keeper.page is not None
    assert not locking.wizard.touched


def test_it_locks_at_the_first_touch_after_the_computer_slept(qtbot: QtBot) -> None:
    uptime = [100.0]
    told: list[float] = []
    touched: list[str] = []
    watch = IdleWatch(QApplication.instance(), uptime=lambda: uptime[0])  # type: ignore[arg-type]
    watch.idle.connect(lambda: told.append(uptime[0]))
    widget = QLineEdit()
    widget.textEdited.connect(touched.append)
    qtbot.addWidget(widget)
    widget.show()
    watch.start(300)
    handle = widget.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_A)
    uptime[0] += 8 * 3600
    QTest.keyClick(handle, Qt.Key.Key_B)
    assert told == [uptime[0]]
    assert touched == ["a"]
    watch.start(0)


def test_a_lock_that_is_asked_for_while_the_password_is_being_saved_comes_when_it_is(hands: Hands, kept: str) -> None:
    def slowly() -> dict[str, str | bool | int | tuple[str, ...] | None]:
        QThread.msleep(150)
        return {"window.password": kept}

    hands.session.remembering.change_by(slowly, lambda _failure: None)
    hands.press(Qt.Key.Key_L, modifier=CONTROL)
    assert QApplication.activeModalWidget() is None
    hands.until(lambda: hands.window.keeper.page is not None)
    hands.window.keeper.stop()


def test_a_copied_code_leaves_the_clipboard_when_the_window_is_locked(locking: Hands) -> None:
    lend("123456")
    assert QApplication.clipboard().text() == "123456"
    lock(locking)
    assert QApplication.clipboard().text() == ""


def test_what_stands_in_for_the_places_is_covered_like_them(locking: Hands) -> None:
    """A first start that is in sight, or comes, while the window is locked."""
    window = locking.window
    first, second = QLineEdit("nothing is set up"), QLineEdit("opening anew")
    window.show_instead(first)
    assert not window.content.isVisible()
    window.keeper.lock()
    page = window.keeper.page
    assert page is not None
    changes: list[Callable[[], None]] = [lambda: window.show_instead(second), window.show_content, window.rebuild]
    for change in changes:
        change()
        visible = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert visible == [window]
        assert page.isVisible()
        assert not any(one.isVisible() for one in (first, second, window.content) if isValid(one))
    unlock(locking)
    locking.until(lambda: window.keeper.page is None)
    assert window.content.isVisible()
    locking.press(Qt.Key.Key_4, modifier=CONTROL)
    assert window.navigation.present is Place.READERS


def test_without_a_password_nothing_locks_and_that_is_said(hands: Hands) -> None:
    hands.press(Qt.Key.Key_L, modifier=CONTROL)
    assert "Set a password" in hands.asked().informativeText()
    hands.enter()
    hands.back()
    assert hands.window.keeper.page is None


def test_the_full_screen_of_a_kiosk_is_left_by_password_alone(open_hands: Callable[..., Hands], kept: str) -> None:
    with open_hands(password=kept, kiosk=True) as hands:
        window = hands.window
        hands.until(window.isFullScreen)
        # Nobody knows who started it.
        assert window.keeper.page is not None
        window.close()
        assert window.isVisible()
        unlock(hands)
        hands.until(lambda: window.keeper.page is None)
        window.close()
        assert window.isVisible()
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, PasswordQuestion)
        hands.press(Qt.Key.Key_Escape)
        window.showMinimized()
        hands.until(lambda: window.isFullScreen() and not window.isMinimized())
        hands.back()
        hands.press(Qt.Key.Key_F11)
        hands.until(lambda: isinstance(QApplication.activeModalWidget(), PasswordQuestion))
        asked = QApplication.activeModalWidget()
        assert asked is not None
        [entry] = asked.findChildren(PasswordEntry)
        QTest.keyClicks(entry.line, PASSWORD)
        QTest.keyClick(entry.line, Qt.Key.Key_Return)
        hands.until(lambda: not window.isFullScreen())
        window.keeper.stop()


def test_a_kiosk_without_a_password_is_none(open_hands: Callable[..., Hands]) -> None:
    with open_hands(kiosk=True) as hands:
        assert not hands.window.isFullScreen()


def test_f11_fills_the_screen_and_leaves_it(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F11)
    hands.until(hands.window.isFullScreen)
    hands.press(Qt.Key.Key_F11)
    hands.until(lambda: not hands.window.isFullScreen())


def test_a_weekend_of_wrong_passwords_is_still_told_and_still_waited_for() -> None:
    """At one a minute; five seconds doubled as often are more than a number holds."""
    uptime = [100.0]
    tries = WrongTries(lambda: uptime[0])
    for _ in range(2_000):
        tries.wrong()
        assert tries.wait_s in (0, 5, 10, 20, 40, 60)
        uptime[0] += tries.wait_s
    tries.wrong()
    assert tries.wait_s == 60


def test_the_pause_grows_up_to_a_minute_and_ends_with_the_password() -> None:
    uptime = [100.0]
    tries = WrongTries(lambda: uptime[0])
    waits = []
    for _ in range(9):
        tries.wrong()
        waits.append(tries.wait_s)
        uptime[0] += tries.wait_s
        assert tries.wait_s == 0
    assert waits == [0, 0, 5, 10, 20, 40, 60, 60, 60]
    tries.right()
    tries.wrong()
    assert tries.wait_s == 0


def test_the_help_sheet_names_the_keys_that_work_and_where_things_lie(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual, DESFIRE)
    hands.press(Qt.Key.Key_F1)
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), HelpSheet))
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    words = "\n".join(label.text() for label in sheet.findChildren(QLabel))
    assert "What this page is for\nType the name." in words
    assert "Alt+N\nNext" in words
    assert "Return\nGoes on" in words
    assert "Alt+Left\nOne page back" in words
    assert "Alt+T\nFirst name" in words
    assert "F2\nVisitor today" in words
    assert "Alt+E, Ctrl+1\nEnroll" in words
    assert "Ctrl+2\nOutbox" in words
    assert "Ctrl+L\nLock the window" in words
    assert str(hands.session.desk.home) in words
    hands.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_without_a_tray_closing_closes(open_hands: Callable[..., Hands]) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    with open_hands(tray=True) as hands:
        hands.window.close()
        assert not hands.window.isVisible()
        assert QApplication.quitOnLastWindowClosed()


class Lesson(QObject):
    """Somebody who wants every card, whatever is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Read] = []

    def take(self, read: Read) -> None:
        self.cards.append(read)


def test_a_locked_window_shows_its_cards_to_nobody(locking: Hands, virtual: VirtualReader) -> None:
    lesson = Lesson()
    locking.session.claim_taps(lesson.take)
    lock(locking)
    virtual.present(DESFIRE)
    locking.until(lambda: "the card was not taken" in locking.reads())
    assert lesson.cards == []
    unlock(locking)
    locking.until(lambda: locking.window.keeper.page is None)
    virtual.present(OTHER)
    locking.until(lambda: len(lesson.cards) == 1)


def test_a_reader_that_is_being_taught_learns_nothing_from_a_locked_window(
    locking: Hands, virtual: VirtualReader
) -> None:
    locking.window.navigation.go_to(Place.READERS)
    readers = locking.window.readers
    assert readers is not None
    locking.until(lambda: bool(readers.watch.readers))
    readers.overview.learning_wanted.emit(readers.watch.readers[0].info)
    assert readers.learning is not None
    lock(locking)
    virtual.present(DESFIRE)
    locking.until(lambda: "the card was not taken" in locking.reads())
    assert not readers.learning.page.begun
    unlock(locking)
    locking.until(lambda: locking.window.keeper.page is None)
    virtual.present(OTHER)
    locking.until(lambda: readers.learning is not None and readers.learning.page.begun)


def test_a_desk_that_is_opened_anew_behind_the_lock_is_locked_too(
    locking: Hands, make_desk: Callable[..., Desk], kept: str
) -> None:
    lock(locking)
    reader = VirtualReader()
    settings = UnwrittenSettings(replace(Preferences(), password=kept))
    again = Session(replace(make_desk(lambda _uris: reader), settings=settings))
    locking.session.stop()
    locking.window.attach(again)
    again.start()
    locking.session, locking.wizard = again, again.wizard
    reader.present(DESFIRE)
    locking.until(lambda: "the card was not taken" in locking.reads())
    assert not again.wizard.touched


def read_this(hands: Hands) -> str:
    shown = QApplication.activeModalWidget()
    assert shown is not None
    # Of two the second gets the keyboard from a window manager, which there is none of here.
    shown.activateWindow()
    box = hands.asked()
    assert "Please read this once" in box.text()
    return box.informativeText()


def test_what_must_be_read_once_waits_for_whoever_has_the_password(locking: Hands) -> None:
    notice = Problem("damaged", "The records were damaged and set aside.", "Call whoever looks after this computer.")
    locking.session.noticed.emit(notice)
    assert "set aside" in read_this(locking)
    locking.window.keeper.lock()
    QTest.qWait(0)
    # The lock took one away, and another comes while nobody may read it.
    locking.session.noticed.emit(notice)
    assert QApplication.activeModalWidget() is None
    for _ in range(2):
        unlock(locking)
        locking.until(lambda: locking.window.keeper.page is None)
        assert "set aside" in read_this(locking)
        locking.window.keeper.lock()
        QTest.qWait(0)
        assert QApplication.activeModalWidget() is None
    unlock(locking)
    for _ in range(2):
        assert "set aside" in read_this(locking)
        locking.enter()
        QTest.qWait(0)
    locking.back()
    # Read once is read.
    lock(locking)
    unlock(locking)
    locking.until(lambda: locking.window.keeper.page is None)
    assert QApplication.activeModalWidget() is None


def test_a_question_of_the_program_is_not_for_whoever_passes_a_locked_window(locking: Hands) -> None:
    """Whoever asked for the desk to be opened anew may have locked it before that was asked back."""
    answers: list[str] = []
    lock(locking)
    ask(locking.window, "Open the desk anew now?", "", "&Yes", "&No", lambda: answers.append("yes"))
    QTest.qWait(0)
    assert QApplication.activeModalWidget() is None
    unlock(locking)
    box = locking.asked()
    assert "anew" in box.text()
    locking.press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.AltModifier)
    locking.until(lambda: answers == ["yes"])


def test_a_place_that_comes_into_sight_behind_the_lock_takes_no_card(locking: Hands, virtual: VirtualReader) -> None:
    """A key that was looked for before, say, and is found now."""
    locking.window.navigation.go_to(Place.READERS)
    lock(locking)
    locking.window.navigation.go_to(Place.ENROLL)
    locking.window.content.settle_taps()
    virtual.present(DESFIRE)
    locking.until(lambda: "the card was not taken" in locking.reads())
    assert not locking.wizard.touched


def test_a_desk_that_was_locked_when_the_program_was_killed_begins_locked(locking: Hands) -> None:
    lock(locking)
    locking.until(lambda: locking.session.desk.memory.load().locked)
    again = MainWindow(training=False)
    session = Session(locking.session.desk)
    again.attach(session)
    assert again.keeper.page is not None
    session.stop()
    again.deleteLater()
    unlock(locking)
    locking.until(lambda: not locking.session.desk.memory.load().locked)


def test_a_desk_without_a_password_forgets_that_it_was_locked(hands: Hands) -> None:
    hands.session.desk.memory.keep(Memory(locked=True))
    again = MainWindow(training=False)
    session = Session(hands.session.desk)
    again.attach(session)
    assert again.keeper.page is None
    hands.until(lambda: not hands.session.desk.memory.load().locked)
    session.stop()
    again.deleteLater()
