"""Alembic environment: the URL comes from `errand migrate`, or from DATABASE_URL by hand."""

import os

from alembic import context
from sqlalchemy import create_engine, pool, text

url = context.config.attributes.get("url") or os.environ["DATABASE_URL"]

engine = create_engine(url, poolclass=pool.NullPool)
with engine.begin() as connection:
    # Two starts at once must not migrate twice; the lock ends with the transaction.
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended('errand migrate', 0))"))
    connection.execute(text("create schema if not exists app"))
    context.configure(
        connection=connection, version_table="alembic_version", version_table_schema="app"
    )
    context.run_migrations()
engine.dispose()
