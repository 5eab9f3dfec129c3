"""PC/SC readers: every one that is meant, over all of a service's restarts.

The service is watched by one thread, and each reader by one of its own: a call at one reader may block for as long as
another program wishes (pcsc-lite's SCardTransmit waits for the end of another's transaction, LudovicRousseau/PCSC
aa97f4b src/winscard_clnt.c), and a service that is stopped in its tracks never returns from a call at all. What the
threads find meets here.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from drivers.pcsc_codes import Bits, Code, service_silent, service_trouble, trouble
from drivers.pcsc_names import matching
from drivers.pcsc_service import ContextLost, Establish, Failed, Listed, ServiceWatch, establish_context, listed
from drivers.pcsc_slot import SlotEvent, SlotWatch, Trouble
from drivers.reader import CardGone, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.uri import PcscUri

if TYPE_CHECKING:
    from drivers.scard import Context

# How often `stop` is looked at, in seconds; the contract of `drivers.reader` asks for 0.5.
LOOK_S = 0.2
# How long the service may be silent before that is told, in seconds: it is heard at least twice a second.
SILENT_S = 2.5
# How long the threads may take to end, in seconds: more than one of their waits. They are daemons, and cannot hold up
# the end of the program when the service never returns from a call.
END_S = 1.0
# How the service itself is listed when it does not answer.
SERVICE_NAME = "Smart-card service"
ABSENT_HINT = "This reader is not attached. Attach it, or choose another one."

_Post = Listed | Failed | tuple[SlotWatch, SlotEvent] | Exception


@dataclass(slots=True)
class _Slot:
    """A reader, as far as its thread has told of it."""

    watch: SlotWatch
    thread: Thread | None = None
    present: bool = False
    trouble: tuple[State, str] | None = None


class PcscReader:
    """All PC/SC readers that an address means. `events` reports the name of the one where the card lies.

    uri: the address as it was written, when it is another one. but_not: names of readers that are listened to by
    others, as an address has them. establish: asks the service for a context.
    """

    def __init__(
        self,
        address: PcscUri,
        *,
        uri: str = "",
        but_not: Collection[str] = (),
        establish: Establish | None = None,
    ) -> None:
        self._address = address
        self._but_not = tuple(but_not)
        self._establish = establish or establish_context
        self._uri = uri or str(address)

    @property
    def uri(self) -> str:
        """The address that this reader was opened with."""
        return self._uri

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell readers and cards until `stop` is set. A card that lies there already is told, once."""
        return _Watch(self._address, self._but_not, self._establish).events(stop)


class _Watch:
    """One run of `PcscReader.events`. Everything here is done by the thread that asks for the events."""

    def __init__(self, address: PcscUri, but_not: Collection[str], establish: Establish) -> None:
        self._address = address
        self._but_not = but_not
        self._establish = establish
        self._posts: SimpleQueue[_Post] = SimpleQueue()
        self._service = ServiceWatch(establish, self._posts.put)
        self._ending = Event()
        self._slots: dict[str, _Slot] = {}
        self._leaving: list[_Slot] = []
        # The code that the service answers instead of a list. Nothing is listed before it was heard.
        self._failed: int | None = None
        self._listed = False
        # Every reader that the address means is another's.
        self._left_to_others = False
        self._told: tuple[ReaderInfo, ...] | None = None

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        service = self._started("pcsc-service", lambda: self._service.run(self._ending))
        try:
            while not stop.is_set():
                try:
                    post = self._posts.get(timeout=LOOK_S)
                except Empty:
                    yield from self._tell()
                    continue
                yield from self._handled(post)
        finally:
            self._end(service)

    def _handled(self, post: _Post) -> Iterator[ReaderEvent]:
        if isinstance(post, tuple):
            watch, told = post
            slot = self._slots.get(watch.name)
            # A reader that left may still be telling of its last card.
            if slot is None or slot.watch is not watch:
                return
            if isinstance(told, Trouble):
                slot.trouble = trouble(told.code)
                yield from self._tell()
            else:
                slot.present = not isinstance(told, CardGone)
                yield told
        elif isinstance(post, Listed):
            self._failed, self._listed = None, True
            yield from self._meant(self._own(list(post.names)))
        elif isinstance(post, Exception):
            raise post
        else:
            self._failed = post.code
            yield from self._tell()

    def _own(self, names: list[str]) -> list[str]:
        """The readers that the address means, without those that are another's."""
        meant = matching(names, self._address.name, all_slots=self._address.all_slots)
        others = {name for wanted in self._but_not for name in matching(names, wanted)}
        own = [name for name in meant if name not in others]
        self._left_to_others = bool(meant) and not own
        return own

    def _meant(self, names: list[str]) -> Iterator[ReaderEvent]:
        """Take on the readers that came and let go of those that left."""
        for name in [name for name in self._slots if name not in names]:
            slot = self._slots.pop(name)
            slot.watch.stop.set()
            self._leaving = [left for left in (*self._leaving, slot) if left.thread and left.thread.is_alive()]
            if slot.present:
                yield CardGone(name)
        for name in names:
            if name not in self._slots:
                self._slots[name] = self._slot(name)
        yield from self._tell()
        for slot in self._slots.values():
            if slot.thread is None:
                slot.thread = self._started(f"pcsc-{slot.watch.name}", slot.watch.run)

    def _slot(self, name: str) -> _Slot:
        return _Slot(SlotWatch(name, self._establish, self._service.up, self._posted, profile=self._address.profile))

    def _posted(self, watch: SlotWatch, told: SlotEvent) -> None:
        self._posts.put((watch, told))

    def _started(self, name: str, run: Callable[[], None]) -> Thread:
        def guarded() -> None:
            try:
                run()
            except Exception as exc:  # noqa: BLE001  the top of a thread: handed over, and raised there
                self._posts.put(exc)

        thread = Thread(target=guarded, name=name, daemon=True)
        thread.start()
        return thread

    def _end(self, service: Thread) -> None:
        self._ending.set()
        slots = [*self._slots.values(), *self._leaving]
        for slot in slots:
            slot.watch.stop.set()
        deadline = monotonic() + END_S
        for thread in (service, *(slot.thread for slot in slots)):
            if thread is not None:
                thread.join(max(0.0, deadline - monotonic()))

    def _infos(self) -> tuple[ReaderInfo, ...] | None:
        """What is listed now; None while nothing is known yet."""
        if self._service.silent_for(monotonic()) > SILENT_S:
            return service_infos(self._address, service_silent())
        if self._failed is not None:
            return service_infos(self._address, service_trouble(self._failed))
        if not self._listed:
            return None
        if not self._slots and self._address.name and not self._left_to_others:
            return (ReaderInfo(str(self._address), "pcsc", self._address.name, State.ABSENT, ABSENT_HINT),)
        return tuple(
            reader_info(name, slot.trouble, self._address.profile) for name, slot in sorted(self._slots.items())
        )

    def _tell(self) -> Iterator[ReaderEvent]:
        infos = self._infos()
        if infos is not None and infos != self._told:
            self._told = infos
            yield ReadersChanged(infos)


def reader_info(name: str, trouble: tuple[State, str] | None = None, profile: str = "") -> ReaderInfo:
    """A reader of the service, as it is listed; its address opens this one alone."""
    state, hint = trouble or (State.READY, "")
    return ReaderInfo(str(PcscUri(name, profile=profile)), "pcsc", name, state, hint)


def service_infos(address: PcscUri, trouble: tuple[State, str]) -> tuple[ReaderInfo, ...]:
    """What is listed in the place of readers when the service has a trouble of its own."""
    state, hint = trouble
    return (ReaderInfo(str(address), "pcsc", address.name or SERVICE_NAME, state, hint),)


def find_pcsc(address: PcscUri | None = None, *, establish: Establish | None = None) -> list[ReaderInfo]:
    """The readers where a card can be tapped, or one entry that says why they cannot be had.

    address: which readers are meant; every contactless one if left out. Takes SILENT_S at the most.
    """
    address, establish = address or PcscUri(), establish or establish_context
    deadline = monotonic() + SILENT_S
    if not _finding.acquire(timeout=SILENT_S):
        return list(service_infos(address, service_silent()))
    found: SimpleQueue[list[ReaderInfo] | Exception] = SimpleQueue()
    # A service that hangs keeps this thread, and nothing else.
    Thread(target=_find_into, args=(found, address, establish), name="pcsc-finding", daemon=True).start()
    try:
        told = found.get(timeout=max(0.0, deadline - monotonic()))
    except Empty:
        return list(service_infos(address, service_silent()))
    if isinstance(told, Exception):
        raise told
    return told


# Held by the only thread that finds: who asks again and again while the service hangs must not add one each time.
_finding = Lock()


def _find_into(found: "SimpleQueue[list[ReaderInfo] | Exception]", address: PcscUri, establish: Establish) -> None:
    try:
        found.put(_find(address, establish))
    except Exception as exc:  # noqa: BLE001  the top of a thread: handed over, and raised there
        found.put(exc)
    finally:
        _finding.release()


def _find(address: PcscUri, establish: Establish) -> list[ReaderInfo]:
    code, context = establish()
    if context is None:
        return list(service_infos(address, service_trouble(code)))
    try:
        names = matching(listed(context), address.name, all_slots=address.all_slots)
        return [reader_info(name, trouble(_state_code(context, name))) for name in names]
    except ContextLost as lost:
        return list(service_infos(address, service_trouble(lost.code)))
    finally:
        context.release()


def _state_code(context: "Context", name: str) -> int:
    """The code that describes a reader's state best."""
    code, state, _ = context.change(0, name, 0)
    if state & Bits.EXCLUSIVE:
        return Code.SHARING_VIOLATION
    return Code.READER_UNAVAILABLE if state & Bits.UNAVAILABLE else code
