"""What does an act on a key, off a face's thread."""

from collections.abc import Callable
from dataclasses import replace

from enroll_app.domain.draft import check_pin
from enroll_app.domain.operations import Change, Outcome, Removal
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.key_acts import BUILD_ON_IT, Act, Meant, owner_of_key
from enroll_app.services.key_checks import waits_already
from enroll_app.services.key_waiting import waiting_for
from enroll_app.services.station import Station

Work = Callable[[Station], tuple[Outcome, ...]]


def work_of(meant: Meant, reader: str = "") -> Work:
    """What does an act that `problems` finds nothing wrong with; it blocks, and raises as `Keys` does.

    InvalidInputError also where something was saved meanwhile, at another window or by a command, that is in its way
    or makes the key another one than the form was filled in for.
    """
    work = _work(meant, reader)

    def checked(station: Station) -> tuple[Outcome, ...]:
        waiting = waiting_for(station.outbox, meant.key)
        found = list(waits_already(meant.act, waiting))
        seen = {one.number for one in meant.waiting}
        if not found and meant.act in BUILD_ON_IT and any(one.number not in seen for one in waiting):
            found.append(_CHANGED)
        if found:
            raise InvalidInputError(*found)
        return work(station)

    return checked


_CHANGED = Problem(
    "changed-meanwhile",
    "Something else was saved for this key meanwhile; nothing was sent.",
    "Look at what the outbox has of it, and at this once more.",
)


def _work(meant: Meant, reader: str) -> Work:
    key = meant.key
    if meant.act is Act.BLOCK:
        return lambda station: (station.keys.block(key, reader),)
    if meant.act is Act.REMOVE:
        removal = Removal(key.key_id, key.identification, owner_of_key(key))
        return lambda station: (station.keys.remove(removal, reader),)
    if meant.act is Act.REPLACE:
        return _replacement(meant, reader)
    change = Change(key.key_id, key.identification, key.owner)
    if meant.act is Act.PIN:
        change = replace(change, pin=check_pin(meant.draft))
    elif meant.act is Act.VALIDITY:
        change = replace(change, validity=meant.validity)
    else:
        change = replace(change, levels=meant.level_ids)
    return lambda station: (station.keys.change(change, reader=reader),)


def _replacement(meant: Meant, reader: str) -> Work:
    assert meant.new is not None
    assert meant.new.identification is not None
    card, pin = meant.new.identification, check_pin(meant.draft)
    old = replace(meant.key, owner=meant.owner)
    validity, levels = meant.new_validity, meant.replaced_levels
    return lambda station: station.keys.replace(old, card, pin, reader=reader, validity=validity, levels=levels)
