"""Which figures of the monthly table are printed, in which order and under which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from inspector_app.domain.column_layout import (
    BREAKDOWNS,
    RATIO_WEIGHT,
    ColumnChoice,
    ColumnLayout,
    ColumnPage,
    weight_of,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A column: its name in the table, its words and its width."""

    name: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """Columns under a common head."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Columns for the parts of a breakdown; which ones there are is in the table itself."""

    name: str
    label: str


FigureColumn = Figure | Span | Parts

_ON_ONE_LINE: Final = 3.15
"""How much wider than a count a ratio is printed beside many: ``10/21（47.6%）`` on one line."""
_FOUR_DIGITS: Final = 1.15
"""How much wider a count is printed that comes to thousands over a district."""

# A4 landscape takes about sixteen columns of small numbers beside number and name: the figures that
# an office looks at first stand on the first page, the rest follows. Line feeds stand where a label
# is to be parted: no word of two characters falls apart.
GROUPS: Final[tuple[tuple[str, tuple[FigureColumn, ...]], ...]] = (
    (
        "一、主要数字",
        (
            Figure("assigned_schools", "应督\n学校"),
            Span(
                "入校",
                (
                    Figure("visits", "校次"),
                    Figure("inspector_visits", "人次", _FOUR_DIGITS),
                    Figure("half_days", "半天", _FOUR_DIGITS),
                ),
            ),
            Figure("visited_schools", "实督\n学校"),
            Figure("coverage", "责任校\n覆盖率", _ON_ONE_LINE),
            Span(
                "听课",
                (Figure("lessons", "节次"), Figure("lessons_year", "学年\n累计", _FOUR_DIGITS)),
            ),
            Figure("issues_found", "发现\n问题"),
            Figure("fixed_on_the_spot", "当场\n整改"),
            Figure("notice_documents", "整改\n通知"),
            Figure("closed", "本月\n销号"),
            Span("月末\n未销号", (Figure("open_at_end", "合计"), Figure("overdue_at_end", "逾期"))),
            Figure("on_time", "按期\n整改率", _ON_ONE_LINE),
        ),
    ),
    (
        "二、入校、听课与督导方式",
        (
            Figure("led_visits", "主责\n校次"),
            Figure("follow_up_visits", "回访"),
            Span(
                "听课",
                (
                    Figure("lessons_distinct", "节"),
                    Figure("lessons_calendar_year", "自然年\n累计"),
                ),
            ),
            Figure("campus_walks", "校园\n巡视\n次"),
            Figure("documents_read", "查阅\n资料\n份"),
            Figure("meetings_attended", "列席\n会议\n次"),
            Figure("panels", "座谈\n场"),
            Span(
                "访谈（人）",
                (
                    Figure("teachers_interviewed", "教师"),
                    Figure("students_interviewed", "学生"),
                    Figure("parents_interviewed", "家长"),
                ),
            ),
            Span(
                "问卷（份）",
                (
                    Figure("questionnaires_sent", "发放"),
                    Figure("questionnaires_returned", "回收"),
                ),
            ),
            Figure("briefings_heard", "听取\n汇报\n次"),
        ),
    ),
    (
        "三、督导类型与问题整改",
        (
            Parts("by_type", "督导类型（次）"),
            Parts("issues_by_severity", "发现问题：严重程度"),
            Figure("notices", "通知\n整改\n问题"),
            Figure("open_at_start", "月初\n未销号"),
            Figure("voided", "撤销"),
            Figure("overdue_awaiting_check", "逾期\n已报待\n核查"),
        ),
    ),
    (
        "四、整改时限与投诉",
        (
            Figure("answered_on_time", "学校按期\n报送", RATIO_WEIGHT),
            Figure("extended", "其中\n延期"),
            Figure("closed_in_year", "学年累计\n整改率", RATIO_WEIGHT),
            Figure("closed_in_calendar_year", "自然年累计\n整改率", RATIO_WEIGHT),
            Span(
                "投诉",
                (
                    Figure("complaints_received", "受理"),
                    Figure("complaints_closed", "办结"),
                    Figure("complaints_closed_on_time", "按期办结率", RATIO_WEIGHT),
                    Figure("complaints_substantiated", "属实"),
                ),
            ),
        ),
    ),
)
Groups = Sequence[tuple[str, Sequence[FigureColumn]]]


def groups_of(layout: ColumnLayout) -> Groups:
    """Return the columns of a district's own layout; neighbours of one group share a head."""
    return tuple((page.title, tuple(_spans(page))) for page in layout.pages)


def _spans(page: ColumnPage) -> Iterator[FigureColumn]:
    for group, columns in groupby(page.columns, key=lambda column: column.group):
        figures: list[Figure] = []
        for column in columns:
            if column.field in BREAKDOWNS:
                yield from _span(group, figures)
                figures = []
                yield Parts(column.field, column.label)
            else:
                figures.append(Figure(column.field, column.label, weight_of(column.field)))
        yield from _span(group, figures)


def _span(group: str, figures: Sequence[Figure]) -> Iterator[FigureColumn]:
    if group and figures:
        yield Span(group, tuple(figures))
    else:
        yield from figures


def usual_layout() -> ColumnLayout:
    """Return the columns that are printed without a layout, for an office to begin with."""
    pages = tuple(ColumnPage(title, tuple(_choices(columns))) for title, columns in GROUPS)
    return ColumnLayout("", pages, ("制表人", "审核人（盖章）"))


def _choices(columns: Sequence[FigureColumn]) -> Iterator[ColumnChoice]:
    for column in columns:
        if isinstance(column, Span):
            yield from (ColumnChoice(f.name, _flat(f.label), column.label) for f in column.figures)
        else:
            yield ColumnChoice(column.name, _flat(column.label))


def _flat(label: str) -> str:
    return label.replace("\n", "")
