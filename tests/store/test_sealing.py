"""Sealed PINs: what can be opened, by whom, and what cannot."""

import base64
import hashlib
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.ports import VaultError
from enroll_app.domain.secret import DATA_KEY, Secret, SecretPlace
from enroll_app.store.sealing import Sealer
from enroll_app.store.vault import MemoryVault, StationVault

ROW = "01b4d9ae-0000-4000-8000-000000000001|pin|2"
_SEALER = Sealer(MemoryVault())
_SEALED = _SEALER.seal(Secret("8642"), ROW)


def in_file(home: Path) -> StationVault:
    return StationVault(home, SecretPlace.FILE)


def refused(sealer: Sealer, sealed: bytes, bound_to: str) -> str:
    with pytest.raises(VaultError) as caught:
        sealer.open(sealed, bound_to)
    assert caught.value.__cause__ is None
    return caught.value.problem.code


@given(st.text(max_size=31).filter(lambda text: len(text.encode()) < 32), st.text(max_size=80))
def test_what_was_sealed_is_opened_by_whoever_has_the_key_and_the_row(text: str, bound_to: str) -> None:
    sealed = _SEALER.seal(Secret(text), bound_to)
    assert _SEALER.open(sealed, bound_to).reveal() == text
    assert len(sealed) == 69


def test_a_sealed_pin_tells_neither_its_digits_nor_its_length_nor_that_it_is_the_same(tmp_path: Path) -> None:
    vault = in_file(tmp_path)
    sealer = Sealer(vault)
    many = {sealer.seal(Secret("8642"), ROW) for _ in range(200)}
    assert len(many) == 200
    assert {len(one) for one in many} == {len(sealer.seal(Secret("12345678901234567890"), ROW))}
    kept = vault.get(DATA_KEY)
    assert kept
    key = base64.b64decode(kept.reveal())
    assert len(key) == 32
    for sealed in many:
        for inside in (b"8642", key[:8], hashlib.sha256(b"8642").digest()[:8], hashlib.sha256(key).digest()[:8]):
            assert inside not in sealed


@pytest.mark.parametrize("other", ["", "02" + ROW[2:], ROW.replace("pin", "code"), ROW + "|", ROW[:-1] + "1"])
def test_a_sealed_pin_cannot_be_moved_to_another_row(other: str) -> None:
    assert refused(_SEALER, _SEALED, other) == "pin-unreadable"


def test_a_change_of_any_byte_is_noticed() -> None:
    for place in range(len(_SEALED)):
        changed = _SEALED[:place] + bytes([_SEALED[place] ^ 1]) + _SEALED[place + 1 :]
        assert refused(_SEALER, changed, ROW) == "pin-unreadable", place
    for odd in (b"", _SEALED[:-1], _SEALED + b"\0", b"8642"):
        assert refused(_SEALER, odd, ROW) == "pin-unreadable"


def test_another_key_opens_nothing() -> None:
    assert refused(Sealer(MemoryVault()), _SEALED, ROW) == "pin-unreadable"


def test_a_key_that_is_none_is_told(tmp_path: Path) -> None:
    for odd in ("", "canary", base64.b64encode(b"x" * 31).decode()):
        vault = in_file(tmp_path)
        vault.put(DATA_KEY, Secret(odd))
        with pytest.raises(VaultError) as caught:
            Sealer(vault).seal(Secret("8642"), ROW)
        assert caught.value.problem.code == "data-key-bad"
        assert "canary" not in str(caught.value)


def test_what_does_not_fit_is_refused_without_being_shown() -> None:
    with pytest.raises(ValueError, match="more than 31 bytes") as caught:
        _SEALER.seal(Secret("8642" * 8), ROW)
    assert "8642" not in str(caught.value)


def test_who_has_a_forgotten_key_in_memory_seals_with_the_new_one(tmp_path: Path) -> None:
    running = Sealer(in_file(tmp_path))
    before = running.seal(Secret("8642"), ROW)
    in_file(tmp_path).forget(DATA_KEY)
    assert refused(Sealer(in_file(tmp_path)), before, ROW) == "pin-unreadable"
    sealed = running.seal(Secret("8642"), ROW)
    assert Sealer(in_file(tmp_path)).open(sealed, ROW).reveal() == "8642"


def _seal(home: Path, number: int) -> None:
    (home / f"sealed-{number}").write_bytes(Sealer(in_file(home)).seal(Secret("8642"), ROW))


def test_processes_that_seal_at_the_same_moment_make_one_key(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_seal, args=(tmp_path, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    sealer = Sealer(in_file(tmp_path))
    assert [sealer.open(file.read_bytes(), ROW).reveal() for file in tmp_path.glob("sealed-*")] == ["8642"] * 4
