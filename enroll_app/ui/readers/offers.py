"""Which number formats a reader may be given: none where its address or its protocol has settled it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from drivers.errors import BadReaderUri
from drivers.reader import ReaderInfo
from drivers.uri import TEXT_PROTOCOLS, KeyboardUri, PcscUri, Protocol, ReaderUri, SerialUri, VirtualUri, parse
from enroll_app.domain.profile import Profile

# Serial protocols whose numbers may be text.
_MAY_BE_TEXT = TEXT_PROTOCOLS | {Protocol.AUTO}


@dataclass(frozen=True, slots=True)
class Offer:
    """What is settled, or else what may be chosen.

    profile, number_format: what the reader's address says; empty where it says nothing. whole: the reader gives whole
    serial numbers, so that there is nothing to choose. profiles: those that may be chosen.
    """

    profile: str = ""
    number_format: str = ""
    whole: bool = False
    profiles: tuple[Profile, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether there is nothing to choose."""
        return bool(self.profile or self.number_format or self.whole)


def offer(info: ReaderInfo, profiles: Sequence[Profile], present: Profile | None) -> Offer:
    """What may be chosen for a reader. present: what was chosen for it; it can always be given up."""
    address = _address(info)
    if isinstance(address, PcscUri | SerialUri | KeyboardUri) and address.profile:
        return Offer(profile=address.profile)
    if isinstance(address, SerialUri | KeyboardUri) and address.number_format:
        return Offer(number_format=address.number_format)
    framed = isinstance(address, SerialUri) and address.protocol not in _MAY_BE_TEXT
    if framed or isinstance(address, VirtualUri):
        return Offer(whole=present is None, profiles=(present,) if present else ())
    fitting = [one for one in profiles if one == present or _fits(one, info.kind)]
    return Offer(profiles=tuple(sorted(fitting, key=lambda one: (one.unusable is not None, one.title.casefold()))))


def _address(info: ReaderInfo) -> ReaderUri | None:
    try:
        return parse(info.uri)
    except BadReaderUri:
        return None


def _fits(profile: Profile, kind: str) -> bool:
    """Whether a profile can be about a reader of this kind; the bytes of a PC/SC reader are read as hexadecimal."""
    if profile.kind not in ("", kind):
        return False
    return kind != "pcsc" or profile.number_format.startswith("hex")
