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
from threading import Event

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
from tests.district.office.conftest import Write, district, write  # noqa: F401 - fixtures
from tests.district.office.district import NOVEMBER, District, figures, outcomes
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

MOST_PAUSES = 1800
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
            # Syncthing may have taken it away again; what is there is looked at the next time.
            with suppress(FileNotFoundError):
                yield name, (self._folder / name).read_bytes()


@pytest.fixture
def shares(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The same folder on two computers: a laptop and an office."""
    if PROGRAM is None:
        pytest.skip("这里没有 syncthing，没有试同步；apt install syncthing 后再试")
    laptop, office = (_new_node(tmp_path / name) for name in ("computer-1", "computer-2"))
    laptop.configure(office)
    office.configure(laptop)
    with ExitStack() as stack:
        for node in (laptop, office):
            stack.enter_context(_running(node))
        yield laptop.folder, office.folder


@pytest.fixture
def pair(shares: tuple[Path, Path]) -> tuple[Path, Path]:
    """The folder of one laptop in it, here and on the other computer."""
    return make_places(shares[0], HOME), shares[1] / HOME


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


def arrived(folder: Path, pattern: str) -> Path:
    """Wait until a file is there that the pattern names, and return it."""
    pause, waited = Event(), 0
    while not (found := list(folder.glob(pattern))):
        waited += 1
        assert waited < MOST_PAUSES, f"{pattern} never came to {folder}"
        pause.wait(0.05)
    return found[0]


def test_a_bundle_goes_to_the_office_and_its_receipt_comes_back(
    shares: tuple[Path, Path],
    district: District,  # noqa: F811 - the fixture above
    write: Write,  # noqa: F811 - the fixture above
) -> None:
    here, there = shares
    laptop = district.laptops["DX001"]
    district.office.share.make(there)
    arrived(here, "dudao-share.json.sig")
    arrived(here, "dudao-share.json")
    laptop.share.join(here)
    write("DX001")
    laptop.bundles.make_month(inspector_id="DX001", month=NOVEMBER)
    (sent,) = laptop.share.send().placed

    arrived(there, f"inbox/*/{sent}")
    assert outcomes(district.office.office_desk.scan([there])) == ["taken"]
    arrived(here, "receipts/*/rc1-*.json.sig")
    arrived(here, "receipts/*/rc1-*.json")

    assert laptop.office_answers.take([here]).new == 1
    assert [each.state for each in laptop.office_answers.states()] == ["督导室已收"]
    assert figures(district.office)["district"]["visits"] == 1
