"""Making up profiles that explain readings of cards whose numbers are known.

What is tried: hexadecimal and decimal; the order of bytes, of bits and of half bytes, and inversion, in every
combination; characters before and after the number; bytes that the reader adds to the CSN or leaves out of it; leading
zeros that it leaves out; and the formats of their own kind (ZK, Paxton, Wiegand …).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product, takewhile

from enroll_app.domain.bit_orders import BitOrder, reorder
from enroll_app.domain.cards import EM_BYTES, Technology
from enroll_app.domain.formats import ALL_FORMATS, number_format
from enroll_app.domain.identification import decimal_digits
from enroll_app.domain.profile import CSN_BYTES, LONGEST_NUMBER, NARROW_EM_DIGITS, Profile
from enroll_app.domain.profile_names import described

# A reading, and the CSN behind it.
Reading = tuple[str, bytes]
# Characters at either end that may be no part of the number though they look like digits: up to three leading and
# trailing characters can be set in a pcProx (micolous/pcprox protocol.md, commit 82061a1).
_MOST_DIGITS_AROUND = 3
# Words around a number are shorter than this, and no reading is longer than both and the number.
_LONGEST_AROUND = 24
_LONGEST_READING = LONGEST_NUMBER + 2 * _LONGEST_AROUND
# Bytes that readers add: a checksum, a count of bits, a cascade tag. Three of them leave chance no room yet.
_MOST_ADDED = 3
# So many bytes that agree are no chance: of one card, and of two or more each.
_EVIDENCE_OF_ONE, _EVIDENCE_OF_EACH = 3, 2

_ALL_ORDERS = tuple(orders for count in range(5) for orders in combinations(BitOrder, count))
_HEX = re.compile("[0-9A-Fa-f]+(?:[ :-][0-9A-Fa-f]+)*")
_HEX_DIGITS = re.compile("[0-9A-Fa-f]+")
_WHOLE_BYTES = re.compile("[ :-]?(?:[0-9A-Fa-f]{2}[ :-]?)+")
_SEPARATORS = re.compile("[ :-]")
_DECIMAL = re.compile("[0-9]+")
# The digits of decimal and of hexadecimal numbers.
_ALPHABETS = (frozenset("0123456789"), frozenset("0123456789ABCDEFabcdef"))
# What the formats of their own kind look like.
_DIGITS_IN_TWO = re.compile("[0-9]+[.,]?[0-9]*")


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The readings' numbers as bytes, most significant first, and how they were written."""

    base: str
    values: tuple[bytes, ...]
    digits: int = 0
    leading_zeros: bool = True
    separator: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The characters around the numbers.

    plain_decimal, plain_hex: those next to the number are no digits of such a number, so that it is whole.
    """

    prefix: str
    suffix: str
    plain_decimal: bool
    plain_hex: bool

    def within(self, text: str) -> str:
        """The number without them."""
        return text[len(self.prefix) : len(text) - len(self.suffix)]


def profiles_for(readings: Sequence[Reading], technology: Technology) -> Iterator[Profile]:
    """Make up profiles that explain the readings; simple ones first, and some of them twice over.

    readings: at least one, with CSNs of this technology's size.
    """
    csns = [csn for _, csn in readings]
    texts = [text for text, _ in readings]
    if max(map(len, texts)) > _LONGEST_READING:
        return
    frames = tuple(_frames(texts))
    for frame in frames:
        if frame.plain_decimal:
            yield from _of_their_own_kind(texts, csns, frame, technology)
    size = CSN_BYTES[technology]
    for frame in frames:
        bodies = [frame.within(text) for text in texts]
        whole = [
            profile
            for numbers in (*_hexadecimal(bodies, size), *_decimal(bodies, size))
            for profile in _whole(numbers, csns, frame, technology)
        ]
        yield from whole
        yield from (_losing_first(profile) for profile in whole if profile.cut_first + profile.cut_last)
        # Where whole numbers would stand there, parts of them may as well, behind zeros.
        shortened = [
            *(_short_hexadecimal(bodies, size) if frame.plain_hex or whole else ()),
            *(_short_decimal(bodies, size) if frame.plain_decimal or whole else ()),
        ]
        for numbers in shortened:
            yield from _shortened(numbers, csns, frame, technology)


def _frames(texts: Sequence[str]) -> Iterator[_Frame]:
    """The beginnings and ends that all of the texts share and that may be no part of the number."""
    first = texts[0]
    shortest = min(map(len, texts))
    before = _agreeing(texts, shortest)
    after = _agreeing([text[::-1] for text in texts], shortest)
    before, after = min(before, _LONGEST_AROUND), min(after, _LONGEST_AROUND)
    starts, ends = _edges(first, before), _edges(first[::-1], after)
    for start, end in product(starts, ends):
        prefix, suffix = first[:start], first[len(first) - end :]
        # Whole bytes that stand before or after the number are bytes that the reader adds, constant or not.
        if start + end < shortest and not _WHOLE_BYTES.fullmatch(prefix) and not _WHOLE_BYTES.fullmatch(suffix):
            plain = (_is_edge(first, start, one) and _is_edge(first[::-1], end, one) for one in _ALPHABETS)
            yield _Frame(prefix, suffix, *plain)


def _agreeing(texts: Sequence[str], shortest: int) -> int:
    """How many characters the texts share at their beginning."""
    columns = zip(*(text[:shortest] for text in texts), strict=True)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _edges(text: str, last: int) -> list[int]:
    """Where a number may begin, up to the place `last`."""

    def is_edge(at: int) -> bool:
        return any(_is_edge(text, at, alphabet) for alphabet in _ALPHABETS)

    return [at for at in range(last + 1) if at <= _MOST_DIGITS_AROUND or is_edge(at)]


def _is_edge(text: str, at: int, alphabet: frozenset[str]) -> bool:
    """Whether a number of these digits begins here: at the very beginning, or after what is none of them."""
    return at == 0 or (at < len(text) and text[at] in alphabet and text[at - 1] not in alphabet)


def _hexadecimal(bodies: Sequence[str], size: int) -> Iterator[_Numbers]:
    """The numbers as hexadecimal ones of whole CSNs, perhaps with added bytes."""
    yield from _whole_hexadecimal(bodies)
    if all(_HEX_DIGITS.fullmatch(body) for body in bodies) and _drops_zeros(bodies, 2 * size):
        yield _Numbers("hex", tuple(bytes.fromhex(body.zfill(2 * size)) for body in bodies), leading_zeros=False)


def _short_hexadecimal(bodies: Sequence[str], size: int) -> Iterator[_Numbers]:
    """The numbers as hexadecimal ones of fewer bytes than the CSN has, perhaps behind zeros up to a wider width."""
    yield from _whole_hexadecimal(bodies)
    longest, shortest = max(map(len, bodies)), min(map(len, bodies))
    for width in range(size - 1, 1, -1) if all(_HEX_DIGITS.fullmatch(body) for body in bodies) else ():
        if longest == shortest > 2 * width and not any(body[: -2 * width].strip("0") for body in bodies):
            yield _Numbers("hex", tuple(bytes.fromhex(body[-2 * width :]) for body in bodies), longest)
        elif _drops_zeros(bodies, 2 * width):
            yield _Numbers("hex", tuple(bytes.fromhex(body.zfill(2 * width)) for body in bodies), leading_zeros=False)


def _whole_hexadecimal(bodies: Sequence[str]) -> Iterator[_Numbers]:
    if not all(_HEX.fullmatch(body) for body in bodies):
        return
    compact = [_SEPARATORS.sub("", body) for body in bodies]
    widths = {len(digits) for digits in compact}
    separators = {"".join(set(_SEPARATORS.findall(body))) for body in bodies}
    if len(widths) == len(separators) == 1 and not widths.pop() % 2:
        separator = separators.pop()
        if len(separator) <= 1:
            yield _Numbers("hex", tuple(map(bytes.fromhex, compact)), separator=separator)


def _decimal(bodies: Sequence[str], size: int) -> Iterator[_Numbers]:
    """The numbers as decimal ones of whole CSNs, perhaps with added bytes."""
    for width in range(size, size + _MOST_ADDED) if _are_decimal(bodies) else ():
        yield from _decimal_of(bodies, width, NARROW_EM_DIGITS if width == size == EM_BYTES else 0)


def _short_decimal(bodies: Sequence[str], size: int) -> Iterator[_Numbers]:
    """The numbers as decimal ones of fewer bytes than the CSN has."""
    for width in range(size - 1, 1, -1) if _are_decimal(bodies) else ():
        yield from _decimal_of(bodies, width)


def _are_decimal(bodies: Sequence[str]) -> bool:
    return all(_DECIMAL.fullmatch(body) for body in bodies)


def _decimal_of(bodies: Sequence[str], size: int, narrow: int = 0) -> Iterator[_Numbers]:
    """The numbers as decimal ones of `size` bytes. narrow: a width that is usual though not every number fits in."""
    values = [int(body) for body in bodies]
    if max(values) >> 8 * size:
        return
    numbers = tuple(value.to_bytes(size, "big") for value in values)
    full = decimal_digits(size)
    widths = {len(body) for body in bodies}
    width = max(widths)
    if len(widths) == 1 and (width >= full or width == narrow):
        yield _Numbers("dec", numbers, 0 if width == full else width)
    elif _drops_zeros(bodies, full):
        yield _Numbers("dec", numbers, leading_zeros=False)


def _drops_zeros(bodies: Sequence[str], full: int) -> bool:
    """Whether the reader may be one that leaves out leading zeros: some number is short, and none begins with one."""
    short = [body for body in bodies if len(body) < full]
    return bool(short) and max(map(len, bodies)) <= full and not any(body[0] == "0" != body for body in short)


def _whole(numbers: _Numbers, csns: Sequence[bytes], frame: _Frame, technology: Technology) -> Iterator[Profile]:
    """The profiles under which the numbers carry the whole CSNs."""
    size, added = CSN_BYTES[technology], len(numbers.values[0]) - CSN_BYTES[technology]
    if not 0 <= added <= _MOST_ADDED or (added and not numbers.leading_zeros):
        return
    for orders in _ALL_ORDERS:
        wanted = [reorder(csn, orders) for csn in csns]
        for at in range(added + 1):
            if all(value[at : at + size] == csn for value, csn in zip(numbers.values, wanted, strict=True)):
                yield _profile(numbers, orders, frame, technology, cut=(at, added - at))


def _shortened(numbers: _Numbers, csns: Sequence[bytes], frame: _Frame, technology: Technology) -> Iterator[Profile]:
    """The profiles under which the numbers carry the CSNs but for bytes at an end, perhaps with one byte added."""
    size, width = CSN_BYTES[technology], len(numbers.values[0])
    evidence = _EVIDENCE_OF_ONE if len(csns) == 1 else _EVIDENCE_OF_EACH
    for added, first in ((0, 0), (1, 1), (1, 0)):
        kept = width - added
        # A byte added and another left out, in a number as long as the CSN: that is a wrong digit in the known number.
        if not evidence <= kept < size or (added and width >= size):
            continue
        cut = (first, added - first)
        values = [value[first : first + kept] for value in numbers.values]
        for start, orders in product(range(size - kept, -1, -1), _ALL_ORDERS):
            wanted = (reorder(csn[start : start + kept], orders) for csn in csns)
            if all(value == csn for value, csn in zip(values, wanted, strict=True)):
                yield _profile(numbers, orders, frame, technology, cut, (start, size - kept - start))


def _losing_first(profile: Profile) -> Profile:
    """The same, but that the first byte of the CSN as it is written is one that the reader puts there instead."""
    if BitOrder.REVERSED in number_format(profile.number_format).orders:
        return described(replace(profile, cut_last=profile.cut_last + 1, missing_last=1))
    return described(replace(profile, cut_first=profile.cut_first + 1, missing_first=1))


def _profile(
    numbers: _Numbers,
    orders: Sequence[BitOrder],
    frame: _Frame,
    technology: Technology,
    cut: tuple[int, int],
    missing: tuple[int, int] = (0, 0),
) -> Profile:
    """cut: bytes of the number before and after the CSN's, as they are written."""
    if BitOrder.REVERSED in orders:
        cut = cut[::-1]
    return described(
        Profile(
            name="",
            title="",
            number_format="-".join([numbers.base, *(order.value for order in orders)]),
            technology=technology,
            digits=numbers.digits,
            leading_zeros=numbers.leading_zeros,
            prefix=frame.prefix,
            suffix=frame.suffix,
            separator=numbers.separator,
            cut_first=cut[0],
            cut_last=cut[1],
            missing_first=missing[0],
            missing_last=missing[1],
        )
    )


def _of_their_own_kind(
    texts: Sequence[str], csns: Sequence[bytes], frame: _Frame, technology: Technology
) -> Iterator[Profile]:
    """The profiles in formats that are neither hexadecimal nor decimal throughout."""
    bodies = [frame.within(text) for text in texts]
    if not all(_DIGITS_IN_TWO.fullmatch(body) for body in bodies):
        return
    for found in ALL_FORMATS:
        base = found.name.partition("-")[0]
        if base in ("hex", "dec"):
            continue
        if all(found.agrees(body, csn) for body, csn in zip(bodies, csns, strict=True)):
            # 3.5c is written with or without a separator, which changes its length.
            joined = base == "3.5c" and bodies[0].isdecimal()
            yield described(
                Profile(
                    name="",
                    title="",
                    number_format=found.name,
                    technology=technology,
                    digits=len(bodies[0]) if joined else 0,
                    prefix=frame.prefix,
                    suffix=frame.suffix,
                )
            )
