"""What the technologies are called on the screen: their makers' own names, the same in every language."""

from enroll_app.domain.cards import Technology
from enroll_app.domain.tap import Tap

_NAMES = {
    Technology.EM4100: "EM4100",
    Technology.MIFARE_CLASSIC: "Mifare Classic",
    Technology.MIFARE_DESFIRE: "Mifare DESFire",
    Technology.MIFARE_ULTRALIGHT: "Mifare Ultralight",
    Technology.HID_PROX: "HID Prox",
    Technology.ICLASS: "iCLASS",
    Technology.ISO15693: "ISO 15693",
    Technology.FELICA: "FeliCa",
    Technology.UNKNOWN: "—",
}


def technology_name(technology: Technology) -> str:
    """The technology's name; a dash where the card did not tell."""
    return _NAMES[technology]


def names_of(tap: Tap) -> str:
    """The technologies of a card's sides."""
    return " + ".join(technology_name(side.technology) for side in tap.sides)
