"""The gallery's stories: each goes from state to state of the window, and says at each what is in sight by then.

A story is played once, with keys, over a real store and the training server; whoever plays it looks at each scene in
every variant (`tests.gallery.looks`).
"""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from enroll_app.services.steps import Step
from enroll_app.training.faults import Kind
from enroll_app.ui.navigation import Place
from tests.gallery.scenes_more import MORE
from tests.gallery.scenes_places import PLACES, go_to
from tests.gallery.scenes_setup import SETUP
from tests.gallery.stage import ADD, ALT, CAREFUL, CONTROL, EM, LEVELS, OTHER, RANDOM, THIRD, Stage
from tests.ui.reader_bench import ToldReader

Story = Callable[[Stage], Iterator[str]]
# 32 wide letters: the longest name that the service takes.
_LONG = "W" * 32


def enrolling(stage: Stage) -> Iterator[str]:
    """From the empty desk to a key whose doors know of it."""
    with stage.open() as hands:
        yield "card-waiting"
        stage.tap()
        yield "person-empty"
        hands.enter()
        yield "person-nameless"
        hands.type("x" * 33)
        hands.enter()
        yield "person-too-long"
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        stage.name()
        yield "pin-empty"
        hands.type("123")
        hands.enter()
        yield "pin-invalid"
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        hands.type("1234")
        yield "pin-weak"
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        hands.type("4071")
        stage.go_on(Step.ACCESS)
        yield "access-empty"
        hands.type("2027-13-40")
        hands.enter()
        yield "access-invalid"
        hands.press(Qt.Key.Key_F6)
        yield "access-role"
        stage.choose_levels(2)
        yield "access-filled"
        hands.press(Qt.Key.Key_Return, modifier=CONTROL)
        hands.until_step(Step.REVIEW)
        yield "review"
        stage.service.training.faults.plan("*", Kind.HANG, times=50)
        hands.enter()
        hands.until_step(Step.RESULT)
        yield "result-waiting"


def doors(stage: Stage) -> Iterator[str]:
    """A key on its way to the doors, at all of them, and at none of one system."""
    with stage.open() as hands:
        state = stage.service.training.state
        first = state.levels[0].system_id

        def created(card: bytes, *, settles: bool = True) -> None:
            stage.to_review(card, levels=4)
            stage.send()
            hands.until(lambda: hands.wizard.status is not None and hands.wizard.status.settled is settles)

        created(EM)
        yield "result-done"
        hands.session.next_card()
        state.delays_s[first] = 3600
        created(OTHER, settles=False)
        yield "result-pending"
        hands.session.next_card()
        state.delays_s[first] = 0
        state.fail_system(first)
        created(THIRD)
        yield "result-partly"


def long_names(stage: Stage) -> Iterator[str]:
    """The widest words that there can be, on every page."""
    with stage.open() as hands:
        stage.tap(OTHER)
        hands.type(_LONG)
        hands.press(Qt.Key.Key_Tab)
        hands.type(_LONG)
        yield "long-person"
        stage.go_on(Step.PIN)
        stage.go_on(Step.ACCESS)
        stage.go_on(Step.REVIEW)
        yield "long-review"
        stage.service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
        stage.send()
        yield "long-saved"
        hands.enter()


def cards(stage: Stage) -> Iterator[str]:
    """What a tap may come to before anything is asked."""
    with stage.open() as hands:
        stage.reader.present(RANDOM)
        hands.until(lambda: hands.wizard.tap is not None)
        yield "card-refused"
        stage.reader.present(CAREFUL)
        hands.until(lambda: hands.wizard.tap is not None and not hands.wizard.tap.verdict.refused)
        yield "card-careful"
        hands.wizard.start_over()
        hands.session.changed.emit()
        stage.tap()
        hands.press(Qt.Key.Key_Left, modifier=ALT)
        hands.until_step(Step.CARD)
        yield "card-read"
        stage.go_on(Step.PERSON)
        hands.type("Åsa")
        stage.reader.present(OTHER)
        hands.until(lambda: hands.wizard.other is not None)
        yield "person-other-card"
        hands.press(Qt.Key.Key_Escape)
        hands.asked()
        yield "question-start-over"


def away(stage: Stage) -> Iterator[str]:
    """A service that cannot take the enrollment now, and one that takes it later."""
    with stage.open() as hands:
        stage.service.training.faults.plan(LEVELS, Kind.HTML)
        hands.session.load_levels()
        hands.until(lambda: not hands.session.levels_loading)
        yield "card-offline"
        stage.to_review()
        stage.service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
        stage.send()
        yield "result-saved"
        stage.reader.present(OTHER)
        hands.until_step(Step.PERSON)
        yield "person-one-held-back"


def unanswered(stage: Stage) -> Iterator[str]:
    """The answer is lost, and asking again brings none."""
    with stage.open():
        stage.to_review()
        stage.service.training.faults.plan(ADD, Kind.DROP_AFTER)
        stage.service.training.faults.plan("*", Kind.HANG, times=50)
        stage.send()
        yield "result-unknown"


def refused(stage: Stage) -> Iterator[str]:
    """The service says no: to this enrollment, and to this desk."""
    with stage.open() as hands:
        stage.to_review()
        stage.service.training.faults.plan(ADD, Kind.STATUS, status=400)
        stage.send()
        yield "result-failed"
        hands.session.next_card()
        stage.to_review(OTHER)
        stage.service.training.faults.plan(ADD, Kind.STATUS, times=5, status=401)
        stage.send()
        hands.until(lambda: hands.session.pause is not None)
        yield "result-paused"


def no_reader(stage: Stage) -> Iterator[str]:
    """Nothing to hold a card to, and a card that could not be read."""
    reader = ToldReader()
    with stage.open(stage.make_desk(lambda _uris: reader)) as hands:
        yield "card-no-reader"
        hands.session.unreadable.emit("The card was taken away too early. Hold it to the reader again.")
        yield "card-unreadable"
        go_to(stage, Place.READERS)
        QTest.qWait(100)
        yield "readers-none"


def readers(stage: Stage) -> Iterator[str]:
    """The place Readers: what is attached, and a card that is only looked at."""
    with stage.open():
        go_to(stage, Place.READERS)
        yield "readers"
        stage.reader.present(EM)
        QTest.qWait(100)
        yield "readers-card"


_ENROLLING = (enrolling, doors, long_names, cards, away, unanswered, refused, no_reader, readers)
STORIES: Mapping[str, Story] = {story.__name__: story for story in (*_ENROLLING, *PLACES, *SETUP, *MORE)}
