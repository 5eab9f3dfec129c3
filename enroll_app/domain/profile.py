"""What a reader does to a card's serial number (CSN) before it writes it, and the way back.

From the wire to the CSN: strip prefix and suffix → the characters of the number → number format → cut the bytes that
the reader added → supply the bytes that it left out → as many bytes as the technology has. Every step refuses what it
does not expect: a number is never padded, cut or guessed beyond what the profile says.

Readers that give bytes (PC/SC) are described in the same way: their text is the bytes as upper-case hexadecimal.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from enroll_app.domain import profile_problems as problems
from enroll_app.domain.cards import CLASSIC_BYTES, DESFIRE_BYTES, EM_BYTES, Technology
from enroll_app.domain.formats import NumberFormat, number_format
from enroll_app.domain.problems import InvalidInputError, Problem

# Bytes of the CSN. EM, Classic, DESFire: the vendor's documentation, "Identification numbers". Ultralight: the double
# size of ISO/IEC 14443-3. ISO 15693-3: 64 bits; iCLASS (PicoPass) is one of them. FeliCa: the IDm, eight bytes (JIS X
# 6319-4). HID Prox is absent: such a card has no CSN (OMNIKEY 5x27 keyboard wedge guide rev. D.0 p. 10).
CSN_BYTES = {
    Technology.EM4100: EM_BYTES,
    Technology.MIFARE_CLASSIC: CLASSIC_BYTES,
    Technology.MIFARE_DESFIRE: DESFIRE_BYTES,
    Technology.MIFARE_ULTRALIGHT: 7,
    Technology.ICLASS: 8,
    Technology.ISO15693: 8,
    Technology.FELICA: 8,
}
# Longer than anything a reader writes; what is longer is no number.
LONGEST_NUMBER = 64
# 10H12D: the one fixed width that is narrower than the largest number (zgznk.com product 49).
NARROW_EM_DIGITS = 12
# Checksums and headers; more than that is another number.
_MOST_CUT = 4
# The formats whose numbers are plain digits, in which leading zeros say nothing of the value.
_ALPHABETS = {
    "hex": re.compile("[0-9A-Fa-f]+"),
    "dec": re.compile("[0-9]+"),
    "08h10d": re.compile("[0-9]+"),
    "06h08d": re.compile("[0-9]+"),
}
_SEPARATORS = (" ", ":", "-")
# What may stand around a number and is no part of it.
AROUND = " \t\r\n\x02\x03"


@dataclass(frozen=True)
class Profile:
    """One configuration of a reader, for cards of one technology.

    name: as in files and addresses. title: for people. number_format: a name of `domain.formats`. technology: UNKNOWN
    where it is not said; the size of the CSN is then concluded from the count of digits, and nothing can be cut or
    supplied.
    digits: characters of the number itself; 0 for those that the format and the technology give (13 for a decimal EM
    number). More than these are leading zeros; fewer are refused, but for the twelve of 10H12D.
    leading_zeros: False for a reader that leaves them out. Such a number has no length that proves it whole, so this
    is only for readers that end their numbers for certain: with a key such as Enter, or an end of line. Zeros are put
    back within the first byte of the number only. A number so short that this whole byte would be put back may as well
    be a part of a number, or another technology's, and is refused: a card whose number begins with 00 as it is written
    needs a reader that writes all digits.
    prefix, suffix: literal characters around the number. separator: the character between the bytes of a hexadecimal
    number; without it, those that the format knows are passed over.
    cut_first, cut_last: bytes that the reader adds to the CSN. missing_first, missing_last: bytes of the CSN that it
    leaves out. supply_first, supply_last: the values of these, where every card of the site has the same.
    kind: "serial", "keyboard", "pcsc" or "" for any. protocol, baud: of a serial reader. source: where the facts are
    from. own: made at this station, not shipped.

    Raises InvalidInputError where these contradict each other.
    """

    name: str
    title: str
    number_format: str
    technology: Technology
    digits: int = 0
    leading_zeros: bool = True
    prefix: str = ""
    suffix: str = ""
    separator: str = ""
    cut_first: int = 0
    cut_last: int = 0
    missing_first: int = 0
    missing_last: int = 0
    supply_first: bytes = b""
    supply_last: bytes = b""
    kind: str = ""
    protocol: str = ""
    baud: int = 0
    source: str = ""
    own: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "number_format", number_format(self.number_format).name)
        if wrong := self._contradiction():
            raise InvalidInputError(problems.contradiction(self.name, wrong))

    def csn(self, text: str) -> bytes:
        """The CSN behind what the reader wrote. Raises InvalidInputError with one problem, never anything else."""
        if self.unusable:
            raise InvalidInputError(self.unusable)
        body = self._body(text)
        if self._format.partial:
            return self._format.complete(body, self.size, self.supply_first + self.supply_last)
        return self.supply_first + self._carried(body) + self.supply_last

    def explains(self, text: str, uid: bytes) -> bool:
        """Whether the reader may have written this text for this CSN; also where it leaves bytes of it out."""
        if len(uid) != (self.size or len(uid)) or any(uid[at] != value for at, value in self._supplied.items()):
            return False
        try:
            body = self._body(text)
            if self._format.partial:
                return self._format.agrees(body, uid)
            return self._carried(body) == uid[self._lost_first : len(uid) - self._lost_last]
        except InvalidInputError:
            return False

    def write(self, uid: bytes) -> str | None:
        """What the reader writes for a CSN; bytes that it adds are zeros here. None where it cannot write it."""
        if len(uid) != (self.size or len(uid)) or any(uid[at] != value for at, value in self._supplied.items()):
            return None
        number = uid[self._lost_first : len(uid) - self._lost_last]
        if not self._format.partial:
            number = bytes(self.cut_first) + number + bytes(self.cut_last)
        writings = self._format.writings(uid if self._format.partial else number)
        written = next((one for one in writings if len(one) == self.digits), writings[0] if writings else None)
        if written is None:
            return None
        if not self.leading_zeros:
            written = written.lstrip("0")
            if self._lacks_a_byte(written):
                return None
        elif self.digits:
            written = written.lstrip("0").zfill(self.digits)
            if len(written) != self.digits:
                return None
        return f"{self.prefix}{self._separated(written) if self.separator else written}{self.suffix}"

    @cached_property
    def size(self) -> int:
        """Bytes of the CSN; 0 where the technology is not said."""
        return CSN_BYTES.get(self.technology, 0)

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """The places of the CSN's bytes that the reader leaves out, supplied or not."""
        if self._format.partial and self.size:
            return self._format.missing(self.size)
        return (*range(self._lost_first), *range(self.size - self._lost_last, self.size))

    @cached_property
    def unusable(self) -> Problem | None:
        """Why no card of this technology can be enrolled through this reader; None when it can."""
        if self.technology is Technology.HID_PROX:
            return problems.no_csn()
        if self._format.partial and not self.size:
            return problems.technology_missing()
        lost = [at for at in self.missing if at not in self._supplied]
        return problems.partial(self.technology, lost, self.size) if lost else None

    @cached_property
    def length(self) -> int:
        """How many characters a whole number has with its prefix and suffix; 0 where that varies or is not known.

        A reader that ends its numbers with nothing can only be used where this is known.
        """
        width = self.digits or len(self._separated("0" * self._width))
        return len(self.prefix) + width + len(self.suffix) if width and self.leading_zeros else 0

    def _body(self, text: str) -> str:
        """The number without what stands around it, in the width that its format wants."""
        bare = text.strip(AROUND)
        prefix, suffix = self.prefix.strip(AROUND), self.suffix.strip(AROUND)
        if not bare.startswith(prefix) or not bare.endswith(suffix) or len(bare) <= len(prefix) + len(suffix):
            raise problems.wrong_frame(text, self.prefix, self.suffix)
        body = bare[len(prefix) : len(bare) - len(suffix)].strip(AROUND)
        if self.separator:
            body = self._unseparated(body)
        if len(body) > LONGEST_NUMBER or (self.digits and self.leading_zeros and len(body) != self.digits):
            raise problems.wrong_length(body, str(self.digits or f"at most {LONGEST_NUMBER}"))
        alphabet = _ALPHABETS.get(self._base)
        # What has other characters in it, the format itself accepts (spaces between bytes) or refuses.
        return self._in_width(body) if alphabet and self._width and alphabet.fullmatch(body) else body

    def _unseparated(self, body: str) -> str:
        digits = body.replace(self.separator, "")
        if body != self._separated(digits):
            raise problems.wrong_separator(body, self.separator)
        return digits

    def _separated(self, digits: str) -> str:
        return self.separator.join(digits[at : at + 2] for at in range(0, len(digits), 2))

    def _in_width(self, body: str) -> str:
        """Digits with exactly as many leading zeros as the format wants."""
        width = self._width
        if not self.leading_zeros:
            if len(body) > width or (len(body) < width and body[0] == "0" != body):
                raise problems.wrong_length(
                    body, f"at most {width} and, unless it has all of them, begins with no zero"
                )
            if self._lacks_a_byte(body):
                raise problems.lost_zeros(body, width)
        elif not self.digits and len(body) != width:
            raise problems.wrong_length(body, str(width))
        extra = max(0, len(body) - width)
        return body if body[:extra].strip("0") else body[extra:].zfill(width)

    def _lacks_a_byte(self, body: str) -> bool:
        """Whether leading zeros that were left out would be the whole first byte of the number."""
        if len(body) >= self._width:
            return False
        count = len(self._format.positions(self.size)) if self._format.partial else self._number_bytes
        return int(body or "0", 16 if self._base == "hex" else 10) < 1 << 8 * (count - 1)

    def _carried(self, body: str) -> bytes:
        """The bytes of the CSN that a number in a whole format carries."""
        number = self._format.read(body, self._number_bytes or None)
        return number[self.cut_first : len(number) - self.cut_last]

    def _contradiction(self) -> str:
        """What cannot be meant, in words; empty when all is well."""
        counts = (self.digits, self.cut_first, self.cut_last, self.missing_first, self.missing_last, self.baud)
        if min(counts) < 0 or self.digits > LONGEST_NUMBER:
            return f"its counts must be from 0 on, and digits {LONGEST_NUMBER} at the most"
        bytes_named = any((*counts[1:5], self.supply_first, self.supply_last))
        if bytes_named and not self.size:
            return "without a technology that has a serial number, no bytes can be cut, missing or supplied"
        if any(counts[1:5]) and self._format.partial:
            return "of a partial format nothing can be cut, and the format itself says what is missing"
        if not all(part.strip(AROUND).isprintable() for part in (self.prefix, self.suffix)):
            return "what stands around a number must be characters that can be seen"
        if not self.leading_zeros and (not self.size or self._base not in _ALPHABETS):
            return "leading zeros can be missing only from decimal or hexadecimal numbers of a known technology"
        if self.separator and (self.digits or not self.leading_zeros or self.separator not in _SEPARATORS):
            return "the bytes are separated by a space, a colon or a dash, and then they have all of their digits"
        if self.separator and self._base != "hex":
            return "only the bytes of a hexadecimal number are separated"
        if bytes_named and not self._format.partial and self._lost_first + self._lost_last >= self.size:
            return "nothing of the serial number is left"
        if max(self.cut_first, self.cut_last) > _MOST_CUT:
            return f"at most {_MOST_CUT} bytes can be cut at either end"
        if not self._supplies_what_is_missing():
            return "it must supply all of the bytes that are missing at an end, or none"
        if self._is_too_narrow():
            return f"a whole number has {self._width} characters, so that {self.digits} would be a part of it"
        return ""

    def _is_too_narrow(self) -> bool:
        """Whether numbers of a fixed width have no room for the largest one."""
        if not self.digits or not self.leading_zeros or self._base not in _ALPHABETS or self.digits >= self._width:
            return False
        whole_em = self.technology is Technology.EM4100 and self._number_bytes == EM_BYTES
        return not (self._base == "dec" and whole_em and self.digits == NARROW_EM_DIGITS)

    def _supplies_what_is_missing(self) -> bool:
        """Whether nothing is supplied, or the bytes that are missing are, and no others."""
        return not self._supplied or tuple(self._supplied) == self.missing

    @property
    def _base(self) -> str:
        """The format's name without the orders."""
        return self.number_format.partition("-")[0]

    @cached_property
    def _format(self) -> NumberFormat:
        return number_format(self.number_format)

    @cached_property
    def _lost_first(self) -> int:
        return max(self.missing_first, len(self.supply_first))

    @cached_property
    def _lost_last(self) -> int:
        return max(self.missing_last, len(self.supply_last))

    @cached_property
    def _number_bytes(self) -> int:
        """Bytes of the number that is written in a whole format; 0 where the technology is not said."""
        return self.size and self.size - self._lost_first - self._lost_last + self.cut_first + self.cut_last

    @cached_property
    def _width(self) -> int:
        """The usual count of characters of the number; 0 where it varies or is not known."""
        count = self.size if self._format.partial else self._number_bytes
        widths = {len(self._format.write(value * count) or "") for value in (b"\x00", b"\xff")} if count else {0}
        return widths.pop() if len(widths) == 1 else 0

    @cached_property
    def _supplied(self) -> dict[int, int]:
        """The supplied bytes by their places in the CSN."""
        first = dict(enumerate(self.supply_first))
        return first | dict(enumerate(self.supply_last, self.size - len(self.supply_last)))
