"""What alembic runs: the migrations, on the connection that storage.migrate has opened."""

from alembic import context
from sqlalchemy import Connection

from storage.models import Case

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Case.metadata, render_as_batch=True)
context.run_migrations()
