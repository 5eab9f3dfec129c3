"""What a person types into the one search field of the history: a name, a card's number, or the id of a key."""

import re
from datetime import datetime, tzinfo

from enroll_app.domain.history import Query
from enroll_app.domain.identification import SIZES, parse_identification
from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.validity import parse_end, parse_start

# An end is a second, as it is shown; what happened within that second belongs to it.
_LAST_MICROSECOND = 999_999
_KEY_ID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")
# What can only be meant as a card's number: a mark of one of the service's spellings, or digits and nothing else.
_SPELLED = re.compile(r"(0[xX]|(EM|MC|MD):).*", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9|]+")
# With a letter among them they are hexadecimal for certain, where they are as many as a whole number has.
_BARE_HEX = re.compile(r"(?=.*[0-9])(?=.*[a-fA-F])[0-9a-fA-F]+")
_HEX_SIZES = {2 * size for size in SIZES}
# Fewer digits are no card's number, but may be a part of a name, as in “Visitor 12”.
_LEAST_DIGITS = 8
# Numbers are grouped for the eye, with spaces, thin ones among them, colons between bytes, or hyphens.
_BYTES = re.compile(r"[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){3,9}")


def parse_search(text: str, since: str, until: str, zone: tzinfo) -> Query:
    """What to look for. text: a person's name or the beginnings of it, a card's number however grouped, or a key's id.

    since, until: days or moments by the desk's clock, empty for no bound; both belong to it. Raises InvalidInputError
    with everything that is wrong, each problem at its field: "search", "valid_from", "valid_to".
    """
    problems: list[Problem] = []
    query, start, end = Query(), None, None
    try:
        query = _meant(text)
    except InvalidInputError as error:
        problems += error.problems
    try:
        start = parse_start(since, zone) if since.strip() else None
    except InvalidInputError as error:
        problems += error.problems
    try:
        end = _whole_second(parse_end(until, zone)) if until.strip() else None
    except InvalidInputError as error:
        problems += error.problems
    if start and end and end < start:
        problems.append(
            Problem("span-reversed", "The span ends before it begins.", "Exchange the two dates.", field="valid_to")
        )
    if problems:
        raise InvalidInputError(*problems)
    return Query(query.identification, query.key_id, query.person, start, end)


def _meant(text: str) -> Query:
    words = " ".join(text.split())
    if _KEY_ID.fullmatch(words):
        try:
            return Query(key_id=parse_uuid(words))
        except ValueError:
            return Query(person=words)
    number = _number(words)
    return Query(person=words) if number is None else Query(identification=parse_identification(number))


def _number(words: str) -> str | None:
    """The number without its grouping, where a card's is meant; None for a name."""
    bare = words.replace(" ", "")
    if _SPELLED.fullmatch(bare):
        return bare
    if _BYTES.fullmatch(bare):
        bare = bare.replace(":", "").replace("-", "")
        return f"0x{bare}"
    if _DIGITS.fullmatch(bare):
        return bare if len(bare) >= _LEAST_DIGITS else None
    if _BARE_HEX.fullmatch(bare) and len(bare) in _HEX_SIZES:
        return f"0x{bare}"
    return None


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=_LAST_MICROSECOND)
