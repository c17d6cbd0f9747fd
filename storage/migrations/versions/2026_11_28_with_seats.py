"""Gatherings with seats, a waiting line and a question box."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_with_seats"
down_revision = "2026_11_28_welcome_partners"

TIME = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("asked", "seats", "gatherings")


def upgrade() -> None:
    op.create_table(
        "gatherings",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("draft_id", sa.String(12), nullable=False, unique=True),
        sa.Column("sort", sa.String(20), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("kommune", sa.String(4)),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("questions", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gatherings_coming", "gatherings", ["status", "starts_at", "id"])
    op.create_table(
        "seats",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("gathering_id", SERIAL, _gathering(), nullable=False, index=True),
        sa.Column("person_id", sa.BigInteger(), index=True),
        sa.Column("draft_id", sa.String(12), nullable=False, unique=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("came", sa.Boolean()),
        sa.Column("told_week", sa.Boolean(), nullable=False),
        sa.Column("told_day", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "asked",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("gathering_id", SERIAL, _gathering(), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _gathering() -> sa.ForeignKey:
    return sa.ForeignKey("gatherings.id")
