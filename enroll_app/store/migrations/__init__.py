"""How files of earlier versions are brought up to date (Alembic); loaded only where one is found."""
