"""The settings' place, by keyboard: what is set, what a policy fixes, and what comes of a change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from enroll_app.composition import make_desk, training_desk
from enroll_app.config.settings import Settings, load
from enroll_app.domain.preferences import Form, Look
from enroll_app.domain.roles import PinHabit
from enroll_app.domain.secret import API_KEY, Secret
from enroll_app.services.password import fits, make
from enroll_app.training.server import TrainingServer
from enroll_app.ui.guard import PasswordQuestion
from enroll_app.ui.health import Condition
from enroll_app.ui.navigation import Place, in_rail
from enroll_app.ui.session import Session
from enroll_app.ui.settings.rows import FileText, Pick, Row
from enroll_app.ui.settings.section import Section
from enroll_app.ui.settings.view import SettingsView
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.choice import Choice
from enroll_app.ui.window import MainWindow
from tests.test_moving_service import waiting_row
from tests.ui.hands import Hands

PASSWORD = "tre små ord"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Technician(Hands):
    """Somebody at the settings of a desk whose service answers. home: of its settings."""

    home: Path

    @property
    def view(self) -> SettingsView:
        found = dict(self.window.navigation.made())[Place.SETTINGS]
        assert isinstance(found, SettingsView)
        return found

    @property
    def section(self) -> Section:
        assert self.view.section is not None
        return self.view.section

    def look_at(self, name: str) -> None:
        """Go to a part, by its first letters in the list, and into it."""
        key = Qt.Key(Qt.Key.Key_0 + 1 + in_rail().index(Place.SETTINGS))
        self.press(key, modifier=CONTROL)
        self.until(lambda: self.view.section is not None)
        self.press(Qt.Key.Key_Escape, Qt.Key.Key_Home)
        while self.section.title != name:
            before = self.section
            self.press(Qt.Key.Key_Down)
            assert self.section is not before, name
        self.until(lambda: self.section.isVisible())
        self.enter()

    def row(self, name: str) -> Row:
        return next(row for row in self.section.findChildren(Row) if row.name == name)

    def put(self, letter: str, text: str) -> None:
        """Go to a field by its letter, and type in place of what is there."""
        label = next(one for one in self.section.findChildren(QLabel) if one.isVisible() and f"&{letter}" in one.text())
        self.press(Qt.Key[f"Key_{letter.upper()}"], modifier=ALT)
        assert self.focus is label.buddy()
        self.press(Qt.Key.Key_A, modifier=CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)

    def pick(self, letter: str, words: str) -> None:
        """Open a list by its letter, and choose."""
        self.press(Qt.Key[f"Key_{letter}"], modifier=ALT)
        choice = self.focus
        assert isinstance(choice, Choice)
        self.press(Qt.Key.Key_Down)
        self.until(lambda: choice.view().isVisible())
        QTest.keyClick(choice.view(), Qt.Key.Key_Home)
        for _ in range(choice.count()):
            if str(choice.view().currentIndex().data()) == words:
                break
            QTest.keyClick(choice.view(), Qt.Key.Key_Down)
        QTest.keyClick(choice.view(), Qt.Key.Key_Return)
        self.until(lambda: not choice.view().isVisible())
        self.back()

    def button(self, words: str) -> None:
        """Press a button by Enter."""
        named = (one for one in self.view.findChildren(Button) if one.isVisible())
        next(one for one in named if one.text().replace("&", "") == words).setFocus()
        self.enter()

    def save(self) -> None:
        """Enter saves, once there is something to be saved."""
        self.until(self.view.save.isEnabled)
        self.view.save.setFocus()
        self.enter()

    def give(self, password: str) -> None:
        """Answer the question for the desk's password."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), PasswordQuestion))
        self.until(lambda: isinstance(self.focus, QLineEdit))
        self.type(password)
        self.enter()
        guard = self.window.keeper.guard
        self.until(lambda: not guard.busy)

    def refuse(self) -> None:
        """Leave it unanswered."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), PasswordQuestion))
        self.press(Qt.Key.Key_Escape)
        self.back()

    def unlock(self) -> None:
        """A desk that locks itself begins locked."""
        self.until(lambda: self.window.keeper.page is not None)
        self.back()
        self.type(PASSWORD)
        self.enter()
        self.until(lambda: self.window.keeper.page is None)

    def chips(self) -> list[str]:
        """The access levels that are chosen, as they stand there."""
        chips = [one for one in self.section.findChildren(Button) if one.property("key") and one.isVisible()]
        return [one.text() for one in sorted(chips, key=lambda one: (one.y(), one.x()))]

    def says(self, words: str) -> None:
        self.until(lambda: words in self.reads())

    def kept(self) -> Settings:
        """What the next start would read."""
        return load({"ENROLL_APP_HOME": str(self.home)}, self.home / "policy.toml").settings


Open = Callable[..., Technician]


@pytest.fixture(scope="session")
def kept_password() -> str:
    """The hash of the desk's password; to make it takes its time."""
    return make(PASSWORD)


@pytest.fixture
def technician(
    qtbot: QtBot, tmp_path: Path, service: TrainingServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Opens a window on a desk with these settings under this policy."""
    opened: list[Technician] = []
    monkeypatch.delenv("ENROLL_APP_API_KEY", raising=False)
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))

    def open_window(settings: str = "", policy: str = "") -> Technician:
        base = f'[secrets]\nkeep = "file"\n[service]\nurl = "{service.url}"\n'
        (tmp_path / "settings.toml").write_text(base + settings, "utf-8")
        (tmp_path / "policy.toml").write_text(policy, "utf-8")
        desk = make_desk((), policy=tmp_path / "policy.toml")
        desk.vault.put(API_KEY, Secret(service.key))
        somebody = Technician(qtbot, desk)
        somebody.home = tmp_path
        opened.append(somebody)
        somebody.__enter__()
        return somebody

    yield open_window
    for somebody in opened:
        somebody.window.content.stop()
        somebody.__exit__(None, None, None)


def test_how_the_window_is_acts_at_once_and_is_kept(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n# mine\n')
    hands.look_at("Window")
    hands.pick("K", "Dark")
    hands.until(lambda: hands.session.remembering.preferences.look is Look.DARK)
    hands.back()
    hands.look_at("Window")
    hands.pick("A", "All on one page")
    hands.until(lambda: hands.kept().preferences.form is Form.ONE_PAGE)
    assert hands.kept().preferences.look is Look.DARK
    assert "# mine" in (hands.home / "settings.toml").read_text()


def test_what_a_policy_fixes_is_shown_locked_with_where_it_comes_from(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n', '[window]\nlook = "light"\n[desk]\nname = "Reception"\n')
    hands.look_at("Window")
    hands.says(f"Fixed by policy in {hands.home / 'policy.toml'}")
    look = hands.row("window.look")
    assert isinstance(look, Pick)
    assert not look.choice.isEnabled()
    assert look.choice.currentText() == "Light"
    assert "policy.toml" in look.choice.accessibleDescription()
    hands.look_at("Desk")
    assert hands.row("desk.name").value == "Reception"
    assert not hands.row("desk.name").control.isEnabled()
    assert hands.row("desk.time_zone").control.isEnabled()


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_written(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    before = (hands.home / "settings.toml").read_bytes()
    hands.look_at("Desk")
    hands.put("N", "Väst")
    hands.put("T", "Stockholm")
    hands.save()
    hands.says("this is no time zone")
    assert hands.focus is hands.row("desk.time_zone").control
    assert (hands.home / "settings.toml").read_bytes() == before
    hands.put("T", "Europe/Stockholm")
    hands.save()
    hands.says("Saved")
    assert hands.kept().desk_name == "Väst"
    assert str(hands.kept().zone) == "Europe/Stockholm"


def test_what_only_a_new_desk_knows_of_is_offered_to_be_used_now(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    wanted: list[bool] = []
    hands.session.reopening.connect(wanted.append)
    hands.look_at("History")
    hands.put("D", "365")
    hands.save()
    hands.says("Not everything is used yet")
    hands.button("Use it now")
    assert wanted == [False]
    assert hands.kept().keep_days == 365


def test_a_role_is_added_and_said_at_its_field_what_is_missing(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    hands.look_at("Roles")
    before = hands.session.remembering.preferences.roles
    hands.button("Add")
    hands.pick("T", "the next of these days of the year")
    hands.put("W", "06-31")
    hands.save()
    hands.says("A role needs a name.")
    hands.says("These are no days of the year.")
    hands.put("N", "Gäst")
    hands.put("W", "01-20; 06-10")
    hands.pick("P", "drawn at random")
    # The way the page of a card has it: letters find, Enter chooses.
    hands.until(lambda: bool(hands.wizard.levels))
    for letters in ("work", "entrance 002"):
        hands.put("c", letters)
        hands.enter()
    assert hands.chips() == ["Workshop", "Entrance (abc123-002)"]
    hands.save()
    hands.says("Saved")
    roles = hands.kept().preferences.roles
    assert roles[:-1] == before
    assert (roles[-1].name, roles[-1].yearly, roles[-1].levels, roles[-1].pin) == (
        "Gäst",
        ((1, 20), (6, 10)),
        ("Workshop (abc123-002)", "Entrance (abc123-002)"),
        PinHabit.RANDOM,
    )
    assert hands.session.remembering.preferences.roles == roles


def test_the_connection_is_tried_and_a_new_key_replaces_the_old_one_unseen(
    technician: Open, service: TrainingServer
) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    hands.look_at("Service")
    hands.says("There is one, in")
    hands.button("Test the connection")
    hands.says("Connected to")
    hands.put("k", "another-key-1234567")
    assert "another-key" not in hands.reads()
    hands.save()
    hands.says("Saved")
    kept = hands.session.desk.vault.get(API_KEY)
    assert kept is not None
    assert kept.reveal() == "another-key-1234567"
    assert "another-key" not in (hands.home / "settings.toml").read_text()
    hands.put("W", "http://example.com/")
    hands.button("Test the connection")
    hands.says("not encrypted")


def test_the_kept_key_is_sent_to_no_address_that_somebody_types(technician: Open, service: TrainingServer) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    hands.look_at("Service")
    hands.says("There is one, in")
    with TrainingServer() as other:
        hands.put("W", other.url)
        hands.button("Test the connection")
        hands.says("The API key that is kept is for")
        assert hands.focus is hands.row("key").control
        hands.save()
        hands.says("The API key that is kept is for")
        assert hands.kept().url == service.url
        hands.put("k", other.key)
        hands.button("Test the connection")
        hands.says("Connected to")
        wanted: list[bool] = []
        hands.session.reopening.connect(wanted.append)
        hands.save()
        # At once: what is enrolled meanwhile would be for the service of before.
        hands.until(lambda: wanted == [False])
        assert hands.kept().url == other.url


@pytest.mark.parametrize(("words", "held"), [("Set it &aside", True), ("&Send it along", False)])
def test_before_the_service_is_another_one_it_is_said_what_becomes_of_what_waits(
    technician: Open, words: str, *, held: bool
) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    outbox = hands.session.desk.records().outbox
    number = waiting_row(outbox, 1)
    outbox.set_aside(number)
    outbox.release(number)
    hands.look_at("Service")
    hands.says("There is one, in")
    with TrainingServer() as other:
        before = hands.kept().url
        hands.put("W", other.url)
        hands.put("k", other.key)
        hands.save()
        box = hands.asked()
        assert "1 operation waits to be sent." in box.informativeText()
        box.reject()
        assert hands.kept().url == before
        hands.back()
        hands.save()
        box = hands.asked()
        next(one for one in box.buttons() if one.text() == words).click()
        hands.until(lambda: hands.kept().url == other.url)
        row = outbox.operation(number)
        assert row is not None
        assert (row.held is not None) is held


def test_a_roles_levels_stay_while_the_service_is_away_and_unknown_ones_are_named(technician: Open) -> None:
    role = '[[role]]\nname = "Gäst"\ndays = 1\nlevels = ["Kontor", "workshop", "Entrance"]\n'
    hands = technician(f'[desk]\nreaders = ["virtual:"]\n{role}')
    hands.look_at("Roles")
    hands.until(lambda: bool(hands.wizard.levels))
    hands.says("2 levels of this role cannot be given")
    hands.says("Not offered by the service now: Kontor.")
    hands.says("In several door systems: Entrance.")
    assert hands.chips() == ["Kontor", "Workshop", "Entrance"]
    # As where no list was ever had: the very words of the role.
    hands.wizard.know_levels(())
    hands.session.changed.emit()
    assert hands.chips() == ["Kontor", "workshop", "Entrance"]
    hands.put("N", "Besök")
    hands.press(Qt.Key.Key_C, modifier=ALT)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return, modifier=CONTROL)
    hands.says("Saved")
    [kept] = hands.kept().preferences.roles
    assert (kept.name, kept.levels) == ("Besök", ("Kontor", "workshop", "Entrance"))


def test_wrong_passwords_are_remembered_by_a_desk_that_is_started_anew(technician: Open, kept_password: str) -> None:
    hands = technician(f'[window]\npassword = "{kept_password}"\nlock_minutes = 5\n')
    hands.until(lambda: hands.window.keeper.page is not None)
    hands.back()
    for at in range(3):
        hands.until(lambda: not hands.window.keeper.guard.busy)
        hands.type(f"fel ord nummer {at}")
        hands.enter()
    hands.until(lambda: hands.session.desk.memory.load().wrong_tries == 3)
    assert "fel ord" not in (hands.home / "memory.json").read_text()
    again = Session(hands.session.desk)
    window = MainWindow(training=False)
    window.attach(again)
    assert window.keeper.guard.wait_s > 0
    again.stop()
    window.deleteLater()


def test_a_file_is_chosen_as_well_as_typed(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n', '[service]\nca = "/etc/ca.pem"\n')
    hands.look_at("Service")
    certificate, ca = hands.row("service.client_certificate"), hands.row("service.ca")
    assert isinstance(certificate, FileText)
    assert isinstance(ca, FileText)
    assert not ca.choose.isEnabled()
    hands.press(Qt.Key.Key_C, modifier=ALT)
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is certificate.choose
    hands.press(Qt.Key.Key_Space)
    [dialog] = certificate.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(hands.home / "desk.pem"))
    dialog.reject()
    hands.back()
    assert certificate.value == str(hands.home / "desk.pem")
    assert hands.view.save.isEnabled()


def test_a_password_is_set_and_asked_for_before_anything_of_it_changes(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    hands.look_at("Safety")
    hands.put("N", PASSWORD)
    hands.put("g", "tre sma ord")
    hands.save()
    hands.says("These are not the same.")
    hands.put("g", PASSWORD)
    hands.put("L", "5")
    hands.save()
    # At once, while it is being written: it locks, and does not say that there is no password.
    hands.press(Qt.Key.Key_L, modifier=CONTROL)
    hands.until(lambda: hands.window.keeper.page is not None)
    assert fits(hands.kept().preferences.password, PASSWORD)
    assert hands.kept().preferences.lock_minutes == 5
    hands.type(PASSWORD)
    hands.enter()
    hands.until(lambda: hands.window.keeper.page is None)
    hands.look_at("Safety")
    hands.put("L", "0")
    hands.save()
    hands.give("fel ord här")
    hands.until(lambda: not hands.window.keeper.guard.busy)
    assert hands.kept().preferences.lock_minutes == 5
    hands.give(PASSWORD)
    hands.until(lambda: hands.session.remembering.preferences.lock_minutes == 0)
    assert hands.kept().preferences.lock_minutes == 0


def test_wrong_passwords_for_the_settings_count_as_those_at_a_locked_window(
    technician: Open, kept_password: str
) -> None:
    hands = technician(f'[window]\npassword = "{kept_password}"\nlock_minutes = 5\n')
    hands.unlock()
    hands.look_at("Safety")
    hands.put("L", "0")
    hands.save()
    for at in range(3):
        hands.until(lambda: not hands.window.keeper.guard.busy)
        hands.give(f"fel ord nummer {at}")
    hands.until(lambda: hands.window.keeper.guard.wait_s > 0)
    assert hands.kept().preferences.lock_minutes == 5


def test_without_the_password_nobody_moves_the_service_or_puts_the_window_away(
    technician: Open, service: TrainingServer, kept_password: str
) -> None:
    hands = technician(f'[window]\npassword = "{kept_password}"\n')
    hands.look_at("Service")
    hands.says("There is one, in")
    hands.put("k", "another-key-1234567")
    hands.save()
    hands.refuse()
    kept = hands.session.desk.vault.get(API_KEY)
    assert kept is not None
    assert kept.reveal() == service.key
    hands.look_at("Window")
    hands.press(Qt.Key.Key_T, modifier=ALT)
    hands.refuse()
    assert not hands.row("window.tray").value
    assert not hands.kept().preferences.tray
    hands.look_at("History")
    hands.put("D", "1")
    hands.save()
    hands.give(PASSWORD)
    hands.says("Saved")
    assert hands.kept().keep_days == 1


def test_taking_the_password_away_ends_lock_and_full_screen_with_it(technician: Open, kept_password: str) -> None:
    hands = technician(f'[window]\npassword = "{kept_password}"\nkiosk = true\nlock_minutes = 5\n')
    hands.unlock()
    hands.look_at("Safety")
    hands.says("both end")
    hands.press(Qt.Key.Key_W, modifier=ALT)
    hands.save()
    hands.give(PASSWORD)
    hands.until(lambda: not hands.session.remembering.preferences.password)
    found = hands.kept().preferences
    assert (found.password, found.kiosk, found.lock_minutes) == ("", False, 0)
    assert not hands.window.keeper.kiosk


def test_in_training_the_line_can_be_cut_to_see_what_waits_and_joined_again(qtbot: QtBot) -> None:
    with Technician(qtbot, training_desk()) as hands:
        hands.look_at("Training")
        hands.press(Qt.Key.Key_C, modifier=ALT)
        hands.until(lambda: hands.session.service_health.condition is Condition.ILL)
        assert "The line to the training server is cut." in hands.session.service_health.hint
        hands.press(Qt.Key.Key_C, modifier=ALT)
        hands.until(lambda: hands.session.service_health.condition is Condition.WELL)


def test_in_training_safety_can_be_tried_and_the_service_is_not_there_at_all(qtbot: QtBot, hands: Hands) -> None:
    """The training desk has a service of its own; only the window is anybody's to set."""
    assert hands.session.desk.connecting is None
    view = SettingsView(hands.session)
    qtbot.addWidget(view)
    view.show()
    hands.until(lambda: view.section is not None)
    names = [view._list.item(at).text() for at in range(view._list.count())]
    assert names == ["Window", "Sounds", "Roles", "Desk", "Safety"]
    view.stop()


def test_tab_goes_from_the_list_through_the_part_in_sight_to_save(technician: Open) -> None:
    hands = technician('[desk]\nreaders = ["virtual:"]\n')
    for part in ("Roles", "Service", "Safety"):
        hands.look_at(part)
    hands.put("N", PASSWORD)
    hands.put("g", PASSWORD)
    came_by: list[QWidget] = []
    hands.press(Qt.Key.Key_Escape)
    while hands.focus is not hands.view.save:
        assert len(came_by) < 30
        hands.press(Qt.Key.Key_Tab)
        came_by.append(hands.focus)
    assert len(came_by) > 3
    assert all(hands.section.isAncestorOf(one) for one in came_by[:-1])
    # What was asked for its neighbor owned that, for the binding, and at the end of the ring the window.
    owner = [line for line in shiboken6.dump(hands.window).splitlines() if line.startswith("parent")]
    assert owner == []
