"""The checks of readers: what is attached, and whether the desk can listen to what it is set to."""

import re
from collections.abc import Callable, Iterator, Sequence

from drivers.errors import BadReaderUri
from drivers.reader import ReaderInfo, State
from drivers.uri import AutoUri, PcscUri, ReaderUri, parse
from enroll_app.domain.checkup import Area, Check, CheckState, Fact

StateOf = Callable[[ReaderUri, Sequence[ReaderInfo]], ReaderInfo]
"""Whether the reader at an address can be used now, as far as that can be told without opening it."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def reader_checks(found: Sequence[ReaderInfo], uris: Sequence[str], state_of: StateOf) -> Iterator[Check]:
    """What was found, and each of the addresses that the desk listens to."""
    addresses: list[ReaderUri] = []
    for uri in uris:
        try:
            addresses.append(parse(uri))
        except BadReaderUri as error:
            outside = "A reader's address in the settings cannot be understood."
            yield Check("reader-address", Area.SETTINGS, CheckState.WRONG, error.problem, error.remedy, outside=outside)
    states = [state_of(address, found) for address in addresses]
    usable = any(info.state is State.READY for info in states)
    # A desk whose readers are all on serial ports does not need the service.
    missed = not usable and any(isinstance(address, PcscUri | AutoUri) for address in addresses)
    yield _smart_card_service(found, missed=missed)
    yield from (_found_reader(info) for info in found if not _is_service_trouble(info))
    yield from (_listened_to(info, usable=usable) for info in states)


def _is_service_trouble(info: ReaderInfo) -> bool:
    return info.kind == "pcsc" and info.state in (State.SERVICE_MISSING, State.REFUSED)


def _said(hint: str) -> tuple[str, str]:
    """A reader's hint as cause and remedy."""
    cause, *rest = _SENTENCE_END.split(hint, maxsplit=1)
    return cause, rest[0] if rest else ""


def _smart_card_service(found: Sequence[ReaderInfo], *, missed: bool) -> Check:
    """missed: no reader can be used, and one that the service has would do."""
    trouble = next((info for info in found if _is_service_trouble(info)), None)
    if trouble is None:
        return Check("smart-card-service", Area.READERS, CheckState.OK, "The smart-card service answers.")
    cause, remedy = _said(trouble.hint)
    state = CheckState.WRONG if missed else CheckState.ATTENTION
    return Check("smart-card-service", Area.READERS, state, cause, remedy, {"service_state": trouble.state.value})


def _found_reader(info: ReaderInfo) -> Check:
    cause, remedy = _said(info.hint)
    state = CheckState.OK if info.state is State.READY else CheckState.ATTENTION
    return Check("reader", Area.READERS, state, cause or f"{info.name} is ready.", remedy, _facts(info))


def _listened_to(info: ReaderInfo, *, usable: bool) -> Check:
    """One of the readers that the desk is set to. usable: at least one of them can be used."""
    cause, remedy = _said(info.hint)
    if info.state is State.READY:
        said = cause or f"The desk can listen to {info.name or info.uri}."
        return Check("listening", Area.READERS, CheckState.OK, said, remedy, _facts(info))
    state = CheckState.ATTENTION if usable else CheckState.WRONG
    return Check("listening", Area.READERS, state, cause or f"{info.name} is not ready.", remedy, _facts(info))


def _facts(info: ReaderInfo) -> dict[str, Fact]:
    return {"uri": info.uri, "kind": info.kind, "name": info.name, "reader_state": info.state.value}
