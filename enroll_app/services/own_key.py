"""A card that has a key of its person's already, in the place of a lost one: what the new key is to be goes over that.

The service changes the key that a card has and keeps what a request leaves out (IntServ Access API, `/accesskeys/add`):
its PIN, its dates and its levels would stay under a screen that says "never expires, no PIN".
"""

from dataclasses import replace
from datetime import datetime

from enroll_app.domain.enrollment import Order
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.validity import Validity

OWN_KEY_ENDS = "own-key-ends"
"""The code of the problem of a new card whose own key has an end, where none was given to put in its place."""


def over_own(order: Order, own: KnownKey | None, now: datetime) -> Order:
    """The order with everything named that would stay otherwise. own: the card's key, where one is known."""
    pin = PinRule.CLEAR if order.pin is PinRule.LEAVE else order.pin
    start, end = order.validity.start, order.validity.end
    if own is not None and start is None and own.validity.start and own.validity.start > now:
        # A date cannot be taken away; one that has passed comes to the same as none.
        start = now.replace(microsecond=0)
    validity = order.validity if start is None or (end and end <= start) else Validity(start, end)
    return replace(order, pin=pin, validity=validity)


def own_key_problems(order: Order, own: KnownKey | None) -> list[Problem]:
    """What of a card's own key would stay, because no request can take it away."""
    found = []
    if own is not None and own.validity.end and order.validity.end is None:
        found.append(
            Problem(
                OWN_KEY_ENDS,
                "The new card has a key already, which ends on {end}; the service has no way to take an end away.",
                "Say until when the new card is to be valid, or take another card.",
                {"end": f"{own.validity.end:%Y-%m-%d %H:%M} UTC"},
                "valid_to",
            )
        )
    if own is not None and own.levels != () and not order.levels:
        found.append(
            Problem(
                "own-key-levels",
                "The new card has a key already, whose access levels would stay; the old key has none.",
                "Take another card, or remove that key first.",
                field="card",
            )
        )
    return found
