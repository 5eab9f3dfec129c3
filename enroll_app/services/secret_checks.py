"""The checks of where this desk's secrets lie, of its client certificate, and of what waits to be sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from enroll_app.domain.checkup import Area, Check, CheckState, Fact, filled, wrong
from enroll_app.domain.operations import Counts
from enroll_app.domain.ports import MovableVault, StoreError, Vault, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, SecretPlace

Cautions = Callable[[datetime], tuple[Problem, ...]]
# Out of this many places in the outbox, it is told: a choice of ours.
_LITTLE_ROOM = 5_000


def secret_checks(vault: Vault, *, from_environment: bool) -> Iterator[Check]:
    """Where the API key comes from, and whether PINs can be kept while they wait. Never shows a secret."""
    left = vault.leftover() if isinstance(vault, MovableVault) else ""
    if left:
        cause = f"The file {left}, which is not encrypted, still holds secrets, though this desk keeps them elsewhere."
        remedy = "Give the key again with enroll-app key set, which takes it out of there, then delete the file."
        yield Check("secrets-left", Area.SETTINGS, CheckState.ATTENTION, cause, remedy)
    facts: dict[str, Fact] = {"source": "environment" if from_environment else "none"}
    try:
        kept = vault.get(API_KEY) is not None
    except VaultError as error:
        check = wrong("secrets", Area.SETTINGS, error.problem, **facts)
        lost = " PINs that wait to be sent are not kept, and have to be given again."
        # Not wrong by itself: whether the key is lacking is told by the check of the key.
        yield replace(check, state=CheckState.ATTENTION, cause=check.cause + lost)
        return
    in_file = isinstance(vault, MovableVault) and vault.chosen is SecretPlace.FILE
    if kept and not from_environment:
        facts["source"] = vault.chosen.value if isinstance(vault, MovableVault) else SecretPlace.VAULT.value
    cause = f"This desk keeps its secrets in {vault.place()}."
    if in_file:
        remedy = "If this computer has a vault, move them there with enroll-app key set --keep vault."
        yield Check("secrets", Area.SETTINGS, CheckState.ATTENTION, cause, remedy, facts)
    else:
        yield Check("secrets", Area.SETTINGS, CheckState.OK, cause, facts=facts)


def certificate_checks(cautions: Cautions, now: datetime) -> Iterator[Check]:
    """The client certificate's file. cautions: raises InvalidInputError where it cannot be used."""
    name = "client-certificate"
    try:
        found = cautions(now)
    except InvalidInputError as error:
        yield from (wrong(name, Area.SETTINGS, problem) for problem in error.problems)
        return
    for problem in found:
        cause, remedy = filled(problem.cause, problem), filled(problem.remedy, problem)
        yield Check(name, Area.SETTINGS, CheckState.ATTENTION, cause, remedy, {"code": problem.code})
    if not found:
        yield Check(name, Area.SETTINGS, CheckState.OK, "The client certificate can be read, and does not end soon.")


def outbox_checks(counts_of: Callable[[], Counts]) -> Iterator[Check]:
    """What waits to be sent. counts_of: raises StoreError where the records cannot be used."""
    try:
        counts = counts_of()
    except StoreError as error:
        yield wrong("outbox", Area.COMPUTER, error.problem)
        return
    facts: dict[str, Fact] = {
        "waiting": counts.waiting,
        "unconfirmed": counts.unconfirmed,
        "needing": counts.needing,
        "room": counts.room,
    }
    total = f"{counts.unfinished} = {counts.waiting} waiting + {counts.unconfirmed} not confirmed"
    cause = f"The outbox: {total} + {counts.needing} that need somebody."
    if counts.needing:
        remedy = "Look at them with enroll-app outbox list, or in the window's outbox."
        yield Check("outbox", Area.COMPUTER, CheckState.ATTENTION, cause, remedy, facts)
    elif counts.room < _LITTLE_ROOM:
        cause += f" There is room for {counts.room} more."
        remedy = "See to it that the service can be reached, so that they are sent."
        yield Check("outbox", Area.COMPUTER, CheckState.ATTENTION, cause, remedy, facts)
    elif counts.unfinished:
        yield Check("outbox", Area.COMPUTER, CheckState.OK, cause, facts=facts)
    else:
        yield Check("outbox", Area.COMPUTER, CheckState.OK, "Nothing waits to be sent.", facts=facts)
