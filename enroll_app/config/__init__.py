"""What a desk is set to: settings files and the machine's policy, what may stand in them, read, joined and written."""
