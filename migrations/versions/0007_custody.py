"""What a guardian may not do for a child, and notes for staff alone.

Whoever had no access to a child gets a restriction.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restriction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_restriction_{name}"))
            for name in ("created_by", "guardian_id", "student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    for name in ("created_by", "guardian_id", "student_id"):
        op.create_index(op.f(f"ix_restriction_{name}"), "restriction", [name], unique=False)
    op.create_table(
        "staff_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_staff_note_{name}"))
            for name in ("author_id", "student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_note")),
    )
    for name in ("author_id", "student_id"):
        op.create_index(op.f(f"ix_staff_note_{name}"), "staff_note", [name], unique=False)
    _keep_who_had_no_access()
    with op.batch_alter_table("guardianship", schema=None) as batch_op:
        batch_op.drop_column("access")


def _keep_who_had_no_access() -> None:
    names = ("guardian_id", "student_id")
    tie = sa.table("guardianship", *map(sa.column, names), sa.column("access", sa.Boolean()))
    told = ("right", "reference", "created_at")
    kept = sa.table("restriction", *map(sa.column, (*names, *told)))
    now = sa.literal(datetime.now(UTC).replace(tzinfo=None), sa.DateTime())
    read = (sa.literal("read"), sa.literal(""), now)
    barred = sa.select(tie.c.guardian_id, tie.c.student_id, *read).where(tie.c.access.is_(False))
    op.execute(kept.insert().from_select([*names, *told], barred))
