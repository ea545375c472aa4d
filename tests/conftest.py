"""What every test may ask for; the fixtures themselves are in tests/fixtures/."""

import os
import tempfile

_own_data = tempfile.TemporaryDirectory(prefix="hub-test-")  # never the data/ of a real hub
os.environ["HUB_DATA"] = _own_data.name
os.environ.pop("DATABASE_URL", None)
os.environ["HUB_PACE"] = "1000000"  # tests ask faster than people do

pytest_plugins = [
    "tests.fixtures.postgres",
    "tests.fixtures.databases",
    "tests.fixtures.figures",
    "tests.fixtures.hub",
    "tests.fixtures.browser",
    "tests.cast",
    "tests.fixtures.served",
]
