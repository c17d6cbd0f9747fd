"""The first tables, all of them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_first"
down_revision = None

# The tables as they were that day: they do not follow the models, later migrations do.
TIME = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

then = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

sa.Table(
    "inbox",
    then,
    sa.Column("update_id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("at", TIME, nullable=False, index=True),
)
sa.Table(
    "stumbles",
    then,
    sa.Column("update_id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("tries", sa.Integer(), nullable=False),
    sa.Column("error", sa.String(200), nullable=False),
    sa.Column("at", TIME, nullable=False),
    sa.Column("dead_at", TIME),
)
sa.Table(
    "people",
    then,
    sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("language", sa.String(5), nullable=False),
    sa.Column("since", TIME, nullable=False, index=True),
    sa.Column("told_at", TIME),
    sa.Column("blocked_at", TIME),
    sa.Column("topic", sa.JSON()),
)
sa.Table(
    "drafts",
    then,
    sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("lane", sa.String(10), primary_key=True),
    sa.Column("id", sa.String(12), nullable=False, unique=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("schema", sa.Integer(), nullable=False),
    sa.Column("turn", sa.Integer(), nullable=False),
    sa.Column("state", sa.JSON(), nullable=False),
    sa.Column("about", sa.BigInteger()),
    sa.Column("updated_at", TIME, nullable=False, index=True),
    sa.Column("reminded_at", TIME),
)
sa.Table(
    "cases",
    then,
    sa.Column("id", SERIAL, primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("schema", sa.Integer(), nullable=False),
    sa.Column("status", sa.String(24), nullable=False),
    sa.Column("person_id", sa.BigInteger(), index=True),
    sa.Column("draft_id", sa.String(12), unique=True),
    sa.Column("answers", sa.JSON(), nullable=False),
    sa.Column("words", sa.Text(), nullable=False),
    sa.Column("place", sa.String(200), nullable=False),
    sa.Column("kommune", sa.String(4)),
    sa.Column("created_at", TIME, nullable=False),
    sa.Column("answer_by", TIME, nullable=False),
    sa.Column("done_by", TIME, nullable=False),
    sa.Column("due_at", TIME, nullable=False),
    sa.Column("answered_at", TIME),
    sa.Column("paused_at", TIME),
    sa.Column("is_open", sa.Boolean(), nullable=False),
    sa.Column("closed_at", TIME),
    sa.Column("alarm", sa.String(12), nullable=False),
    sa.Column("handler_id", sa.BigInteger()),
    sa.Column("officer_id", sa.BigInteger(), index=True),
    sa.Column("offered_at", TIME),
    sa.Column("planned_for", sa.Date()),
    sa.Column("reason", sa.String(40), nullable=False),
    sa.Column("reason_words", sa.Text(), nullable=False),
    sa.Column("result", sa.JSON()),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("card_chat", sa.BigInteger()),
    sa.Column("card_message", sa.BigInteger()),
    sa.Column("unreachable", sa.Boolean(), nullable=False),
    sa.Index(
        "ix_cases_offered",
        "offered_at",
        postgresql_where=sa.text("offered_at IS NOT NULL"),
        sqlite_where=sa.text("offered_at IS NOT NULL"),
    ),
    sa.Index(
        "ix_cases_to_forget",
        "closed_at",
        postgresql_where=sa.text("person_id IS NOT NULL"),
        sqlite_where=sa.text("person_id IS NOT NULL"),
    ),
    sa.Index("ix_cases_queue", "is_open", "due_at", "id"),
    sa.Index("ix_cases_queue_kind", "is_open", "kind", "due_at", "id"),
    sa.Index("ix_cases_queue_kommune", "is_open", "kommune", "due_at", "id"),
    sqlite_autoincrement=True,
)
sa.Table(
    "events",
    then,
    sa.Column("id", SERIAL, primary_key=True),
    sa.Column("case_id", SERIAL, sa.ForeignKey("cases.id"), index=True),
    sa.Column("at", TIME, nullable=False),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(10), nullable=False),
    sa.Column("member_id", sa.BigInteger()),
    sa.Column("before", sa.JSON()),
    sa.Column("detail", sa.JSON()),
    sa.Column("undone_at", TIME),
)
sa.Table(
    "remarks",
    then,
    sa.Column("id", SERIAL, primary_key=True),
    sa.Column("case_id", SERIAL, sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("at", TIME, nullable=False),
    sa.Column("audience", sa.String(12), nullable=False),
    sa.Column("author", sa.String(60), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
)
sa.Table(
    "members",
    then,
    sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("is_staff", sa.Boolean(), nullable=False),
    sa.Column("is_officer", sa.Boolean(), nullable=False),
    sa.Column("kommuner", sa.JSON(), nullable=False),
    sa.Column("away_until", sa.Date()),
    sa.Column("since", TIME, nullable=False),
    sa.Column("left_at", TIME),
    sa.Column("prompt", sa.JSON()),
)
sa.Table(
    "invites",
    then,
    sa.Column("code_hash", sa.String(64), primary_key=True),
    sa.Column("role", sa.String(10), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("kommuner", sa.JSON(), nullable=False),
    sa.Column("created_at", TIME, nullable=False),
    sa.Column("expires_at", TIME, nullable=False),
    sa.Column("used_at", TIME),
    sa.Column("used_by", sa.BigInteger()),
)
sa.Table(
    "outbox",
    then,
    sa.Column("id", SERIAL, primary_key=True),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Column("audience", sa.String(10), nullable=False),
    sa.Column("person_id", sa.BigInteger()),
    sa.Column("case_id", sa.BigInteger(), index=True),
    sa.Column("event_id", sa.BigInteger()),
    sa.Column("args", sa.JSON(), nullable=False),
    sa.Column("created_at", TIME, nullable=False),
    sa.Column("due_at", TIME, nullable=False),
    sa.Column("attempts", sa.Integer(), nullable=False),
    sa.Column("leased_until", TIME),
    sa.Column("done_at", TIME),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Index(
        "ix_outbox_waiting",
        "due_at",
        "id",
        postgresql_where=sa.text("done_at IS NULL"),
        sqlite_where=sa.text("done_at IS NULL"),
    ),
)
sa.Table(
    "media",
    then,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("person_id", sa.BigInteger(), index=True),
    sa.Column("draft_id", sa.String(12), nullable=False, index=True),
    sa.Column("case_id", sa.BigInteger(), index=True),
    sa.Column("file_id", sa.String(200), nullable=False),
    sa.Column("state", sa.String(10), nullable=False, index=True),
    sa.Column("body", sa.LargeBinary()),
    sa.Column("attempts", sa.Integer(), nullable=False),
    sa.Column("at", TIME, nullable=False),
)
sa.Table(
    "facts",
    then,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("value", sa.JSON(), nullable=False),
)


def upgrade() -> None:
    then.create_all(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    then.drop_all(op.get_bind(), checkfirst=False)
