"""Small workbooks made on the spot, spelled as offices spell them."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from inspector_app.sheets.visit_rows import Known
from tests.small_xlsx import Rows, write_xlsx
from tests.unit.sheets.heads import (
    COMPLAINT_HEAD,
    ISSUE_HEAD,
    LESSON_HEAD,
    RECORD_HEAD,
    TODAY,
)


@pytest.fixture
def known() -> Known:
    """Two schools and three inspectors."""
    return Known(
        today=TODAY,
        schools={"2121100007": "示范区第2小学", "1121200069": "示范区第24幼儿园"},
        inspectors={"DX001": "督学01", "DX002": "督学02", "DX003": "督学03"},
    )


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of .xlsx files from rows by sheet title."""

    def make(sheets: dict[str, Rows], name: str = "book.xlsx") -> Path:
        return write_xlsx(tmp_path / name, sheets)

    return make


@pytest.fixture
def make_csv(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of .csv files in an encoding."""

    def make(rows: Rows, encoding: str = "utf-8", name: str = "book.csv") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path = tmp_path / name
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return make


@pytest.fixture
def record() -> Callable[..., list[Any]]:
    """Return a maker of one row of 督导记录, good unless told otherwise."""

    def make(number: object = "210304-2022-DX001-0001", **changed: object) -> list[Any]:
        values = dict.fromkeys(RECORD_HEAD[10:20], 1) | {
            "记录编号": number,
            "学校标识码": "2121100007",
            "学校名称": "示范区第2小学",
            "督导日期": "2022-05-02",
            "时段": "上午",
            "督导类型": "经常性",
            "责任督学": "督学01",
            "同行督学": None,
            "是否线上": "否",
            "状态": "已提交",
            "督导过程": "校园巡视。",
            "亮点": None,
            "意见建议": "加强管理。",
        }
        return _row(RECORD_HEAD, values, changed)

    return make


@pytest.fixture
def lesson() -> Callable[..., list[Any]]:
    """Return a maker of one row of 听课记录."""

    def make(number: object = "210304-2022-DX001-0001", **changed: object) -> list[Any]:
        values = {
            "记录编号": number,
            "听课督学": "督学01",
            "节次": 2,
            "班级": "4年2班",
            "学科": "数学",
            "是否整节": "是",
            "等级": "良",
        }
        return _row(LESSON_HEAD, values, changed)

    return make


@pytest.fixture
def issue() -> Callable[..., list[Any]]:
    """Return a maker of one row of 问题."""

    def make(number: object = "WT00001", **changed: object) -> list[Any]:
        values = dict.fromkeys(ISSUE_HEAD[7:]) | {
            "问题编号": number,
            "记录编号": "210304-2022-DX001-0001",
            "类别": "T6",
            "问题描述": "消防通道堆放杂物。",
            "严重程度": "一般",
            "当场整改": "否",
            "整改时限": "2022-06-01",
        }
        return _row(ISSUE_HEAD, values, changed)

    return make


@pytest.fixture
def complaint() -> Callable[..., list[Any]]:
    """Return a maker of one row of 投诉."""

    def make(number: object = "TS0001", **changed: object) -> list[Any]:
        values = {
            "编号": number,
            "受理日期": "2022-05-16",
            "学校标识码": "2121100007",
            "核实督学": "督学02",
            "办结时限": "2022-07-15",
            "办结日期": None,
            "属实情况": None,
        }
        return _row(COMPLAINT_HEAD, values, changed)

    return make


@pytest.fixture
def make_visits(make_book: Callable[..., Path]) -> Callable[..., Path]:
    """Return a maker of a workbook of past records with the usual heads."""

    def make(
        records: Rows = (), lessons: Rows = (), issues: Rows = (), complaints: Rows = ()
    ) -> Path:
        return make_book(
            {
                "督导记录": [RECORD_HEAD, *records],
                "听课记录": [LESSON_HEAD, *lessons],
                "问题": [ISSUE_HEAD, *issues],
                "投诉": [COMPLAINT_HEAD, *complaints],
                "Sheet1": [],
            }
        )

    return make


def _row(
    head: Sequence[str], values: dict[str, object], changed: dict[str, object]
) -> list[object]:
    short = {name.split("(")[0]: name for name in head}
    named = {short[name]: value for name, value in changed.items()}
    return [(values | named)[name] for name in head]
