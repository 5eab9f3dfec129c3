#!/usr/bin/env python3
"""Makes resources/sounds/*.wav, the same every time. They are kept; run it after changing one.

A folder given as its one argument takes the place of resources/sounds.
"""

import math
import sys
import wave
from array import array
from pathlib import Path

SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 22_050
# Of the loudest sample that there can be: soft beside a person who talks.
PEAK = 0.35
# Seconds in which a note comes in and goes out, so that it does not click.
FADE_S = 0.008

# Notes: beginning and length in seconds, frequency in Hz. Each sound has a rhythm of its own, for whoever hears no
# pitches: one short; short and long; long, a rest, long; three short.
NOTES = {
    "card": [(0.0, 0.09, 880.0)],
    "done": [(0.0, 0.10, 659.3), (0.11, 0.32, 987.8)],
    "attention": [(0.0, 0.20, 587.3), (0.36, 0.20, 587.3)],
    "failure": [(0.0, 0.11, 293.7), (0.17, 0.11, 293.7), (0.34, 0.11, 246.9)],
}


def note(length_s: float, frequency: float) -> list[float]:
    """A soft tone: its first two overtones, quieter each, dying away."""
    count = round(length_s * RATE)
    made = []
    for at in range(count):
        time, left = at / RATE, (count - at) / RATE
        tone = sum(math.sin(2 * math.pi * frequency * part * time) / part**2.5 for part in (1, 2, 3))
        made.append(tone * math.exp(-2.5 * time / length_s) * min(1.0, time / FADE_S, left / FADE_S))
    return made


def sound(notes: list[tuple[float, float, float]]) -> "array[int]":
    """The notes as 16-bit samples."""
    samples = [0.0] * round(max(start + length for start, length, _ in notes) * RATE)
    for start, length, frequency in notes:
        for at, value in enumerate(note(length, frequency), round(start * RATE)):
            samples[min(at, len(samples) - 1)] += value
    loudest = max(abs(value) for value in samples)
    made = array("h", (round(value / loudest * PEAK * 32_767) for value in samples))
    if sys.byteorder == "big":
        made.byteswap()
    return made


def main() -> None:
    """Write them all."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else SOUNDS
    folder.mkdir(exist_ok=True)
    for name, notes in NOTES.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(sound(notes).tobytes())


if __name__ == "__main__":
    main()
