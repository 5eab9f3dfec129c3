import os

from hypothesis import settings

# Where nobody watches, Qt draws without a display; a developer's own choice of a platform stands.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Property tests tell the same every time, however busy the computer is.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

pytest_plugins = ["tests.hardware_doubles.fixtures"]
