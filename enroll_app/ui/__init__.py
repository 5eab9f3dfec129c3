"""The window: pages that show what the services say and decide nothing."""
