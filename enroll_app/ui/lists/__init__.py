"""What the long lists of the window have in common: rows that are loaded where somebody looks, and their details."""
