"""Where words go: with --json one object a line on stdout; what is for people goes to stderr then.

Nothing else in the package writes to stdout.
"""

import json
import sys
from collections.abc import Iterable, Mapping

import click

from enroll_app.cli.exit_codes import of_error
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import Tap


class Output:
    """Speaks to a program (as_json) or to a person."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, values: Mapping[str, object], words: str) -> None:
        """Say a result: the values to a program, the words to a person. Flushed, so that a pipe sees it at once."""
        if self.as_json:
            # ASCII escapes: whatever encoding the pipe has, the program at its end reads the same names.
            click.echo(json.dumps(dict(values)))
        else:
            click.echo(words)
        sys.stdout.flush()

    def note(self, words: str) -> None:
        """Say something in passing, to a person."""
        click.echo(words, err=True)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Say what to look out for, to a person."""
        for problem in problems:
            self.note(f"Note: {problem}")

    def failure(self, error: Exception) -> int:
        """Say why the command ends, and return its exit code."""
        sentences = [str(problem) for problem in error.problems] if isinstance(error, InvalidInputError) else []
        if self.as_json:
            values: dict[str, object] = {"error": str(error)}
            if sentences:
                values["errors"] = sentences
            click.echo(json.dumps(values))
        for sentence in sentences or [str(error)]:
            self.note(sentence)
        return of_error(error)


def tap_values(tap: Tap) -> dict[str, object]:
    """A card as the contract's `read` describes it."""
    spelled = tap.identification
    return {
        "reader": tap.card.reader,
        "uid": tap.card.uid.hex().upper(),
        "bits": len(tap.card.uid) * 8,
        "technology": tap.card.technology.value,
        "decimal": spelled.decimal if spelled else None,
        "hex": spelled.hex if spelled else None,
        "warnings": [str(warning) for warning in tap.verdict.warnings],
        "refused": str(tap.verdict.refused) if tap.verdict.refused else None,
    }


def tap_words(tap: Tap) -> str:
    """A card in one line for a person."""
    spelled = f"{tap.identification.hex}  {tap.identification.decimal}" if tap.identification else "no spelling"
    line = f"{tap.card.technology.value}  {tap.card.uid.hex().upper()}  {spelled}  ({tap.card.reader})"
    if tap.verdict.refused:
        return f"{line}\n  Not to be enrolled: {tap.verdict.refused}"
    return "\n".join([line, *(f"  Note: {warning}" for warning in tap.verdict.warnings)])
