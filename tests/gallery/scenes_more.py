"""The gallery's rarer stories: somebody else's card, digits that are shown once, a draft, a reader that learns."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton

from drivers.reader import NumberSeen
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.validity import Validity
from enroll_app.resource_files import RESOURCES
from enroll_app.services.key_acts import Act
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.steps import Step
from enroll_app.store.database import Database
from enroll_app.store.drafts import DraftFile
from enroll_app.store.profiles import ProfileFiles
from enroll_app.store.register import SqlRegister
from enroll_app.store.uptime import system_uptime
from enroll_app.ui.navigation import Place, in_rail
from enroll_app.ui.outbox.view import OutboxView
from tests.gallery.stage import ALT, CONTROL, OTHER, Stage
from tests.ui.key_bench import hand, known, tap_known, view
from tests.ui.reader_bench import LINE, PLATE, ToldReader
from tests.ui.test_conflict_window import foreign
from tests.ui.test_enroll_flow import KEPT, know
from tests.ui.test_outbox_place import BO, LOST, OWNED, answer, save
from tests.ui.test_result_page import made_code, shown

# Bytes that a reader writes for the card of this number, back to front.
_REVERSED, _NUMBER = "5B5C181001", "0x0110185c5b"


def go_to(stage: Stage, place: Place) -> None:
    """Go to a place by its shortcut."""
    hands = stage.hands
    hands.press(Qt.Key(Qt.Key.Key_1 + in_rail().index(place)), modifier=CONTROL)
    hands.until(lambda: hands.window.navigation.present is place)


def somebody_elses(stage: Stage) -> Iterator[str]:
    """A card that was changed by mistake, and each way out of it."""
    with stage.open() as hands:
        made = foreign(stage.service, "Eva", "Åberg", "Office")
        database = Database(hands.session.desk.home / "enroll.sqlite3", uptime=system_uptime)
        levels = tuple(UUID(one) for one in made.access_levels)
        before = KnownKey(UUID(made.id), None, Person("Eva", "Åberg"), levels=levels, validity=Validity())
        SqlRegister(database).heard(replace(before, changed_at=datetime(2026, 1, 1, tzinfo=UTC)), datetime.now(UTC))
        stage.to_review(pin="4071")
        stage.send()
        yield "conflict"
        page = hands.window.view.page(Step.RESULT)
        choices = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
        choices[0].click()
        hands.asked()
        yield "conflict-asked"
        hands.press(Qt.Key.Key_Escape)
        hands.back()
        database.close()


def digits(stage: Stage) -> Iterator[str]:
    """A PIN that was drawn, and a code that the service made: both are shown once."""
    desk = replace(stage.make_desk(lambda _uris: stage.reader), practice_door=lambda _card, _allowed: None)
    with stage.open(desk) as hands:
        stage.tap()
        stage.name()
        ways = hands.window.view.page(Step.PIN).findChildren(QRadioButton)
        [way for way in ways if way.isVisible()][-1].click()
        hands.until(lambda: isinstance(hands.wizard.draft.pin, Pin))
        yield "pin-drawn"
        stage.go_on(Step.ACCESS)
        stage.go_on(Step.REVIEW)
        stage.send()
        hands.until(lambda: hands.wizard.status is not None)
        yield "result-pin-once"
        shown(hands, made_code())
        yield "result-code"


def begun_before(stage: Stage) -> Iterator[str]:
    """An enrollment that an earlier window did not finish, and a person who is known already."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    drafts = DraftFile(desk.home)
    drafts.keep(KEPT)
    with stage.open(replace(desk, drafts=drafts)) as hands:
        know(hands, OTHER, "Anna", "Berg")
        hands.until(lambda: "Anna Berg" in hands.reads())
        yield "card-draft"
        stage.tap()
        hands.type("anna")
        hands.press(Qt.Key.Key_Tab)
        hands.type("Berg")
        QTest.qWait(300)
        yield "person-namesake"


def learning(stage: Stage) -> Iterator[str]:
    """A reader is taught its number format."""
    reader = ToldReader(LINE, PLATE)
    plain = stage.make_desk(lambda _uris: reader)
    book = ProfileBook(ProfileFiles(RESOURCES / "profiles", plain.home))
    with stage.open(replace(plain, find_readers=lambda: (LINE, PLATE), profiles=book)) as hands:
        go_to(stage, Place.READERS)
        readers = hands.window.readers
        assert readers is not None
        hands.until(lambda: LINE.name in readers.overview.rows)
        yield "readers-two"
        readers.overview.rows[LINE.name].learn.click()
        hands.until(lambda: readers.learning is not None and readers.learning.isVisible())
        yield "learning"
        reader.tell(NumberSeen(_REVERSED, LINE.name))
        hands.until(lambda: _REVERSED in hands.reads())
        hands.type(_NUMBER)
        QTest.qWait(100)
        yield "learning-learned"


def deciding(stage: Stage) -> Iterator[str]:
    """Rows of the outbox that somebody has to decide about, each with all that is known of it."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    book = desk.records().outbox
    # Before there is a window, which would send them.
    answer(book, save(book, 1, BO), Settlement(State.CONFLICT, None, OWNED, BO))
    answer(book, save(book, 2), Settlement(State.UNKNOWN, problem=LOST, wait_s=600))
    book.set_aside(save(book, 3))
    with stage.open(desk) as hands:
        go_to(stage, Place.OUTBOX)
        outbox = dict(hands.window.navigation.made())[Place.OUTBOX]
        assert isinstance(outbox, OutboxView)
        hands.until(lambda: len(outbox.model.ids) == 3)
        for row, scene in enumerate(("conflict", "unknown", "aside")):
            outbox.table.choose(row)
            hands.until(lambda: outbox.operation() is not None)
            outbox.chosen.open()
            QTest.qWait(100)
            yield f"outbox-row-{scene}"


def key_and_other_card(stage: Stage) -> Iterator[str]:
    """A second card comes while something is typed for a key."""
    with stage.open() as hands:
        known(hands, stage.service)
        tap_known(hands, stage.reader)
        view(hands).overview.chosen.emit(Act.PIN)
        hands.until(lambda: hand(hands).act is Act.PIN and view(hands).form.isVisible())
        hands.type("40")
        stage.reader.present(OTHER)
        QTest.qWait(200)
        yield "key-other-card"
        hands.press(Qt.Key.Key_Left, modifier=ALT)
        QTest.qWait(50)
        yield "key-leave"


MORE = (somebody_elses, digits, begun_before, learning, deciding, key_and_other_card)
