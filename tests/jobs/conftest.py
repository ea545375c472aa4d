"""What jobs do to their process ends with each test."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def the_log_speaks_again() -> Iterator[None]:
    yield
    logging.disable(logging.NOTSET)
