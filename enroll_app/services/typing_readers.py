"""Readers that type into the window: which those are, and how the numbers look that they may type."""

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.errors import BadReaderUri
from drivers.keystrokes import DECIMAL, HEXADECIMAL, NAME, Form
from drivers.reader import ReaderInfo, State
from drivers.uri import TEXT_PROTOCOLS, AutoUri, KeyboardUri, ReaderUri, SerialUri, parse
from enroll_app.domain.profile import Profile
from enroll_app.services.profiles import ProfileBook

# Formats with a point or a comma between their parts; every other one that is not hexadecimal is plain digits.
_DOTTED = frozenset({"3.5a", "3.5b", "3.5c", "5.5"})
_POINTS = ".,"
# What readers put between the bytes or the parts of a number (see `Profile.separator`).
_ANY_SEPARATOR = " :-" + _POINTS
# What a reader types that nobody has named.
UNNAMED = Form(alphabet=HEXADECIMAL)


@dataclass(frozen=True, slots=True)
class Split:
    """The addresses of a desk.

    typing: readers that type into the window. others: those that are listened to. watched: what is typed into the
    window is looked at; so it is for `auto:` too, for what a reader types must reach no field, whether its meaning is
    known or not. unformed: among the others one writes digits in a way that its address does not tell; its profile may.
    """

    typing: tuple[KeyboardUri, ...]
    others: tuple[str, ...]
    watched: bool
    unformed: bool

    @property
    def infos(self) -> tuple[ReaderInfo, ...]:
        """The readers that type, as they are listed: nobody can tell whether they are attached."""
        return tuple(ReaderInfo(str(one), "keyboard", NAME, State.READY) for one in self.typing)


def split(uris: Sequence[str]) -> Split:
    """Tell the readers that type into the window from the others.

    An address that cannot be understood is left to those who open it.
    """
    typing, others, watched, unformed = [], [], False, False
    for uri in uris:
        try:
            address = parse(uri)
        except BadReaderUri:
            address = None
        watched = watched or isinstance(address, AutoUri)
        unformed = unformed or _is_unformed(address)
        if isinstance(address, KeyboardUri) and not address.device:
            typing.append(address)
        else:
            others.append(uri)
    return Split(tuple(dict.fromkeys(typing)), tuple(others), watched or bool(typing), unformed)


def _is_unformed(address: ReaderUri | None) -> bool:
    if not isinstance(address, SerialUri) or address.protocol not in TEXT_PROTOCOLS:
        return False
    return not (address.profile or address.number_format)


def forms(typing: Sequence[KeyboardUri], profiles: ProfileBook) -> tuple[Form, ...]:
    """How the numbers look that these readers type, or any reader where none is named.

    A reader whose profile is not known may type any hexadecimal or decimal number, in parts or in one; Enter or Tab
    then proves it whole, and it is told as a number that nobody understands yet. Where no reader is named, only digits
    in one piece are a number: a date with its dashes is not. Raises InvalidInputError, StoreError.
    """
    return tuple(_form(address, profiles) for address in typing) or (UNNAMED,)


def _form(address: KeyboardUri, profiles: ProfileBook) -> Form:
    profile = profiles.for_typing(address, NAME)
    if profile is None:
        return Form(alphabet=HEXADECIMAL, separators=_ANY_SEPARATOR, technology=address.technology)
    return Form(
        alphabet=HEXADECIMAL if _base(profile) == "hex" else DECIMAL,
        separators=profile.separator + (_POINTS if _base(profile) in _DOTTED else ""),
        lengths=frozenset({profile.length}) if profile.length else frozenset(),
        prefix=profile.prefix,
        suffix=profile.suffix,
        profile=address.profile,
        number_format=address.number_format,
        technology=address.technology,
    )


def _base(profile: Profile) -> str:
    """The format's name without what is done to the bytes first (“5.5-reversed”)."""
    return profile.number_format.strip().lower().partition("-")[0]
