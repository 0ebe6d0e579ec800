"""同行登记表: what one who went along says of a visit, on one page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Align,
    Document,
    FieldGrid,
    FieldRow,
    Heading,
    Note,
    TableRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, one, pair

TITLE: Final = "同行登记表"
NOT_HERE: Final = "还没有收到责任督学的记录"
_NOTE: Final = (
    "同行登记只计登记人的入校人次和听课；校次、督导方式和问题由责任督学的记录来计，"
    "收到那份记录后不重复计。"
)
_COLUMNS: Final = (
    ListColumn("节次", 1.0),
    ListColumn("班级", 2.0),
    ListColumn("学科", 1.6),
    ListColumn("授课教师", 2.0),
    ListColumn("课题", 3.4, Align.LEFT),
    ListColumn("等级", 1.1),
    ListColumn("整节", 1.0),
)
_TOPIC: Final = 40


def joint_entry_report(
    entry: Visit, *, inspector_names: Mapping[str, str], record_number: str = ""
) -> Document:
    """Return the printed form of a 同行登记.

    Args:
        entry: the entry with the lessons that were heard.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        record_number: of the record that it is about, empty while that is not here.
    """
    return Document(
        title=TITLE,
        reference=f"编号：{entry.number}",
        record_no=entry.number,
        revision=f"第{entry.revision}版",
        mark=STATUS_MARK[entry.status],
        blocks=(
            FieldGrid(rows=tuple(_rows(entry, inspector_names, record_number))),
            Heading(text=f"本人听课　{len(entry.lessons)} 节"),
            list_table(_COLUMNS, _lessons(entry.lessons)),
            Note(text=_NOTE),
            places_to_sign("登记人签名："),
        ),
    )


def _rows(entry: Visit, names: Mapping[str, str], record_number: str) -> Iterator[FieldRow]:
    school = entry.school
    name, code = (school.name, school.code) if school else ("", "")
    yield pair("被督导学校\n（园）", name, "标识码", code)
    session = SESSION_LABEL[entry.session] if entry.session else ""
    yield pair("督导日期", day(entry.visited_on), "时段", session)
    people = "、".join(names.get(peer, peer) for peer in entry.peer_ids)
    yield pair("责任督学", names.get(entry.lead_id, entry.lead_id), "登记人\n（同行）", people)
    yield one("责任督学的\n记录", record_number or NOT_HERE)
    if entry.reason:
        yield one("理由", entry.reason)


def _lessons(lessons: Sequence[Lesson]) -> Iterator[TableRow]:
    for lesson in lessons:
        yield TableRow(
            cells=(
                f"第{lesson.period_no}节" if lesson.period_no else "",
                lesson.class_name,
                lesson.subject,
                lesson.teacher,
                lesson.topic[:_TOPIC],
                LESSON_GRADE_LABEL[lesson.grade] if lesson.grade else "",
                "是" if lesson.whole else "否",
            )
        )
    if not lessons:
        yield TableRow(cells=("", "", "", "", "没有听课", "", ""))
