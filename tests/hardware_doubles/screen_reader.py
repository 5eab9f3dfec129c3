"""A screen reader made of software: what assistive technology is told by a program, over the real accessibility bus.

A desktop session of its own (dbus-daemon, at-spi2-core), on it a listener for events, and a walk over the tree of a
program's elements. The names of interfaces, events, roles and states are those of at-spi2-core 2.46, xml/ and
atspi/atspi-constants.h.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

_ACCESSIBLE, _PROPERTIES = "org.a11y.atspi.Accessible", "org.freedesktop.DBus.Properties"
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_EVENTS = ("object:announcement", "object:state-changed:focused", "focus:", "object:text-changed")
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
# The bus starts what it has a file for: the accessibility bus, and no vault that would ask somebody for a password.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
_PATIENCE_S = 20.0
_LOOK_S = 0.02
# Bits of GetState.
_FOCUSABLE, _FOCUSED, _SHOWING, _VISIBLE = 11, 12, 25, 30
# The name of a program on the bus, and the path of an element in it.
_Place = tuple[str, str]
# Name, description, role and states.
_Facts = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Event:
    """kind: announcement, focused or text. path: the element that it is about. text: what is to be spoken, if anything.

    text is for letters that came or went in a line: what a screen reader echoes as somebody types.
    """

    kind: str
    path: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a program, as it was when it was looked at.

    name: what is read out for it. description: what is read out after a pause. role: what it is, in the words of
    AT-SPI, such as push button, entry, list item. above: the path of the one that it is part of. where: the names of
    all of those, from the program on.
    """

    owner: str
    path: str
    name: str
    description: str
    role: str
    states: int
    above: str = ""
    where: tuple[str, ...] = ()

    @property
    def focusable(self) -> bool:
        """Whether the keyboard can come to it."""
        return bool(self.states >> _FOCUSABLE & 1)

    @property
    def focused(self) -> bool:
        """Whether the keyboard is there."""
        return bool(self.states >> _FOCUSED & 1)

    @property
    def words(self) -> str:
        """What it is and what it is called."""
        return f"{self.role} “{self.name}”"

    def __str__(self) -> str:
        return " > ".join((*self.where, self.words))


class ScreenReader:
    """From `with` to its end: a session, and on it somebody who listens. env: what a program needs to be heard."""

    def __init__(self) -> None:
        # Under /tmp by itself: the path of a socket has 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="enroll-a11y-", dir="/tmp"))
        self.address = f"unix:path={self.folder}/bus"
        self.events: list[Event] = []
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def env(self) -> dict[str, str]:
        """What a program of this session has in its environment."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "XDG_RUNTIME_DIR": str(self.folder),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }

    def __enter__(self) -> Self:
        assert _SERVICE.exists(), "at-spi2-core is missing: make test installs it"
        (self.folder / "services").mkdir()
        shutil.copy(_SERVICE, self.folder / "services")
        config = self.folder / "bus.conf"
        config.write_text(_BUS.format(folder=self.folder))
        # The screen for the programs that the bus starts is none: the accessibility bus is told of by the session's.
        quiet = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        command = ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"]
        with (self.folder / "bus.log").open("wb") as log:
            self._running.append(subprocess.Popen(command, stdout=log, stderr=log, env=quiet | self.env))
        self._until(lambda: (self.folder / "bus").exists(), "the session's bus")
        with _Bus(self.address) as session:
            address = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self._bus = _Bus(address)
        self._listen(address)
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()
        # With the session's bus ends the accessibility bus, and with that one the listening.
        for process in reversed(self._running):
            process.terminate()
            process.wait(_PATIENCE_S)
        self._thread.join(_PATIENCE_S)
        self._ears.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def application(self, process: int) -> Element:
        """The program with this process id, as soon as it is on the bus and has a window."""
        found: list[_Place] = []

        def there() -> bool:
            [programs] = self._bus.children([(_REGISTRY, _ROOT)])
            own = [one for one in programs if self._bus.process_of(one[0]) == process]
            found.extend(place for place, windows in zip(own, self._bus.children(own), strict=True) if windows)
            return bool(found)

        self._until(there, "the program on the accessibility bus")
        return self.look_at(*found[0])

    def look_at(self, owner: str, path: str) -> Element:
        """One element of a program. Raises AssertionError where it is gone."""
        [facts] = self._bus.facts([(owner, path)])
        return _element((owner, path), facts)

    def holder(self, part: Element) -> Element:
        """What an element is part of. A window of its own, such as a list that opened, is found in no other way."""
        return self.look_at(*self._bus.property(part.owner, part.path, "Parent"))

    def in_sight(self, top: Element) -> list[Element]:
        """Everything below this that is on the screen, in the order of the tree. Raises AssertionError at a change.

        Asked for a whole level at a time: an answer takes a turn of the program's event loop.
        """
        below: dict[str, list[Element]] = {}
        level = [top]
        while level:
            answers = self._bus.children([(one.owner, one.path) for one in level])
            found = [(one, place) for one, places in zip(level, answers, strict=True) for place in places]
            shown = zip(found, self._bus.states([place for _, place in found]), strict=True)
            found = [one for one, states in shown if states >> _SHOWING & states >> _VISIBLE & 1]
            level = []
            for (above, place), facts in zip(found, self._bus.facts([place for _, place in found]), strict=True):
                where = (*above.where, above.words) if above.name else above.where
                level.append(_element(place, facts, above.path, where))
                below.setdefault(above.path, []).append(level[-1])
        return list(_in_order(top, below))

    def heard(self, words: str) -> bool:
        """Whether something with these words was announced."""
        return any(words in event.text for event in self.events if event.kind == "announcement")

    def _listen(self, address: str) -> None:
        self._ears = open_dbus_connection(address)
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        self._ears.send_and_get_reply(message_bus.AddMatch(rule))
        registry = DBusAddress("/org/a11y/atspi/registry", bus_name=_REGISTRY, interface=_REGISTRY)
        for kind in _EVENTS:
            self._ears.send_and_get_reply(new_method_call(registry, "RegisterEvent", "sass", (kind, [], "")))
        self._thread = threading.Thread(target=self._hear, daemon=True)
        self._thread.start()

    def _hear(self) -> None:
        while True:
            try:
                message = self._ears.receive()
            except (OSError, ConnectionError, EOFError):
                return
            fields = {key.name: value for key, value in message.header.fields.items()}
            member, path = fields.get("member"), fields.get("path", "")
            if member == "Announcement":
                self.events.append(Event("announcement", path, str(message.body[3][1])))
            elif member == "StateChanged" and message.body[:2] == ("focused", 1):
                self.events.append(Event("focused", path))
            elif member == "TextChanged":
                self.events.append(Event("text", path, str(message.body[3][1])))

    def _until(self, ready: Any, what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not ready():
            assert time.monotonic() < deadline, f"{what} did not come up"
            time.sleep(_LOOK_S)


def _element(place: _Place, facts: _Facts, above: str = "", where: tuple[str, ...] = ()) -> Element:
    (owner, path), (name, description, role, states) = place, facts
    return Element(owner, path, name, description, role, states, above, where)


def _in_order(top: Element, below: Mapping[str, list[Element]]) -> Iterator[Element]:
    for one in below.get(top.path, ()):
        yield one
        yield from _in_order(one, below)


class _Bus:
    """Questions over one connection."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def process_of(self, name: str) -> int:
        """The process behind a name on the bus."""
        address = DBusAddress(
            "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
        )
        message = new_method_call(address, "GetConnectionUnixProcessID", "s", (name,))
        return int(self._connection.send_and_get_reply(message, timeout=_PATIENCE_S).body[0])

    def children(self, places: Sequence[_Place]) -> list[list[_Place]]:
        """What each of these is made of."""
        found = self._ask_all([_question(place, _ACCESSIBLE, "GetChildren") for place in places])
        return [[(name, path) for name, path in one if not path.endswith("/null")] for one in found]

    def states(self, places: Sequence[_Place]) -> list[int]:
        """The bits of GetState of each."""
        found = self._ask_all([_question(place, _ACCESSIBLE, "GetState") for place in places])
        return [low | high << 32 for low, high in found]

    def facts(self, places: Sequence[_Place]) -> list[_Facts]:
        """What each of these tells of itself."""
        names = self._ask_all([_wanted(place, "Name") for place in places])
        descriptions = self._ask_all([_wanted(place, "Description") for place in places])
        roles = self._ask_all([_question(place, _ACCESSIBLE, "GetRoleName") for place in places])
        told = zip(names, descriptions, roles, self.states(places), strict=True)
        return [(name[1], description[1], role, states) for name, description, role, states in told]

    def property(self, name: str, path: str, which: str) -> Any:
        """A property of an element."""
        [answer] = self._ask_all([_wanted((name, path), which)])
        return answer[1]

    def call(self, name: str, path: str, interface: str, method: str) -> Any:
        """The first value of the answer. Raises AssertionError with the words of an error."""
        [answer] = self._ask_all([_question((name, path), interface, method)])
        return answer

    def _ask_all(self, questions: Sequence[Message]) -> list[Any]:
        """The first value of each answer; all are asked before the first is waited for."""
        numbers = [next(self._connection.outgoing_serial) for _ in questions]
        for number, question in zip(numbers, questions, strict=True):
            self._connection.send(question, serial=number)
        answers: dict[int, Message] = {}
        while len(answers) < len(questions):
            heard = self._connection.receive(timeout=_PATIENCE_S)
            asked = heard.header.fields.get(HeaderFields.reply_serial)
            if asked in numbers:
                answers[asked] = heard
        for answer in answers.values():
            assert answer.header.message_type is MessageType.method_return, answer.body
        return [answers[number].body[0] for number in numbers]


def _question(place: _Place, interface: str, method: str, signature: str = "", *words: str) -> Message:
    owner, path = place
    return new_method_call(DBusAddress(path, bus_name=owner, interface=interface), method, signature or None, words)


def _wanted(place: _Place, which: str) -> Message:
    return _question(place, _PROPERTIES, "Get", "ss", _ACCESSIBLE, which)
