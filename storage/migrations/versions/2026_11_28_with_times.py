"""Officers' times, which cannot overlap; their absence from day to day; ratings; calendar addresses."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_with_times"
down_revision = "2026_11_28_with_seats"

TIME = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("feeds", "ratings", "absences", "bookings")

# A number has no overlap of its own in GiST without an extension; a range of one number has.
EXCLUSION = """
ALTER TABLE bookings ADD CONSTRAINT ex_bookings_one_place EXCLUDE USING gist (
    int8range(officer_id, officer_id, '[]') WITH &&, tstzrange(busy_from, busy_until) WITH &&
) WHERE (status IN ('held', 'offered', 'kept'))
"""
TRIGGER = """
CREATE TRIGGER bookings_one_place_{when} BEFORE {event} ON bookings
WHEN NEW.status IN ('held', 'offered', 'kept') AND NEW.busy_from < NEW.busy_until AND EXISTS (
    SELECT 1 FROM bookings WHERE officer_id = NEW.officer_id AND id IS NOT NEW.id
    AND status IN ('held', 'offered', 'kept') AND busy_from < busy_until
    AND busy_from < NEW.busy_until AND busy_until > NEW.busy_from
) BEGIN SELECT RAISE({answer}); END
"""


def upgrade() -> None:
    _bookings()
    op.create_table(
        "absences",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("member_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
    )
    op.execute(
        "INSERT INTO absences (member_id, first, last)"
        " SELECT id, CURRENT_DATE, away_until FROM members WHERE away_until >= CURRENT_DATE"
    )
    op.create_table(
        "ratings",
        sa.Column("case_id", SERIAL, _case(), primary_key=True, autoincrement=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_table(
        "feeds",
        sa.Column("serial", sa.String(32), primary_key=True),
        sa.Column("member_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("since", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
    )


def _bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("case_id", SERIAL, _case(), nullable=False, index=True),
        sa.Column("officer_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("busy_from", TIME, nullable=False),
        sa.Column("busy_until", TIME, nullable=False),
        sa.Column("drive", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("expires_at", TIME),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("freed_by", sa.BigInteger()),
        sa.Column("told_week", sa.Boolean(), nullable=False),
        sa.Column("told_day", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bookings_officer", "bookings", ["officer_id", "busy_from"])
    op.create_index("ix_bookings_kept", "bookings", ["status", "starts_at"])
    op.create_index("ix_bookings_waiting", "bookings", ["status", "expires_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(EXCLUSION)
        return
    op.execute(TRIGGER.format(when="added", event="INSERT", answer="IGNORE"))
    op.execute(TRIGGER.format(when="changed", event="UPDATE", answer="ABORT, 'two bookings at one time'"))


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _case() -> sa.ForeignKey:
    return sa.ForeignKey("cases.id")
