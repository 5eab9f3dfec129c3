"""The loudspeaker with miniaudio's own device that goes nowhere, and every sound as it is shipped."""

import subprocess
import sys
from array import array
from itertools import combinations
from pathlib import Path

import miniaudio
import pytest

from enroll_app.domain.ports import NoSpeakerError
from enroll_app.resource_files import RESOURCES
from enroll_app.services.sounds import Sound
from enroll_app.speaker import LoudSpeaker, louder

TOP = Path(__file__).resolve().parent.parent


def wav(sound: Sound) -> bytes:
    return (RESOURCES / "sounds" / f"{sound.value}.wav").read_bytes()


def rhythm(sound: Sound) -> list[tuple[int, int]]:
    """Where it is heard: beginnings and lengths, in hundredths of a second."""
    samples = miniaudio.decode(wav(sound), nchannels=1).samples
    step = 441
    loud = [max(map(abs, samples[at : at + step])) > 300 for at in range(0, len(samples), step)]
    starts = [at for at, now in enumerate(loud) if now and (at == 0 or not loud[at - 1])]
    return [(at, next((n for n, now in enumerate(loud[at:]) if not now), len(loud) - at)) for at in starts]


@pytest.mark.parametrize("sound", Sound)
def test_every_sound_is_short_and_soft(sound: Sound) -> None:
    decoded = miniaudio.decode(wav(sound), nchannels=1)
    assert 0.05 < decoded.duration < 0.7
    assert 3_000 < max(map(abs, decoded.samples)) < 16_000


def test_no_two_sounds_have_the_same_rhythm() -> None:
    for one, other in combinations(Sound, 2):
        assert rhythm(one) != rhythm(other)


def test_the_sounds_are_those_that_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, TOP / "scripts" / "make_sounds.py", tmp_path], check=True)
    for sound in Sound:
        made = miniaudio.decode((tmp_path / f"{sound.value}.wav").read_bytes(), nchannels=1).samples
        kept = miniaudio.decode(wav(sound), nchannels=1).samples
        # Another system's sine may be rounded otherwise.
        assert max(abs(one - other) for one, other in zip(made, kept, strict=True)) <= 1


def test_a_sound_is_played_to_its_end() -> None:
    LoudSpeaker(miniaudio.Backend.NULL).play(wav(Sound.CARD), 60)


def test_no_device_is_told_as_such() -> None:
    # A backend of another system is none that this one has.
    foreign = miniaudio.Backend.COREAUDIO if sys.platform != "darwin" else miniaudio.Backend.WASAPI
    with pytest.raises(NoSpeakerError):
        LoudSpeaker(foreign).play(wav(Sound.CARD), 60)


def test_half_the_volume_is_a_quarter_of_the_loudness_and_none_is_silence() -> None:
    samples = array("h", [1000, -1000, 4])
    assert list(louder(samples, 100)) == [1000, -1000, 4]
    assert list(louder(samples, 50)) == [250, -250, 1]
    assert list(louder(samples, 0)) == [0, 0, 0]
    assert list(louder(samples, 900)) == [1000, -1000, 4]
