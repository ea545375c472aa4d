"""When somebody left, and that somebody was erased.

Of those who have left already nobody wrote down the day: it counts as the last change of their row.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LEFT = {
    "sqlite": "UPDATE person SET left_on = date(updated_at) WHERE status = 'left'",
    "postgresql": "UPDATE person SET left_on = CAST(updated_at AS date) WHERE status = 'left'",
}


def upgrade() -> None:
    op.add_column("person", sa.Column("left_on", sa.Date(), nullable=True))
    op.execute(LEFT[op.get_bind().dialect.name])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("erased_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("texts_left", sa.Integer(), nullable=False),
        sa.Column("proved_at", sa.DateTime(), nullable=True),
        sa.Column("proof", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
