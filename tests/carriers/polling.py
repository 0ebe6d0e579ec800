"""A carrier that is watched while files are written into its folder.

Each file is written in two halves. Between them the writer waits until the watcher has seen
something of it, under whatever name: a writer that shows an unfinished file under its final name is
therefore caught every time, not by luck.
"""

import hashlib
import os
import re
import socket
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Condition, Thread
from typing import Final, Self

from inspector_app.exchange.share_publish import place

FULL_LENGTH: Final = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
FILES: Final = 40 if FULL_LENGTH else 4
SIZE: Final = 8_000_000
HOME: Final = "inbox/72asyext"
_PATIENCE: Final = 90.0
_BLOCK: Final = 1 << 16
_FINAL: Final = re.compile(r"dd1-[a-z0-9]{8}-[0-9]{6}-([0-9a-f]{12})\.zip\.age")

Write = Callable[[Path, Path, str], None]


class Poller(ABC):
    """Lists and fetches until it is left; keeps what it saw under final names.

    Attributes:
        whole: names whose content was once the right one.
        partial: names whose content was another, as often as that was seen.
    """

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.partial: list[str] = []
        self._listed: frozenset[str] = frozenset()
        self._looks = 0
        self._failed: Exception | None = None
        self._stopped = False
        self._state = Condition()
        self._thread = Thread(target=self._run)

    @abstractmethod
    def listing(self) -> Iterable[str]:
        """Return the names that the carrier shows in the folder."""

    @abstractmethod
    def fetched(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield what the carrier gives out under these names."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._state:
            self._stopped = True
        self._thread.join()
        if self._failed is not None:
            raise self._failed

    def wait_for_something_of(self, name: str) -> None:
        """Wait until the carrier shows a file that begins like ``name``, and was looked at."""
        self._wait(lambda: any(each.startswith(name) for each in self._listed))
        seen = self._looks
        self._wait(lambda: self._looks > seen)

    def wait_for_whole(self, names: Iterable[str]) -> None:
        """Wait until each of these was seen with its right content."""
        wanted = set(names)
        self._wait(lambda: wanted <= self.whole)

    def _wait(self, until: Callable[[], bool]) -> None:
        with self._state:
            come = self._state.wait_for(lambda: self._failed or until(), timeout=_PATIENCE)
            assert come, f"not seen in {_PATIENCE} s; there: {sorted(self._listed)}"
            if self._failed is not None:
                raise self._failed

    def _run(self) -> None:
        try:
            while not self._stopped:
                self._look()
            # Once more at everything: nothing that was whole has changed since.
            self.whole.clear()
            self._look()
        except Exception as error:  # noqa: BLE001 - told by whoever waits or leaves
            with self._state:
                self._failed = error
                self._state.notify_all()

    def _look(self) -> None:
        listed = frozenset(self.listing())
        finals = {name for name in listed if _FINAL.fullmatch(name)}
        for name, content in self.fetched(sorted(finals - self.whole)):
            found = _FINAL.fullmatch(name)
            assert found is not None
            if hashlib.sha256(content).hexdigest().startswith(found[1]):
                self.whole.add(name)
            else:
                self.partial.append(name)
        with self._state:
            self._listed, self._looks = listed, self._looks + 1
            self._state.notify_all()
            self._state.wait(timeout=0.005)


def write_each(home: Path, write: Write, poller: Poller) -> set[str]:
    """Write files into ``home`` while the poller looks; return their names."""
    names = set()
    for seq in range(1, FILES + 1):
        content = os.urandom(SIZE)
        sha256 = hashlib.sha256(content).hexdigest()
        name = f"dd1-72asyext-{seq:06}-{sha256[:12]}.zip.age"
        pipe = home.parents[1].with_name(f"pipe-{seq}")
        os.mkfifo(pipe)
        feeder = Thread(target=_feed, args=(pipe, content, poller, name), daemon=True)
        feeder.start()
        write(home / name, pipe, sha256)
        feeder.join()
        names.add(name)
    poller.wait_for_whole(names)
    return names


def _feed(pipe: Path, content: bytes, poller: Poller, name: str) -> None:
    half = len(content) // 2
    with pipe.open("wb", buffering=0) as stream:
        stream.write(content[:half])
        poller.wait_for_something_of(name)
        stream.write(content[half:])


def as_the_program_does(target: Path, content: Path, sha256: str) -> None:
    """Place the file as the program does."""
    place(target, content, sha256=sha256)


def directly(target: Path, content: Path, _sha256: str) -> None:
    """Write the file under its final name from the beginning."""
    with content.open("rb") as source, target.open("wb", buffering=0) as stream:
        while block := source.read(_BLOCK):
            stream.write(block)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
