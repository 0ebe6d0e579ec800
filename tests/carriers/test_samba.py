"""A Samba server serves the folder while the program writes it and clients poll it.

Server and clients are programs of the system, ``smbd`` and ``smbclient``; they talk over a port of
this machine. ``INSPECTOR_APP_FULL_LENGTH=1`` makes the run long.
"""

import getpass
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
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

# A system without root keeps it where only root looks.
SERVER = shutil.which("smbd") or shutil.which("smbd", path="/usr/sbin")
CLIENT = shutil.which("smbclient")
CLIENTS = 2
CONFIG = """
[global]
server role = standalone server
private dir = {state}
lock directory = {state}
state directory = {state}
cache directory = {state}
pid directory = {state}
ncalrpc dir = {state}/ncalrpc
log file = {state}/log
usershare path =
bind interfaces only = yes
interfaces = 127.0.0.1
smb ports = {port}
map to guest = Bad User
guest account = {user}
load printers = no
disable spoolss = yes
[share]
path = {share}
guest ok = yes
"""


class Samba:
    """A server that runs, and how to ask it."""

    def __init__(self, *, config: Path, port: int, share: Path) -> None:
        self._config, self._port = config, port
        self.home = make_places(share, HOME)

    def ask(self, commands: str, *, into: Path) -> str:
        """Let a client carry out commands in the folder; return what it prints."""
        assert CLIENT is not None
        done = subprocess.run(
            [
                CLIENT, "//127.0.0.1/share", "--no-pass", f"--port={self._port}",
                f"--configfile={self._config}", f"--directory={HOME}", f"--command={commands}",
            ],
            cwd=into, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        return done.stdout


class SambaPoller(Poller):
    """Lists and fetches over SMB."""

    def __init__(self, samba: Samba, scratch: Path) -> None:
        super().__init__()
        self._samba, self._scratch = samba, scratch
        scratch.mkdir()

    def listing(self) -> Iterable[str]:
        listed = self._samba.ask("ls", into=self._scratch)
        assert "blocks of size" in listed
        return re.findall(r"dd1-[a-z0-9.-]+", listed)

    def fetched(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name in names:
            self._samba.ask(f"get {name}", into=self._scratch)
            got = self._scratch / name
            yield name, got.read_bytes()
            got.unlink()


@pytest.fixture
def samba(tmp_path: Path) -> Iterator[Samba]:
    """A server of its own, with a folder of one laptop."""
    if SERVER is None or CLIENT is None:
        pytest.skip("这里没有 smbd 或 smbclient，没有试 Samba；apt install samba smbclient 后再试")
    share, state, port = tmp_path / "share", tmp_path / "state", free_port()
    share.mkdir()
    state.mkdir()
    config = tmp_path / "smb.conf"
    config.write_text(
        CONFIG.format(state=state, share=share, port=port, user=getpass.getuser()), "utf-8"
    )
    with subprocess.Popen(
        [SERVER, "--foreground", "--no-process-group", f"--configfile={config}"],
        cwd=state, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        # It ends by ending its whole process group, which must not be that of the tests.
        start_new_session=True,
    ) as server:  # fmt: skip
        made = Samba(config=config, port=port, share=share)
        try:
            while "blocks of size" not in made.ask("ls", into=state):
                assert server.poll() is None, (state / "log").read_text("utf-8", "replace")
            yield made
        finally:
            server.terminate()


def test_no_client_of_a_samba_server_sees_a_placed_file_in_part(
    samba: Samba, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        first, *others = (
            stack.enter_context(SambaPoller(samba, tmp_path / f"client-{number}"))
            for number in range(CLIENTS)
        )
        names = write_each(samba.home, as_the_program_does, first)
    for poller in (first, *others):
        assert poller.partial == []
        assert poller.whole == names


def test_the_same_client_sees_a_file_in_part_that_is_written_directly(
    samba: Samba, tmp_path: Path
) -> None:
    with SambaPoller(samba, tmp_path / "client") as poller:
        names = write_each(samba.home, directly, poller)
    assert set(poller.partial) == names
    assert poller.whole == names
