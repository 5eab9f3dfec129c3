"""The help of every command: it is there, in words, and leaves nothing behind."""

import click
import pytest

from enroll_app.cli.app import root
from tests.cli.bench import Commands

CONTRACT = (
    *("readers", "read", "convert", "formats", "learn", "enroll", "levels", "status", "remove", "replace", "change"),
    *("events", "outbox", "history", "key", "doctor", "training-server", "tour", "profiles"),
)
GROUPS = {"outbox": {"list", "send", "drop", "settle"}, "key": {"set", "forget", "where"}}


def all_commands(group: click.Group, *above: str) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*above, name))
        if isinstance(command, click.Group):
            found += all_commands(command, *above, name)
    return found


def test_every_command_of_the_contract_is_there(commands: Commands) -> None:
    assert set(root.commands) == set(CONTRACT)
    for name, beneath in GROUPS.items():
        group = root.commands[name]
        assert isinstance(group, click.Group)
        assert set(group.commands) == beneath
    shown = commands.run("--help").out
    assert all(f"  {name} " in shown for name in CONTRACT)


@pytest.mark.parametrize("command", all_commands(root), ids=" ".join)
def test_every_command_explains_itself(commands: Commands, command: tuple[str, ...]) -> None:
    before = sorted(commands.home.iterdir())
    shown = commands.run(*command, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"Usage: enroll-app {' '.join(command)} ")
    sentence = shown.out.splitlines()[2].strip()
    assert sentence[0].isupper()
    assert len(sentence) > 15
    assert ("--json" in shown.out) == (command[-1] not in GROUPS)
    assert sorted(commands.home.iterdir()) == before
