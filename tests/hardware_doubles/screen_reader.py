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
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call  # type: ignore[import-untyped]
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
_CHECKED, _ENABLED, _FOCUSABLE, _FOCUSED, _SHOWING, _VISIBLE = 4, 8, 11, 12, 25, 30


@dataclass(frozen=True, slots=True)
class Event:
    """kind: announcement, focused or text. path: the element that it is about. text: what is to be spoken, if anything.

    text is for letters that came or went in a line: what a screen reader echoes as somebody types.
    """

    kind: str
    path: str
    text: str = ""


class Element:
    """One element of a program, as it is at the moment in which it is asked for.

    above: the path of the one that it is part of. where: the names of all of those, from the program on.
    """

    def __init__(self, bus: "_Bus", name: str, path: str, above: str = "", where: tuple[str, ...] = ()) -> None:
        self._bus, self._owner, self.path, self.above, self.where = bus, name, path, above, where

    @cached_property
    def name(self) -> str:
        """What is read out for it."""
        return self._property("Name")

    @cached_property
    def description(self) -> str:
        """What is read out after a pause."""
        return self._property("Description")

    @cached_property
    def role(self) -> str:
        """What it is, in the words of AT-SPI: push button, entry, list item."""
        return str(self._bus.call(self._owner, self.path, _ACCESSIBLE, "GetRoleName"))

    @cached_property
    def _states(self) -> int:
        low, high = self._bus.call(self._owner, self.path, _ACCESSIBLE, "GetState")
        return int(low | high << 32)

    @property
    def showing(self) -> bool:
        """Whether it is on the screen."""
        return bool(self._states >> _SHOWING & self._states >> _VISIBLE & 1)

    @property
    def focusable(self) -> bool:
        """Whether the keyboard can come to it."""
        return bool(self._states >> _FOCUSABLE & 1)

    @property
    def focused(self) -> bool:
        """Whether the keyboard is there."""
        return bool(self._states >> _FOCUSED & 1)

    def children(self) -> list["Element"]:
        """What it is made of."""
        found = self._bus.call(self._owner, self.path, _ACCESSIBLE, "GetChildren")
        where = (*self.where, f"{self.role} “{self.name}”") if self.name else self.where
        return [Element(self._bus, name, path, self.path, where) for name, path in found if not path.endswith("/null")]

    def _property(self, name: str) -> str:
        return str(self._bus.call(self._owner, self.path, _PROPERTIES, "Get", "ss", _ACCESSIBLE, name)[1])

    def __str__(self) -> str:
        return " > ".join((*self.where, f"{self.role} “{self.name}”"))


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
        found: list[Element] = []

        def there() -> bool:
            desktop = Element(self._bus, _REGISTRY, _ROOT)
            own = [one for one in desktop.children() if self._bus.process_of(one._owner) == process]
            found.extend(one for one in own if one.children())
            return bool(found)

        self._until(there, "the program on the accessibility bus")
        return Element(self._bus, found[0]._owner, found[0].path)

    def in_sight(self, top: Element) -> Iterator[Element]:
        """Everything below this that is on the screen, in the order of the tree."""
        for child in top.children():
            if child.showing:
                yield child
                yield from self.in_sight(child)

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

    def call(self, name: str, path: str, interface: str, method: str, signature: str = "", *words: object) -> Any:
        """The first value of the answer. Raises AssertionError with the words of an error."""
        address = DBusAddress(path, bus_name=name, interface=interface)
        message = new_method_call(address, method, signature or None, words)
        answer = self._connection.send_and_get_reply(message, timeout=_PATIENCE_S)
        assert answer.header.message_type.name == "method_return", (path, method, answer.body)
        return answer.body[0]
