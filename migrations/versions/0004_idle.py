"""When somebody was last there, and when a session ends if they don't come back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names = ("seen_at", "idle_until")
    with op.batch_alter_table("session", schema=None) as batch_op:
        for name in names:
            batch_op.add_column(sa.Column(name, sa.DateTime(), nullable=True))
    op.execute("UPDATE session SET seen_at = created_at, idle_until = expires_at")
    with op.batch_alter_table("session", schema=None) as batch_op:
        for name in names:
            batch_op.alter_column(name, existing_type=sa.DateTime(), nullable=False)
