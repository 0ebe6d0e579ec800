"""督导室代录 from scanned paper, by commands: put in, typed, filed, told everywhere."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.services.context import Role
from tests.district.office.district import IN_USE, opened
from tests.scanned import pdf, photo
from tests.stories.conftest import Command, command_on
from tests.unit.services.conftest import (
    COMPLETE,
    filled_folder,  # noqa: F401 - a fixture
)

MONTH = "2026-11"
PAPER: dict[str, Any] = {**COMPLETE, "issues": [], "no_issues_found": True}


@pytest.fixture
def office(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> Command:
    folder = shutil.copytree(filled_folder, tmp_path / "office", ignore=IN_USE)
    opened(folder, clock, role=Role.OFFICE, person="", device="device-office").close()
    return command_on(folder, clock)


def done(answer: tuple[int | None, str, str]) -> str:
    code, said, wrong = answer
    assert code == 0, wrong or said
    return said


@pytest.fixture
def fields(tmp_path: Path) -> Callable[..., Path]:
    def write(*records: dict[str, Any]) -> Path:
        path = tmp_path / "记录.json"
        path.write_text(json.dumps([{**PAPER, **one} for one in records]), encoding="utf-8")
        return path

    return write


def test_two_records_typed_from_one_scan_count_for_the_person_and_say_where_they_are_from(
    office: Command, tmp_path: Path, fields: Callable[..., Path]
) -> None:
    scan = pdf(tmp_path / "督学02.pdf", [1, 2, 3])
    paper = fields({"pages": "1-2"}, {"pages": [3], "date": "2026-11-12"})
    said = done(office("office", "enter", "--for", "督学02", "--scan", scan, "--from", paper))
    first, second = said.split("\n")[1:3]
    assert first.endswith("扫描件第1–2页")
    assert second.endswith("扫描件第3页")
    numbers = [line.split("　")[0] for line in (first, second)]
    for number in numbers:
        done(office("visit", "file", number))
    assert f"已录 {'、'.join(numbers)}" in done(office("office", "scans", "--all"))
    assert "定稿 代录（扫描件第1–2页）" in done(office("visits", "--month", MONTH))
    listed = json.loads(done(office("visits", "--month", MONTH, "--json")))
    assert {(each["source"], each["scan"]) for each in listed} == {
        ("代录", "扫描件第1–2页"), ("代录", "扫描件第3页"),
    }  # fmt: skip
    month = json.loads(done(office("month", MONTH, "--json")))
    assert month["inspectors"]["DX002"]["led_visits"] == 2
    shown = json.loads(done(office("visit", "show", numbers[0], "--json")))
    assert shown["source"] == "代录（扫描件第1–2页）"
    assert [each["role"] for each in shown["photos"]] == ["签字盖章件"] * 2


def test_a_scan_is_put_in_first_and_typed_from_later_page_by_page(
    office: Command, tmp_path: Path, fields: Callable[..., Path]
) -> None:
    files = (photo(tmp_path / "1.jpg", 1), photo(tmp_path / "2.jpg", 2))
    put = json.loads(done(office("office", "enter", "--for", "督学02", "--scan", *files, "--json")))
    assert (put["pages"], put["records"], put["left"]) == (2, [], [1, 2])
    number = put["scan"][:8]
    said = done(office("office", "enter", "--into", number, "--from", fields({}), "--pages", "1"))
    assert f"还没有录的：第2页；接着录用 --into {number}" in said
    assert "没有录的：第2页" in done(office("office", "scans"))
    code, _, wrong = office(
        "office", "enter", "--into", number, "--from", fields({"pages": "3"})
    )  # fmt: skip
    assert (code, "扫描件没有第 3 页（共 2 页），没有录入。" in wrong) == (1, True)


def test_what_is_missing_in_the_command_is_named_and_nothing_is_put_in(
    office: Command, tmp_path: Path, fields: Callable[..., Path]
) -> None:
    scan = pdf(tmp_path / "a.pdf", [1])
    for arguments, why in (
        (["--scan", scan], "请写明替谁录"),
        (["--for", "督学02"], "扫描件（--scan 文件）"),
        (["--for", "督学02", "--scan", tmp_path / "没有.pdf"], "“没有.pdf”读不出来"),
        (["--for", "督学02", "--scan", fields({})], "记录.json"),
        (["--for", "督学02", "--scan", scan, "--pages", "1"], "--pages 只和一份记录一起写"),
    ):
        code, _, wrong = office("office", "enter", *arguments)
        assert code == 1
        assert why in wrong
    assert json.loads(done(office("office", "scans", "--json"))) == []


def test_a_scan_put_in_by_mistake_is_taken_away(office: Command, tmp_path: Path) -> None:
    scan = pdf(tmp_path / "a.pdf", [1])
    put = json.loads(done(office("office", "enter", "--for", "督学02", "--scan", scan, "--json")))
    assert "已移走" in done(office("office", "scans", "--remove", put["scan"][:8]))
    assert json.loads(done(office("office", "scans", "--json"))) == []


def test_pages_go_onto_a_record_that_was_typed_before_and_blank_ones_are_done(
    office: Command, tmp_path: Path, fields: Callable[..., Path]
) -> None:
    paper = tmp_path / "单份.json"
    paper.write_text(json.dumps(PAPER), encoding="utf-8")
    number = done(office("visit", "new", "--inspector", "督学02", "--from", paper)).split()[0]
    scan = pdf(tmp_path / "a.pdf", [1, 2])
    put = json.loads(done(office("office", "enter", "--for", "督学02", "--scan", scan, "--json")))
    onto = ("office", "enter", "--into", put["scan"][:8], "--onto", number)
    code, _, wrong = office(*onto)
    assert (code, "第几页（--pages 1-2）" in wrong) == (1, True)
    assert done(office(*onto, "--pages", "1")) == f"{number}　代录（扫描件第1页）\n"
    said = done(office("office", "scans", "--blank", put["scan"][:8], "--pages", "2"))
    assert said == "不用录的：第2页；都录完了\n"
    assert done(office("office", "scans")) == "录完的 1 份没有列出，全部列出用 --all。\n"
    assert f"已录 {number}" in done(office("office", "scans", "--all"))
