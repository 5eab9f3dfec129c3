"""Words that are put into sentences as facts: a face may translate each by itself, as its dictionary names it.

`scripts/translations.py` takes every literal of this module in.
"""

FIRST_NAME, LAST_NAME = "first name", "last name"
# What somebody types at a door.
PIN, CODE = "PIN", "code"
# In what the key that a service has may differ from the one that was meant.
START, END, LEVELS = "the start", "the end", "the access levels"
UNNAMED = "the person (the answer names nobody)"
# In place of a name.
NOBODY = "nobody by name"
