"""Everything that can be wrong with a station after a run: the oracle's word, and secrets that lie about."""

from collections.abc import Sequence
from pathlib import Path

from tests.torture.leaks import leaks
from tests.torture.oracle import Meant, judge
from tests.torture.stage import Place, Service

CANARY_KEY = "canary-2c7f9e41-8d53-integration-key"
"""The API key; nothing but the Authorization header may have it."""


def verdict(place: Place, service: Service, meant: Sequence[Meant]) -> list[str]:
    """What is wrong; empty where nothing is."""
    if not service.journal.exists():
        service.journal.touch()
    return [
        *judge(place.store, service.journal, meant, place.acks(), place.told()),
        *secrets_in(place.home, meant),
    ]


def secrets_in(home: Path, meant: Sequence[Meant]) -> list[str]:
    """Which secrets lie about in a station's folder, and in what its processes said."""
    secrets = [CANARY_KEY, *sorted({one.pin for one in meant})]
    return [f"8: {leak}" for leak in leaks(home, secrets)]
