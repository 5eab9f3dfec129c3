pytest_plugins = ["tests.hardware_doubles.fixtures"]
