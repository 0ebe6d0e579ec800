"""入校督导月统计表 on A4 landscape: all figures, over as many column groups as the width needs.

Every group repeats 序号 and 督学; the district's row comes first, then the zones, then the people.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.figures import Breakdown, CodeList
from inspector_app.domain.figures import Cell as Figure
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, Row
from inspector_app.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    HeadCell,
    Heading,
    Note,
    Orientation,
    SignatureRow,
    SignatureSlot,
    Table,
    TableRow,
)
from inspector_app.reports.words import day

TITLE: Final = "入校督导月统计表"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNames:
    """The names behind the codes of a table.

    Attributes:
        unit: whose table it is (district, zone or person), printed under the title.
        inspectors: "督学01（专职）" by 督学编号.
        zones: 责任区 by 督学编号.
        schools: name by 标识码.
    """

    unit: str
    inspectors: Mapping[str, str]
    zones: Mapping[str, str]
    schools: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column: its name in the table, its words and its width."""

    name: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Span:
    """Columns under a common head."""

    label: str
    figures: tuple[_Figure, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Columns for the parts of a breakdown; which ones there are is in the table itself."""

    name: str
    label: str


_Column = _Figure | _Span | _Parts

_RATIO: Final = 2.2

# A4 landscape takes about sixteen columns of small numbers beside number and name. Line feeds stand
# where a label is to be parted: no word of two characters falls apart.
_GROUPS: Final[tuple[tuple[str, tuple[_Column, ...]], ...]] = (
    (
        "一、入校、覆盖与听课",
        (
            _Figure("assigned_schools", "应督导\n学校数"),
            _Span(
                "入校",
                (
                    _Figure("visits", "校次"),
                    _Figure("inspector_visits", "人次"),
                    _Figure("led_visits", "主责"),
                ),
            ),
            _Figure("half_days", "半天数"),
            _Figure("visited_schools", "实督导\n学校数"),
            _Figure("coverage", "责任校\n覆盖率", _RATIO),
            _Figure("follow_up_visits", "回访"),
            _Span(
                "听课",
                (
                    _Figure("lessons", "节次"),
                    _Figure("lessons_distinct", "节"),
                    _Figure("lessons_year", "学年\n累计"),
                    _Figure("lessons_calendar_year", "自然年\n累计"),
                ),
            ),
        ),
    ),
    (
        "二、督导类型与督导方式",
        (
            _Parts("by_type", "督导类型（次）"),
            _Figure("campus_walks", "校园\n巡视\n次"),
            _Figure("documents_read", "查阅\n资料\n份"),
            _Figure("meetings_attended", "列席\n会议\n次"),
            _Figure("panels", "座谈\n场"),
            _Span(
                "访谈（人）",
                (
                    _Figure("teachers_interviewed", "教师"),
                    _Figure("students_interviewed", "学生"),
                    _Figure("parents_interviewed", "家长"),
                ),
            ),
            _Span(
                "问卷（份）",
                (
                    _Figure("questionnaires_sent", "发放"),
                    _Figure("questionnaires_returned", "回收"),
                ),
            ),
            _Figure("briefings_heard", "听取\n汇报\n次"),
        ),
    ),
    (
        "三、问题与整改",
        (
            _Figure("issues_found", "发现\n问题"),
            _Parts("issues_by_severity", "其中：严重程度"),
            _Figure("fixed_on_the_spot", "当场\n整改"),
            _Span(
                "整改通知",
                (_Figure("notices", "问题\n（条）"), _Figure("notice_documents", "文书\n（份）")),
            ),
            _Figure("open_at_start", "月初\n未销号"),
            _Figure("closed", "本月\n销号"),
            _Figure("voided", "撤销"),
            _Figure("open_at_end", "月末\n未销号"),
            _Span(
                "月末未销号中",
                (
                    _Figure("overdue_at_end", "逾期"),
                    _Figure("overdue_awaiting_check", "已报\n待核查"),
                ),
            ),
        ),
    ),
    (
        "四、整改时限与投诉",
        (
            _Figure("answered_on_time", "学校按期\n报送", _RATIO),
            _Figure("on_time", "按期\n整改率", _RATIO),
            _Figure("extended", "其中\n延期"),
            _Figure("closed_in_year", "学年累计\n整改率", _RATIO),
            _Figure("closed_in_calendar_year", "自然年累计\n整改率", _RATIO),
            _Span(
                "投诉",
                (
                    _Figure("complaints_received", "受理"),
                    _Figure("complaints_closed", "办结"),
                    _Figure("complaints_closed_on_time", "按期办结率", _RATIO),
                    _Figure("complaints_substantiated", "属实"),
                ),
            ),
        ),
    ),
)
_BELOW: Final = "五、未达频次学校"
# Shares of the width for 序号, 责任督学 and 责任区.
_NUMBER_SHARE: Final = 0.042
_NAME_SHARE: Final = 0.12
_ZONE_SHARE: Final = 0.112
_COUNT_SHARE: Final = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One row of the table with what stands in front of its figures."""

    number: str
    name: str
    zone: str
    figures: Row
    emphasis: Emphasis


def monthly_report(
    table: MonthlyTable, *, names: TableNames, rules: Sequence[str], mark: str = ""
) -> Document:
    """Return the printed form of ``table``.

    Args:
        table: the compiled figures.
        names: the words for its codes.
        rules: the counting rules, printed after the last column group.
        mark: 草稿 while the month is not locked, or nothing.
    """
    lines = list(_lines(table, names))
    return Document(
        title=TITLE,
        subtitle=f"{names.unit}　{period_text(table.period)}",
        orientation=Orientation.LANDSCAPE,
        mark=mark,
        blocks=(*_blocks(lines, names), *_foot(table, rules)),
    )


def period_text(period: Period) -> str:
    """Return ``2022年10月`` for a whole month, first and last day for any other period."""
    month = Month.of(period.start)
    if month.period == period:
        return month.title
    return f"{day(period.start)}至{day(period.end)}"


def _lines(table: MonthlyTable, names: TableNames) -> Iterator[_Line]:
    total = Emphasis.TOTAL
    yield _Line(number="", name="合计", zone="", figures=table.district, emphasis=total)
    for zone, figures in table.zones.items():
        yield _Line(number="", name=zone, zone="小计", figures=figures, emphasis=Emphasis.SUBTOTAL)
    for number, (code, figures) in enumerate(table.inspectors.items(), start=1):
        yield _Line(
            number=str(number),
            name=names.inspectors.get(code, code),
            zone=names.zones.get(code, ""),
            figures=figures,
            emphasis=Emphasis.PLAIN,
        )


def _blocks(lines: Sequence[_Line], names: TableNames) -> Iterator[Block]:
    known = lines[0].figures
    for position, (title, columns) in enumerate(_GROUPS):
        yield Heading(text=title)
        spans = [span for column in columns if (span := _span(column, known)).figures]
        yield _table(spans, lines, _FIRST if position == 0 else _FURTHER)
    yield Heading(text=_BELOW)
    yield _below_table(lines, names)


def _span(column: _Column, figures: Row) -> _Span:
    """Return a column as a span, with the figures that this table has."""
    if isinstance(column, _Parts):
        parts = figures[column.name]
        labels = [label for label, _ in parts.counts] if isinstance(parts, Breakdown) else []
        return _Span(column.label, tuple(_Figure(f"{column.name}/{x}", x) for x in labels))
    if isinstance(column, _Figure):
        return _Span("", (column,) if column.name in figures else ())
    return _Span(column.label, tuple(f for f in column.figures if f.name in figures))


@dataclass(frozen=True, slots=True)
class _Leading:
    """The columns in front of the figures: words, share of the width, what a line says there."""

    label: str
    share: float
    text: Callable[[_Line], str]


_FURTHER: Final = (
    _Leading("序号", _NUMBER_SHARE, lambda line: line.number),
    _Leading("责任督学", _NAME_SHARE, lambda line: line.name),
)
_FIRST: Final = (*_FURTHER, _Leading("责任区", _ZONE_SHARE, lambda line: line.zone))


def _table(spans: Sequence[_Span], lines: Sequence[_Line], leading: Sequence[_Leading]) -> Table:
    figures = [figure for span in spans for figure in span.figures]
    first = [HeadCell(text=column.label, rows=2) for column in leading]
    top = [
        HeadCell(text=span.label, columns=len(span.figures))
        if span.label
        else HeadCell(text=span.figures[0].label, rows=2)
        for span in spans
    ]
    below = [HeadCell(text=f.label) for span in spans if span.label for f in span.figures]
    return Table(
        columns=tuple(_columns(leading, figures)),
        head=((*first, *top), tuple(below)),
        rows=tuple(
            TableRow(
                cells=(
                    *(column.text(line) for column in leading),
                    *(_text(line.figures, figure.name) for figure in figures),
                ),
                emphasis=line.emphasis,
            )
            for line in lines
        ),
    )


def _columns(leading: Sequence[_Leading], figures: Sequence[_Figure]) -> Iterator[Column]:
    """Yield the columns: the leading ones are equally wide in every group."""
    rest = 1 - sum(column.share for column in leading)
    weight = sum(figure.weight for figure in figures)
    yield from (Column(weight=column.share) for column in leading)
    yield from (Column(weight=rest * figure.weight / weight) for figure in figures)


def _text(figures: Row, name: str) -> str:
    """Return one figure as it prints; ``by_type/专项`` names a part of a breakdown."""
    name, _, part = name.partition("/")
    figure: Figure = figures[name]
    if isinstance(figure, Breakdown):
        # A person's row may lack a rare part that the district's row has.
        return str(dict(figure.counts).get(part, 0))
    return str(figure)


def _below_table(lines: Sequence[_Line], names: TableNames) -> Table:
    rest = 1 - sum(column.share for column in _FURTHER)
    return Table(
        columns=(
            *(Column(weight=column.share) for column in _FURTHER),
            Column(weight=rest * _COUNT_SHARE),
            Column(weight=rest * (1 - _COUNT_SHARE), align=Align.LEFT),
        ),
        head=(tuple(HeadCell(text=text) for text in ("序号", "责任督学", "校数", "学校")),),
        rows=tuple(_below_row(line, names) for line in lines),
    )


def _below_row(line: _Line, names: TableNames) -> TableRow:
    listed = line.figures["schools_below_frequency"]
    codes = listed.codes if isinstance(listed, CodeList) else ()
    schools = "、".join(names.schools.get(code, code) for code in codes) or "—"
    return TableRow(
        cells=(line.number, line.name, str(len(codes)), schools), emphasis=line.emphasis
    )


def _foot(table: MonthlyTable, rules: Sequence[str]) -> Iterator[Block]:
    yield Note(text=f"由{table.record_count}条记录汇总。")
    yield SignatureRow(
        slots=(SignatureSlot(label="制表人："), SignatureSlot(label="审核人（盖章）："))
    )
    yield Heading(text="计数规则")
    yield Note(text="\n".join(f"{number}．{rule}" for number, rule in enumerate(rules, start=1)))
