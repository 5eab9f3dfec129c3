"""The number formats of the contract: how a reader writes a card's CSN, and what can be had back from it.

A format's name is a base (`hex`, `dec`, `zk20` or a partial one) and, joined by dashes in this order, what the reader
does to the CSN first: `reversed` (byte order), `bitrev` (bits within each byte), `nibble` (halves of each byte),
`inverted`. Whole formats give the CSN back; partial ones never do by themselves, only with the missing bytes supplied.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from enroll_app.domain.bit_orders import BitOrder, reorder
from enroll_app.domain.cards import EM_BYTES
from enroll_app.domain.number_problems import WHOLE_READER, refusal, shown, too_large, wrong_size
from enroll_app.domain.partial_formats import PARTIAL_CODINGS, PartialCoding
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.whole_formats import DecimalCoding, HexCoding, WholeCoding, ZkCoding

_PART = "“{text}” in the format {name} is only a part of a card's number: of a number of {size} bytes, "
_ONE_MISSING = _PART + "byte {missing} is missing."
_SEVERAL_MISSING = _PART + "bytes {missing} are missing."
_WHOLE_CODINGS = (HexCoding(), DecimalCoding(), ZkCoding())


@dataclass(frozen=True, slots=True)
class Part:
    """What a reading in a partial format tells of a CSN: the bytes that it carries wholly.

    positions: the index in the CSN of each byte of `value`, rising.
    """

    value: bytes
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One way in which readers write a CSN.

    words: one short phrase for people. partial: it carries a part of the CSN only.
    """

    name: str
    words: str
    partial: bool
    orders: tuple[BitOrder, ...] = field(repr=False)
    _coding: WholeCoding | PartialCoding = field(repr=False)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The parts of `words`: how the number is written, and each order that is applied to it."""
        return (self._coding.words, *(order.words for order in self.orders))

    def read(self, text: str, size: int | None = None) -> bytes:
        """The CSN that a reader wrote as `text`.

        size: how many bytes the CSN has, if that is known; without it, the count of digits says: hexadecimal 8, 10, 14,
        16 or 20 for 4, 5, 7, 8 or 10 bytes; decimal 10 for 4, 12 to 15 for 5 (EM), 17 for 7, 20 for 8, 25 for 10.
        Raises InvalidInputError: for what is not written as the format demands, and always for a partial format, which
        says which bytes are missing.
        """
        text = text.strip()
        if isinstance(self._coding, PartialCoding):
            self._coding.form.parse(text)
            raise self._partial_refusal(text, size)
        return reorder(self._coding.read(text, size), self.orders)

    def positions(self, size: int) -> tuple[int, ...]:
        """The indexes of the bytes of a CSN of `size` bytes that this format carries wholly, rising."""
        if not isinstance(self._coding, PartialCoding):
            return tuple(range(size))
        found = self._coding.places(size)
        return tuple(sorted(size - 1 - at for at in found) if BitOrder.REVERSED in self.orders else sorted(found))

    def missing(self, size: int) -> tuple[int, ...]:
        """The indexes of the other bytes."""
        carried = self.positions(size)
        return tuple(at for at in range(size) if at not in carried)

    def read_part(self, text: str, size: int) -> Part:
        """What a reading in a partial format tells of a CSN of `size` bytes.

        A byte of which the reading carries some bits only, as h10302 does of an EM card's first, is not in the part;
        `agrees` and `complete` look at these bits too. Raises InvalidInputError; ValueError for a whole format.
        """
        text = text.strip()
        coding = self._partial_coding()
        value = coding.form.parse(text)
        if not coding.exists_for(size):
            raise wrong_size(text, self.name, size)
        number = coding.spread(value, size)
        if coding.carried(number) != value:
            raise too_large(text, 8 * size)
        uid, positions = reorder(number, self.orders), self.positions(size)
        return Part(bytes(uid[at] for at in positions), positions)

    def complete(self, text: str, size: int, supplied: bytes) -> bytes:
        """The CSN of `size` bytes that a reading in a partial format belongs to.

        supplied: the bytes at `missing(size)`, in their order. Raises InvalidInputError for a reading that is not of
        this format or contradicts what is supplied; ValueError for a whole format or another count of bytes.
        """
        part, missing = self.read_part(text, size), self.missing(size)
        known = dict(zip(part.positions, part.value, strict=True)) | dict(zip(missing, supplied, strict=True))
        uid = bytes(known[at] for at in range(size))
        if not self.agrees(text, uid):
            raise refusal(
                "number-contradicts-profile",
                text,
                "“{text}” says something else of the bytes that are supplied for it ({supplied}).",
                "Check the profile of this reader, and whether the card is one of those it was made for.",
                supplied=supplied.hex().upper(),
            )
        return uid

    def agrees(self, text: str, uid: bytes) -> bool:
        """Say whether a reader in this format may have written this text for this CSN."""
        text = text.strip()
        try:
            if not isinstance(self._coding, PartialCoding):
                return self.read(text, len(uid)) == uid
            value = self._coding.form.parse(text)
        except InvalidInputError:
            return False
        return self._coding.exists_for(len(uid)) and value == self._coding.carried(reorder(uid, self.orders))

    def write(self, uid: bytes) -> str | None:
        """How a reader in this format writes the CSN; None where the format does not exist for its size."""
        return next(iter(self.writings(uid)), None)

    def writings(self, uid: bytes) -> tuple[str, ...]:
        """Every way in which a reader in this format may write the CSN, the usual one first."""
        number = reorder(uid, self.orders)
        if not isinstance(self._coding, PartialCoding):
            return self._coding.texts(number)
        return self._coding.form.texts(self._coding.carried(number)) if self._coding.exists_for(len(uid)) else ()

    def _partial_coding(self) -> PartialCoding:
        if not isinstance(self._coding, PartialCoding):
            raise ValueError(self.name)
        return self._coding

    def _partial_refusal(self, text: str, size: int | None) -> InvalidInputError:
        """Why a reading in a partial format is no CSN; of an EM card where the size is not known."""
        bits = self._partial_coding().bits
        shown_size = size or EM_BYTES
        if not self._partial_coding().exists_for(shown_size):
            return wrong_size(text, self.name, shown_size)
        missing = self.missing(shown_size)
        if not missing:
            return refusal(
                "number-partial",
                text,
                "“{text}” in the format {name} carries {bits} bits of a number and never says whether the reader threw "
                "others away, so that it is no whole number by itself.",
                "Read it through a profile that says which cards this reader reads, or set the reader to send the "
                "whole number.",
                name=self.name,
                bits=bits,
            )
        cause = _ONE_MISSING if len(missing) == 1 else _SEVERAL_MISSING
        numbers = ", ".join(str(at + 1) for at in missing)
        return refusal("number-partial", text, cause, WHOLE_READER, name=self.name, size=shown_size, missing=numbers)


def _variants(coding: WholeCoding | PartialCoding) -> Iterator[NumberFormat]:
    """A base by itself, then with each of the four orders, then with several of them."""
    partial = isinstance(coding, PartialCoding)
    for count in range(len(BitOrder) + 1):
        for orders in combinations(BitOrder, count):
            name = "-".join([coding.name, *(order.value for order in orders)])
            words = ", ".join([coding.words, *(order.words for order in orders)])
            yield NumberFormat(name, words, partial, orders, coding)


# Every format that has a name: the bases, each with every combination of the four orders.
ALL_FORMATS = tuple(found for coding in (*_WHOLE_CODINGS, *PARTIAL_CODINGS) for found in _variants(coding))
_BY_NAME = {found.name: found for found in ALL_FORMATS}
_REORDERED_IN_CONTRACT = (HexCoding.name, DecimalCoding.name)

# Those that the command-line contract lists, in its order.
FORMATS = tuple(
    found
    for found in ALL_FORMATS
    if not found.orders or (len(found.orders) == 1 and found.name.split("-")[0] in _REORDERED_IN_CONTRACT)
)


def number_format(name: str) -> NumberFormat:
    """The format of this name, in whatever case. Raises InvalidInputError."""
    found = _BY_NAME.get(name.strip().lower())
    if found is None:
        raise InvalidInputError(
            Problem(
                "format-unknown",
                "There is no number format “{name}”.",
                "Take one of those that `enroll-app formats` lists; -reversed, -bitrev, -nibble and -inverted may be "
                "added to it, in this order.",
                {"name": shown(name)},
                "format",
            )
        )
    return found
