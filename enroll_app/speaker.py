"""Plays short sounds on the computer's loudspeaker: an adapter that the composition root alone knows.

miniaudio, not QtMultimedia: 1.6 MB in place of the 160 MB of Qt's add-ons and their media libraries, and it speaks to
PulseAudio, ALSA, WASAPI and Core Audio by itself.
"""

import ctypes
import sys
from array import array
from collections.abc import Generator
from threading import Event
from typing import TYPE_CHECKING, Any

from enroll_app.domain.ports import NoSpeakerError

if TYPE_CHECKING:
    import miniaudio

# Milliseconds of sound that the device takes at a time: short, so that it follows the tap at once.
_BUFFER_MS = 60
# A device that stops taking sound is left after so many seconds more than the sound is long.
_PATIENCE_S = 2.0


class LoudSpeaker:
    """The port Speaker. backends: miniaudio's, in the order in which they are tried; its own choice when empty.

    The device is open only while a sound is played, so that it may be unplugged, or put to sleep, in between.
    """

    def __init__(self, *backends: "miniaudio.Backend") -> None:
        self._backends = list(backends)

    def play(self, wav: bytes, volume: int) -> None:
        """Play a sound to its end; blocks. volume: 0 to 100. Raises NoSpeakerError."""
        import miniaudio

        _hush_alsa()
        decoded = miniaudio.decode(wav, output_format=miniaudio.SampleFormat.SIGNED16, nchannels=1)
        samples = louder(decoded.samples, volume)
        ended = Event()
        try:
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=decoded.sample_rate,
                buffersize_msec=_BUFFER_MS,
                backends=self._backends or None,
                app_name="Enroll",
            )
        except miniaudio.MiniaudioError as error:
            raise NoSpeakerError from error
        try:
            source = _pieces(samples, ended)
            next(source)
            device.start(source)
            ended.wait(decoded.duration + _PATIENCE_S)
            # What was handed over last is still on its way through the device.
            Event().wait(2 * _BUFFER_MS / 1000)
        except miniaudio.MiniaudioError as error:
            raise NoSpeakerError from error
        finally:
            device.close()


def louder(samples: "array[int]", volume: int) -> "array[int]":
    """The samples at this volume, 0 to 100; by its square, which an ear takes for even steps."""
    factor = (max(0, min(volume, 100)) / 100) ** 2
    return array("h", (round(sample * factor) for sample in samples))


def _pieces(samples: "array[int]", ended: Event) -> Generator[bytes, int, None]:
    """Hands over as many samples as are asked for, and then silence."""
    wanted = yield b""
    at = 0
    while at < len(samples):
        piece = samples[at : at + wanted]
        at += wanted
        wanted = yield piece.tobytes()
    ended.set()
    while True:
        wanted = yield bytes(2 * wanted)


# Kept, for the library calls it for as long as the process lives.
_silence: list[Any] = []


def _hush_alsa() -> None:
    """Without a device, ALSA writes two dozen lines to the standard error output, each time; they help nobody."""
    if _silence or not sys.platform.startswith("linux"):
        return
    words = (ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    _silence.append(ctypes.CFUNCTYPE(None, *words)(lambda *_words: None))
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_silence[0])
    except (OSError, AttributeError):
        # No ALSA, no lines of it.
        return
