"""The place where the desk's settings are shown and changed."""
