"""What is heard of what happens: by a loudspeaker that writes down what it was given."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.ports import NoSpeakerError
from enroll_app.domain.preferences import Preferences
from enroll_app.resource_files import RESOURCES
from enroll_app.services.desk import Desk
from enroll_app.services.key_acts import Act
from enroll_app.services.sounds import Sound
from enroll_app.training.faults import Kind
from enroll_app.training.server import TrainingServer
from tests.ui.hands import Hands
from tests.ui.key_bench import begin, known, letter, tap_known
from tests.ui.test_wizard_window import ADD, EM, send, to_person, to_review

FILES = {(RESOURCES / "sounds" / f"{sound.value}.wav").read_bytes(): sound for sound in Sound}


class Ear:
    """The port Speaker. heard: which sounds, and how loud. away: there is no device. free: a sound ends."""

    def __init__(self) -> None:
        self.heard: list[tuple[Sound, int]] = []
        self.away = False
        self.free = Event()
        self.free.set()

    def play(self, wav: bytes, volume: int) -> None:
        if self.away:
            raise NoSpeakerError
        self.heard.append((FILES[wav], volume))
        self.free.wait(5)

    @property
    def sounds(self) -> list[Sound]:
        return [sound for sound, _ in self.heard]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def signs() -> list[tuple[str, bool]]:
    """What the reader was asked to show of outcomes."""
    return []


@pytest.fixture
def hearing(
    qtbot: QtBot,
    make_desk: Callable[..., Desk],
    virtual: VirtualReader,
    ear: Ear,
    signs: list[tuple[str, bool]],
) -> Iterator[Hands]:
    """An operator at a desk with a loudspeaker, and a reader with a light."""
    desk = replace(
        make_desk(lambda _uris: virtual),
        speaker=lambda: ear,
        signal_outcome=lambda reader, good: signs.append((reader, good)),
    )
    with Hands(qtbot, desk) as operator:
        yield operator


def prefer(hands: Hands, preferences: Preferences) -> None:
    hands.session.remembering.preferences = preferences


def test_a_card_and_a_key_sound_unlike_each_other(
    hearing: Hands, virtual: VirtualReader, ear: Ear, signs: list[tuple[str, bool]]
) -> None:
    to_review(hearing, virtual)
    send(hearing)
    hearing.until(lambda: ear.heard == [(Sound.CARD, 60), (Sound.DONE, 60)] or Sound.ATTENTION in ear.sounds)
    hearing.until(lambda: bool(signs))
    assert signs[0] == (hearing.wizard.tap.card.reader if hearing.wizard.tap else "", True)


def test_a_refusal_and_a_network_that_is_away_are_told_apart(
    hearing: Hands, virtual: VirtualReader, ear: Ear, service: TrainingServer, signs: list[tuple[str, bool]]
) -> None:
    to_review(hearing, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=400)
    send(hearing)
    hearing.until(lambda: ear.sounds[-1:] == [Sound.FAILURE])
    hearing.until(lambda: [good for _, good in signs] == [False])


def test_what_waits_asks_for_attention(
    hearing: Hands, virtual: VirtualReader, ear: Ear, service: TrainingServer
) -> None:
    to_review(hearing, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
    send(hearing)
    hearing.until(lambda: ear.sounds[-1:] == [Sound.ATTENTION])


def test_a_card_that_must_not_be_enrolled_sounds_like_a_failure(
    hearing: Hands, virtual: VirtualReader, ear: Ear
) -> None:
    virtual.present(bytes.fromhex("08112233"))
    hearing.until(lambda: ear.sounds == [Sound.FAILURE])


@pytest.mark.parametrize("quiet", [Preferences(sounds=False), Preferences(volume=0)])
def test_a_desk_that_is_muted_is_silent(hearing: Hands, virtual: VirtualReader, ear: Ear, quiet: Preferences) -> None:
    prefer(hearing, quiet)
    to_person(hearing, virtual)
    hearing.session.sounds.try_out(30)
    hearing.until(lambda: bool(ear.heard))
    assert ear.heard == [(Sound.DONE, 30)], "only whoever sets the volume hears something"


def test_of_what_happens_during_a_sound_only_the_latest_is_heard(
    hearing: Hands, virtual: VirtualReader, ear: Ear
) -> None:
    ear.free.clear()
    to_person(hearing, virtual)
    hearing.until(lambda: len(ear.heard) == 1)
    for _ in range(5):
        virtual.present(EM)
    virtual.present(bytes.fromhex("048A4AAAA62D80"))
    hearing.until(lambda: hearing.wizard.other is not None)
    ear.free.set()
    hearing.until(lambda: ear.sounds == [Sound.CARD, Sound.ATTENTION])


def test_no_device_is_a_state_and_gone_once_there_is_one(hearing: Hands, virtual: VirtualReader, ear: Ear) -> None:
    ear.away = True
    to_person(hearing, virtual)
    hearing.until(lambda: hearing.session.sounds.state is not None)
    ear.away = False
    hearing.session.sounds.try_out(50)
    hearing.until(lambda: hearing.session.sounds.state is None)


def test_a_reader_that_is_to_be_dark_is_asked_for_nothing(
    hearing: Hands, virtual: VirtualReader, ear: Ear, signs: list[tuple[str, bool]]
) -> None:
    prefer(hearing, Preferences(reader_signals=False))
    to_review(hearing, virtual)
    send(hearing)
    hearing.until(lambda: len(ear.heard) > 1)
    assert signs == []


def test_what_is_done_with_a_key_is_heard_too(
    hearing: Hands, virtual: VirtualReader, ear: Ear, service: TrainingServer, signs: list[tuple[str, bool]]
) -> None:
    known(hearing, service)
    tap_known(hearing, virtual)
    hearing.until(lambda: ear.sounds == [Sound.CARD])
    begin(hearing, Act.REPLACE)
    virtual.present(EM)
    # The lost card itself cannot take its own place.
    hearing.until(lambda: ear.sounds == [Sound.CARD, Sound.FAILURE])
    hearing.session.holding.back()
    begin(hearing, Act.BLOCK)
    letter(hearing, Qt.Key.Key_K)
    hearing.until(lambda: ear.sounds == [Sound.CARD, Sound.FAILURE, Sound.DONE])
    hearing.until(lambda: [good for _, good in signs] == [True])
