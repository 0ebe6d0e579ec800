"""A WebDAV server serves the folder while the program writes it and a client polls it.

They talk over a socket of the file system, since no test reaches for the network.

``INSPECTOR_APP_FULL_LENGTH=1`` makes the run long.
"""

import hashlib
import http.client
import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from threading import Event, Thread
from typing import Self
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from inspector_app.exchange.share_publish import make_places, place

wsgidav = pytest.importorskip("wsgidav.wsgidav_app", reason="这里没有 wsgidav，没有试 WebDAV")

FILES = 40 if os.environ.get("INSPECTOR_APP_FULL_LENGTH") else 5
SIZE = 8_000_000
BLOCK = 1 << 16
SOCKET = "served"
HOME = "inbox/72asyext"


class _Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(SOCKET)


class Poller:
    """Lists and fetches over HTTP until it is stopped; keeps what it saw under final names."""

    def __init__(self) -> None:
        self._stop = Event()
        self.whole: set[str] = set()
        self.partial: list[str] = []
        self._thread = Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._look()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._look()

    def _look(self) -> None:
        status, listing = self._ask("PROPFIND", f"/{HOME}/", {"Depth": "1"})
        assert status == 207
        names = set(re.findall(rb"dd1-[a-z0-9-]+\.zip\.age(?=<)", listing))
        for name in sorted(each.decode() for each in names):
            if name in self.whole:
                continue
            status, content = self._ask("GET", f"/{HOME}/{name}", {})
            assert status == 200
            right = hashlib.sha256(content).hexdigest()[:12] in name
            if right:
                self.whole.add(name)
            else:
                self.partial.append(name)

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


def _write_each(home: Path, write: Callable[[Path, bytes], None]) -> set[str]:
    names = set()
    for seq in range(1, FILES + 1):
        content = os.urandom(SIZE)
        name = f"dd1-72asyext-{seq:06}-{hashlib.sha256(content).hexdigest()[:12]}.zip.age"
        write(home / name, content)
        names.add(name)
    return names


def _place(target: Path, content: bytes) -> None:
    place(target, content, sha256=hashlib.sha256(content).hexdigest())


def _write_directly(target: Path, content: bytes) -> None:
    with target.open("wb", buffering=0) as stream:
        for start in range(0, len(content), BLOCK):
            stream.write(content[start : start + BLOCK])
            os.fsync(stream.fileno())


def test_no_poller_of_a_webdav_server_sees_a_placed_file_in_part(home: Path) -> None:
    with Poller() as poller:
        names = _write_each(home, _place)
    assert poller.partial == []
    assert poller.whole == names


def test_the_same_poller_sees_a_file_in_part_that_is_written_directly(home: Path) -> None:
    with Poller() as poller:
        names = _write_each(home, _write_directly)
    assert poller.partial
    assert poller.whole == names
