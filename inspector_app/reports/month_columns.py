"""Which figures of the monthly table are printed, in which order and under which words."""

from dataclasses import dataclass
from typing import Final


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

_RATIO: Final = 2.2

# A4 landscape takes about sixteen columns of small numbers beside number and name. Line feeds stand
# where a label is to be parted: no word of two characters falls apart.
GROUPS: Final[tuple[tuple[str, tuple[FigureColumn, ...]], ...]] = (
    (
        "一、入校、覆盖与听课",
        (
            Figure("assigned_schools", "应督导\n学校数"),
            Span(
                "入校",
                (
                    Figure("visits", "校次"),
                    Figure("inspector_visits", "人次"),
                    Figure("led_visits", "主责"),
                ),
            ),
            Figure("half_days", "半天数"),
            Figure("visited_schools", "实督导\n学校数"),
            Figure("coverage", "责任校\n覆盖率", _RATIO),
            Figure("follow_up_visits", "回访"),
            Span(
                "听课",
                (
                    Figure("lessons", "节次"),
                    Figure("lessons_distinct", "节"),
                    Figure("lessons_year", "学年\n累计"),
                    Figure("lessons_calendar_year", "自然年\n累计"),
                ),
            ),
        ),
    ),
    (
        "二、督导类型与督导方式",
        (
            Parts("by_type", "督导类型（次）"),
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
        "三、问题与整改",
        (
            Figure("issues_found", "发现\n问题"),
            Parts("issues_by_severity", "其中：严重程度"),
            Figure("fixed_on_the_spot", "当场\n整改"),
            Span(
                "整改通知",
                (Figure("notices", "问题\n（条）"), Figure("notice_documents", "文书\n（份）")),
            ),
            Figure("open_at_start", "月初\n未销号"),
            Figure("closed", "本月\n销号"),
            Figure("voided", "撤销"),
            Figure("open_at_end", "月末\n未销号"),
            Span(
                "月末未销号中",
                (
                    Figure("overdue_at_end", "逾期"),
                    Figure("overdue_awaiting_check", "已报\n待核查"),
                ),
            ),
        ),
    ),
    (
        "四、整改时限与投诉",
        (
            Figure("answered_on_time", "学校按期\n报送", _RATIO),
            Figure("on_time", "按期\n整改率", _RATIO),
            Figure("extended", "其中\n延期"),
            Figure("closed_in_year", "学年累计\n整改率", _RATIO),
            Figure("closed_in_calendar_year", "自然年累计\n整改率", _RATIO),
            Span(
                "投诉",
                (
                    Figure("complaints_received", "受理"),
                    Figure("complaints_closed", "办结"),
                    Figure("complaints_closed_on_time", "按期办结率", _RATIO),
                    Figure("complaints_substantiated", "属实"),
                ),
            ),
        ),
    ),
)
