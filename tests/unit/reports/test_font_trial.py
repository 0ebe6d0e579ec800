"""A face is printed with before it is switched on."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.paths import resources
from inspector_app.reports import font_trial, own_faces
from inspector_app.reports.font_trial import tried
from inspector_app.reports.fonts import FACE_FILES, Role
from inspector_app.reports.own_faces import OwnFaceError, checked

_FACE = resources() / "fonts" / FACE_FILES[Role.KAI]


def damaged(table: str, change: Callable[[bytes], bytes], path: Path) -> Path:
    """Write a face one of whose tables is changed, without changing its length."""
    data = bytearray(_FACE.read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag.decode() == table:
            new = change(bytes(data[offset : offset + length]))
            assert len(new) == length
            data[offset : offset + length] = new
    path.write_bytes(data)
    return path


def test_the_programs_own_face_is_one_that_prints() -> None:
    tried(_FACE)


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        ("hmtx", lambda old: b"\xff" * len(old), "字宽"),
        ("hmtx", lambda old: bytes(len(old)), "字宽"),
        ("hhea", lambda old: old[:34] + b"\xff\xff" + old[36:], ""),
        ("loca", lambda old: old[::-1], "字形"),
        ("loca", lambda old: b"\xff" * len(old), "字形"),
        ("glyf", lambda old: b"\xd0" * len(old), "试排"),
        ("cmap", lambda old: old[: len(old) // 2] + b"\xff" * (len(old) - len(old) // 2), ""),
        ("maxp", lambda old: old[:4] + b"\0\1" + old[6:], ""),
        ("head", lambda old: old[:18] + b"\0\0" + old[20:], "试排"),
    ],
    ids=["wide", "narrow", "absent", "disordered", "far", "composite", "cmap", "few", "em"],
)  # fmt: skip
def test_a_face_whose_tables_say_nonsense_is_refused_by_what_is_wrong(
    tmp_path: Path, table: str, change: Callable[[bytes], bytes], reason: str
) -> None:
    path = damaged(table, change, tmp_path / "单位字体.ttf")
    checked(path)
    with pytest.raises(OwnFaceError, match=f"“单位字体.ttf”不能用于打印：.*{reason}"):
        tried(path)


def test_a_face_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_trial, "SECONDS", 0.001)
    with pytest.raises(OwnFaceError, match="时间太长"):
        tried(_FACE)


def test_a_face_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_trial, "MEMORY_BYTES", 30_000_000)
    with pytest.raises(OwnFaceError, match="内存"):
        tried(_FACE)


def test_a_file_larger_than_any_face_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_faces, "MOST_BYTES", 99)
    path = tmp_path / "大.ttf"
    path.write_bytes(bytes(100))
    with pytest.raises(OwnFaceError, match="超过"):
        checked(path)
