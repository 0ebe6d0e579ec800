"""Forms with one mistake each: it is reported at its cell, under its rule, in Chinese."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from inspector_app.authoring.check import check_form
from inspector_app.authoring.findings import Level
from inspector_app.authoring.raw import read_raw
from tests.form_sheets import (
    Change,
    Sheets,
    cell,
    checked,
    checked_file,
    drop,
    finding,
    found,
    put,
    whole,
)
from tests.old_xls import old_workbook


class Mistake(NamedTuple):
    """What was done to a whole form, and what has to be said of it."""

    sentence: str
    change: Change
    rule: str
    where: str
    level: Level = Level.ERROR


def survey(column: str, number: int, value: object) -> Change:
    return put("题目", cell(column, number), value)


def at(column: str, number: int) -> str:
    return f"题目!{cell(column, number)}"


def both(*changes: Change) -> Change:
    def change(sheets: Sheets) -> None:
        for each in changes:
            each(sheets)

    return change


def renamed(old: str, new: str) -> Change:
    return lambda sheets: sheets.__setitem__(new, sheets.pop(old))


MISTAKES = (
    # -- sheets and columns
    Mistake("a sheet with a misspelt name", renamed("选项", "选项1"), "sheet-name", "选项1"),
    Mistake("no sheet of questions", renamed("题目", "甲"), "sheet-missing", "表单.xlsx"),
    Mistake("no settings", lambda s: s.__delitem__("设置"), "settings-missing", "设置"),
    Mistake("a sheet of entities", lambda s: s.__setitem__("entities", [["list_name"], ["a"]]),
            "sheet-refused", "entities"),
    Mistake("an unknown column", put("题目", "T1", "负责人"), "column-unknown", "题目!T1"),
    Mistake("a column of sound", put("题目", "T1", "audio"), "column-refused", "题目!T1"),
    Mistake("a column of messages", put("题目", "T1", "sms_field"), "column-refused", "题目!T1"),
    Mistake("one column twice", put("题目", "T1", "relevant"), "column-twice", "题目!T1"),
    Mistake("no column of types", put("题目", "A1", "#甲"), "column-missing", "题目!1:1"),
    Mistake("a cell without a column", put("题目", "Z5", "x"), "cell-outside", "题目!Z5"),
    Mistake("encryption of the form", put("设置", "D1", "public_key"), "column-refused", "设置!D1"),
    # -- types
    Mistake("an unknown type", survey("类型", 15, "txt"), "type-unknown", at("类型", 15)),
    Mistake("a type of places", survey("类型", 15, "geopoint"), "type-refused", at("类型", 15)),
    Mistake("a type of places in Chinese", survey("类型", 15, "定位"), "type-refused",
            at("类型", 15)),
    Mistake("a type of sound in Chinese", survey("类型", 15, "录音"), "type-refused",
            at("类型", 15)),
    Mistake("a list of ratings that is not there", survey("类型", 8, "评分表开始 甲乙丙"),
            "list-missing", at("类型", 8)),
    Mistake("something else on a list of names", survey("类型", 18, "名单单选 schools.csv 或其他"),
            "other-refused", at("类型", 18)),
    Mistake("something else to rate by", survey("类型", 8, "评分表开始 评分 或其他"),
            "other-refused", at("类型", 8)),
    Mistake("something else for other questions too",
            both(survey("类型", 4, "单选 方式 或其他"), survey("显示条件", 5, None)),
            "other-shared", at("类型", 4), Level.WARNING),
    Mistake("something else twice",
            both(survey("类型", 6, "多选 方式 或其他"), put("选项", "C5", "其他")), "other-twice",
            "选项!C5"),
    Mistake("a type of telephones", survey("类型", 15, "deviceid"), "type-refused", at("类型", 15)),
    Mistake("no type", survey("类型", 15, None), "type-missing", at("类型", 15)),
    Mistake("a select without a list", survey("类型", 4, "单选"), "list-unnamed", at("类型", 4)),
    Mistake("a list that is not there", survey("类型", 4, "单选 有没有"), "list-missing",
            at("类型", 4)),
    Mistake("a file that is not there", survey("类型", 18, "名单单选 教师.csv"), "file-missing",
            at("类型", 18)),
    Mistake("a list in another kind of file", survey("类型", 18, "名单单选 a.geojson"), "file-kind",
            at("类型", 18)),
    Mistake("choices from what is no repeat", survey("类型", 4, "单选 ${day}"), "list-repeat",
            at("类型", 4)),
    # -- names
    Mistake("no name", survey("名称", 15, None), "name-missing", at("名称", 15)),
    Mistake("a name that begins with a figure", survey("名称", 15, "1描述"), "name-invalid",
            at("名称", 15)),
    Mistake("a name with a space", survey("名称", 15, "f text"), "name-invalid", at("名称", 15)),
    Mistake("a name used twice in different groups", survey("名称", 15, "day"), "name-twice",
            at("名称", 15)),
    Mistake("a name that the program needs", survey("名称", 15, "meta"), "name-reserved",
            at("名称", 15)),
    Mistake("names that differ in case alone", survey("名称", 15, "Day"), "name-case",
            at("名称", 15), Level.WARNING),
    # -- groups and repeats
    Mistake("a group that is never closed", drop("题目", 7), "nesting", at("类型", 2)),
    Mistake("an end without a beginning", survey("类型", 18, "分组结束"), "nesting",
            at("类型", 18)),
    Mistake("a repeat closed as a group", survey("类型", 17, "分组结束"), "nesting",
            at("类型", 17)),
    Mistake("something else within a 评分表", survey("类型", 10, "文本"), "rating-inside",
            at("类型", 10)),
    Mistake("a 评分项 outside of one", survey("类型", 15, "评分项"), "nesting", at("类型", 15)),
    # -- texts and cells
    Mistake("a question without words", survey("题目", 15, None), "label-missing", at("题目", 15)),
    Mistake("a 计算 without a formula", survey("计算", 12, None), "calculation-missing",
            at("计算", 12)),
    Mistake("a repeat count beside a question", survey("重复次数", 5, "3"), "cell-misplaced",
            at("重复次数", 5)),
    Mistake("an obligatory note", survey("必填", 13, "是"), "cell-misplaced", at("必填", 13)),
    Mistake("what Excel shows for a broken formula", survey("题目", 15, "#REF!"), "formula-broken",
            at("题目", 15)),
    Mistake("a range that leads nowhere",
            both(survey("类型", 5, "范围"), survey("参数", 5, "start=1 end=5 step=9")),
            "range-wrong", at("参数", 5)),
    Mistake("a parameter that is no pair", survey("参数", 6, "randomize"), "parameters",
            at("参数", 6)),
    Mistake("a parameter of another type", survey("参数", 6, "rows=3"), "parameters",
            at("参数", 6)),
    Mistake("a reference to nothing in another column", survey("外观", 15, "${x}"),
            "reference-unknown", at("外观", 15)),
    Mistake("a filter within a 评分表", survey("选项筛选", 9, "kind = 'a'"), "cell-misplaced",
            at("选项筛选", 9)),
    Mistake("a sign that no form can hold", survey("题目", 15, "描\x0b述"), "character",
            at("题目", 15), Level.NOTE),
    Mistake("an appearance of maps", survey("外观", 15, "maps"), "appearance-refused",
            at("外观", 15)),
    Mistake("an appearance nobody knows", survey("外观", 15, "漂亮"), "appearance-unknown",
            at("外观", 15), Level.WARNING),
    Mistake("points that are no number", survey("分值", 9, "三"), "own-points", at("分值", 9)),
    Mistake("an unknown way of counting", survey("统计", 9, "平均"), "own-word", at("统计", 9)),
    # -- formulas
    Mistake("a reference to nothing", survey("显示条件", 5, "${食糖} = '有'"), "reference-unknown",
            at("显示条件", 5)),
    Mistake("a reference to nothing in a text", survey("题目", 13, "得 ${totl} 分"),
            "reference-unknown", at("题目", 13)),
    Mistake("a reference that is not closed", survey("显示条件", 5, "${食堂 = '有'"),
            "reference-broken", at("显示条件", 5)),
    Mistake("a reference without a name", survey("显示条件", 5, "${} = 1"), "reference-broken",
            at("显示条件", 5)),
    Mistake("an answer of last time", survey("默认值", 5, "${last-saved#eaters}"),
            "reference-refused", at("默认值", 5)),
    Mistake("a bracket too few", survey("计算", 12, "coalesce(${w1}, 0 + ${w2}"), "syntax",
            at("计算", 12)),
    Mistake("two signs for equal", survey("显示条件", 5, "${食堂} == '有'"), "syntax",
            at("显示条件", 5)),
    Mistake("an open quotation mark", survey("显示条件", 5, "${食堂} = '有"), "quote-open",
            at("显示条件", 5)),
    Mistake("a text without quotation marks", survey("显示条件", 5, "${食堂} = 有"), "word-unknown",
            at("显示条件", 5)),
    Mistake("a column that the list has not", survey("选项筛选", 6, "sort = 'a'"), "word-unknown",
            at("选项筛选", 6)),
    Mistake("an unknown function", survey("计算", 12, "summe(${w1})"), "function-unknown",
            at("计算", 12)),
    Mistake("a function of maps", survey("计算", 12, "area(${w1})"), "function-refused",
            at("计算", 12)),
    Mistake("a function with too little in it", survey("计算", 12, "selected(${w1})"),
            "function-arity", at("计算", 12)),
    Mistake("a formula that needs itself", survey("计算", 12, "${total} * 2"), "cycle",
            at("计算", 12)),
    Mistake("conditions that wait for each other", survey("显示条件", 4, "${eaters} > 0"), "cycle",
            at("显示条件", 4)),
    Mistake("a duty that follows from the answer itself", survey("必填", 5, "${eaters} = ''"),
            "cycle", at("必填", 5)),
    Mistake("a sum of numbers that may be missing", survey("计算", 12, "${w1} + 1"), "empty-number",
            at("计算", 12), Level.WARNING),
    Mistake("full-width signs in a formula", survey("显示条件", 5, "（${食堂}＝'有'）"), "width",
            at("显示条件", 5), Level.NOTE),
    Mistake("two times compared as they stand",
            both(survey("类型", 3, "时间"), survey("类型", 16, "时间")), "time-compare",
            at("校验", 16), Level.WARNING),
    Mistake("a rule that does not say what is right", survey("校验提示", 16, None),
            "message-missing", at("校验", 16), Level.WARNING),
    Mistake("words for a rule that is not there", survey("校验", 16, None), "cell-misplaced",
            at("校验提示", 16)),
    Mistake("a group without words", survey("题目", 2, None), "group-label", at("题目", 2),
            Level.WARNING),
    # -- choices and settings
    Mistake("a code used twice", put("选项", "B3", "有"), "choice-twice", "选项!B3"),
    Mistake("a code with a space", put("选项", "B4", "lo ok"), "choice-space", "选项!B4"),
    Mistake("a choice without a list", put("选项", "A4", None), "choice-no-list", "选项!A4"),
    Mistake("a choice without anything", put("选项", "C3", None), "choice-empty", "选项!C3"),
    Mistake("a list that nobody uses", put("选项", "A8", "多余"), "list-unused", "选项!A8",
            Level.WARNING),
    Mistake("a number of the form in capitals", put("设置", "B2", "Zuo Ye"), "settings-id",
            "设置!B2"),
    Mistake("no version", put("设置", "C2", None), "settings-version", "设置!C2"),
    Mistake("no title", put("设置", "A2", None), "settings-title", "设置!A2"),
    Mistake("two rows of settings", put("设置", "A3", "另一份"), "settings-rows", "设置!3:3"),
    Mistake("a pattern that cannot be read", both(survey("校验", 15, "regex(., '[0-9')"),
            survey("校验提示", 15, "甲")), "regex-wrong", at("校验", 15)),
    Mistake("a pattern that may take for ever", both(survey("校验", 15, "regex(., '([0-9]+)+')"),
            survey("校验提示", 15, "甲")), "regex-slow", at("校验", 15), Level.WARNING),
    Mistake("an obligatory question that is never shown",
            both(survey("必填", 15, "是"), survey("显示条件", 15, "false()")), "required-hidden",
            at("必填", 15), Level.WARNING),
    Mistake("an obligatory question in a group that is never shown",
            both(survey("必填", 15, "是"), survey("显示条件", 14, "0")), "required-hidden",
            at("必填", 15), Level.WARNING),
    Mistake("an obligatory sum", survey("必填", 12, "是"), "required-hidden", at("必填", 12),
            Level.WARNING),
    Mistake("a path to what is no question", survey("计算", 12, "/data/@id"), "path-refused",
            at("计算", 12)),
)  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.sentence.replace(" ", "-"))
def test_one_mistake_is_reported_at_its_cell_under_its_rule(
    mistake: Mistake, tmp_path: Path
) -> None:
    sheets = whole()
    mistake.change(sheets)
    # What a workbook cannot hold either is checked as it comes from a text file.
    result = checked(sheets) if mistake.rule == "character" else checked_file(tmp_path, sheets)
    (it,) = [
        f for f in result.findings
        if (f.rule, f.problem.where, f.level) == (mistake.rule, mistake.where, mistake.level)
    ]  # fmt: skip
    assert re.search(r"[\u4e00-\u9fff]", it.problem.what)
    assert it.level is Level.NOTE or it.problem.remedy or "请" in it.problem.what
    assert (result.form is None) == (mistake.level is Level.ERROR)


def test_forty_and_more_mistakes_are_told_apart() -> None:
    assert len(MISTAKES) >= 40
    assert len({each.rule for each in MISTAKES}) >= 40


def test_a_whole_form_has_nothing_to_say() -> None:
    result = checked(whole())
    assert found(result) == set()
    assert result.form is not None


def test_a_formula_that_was_never_calculated_is_named(tmp_path: Path) -> None:
    book = Workbook()
    for title, rows in whole().items():
        page = book.create_sheet(title)
        for line in rows:
            page.append(line)
    book["题目"]["C15"] = '=CONCATENATE("描","述")'
    book.save(tmp_path / "公式.xlsx")
    result = check_form(read_raw(tmp_path / "公式.xlsx"))
    assert ("formula-empty", "题目!C15") in found(result)


def test_cells_merged_downwards_are_told_where_they_are(tmp_path: Path) -> None:
    book = Workbook()
    for title, rows in whole().items():
        page = book.create_sheet(title)
        for line in rows:
            page.append(line)
    book["题目"].merge_cells("C15:C16")
    book["设置"].merge_cells("D1:F1")
    book.save(tmp_path / "合并.xlsx")
    result = check_form(read_raw(tmp_path / "合并.xlsx"))
    assert ("merged-cells", "题目!C15:C16") in found(result)
    merged = [where for rule, where in found(result) if rule == "merged-cells"]
    assert merged == ["题目!C15:C16"]


def test_an_old_workbook_under_a_new_name_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "表单.xlsx"
    path.write_bytes(old_workbook(whole()))
    result = check_form(read_raw(path))
    assert found(result) == {("old-workbook", "表单.xlsx")}
    assert result.form is not None


def test_what_is_neither_yes_nor_no_is_told_what_to_write() -> None:
    sheets = whole()
    survey("必填", 3, "也许")(sheets)
    told = finding(checked(sheets), "word-unknown").problem
    assert told.where == at("必填", 3)
    assert told.remedy.startswith("请写“是”或“否”；按条件必填的写公式")


def test_a_list_of_ratings_that_is_not_there_is_told_once_where_it_is_named() -> None:
    sheets = whole()
    survey("类型", 8, "评分表开始 甲乙丙")(sheets)
    assert finding(checked(sheets), "list-missing").problem.where == at("类型", 8)
