"""The server: routes, headers, start-up. Run it with: streamlit run app.py"""

import gc
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules
from threading import Thread
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

import components
import i18n
from auth import setup_code
from auth.guard import Guard
from auth.packed import Packed
from auth.provider_routes import ProviderRoutes
from auth.routes import ROUTES
from components.errors import noted, on_script_error, start_log
from components.theme import keep_theme
from db.engine import configured_url
from db.queries.school import is_empty
from db.session import forget_engine, reading
from db.tls import warning
from migrations import upgrade
from rules import roster_headers
from rules.people import SYSTEM

HOSTS = os.environ.get("HUB_HOSTS", "*").split(",")

log = logging.getLogger("hub")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    start_log()
    await run_in_threadpool(start)
    Thread(target=_warm_up, daemon=True).start()
    yield {}
    forget_engine()


def start() -> None:
    """Bring the database up to date; say how it is reached, and how an empty hub is unlocked."""
    try:
        if told := warning(configured_url()):
            log.warning(told)
        upgrade()
        with reading(SYSTEM) as db:
            if is_empty(db):
                setup_code.announce()
    except Exception as error:  # its words may hold a part of the password
        raise RuntimeError(f"The hub can't start. Reference: {noted(error)}") from None


def _warm_up() -> None:
    """Load what pages need before it is asked for; the collector never looks at it again."""
    for module in iter_modules(components.__path__, "components."):
        import_module(module.name)
    i18n.load()
    roster_headers.learn()
    gc.collect()
    gc.freeze()


keep_theme()
app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
        Middleware(Guard),
        Middleware(ProviderRoutes),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        Middleware(Packed),
    ],
    on_script_error=on_script_error,
)
