"""Tips, what follows them, and who may read them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_tips"
down_revision = "2026_11_22_first"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("tip_counts", "tip_audit", "tip_members", "tip_photos", "tip_letters", "tip_wraps", "tips")


def upgrade() -> None:
    with op.batch_alter_table("members") as members:
        members.add_column(sa.Column("reads_tips", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "tips",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("epoch", sa.String(7), nullable=False),
        sa.Column("week", sa.String(8), nullable=False, index=True),
        sa.Column("touched", sa.String(8), nullable=False),
        sa.Column("status", sa.String(12), nullable=False, index=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("tag", sa.LargeBinary(16), nullable=False, unique=True),
        sa.Column("reply_key", sa.LargeBinary(32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tip_wraps",
        sa.Column("tip_id", sa.LargeBinary(16), _tip(), primary_key=True),
        sa.Column("reader", sa.String(40), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tip_letters",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("tip_id", sa.LargeBinary(16), _tip(), nullable=False, index=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("to", sa.String(40), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tip_photos",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("tip_id", sa.LargeBinary(16), _tip(), nullable=False, index=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tip_members",
        sa.Column("tip_id", sa.LargeBinary(16), _tip(), primary_key=True),
        sa.Column("member_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("part", sa.String(10), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tip_audit",
        sa.Column("id", SERIAL, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("tip", sa.String(32), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Index("ix_tip_audit_tip", "tip"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tip_counts",
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("kommune", sa.String(4), primary_key=True),
        sa.Column("outcome", sa.String(12), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("members") as members:
        members.drop_column("reads_tips")


def _tip() -> sa.ForeignKey:
    return sa.ForeignKey("tips.id", ondelete="CASCADE")
