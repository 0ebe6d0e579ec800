"""What is no file at all, through every command that takes one: a sentence, and nothing else.

Empty files, folders, pipes, devices, sockets, links in a circle, files of twenty gigabytes, files
that are gone when they are opened, and names that no terminal can show.
"""

import io
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

import pytest

from inspector_app import bootstrap
from inspector_app.cli.main import run
from tests.fuzz.corpus.desk import Desk, made_desk
from tests.fuzz.corpus.own import honest
from tests.fuzz.corpus.watch import Seen, Watch
from tests.fuzz.corpus.worker import told
from tests.fuzz.odd_doors import OddDoor, odd_doors

resource = pytest.importorskip("resource", reason="没有内存上限可设，也没有管道文件")

SECONDS: Final = 20
MOST_MEMORY: Final = 300 * 2**20
_HUGE: Final = 20 * 2**30
_LONGEST: Final = 255


class Hangs(BaseException):
    """The command did not come back."""


# -- what stands there in place of a file ----------------------------------------------------------


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    # A socket's name may be no longer than a hundred bytes; the folder is entered instead.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("s")
        Path("s").rename(path.name)
    finally:
        os.chdir(before)


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(_HUGE)


PLANTED: Final[dict[str, Callable[[Path], object]]] = {
    "missing": lambda _path: None,
    "empty": Path.touch,
    "folder": Path.mkdir,
    "pipe": _pipe,
    "socket": _socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "link in a circle": _circle,
    "link to nothing": lambda path: path.symlink_to("weg"),
    "twenty gigabytes": _huge,
}
NAMED: Final = {
    # First: what is the same as a file before may be taken as known.
    "half a sign": lambda ending: os.fsdecode(b"\xff\xe8") + ending,
    "of 255 bytes": lambda ending: "长" * ((_LONGEST - len(ending)) // 3) + ending,
    "of more": lambda ending: "长" * 100 + ending,
    "of two lines": lambda ending: f"第一行\n第二行\x1b[31m{ending}",
    "from right to left": lambda ending: f"录记\u202e{ending}",
}


# -- the desk --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield made_desk(tmp_path_factory.mktemp("desk"), stack)


@pytest.fixture(scope="module")
def watch(desk: Desk) -> Watch:
    return Watch(desk)


@pytest.fixture(scope="module")
def contents(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Honest files by their ending."""
    made = honest(desk, tmp_path_factory.mktemp("honest"))
    (desk.work / "r.json").write_bytes(made["记录.json"])
    added = desk.command(desk.laptop, "policy", "add").words.split()[0]
    (desk.work / "policy").write_text(added)
    (desk.work / "s.jpg").write_bytes(made["照片.jpg"])
    return {Path(name).suffix: data for name, data in made.items()}


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contents: dict[str, bytes]) -> None:
    assert contents
    monkeypatch.setattr(sys, "stdin", io.StringIO("foreign\n" * 20))
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


@contextmanager
def limited() -> Iterator[None]:
    """Let no more memory be asked for than a small computer has, and nothing hang."""

    def hangs(*_: object) -> None:
        raise Hangs

    with Path("/proc/self/statm").open(encoding="ascii") as statm:
        size = int(statm.read().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (size + MOST_MEMORY, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)


def given(desk: Desk, door: OddDoor, file: Path) -> list[str]:
    out = desk.folder("out")
    known = {
        "FILE": file, "NO": desk.number, "SIGNED": desk.signed, "SELFCHECK": desk.selfcheck,
        "DIR": out, "POLICY": (desk.work / "policy").read_text(), "RECORD": desk.work / "r.json",
        "SCAN": desk.work / "s.jpg",
    }  # fmt: skip
    return [
        str(out / each) if str(each).startswith("OUT.") else str(known.get(str(each), each))
        for each in door.arguments
    ]


def tried(desk: Desk, door: OddDoor, file: Path) -> tuple[int | None, str]:
    """Run a command as a terminal does: what cannot be encoded cannot be shown."""
    bench = desk.office if door.office else desk.laptop
    opener: Any = lambda _folder: nullcontext(bench)  # noqa: E731 - a name would say no more
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    with redirect_stdout(out), redirect_stderr(err), limited():
        try:
            code = run(
                ["--data", str(bench.context.folder.root), *given(desk, door, file)],
                default_folder=Path("elsewhere"), opener=opener, init=bootstrap.init_folder,
            )  # fmt: skip
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    said = b""
    for stream in (out, err):
        stream.flush()
        said += stream.buffer.getvalue()  # type: ignore[attr-defined]
    return code, said.decode()


def placed(desk: Desk, door: OddDoor, name: str = "") -> Path:
    if not name:
        name = door.named(desk) if door.named else f"选的{door.ending}"
    return desk.folder("in") / name


def faults(desk: Desk, watch: Watch, door: OddDoor, file: Path) -> list[str]:
    """Return what is wrong with how a command took a file."""
    seen = Seen()
    with watch.over(seen):
        try:
            code, said = tried(desk, door, file)
        except BaseException as error:  # noqa: BLE001 - this is what is looked for
            return [repr(error)]
    wrong = [*seen.strays]
    if code == 2:
        wrong.append(f"the command is written wrong: {said}")
    if code and (rows := told(seen.rows)):
        wrong.append(rows)
    if code == 1 and not any("一" <= sign <= "龥" for sign in said):
        wrong.append(f"no sentence: {said}")
    if any(sign in said for sign in "\x1b\u202e"):
        wrong.append("signs that steer the terminal")
    if code and [path.name for path in (desk.work / "out").iterdir()]:
        wrong.append("something half done")
    return wrong


@pytest.mark.parametrize("door", odd_doors().values(), ids=odd_doors())
def test_what_is_no_file_is_refused_in_a_sentence(desk: Desk, watch: Watch, door: OddDoor) -> None:
    found = {}
    for what, plant in PLANTED.items():
        file = placed(desk, door)
        plant(file)
        if wrong := faults(desk, watch, door, file):
            found[what] = wrong

    assert found == {}


@pytest.mark.parametrize("door", odd_doors().values(), ids=odd_doors())
def test_a_file_of_any_name_is_taken_or_refused_in_words_that_can_be_shown(
    desk: Desk, watch: Watch, door: OddDoor, contents: dict[str, bytes]
) -> None:
    found = {}
    for what, name in NAMED.items():
        file = placed(desk, door, name(door.ending))
        try:
            file.write_bytes(contents.get(door.ending, b"%PDF-1.7"))
        except OSError:
            assert what == "of more"
        if wrong := faults(desk, watch, door, file):
            found[what] = wrong

    assert found == {}


class _Gone:
    """Takes a file away as it is opened for the first or a later time."""

    def __init__(self) -> None:
        self.path, self.after = "", 0
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        # Files are opened by their paths, and once more by their descriptors.
        if event == "open" and self.path and str(arguments[0]) == self.path:
            self.after -= 1
            if self.after < 0:
                file, self.path = self.path, ""
                Path(file).unlink()


@pytest.fixture(scope="module")
def gone() -> _Gone:
    return _Gone()


@pytest.mark.parametrize("door", odd_doors().values(), ids=odd_doors())
def test_a_file_that_is_gone_when_it_is_opened_is_missed_in_a_sentence(
    desk: Desk, watch: Watch, door: OddDoor, contents: dict[str, bytes], gone: _Gone
) -> None:
    found = {}
    for after in range(3):
        file = placed(desk, door)
        file.write_bytes(contents.get(door.ending, b"%PDF-1.7"))
        gone.path, gone.after = str(file), after
        wrong = faults(desk, watch, door, file)
        gone.path = ""
        if wrong:
            found[after] = wrong

    assert found == {}
