"""Two Syncthing programs carry the folder from one computer to another.

The program writes into the folder of the first, the poller reads in that of the second. They talk
over ports of this machine and with nobody else. ``INSPECTOR_APP_FULL_LENGTH=1`` makes the run long.
"""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector_app.exchange.share_publish import make_places
from tests.carriers.polling import (
    HOME,
    Poller,
    as_the_program_does,
    directly,
    free_port,
    write_each,
)

PROGRAM = shutil.which("syncthing")
# One second after the last change is the soonest at which Syncthing looks.
CONFIG = """
<configuration version="36">
  <folder id="share" path="{folder}" type="sendreceive" rescanIntervalS="3600"
          fsWatcherEnabled="true" fsWatcherDelayS="1">
    <device id="{own}"/><device id="{other}"/>
  </folder>
  <device id="{own}" name="own" compression="never"><address>dynamic</address></device>
  <device id="{other}" name="other" compression="never">
    <address>tcp://127.0.0.1:{other_port}</address>
  </device>
  <gui enabled="false"/>
  <options>
    <listenAddress>tcp://127.0.0.1:{own_port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <crashReportingEnabled>false</crashReportingEnabled>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <startBrowser>false</startBrowser>
  </options>
</configuration>
"""


@dataclass(frozen=True)
class Node:
    """One computer: its keys, its port and its folder."""

    state: Path
    folder: Path
    port: int
    id: str

    def configure(self, other: "Node") -> None:
        """Let it know itself and the other."""
        text = CONFIG.format(
            folder=self.folder, own=self.id, own_port=self.port, other=other.id,
            other_port=other.port,
        )  # fmt: skip
        (self.state / "config.xml").write_text(text, "utf-8")


class FolderPoller(Poller):
    """Lists and reads in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def listing(self) -> Iterable[str]:
        with suppress(FileNotFoundError):
            return [path.name for path in self._folder.iterdir()]
        return []

    def fetched(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name in names:
            yield name, (self._folder / name).read_bytes()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The same folder of one laptop, here and on the other computer."""
    if PROGRAM is None:
        pytest.skip("这里没有 syncthing，没有试同步；apt install syncthing 后再试")
    laptop, office = (_new_node(tmp_path / name) for name in ("laptop", "office"))
    laptop.configure(office)
    office.configure(laptop)
    home = make_places(laptop.folder, HOME)
    with ExitStack() as stack:
        for node in (laptop, office):
            stack.enter_context(_running(node))
        yield home, office.folder / HOME


def _new_node(folder: Path) -> Node:
    assert PROGRAM is not None
    share, state = folder / "share", folder / "state"
    share.mkdir(parents=True)
    (share / ".stfolder").mkdir()
    subprocess.run(
        [PROGRAM, "generate", f"--home={state}", "--no-default-folder", "--skip-port-probing"],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    told = subprocess.run(
        [PROGRAM, f"--home={state}", "--device-id"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return Node(state=state, folder=share, port=free_port(), id=told.stdout.strip())


@contextmanager
def _running(node: Node) -> Iterator[None]:
    assert PROGRAM is not None
    with (node.state / "log").open("wb") as log, subprocess.Popen(
        [PROGRAM, "serve", f"--home={node.state}", "--no-browser", "--no-restart", "--no-upgrade"],
        cwd=node.state, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
    ) as program:  # fmt: skip
        try:
            yield
        finally:
            program.terminate()


def test_a_placed_file_arrives_whole_or_not_at_all_on_the_other_computer(
    pair: tuple[Path, Path],
) -> None:
    home, there = pair
    with FolderPoller(there) as poller:
        names = write_each(home, as_the_program_does, poller)
    assert poller.partial == []
    assert poller.whole == names


def test_a_file_that_is_written_directly_arrives_in_part(pair: tuple[Path, Path]) -> None:
    home, there = pair
    with FolderPoller(there) as poller:
        names = write_each(home, directly, poller)
    assert set(poller.partial) == names
    assert poller.whole == names
