"""Where words go: with --json one object a line on stdout; what is for people goes to stderr then.

Nothing else in the package writes to stdout.
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Mapping

import click

from enroll_app.cli.exit_codes import of_error
from enroll_app.domain.number_problems import shown
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import Tap
from enroll_app.services.tapping import Read


class NobodyListensError(Exception):
    """What was to be said could not be written to stdout; `str()` is a sentence."""


def prepare_stdout() -> None:
    """See to it that a name is never the end of a command: what the pipe's encoding lacks is written as its number."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Write a line to stdout, at once. Raises NobodyListensError, and BrokenPipeError when its reader has gone."""
    if sys.stdout is None:
        # Closed by whoever started the program, who then wants to hear nothing.
        return
    try:
        click.echo(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_rest()
        reason = error.strerror or "no reason was given"
        raise NobodyListensError(f"What came of it could not be written to the standard output: {reason}.") from error


def drop_rest() -> None:
    """Forget what stdout did not take: Python would try again at its end, and complain in words of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class Output:
    """Speaks to a program (as_json) or to a person."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        # What a person was told to look out for; a command may give it to a program too.
        self.warnings: list[str] = []

    def result(self, values: Mapping[str, object], words: str) -> None:
        """Say a result: the values to a program, the words to a person. Flushed, so that a pipe sees it at once."""
        if self.as_json:
            # ASCII escapes: whatever encoding the pipe has, the program at its end reads the same names.
            say(json.dumps(dict(values)))
        else:
            say(words)

    def note(self, words: str) -> None:
        """Say something in passing, to a person."""
        click.echo(words, err=True)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Say what to look out for, to a person."""
        for problem in problems:
            self.warnings.append(str(problem))
            self.note(f"Note: {problem}")

    def take_warnings(self) -> list[str]:
        """What a person was told to look out for since this was asked last."""
        taken, self.warnings = self.warnings, []
        return taken

    def failure(self, error: Exception) -> int:
        """Say why the command ends, and return its exit code."""
        sentences = [str(problem) for problem in error.problems] if isinstance(error, InvalidInputError) else []
        if self.as_json:
            values: dict[str, object] = {"error": str(error)}
            if sentences:
                values["errors"] = sentences
            say(json.dumps(values))
        for sentence in sentences or [str(error)]:
            self.note(sentence)
        return of_error(error)


def read_values(read: Read) -> dict[str, object]:
    """A card as the contract's `read` describes it; without a serial number it is refused with the reason."""
    if read.tap:
        return _tap_values(read.tap)
    unknown = dict.fromkeys(("uid", "bits", "technology", "decimal", "hex"))
    return {"reader": read.reader, "raw": read.raw, **unknown, "warnings": [], "refused": str(read.problem)}


def read_words(read: Read) -> str:
    """A card in a line or two for a person."""
    if read.tap:
        return _tap_words(read.tap)
    return f"{shown(read.raw)}  no serial number  ({read.reader})\n  Not to be enrolled: {read.problem}"


def _tap_values(tap: Tap) -> dict[str, object]:
    spelled = tap.identification
    return {
        "reader": tap.card.reader,
        "raw": tap.raw,
        "uid": tap.card.uid.hex().upper(),
        "bits": len(tap.card.uid) * 8,
        "technology": tap.card.technology.value,
        "decimal": spelled.decimal if spelled else None,
        "hex": spelled.hex if spelled else None,
        "warnings": [str(warning) for warning in tap.verdict.warnings],
        "refused": str(tap.verdict.refused) if tap.verdict.refused else None,
    }


def _tap_words(tap: Tap) -> str:
    spelled = f"{tap.identification.hex}  {tap.identification.decimal}" if tap.identification else "no spelling"
    line = f"{tap.card.technology.value}  {tap.card.uid.hex().upper()}  {spelled}  ({tap.card.reader})"
    if tap.verdict.refused:
        return f"{line}\n  Not to be enrolled: {tap.verdict.refused}"
    return "\n".join([line, *(f"  Note: {warning}" for warning in tap.verdict.warnings)])
