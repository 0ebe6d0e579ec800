"""Files that a person asked for by name: tables, PDF and Word files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.base.errors import EnvironmentProblem, InputError, disk_reason, disk_remedy
from inspector_app.base.files import write_atomic

_MOST_NAMES: Final = 9
# Endings by which other programs know what stands in a file; any other one may be part of a name.
_ENDINGS: Final = frozenset(
    {".pdf", ".docx", ".doc", ".wps", ".xlsx", ".xls", ".xlsm", ".et", ".csv", ".txt", ".xml",
     ".json", ".html", ".zip", ".form", ".png", ".jpg"}
)  # fmt: skip


class WrittenFile(NamedTuple):
    """Where a file was written, and a sentence if that is not where it was asked for."""

    path: Path
    sentence: str = ""


def write_document(path: Path, content: bytes) -> WrittenFile:
    """Write a whole file; under a second name if the first is open in another program.

    Args:
        path: the file to make or replace.
        content: all of it.

    Raises:
        EnvironmentProblem: it could not be written under any name; nothing has changed.
    """
    check_place(path)
    for target in _names(path):
        try:
            write_atomic(target, content)
        except PermissionError:
            # Windows refuses to replace a file that Excel, Word or a reader of PDF holds open.
            continue
        except OSError as problem:
            reason, remedy = disk_reason(problem), disk_remedy(problem)
            raise _not_written(path, reason, remedy) from problem
        if target == path:
            return WrittenFile(path=path)
        return WrittenFile(
            path=target,
            sentence=f"“{path.name}”正被其他程序打开，没有改动；新的已另存为“{target.name}”。",
        )
    reason = "文件正被其他程序打开，或没有写入的权限"
    raise _not_written(path, reason, "请关闭打开它的程序，或换一个文件夹")


def check_ending(path: Path, ending: str, *, remedy: str = "") -> None:
    """See that a file is not named as if something else stood in it (InputError)."""
    if path.suffix.lower() != ending and path.suffix.lower() in _ENDINGS:
        raise InputError(
            f"“{path.name}”的后缀与要写的格式不符，没有生成文件；请把后缀写成 {ending}{remedy}。"
        )


def check_place(path: Path) -> None:
    """See that a file can be put at a place, before a number is taken for what goes there.

    Raises:
        EnvironmentProblem: the folder does not exist, or something that is no file lies there.
    """
    if not path.parent.is_dir():
        raise EnvironmentProblem(
            f"写不出“{path.name}”，要放进去的文件夹不存在（{path.parent}）。"
            "请先建好文件夹，或换一个位置。"
        )
    if path.exists() and not path.is_file():
        raise EnvironmentProblem(
            f"写不出“{path.name}”，它已经是文件夹或设备，没有改动。请写明一个文件名，再试一次。"
        )


def _names(path: Path) -> Iterator[Path]:
    yield path
    for n in range(2, _MOST_NAMES + 1):
        yield path.with_name(f"{path.stem}（{n}）{path.suffix}")


def _not_written(path: Path, reason: str, remedy: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"写不出“{path.name}”，原有的文件没有改动（{reason}）。{remedy}，再试一次。"
    )
