"""The environment of a program that runs as at a real desk: on an X display, with a folder of its own."""

import os
from collections.abc import Mapping
from pathlib import Path

from enroll_app.training.server import TrainingServer


def on_display(display: str, home: Path) -> Mapping[str, str]:
    """What the program is started with to show its window on this display, and to keep its records there."""
    elsewhere = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    return kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "ENROLL_APP_HOME": str(home)}


def at_a_desk(display: str, home: Path, service: TrainingServer) -> Mapping[str, str]:
    """The same over a service, in Stockholm."""
    address = {"ENROLL_APP_API_URL": service.url, "ENROLL_APP_API_KEY": service.key, "TZ": "Europe/Stockholm"}
    return {**on_display(display, home), **address}
