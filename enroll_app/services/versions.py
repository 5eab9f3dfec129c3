"""What runs here: the product, its libraries, the system. Nothing that tells whose computer it is."""

import platform
import sqlite3
import ssl
from importlib.metadata import PackageNotFoundError, version

from enroll_app import __version__

_LIBRARIES = (
    "PySide6-Essentials",
    "pyserial",
    "pyscard",
    "httpx",
    "truststore",
    "msgspec",
    "SQLAlchemy",
    "alembic",
    "keyring",
    "cryptography",
    "filelock",
    "XlsxWriter",
    "click",
)
_UNKNOWN = "unknown"


def versions() -> dict[str, str]:
    """Names and versions; a library that is not installed as a package is “unknown”."""
    return {
        "enroll-app": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "sqlite": sqlite3.sqlite_version,
        "tls": ssl.OPENSSL_VERSION,
        **{name: _version(name) for name in _LIBRARIES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _UNKNOWN
