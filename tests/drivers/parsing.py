"""What the tests of all parsers share."""

from collections.abc import Iterable, Iterator

from hypothesis import strategies as st

from drivers.readings import Number, Parser, Reading, Text

# The line was silent for one read timeout.
QUIET = b""


def read(parser: Parser, *chunks: bytes) -> list[Reading]:
    """What a parser makes of these chunks."""
    return [reading for chunk in chunks for reading in parser.feed(chunk)]


def cards(readings: Iterable[Reading]) -> list[Number | Text]:
    """The readings that are taken for a card."""
    return [reading for reading in readings if isinstance(reading, Number | Text)]


def split_everywhere(data: bytes) -> Iterator[list[bytes]]:
    """`data` whole, in two pieces at every byte, and byte by byte."""
    yield [data]
    for cut in range(1, len(data)):
        yield [data[:cut], data[cut:]]
    yield [bytes([byte]) for byte in data]


def cut_at(data: bytes, cuts: Iterable[int]) -> list[bytes]:
    """`data` in pieces; none is empty, which would be a silence."""
    places = sorted({cut for cut in cuts if 0 < cut < len(data)})
    return [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True) if start < end]


any_cuts = st.lists(st.integers(0, 400))
