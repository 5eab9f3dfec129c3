"""What can be wrong with a number in a number format."""

from collections.abc import Iterable

from enroll_app.domain.problems import Fact, InvalidInputError, Problem

_FIELD = "card"
_LONGEST_SHOWN = 60

NO_PADDING = (
    "A number is never padded or cut here, because that would name another card; give it as the reader wrote it."
)

WHOLE_READER = "Set the reader to send the whole number, or read it through a profile that supplies what is missing."


def refusal(code: str, text: str, cause: str, remedy: str = "", **facts: Fact) -> InvalidInputError:
    """A number that is refused: the text is the fact `text` of the sentences."""
    return InvalidInputError(Problem(code, cause, remedy, {"text": shown(text), **facts}, _FIELD))


def shown(text: str) -> str:
    """A text as a sentence may quote it: not too long, and nothing in it that a terminal would obey."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text.strip()[:_LONGEST_SHOWN])


def either(counts: Iterable[int]) -> str:
    """`12, 13 or 14`."""
    *rest, last = [str(count) for count in counts]
    return f"{', '.join(rest)} or {last}" if rest else last


def not_digits(text: str) -> InvalidInputError:
    """Something else than decimal digits."""
    return refusal(
        "number-not-decimal",
        text,
        "“{text}” has something else than the digits 0 to 9 in it.",
        "Check which format the reader writes.",
    )


def too_large(text: str, bits: int) -> InvalidInputError:
    """A number beyond what its bits can hold."""
    return refusal(
        "number-too-large",
        text,
        "“{text}” is larger than {bits} bits can hold.",
        "Check its digits, and which format the reader writes.",
        bits=bits,
    )


def malformed(text: str, form: str) -> InvalidInputError:
    """A text that does not look as its format does; form: what it should look like, such as `024.23643`."""
    return refusal(
        "number-malformed",
        text,
        "“{text}” does not have the form of its format, such as {form}.",
        "Give it as the reader wrote it, leading zeros too, and check which format the reader writes.",
        form=form,
    )


def wrong_size(text: str, name: str, bytes_: int) -> InvalidInputError:
    """A format that does not exist for card numbers of this size."""
    return refusal(
        "format-not-of-size",
        text,
        "The format {name} is not one for card numbers of {bytes} bytes.",
        "Check which kind of card this is, and which format the reader writes.",
        name=name,
        bytes=bytes_,
    )
