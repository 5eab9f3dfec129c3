"""A desk that is given another service: what waits was meant for the doors of the one before."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.config.book import SettingsFile
from enroll_app.config.settings import load
from enroll_app.connecting import DeskConnecting
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Counts, Purpose, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, Secret
from enroll_app.parts import Parts
from enroll_app.services.connecting import Connection, Waiting
from enroll_app.services.moving import Move, meant_for, put_aside_all
from enroll_app.services.outbox import SET_ASIDE, Outbox
from enroll_app.store.origin import Origin
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.vault import open_vault

HERE, THERE = "https://here.example/v1/", "https://there.example/v1/"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OFFICE = AccessLevel(UUID("0f8fad5b-d9cb-469f-a165-70867728950e"), "Office", "there-001")
NAMES_ONLY = Problem("levels-unresolved", "Its levels are known by name only.")


def store_of(outbox: Outbox) -> SqlOutbox:
    found = outbox._store  # to write down what a real service would take minutes for
    assert isinstance(found, SqlOutbox)
    return found


def waiting_row(outbox: Outbox, number: int, *levels: str) -> int:
    """Something that waits, as after the service could not be reached; its number. levels: known by name only."""
    order = Order(parse_identification(f"EM:{number}"), Person("Åsa", "Lindström"), unresolved_levels=levels)
    step = outbox.step(Purpose.ENROLL, order, NAMES_ONLY if levels else None)
    return store_of(outbox).save([step], "", NOW)[0].number


class Bench:
    """A desk, and what its settings say of its service."""

    def __init__(self, home: Path) -> None:
        around = {"ENROLL_APP_HOME": str(home)}
        (home / "settings.toml").write_text(f'[secrets]\nkeep = "file"\n[service]\nurl = "{HERE}"\n')
        self._around, self.home = around, home
        loaded = load(around, home / "policy.toml")
        vault = open_vault(loaded.settings, around)
        vault.put(API_KEY, Secret("old-key-1234567890"))
        self.parts = Parts(lambda: loaded.settings, vault)
        self.outbox = self.parts.records().outbox
        book = SettingsFile(loaded, around, home / "policy.toml")
        self.connecting = DeskConnecting(
            loaded.settings, book, vault, lambda _away: None, lambda: self.outbox, self.parts.send_along
        )

    @property
    def url(self) -> str:
        return load(self._around, Path(self._around["ENROLL_APP_HOME"]) / "policy.toml").settings.url

    def held(self, number: int) -> Problem | None:
        row = self.outbox.operation(number)
        assert row is not None
        return row.held


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.parts.close()


NEW = Connection(THERE, key=Secret("new-key-1234567890"))


def test_what_a_move_means_is_known_before_it_is_made(bench: Bench) -> None:
    waiting_row(bench.outbox, 1)
    lost = waiting_row(bench.outbox, 2)
    store_of(bench.outbox).claim(lost, NOW)
    store_of(bench.outbox).settle(lost, Settlement(State.UNKNOWN), NOW)
    waiting_row(bench.outbox, 3, "Office")
    found = bench.connecting.move(NEW)
    assert isinstance(found, Move)
    assert (found.before, found.after) == ("here.example", "there.example")
    counts = found.counts
    assert counts == Counts(waiting=1, unconfirmed=1, needing=1, room=counts.room)
    assert bench.connecting.move(Connection("https://here.example:443/v2/")) is None
    assert bench.url == HERE


def test_what_waits_for_one_service_is_not_sent_to_another_before_somebody_says_so(bench: Bench) -> None:
    plain, by_name = waiting_row(bench.outbox, 1), waiting_row(bench.outbox, 2, "Office")
    bench.connecting.keep(NEW, {})
    assert bench.url == THERE
    for number in (plain, by_name):
        held = bench.held(number)
        assert held is not None
        assert held.code == SET_ASIDE.code
        assert "here.example" in str(held)
    assert bench.outbox.counts().needing == 2
    # The other service has doors of the same name.
    bench.outbox._register.remember_levels((OFFICE,))
    assert bench.outbox.resolve_levels() == 0
    # Whoever knows that it is the same system lets it go on.
    assert bench.outbox.release(plain) == plain
    assert bench.held(bench.outbox.release(by_name)) is None


def test_where_it_is_the_same_system_everything_goes_along(bench: Bench) -> None:
    number = waiting_row(bench.outbox, 1)
    bench.connecting.keep(NEW, {}, waiting=Waiting.ALONG)
    assert bench.url == THERE
    assert bench.held(number) is None


def test_another_key_for_the_same_service_moves_nothing(bench: Bench) -> None:
    number = waiting_row(bench.outbox, 1)
    bench.connecting.keep(Connection(HERE, key=Secret("new-key-1234567890")), {})
    assert bench.held(number) is None


def test_what_is_being_sent_is_waited_for_and_not_for_ever(bench: Bench) -> None:
    plain, sending = waiting_row(bench.outbox, 1), waiting_row(bench.outbox, 2)
    store_of(bench.outbox).claim(sending, NOW)
    moments = iter([0.0, 1.0, 2.0])

    def answer(_seconds: float) -> None:
        store_of(bench.outbox).settle(sending, Settlement(State.SAVED), NOW)

    assert put_aside_all(bench.outbox, SET_ASIDE, lambda: next(moments), answer) == (plain, sending)
    bench.outbox.release(plain)
    bench.outbox.release(sending)
    store_of(bench.outbox).claim(sending, NOW)
    late = iter([0.0, 1.0, 60.0])
    with pytest.raises(InvalidInputError, match="still being sent"):
        put_aside_all(bench.outbox, SET_ASIDE, lambda: next(late), lambda _: None)
    assert bench.held(plain) is None


def opened_for(home: Path, url: str) -> Iterator[Outbox]:
    """The outbox as a window or a command opens it whose service has this address."""
    around = {"ENROLL_APP_HOME": str(home), "ENROLL_APP_API_URL": url}
    loaded = load(around, home / "policy.toml")
    parts = Parts(lambda: loaded.settings, open_vault(loaded.settings, around))
    yield parts.records().outbox
    parts.close()


def test_what_is_saved_after_the_move_and_before_the_desk_is_opened_anew_is_set_aside_then(bench: Bench) -> None:
    bench.connecting.keep(NEW, {})
    number = waiting_row(bench.outbox, 1)
    for outbox in opened_for(bench.home, THERE):
        row = outbox.operation(number)
        assert row is not None
        assert row.held is not None
        assert (row.held.code, "here.example" in str(row.held)) == (SET_ASIDE.code, True)
        assert outbox.release(number) == number
    # It was let go on by a person, for the service that the desk has by now.
    for outbox in opened_for(bench.home, THERE + "another/path"):
        assert outbox.counts() == Counts(waiting=1, room=outbox.counts().room)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/v1/", "https://there.example/v1/", "https://here.example:8443/"]
)
def test_another_address_by_whatever_way_sets_aside_what_waits(bench: Bench, url: str) -> None:
    plain, lost, by_name = (
        waiting_row(bench.outbox, 1),
        waiting_row(bench.outbox, 2),
        waiting_row(bench.outbox, 3, "O"),
    )
    store_of(bench.outbox).claim(lost, NOW)
    store_of(bench.outbox).settle(lost, Settlement(State.UNKNOWN), NOW)
    for outbox in opened_for(bench.home, url):
        assert outbox.counts().needing == 3
        assert [bench.held(one) for one in (plain, lost, by_name)] == [meant_for("here.example")] * 3


def test_the_same_service_sets_nothing_aside(bench: Bench) -> None:
    number = waiting_row(bench.outbox, 1)
    for outbox in opened_for(bench.home, "https://HERE.example:443/v2"):
        assert outbox.counts().waiting == 1
    assert bench.held(number) is None


def test_what_was_sent_along_goes_along_whenever_it_was_saved(bench: Bench) -> None:
    before = waiting_row(bench.outbox, 1)
    bench.connecting.keep(NEW, {}, waiting=Waiting.ALONG)
    after = waiting_row(bench.outbox, 2)
    for _ in opened_for(bench.home, THERE):
        assert [bench.held(one) for one in (before, after)] == [None, None]


def test_records_of_which_nobody_remembers_the_service_go_on(bench: Bench) -> None:
    number = waiting_row(bench.outbox, 1)
    Origin(store_of(bench.outbox)._database).write("")
    for _ in opened_for(bench.home, THERE):
        assert bench.held(number) is None
    for _ in opened_for(bench.home, HERE):
        assert bench.held(number) == meant_for("there.example")
