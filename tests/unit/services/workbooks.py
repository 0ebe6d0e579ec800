"""Workbooks for import tests: a small district's roster and its records, row by row."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.small_xlsx import write_xlsx
from tests.unit.sheets.heads import COMPLAINT_HEAD, ISSUE_HEAD, LESSON_HEAD, RECORD_HEAD

SCHOOL: Final = "2121000003"
KINDERGARTEN: Final = "1121000007"
NUMBER: Final = "210304-2022-DX001-0001"

_SCHOOL_HEAD: Final = (
    "学校标识码",
    "学校名称",
    "办学类型",
    "举办性质",
    "学生数",
    "状态",
    "停办日期",
)
_PERSON_HEAD: Final = ("督学编号", "姓名", "专兼职", "责任区")
_ASSIGNMENT_HEAD: Final = ("督学编号", "学校标识码", "开始日期", "结束日期")

Row = Mapping[str, object]


def school(**changed: object) -> Row:
    """Return 示范区第3小学 of a roster."""
    return {
        "学校标识码": SCHOOL, "学校名称": "示范区第3小学", "办学类型": "小学", "举办性质": "公办",
        "学生数": 700, "状态": "在办", "停办日期": None,
    } | changed  # fmt: skip


def person(number: int = 1, **changed: object) -> Row:
    """Return one inspector of a roster."""
    return {
        "督学编号": f"DX{number:03d}", "姓名": f"督学{number:02d}", "专兼职": "兼职",
        "责任区": "第一督学责任区",
    } | changed  # fmt: skip


def assignment(number: int = 1, **changed: object) -> Row:
    """Return who answers for 示范区第3小学."""
    return {
        "督学编号": f"DX{number:03d}", "学校标识码": SCHOOL, "开始日期": "2022-03-01",
        "结束日期": None,
    } | changed  # fmt: skip


def record(number: str = NUMBER, **changed: object) -> Row:
    """Return one 督导记录 of 督学01."""
    return dict.fromkeys(_short(RECORD_HEAD)[10:20], 1) | {
        "记录编号": number, "学校标识码": SCHOOL, "学校名称": "示范区第3小学",
        "督导日期": "2022-05-02", "时段": "上午", "督导类型": "经常性", "责任督学": "督学01",
        "同行督学": "督学02", "是否线上": "否", "状态": "已提交", "督导过程": "校园巡视。",
        "亮点": "大课间有序。", "意见建议": "坚持。",
    } | changed  # fmt: skip


def lesson(number: str = NUMBER, **changed: object) -> Row:
    """Return one 听课."""
    return {
        "记录编号": number, "听课督学": "督学01", "节次": 2, "班级": "4年2班", "学科": "数学",
        "是否整节": "是", "等级": "良",
    } | changed  # fmt: skip


def issue(number: str = "WT00001", **changed: object) -> Row:
    """Return one open 问题."""
    return dict.fromkeys(_short(ISSUE_HEAD)) | {
        "问题编号": number, "记录编号": NUMBER, "类别": "T6", "问题描述": "消防通道堆放杂物。",
        "严重程度": "一般", "当场整改": "否", "整改时限": "2022-06-01",
    } | changed  # fmt: skip


def complaint(number: str = "TS0001", **changed: object) -> Row:
    """Return one 投诉."""
    return {
        "编号": number, "受理日期": "2022-05-16", "学校标识码": SCHOOL, "核实督学": "督学02",
        "办结时限": "2022-07-15", "办结日期": None, "属实情况": None,
    } | changed  # fmt: skip


def roster(
    path: Path,
    *,
    schools: Sequence[Row] = (),
    people: Sequence[Row] = (),
    assignments: Sequence[Row] = (),
) -> Path:
    """Write a roster with the sheets that have rows."""
    sheets = {
        "学校": (_SCHOOL_HEAD, schools),
        "督学": (_PERSON_HEAD, people),
        "责任分配": (_ASSIGNMENT_HEAD, assignments),
    }
    return _write(path, {t: pair for t, pair in sheets.items() if pair[1]})


def visits(path: Path, **sheets: Sequence[Row]) -> Path:
    """Write past records: ``records``, ``lessons``, ``issues``, ``complaints`` as far as given."""
    kinds = {
        "records": ("督导记录", RECORD_HEAD),
        "lessons": ("听课记录", LESSON_HEAD),
        "issues": ("问题", ISSUE_HEAD),
        "complaints": ("投诉", COMPLAINT_HEAD),
    }
    return _write(path, {kinds[k][0]: (kinds[k][1], rows) for k, rows in sheets.items()})


def _write(path: Path, sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]]) -> Path:
    return write_xlsx(
        path,
        {
            title: [head, *([_cell(row, name) for name in _short(head)] for row in rows)]
            for title, (head, rows) in sheets.items()
        },
    )


def _cell(row: Row, name: str) -> Any:
    return row[name]


def _short(head: Sequence[str]) -> list[str]:
    return [name.split("(")[0] for name in head]
