"""The log is sealed, entry to entry, and only ever added to; an entry may be about many children.

It points to no person any more, so that it stays when somebody is erased.
"""

import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

from rules.log import HEAD, START, Content, seal

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LOG = ("audit_entry", "audit_child")
REFUSAL = "the log is only ever added to"
ENTRIES = """
    SELECT e.id, e.at, e.actor_id, e.action, e.subject, e.subject_id, e.student_id, e.detail,
        coalesce(p.role, CASE e.actor_id WHEN 0 THEN 'system' ELSE '' END) AS role,
        coalesce(r.guardian_id, a.guardian_id, g.guardian_id) AS guardian_id,
        CASE WHEN c.audience = 'adults' OR a.id IS NOT NULL THEN 'adults' ELSE 'all' END AS readers
    FROM audit_entry e
    LEFT JOIN person p ON p.id = e.actor_id
    LEFT JOIN response r ON e.subject = 'response' AND r.id = e.subject_id
    LEFT JOIN answer a ON e.action IN ('survey.use', 'survey.unuse') AND a.id = {answer}
    LEFT JOIN guardianship g ON e.subject = 'guardianship' AND g.id = e.subject_id
    LEFT JOIN comment c ON e.subject = 'comment' AND c.id = e.subject_id
    ORDER BY e.id
"""
ANSWER = {
    "sqlite": "json_extract(e.detail, '$.answer')",
    "postgresql": "CAST(e.detail ->> 'answer' AS INTEGER)",
}
SEALED = sa.text(
    "UPDATE audit_entry SET role = :role, readers = :readers, guardian_id = :guardian_id,"
    " before = :before, hash = :hash WHERE id = :id"
)
NEWEST = sa.text("INSERT INTO setting (key, value) VALUES (:key, :value)")


def upgrade() -> None:
    _columns()
    _seal_all(op.get_bind())
    for table in LOG:
        _guard(table)


def _columns() -> None:
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        for name, default in (("role", ""), ("readers", "all"), ("before", ""), ("hash", "")):
            batch_op.add_column(
                sa.Column(name, sa.String(), nullable=False, server_default=default)
            )
        batch_op.add_column(sa.Column("guardian_id", sa.Integer(), nullable=True))
        batch_op.drop_constraint(op.f("fk_audit_entry_student_id"), type_="foreignkey")
    op.create_table(
        "audit_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_child_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_child")),
    )
    with op.batch_alter_table("audit_child", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_child_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_child_student_id"), ["student_id"], unique=False)


def _seal_all(connection: sa.Connection) -> None:
    """The entries there are, in their order, each with who of the family may read it."""
    found = sa.text(ENTRIES.format(answer=ANSWER[connection.dialect.name]))
    asked = found.columns(at=sa.DateTime(), detail=sa.JSON())
    last = START
    for row in connection.execute(asked).mappings().all():
        values = dict(row)
        key = values.pop("id")
        own = seal(last, Content(**values | {"at": values["at"].replace(tzinfo=UTC)}))
        told = {name: values[name] for name in ("role", "readers", "guardian_id")}
        connection.execute(SEALED, {"id": key, "before": last, "hash": own, **told})
        last = own
    if last != START:
        connection.execute(NEWEST, {"key": HEAD, "value": json.dumps(last)})


def _guard(table: str) -> None:
    """The database itself refuses what would change an entry or take one away."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
