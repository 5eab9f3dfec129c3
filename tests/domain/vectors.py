"""The golden numbers of tests/data/vectors.json, whose sources stand beside each."""

import json
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "vectors.json"
_ROWS: list[dict[str, str]] = json.loads(_FILE.read_text("utf-8"))


def vectors(*formats: str) -> list[tuple[bytes, str]]:
    """The UIDs, and what each is in one of the formats."""
    found = [(bytes.fromhex(row["uid_hex"]), row["expected"]) for row in _ROWS if row["format"] in formats]
    assert found, formats
    return found


def atr(name: str) -> bytes:
    """The ATR that the vectors list under `atr_` and this name."""
    [(_, expected)] = vectors(f"atr_{name}")
    return bytes.fromhex(expected)


def atr_names() -> set[str]:
    """Every name under which an ATR is listed."""
    return {row["format"].removeprefix("atr_") for row in _ROWS if row["format"].startswith("atr_")}


def vector_formats() -> set[str]:
    """Every format that the vectors have numbers in."""
    return {row["format"] for row in _ROWS}
