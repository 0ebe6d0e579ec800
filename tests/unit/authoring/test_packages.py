"""Packages never change; what a new version changes is told, and what would mislead is refused."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inspector_app.authoring.package import package_bytes, read_package
from inspector_app.authoring.versions import ChangeKind, compare
from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.services.authored_forms import publish_form, read_form_package
from inspector_app.xform import Session, load_form
from tests.form_sheets import AT, Sheets, checked, put, row, whole
from tests.small_xlsx import write_xlsx


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes a form with some things changed."""

    def write(change: Callable[[Sheets], None] = lambda sheets: None, *, version: str = "2026.1",
              name: str = "表.xlsx") -> Path:  # fmt: skip
        sheets = whole()
        sheets["设置"][1][2] = version
        change(sheets)
        return write_xlsx(tmp_path / name, sheets)

    return write


def test_a_package_holds_the_form_the_workbook_as_written_and_what_is_said_of_them(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    path = source()
    made = publish_form(path, tmp_path / "a.form")
    package = read_form_package(tmp_path / "a.form")
    assert package.workbook == path.read_bytes()
    assert (package.form_id, package.version, package.title) == ("zuoye", "2026.1", "作业检查")
    assert package.manifest["own"]["w1"]["分值"] == "3"
    assert package.manifest["cells"]["f_due"] == "题目!B16"
    assert set(package.manifest["members"]) == {"form.xml", "form.xlsx"}
    assert package.digest == made.package.digest


def test_the_same_source_gives_the_same_bytes(source: Callable[..., Path], tmp_path: Path) -> None:
    path = source()
    for name in ("a.form", "b.form"):
        publish_form(path, tmp_path / name)
    assert (tmp_path / "a.form").read_bytes() == (tmp_path / "b.form").read_bytes()


def test_publishing_the_very_same_again_changes_nothing(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    path = source()
    publish_form(path, tmp_path / "a.form")
    assert publish_form(path, tmp_path / "a.form").already


def test_a_version_that_is_published_takes_no_other_content(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "a.form"
    publish_form(source(), out)
    before = out.read_bytes()
    changed = source(lambda sheets: sheets["题目"].append(row(类型="文本", 名称="x", 题目="新")))
    with pytest.raises(RefusedError, match="已经发布过了"):
        publish_form(changed, out)
    with pytest.raises(RefusedError, match="已经发布过了"):
        publish_form(changed, tmp_path / "b.form", previous=out)
    assert out.read_bytes() == before
    assert not (tmp_path / "b.form").exists()


def test_a_package_is_not_overwritten_by_another_version(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "a.form"
    publish_form(source(), out)
    with pytest.raises(RefusedError, match="换一个文件名"):
        publish_form(source(version="2026.2"), out)


def test_mistakes_are_named_and_nothing_is_written(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    wrong = source(lambda sheets: sheets["题目"][14].__setitem__(AT["类型"], "txt"))
    with pytest.raises(InputError) as told:
        publish_form(wrong, tmp_path / "a.form")
    assert [problem.where for problem in told.value.problems] == ["题目!A15"]
    assert not (tmp_path / "a.form").exists()


def test_a_folder_that_is_not_there_is_said(source: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="文件夹不存在"):
        publish_form(source(), tmp_path / "没有" / "a.form")


# -- damage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [10, 400, -200, -3])
def test_a_package_in_which_a_byte_differs_is_refused(
    source: Callable[..., Path], tmp_path: Path, at: int
) -> None:
    publish_form(source(), tmp_path / "a.form")
    content = bytearray((tmp_path / "a.form").read_bytes())
    content[at] ^= 1
    with pytest.raises(InputError, match="已经损坏"):
        read_package(bytes(content), name="a.form")


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"x" * 100])
def test_another_file_is_no_package(content: bytes) -> None:
    with pytest.raises(InputError, match="不是发布的表单"):
        read_package(content, name="别的.form")


def test_a_member_that_the_manifest_does_not_list_is_refused() -> None:
    manifest = {"form_id": "a", "version": "1", "title": "甲", "own": {}, "cells": {},
                "questions": [], "lists": {}}  # fmt: skip
    whole_package = package_bytes(manifest, {"form.xml": b"<a/>", "form.xlsx": b"x"})
    assert read_package(whole_package, name="a").xml == b"<a/>"
    with pytest.raises(InputError, match="已经损坏"):
        read_package(package_bytes(manifest, {"form.xml": b"<a/>"}), name="a")


# -- from one version to the next ------------------------------------------------------------------


def contents(change: Callable[[Sheets], None] = lambda sheets: None) -> Any:
    sheets = whole()
    change(sheets)
    result = checked(sheets)
    assert result.form is not None, [each.sentence() for each in result.findings]
    return result.form.contents


def set_cell(number: int, column: str, value: Any) -> Callable[[Sheets], None]:
    return lambda sheets: sheets["题目"][number - 1].__setitem__(AT[column], value)


def both(*changes: Callable[[Sheets], None]) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        for each in changes:
            each(sheets)

    return change


def moved(sheets: Sheets) -> None:
    sheets["题目"].insert(2, sheets["题目"].pop(3))


CHANGES = [
    ("a question more", lambda s: s["题目"].append(row(类型="文本", 名称="x", 题目="新")),
     ChangeKind.ADDED, "x"),
    ("a question less", lambda s: s["题目"].pop(17), ChangeKind.REMOVED, "school"),
    ("a question elsewhere", moved, ChangeKind.MOVED, None),
    ("a question out of its group", lambda s: s["题目"].insert(6, s["题目"].pop(5)),
     ChangeKind.MOVED, "ways"),
    ("other words", set_cell(15, "题目", "经过"), ChangeKind.LABEL, "f_text"),
    ("another type", set_cell(15, "类型", "整数"), ChangeKind.TYPE, "f_text"),
    ("a stricter rule", set_cell(15, "必填", "是"), ChangeKind.TIGHTENED, "f_text"),
    ("a rule less", both(set_cell(16, "校验", None), set_cell(16, "校验提示", None)),
     ChangeKind.LOOSENED, "f_due"),
    ("another rule", set_cell(3, "校验", ". < today()"), ChangeKind.CONSTRAINT, "day"),
    ("a choice less", lambda s: s["选项"].pop(3), ChangeKind.CHOICE_REMOVED, "方式/look"),
    ("a choice that means something else", lambda s: s["选项"][3].__setitem__(2, "听"),
     ChangeKind.CHOICE_LABEL, "方式/look"),
    ("a choice more", lambda s: s["选项"].append(["方式", "hear", "听", "c"]),
     ChangeKind.CHOICE_ADDED, "方式/hear"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kind", "name"), [each[1:] for each in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_one_change_is_told_once_for_what_it_is(
    change: Callable[[Sheets], None], kind: ChangeKind, name: str | None
) -> None:
    (it,) = compare(contents(), contents(change))
    assert it.kind is kind
    assert name is None or it.name == name


def test_the_same_form_twice_has_no_changes() -> None:
    assert compare(contents(), copy.deepcopy(contents())) == ()


def test_a_name_with_another_type_keeps_the_new_version_from_being_published(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    first = publish_form(source(), tmp_path / "1.form").path
    changed = source(set_cell(15, "类型", "整数"), version="2026.2")
    with pytest.raises(RefusedError, match="f_text"):
        publish_form(changed, tmp_path / "2.form", previous=first)
    assert not (tmp_path / "2.form").exists()


def test_a_question_that_moves_into_a_repeat_is_another_question() -> None:
    def inside(sheets: Sheets) -> None:
        sheets["题目"].insert(15, sheets["题目"].pop(17))

    assert ChangeKind.TYPE in {each.kind for each in compare(contents(), contents(inside))}


def test_the_version_before_must_be_of_the_same_form(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    first = publish_form(source(), tmp_path / "1.form").path
    other = source(lambda sheets: sheets["设置"][1].__setitem__(1, "beide"))
    with pytest.raises(RefusedError, match="不是同一份表单"):
        publish_form(other, tmp_path / "2.form", previous=first)


def test_the_manifest_is_json_that_people_can_read(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    publish_form(source(), tmp_path / "a.form")
    content = (tmp_path / "a.form").read_bytes()
    start = content.index(b'{\n "')
    told, _ = json.JSONDecoder().raw_decode(content[start:].decode("utf-8", "ignore"))
    assert told["format"] == 1
    assert "作业检查".encode() in content


def test_more_words_pictures_of_choices_drawings_and_something_else_go_in(
    source: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "media").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "media" / "a.png")

    def change(sheets: Sheets) -> None:
        for sheet, at, text in (
            ("题目", "T1", "guidance_hint"), ("题目", "T3", "看登记本"),
            ("选项", "E1", "图片"), ("选项", "E2", "a.png"),
        ):  # fmt: skip
            put(sheet, at, text)(sheets)
        sheets["选项"].append(["缘由", None, "生病"])
        sheets["题目"] += [
            row(类型="照片", 名称="shot", 题目="照片", 外观="画图"),
            row(类型="单选 缘由 或其他", 名称="why", 题目="为什么缺课"),
        ]

    made = publish_form(source(change), tmp_path / "a.form")
    assert made.findings == ()
    assert "看登记本".encode() in made.package.xml
    assert made.package.manifest["media"] == {"a.png": "media/m001.png"}
    session = Session(load_form(made.package.xml))
    assert session.choices("/data/base/食堂")[0].image == "jr://images/a.png"
    assert session.form.elements["/data/shot"].appearance == "draw"
    assert [choice.label for choice in session.choices("/data/why")] == ["生病", "其他"]
    assert not session.state("/data/why_other").relevant
    session.set("/data/why", "other")
    assert session.state("/data/why_other").relevant


def test_a_package_whose_list_lies_in_itself_too_deep_is_called_damaged() -> None:
    from tests.unit.exchange.bundle_tools import archive

    nested = b"[" * 100_000 + b"]" * 100_000

    with pytest.raises(InputError, match="已经损坏"):
        read_package(archive([("form.xml", b"<a/>"), ("manifest.json", nested)]), name="表.form")
