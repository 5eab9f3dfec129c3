"""The outbox, the register and the history take the place of the one table of enrollments."""

from alembic import op

from enroll_app.store.earlier import take_over
from enroll_app.store.tables import create_tables

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make today's tables and fill them from yesterday's."""
    connection = op.get_bind()
    create_tables(connection)
    take_over(connection)
    op.execute("DROP TABLE enrollments")
