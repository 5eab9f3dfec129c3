import os
from collections.abc import Iterable

import pytest
from hypothesis import settings

# Where nobody watches, Qt draws without a display; a developer's own choice of a platform stands.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Property tests tell the same every time, however busy the computer is.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

pytest_plugins = ["tests.hardware_doubles.fixtures"]


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Tests of the one smart-card service of this machine run one after the other, on one of the workers."""
    for item in items:
        if "pcscd_session" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("pcscd"))
