"""The calls of PC/SC that are used here, with types. Nothing else touches pyscard.

Every call returns PC/SC's code first, never raises for it, and blocks only where its text says so. Codes are masked
to 32 bits, for pyscard returns them signed or unsigned, by platform (deduced).

pyscard takes no reader's name but ASCII where it waits for a change, in every locale, and cannot list the readers when
one name is not UTF-8 (LudovicRousseau/pyscard 2.3.1, seen): `Code.BAD_NAME`.
"""

import ctypes

from smartcard import scard

from drivers.pcsc_codes import Code

_MASK = 0xFFFFFFFF
# What pyscard raises of a name that it cannot encode, and of one that it cannot decode.
_NAME_FAULTS = (UnicodeError, SystemError, TypeError)
# The only library whose types of arguments are known here to be right.
_LIBRARY = "libpcsclite.so.1"

_SEND_PCI = {
    scard.SCARD_PROTOCOL_T0: scard.SCARD_PCI_T0,
    scard.SCARD_PROTOCOL_T1: scard.SCARD_PCI_T1,
}


class Context:
    """One connection to the service. Not to be shared between threads."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Give the context back; harmless when the service has gone."""
        scard.SCardReleaseContext(self._handle)

    def readers(self) -> tuple[int, list[str]]:
        """Every reader's name. One that is not UTF-8 comes with marks in it, so that nothing can be asked of it."""
        try:
            code, names = scard.SCardListReaders(self._handle, [])
        except _NAME_FAULTS:
            return _raw_names(self._handle)
        return code & _MASK, list(names)

    def change(self, timeout_ms: int, reader: str, known: int) -> tuple[int, int, bytes]:
        """Block until the reader's state differs from `known`, or for `timeout_ms`: its state and the card's ATR.

        The state has the bits of SCardGetStatusChange, with the counter in its upper half.
        """
        try:
            code, states = scard.SCardGetStatusChange(self._handle, timeout_ms, [(reader, known)])
        except _NAME_FAULTS:
            return Code.BAD_NAME, 0, b""
        if code or not states:
            return code & _MASK, 0, b""
        _, state, atr = states[0]
        return 0, state & _MASK, bytes(atr)

    def control(self, reader: str, number: int, command: bytes) -> tuple[int, bytes]:
        """Send a command to the reader itself, without a card, and return its answer. `number`: of the control code."""
        code, handle, _ = self._connected(reader, scard.SCARD_SHARE_DIRECT, 0)
        if code:
            return code, b""
        try:
            code, answer = scard.SCardControl(handle, scard.SCARD_CTL_CODE(number), list(command))
            return code & _MASK, bytes(answer)
        finally:
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)

    def connect(self, reader: str) -> tuple[int, "Card"]:
        """Talk to the card beside other programs. Blocks while the card is powered."""
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, handle, protocol = self._connected(reader, scard.SCARD_SHARE_SHARED, protocols)
        return code, Card(handle, protocol)

    def _connected(self, reader: str, share: int, protocols: int) -> tuple[int, int, int]:
        try:
            code, handle, protocol = scard.SCardConnect(self._handle, reader, share, protocols)
        except _NAME_FAULTS:
            return Code.BAD_NAME, 0, 0
        return code & _MASK, handle, protocol


class Card:
    """A card that is talked to."""

    def __init__(self, handle: int, protocol: int) -> None:
        self._handle = handle
        self._pci = _SEND_PCI.get(protocol, scard.SCARD_PCI_T1)

    def transmit(self, command: bytes) -> tuple[int, bytes]:
        """Send a command and return its answer with the two status bytes.

        Blocks until the card answers, and with pcsc-lite also while another program is in the midst of a transaction.
        """
        code, answer = scard.SCardTransmit(self._handle, self._pci, list(command))
        return code & _MASK, bytes(answer)

    def reset(self) -> tuple[int, bytes]:
        """Switch the card off and on, and return the answer to reset that it gives now. Blocks while it is powered.

        Other programs that talk to it are told that it was reset.
        """
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, protocol = scard.SCardReconnect(self._handle, scard.SCARD_SHARE_SHARED, protocols, scard.SCARD_RESET_CARD)
        if code & _MASK:
            return code & _MASK, b""
        self._pci = _SEND_PCI.get(protocol, scard.SCARD_PCI_T1)
        code, _reader, _state, _protocol, atr = scard.SCardStatus(self._handle)
        return code & _MASK, bytes(atr)

    def disconnect(self) -> None:
        """Leave the card powered as it is, for other programs."""
        scard.SCardDisconnect(self._handle, scard.SCARD_LEAVE_CARD)


def establish() -> tuple[int, Context]:
    """A new context. Blocks for as long as the service needs to start."""
    code, handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    return code & _MASK, Context(handle)


def _raw_names(handle: int) -> tuple[int, list[str]]:
    """Every reader's name by the system's own library, past pyscard; a code only, where it is not pcsc-lite."""
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        return Code.BAD_NAME, []
    # SCARDCONTEXT is a long and DWORD an unsigned one there (LudovicRousseau/PCSC aa97f4b src/PCSC/wintypes.h).
    context, size = ctypes.c_long(handle), ctypes.c_ulong(0)
    code = library.SCardListReaders(context, None, None, ctypes.byref(size)) & _MASK
    names = ctypes.create_string_buffer(size.value)
    if not code:
        # A reader that came in between makes this one fail, and the next list is asked for in a moment.
        code = library.SCardListReaders(context, None, names, ctypes.byref(size)) & _MASK
    if code:
        return code, []
    return code, [name.decode(errors="replace") for name in names.raw.split(b"\0") if name]
