"""What families ask to have put right, and what they allow."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables beside the others: nothing that is there changes."""
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        *_links("correction", "answered_by", "author_id", "student_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    for name in ("answered_by", "author_id", "state", "student_id"):
        op.create_index(op.f(f"ix_correction_{name}"), "correction", [name], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        *_links("consent", "guardian_id", "student_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    for name in ("guardian_id", "student_id"):
        op.create_index(op.f(f"ix_consent_{name}"), "consent", [name], unique=False)


def _links(table: str, *names: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_{table}_{name}"))
        for name in names
    )
