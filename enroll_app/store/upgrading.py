"""Alembic, for a file of an earlier version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from enroll_app.store import migrations
from enroll_app.store.tables import HEAD


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring the file up to a revision, within the connection's transaction.

    A file without a revision that has tables is one of the first versions, which wrote none down.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    tables = set(inspect(connection).get_table_names())
    if "enrollments" in tables and "alembic_version" not in tables:
        command.stamp(config, "0001")
    command.upgrade(config, to)
