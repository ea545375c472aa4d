"""A browser without a screen: it speaks Streamlit's protocol over a websocket."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from auth.cookies import BROWSER, SESSION

PATIENCE = 60  # seconds until a rerun counts as an error
LARGEST = 50_000_000


@dataclass
class Reply:
    """What came back of one rerun."""

    seconds: float
    elements: int = 0
    size: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Browser:
    """One open page."""

    socket: ClientConnection
    page: str
    query: str
    page_hash: str = ""
    kept: list[str] = field(default_factory=list)

    async def rerun(self) -> Reply:
        """Ask for the page once more and wait until it has been drawn."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        state.page_name = "" if self.page_hash else self.page
        state.cached_message_hashes.extend(self.kept)
        reply = Reply(0.0)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        try:
            async with asyncio.timeout(PATIENCE):
                while not self._read(await self.socket.recv(), reply):
                    pass
        except TimeoutError:
            reply.faults.append("no answer in time")
        reply.seconds = time.perf_counter() - start
        return reply

    def _read(self, data: str | bytes, reply: Reply) -> bool:
        """Take in one message; True after the last one of a run."""
        assert isinstance(data, bytes)
        reply.size += len(data)
        message = ForwardMsg.FromString(data)
        if message.hash and message.metadata.cacheable:
            self.kept.append(message.hash)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind in ("delta", "ref_hash"):
            reply.elements += 1
            if message.delta.new_element.WhichOneof("type") == "exception":
                reply.faults.append(message.delta.new_element.exception.message)
        early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return kind == "script_finished" and not early


@asynccontextmanager
async def browse(url: str, page: str, query: str, token: str = "") -> AsyncIterator[Browser]:
    """Open a page as whoever this token belongs to."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"{SESSION}={token}; {BROWSER}=visitor", "Origin": url},
        compression=None,
        max_size=LARGEST,
        open_timeout=PATIENCE,
    ) as socket:
        yield Browser(socket, page, query)
