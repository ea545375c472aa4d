"""Streamlit's own files, the 3 MB of a first visit, are packed once and kept."""

from cachetools import LRUCache
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = "/static/"
MOST = 8_000_000  # bytes, packed: several times what a browser asks for
IN_PARTS = ("range", "if-none-match", "if-modified-since")

Answer = list[Message]


class Packed:
    """ASGI middleware, inside the one that packs everything else as it goes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.packing = app, GZipMiddleware(app, minimum_size=1000, compresslevel=9)
        self.kept: LRUCache[str, Answer] = LRUCache(MOST, getsizeof=_size)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_a_file(scope):
            await self.app(scope, receive, send)
            return
        answer = self.kept.get(scope["path"])
        if answer is None:
            answer = await self._made(scope, receive)
            if _is_whole(answer) and _is_the_same_for_all(answer):
                self.kept[scope["path"]] = answer = _in_one(answer)
        for message in answer:
            await send(_fresh(message))

    async def _made(self, scope: Scope, receive: Receive) -> Answer:
        answer: Answer = []

        async def keep(message: Message) -> None:
            answer.append(message)

        await self.packing(scope, receive, keep)
        return answer


def _asks_for_a_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    asked = Headers(scope=scope)
    takes = "gzip" in asked.get("accept-encoding", "") and not any(map(asked.get, IN_PARTS))
    return takes and scope["path"].startswith(STATIC)


def _is_whole(answer: Answer) -> bool:
    """Whoever went away half-way has only a part, and it ends without a fault."""
    return len(answer) > 1 and not answer[-1].get("more_body", False)


def _is_the_same_for_all(answer: Answer) -> bool:
    said = Headers(raw=answer[0]["headers"])
    packed = said.get("content-encoding") == "gzip" and "set-cookie" not in said
    return packed and answer[0]["status"] == 200 and _size(answer) <= MOST


def _in_one(answer: Answer) -> Answer:
    """The same in one piece, whose length can be told."""
    start, whole = answer[0], b"".join(message.get("body", b"") for message in answer)
    MutableHeaders(raw=start["headers"])["content-length"] = str(len(whole))
    return [start, {"type": "http.response.body", "body": whole}]


def _fresh(message: Message) -> Message:
    """Headers of its own: what is added for one browser, a cookie perhaps, is nobody else's."""
    return {**message, "headers": [*message["headers"]]} if "headers" in message else message


def _size(answer: Answer) -> int:
    return sum(len(message.get("body", b"")) for message in answer)
