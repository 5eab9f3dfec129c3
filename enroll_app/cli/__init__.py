"""The command line: the same use cases as the window, under a contract that scripts may rely on."""
