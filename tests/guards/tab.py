"""A browser's tab, as the server sees it: everything that is sent is kept, drawn or not."""

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

SECONDS = 20
TOKEN = "no-token"


class Tab:
    """One websocket of the hub, with the cookies it was opened with."""

    def __init__(
        self,
        url: str,
        cookies: Mapping[str, str] = {},
        *,
        resume: str | None = None,
        **headers: str,
    ) -> None:
        protocols = ["streamlit", TOKEN, *([resume] if resume else [])]
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        self.open_until = ExitStack()
        self.socket: ClientConnection = self.open_until.enter_context(
            connect(
                f"ws{url.removeprefix('http')}/_stcore/stream",
                additional_headers={**sent, **headers, "Origin": url},
                subprotocols=[Subprotocol(protocol) for protocol in protocols],
                max_size=None,
            )
        )
        self.messages: list[ForwardMsg] = []
        self.session = ""
        self.hashes: dict[str, str] = {}

    def __enter__(self) -> "Tab":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.open_until.close()

    def open(self, page: str = "", *widgets: WidgetState, **params: str | int) -> str:
        """Go to an address; what came back, as text."""
        event = BackMsg()
        event.rerun_script.page_name = page
        event.rerun_script.query_string = urlencode(params)
        event.rerun_script.widget_states.widgets.extend(widgets)
        return self.send(event)

    def rerun_fragment(self, fragment: str) -> str:
        """What a click inside a fragment asks for: the main script is skipped."""
        event = BackMsg()
        event.rerun_script.fragment_id = fragment
        return self.send(event)

    def send(self, event: BackMsg) -> str:
        self.messages = []
        self.socket.send(event.SerializeToString())
        while not self._finished():
            frame = self.socket.recv(timeout=SECONDS)
            assert isinstance(frame, bytes)
            message = ForwardMsg()
            message.ParseFromString(frame)
            self.messages.append(message)
            self._note(message)
        return self.text

    def _note(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id

    def _finished(self) -> bool:
        ends = [m for m in self.messages if m.WhichOneof("type") == "script_finished"]
        again = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return bool(ends) and ends[-1].script_finished != again

    @property
    def text(self) -> str:
        """Every letter of the last answer."""
        return b"\n".join(m.SerializeToString() for m in self.messages).decode(errors="ignore")

    @property
    def fragments(self) -> set[str]:
        found = {m.delta.fragment_id for m in self.messages if m.WhichOneof("type") == "delta"}
        return found - {""}
