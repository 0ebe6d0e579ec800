"""What filled checklists come to: schools by items of a campaign, years beside each other."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import RefusedError
from inspector_app.domain.checklist import Checklist, Item
from inspector_app.domain.checklist_answers import plain_number, score_text
from inspector_app.domain.checklist_counts import ChecklistTable, SchoolLine
from inspector_app.domain.registers.campaign import name_of
from inspector_app.domain.year_comparison import (
    YearFigures,
    YearTotal,
    change_text,
    year_figures,
    year_totals,
)
from inspector_app.services.campaign_checklists import campaign_tables
from inspector_app.services.campaign_views import campaign_of
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.checklist_counts import ItemCounts
    from inspector_app.sheets.writer import TableSheet, TableValue

_HEAD = ("序号", "学校", "督导日期", "记录编号", "得分", "满分", "得分率", "不达标项", "★不达标项")


class YearTable(NamedTuple):
    """The years of every school that a checklist tells of.

    Attributes:
        campaign: the campaign whose records it is of, empty for all records.
    """

    checklist: Checklist
    campaign: str
    figures: tuple[YearFigures, ...]
    totals: tuple[YearTotal, ...]

    def change(self, place: int) -> str:
        """Return by how much the figure of a line changed since the line before it."""
        before = self.figures[place - 1] if place else None
        now = self.figures[place]
        same = before is not None and before.school_code == now.school_code
        return change_text(now, before if same else None)


class ChecklistTables:
    """Reads what was filled in over schools, and writes it as Excel files."""

    def __init__(self, context: Context, versions: ChecklistVersions) -> None:
        self._context = context
        self._versions = versions

    def of_campaign(self, uid: str) -> ChecklistTable | None:
        """Return the table of a campaign (NotFoundError where there is no such campaign)."""
        with self._context.database.snapshot():
            campaign = campaign_of(self._context, uid)
            return campaign_tables(self._context, (campaign,))[uid]

    def asked(self, uid: str) -> ChecklistTable:
        """Return the table of a campaign.

        Raises:
            RefusedError: its plan names no checklist that is here.
        """
        table = self.of_campaign(uid)
        if table is None:
            raise RefusedError(
                "这个专项的方案没有写用哪张检查表，或写的名称这里没有；"
                "请在方案的“量表”里写检查表的名称（checklist list 列出全部），再看汇总。"
            )
        return table

    def years(self, name: str, *, campaign_uid: str = "") -> YearTable:
        """Return year beside year of each school.

        Raises:
            NotFoundError: there is no checklist of that id or title.
            RefusedError: it has no figures of years.
        """
        with self._context.database.snapshot():
            checklist = self._versions.current(name)
            if not checklist.has_years:
                raise RefusedError(
                    f"“{checklist.title}”没有可以逐年比较的数值；"
                    "要比较的检查表在“比较”列写年度、本值和对照值。"
                )
            store, campaign = self._context.stores.checklists, ""
            if campaign_uid:
                campaign = name_of(campaign_of(self._context, campaign_uid).values)
                found = store.of_campaign(checklist.id, campaign)
            else:
                found = store.everywhere(checklist.id)
        known = [each for each in found if each.digest == checklist.digest]
        figures = year_figures(checklist, known)
        return YearTable(checklist, campaign, figures, year_totals(figures))

    # -- Excel -----------------------------------------------------------------------------------

    def table_xlsx(self, path: Path, uid: str) -> "WrittenFile":
        """Write schools by items, and beside it how often each answer was given.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import write_table

        table = self.asked(uid)
        sheets = [_schools_sheet(table), _items_sheet(table)]
        if table.checklist.has_years:
            years = self.years(table.checklist.id, campaign_uid=uid)
            sheets.append(_years_sheet(years))
        return write_table(path, sheets)

    def years_xlsx(self, path: Path, years: YearTable) -> "WrittenFile":
        """Write year beside year (errors as above)."""
        from inspector_app.sheets.writer import write_table

        return write_table(path, [_years_sheet(years)])


def _schools_sheet(table: ChecklistTable) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    items = table.checklist.items
    return TableSheet(
        title="学校",
        heading=f"{table.checklist.title}　版本 {table.checklist.version}",
        head=(*_HEAD, *(f"{item.number} {item.text}" for item in items)),
        rows=[_school_row(place, line, items) for place, line in enumerate(table.lines, 1)],
        notes=tuple(_notes(table)),
        leading=2,
    )


def _notes(table: ChecklistTable) -> Iterator[str]:
    yield "每所学校按最近一份已定稿的记录；不适用的项不计分。"
    if table.missing:
        yield f"还没有填的学校：{'、'.join(table.missing)}"
    if table.other_versions:
        yield f"用别的版本填的，没有计入：{'、'.join(table.other_versions)}"


def _school_row(place: int, line: SchoolLine, items: tuple[Item, ...]) -> "list[TableValue]":
    from inspector_app.sheets.writer import Percent

    found, standing = line
    score = standing.score
    return [
        place, found.school_name, found.day, found.visit_number,
        _real(plain_number(score.got, digits=2)), score.full,
        Percent(score.got / score.full) if score.full else None,
        len(standing.failed), len(standing.failed_keys),
        *(_cell(item, found.answers) for item in items),
    ]  # fmt: skip


def _cell(item: Item, answers: Mapping[str, str]) -> "TableValue":
    answer = answers.get(item.key, "")
    return answer or None if item.words else _real(answer)


def _real(text: str) -> "TableValue":
    """Return figures as a number, anything else as it is."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def _items_sheet(table: ChecklistTable) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    rows = [row for counts in table.items for row in _item_rows(counts)]
    return TableSheet(
        title="各项",
        heading=f"{table.checklist.title}　各项结果",
        head=("序号", "一级", "检查内容", "重点", "结果", "学校数", "适用学校", "学校"),
        rows=rows,
        leading=3,
    )


def _item_rows(counts: "ItemCounts") -> "Iterator[list[TableValue]]":
    item = counts.item
    if not item.words:
        told = counts.applicable
        yield [item.number, item.group, item.text, "", "已填", told, told, ""]
        return
    for answer, schools in counts.schools.items():
        yield [
            item.number, item.group, item.text, "★" if item.is_key else "", answer or "未填",
            len(schools), counts.applicable, "、".join(schools),
        ]  # fmt: skip


def _years_sheet(years: YearTable) -> "TableSheet":
    from inspector_app.sheets.writer import Percent, TableSheet

    rows: list[list[TableValue]] = [
        [
            place + 1, each.school_name, each.year, float(each.own), float(each.other),
            float(each.own - each.other),
            Percent(each.own / each.other) if each.other else None,
            "是" if each.holds else "否", each.said,
            _real(years.change(place)), each.visit_number,
            "早先的记录数不同" if each.differs else "",
        ]
        for place, each in enumerate(years.figures)
    ]  # fmt: skip
    return TableSheet(
        title="逐年比较",
        heading=f"{years.checklist.title}　逐年比较",
        head=("序号", "学校", "年度", "本值", "对照值", "差额", "本值比对照值", "是否不低于",
              "填的结果", "比上年增减", "记录编号", "说明"),
        rows=rows,
        notes=tuple(total_text(total) for total in years.totals),
        leading=3,
    )  # fmt: skip


def total_text(total: YearTotal) -> str:
    """Return how many schools held in a year, of how many."""
    return f"{total.year} 年：{total.holding}/{total.schools} 所不低于"


def school_text(line: SchoolLine) -> str:
    """Return what a school comes to, on one line."""
    standing = line.standing
    keys = "、".join(item.number for item in standing.failed_keys)
    failed = f"　不达标 {len(standing.failed)} 项" if standing.failed else ""
    return f"{score_text(standing.score)}{failed}{f'（★ 第 {keys} 项）' if keys else ''}"
