"""What is wrong with a device that was found, and what to do about it: one or two sentences each. Pure.

Rules of udev that grant access end in the name of a file that sorts before 73, where systemd's uaccess is applied
(systemd rules.d/73-seat-late.rules). What takes readers away, and how to mend it: nfc-tools/libnfc#402 and
LudovicRousseau/pcsc-tools#97 (pn533), arduino/arduino-ide#1788 (brltty), solokeys/solo1#62 (ModemManager),
LudovicRousseau/PCSC doc/README.polkit.
"""

from drivers.holders import BRLTTY, MODEM_MANAGER, Holder
from drivers.usb_devices import Known, Mode, UsbDevice

_RULES = "/etc/udev/rules.d/70-card-reader.rules"
_POLKIT_RULES = "/etc/polkit-1/rules.d/50-card-readers.rules"
_POLKIT_RULE = (
    'polkit.addRule(function(action, subject) { if (action.id.indexOf("org.debian.pcsc-lite.access_") == 0 && '
    'subject.user == "NAME") { return polkit.Result.YES; } });'
)
# Where a reader that types is taught to do something else, by its maker.
_SWITCHES = {
    0x076B: ", or switch it to CCID with OMNIKEY Workbench or on the reader's own web page",
    0x09D8: ", or give it a CCID or CDC firmware with Elatec's AppBlaster",
}

LIBRARY_MISSING = (
    "The system's PC/SC library is missing, so that no smart-card reader can be used. "
    "Install it with its service: sudo apt install libpcsclite1 pcscd."
)
SERVICE_NOT_INSTALLED = "The smart-card service is not installed. Install it: sudo apt install pcscd."
SERVICE_NOT_RUNNING = (
    "The smart-card service is installed, but it is not running. Start it: sudo systemctl enable --now pcscd.socket."
)


def polkit_refused(*, remotely: bool) -> str:
    """The smart-card service talks to nobody who is not at the computer itself."""
    cause = (
        "You are signed in remotely, and the system lets only those who sit at this computer use card readers."
        if remotely
        else "The system does not let this account use card readers."
    )
    return (
        f"{cause} Sign in at this computer itself, or let the administrator write this into {_POLKIT_RULES}, with your "
        f"account's name: {_POLKIT_RULE}"
    )


def slots_set_aside(count: int) -> str:
    """Every reader that the smart-card service lists is no place to tap a card."""
    what = "one slot" if count == 1 else f"{count} slots"
    return (
        f"The smart-card service lists {what} where cards are put in or that are built in, and none where a card is "
        "tapped. If a card can be tapped there after all, use the address pcsc:?slots=all."
    )


def not_listed(name: str) -> str:
    """A smart-card reader on USB that the service says nothing of."""
    return (
        f"{name} is attached, but the smart-card service does not list it. Install its driver (sudo apt install "
        "libccid), restart the service (sudo systemctl restart pcscd), and attach the reader again."
    )


def kernel_took(name: str) -> str:
    """The kernel's own NFC driver has claimed the reader before the smart-card service could."""
    return (
        f"Linux's own NFC driver (pn533_usb) has taken {name} away from the smart-card service. "
        "Run: printf 'blacklist pn533_usb\\nblacklist pn533\\nblacklist nfc\\n' | sudo tee "
        "/etc/modprobe.d/card-reader.conf && sudo modprobe -r pn533_usb, and attach the reader again."
    )


def program_took(name: str, holder: Holder) -> str:
    """A program talks to the USB device itself, past the system."""
    if holder.name == BRLTTY:
        return (
            f"The program for braille displays, brltty, has taken {name}, so that it has no serial port. "
            "Remove it (sudo apt remove brltty) or update it to 6.5 or newer, and attach the reader again."
        )
    if holder.name == "scdaemon":
        return (
            f"GnuPG (scdaemon, process {holder.pid}) has taken {name} away from the smart-card service. "
            "Write disable-ccid into ~/.gnupg/scdaemon.conf, run gpgconf --kill scdaemon, and attach the reader again."
        )
    return f"{holder} has taken {name}. Close it, and attach the reader again."


def no_driver(known: Known) -> str:
    """A serial line on USB of which the kernel made no port."""
    return (
        f"{known.name} is attached, but Linux made no serial port of it. "
        f"Load its driver (sudo modprobe {known.module}), and attach the reader again."
    )


def types(device: UsbDevice) -> str:
    """A reader that types, and may be used so."""
    return f"This reader types like a keyboard. Choose the profile that says what it types{_switch(device)}."


def typing_refused(device: UsbDevice, path: str) -> str:
    """A reader that types, whose keys go to whatever window has the focus."""
    rule = f'SUBSYSTEM=="input", {_of(device.vendor, device.product)}, TAG+="uaccess"'
    return (
        f"This reader types like a keyboard, and this account may not read {path}. Let the administrator write {rule} "
        f"into {_RULES} and attach the reader again, use it as keyboard: in the window{_switch(device)}."
    )


def speaks_otherwise(device: UsbDevice) -> str:
    """A reader in a mode for which there is no driver here."""
    return f"{device.name} is in a mode that this program does not speak{_switch(device).replace(', or', '. You can')}."


def _switch(device: UsbDevice) -> str:
    return _SWITCHES.get(device.vendor, "")


def port_refused(port: str, group: str, identity: tuple[int, int] | None, *, listed: bool) -> str:
    """A serial port that this account may not use. listed: the account is in the group, but not since it signed in."""
    if listed:
        return (
            f"This account may not use {port} yet. It is in the group {group} already: sign out and in again, or "
            "restart the computer."
        )
    rule = ""
    if identity:
        words = f'SUBSYSTEM=="tty", {_of(*identity)}, TAG+="uaccess"'
        rule = f", or let the administrator write {words} into {_RULES} and attach the reader again"
    return (
        f"This account may not use {port}. Add it to the group {group} (sudo usermod -a -G {group} NAME) and sign out "
        f"and in again{rule}."
    )


def port_held(port: str, holder: Holder, identity: tuple[int, int] | None) -> str:
    """Another program has the port open."""
    if holder.name == MODEM_MANAGER:
        return f"ModemManager takes the device at {port} for a modem and talks to it. {_leave_alone(identity)}"
    return f"{holder} is using {port}. Close it, and it will be tried again."


def port_found(name: str, known: Known | None, *, probed_as: tuple[int, int] | None) -> str:
    """What may be behind a port. probed_as: ModemManager may write to it, since it looks like this device's modem."""
    if known and known.mode is not Mode.BRIDGE:
        what = known.name
        rest = "Its firmware has to speak the Simple Protocol; if it writes lines of digits, choose protocol=line."
    elif known:
        what = f"{known.name}, a chip that does not say which device is behind it"
        rest = "If it is a card reader, choose its protocol."
    else:
        what = f"A serial port ({name})"
        rest = "If a card reader is behind it, choose its protocol."
    if probed_as:
        return f"{what}; ModemManager may take it for a modem when it is attached. {_leave_alone(probed_as)}"
    return f"{what}. {rest}"


def _leave_alone(identity: tuple[int, int] | None) -> str:
    if identity is None:
        return "Remove it (sudo apt remove modemmanager) if this computer has no modem."
    rule = f'{_of(*identity)}, ENV{{ID_MM_DEVICE_IGNORE}}="1"'
    return f"Let the administrator write {rule} into {_RULES} and attach the reader again."


def _of(vendor: int, product: int) -> str:
    return f'ATTRS{{idVendor}}=="{vendor:04x}", ATTRS{{idProduct}}=="{product:04x}"'
