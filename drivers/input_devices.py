"""Who may read an input device of Linux."""

from pathlib import Path


def refused_hint(device: str, root: Path = Path("/")) -> str:
    """What to do when the system forbids an input device.

    The rule's file has to come before 73-seat-late.rules (systemd/systemd#4288). root: where the system's files begin.
    """
    ids = _ids(root / "sys/class/input" / Path(device).resolve().name)
    vendor, product = (f"{number:04x}" for number in ids) if ids else ("VENDOR", "PRODUCT")
    return (
        f"This account may not read {device}. Put the line "
        f'SUBSYSTEM=="input", ATTRS{{idVendor}}=="{vendor}", ATTRS{{idProduct}}=="{product}", TAG+="uaccess" '
        "into /etc/udev/rules.d/70-card-reader.rules, then attach the reader again."
    )


def _ids(path: Path) -> tuple[int, int] | None:
    """USB vendor and product of an input device; None for one that has none."""
    try:
        vendor, product = ((path / "device/id" / name).read_text() for name in ("vendor", "product"))
        return int(vendor, 16), int(product, 16)
    except (OSError, ValueError):
        return None
