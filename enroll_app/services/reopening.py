"""A reader that cannot be opened is told as its state and tried again, and keeps no other from being heard."""

from collections.abc import Callable, Iterator
from threading import Event

from drivers.errors import BadReaderUri, ReaderError
from drivers.reader import Reader, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.uri import SerialUri, parse
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError

# How often it is tried, in seconds: its profile may be chosen or mended meanwhile.
_RETRY_S = 2.0


class ReopeningReader:
    """The reader at an address, as soon as it can be opened. open_reader: raises what a wrong address or profile is."""

    def __init__(self, uri: str, open_reader: Callable[[str], Reader]) -> None:
        self._uri = uri
        self._open = open_reader

    @property
    def uri(self) -> str:
        """The address as it was written."""
        return self._uri

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell why the reader cannot be opened while it cannot, and then what it tells."""
        told: ReaderInfo | None = None
        while not stop.is_set():
            try:
                reader = self._open(self._uri)
            except (ReaderError, InvalidInputError, StoreError) as error:
                info = self._info(str(error))
                if info != told:
                    told = info
                    yield ReadersChanged((info,))
                stop.wait(_RETRY_S)
            else:
                yield from reader.events(stop)
                return

    def _info(self, hint: str) -> ReaderInfo:
        kind, _, name = self._uri.partition(":")
        try:
            address = parse(self._uri)
        except BadReaderUri:
            return ReaderInfo(self._uri, kind, self._uri, State.ABSENT, hint)
        name = address.port if isinstance(address, SerialUri) else name
        return ReaderInfo(self._uri, kind, name or self._uri, State.ABSENT, hint)
