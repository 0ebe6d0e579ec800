"""Plain sheets of checklists: those that ship, and those that a clerk writes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError
from inspector_app.base.paths import forms
from inspector_app.domain.checklist import Role, Scale
from inspector_app.sheets.checklists import read_checklist

HEAD = [["编号", "ban"], ["版本", "2026.1"], ["名称", "班级检查表"]]
COLUMNS = ["序号", "一级", "检查内容", "选项", "分值"]
Maker = Callable[..., Path]
SHIPPED = sorted(forms().glob("*.csv"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_sheet_that_ships_can_be_published_and_claims_to_be_no_official_form(
    path: Path,
) -> None:
    read = read_checklist(path)
    assert (read.problems, read.notes) == ((), ())
    made = read.checklist
    assert made is not None
    assert made.id == path.stem
    assert "草稿" in made.nature
    assert "不是任何部门发布的表格" in made.nature
    assert made.sources
    assert len(made.items) > 15
    assert any(item.is_key for item in made.items)
    assert all(item.points > 0 and item.text for item in made.items)


def test_the_themes_of_the_year_are_there() -> None:
    assert [path.stem for path in SHIPPED] == [
        "anquan", "gongzi", "kaixue", "shide", "shitang", "shuangjian", "wuxiang", "youeryuan",
    ]  # fmt: skip
    groups = read_checklist(forms() / "youeryuan.csv").checklist
    assert groups is not None
    assert groups.groups[:5] == ("办园条件", "安全卫生", "保育教育", "教职工队伍", "内部管理")


def test_a_workbook_is_read_like_a_text_file_with_words_that_offices_use(make_book: Maker) -> None:
    rows = [
        *HEAD, [None], ["序号", "一级指标", "要点", "结果选项", "分值", "重点", "单位", "比较"],
        [1, "甲", "门窗", "是/否", 2, "★", None, None],
        [1.2, "甲", "卫生", "好、中、差", None, None, None, None],
        ["2", "乙", "年度", "数字", None, None, "年", "年度"],
    ]  # fmt: skip
    read = read_checklist(make_book({"检查表": rows}))
    assert read.problems == ()
    assert read.checklist is not None
    assert [(i.number, i.scale, i.points, i.is_key, i.unit, i.role)
            for i in read.checklist.items] == [
        ("1", Scale.YES_NO, 2, True, "", None), ("1.2", Scale.GOOD, 1, False, "", None),
        ("2", Scale.NUMBER, 1, False, "年", Role.YEAR),
    ]  # fmt: skip


def faults(make_csv: Maker, rows: list[Any]) -> list[str]:
    read = read_checklist(make_csv(rows))
    assert read.checklist is None
    return [problem.sentence() for problem in read.problems]


def test_what_the_first_lines_must_say_is_asked_for(make_csv: Maker) -> None:
    item = [COLUMNS, ["1", "", "门窗", "是否", ""]]
    head = [["编号", "班 级"], ["版本", "第一版"]]
    told = faults(make_csv, [*head, *item])
    assert "编号“班 级”不能用；请只用小写字母、数字和横线" in told[0]
    assert "版本“第一版”不能用；请只用数字、字母、点和横线" in told[1]
    assert "没有写“名称”；请写在前几行：左格名称，右格内容" in told[2]
    assert len(faults(make_csv, item)) == 3


def test_a_day_where_a_number_or_a_version_should_stand_is_a_bad_cell(make_book: Maker) -> None:
    rows = [
        ["编号", "ban"], ["版本", date(2026, 3, 2)], ["名称", "班级检查表"], COLUMNS,
        [date(2026, 3, 2), "", "门窗", "是否", None],
    ]  # fmt: skip
    told = [problem.sentence() for problem in read_checklist(make_book({"检查表": rows})).problems]
    assert told[0].startswith("检查表!B2：这里应是文字，单元格里却是日期或时间")
    assert told[1].startswith("检查表!A5：")
    assert len(told) == 2


def test_points_need_a_column_of_points(make_csv: Maker) -> None:
    rows = [*HEAD, ["序号", "检查内容", "选项"], ["1", "卫生", "打分"]]
    assert "选项有“打分”，没有“分值”这一列" in faults(make_csv, rows)[0]


def test_a_sheet_without_items_is_no_checklist(make_csv: Maker) -> None:
    assert "表头下面没有检查内容；请至少写一项" in faults(make_csv, [*HEAD, COLUMNS])[0]
    with pytest.raises(InputError):
        read_checklist(make_csv([["姓名", "电话"], ["督学01", "1"]]))


def test_more_items_than_anybody_answers_are_refused(make_csv: Maker) -> None:
    rows = [[str(n), "", f"第{n}项", "是否", ""] for n in range(1, 302)]
    assert (
        "有 301 项，最多 300 项；请分成几张检查表" in faults(make_csv, [*HEAD, COLUMNS, *rows])[0]
    )
