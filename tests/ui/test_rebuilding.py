"""Language and look are switched while somebody works: the words are other ones, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from drivers.virtual import VirtualReader
from enroll_app.domain.preferences import Language, Preferences
from enroll_app.first_sight import FirstSight, first_sight, likely_home
from enroll_app.services.desk import Desk
from enroll_app.services.key_acts import Act
from enroll_app.services.steps import Step
from enroll_app.services.unwritten import UnwrittenSettings
from enroll_app.training.server import TrainingServer
from enroll_app.ui import language, theme
from enroll_app.ui.navigation import Place
from enroll_app.ui.screens import room_at
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.number import Number
from tests.ui.hands import Hands
from tests.ui.key_bench import begun
from tests.ui.test_wizard_window import to_person

DESFIRE = bytes.fromhex("048A4AAAA62D80")


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """Language and look belong to the process; the next test begins as this one did."""
    yield
    language.speak(qapp, "en")
    theme.follow(qapp, "light")


def switch(hands: Hands, **changes: str) -> None:
    """As the settings do it."""
    failures: list[object] = []
    hands.session.remembering.change({f"window.{name}": value for name, value in changes.items()}, failures.append)
    hands.until(lambda: bool(failures))
    assert failures == [None]


def test_another_language_keeps_the_step_what_was_typed_and_the_cursor(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual, DESFIRE)
    hands.type("Åsa")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Lindström")
    hands.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    old = hands.window.content
    switch(hands, language="sv")
    hands.until(lambda: hands.window.content is not old)
    hands.until_step(Step.PERSON)
    assert "Vem" in hands.window.view.page(Step.PERSON).title
    assert (hands.line.text(), hands.line.cursorPosition()) == ("Lindström", len("Lindstr"))
    hands.type("u")
    assert (hands.wizard.draft.first_name, hands.wizard.draft.last_name) == ("Åsa", "Lindstruöm")
    assert QLocale().language() == QLocale.Language.Swedish
    switch(hands, language="en")
    hands.until(lambda: "Who" in hands.window.view.page(Step.PERSON).title)
    assert hands.line.text() == "Lindstruöm"


def test_what_is_typed_while_all_is_made_anew_is_not_lost(
    hands: Hands, virtual: VirtualReader, qapp: QApplication
) -> None:
    to_person(hands, virtual, DESFIRE)
    hands.type("Ås")
    old = hands.window.content
    language.speak(qapp, "sv")
    hands.window.rebuild()
    # What is to be shown instead is there already, out of sight.
    assert hands.window.content is old
    hands.type("a")
    hands.until(lambda: hands.window.content is not old)
    hands.until_step(Step.PERSON)
    assert hands.line.text() == "Åsa"
    hands.type("!")
    assert hands.wizard.draft.first_name == "Åsa!"


def test_a_window_that_is_locked_meanwhile_shows_nothing_that_is_made_anew(hands: Hands, qapp: QApplication) -> None:
    old = hands.window.content
    language.speak(qapp, "sv")
    hands.window.rebuild()
    page = QLabel("locked")
    hands.window.cover(page)
    QTest.qWait(50)
    assert hands.window.in_sight is page
    assert not any(one.isVisible() for one in (old, hands.window.content))
    hands.window.uncover(page)
    hands.until(lambda: hands.window.content is not old)
    assert "Håll kortet mot läsaren" in hands.reads()


def test_another_language_keeps_the_place(hands: Hands) -> None:
    hands.window.navigation.go_to(Place.READERS)
    hands.until(lambda: hands.window.readers is not None and hands.window.readers.watch.looked)
    old = hands.window.content
    switch(hands, language="sv")
    hands.until(lambda: hands.window.content is not old)
    assert hands.window.navigation.present is Place.READERS
    assert "Nummerformat" in hands.reads()
    hands.until(lambda: hands.window.isAncestorOf(hands.focus))


def test_a_card_that_is_tapped_after_the_change_is_taken(hands: Hands, virtual: VirtualReader) -> None:
    old = hands.window.content
    switch(hands, language="sv")
    hands.until(lambda: hands.window.content is not old)
    virtual.present(DESFIRE)
    hands.until_step(Step.PERSON)
    assert any(number.isVisible() for number in hands.window.findChildren(Number))


def test_the_look_changes_at_once_and_stays_when_the_system_changes(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual, DESFIRE)
    hands.type("Åsa")
    switch(hands, look="dark")
    assert theme.colors() is theme.DARK
    assert hands.line.text() == "Åsa"
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.colors() is theme.DARK
    switch(hands, look="light")
    assert theme.colors() is theme.LIGHT


def test_another_look_reaches_what_is_out_of_sight(hands: Hands) -> None:
    """What is shown at once, and what is shown a moment later."""

    def inks() -> set[str]:
        labels = hands.window.findChildren(QLabel)
        return {label.palette().color(label.foregroundRole()).name() for label in labels if label.text()}

    for place in (Place.READERS, Place.SETTINGS, Place.ENROLL):
        hands.window.navigation.go_to(place)
    assert theme.LIGHT.text in inks()
    switch(hands, look="dark")
    hands.window.navigation.go_to(Place.READERS)
    shown = hands.window.place.findChildren(QLabel)
    inked = {one.palette().color(one.foregroundRole()).name() for one in shown if one.isVisible() and one.text()}
    assert theme.DARK.text in inked
    assert not inked & {theme.LIGHT.text, theme.LIGHT.muted}
    hands.until(lambda: not inks() & {theme.LIGHT.text, theme.LIGHT.muted})


def test_another_language_reaches_what_was_out_of_sight_meanwhile(hands: Hands) -> None:
    instead = QLabel("something else")
    hands.window.show_instead(instead)
    switch(hands, language="sv")
    QTest.qWait(0)
    hands.window.show_content()
    hands.until(lambda: "Håll kortet mot läsaren" in hands.reads())
    assert hands.window.in_sight is hands.window.content


def test_a_desk_that_is_set_to_swedish_begins_in_it(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    settings = UnwrittenSettings(Preferences(language=Language.SWEDISH))
    desk = replace(make_desk(lambda _uris: VirtualReader()), settings=settings)
    with Hands(qtbot, desk) as hands:
        hands.until(lambda: "Håll kortet mot läsaren" in hands.reads())


def test_the_first_paint_knows_language_look_and_where_the_window_stood(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    (tmp_path / "settings.toml").write_text(
        '[desk]\nlanguage = "xx"\n[window] # ours\nlanguage = "sv"  # for everybody\nlook = \'light\'\nkiosk = true\n'
        '[[role]]\nlook = "no"\n',
        "utf-8",
    )
    (tmp_path / "memory.json").write_text('{\n "version": 1,\n "geometry": "AdnQyw==",\n "place": ""\n}\n', "utf-8")
    assert first_sight(tmp_path, policy) == FirstSight("sv", "light", "AdnQyw==")
    policy.write_text('[window]\nlook = "dark"\n', "utf-8")
    assert first_sight(tmp_path, policy) == FirstSight("sv", "dark", "AdnQyw==")
    assert first_sight(tmp_path / "nowhere", tmp_path) == FirstSight()
    lines = ("window.kiosk = true", 'window.password = "scrypt$1"', "[ window ]", 'look="light"')
    policy.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert first_sight(tmp_path, policy) == FirstSight("sv", "light", "AdnQyw==", kiosk=True)


def test_the_files_are_looked_for_where_the_settings_are() -> None:
    from platformdirs import user_data_path

    assert likely_home({}) == user_data_path("enroll-app", appauthor=False)
    assert likely_home({"ENROLL_APP_HOME": "/x"}) == Path("/x")


def test_the_window_stands_where_it_stood(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(lambda _uris: VirtualReader())
    with Hands(qtbot, desk) as hands:
        hands.window.setGeometry(40, 50, 760, 520)
        hands.window.remember()
        kept = hands.session.remembering.memory.geometry
    with Hands(qtbot, desk) as hands:
        hands.window.take_geometry(kept)
        assert hands.window.geometry().getRect() == (40, 50, 760, 520)


def test_a_window_that_stood_on_a_screen_that_is_gone_is_in_sight(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(lambda _uris: VirtualReader())
    with Hands(qtbot, desk) as hands:
        hands.window.setGeometry(5_000, 4_000, 3_000, 2_000)
        hands.window.remember()
        kept = hands.session.remembering.memory.geometry
    with Hands(qtbot, desk) as hands:
        hands.window.take_geometry(kept)
        assert room_at(hands.window.pos()).contains(hands.window.geometry())
        hands.window.take_geometry("no geometry at all")
        assert room_at(hands.window.pos()).contains(hands.window.geometry())


def test_a_desk_that_is_opened_anew_is_shown_in_the_same_window(hands: Hands, make_desk: Callable[..., Desk]) -> None:
    reader = VirtualReader()
    hands.session.stop()
    again = Session(make_desk(lambda _uris: reader))
    hands.window.attach(again)
    again.start()
    hands.session, hands.wizard = again, again.wizard
    reader.present(DESFIRE)
    hands.until_step(Step.PERSON)


def test_what_is_said_to_be_wrong_is_said_in_the_other_language_too(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual, DESFIRE)
    hands.type("Åsa")
    hands.enter()
    hands.until_step(Step.PIN)
    hands.type("47")
    hands.enter()
    assert "must have exactly four" in hands.reads()
    old = hands.window.content
    switch(hands, language="sv")
    hands.until(lambda: hands.window.content is not old)
    hands.until(lambda: "precis fyra" in hands.reads())
    # A digit more, and it may be on its way.
    hands.type("1")
    assert "precis fyra" not in hands.reads()


def test_what_is_wrong_with_an_act_on_a_key_is_said_in_the_other_language_too(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.PIN)
    hands.enter()
    assert "must have exactly four" in hands.reads()
    old = hands.window.content
    switch(hands, language="sv")
    hands.until(lambda: hands.window.content is not old)
    hands.until(lambda: "precis fyra" in hands.reads())


def test_what_was_shown_before_takes_no_keyboard_from_what_has_come(hands: Hands, virtual: VirtualReader) -> None:
    old = hands.window.content
    hands.window.rebuild()
    hands.until(lambda: hands.window.content is not old)
    virtual.present(bytes.fromhex("0110185C5B"))
    hands.until_step(Step.PERSON)
    assert not isValid(old)
    assert hands.window.content.isAncestorOf(hands.focus)
