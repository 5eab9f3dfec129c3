"""The command line inside the process, for what no real process can be brought to."""
