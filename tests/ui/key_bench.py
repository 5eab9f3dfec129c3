"""Keys that exist, for an operator at the window: enrolled at this desk, and what is in sight of them."""

from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import Qt

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.validity import Validity
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.training.records import Key
from enroll_app.training.server import TrainingServer
from enroll_app.ui.key.view import KeyView
from tests.ui.hands import Hands

ALT = Qt.KeyboardModifier.AltModifier
CARD, OTHER_CARD, NEW_CARD = "0x0110185c5b", "0x048a4aaaa62d80", "0x0110185c5c"
EM, OTHER, NEW = bytes.fromhex("0110185C5B"), bytes.fromhex("048A4AAAA62D80"), bytes.fromhex("0110185C5C")
# The letters of the acts' buttons.
LETTERS = {
    Act.PIN: Qt.Key.Key_P,
    Act.VALIDITY: Qt.Key.Key_X,
    Act.LEVELS: Qt.Key.Key_L,
    Act.REPLACE: Qt.Key.Key_C,
    Act.BLOCK: Qt.Key.Key_K,
    Act.REMOVE: Qt.Key.Key_M,
}
ENDS = datetime(2026, 12, 24, 22, 59, 59, tzinfo=UTC)


def known(
    hands: Hands,
    service: TrainingServer,
    *,
    card: str = CARD,
    person: Person | None = None,
    levels: tuple[str, ...] = ("Office",),
    pin: PinOrder = PinRule.LEAVE,
    validity: Validity | None = None,
) -> KnownKey:
    """Somebody's key, enrolled at this desk before."""
    ids = tuple(UUID(one.id) for one in service.training.state.levels if one.name in levels)
    order = Order(
        parse_identification(card), person or Person("Åsa", "Lindström"), pin, validity or Validity(None, ENDS), ids
    )
    hands.session.desk.enroller().enroll(order)
    key = hands.session.desk.station().keys.known(parse_identification(card))
    assert key is not None
    return key


def tap_known(hands: Hands, virtual: VirtualReader, uid: bytes = EM) -> KeyInHand:
    """Tap a card that has a key: its view comes into sight."""
    virtual.present(uid)
    hands.until(lambda: hands.session.holding.hand is not None and view_in_sight(hands))
    return hand(hands)


def view(hands: Hands) -> KeyView:
    """The key's view, once it was made."""
    made = hands.window.content.enroll.key
    assert made is not None
    return made


def view_in_sight(hands: Hands) -> bool:
    made = hands.window.content.enroll.key
    return made is not None and made.primary.isVisible()


def begin(hands: Hands, act: Act, key: Qt.Key | None = None) -> None:
    """Choose an act by its letter; a button pressed so moves a moment before it does something."""
    letter(hands, key or LETTERS[act])
    hands.until(lambda: hand(hands).act is act and view(hands).form.isVisible())


def begun(hands: Hands, virtual: VirtualReader, service: TrainingServer, act: Act) -> KnownKey:
    """Tap the card of somebody who is known, and begin this with the key; the key as it was."""
    key = known(hands, service)
    tap_known(hands, virtual)
    begin(hands, act)
    return key


def block(hands: Hands) -> None:
    """Block the card of the key in hand."""
    begin(hands, Act.BLOCK)
    letter(hands, Qt.Key.Key_K)


def tap_new(hands: Hands, virtual: VirtualReader) -> None:
    """Hold the card to the reader that is to take the place of a lost one."""
    virtual.present(NEW)
    hands.until(lambda: "The new card: 0x" in hands.reads())


def draw_pin(hands: Hands) -> Pin:
    """Have a PIN drawn for the key in hand."""
    letter(hands, Qt.Key.Key_D)
    hands.until(lambda: isinstance(hand(hands).draft.pin, Pin))
    drawn = hand(hands).draft.pin
    assert isinstance(drawn, Pin)
    return drawn


def hand(hands: Hands) -> KeyInHand:
    """The key in hand."""
    found = hands.session.holding.hand
    assert found is not None
    return found


def letter(hands: Hands, key: Qt.Key) -> None:
    """Press a button by its letter."""
    hands.press(key, modifier=ALT)


def at_service(service: TrainingServer, card: str = CARD) -> Key | None:
    """The key as the service has it; None where it has none."""
    return service.training.state.key(card)


def made_at(service: TrainingServer, card: str = CARD) -> Key:
    """The same of a card that has one."""
    made = at_service(service, card)
    assert made is not None
    return made


def level_names(service: TrainingServer, card: str = CARD) -> set[str]:
    """What the levels are called that the key has at the service."""
    ids = made_at(service, card).access_levels
    return {level.name for level in service.training.state.levels if level.id in ids}
