"""The calls of PC/SC that are used here, with types. Nothing else touches pyscard.

Every call returns PC/SC's code first, never raises for it, and blocks only where its text says so. Codes are masked
to 32 bits, for pyscard returns them signed or unsigned, by platform (deduced).
"""

from smartcard import scard

_MASK = 0xFFFFFFFF

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
        """Every reader's name."""
        code, names = scard.SCardListReaders(self._handle, [])
        return code & _MASK, list(names)

    def change(self, timeout_ms: int, reader: str, known: int) -> tuple[int, int, bytes]:
        """Block until the reader's state differs from `known`, or for `timeout_ms`: its state and the card's ATR.

        The state has the bits of SCardGetStatusChange, with the counter in its upper half.
        """
        code, states = scard.SCardGetStatusChange(self._handle, timeout_ms, [(reader, known)])
        if code or not states:
            return code & _MASK, 0, b""
        _, state, atr = states[0]
        return 0, state & _MASK, bytes(atr)

    def control(self, reader: str, number: int, command: bytes) -> tuple[int, bytes]:
        """Send a command to the reader itself, without a card, and return its answer. `number`: of the control code."""
        code, handle, _ = scard.SCardConnect(self._handle, reader, scard.SCARD_SHARE_DIRECT, 0)
        if code & _MASK:
            return code & _MASK, b""
        try:
            code, answer = scard.SCardControl(handle, scard.SCARD_CTL_CODE(number), list(command))
            return code & _MASK, bytes(answer)
        finally:
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)

    def connect(self, reader: str) -> tuple[int, "Card"]:
        """Talk to the card beside other programs. Blocks while the card is powered."""
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, handle, protocol = scard.SCardConnect(self._handle, reader, scard.SCARD_SHARE_SHARED, protocols)
        return code & _MASK, Card(handle, protocol)


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
