# ruff: noqa: DTZ001 - a workbook knows no zone
"""One day in many spellings."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.sheets.dates import SERIAL_ZERO, read_date
from inspector_app.sheets.errors import CellError

_HALF_TO_FULL = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}
_DIGITS = "〇一二三四五六七八九"
_TENS = [f"{ten}{one}" for ten in ("", "十", "二十") for one in ("", *_DIGITS[1:])]
_NUMERALS = [*_TENS, "三十", "三十一"]
_DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 12, 31))


def _spellings(day: date) -> list[object]:
    y, m, d = day.year, day.month, day.day
    chinese_year = "".join(_DIGITS[int(c)] for c in str(y))
    numeric = [
        f"{y}-{m:02}-{d:02}", f"{y}-{m}-{d}", f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}.{m:02}.{d:02}",
        f"{y}年{m}月{d}日", f"{y}年{m:02}月{d:02}日", f"{y} 年 {m} 月 {d} 日", f"{y}年{m}月{d}号",
        f"{y}{m:02}{d:02}", f"{y}-{m:02}-{d:02} 00:00:00", f"{y}/{m}/{d} 8:30",
        f"{y}-{m:02}-{d:02}T08:30:00", f"{y}。{m}。{d}", f"{y}、{m}、{d}", f"{y}—{m}—{d}",
        f"{y}年{m}月{d}日（星期三）", f"{y}-{m}-{d} 周三", f"{y}年{m}月{d}日上午",
        f"\u3000{y}-{m}-{d}\xa0", f"'{y}-{m:02}-{d:02}", f"{y}.{m}.{d}.", f"{y}年{m}月{d}日。",
        f"{y}\\{m}\\{d}",
    ]  # fmt: skip
    return [
        day,
        datetime(y, m, d, 14, 30),
        (day - SERIAL_ZERO).days,
        float((day - SERIAL_ZERO).days),
        (day - SERIAL_ZERO).days + 0.625,
        y * 10000 + m * 100 + d,
        str((day - SERIAL_ZERO).days),
        f"{chinese_year}年{_NUMERALS[m]}月{_NUMERALS[d]}日",
        *numeric,
        *(text.translate(_HALF_TO_FULL) for text in numeric),
    ]


@given(_DAYS)
def test_every_spelling_of_a_day_gives_that_day(day: date) -> None:
    assert {str(s): read_date(s) for s in _spellings(day)} == {str(s): day for s in _spellings(day)}


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("5月2日", "没有写年份"),
        ("2022-05", "不是日期"),
        ("2022年5月", "不是日期"),
        ("22-05-02", "只写了两位"),
        ("22年5月2日", "只写了两位"),
        ("2022年13月5日", "不是日历上有的日子"),
        ("2022-02-29", "不是日历上有的日子"),
        (20221305, "不是日历上有的日子"),
        ("二〇二二年十三月五日", "不是日历上有的日子"),
        ("二〇二二年五月二日左右", "不是日期"),
        ("2022-05-02至2022-05-04", "不是日期"),
        ("2022-5-208:30", "不是日期"),
        ("上周三", "不是日期"),
        (2022.5, "不是日期"),
        (5, "不是日期"),
        (True, "不是日期"),
        (time(8, 30), "不是日期"),
        (float("nan"), "不是日期"),
        ("1022-05-02", "年份不可能"),
        (datetime(1900, 1, 1), "年份不可能"),
        (10**30, "不是日期"),
    ],
)
def test_what_is_not_one_certain_day_is_refused_with_a_remedy(value: object, what: str) -> None:
    with pytest.raises(CellError) as refused:
        read_date(value)
    assert what in refused.value.what
    assert refused.value.remedy == "请写成 2022-05-02 这样的完整日期"


def test_a_workbook_of_the_1904_calendar_counts_from_its_own_day() -> None:
    assert read_date(43221, serial_zero=date(1904, 1, 1)) == date(2022, 5, 2)


@given(st.one_of(st.text(max_size=24), st.floats(), st.integers(), st.booleans(), st.times()))
def test_any_cell_is_a_day_or_is_refused(value: object) -> None:
    try:
        found = read_date(value)
    except CellError:
        return
    assert 1949 <= found.year <= 2100
