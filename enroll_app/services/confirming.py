"""Whether a reader gives the number that the access system knows: with what it is taught, before that is kept."""

from dataclasses import dataclass

from enroll_app.domain.cards import Technology, recognize
from enroll_app.domain.identification import Identification
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.profile import Profile
from enroll_app.domain.tap import understand
from enroll_app.services.tapping import Read


@dataclass(frozen=True, slots=True)
class Taught:
    """What a reader was taught, and is not kept yet. reader: its name."""

    reader: str
    profile: Profile


def through(read: Read, taught: Taught | None) -> Read:
    """The card as it will be read once what the reader was taught is kept; as it is where that was another reader."""
    if taught is None or taught.reader != read.reader or not read.raw:
        return read
    profile = taught.profile
    try:
        uid = profile.csn(read.raw)
    except InvalidInputError as error:
        return Read(read.reader, read.raw, profile, problem=error.problems[0])
    technology = "" if profile.technology is Technology.UNKNOWN else profile.technology.value
    card = recognize(uid, technology=technology, reader=read.reader)
    return Read(read.reader, read.raw, profile, tap=understand(card, read.raw))


def confirms(read: Read | None, number: Identification) -> bool:
    """Whether the card that was read is the one of this number."""
    return read is not None and read.tap is not None and read.tap.identification == number
