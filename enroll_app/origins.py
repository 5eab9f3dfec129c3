"""Whose doors the outbox is meant for: looked at by whoever opens it, window or command. A part of composition."""

from contextlib import suppress
from urllib.parse import urlsplit

from enroll_app.domain.ports import StoreError
from enroll_app.service_link import place_of
from enroll_app.services.outbox import Outbox
from enroll_app.store.database import Database
from enroll_app.store.origin import Origin

_USUAL = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, the port only where it is not the usual one; empty for no address."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != _USUAL.get(parts.scheme) else "")


def take_up(url: str, database: Database, outbox: Outbox) -> None:
    """Set aside what waits for another service than that of this address, and remember this one.

    Raises StoreError where what waits cannot be set aside: it must not be sent to other doors. That nothing could be
    remembered where nothing was before, as on a full disk, keeps nobody from working.
    """
    from enroll_app.services.moving import meant_for, put_aside_now

    kept, origin = Origin(database), origin_of(url)
    before = kept.read()
    if not origin or before == origin:
        return
    if before:
        put_aside_now(outbox, meant_for(place_of(before)))
        kept.write(origin)
    else:
        with suppress(StoreError):
            kept.write(origin)
