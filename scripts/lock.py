#!/usr/bin/env python3
"""Writes requirements.lock: the newest versions of everything that pyproject.toml asks for, directly or not.

They are constraints, not a list of what to install: a package that only another system needs is not held back by
being absent. The tools that build packages are resolved apart, as pip builds apart from the environment.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LOCK = TOP / "requirements.lock"
HEAD = """\
# Exact versions of every Python package that Enroll is built, tested and run with. Made by `make lock`: do not edit.
# It is a file of constraints (pip install --constraint): pyproject.toml says what is installed.
"""
# What building the project's packages from source takes: pyscard's wheel on Linux, and this project's own.
BUILDERS = ["setuptools", "swig", "editables"]


def resolve(python: Path, *wanted: str) -> dict[str, str]:
    """Ask pip which versions it would install, installing none."""
    environment = {key: value for key, value in os.environ.items() if "CONSTRAINT" not in key}
    report = python.parent.parent / "report.json"
    command = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--dry-run"]
    command += ["--ignore-installed", "--report", str(report), *wanted]
    subprocess.run(command, check=True, cwd=TOP, env=environment)  # noqa: S603 - the words are this file's own
    found = json.loads(report.read_text())["install"]
    return {
        re.sub(r"[-_.]+", "-", entry["metadata"]["name"]).lower(): entry["metadata"]["version"]
        for entry in found
        if not entry.get("is_direct")
    }


def main() -> None:
    """Resolve and write."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    with tempfile.TemporaryDirectory() as scratch:
        # Not .venv: it may be the very thing that an outdated lock keeps from being made.
        venv.create(scratch, with_pip=True)
        python = Path(scratch) / "bin" / "python"
        packages = resolve(python, ".[dev]")
        builders = resolve(python, *project["build-system"]["requires"], *BUILDERS)
    pins = dict(sorted({**builders, **packages}.items()))
    text = HEAD + "".join(f"{name}=={version}\n" for name, version in pins.items())
    before = LOCK.read_text() if LOCK.exists() else ""
    LOCK.write_text(text)
    changed = len(set(text.splitlines()) - set(before.splitlines()))
    sys.stdout.write(f"requirements.lock: {len(pins)} packages, {changed} lines new or changed\n")


if __name__ == "__main__":
    main()
