"""A WebDAV server serves the folder while the program writes it and a client polls it.

``INSPECTOR_APP_FULL_LENGTH=1`` makes the run long.
"""

import hashlib
import http.client
import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from inspector_app.exchange.share_publish import make_places, place

cheroot = pytest.importorskip("cheroot.wsgi", reason="这里没有 cheroot，没有试 WebDAV")
wsgidav = pytest.importorskip("wsgidav.wsgidav_app", reason="这里没有 wsgidav，没有试 WebDAV")

FILES = 40 if os.environ.get("INSPECTOR_APP_FULL_LENGTH") else 5
SIZE = 8_000_000
BLOCK = 1 << 16
HOME = "inbox/72asyext"


class Poller:
    """Lists and fetches over HTTP until it is stopped; keeps what it saw under final names."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stop = Event()
        self.whole: set[str] = set()
        self.partial: list[str] = []
        self._thread = Thread(target=self._run)

    def __enter__(self) -> "Poller":
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
        asked = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
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
def served(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """The folder of one laptop in a shared folder, and the port where it is served."""
    home = make_places(tmp_path, HOME)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    app = wsgidav.WsgiDAVApp(
        {
            "provider_mapping": {"/": str(tmp_path)},
            "simple_dc": {"user_mapping": {"*": True}},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = cheroot.Server(("127.0.0.1", port), app)
    server.prepare()
    thread = Thread(target=server.serve)
    thread.start()
    yield home, port
    server.stop()
    thread.join()


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


def test_no_poller_of_a_webdav_server_sees_a_placed_file_in_part(
    served: tuple[Path, int],
) -> None:
    home, port = served
    with Poller(port) as poller:
        names = _write_each(home, _place)
    assert poller.partial == []
    assert poller.whole == names


def test_the_same_poller_sees_a_file_in_part_that_is_written_directly(
    served: tuple[Path, int],
) -> None:
    home, port = served
    with Poller(port) as poller:
        names = _write_each(home, _write_directly)
    assert poller.partial
    assert poller.whole == names
