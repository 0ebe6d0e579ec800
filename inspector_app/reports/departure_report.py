"""出发前一页纸: one A4 page about a school, to be read on the way there.

It stays one page: what does not fit is cut, lists first, and the page says how many more there are.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from inspector_app.domain.departure import Departure
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.reports.departure_room import HALF_LINE, LINE, Room, on_one_page
from inspector_app.reports.departure_rows import clipped, due_words, heard, shown, state_words
from inspector_app.reports.document import Document, FieldGrid, FieldRow, Note
from inspector_app.reports.words import day, one, pair

TITLE: Final = "出发前一页纸"
_TASKS: Final = 2


def departure_report(facts: Departure) -> Document:
    """Return the page, with as much on it as it has room for."""
    return on_one_page(partial(_page, facts))


def _page(facts: Departure, room: Room) -> Document:
    rows = (*_school(facts, room), *_visit(facts, room), *_past(facts, room), *_open(facts, room))
    kept = "空白记录表随附：回来打开这个编号的草稿照此录入。" if facts.number else ""
    return Document(
        title=TITLE,
        subtitle=clipped(facts.school.name, LINE),
        reference=f"记录编号：{facts.number}" if facts.number else "",
        record_no=facts.number,
        blocks=(FieldGrid(rows=rows), Note(text=f"{kept}只供督学自己看，不交学校。")),
    )


def _school(facts: Departure, room: Room) -> Iterator[FieldRow]:
    school = facts.school
    kind = f"{SCHOOL_KIND_LABEL[school.kind]}　{school.ownership}"
    yield pair("办学类型", clipped(kind, HALF_LINE), "标识码", school.code)
    pupils = "" if school.pupils is None else f"{school.pupils} 人"
    yield pair("负责人", clipped(school.head, HALF_LINE), "学生数", pupils)
    contact = f"{school.contact}　{school.phone}　{school.address}"
    yield one("联系", clipped(contact, room.field))
    yield one("责任督学", clipped("、".join(facts.inspectors), min(LINE, room.field)))


def _visit(facts: Departure, room: Room) -> Iterator[FieldRow]:
    planned = facts.planned
    if planned is None:
        return
    when = f"{planned.day}　{SESSION_LABEL[planned.session]}"
    yield pair("本次安排", when, "谁去", clipped("、".join(facts.people), HALF_LINE))
    topics = "；".join(TOPIC_LABEL.get(code, code) for code in planned.topics)
    yield one("督导事项", clipped(topics, room.field))
    aims = "；".join(filter(None, (facts.theme and f"月主题：{facts.theme}", planned.text)))
    yield one("督导重点", clipped(aims, room.field))
    if facts.warnings:
        yield one("请注意", clipped("；".join(facts.warnings), room.field))


def _past(facts: Departure, room: Room) -> Iterator[FieldRow]:
    last = facts.last
    if last is None:
        yield one("上次督导", "还没有定稿的记录。")
        return
    kind = VISIT_TYPE_LABEL[last.type] if last.type else ""
    told = f"{last.visited_on}　{kind}　{last.lead_name}　{last.number}"
    yield one("上次督导", clipped(told, room.field))
    problems = [state_words(issue, most=room.entry) for issue in facts.problems]
    yield one("上次发现\n的问题", shown(problems, most=room.problems, none="没有发现问题。"))
    if facts.next_visit is not None:
        yield one("拟回访", day(facts.next_visit))


def _open(facts: Departure, room: Room) -> Iterator[FieldRow]:
    waiting = [due_words(row.issue, on=facts.on, most=room.entry) for row in facts.open_issues]
    if facts.tasks:
        told = [clipped(each, min(LINE, room.entry)) for each in facts.tasks]
        yield one("没办完\n的任务", shown(told, most=_TASKS, none=""))
    yield one("没有销号\n的问题", shown(waiting, most=room.open, none="没有。"))
    lessons = [heard(lesson, most=room.entry) for lesson in facts.lessons]
    yield one("最近听课", shown(lessons, most=room.lessons, none="没有听过课。"))
