"""The invented world that a training server starts with. Nobody in it exists."""

from .records import Level

SYSTEM_MAIN, SYSTEM_ANNEX = SYSTEMS = ("abc123-001", "abc123-002")
"""Door systems, named as in the vendor's samples."""

DELAYS_S = {SYSTEM_MAIN: 2.0, SYSTEM_ANNEX: 5.0}
"""Seconds until a change has reached each door system, before scaling."""

LEVELS = (
    Level("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e01", "Entrance", SYSTEM_MAIN),
    Level("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e02", "Office", SYSTEM_MAIN),
    Level("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e03", "Entré", SYSTEM_MAIN),
    Level("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e04", "Entrance", SYSTEM_ANNEX),
    Level("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e05", "Workshop", SYSTEM_ANNEX),
    Level("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e06", "Förråd", SYSTEM_ANNEX),
)

KEYS: tuple[dict[str, object], ...] = (
    {
        "key": {"identification": "0x0a0b0c0d0e", "type": "proximity"},
        "pin": "1234",
        "access_levels": [LEVELS[0].id, LEVELS[1].id],
        "person": {"first_name": "Åsa", "last_name": "Lindqvist"},
    },
    {
        "key": {"identification": "MC:3405691582", "type": "proximity"},
        "access_levels": [LEVELS[3].id],
        "person": {"first_name": "Bo", "last_name": "Öberg"},
    },
    {"key": {"identification": "735129", "type": "code"}, "person": {"first_name": "Cleaning", "last_name": "Crew"}},
)
"""Bodies of /accesskeys/add, carried out at the start."""

STRANGER = "0x00499602d2"
"""The card that knocked at a door and that nobody has enrolled: the vendor's own sample number."""
