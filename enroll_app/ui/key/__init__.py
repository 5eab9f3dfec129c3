"""A key that exists, in the window: what is known of it, what can be done with it, and what came of that."""
