"""PC/SC readers: one loop over every reader that is meant, over all of a service's restarts.

The loop asks for changes, reads a card that came, and lists the readers again in each round. When the context dies it
makes a new one: pyscard's own monitors end for good there (LudovicRousseau/pyscard 4f46bf8
src/smartcard/ReaderMonitoring.py and CardMonitoring.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from drivers.pcsc_codes import COUNTER_MASK, COUNTER_SHIFT, Bits, Code, service_trouble, trouble
from drivers.pcsc_names import matching
from drivers.reader import CardGone, CardSeen, CardUnreadable, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.readings import Unread
from drivers.uri import PcscUri

if TYPE_CHECKING:
    from drivers.scard import Context, Status

# Wakes the wait when a reader comes or goes (Microsoft's page of SCardGetStatusChangeA; pcsc-lite's ChangeLog).
PNP = "\\\\?PnP?\\Notification"
# One wait for changes, in milliseconds; `stop` is looked at between two of them.
WAIT_MS = 400
# Between two attempts at a service that does not answer, in seconds.
RETRY_S = 0.5
# After a round that brought nothing though it ended early, in seconds: some services return at once, again and again.
BREATH_S = 0.02
# How the service itself is listed when it does not answer.
SERVICE_NAME = "Smart-card service"
ABSENT_HINT = "This reader is not attached. Attach it, or choose another one."


# PC/SC's code, and the context unless the code is a fault.
Establish = Callable[[], "tuple[int, Context | None]"]


@dataclass(slots=True)
class _Slot:
    """What is known of one reader. known: the state to wait for a change from. number: of the card that rests."""

    known: int = 0
    present: bool = False
    number: bytes | None = None
    trouble: tuple[State, str] | None = None


class PcscReader:
    """All PC/SC readers that an address means. `events` reports the name of the one where the card lies.

    uri: the address as it was written, when it is another one. establish: asks the service for a context.
    """

    def __init__(self, address: PcscUri, *, uri: str = "", establish: "Establish | None" = None) -> None:
        self._address = address
        self._establish = establish or _establish
        self._uri = uri or str(address)
        self._slots: dict[str, _Slot] = {}
        self._told: tuple[ReaderInfo, ...] | None = None
        self._pnp: int | None = 0

    @property
    def uri(self) -> str:
        """The address that this reader was opened with."""
        return self._uri

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell readers and cards until `stop` is set. A card that lies there already is told, once."""
        from drivers.pcsc_card import ContextLost

        self._told = None
        self._slots = {}
        while not stop.is_set():
            code, context = self._establish()
            if context is None:
                yield from self._tell(service_infos(self._address, code))
                stop.wait(RETRY_S)
                continue
            try:
                yield from self._rounds(context, stop)
            except ContextLost as lost:
                yield from self._after_loss(lost.code, stop)
            finally:
                context.release()

    def _after_loss(self, code: int, stop: Event) -> Iterator[ReaderEvent]:
        """Make ready for the next context. A service that has stopped is told when that one cannot be had."""
        for slot in self._slots.values():
            slot.known = 0
        if code == Code.SECURITY_VIOLATION:
            yield from self._tell(service_infos(self._address, code))
        stop.wait(RETRY_S)

    def _rounds(self, context: "Context", stop: Event) -> Iterator[ReaderEvent]:
        self._pnp = 0
        while not stop.is_set():
            yield from self._list(context)
            code, states = self._wait(context, stop)
            told = False
            for status in states:
                for event in self._look(context, status, stop):
                    told = True
                    yield event
            yield from self._tell(self._infos())
            if code != Code.TIMEOUT and not told:
                stop.wait(BREATH_S)

    def _list(self, context: "Context") -> Iterator[ReaderEvent]:
        found = matching(_listed(context), self._address.name)
        for name in [name for name in self._slots if name not in found]:
            if self._slots.pop(name).present:
                yield CardGone(name)
        for name in found:
            self._slots.setdefault(name, _Slot())
        yield from self._tell(self._infos())

    def _wait(self, context: "Context", stop: Event) -> tuple[int, list["Status"]]:
        """Wait for a change and return the readers' states, with the code."""
        from drivers.pcsc_card import ContextLost

        known = [(name, slot.known) for name, slot in self._slots.items()]
        if self._pnp is not None:
            known.append((PNP, self._pnp))
        if not known:
            stop.wait(WAIT_MS / 1000)
            return Code.TIMEOUT, []
        code, states = context.changes(WAIT_MS, known)
        if code not in (Code.OK, Code.TIMEOUT, Code.UNKNOWN_READER, Code.READER_UNAVAILABLE):
            raise ContextLost(code)
        for status in states:
            if status.name == PNP:
                # Apple's service does not know it (blog.apdu.fr 2015/12): then each round's list has to do.
                self._pnp = None if status.state & Bits.UNKNOWN else status.state & ~Bits.CHANGED
        return code, [status for status in states if status.name in self._slots] if code == Code.OK else []

    def _look(self, context: "Context", status: "Status", stop: Event) -> Iterator[ReaderEvent]:
        """Compare a reader's state with what is known of it."""
        slot = self._slots[status.name]
        before, slot.known = slot.known, status.state & ~Bits.CHANGED
        if not status.state & Bits.PRESENT:
            if slot.present:
                yield CardGone(status.name)
            self._slots[status.name] = _Slot(slot.known)
            return
        if slot.present and before and _moves(before, status.state) > 1:
            # Taken away and laid down again between two looks.
            yield CardGone(status.name)
            slot.present, slot.number = False, None
        freed = slot.trouble is not None and not status.state & Bits.EXCLUSIVE and status.state != before
        if not slot.present or not before or freed:
            # A card that lay there before this loop looked may be another one than the service believes: when two are
            # swapped between two of its own looks it goes on telling the first one's ATR (pcsc-lite 1.9.9, seen).
            # Then the card is asked again, unless another program is talking to it.
            unseen = not before and not status.state & Bits.INUSE
            yield from self._read(context, status, slot, stop, unseen=unseen)

    def _read(
        self, context: "Context", status: "Status", slot: _Slot, stop: Event, *, unseen: bool
    ) -> Iterator[ReaderEvent]:
        """Read a card that came, or that lies there after the service came back."""
        from drivers.pcsc_card import read_uid

        outcome = read_uid(context, status.name, stop.wait, unseen=unseen)
        if outcome.reading is None:
            return
        rested, slot.present = slot.present, True
        slot.trouble = trouble(outcome.code)
        if isinstance(outcome.reading, Unread):
            if not rested:
                yield CardUnreadable(status.name, outcome.reading.problem, outcome.reading.remedy)
        elif outcome.reading != slot.number:
            if slot.number is not None:
                yield CardGone(status.name)
            slot.number = outcome.reading
            yield CardSeen(outcome.reading, status.name, outcome.atr or status.atr)

    def _infos(self) -> tuple[ReaderInfo, ...]:
        if not self._slots and self._address.name:
            return (ReaderInfo(str(self._address), "pcsc", self._address.name, State.ABSENT, ABSENT_HINT),)
        return tuple(reader_info(name, slot.trouble) for name, slot in sorted(self._slots.items()))

    def _tell(self, infos: tuple[ReaderInfo, ...]) -> Iterator[ReaderEvent]:
        if infos != self._told:
            self._told = infos
            yield ReadersChanged(infos)


def reader_info(name: str, trouble: tuple[State, str] | None = None) -> ReaderInfo:
    """A reader of the service, as it is listed; its address opens this one alone."""
    state, hint = trouble or (State.READY, "")
    return ReaderInfo(str(PcscUri(name)), "pcsc", name, state, hint)


def service_infos(address: PcscUri, code: int) -> tuple[ReaderInfo, ...]:
    """What is listed in the place of readers when the service answers `code`."""
    state, hint = service_trouble(code)
    return (ReaderInfo(str(address), "pcsc", address.name or SERVICE_NAME, state, hint),)


def find_pcsc() -> list[ReaderInfo]:
    """The readers where a card can be tapped, or one entry that says why they cannot be had."""
    from drivers.pcsc_card import ContextLost

    code, context = _establish()
    if context is None:
        return list(service_infos(PcscUri(), code))
    try:
        names = matching(_listed(context), "")
        _, states = context.changes(0, [(name, 0) for name in names]) if names else (Code.OK, [])
        held = {status.name for status in states if status.state & Bits.EXCLUSIVE}
        return [reader_info(name, trouble(Code.SHARING_VIOLATION) if name in held else None) for name in names]
    except ContextLost as lost:
        return list(service_infos(PcscUri(), lost.code))
    finally:
        context.release()


def _establish() -> "tuple[int, Context | None]":
    try:
        from drivers import scard
    except ImportError:
        # pyscard cannot be loaded where the system has no PC/SC library.
        return Code.NO_SERVICE, None
    code, context = scard.establish()
    return code, context if code == Code.OK else None


def _listed(context: "Context") -> list[str]:
    """Every reader's name. Raises ContextLost."""
    from drivers.pcsc_card import ContextLost

    code, names = context.readers()
    if code == Code.NO_READERS_AVAILABLE:
        return []
    if code != Code.OK:
        raise ContextLost(code)
    return names


def _moves(before: int, after: int) -> int:
    """How many insertions and removals lie between two states."""
    return ((after >> COUNTER_SHIFT) - (before >> COUNTER_SHIFT)) & COUNTER_MASK
