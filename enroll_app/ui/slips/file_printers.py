"""Printers that put what they print into a file: told by what they are called, and by where the system sends it.

Qt has one kind of printer for all of them. What cannot be told: one under a name that says nothing, behind a port like
any other, and what a print server or a driver keeps of what went to paper.
"""

import re
import subprocess
import sys

# "Microsoft Print to PDF", "Microsoft XPS Document Writer", "OneNote (Desktop)", "CUPS-PDF", "doPDF", "PDFCreator",
# "CutePDF Writer", "Send To OneNote 2016": what the makers of such printers call them. "Print to File" is Qt's own.
_NAMES = re.compile(r"pdf|xps|onenote|\bto file\b", re.IGNORECASE)
# Windows asks for a name at PORTPROMPT: and FILE:, and a file's path is a port of its own; Microsoft's XPS printer has
# XPSPort:. CUPS has addresses: cups-pdf:/ of the package of that name, and file: for a file or a device.
_PORTS = re.compile(
    r"(portprompt|file|nul|xpsport|cups-pdf|cups-brf):|[a-z]:\\|[^:]*\.(pdf|xps|oxps|ps|prn)$", re.IGNORECASE
)
# Seconds; a choice of ours. Nobody waits for longer to be told that this cannot be told.
_PATIENCE_S = 5


def makes_files(name: str, port: str) -> bool:
    """Whether this printer is known to write files. port: of `port_of`; empty where it is not known."""
    return bool(_NAMES.search(name) or _PORTS.match(port))


def port_of(name: str) -> str:
    """Where the system sends what is printed there: a port of Windows, an address of CUPS; empty where nobody tells.

    Blocks for as long as the system takes to tell, and no longer than five seconds.
    """
    return _port_of_windows(name) if sys.platform == "win32" else _port_of_cups(name)


def _port_of_windows(name: str) -> str:
    if sys.platform == "win32":
        import winreg

        # Of this computer's own printers; those of another one are not among them, and print on that.
        key = rf"SYSTEM\CurrentControlSet\Control\Print\Printers\{name}"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as printer:
                return str(winreg.QueryValueEx(printer, "Port")[0])
        except OSError:
            return ""
    return ""


def _port_of_cups(name: str) -> str:
    # A name of CUPS may have one of its sets of options behind it.
    queue = name.partition("/")[0]
    if not queue or queue.startswith("-"):
        return ""
    try:
        # "device for PDF: cups-pdf:/"; in another language other words stand before the address.
        asked = ["lpstat", "-v", queue]
        told = subprocess.run(  # noqa: S603  no shell, and a name that the system itself has for a printer
            asked, capture_output=True, check=True, text=True, errors="replace", timeout=_PATIENCE_S
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.strip().partition(f"{queue}: ")[2]
