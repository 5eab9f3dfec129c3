"""The tables as the first released versions made them, which wrote no revision down.

The very first one had neither `answered_order` nor its indexes; revision 0002 bears both.
"""

from alembic import op

revision = "0001"
down_revision = None

ENROLLMENTS = """
CREATE TABLE enrollments (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  created_at VARCHAR NOT NULL, updated_at VARCHAR NOT NULL, state VARCHAR NOT NULL, reader VARCHAR NOT NULL,
  key_type VARCHAR NOT NULL, identification VARCHAR, first_name VARCHAR NOT NULL, last_name VARCHAR NOT NULL,
  person_id VARCHAR, pin_order VARCHAR NOT NULL, valid_from VARCHAR, valid_to VARCHAR, levels VARCHAR NOT NULL,
  unresolved_levels VARCHAR NOT NULL, problem VARCHAR, key_id VARCHAR, owner_id VARCHAR, owner_first_name VARCHAR,
  owner_last_name VARCHAR, answered_order INTEGER
)
"""
_LEVELS = """
CREATE TABLE levels (
  id VARCHAR NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, system_id VARCHAR NOT NULL
)
"""


def upgrade() -> None:
    """Make them; a file of those versions has them already and is only told so."""
    op.execute(ENROLLMENTS)
    op.execute(_LEVELS)
