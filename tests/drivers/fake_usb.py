"""A tree of files like Linux's sysfs, /dev, /run and /proc, for devices that no test machine has."""

from dataclasses import dataclass, field
from pathlib import Path

from drivers.finding import Places

KEYBOARD, SMART_CARD, CDC_AT, VENDOR = (3, 1, 1), (0x0B, 0, 0), (2, 2, 1), (0xFF, 0, 0)


@dataclass
class FakeComputer:
    """What is plugged in, and which programs run. `places`: for the code under test."""

    root: Path
    _plugged: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.places = Places(
            sysfs=self.root / "sys/bus/usb/devices",
            proc=self.root / "proc",
            dev=self.root / "dev",
            run=self.root / "run",
            programs=(self.root / "sbin",),
        )
        for folder in (self.places.sysfs, self.places.proc, self.places.dev / "input/by-id", self.root / "sbin"):
            folder.mkdir(parents=True)
        for folder in (self.places.run / "udev/data", self.places.run / "pcscd"):
            folder.mkdir(parents=True)

    def plug(
        self,
        identifier: str,
        *kinds: tuple[int, int, int],
        said: tuple[str, str] = ("", ""),
        driver: str = "",
        port: str = "",
        event: str = "",
    ) -> Path:
        """Plug a device in, with an interface of each kind; all of them have the driver, the first one the port."""
        self._plugged += 1
        number = self._plugged
        device = self.places.sysfs / f"1-{number}"
        device.mkdir()
        vendor, product = identifier.lower().split(":")
        words = {"idVendor": vendor, "idProduct": product, "busnum": "1", "devnum": str(number)}
        words |= {"dev": f"189:{number}", "manufacturer": said[0], "product": said[1]}
        for name, word in words.items():
            if word:
                (device / name).write_text(f"{word}\n")
        for index, kind in enumerate(kinds or (VENDOR,)):
            interface = device / f"1-{number}:1.{index}"
            interface.mkdir()
            for name, value in zip(("Class", "SubClass", "Protocol"), kind, strict=True):
                (interface / f"bInterface{name}").write_text(f"{value:02x}\n")
            if driver:
                self._bind(interface, driver)
            if port and index == 0:
                deep = interface / "tty" if port.startswith("ttyACM") else interface / port / "tty"
                (deep / port).mkdir(parents=True)
            if event and kind == KEYBOARD:
                (interface / f"0003:{identifier}.0001" / "input" / "input5" / event).mkdir(parents=True)
        return device

    def _bind(self, interface: Path, driver: str) -> None:
        drivers = self.root / "sys/bus/usb/drivers" / driver
        drivers.mkdir(parents=True, exist_ok=True)
        (interface / "driver").symlink_to(drivers)

    def start(self, pid: int, name: str, *opened: str) -> None:
        """Let a program run that has these files open."""
        files = self.places.proc / str(pid) / "fd"
        files.mkdir(parents=True)
        (files.parent / "comm").write_text(f"{name}\n")
        for number, path in enumerate(opened):
            (files / str(number)).symlink_to(path)

    def keys(self, event: str, by_id: str = "") -> str:
        """Make the input device of a reader that types, and return its path, the lasting one if there is one."""
        path = self.places.dev / "input" / event
        path.touch()
        if not by_id:
            return str(path)
        link = self.places.dev / "input/by-id" / by_id
        link.symlink_to(f"../{event}")
        return str(link)
