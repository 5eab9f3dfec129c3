"""The station's records on disk: SQLAlchemy Core on SQLite."""
