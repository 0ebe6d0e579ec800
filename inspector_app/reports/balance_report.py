"""优质均衡达标测算表 on A4 landscape: the verdict, the county's figures, every school."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.indicators.results import Assessment
from inspector_app.domain.indicators.summary import Summary, summary_of
from inspector_app.domain.labels.indicators import SCHOOL_STAGE_LABEL
from inspector_app.reports.balance_rows import LEGEND, county_rows, school_rows
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Heading,
    Note,
    NumberedList,
    Orientation,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "义务教育优质均衡达标测算表"
# 元 go into the thousands.
_MONEY: Final = 1.4


def balance_report(found: Assessment, *, unit: str, title: str) -> Document:
    """Return the table.

    Args:
        found: what is printed.
        unit: whose county it is.
        title: which assessment it is.
    """
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{title}",
        orientation=Orientation.LANDSCAPE,
        blocks=tuple(_blocks(found)),
    )


def _blocks(found: Assessment) -> Iterator[Block]:
    summary = summary_of(found)
    yield Heading(text="一、结论")
    yield NumberedList(items=tuple(_verdicts(summary)))
    yield Heading(text="二、全县（市、区）的平均值和差异系数")
    heads = [
        ListColumn(f"{each.id}\n{each.short}", _MONEY if each.unit == "元" else 1.2)
        for each in found.standards.indicators
    ]
    columns = (ListColumn("学段", 0.7), ListColumn("项目", 1.7), *heads)
    yield list_table(columns, (row for stage in found.county for row in county_rows(stage)))
    yield Heading(text="三、各校")
    yield list_table(_school_columns(heads), school_rows(found))
    yield Note(text=f"{LEGEND}。七项里至少六项达标、其余达到标准的85%，学段部才通过。")
    yield Note(text="比较用的是没有舍入的数；舍入以后判断会变的，后面括号里写出更细的数。")
    yield Note(text=f"不计：义务教育学生太少，不进全县数字。{found.standards.told}。")
    yield compiled_by()


def _verdicts(summary: Summary) -> Iterator[str]:
    verdict = "达到" if summary.passes else "没有达到"
    yield f"{verdict}“校校达标、项项达标”：达标学校 {summary.share.text}。"
    for stage, one in summary.stages.items():
        high = "、".join(item for item in one.cv if item not in one.cv_pass)
        spread = f"差异系数超过界限的：{high}" if high else "差异系数都不超过界限"
        every = "、".join(one.all_meet) or "没有"
        word = SCHOOL_STAGE_LABEL[stage]
        yield f"{word}：通过 {one.share.text}；各校都达标的指标：{every}；{spread}。"


def _school_columns(heads: list[ListColumn]) -> tuple[ListColumn, ...]:
    return (
        ListColumn("序\n号", 0.5),
        ListColumn("学校", 2.3, Align.LEFT),
        ListColumn("学段", 0.7),
        ListColumn("学生\n数", 0.75),
        *heads,
        ListColumn("学段\n部", 0.7),
        ListColumn("音乐\n教室", 0.7),
        ListColumn("美术\n教室", 0.7),
        ListColumn("规模", 0.75),
        ListColumn("大班\n额", 0.7),
        ListColumn("学校", 0.7),
    )
