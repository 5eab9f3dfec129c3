"""The first start, by keyboard alone, against a service over real HTTP: nothing is written before it is finished."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from drivers.reader import CardSeen, NumberSeen
from enroll_app.composition import make_desk
from enroll_app.config.settings import load_settings
from enroll_app.domain.preferences import Language, Preferences
from enroll_app.domain.secret import SecretPlace
from enroll_app.service_link import place_of
from enroll_app.services.desk import Desk
from enroll_app.services.password import make
from enroll_app.services.tapping import understand_read
from enroll_app.training.server import TrainingServer
from enroll_app.ui.application import Program
from enroll_app.ui.help_sheet import HelpSheet
from enroll_app.ui.setup.offer import SetupOffer
from enroll_app.ui.setup.pages import Begin
from enroll_app.ui.setup.view import SetupView
from enroll_app.ui.window import MainWindow
from tests.ui.hands import Hands
from tests.ui.reader_bench import LINE, ToldReader

ALT = Qt.KeyboardModifier.AltModifier


class Newcomer(Hands):
    """Somebody at a computer on which nothing is set up, and which has no vault."""

    offer: SetupOffer

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        super().__init__(qtbot, desk)
        self.reopened: list[bool] = []
        self.session.reopening.connect(self.reopened.append)

    def __enter__(self) -> Self:
        super().__enter__()
        # As the program does it: over a window that has its session.
        self.offer = SetupOffer(self.window, self.session)
        return self

    @property
    def view(self) -> SetupView:
        assert self.offer.view is not None
        return self.offer.view

    def welcomed(self) -> None:
        self.until(lambda: self.offer.view is not None and "Welcome to Enroll" in self.reads())
        self.back()
        self.until(lambda: self.view.isAncestorOf(self.focus))

    def says(self, words: str) -> None:
        self.until(lambda: words in self.reads())

    def primary(self, words: str) -> None:
        """Wait until the primary action is this one, and take it by Enter."""
        button = self.view.primary
        self.until(lambda: button.text().replace("&", "") == words and button.isEnabled())
        self.enter()

    def put(self, letter: str, text: str) -> None:
        """Go to a field by its letter, and type in place of what is there."""
        self.press(Qt.Key[f"Key_{letter}"], modifier=ALT)
        self.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_Delete)
        self.type(text)

    def consent(self) -> None:
        """Say that the file will do."""
        box = self.view._connect_page.form.in_file
        self.until(lambda: self.focus is box)
        self.press(Qt.Key.Key_Space)

    def tap(self, uid: str) -> None:
        seen = CardSeen(bytes.fromhex(uid), "virtual:", technology="em4100")
        self.session.take(understand_read(seen, lambda _: None))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, on a computer without a vault."""
    for name in ("ENROLL_APP_API_URL", "ENROLL_APP_API_KEY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def newcomer(qtbot: QtBot, home: Path) -> Iterator[Newcomer]:
    with Newcomer(qtbot, make_desk(("virtual:",), policy=home / "no-policy.toml")) as somebody:
        somebody.welcomed()
        yield somebody


def written(home: Path) -> list[str]:
    """The settings and the secrets that are there."""
    return sorted(path.name for path in home.iterdir() if path.name in ("settings.toml", "secrets.json"))


def test_a_desk_is_set_up_by_keyboard_and_kept_as_a_whole(
    newcomer: Newcomer, service: TrainingServer, home: Path
) -> None:
    newcomer.primary("Next")
    newcomer.put("W", service.url)
    newcomer.put("K", service.key)
    newcomer.primary("Connect")
    newcomer.says("Connected to")
    newcomer.says("no vault for the API key")
    newcomer.says(str(home / "secrets.json"))
    assert service.key not in newcomer.reads()
    # No vault: that it is a file, which is not encrypted, somebody has to say.
    newcomer.primary("Next")
    newcomer.says("One answer is missing")
    assert newcomer.focus is newcomer.view._connect_page.form.in_file
    newcomer.press(Qt.Key.Key_Space)
    newcomer.primary("Next")
    newcomer.says("Hold any card to the reader")
    newcomer.tap("0110185C5B")
    newcomer.says("The reader works")
    newcomer.primary("Next")
    newcomer.says("Is it the right number?")
    newcomer.type("0x0110185c5b")
    newcomer.says("The numbers are the same")
    newcomer.primary("Next")
    assert written(home) == []
    newcomer.primary("Finish")
    newcomer.until(lambda: newcomer.reopened == [False])
    found = load_settings()
    assert (found.url, found.secrets_in) == (service.url, SecretPlace.FILE)
    assert service.key not in (home / "settings.toml").read_text()
    desk = make_desk((), policy=home / "no-policy.toml")
    assert desk.connecting is not None
    assert not desk.connecting.needed()
    assert desk.sound().failed is None
    desk.close()


def test_a_reader_that_gives_another_number_is_taught_from_the_card_and_that_is_kept_with_the_rest(
    qtbot: QtBot, home: Path, service: TrainingServer
) -> None:
    reader = ToldReader(LINE)
    desk = make_desk(("virtual:",), policy=home / "no-policy.toml")
    desk = replace(desk, open_forgiving=lambda _uris: reader, find_readers=lambda: (LINE,))
    with Newcomer(qtbot, desk) as newcomer:
        newcomer.welcomed()
        newcomer.primary("Next")
        newcomer.put("W", service.url)
        newcomer.put("K", service.key)
        newcomer.primary("Connect")
        newcomer.says("Connected to")
        newcomer.consent()
        newcomer.primary("Next")
        newcomer.says("Hold any card to the reader")
        reader.tell(NumberSeen("5B5C181001", LINE.name))
        newcomer.says("It wrote 5B5C181001.")
        newcomer.primary("Next")
        newcomer.says("number format is not known yet")
        newcomer.type("0x0110185c5b")
        # Enter that ends the number does not skip what was typed.
        newcomer.primary("Skip this")
        newcomer.says("Is it the right number?")
        assert newcomer.focus is newcomer.view._numbers.page.teach
        newcomer.enter()
        newcomer.says("This is the reader's number format")
        newcomer.primary("Use this format")
        newcomer.says("The numbers are the same now")
        assert desk.profiles.of(LINE.name) is None
        newcomer.primary("Next")
        newcomer.says("The reader gives the numbers that the access system knows")
        newcomer.primary("Finish")
        newcomer.until(lambda: newcomer.reopened == [False])
        kept = desk.profiles.of(LINE.name)
        assert kept is not None
        assert kept.csn("5B5C181001").hex() == "0110185c5b"


def test_without_a_key_nobody_is_asked(newcomer: Newcomer, service: TrainingServer) -> None:
    newcomer.primary("Next")
    newcomer.put("W", service.url)
    newcomer.primary("Connect")
    newcomer.says("The API key is missing.")
    assert newcomer.focus is newcomer.view._connect_page.form.key.control
    assert "Asking the service" not in newcomer.reads()
    newcomer.put("K", service.key)
    assert "The API key is missing." not in newcomer.reads()


def test_whoever_skips_the_number_is_told_what_is_left_to_do(newcomer: Newcomer, service: TrainingServer) -> None:
    newcomer.primary("Next")
    newcomer.put("W", service.url)
    newcomer.put("K", service.key)
    newcomer.primary("Connect")
    newcomer.says("Connected to")
    newcomer.consent()
    newcomer.primary("Next")
    newcomer.says("Hold any card to the reader")
    newcomer.tap("0110185C5B")
    newcomer.primary("Next")
    newcomer.type("0x0110185c5c")
    newcomer.primary("Skip this")
    newcomer.says("The reader gives another number")
    assert not newcomer.view._numbers.page.teach.isVisible(), "a reader of whole numbers cannot be taught"
    newcomer.primary("Skip this")
    newcomer.says("The reader's numbers are not confirmed")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/v1/", "127.0.0.1"),
        ("https://no-such-host.invalid/v1/", "no-such-host.invalid"),
        ("http://example.com/v1/", "not encrypted"),
        ("nonsense", "not a web address"),
    ],
)
def test_an_address_that_does_not_do_is_told_with_its_cause(
    newcomer: Newcomer, url: str, words: str, home: Path
) -> None:
    newcomer.primary("Next")
    newcomer.put("W", url)
    newcomer.put("K", "some-key-1234567890")
    newcomer.primary("Connect")
    newcomer.says("The service cannot be used like this")
    assert words in newcomer.reads()
    assert newcomer.view.primary.text() == "&Connect"
    assert written(home) == []


def test_a_wrong_key_is_told_and_what_was_typed_stays(newcomer: Newcomer, service: TrainingServer, home: Path) -> None:
    newcomer.primary("Next")
    newcomer.put("W", service.url)
    newcomer.put("K", "not-the-key-1234567890")
    newcomer.primary("Connect")
    newcomer.says("The service cannot be used like this")
    assert "key" in newcomer.reads().split("cannot be used like this")[1].lower()
    newcomer.press(Qt.Key.Key_Left, modifier=ALT)
    newcomer.says("Welcome to Enroll")
    newcomer.primary("Next")
    assert newcomer.view._connect_page.form.url.field.text == service.url
    newcomer.put("K", service.key)
    newcomer.primary("Connect")
    newcomer.says("Connected to")
    assert written(home) == []


def test_a_gateways_missing_files_are_told_at_once(newcomer: Newcomer, tmp_path: Path, home: Path) -> None:
    newcomer.press(Qt.Key.Key_Down)
    newcomer.until(lambda: newcomer.view._welcome.begin is Begin.GATEWAY)
    newcomer.primary("Next")
    newcomer.says("Where is the gateway?")
    newcomer.put("W", "https://gateway.example/v1/")
    newcomer.put("C", str(tmp_path / "no-such.pem"))
    newcomer.primary("Connect")
    newcomer.says("no-such.pem")
    assert written(home) == []


def test_training_is_one_key_away(newcomer: Newcomer, home: Path) -> None:
    newcomer.press(Qt.Key.Key_T, modifier=ALT)
    newcomer.primary("Open the training mode")
    newcomer.until(lambda: newcomer.reopened == [True])
    assert written(home) == []


def test_it_can_be_put_off_and_nothing_is_written(newcomer: Newcomer, home: Path) -> None:
    newcomer.press(Qt.Key.Key_Escape)
    box = newcomer.asked()
    yes = next(button for button in box.buttons() if "later" in button.text())
    assert isinstance(yes, QPushButton)
    yes.click()
    newcomer.until(lambda: newcomer.offer.view is None and newcomer.window.content.isVisible())
    newcomer.tap("0110185C5B")
    newcomer.until(lambda: newcomer.wizard.touched)
    assert written(home) == []


@pytest.mark.parametrize(
    ("how", "asked"), [("file", True), ("variable", True), ("policy", True), ("key", False), ("gateway", False)]
)
def test_whoever_has_no_way_to_the_service_is_asked_whatever_else_is_set(
    home: Path, how: str, asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    if how == "file":
        home.mkdir()
        (home / "settings.toml").write_text('[window]\nlanguage = "sv"\n')
    elif how == "variable":
        monkeypatch.setenv("ENROLL_APP_API_URL", "http://127.0.0.1:1/")
    elif how == "key":
        monkeypatch.setenv("ENROLL_APP_API_KEY", "some-key")
    elif how == "gateway":
        policy.write_text('[service]\nurl = "https://gateway.example/"\nclient_certificate = "desk.pem"\n')
    else:
        policy.write_text('[service]\nurl = "https://gateway.example/"\n')
    desk = make_desk((), policy=policy)
    assert desk.connecting is not None
    assert desk.connecting.needed() is asked
    desk.close()


def test_the_language_is_chosen_on_the_first_page_and_everything_is_in_it(newcomer: Newcomer, home: Path) -> None:
    newcomer.press(Qt.Key.Key_G, modifier=ALT)
    newcomer.until(lambda: newcomer.view.begin is Begin.GATEWAY)
    newcomer.view._welcome.language.choice.wanted.emit("sv")
    newcomer.says("Välkommen till Enroll")
    assert newcomer.view.begin is Begin.GATEWAY
    newcomer.view.left.emit()
    newcomer.until(lambda: "Håll kortet mot läsaren" in newcomer.reads())
    assert load_settings().preferences.language is Language.SWEDISH
    newcomer.session.remembering.change({"window.language": "en"}, lambda _failure: None)
    newcomer.until(lambda: "Hold the card to the reader" in newcomer.reads())


def test_later_means_until_the_next_start_of_the_program(newcomer: Newcomer) -> None:
    newcomer.view.left.emit()
    assert newcomer.offer.view is None
    connecting = newcomer.session.desk.connecting
    assert connecting is not None
    # As after "Use it now" in the settings: the same program, another session.
    again = SetupOffer(newcomer.window, newcomer.session)
    done: list[bool] = []
    again._background.run(connecting.needed, lambda future: done.append(future.result()))
    newcomer.until(lambda: done == [True])
    assert again.view is None


def test_it_is_never_above_a_lock(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f'[window]\npassword = "{make("tre små ord")}"\nlock_minutes = 5\n')
    with Newcomer(qtbot, make_desk(("virtual:",), policy=policy)) as newcomer:
        newcomer.until(lambda: newcomer.offer.view is not None)
        assert newcomer.window.keeper.page is not None
        assert not newcomer.view.isVisible()
        # Put off behind the lock, as by a key that is still heard: nothing comes into sight by that.
        newcomer.view.left.emit()
        assert not newcomer.window.content.isVisible()
        assert newcomer.window.keeper.page.isVisible()
        newcomer.back()
        newcomer.type("tre små ord")
        newcomer.enter()
        newcomer.until(lambda: newcomer.window.keeper.page is None)
        assert newcomer.window.content.isVisible()


def test_an_address_that_a_policy_fixes_is_shown_and_not_asked_for(
    qtbot: QtBot, home: Path, tmp_path: Path, service: TrainingServer
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f'[service]\nurl = "{service.url}"\n')
    with Newcomer(qtbot, make_desk(("virtual:",), policy=policy)) as newcomer:
        newcomer.welcomed()
        newcomer.until(lambda: bool(newcomer.view._found))
        newcomer.primary("Next")
        newcomer.says("Fixed by policy in")
        assert newcomer.view._connect_page.form.url.field.text == service.url
        newcomer.put("K", service.key)
        newcomer.primary("Connect")
        newcomer.says("Connected to")


def test_the_program_goes_on_with_what_was_set_up_without_being_left(
    qtbot: QtBot, home: Path, service: TrainingServer
) -> None:
    window = MainWindow(training=False)
    qtbot.addWidget(window)
    program = Program(
        window,
        lambda _training: make_desk(("virtual:",), policy=home / "no-policy.toml"),
        None,
        training=False,
        exit_when_ready=False,
    )
    window.reopening.connect(program._reopen_soon)
    window.show()
    program._open(make_desk(("virtual:",), policy=home / "no-policy.toml"))

    def views() -> list[SetupView]:
        return [view for view in window.findChildren(SetupView) if view.isVisible()]

    def health() -> str:
        return program._session.service_health.words if program._session else ""

    qtbot.waitUntil(lambda: bool(views()), timeout=8_000)
    [view] = views()
    view.forward()
    form = view._connect_page.form
    form.url.line.setText(service.url)
    form.key.line.setText(service.key)
    view.forward()
    qtbot.waitUntil(lambda: view._connect_page.works, timeout=8_000)
    form.in_file.setChecked(True)
    for _ in range(4):
        view.forward()
    qtbot.waitUntil(lambda: health() == place_of(service.url), timeout=8_000)
    assert views() == []
    assert window.content.isVisible()
    window.content.stop()
    program.stop()


def test_help_is_one_key_away_here_too_and_a_locked_window_shows_nothing_of_it(newcomer: Newcomer) -> None:
    newcomer.press(Qt.Key.Key_F1)
    newcomer.until(lambda: isinstance(QApplication.activeModalWidget(), HelpSheet))
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    assert "Set it up later" in "\n".join(label.text() for label in sheet.findChildren(QLabel))
    newcomer.press(Qt.Key.Key_Escape)
    newcomer.back()
    keeper = newcomer.window.keeper
    keeper.prefer(replace(Preferences(), password="scrypt$"))
    keeper.lock()
    assert "Welcome to Enroll" not in newcomer.reads()
    assert not newcomer.view.isVisible()
    newcomer.offer._leave()
    assert not newcomer.window.content.isVisible()
    keeper.prefer(Preferences())
    assert newcomer.window.content.isVisible()
