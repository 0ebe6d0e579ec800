"""各区: one row for each district, those first of which nothing has come."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector_app.domain.views import RecordLine
from inspector_app.services.districts import District, DistrictsTable
from inspector_app.ui.models.rows import Column


class DistrictRow(NamedTuple):
    """A district that has reported, or an office that has not; ``code`` is of the office."""

    name: str
    code: str
    found: District | None
    later: bool = False
    removed: bool = False

    @property
    def office(self) -> str:
        """Whose it is: at a province the city's that handed it over."""
        return self.name if self.found is None else self.found.by

    @property
    def state(self) -> str:
        """How its month stands."""
        if self.removed:
            return "已取消，不计入"
        if self.found is None:
            return "▲ 未报"
        return "▲ 锁定后又报" if self.later else "✓ 已报"


def district_rows(table: DistrictsTable) -> Iterator[DistrictRow]:
    """Yield the rows of the page."""
    for code, name in zip(table.missing_codes, table.missing, strict=True):
        yield DistrictRow(name, code, None)
    for each in table.districts:
        # A city's table, at its province, is the sum of the rows that follow.
        name = f"{each.name}（汇总）" if each.of_units else each.name
        yield DistrictRow(name, each.by_code, each, each.name in table.later)
    for gone in table.removed:
        yield DistrictRow(gone.name, gone.code, None, removed=True)


def _of(row: DistrictRow, text: str) -> str:
    return "" if row.found is None else text


def _text(name: str) -> "Column[DistrictRow]":
    titles = {
        "code": "区划", "until": "督到", "locked": "锁定", "taken_on": "收到",
        "check": "数字校验码", "other_days": "起止日不同", "by": "报来的单位",
    }  # fmt: skip

    def text(row: DistrictRow) -> str:
        return "" if row.found is None else str(getattr(row.found, name))

    return Column(title=titles[name], text=text, tip=text)


def _compared(row: DistrictRow) -> str:
    return "" if row.found is None else row.found.compared


def _ink(row: DistrictRow) -> str:
    if row.removed:
        return ""
    return "bad" if row.state.startswith("▲") else "good"


DISTRICT_COLUMNS: tuple[Column[DistrictRow], ...] = (
    Column(title="名称", text=lambda row: row.name, tip=lambda row: row.name),
    Column(
        title="月报", text=lambda row: row.state,
        ink=_ink,
    ),
    _text("until"),
    _text("locked"),
    _text("taken_on"),
    Column(
        title="记录", text=lambda row: _of(row, str(row.found and row.found.records)), right=True,
        value=lambda row: None if row.found is None else row.found.records,
    ),
    Column(
        title="与记录核对", text=_compared,
        ink=lambda row: "bad" if _compared(row).startswith("▲") else "",
    ),
    _text("check"),
    _text("other_days"),
    _text("by"),
    _text("code"),
)  # fmt: skip
OTHER_DAYS, BY = 8, 9
"""The places of two columns that say something only where there is something to say."""
RECORD_COLUMNS: tuple[Column[RecordLine], ...] = (
    Column(title="类型", text=lambda line: line.kind),
    Column(title="日期", text=lambda line: str(line.day or ""), value=lambda line: line.day),
    Column(title="学校", text=lambda line: line.school_name, tip=lambda line: line.school_name),
    Column(title="哪个区、谁的", text=lambda line: line.text, tip=lambda line: line.text),
    Column(title="编号", text=lambda line: line.number),
)
