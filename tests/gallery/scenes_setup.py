"""The gallery's stories of how a desk is set up and kept: its settings, its first start, its lock, its help."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget

from enroll_app.services.desk import Desk
from enroll_app.services.password import make
from enroll_app.services.steps import Step
from enroll_app.ui.navigation import Place
from enroll_app.ui.settings.connection_form import ConnectionForm
from enroll_app.ui.setup.view import SetupView
from enroll_app.ui.widgets.secret_line import SecretLine
from tests.gallery.scenes_places import go_to
from tests.gallery.stage import CONTROL, EM, OTHER, Stage


@contextmanager
def _computer(stage: Stage, policy: str = "", **environment: str) -> Iterator[Desk]:
    """A real desk with a home of its own, on a computer that has no vault."""
    from enroll_app.composition import make_desk

    home = stage.make_desk(lambda _uris: stage.reader).home / "new"
    home.mkdir()
    rules = home / "policy.toml"
    rules.write_text(policy, "utf-8")
    with pytest.MonkeyPatch.context() as computer:
        for name in ("ENROLL_APP_API_URL", "ENROLL_APP_API_KEY", "DBUS_SESSION_BUS_ADDRESS"):
            computer.delenv(name, raising=False)
        for name, value in {**environment, "HOME": str(home)}.items():
            computer.setenv(f"ENROLL_APP_{name}", value)
        desk = make_desk(("virtual:",), policy=rules)
        yield desk
        desk.close()


def settings(stage: Stage) -> Iterator[str]:
    """Every part of the settings, some of which a policy or the environment fixes; and two passwords that differ."""
    service = stage.service
    with (
        _computer(stage, "[window]\ntray = true\n", API_URL=service.url, API_KEY=service.key) as desk,
        stage.open(desk) as hands,
    ):
        go_to(stage, Place.SETTINGS)
        hands.until(lambda: isinstance(hands.focus, QListWidget))
        parts = hands.focus
        assert isinstance(parts, QListWidget)
        for at in range(parts.count()):
            parts.setCurrentRow(at)
            QTest.qWait(50)
            yield f"settings-{at + 1}"
        parts.setCurrentRow(4)
        secrets = hands.window.navigation.view.findChildren(SecretLine)
        first, second = [line for line in secrets if line.isVisible()]
        for line, words in ((first, "four quiet cards"), (second, "four quiet cats")):
            line.setFocus()
            hands.type(words)
        hands.enter()
        QTest.qWait(50)
        yield "settings-5-invalid"


def locked(stage: Stage) -> Iterator[str]:
    """A desk that nobody sits at, and the keys that there are."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    desk.settings.change({"window.password": make("four quiet cards")})
    with stage.open(desk) as hands:
        stage.reader.present(EM)
        hands.until_step(Step.PERSON)
        hands.press(Qt.Key.Key_L, modifier=CONTROL)
        hands.until(lambda: hands.window.keeper.page is not None)
        yield "locked"
        hands.type("wrong")
        hands.enter()
        hands.until(lambda: not hands.window.keeper.guard.busy)
        yield "locked-wrong-password"
        stage.reader.present(OTHER)
        QTest.qWait(100)
        yield "locked-card"
        hands.window.keeper.stop()


def help_sheet(stage: Stage) -> Iterator[str]:
    """The keys that there are."""
    with stage.open() as hands:
        hands.press(Qt.Key.Key_F1)
        QTest.qWait(50)
        yield "help"


def first_start(stage: Stage) -> Iterator[str]:
    """A computer on which nothing is set up, and which has no vault; up to the last page, so that nothing is kept."""
    with (
        _computer(stage) as new,
        stage.open(replace(stage.make_desk(lambda _uris: stage.reader), connecting=new.connecting)) as hands,
    ):
        assert new.connecting is not None
        shown = SetupView(hands.session, new.connecting, hands.window)
        hands.window.show_instead(shown)
        shown.setFocus()
        QTest.qWait(50)
        yield "first-start"
        hands.enter()
        yield "first-start-connect"
        yield from _connected(stage, shown)
        hands.enter()
        yield "first-start-reader"
        stage.reader.present(EM)
        QTest.qWait(100)
        yield "first-start-reader-read"
        hands.enter()
        hands.type("0x0110185c5c")
        hands.enter()
        yield "first-start-other-number"
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        hands.type("0x0110185c5b")
        yield "first-start-number"
        hands.enter()
        yield "first-start-finish"
        shown.stop()
        hands.window.show_content()


def _connected(stage: Stage, shown: SetupView) -> Iterator[str]:
    """The way to the service: a key that it does not accept, then the right one."""
    hands, form = stage.hands, shown.findChild(ConnectionForm)
    assert isinstance(form, ConnectionForm)
    heard: list[QWidget] = []
    form.spoke.connect(heard.append)
    form.url.field.fill(stage.service.url)
    for key, scene in (("no-key", "first-start-connect-refused"), (stage.service.key, "first-start-connected")):
        form.key.field.line.setFocus()
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        hands.type(key)
        hands.enter()
        hands.until(lambda: bool(heard))
        heard.clear()
        yield scene
    form.in_file.click()


SETUP = (settings, locked, help_sheet, first_start)
