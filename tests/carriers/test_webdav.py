"""A WebDAV server serves the folder while the program writes it and a client polls it.

They talk over a socket of the file system, since no test reaches for the network.

``INSPECTOR_APP_FULL_LENGTH=1`` makes the run long.
"""

import http.client
import re
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from inspector_app.exchange.share_publish import make_places
from tests.carriers.polling import HOME, Poller, as_the_program_does, directly, write_each

wsgidav = pytest.importorskip("wsgidav.wsgidav_app", reason="这里没有 wsgidav，没有试 WebDAV")

SOCKET = "served"


class _Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(SOCKET)


class WebDavPoller(Poller):
    """Lists and fetches over HTTP."""

    def listing(self) -> Iterable[str]:
        status, listed = self._ask("PROPFIND", f"/{HOME}/", {"Depth": "1"})
        while status == http.HTTPStatus.INTERNAL_SERVER_ERROR:
            # The server gives up where a file is renamed between its listing and its look at it.
            status, listed = self._ask("PROPFIND", f"/{HOME}/", {"Depth": "1"})
        assert status == http.HTTPStatus.MULTI_STATUS
        return re.findall(r"dd1-[a-z0-9.-]+(?=<)", listed.decode())

    def fetched(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name in names:
            status, content = self._ask("GET", f"/{HOME}/{name}", {})
            assert status == 200
            yield name, content

    def _ask(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        asked = _Connection("localhost", timeout=30)
        try:
            asked.request(method, path, headers=headers)
            answer = asked.getresponse()
            return answer.status, _body(answer)
        finally:
            asked.close()


def _body(answer: http.client.HTTPResponse) -> bytes:
    """Return what came, whether or not it is as long as was promised."""
    try:
        return answer.read()
    except http.client.IncompleteRead as cut:
        return cut.partial


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of one laptop in a shared folder that is served."""
    # The path of a socket is short by its nature.
    monkeypatch.chdir(tmp_path)
    share = tmp_path / "share"
    share.mkdir()
    made = make_places(share, HOME)
    app = wsgidav.WsgiDAVApp(
        {
            "provider_mapping": {"/": str(share)},
            "simple_dc": {"user_mapping": {"*": True}},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = make_server(SOCKET, 0, app, server_class=_Server, handler_class=_Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


class _Server(ThreadingMixIn, WSGIServer):
    address_family = socket.AF_UNIX
    daemon_threads = True

    def server_bind(self) -> None:
        self.server_address = SOCKET
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", 80
        self.setup_environ()


class _Quiet(WSGIRequestHandler):
    def setup(self) -> None:
        self.client_address = ("local", 0)
        super().setup()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def test_no_poller_of_a_webdav_server_sees_a_placed_file_in_part(home: Path) -> None:
    with WebDavPoller() as poller:
        names = write_each(home, as_the_program_does, poller)
    assert poller.partial == []
    assert poller.whole == names


def test_the_same_poller_sees_a_file_in_part_that_is_written_directly(home: Path) -> None:
    with WebDavPoller() as poller:
        names = write_each(home, directly, poller)
    assert set(poller.partial) == names
    assert poller.whole == names
