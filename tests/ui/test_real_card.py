"""From a tap on a real reader interface to the doors: pcscd with a virtual card, the window, the API over HTTP."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from enroll_app.services.steps import Step
from enroll_app.training.server import TrainingServer
from tests.hardware_doubles.pcscd import Pcscd
from tests.hardware_doubles.vpcd import VirtualCard, desfire
from tests.ui.hands import Hands

UID = bytes.fromhex("048A4AAAA62D80")

LayCard = Callable[[VirtualCard], VirtualCard]


def test_a_real_tap_becomes_a_key_at_the_doors(lay_card: LayCard, pcsc_hands: Hands, service: TrainingServer) -> None:
    hands = pcsc_hands
    hands.until(lambda: "Virtual PCD" in hands.session.reader_health.words)
    lay_card(desfire(UID))
    hands.until_step(Step.PERSON)
    assert "Mifare DESFire" in hands.reads()
    hands.type("Åsa")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Öberg")
    hands.enter()
    hands.until_step(Step.PIN)
    hands.type("0042")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.type("2026-07-31")
    hands.enter()
    hands.until_step(Step.REVIEW)
    hands.enter()
    hands.until(lambda: "Åsa Öberg has a key" in hands.reads())
    made = service.training.state.key("0x048a4aaaa62d80")
    assert made is not None
    assert (made.pin, made.person.first_name, made.person.last_name) == ("0042", "Åsa", "Öberg")
    assert made.valid_to is not None
    # The last second of a day in July, two hours east of Greenwich.
    assert made.valid_to.isoformat() == "2026-07-31T21:59:59+00:00"


def test_the_smart_card_service_may_stop_and_start_while_a_name_is_typed(
    own_pcscd: Pcscd, lay_card: LayCard, pcsc_hands: Hands
) -> None:
    hands = pcsc_hands
    with desfire(UID):
        hands.until_step(Step.PERSON)
    hands.type("Åsa")
    own_pcscd.stop()
    hands.until(lambda: "No reader is ready" in hands.reads())
    assert hands.line.text() == "Åsa"
    own_pcscd.start()
    hands.until(lambda: "Virtual PCD" in hands.session.reader_health.words)
    lay_card(desfire(bytes.fromhex("047B5582F13E80")))
    hands.until(lambda: "Another card was tapped" in hands.reads())
    assert hands.line.text() == "Åsa"
