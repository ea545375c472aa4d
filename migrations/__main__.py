"""python -m migrations: upgrade; python -m migrations new "what changes": a new revision."""

import sys

from alembic import command

from db.engine import configured_url
from migrations import upgrade
from migrations.revisions import config

if sys.argv[1:2] == ["new"]:
    command.revision(config(configured_url()), " ".join(sys.argv[2:]), autogenerate=True)
else:
    upgrade()
