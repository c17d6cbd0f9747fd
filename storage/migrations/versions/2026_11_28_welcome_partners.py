"""Partners: who speaks for an organisation, and the invitations that make somebody one."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_welcome_partners"
down_revision = "2026_11_28_weekly"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("organisation", sa.String(120), nullable=False, server_default=""))
        invites.add_column(sa.Column("sort", sa.String(20), nullable=False, server_default=""))
    op.create_table(
        "partners",
        sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("organisation", sa.String(120), nullable=False),
        sa.Column("sort", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("left_at", TIME),
    )


def downgrade() -> None:
    op.drop_table("partners")
    with op.batch_alter_table("invites") as invites:
        invites.drop_column("sort")
        invites.drop_column("organisation")
