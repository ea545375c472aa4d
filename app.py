"""The server: routes, headers, start-up. Run it with: streamlit run app.py"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from auth import setup_code
from auth.guard import Guard
from auth.routes import ROUTES
from components.errors import on_script_error
from db.queries.school import is_empty
from db.session import forget_engine, reading
from migrations import upgrade
from rules.people import SYSTEM


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    await run_in_threadpool(_start)
    yield {}
    forget_engine()


def _start() -> None:
    upgrade()
    with reading(SYSTEM) as db:
        if is_empty(db):
            setup_code.announce()


app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(Guard), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
    on_script_error=on_script_error,
)
