"""How often in a week something happened that leaves no other trace."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_weekly"
down_revision = "2026_11_28_tips"


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("tallies")
