"""The keys that a service has, with the upsert of `/accesskeys/add`.

Standard library only; written from the vendor's documentation, apart from the product and from its training server.
"""

import copy
import uuid
from typing import Any

Json = dict[str, Any]
_SIZE_OF_DIGITS = {10: 4, 13: 5, 17: 7, 20: 8, 25: 10}
_SIZE_OF_NAME = {"MC": 4, "EM": 5, "MD": 7}


def card_of(identification: str) -> str:
    """A card in one spelling, whatever it came in: per technology the size in bytes and the number."""
    return "|".join(_part(part) for part in identification.split("|"))


def _part(text: str) -> str:
    if text[:2] in ("0x", "0X"):
        return f"{len(text) // 2 - 1}:{int(text[2:], 16)}"
    name, colon, number = text.partition(":")
    if colon:
        return f"{_SIZE_OF_NAME[name.upper()]}:{int(number)}"
    return f"{_SIZE_OF_DIGITS[len(text)]}:{int(text)}"


def decimal(identification: str) -> str:
    """The same card in fixed-size decimal, as the service may spell it in its answers."""
    sizes = {size: digits for digits, size in _SIZE_OF_DIGITS.items()}
    sides = (part.split(":") for part in card_of(identification).split("|"))
    return "|".join(number.zfill(sizes[int(size)]) for size, number in sides)


class RefusedError(Exception):
    """The request cannot be carried out; `status` is what HTTP says to it."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class KeyBook:
    """Keys by id. A key: the answer's fields, and its PIN. Nothing is ever given out that could be changed outside."""

    def __init__(self) -> None:
        self._keys: dict[str, Json] = {}
        self._by_card: dict[str, Json] = {}
        self._persons: dict[str, Json] = {}

    def add(self, request: Json) -> Json:
        """Create a key, or update the one of that id or card. Returns the key, its PIN included."""
        key = self._found(request)
        if key is None:
            if "id" in request:
                raise RefusedError(404)
            key = self._made(request)
        if "pin" in request:
            key["pin"] = request["pin"]
        for name in ("valid_from_date", "valid_to_date", "access_levels"):
            if name in request:
                key[name] = request[name]
        return copy.deepcopy(key)

    def remove(self, request: Json) -> str:
        """Remove a key by its id, or by its card. Returns its id."""
        key = self._found(request)
        if key is None:
            raise RefusedError(404)
        del self._keys[key["id"]]
        del self._by_card[card_of(key["key"]["identification"])]
        return str(key["id"])

    def _found(self, request: Json) -> Json | None:
        if "id" in request:
            return self._keys.get(request["id"])
        return self._by_card.get(card_of(request["key"]["identification"]))

    def _made(self, request: Json) -> Json:
        person = self._person(request.get("person", {}))
        key: Json = {
            "id": str(uuid.uuid4()),
            "key": {"identification": request["key"]["identification"], "type": "proximity"},
            "pin": None,
            "valid_from_date": None,
            "valid_to_date": None,
            "access_levels": [],
            "person": person,
        }
        self._keys[key["id"]] = self._by_card[card_of(key["key"]["identification"])] = key
        return key

    def _person(self, who: Json) -> Json:
        """Somebody who is there, or somebody new. A name is not enough to be the same person."""
        if "id" in who:
            if who["id"] not in self._persons:
                raise RefusedError(400)
            return self._persons[who["id"]]
        names = {"first_name": who.get("first_name", "Generated"), "last_name": who.get("last_name", "Name")}
        person: Json = {"id": str(uuid.uuid4()), **names}
        self._persons[person["id"]] = person
        return person
