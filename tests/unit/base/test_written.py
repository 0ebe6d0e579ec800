"""A file that a person asked for is written whole, beside one that is open elsewhere if need be."""

import errno
import os
from pathlib import Path

import pytest

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.base.written import write_document


@pytest.fixture
def held_open(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Refuse, as Windows does, to replace the files of these names."""
    names: set[str] = set()
    replace = os.replace

    def refuse(part: Path, target: Path) -> None:
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, "used by another process")
        replace(part, target)

    monkeypatch.setattr(os, "replace", refuse)
    return names


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "docx"])
def test_a_file_that_is_open_elsewhere_is_left_alone_and_a_second_one_named(
    tmp_path: Path, held_open: set[str], ending: str
) -> None:
    path = tmp_path / f"台账.{ending}"
    path.write_bytes(b"old")
    held_open.add(path.name)
    written = write_document(path, b"new")
    assert written.path.name == f"台账（2）.{ending}"
    assert f"“台账.{ending}”正被其他程序打开，没有改动" in written.sentence
    assert written.path.read_bytes() == b"new"
    assert path.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == sorted([path, written.path])


def test_a_file_that_nobody_holds_is_replaced_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    path.write_bytes(b"old")
    assert write_document(path, b"new") == (path, "")
    assert path.read_bytes() == b"new"


def test_a_folder_that_takes_no_file_is_a_problem_of_the_surroundings(
    tmp_path: Path, held_open: set[str]
) -> None:
    with pytest.raises(EnvironmentProblem, match=r"写不出“台账\.xlsx”.*文件夹不存在"):
        write_document(tmp_path / "没有" / "台账.xlsx", b"new")
    with pytest.raises(EnvironmentProblem, match="已经是文件夹"):
        write_document(tmp_path, b"new")
    with pytest.raises(EnvironmentProblem, match="已经是文件夹或设备"):
        write_document(Path(os.devnull), b"new")
    held_open.update({"台账.xlsx", *(f"台账（{n}）.xlsx" for n in range(2, 10))})
    with pytest.raises(EnvironmentProblem, match="没有写入的权限"):
        write_document(tmp_path / "台账.xlsx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘已满）。请腾出空间，或换一个地方，再试一次"),
        (errno.EROFS, "介质是只读的）。请检查写保护开关，或换一个地方，再试一次"),
        (errno.ENAMETOOLONG, "文件名太长）。请检查这个位置，或换一个地方，再试一次"),
    ],
)
def test_what_to_do_follows_from_why_the_disk_took_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EnvironmentProblem) as refused:
        write_document(tmp_path / "台账.xlsx", b"new")
    assert told in refused.value.sentence
    assert "打开它的程序" not in refused.value.sentence
