"""Lists: schools, people, records, search."""

import argparse
from dataclasses import asdict

from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import person_asked_for, records
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.schools import (
    EDUCATION_LABEL,
    INSPECTOR_KIND_LABEL,
    SCHOOL_KIND_LABEL,
    SCHOOL_STATE_LABEL,
)
from inspector_app.domain.labels.typed import TYPED_STATE_LABEL
from inspector_app.domain.labels.visits import (
    JOINT_LABEL,
    RECORD_SOURCE_LABEL,
    SESSION_LABEL,
    VISIT_STATUS_LABEL,
    VISIT_TYPE_LABEL,
    source_words,
    state_words,
)
from inspector_app.domain.month import Month
from inspector_app.domain.school import School
from inspector_app.domain.views import VisitSummary
from inspector_app.services.calendar import read_day
from inspector_app.services.people_cards import PersonCard


def schools(bench: Bench, options: argparse.Namespace) -> int:
    """List the schools."""
    found = bench.schools.all()
    if options.json:
        print_json([_school(school) for school in found])
    else:
        print_table(
            ("标识码", "名称", "办学类型", "举办性质", "状态"),
            [(s.code, s.name, SCHOOL_KIND_LABEL[s.kind], s.ownership, SCHOOL_STATE_LABEL[s.state])
             for s in found],
        )  # fmt: skip
    return 0


def _school(school: School) -> dict[str, object]:
    return {
        **asdict(school),
        "kind": SCHOOL_KIND_LABEL[school.kind],
        "state": SCHOOL_STATE_LABEL[school.state],
        "closed_on": school.closed_on and school.closed_on.isoformat(),
        "former_names": list(school.former_names),
    }


def inspectors(bench: Bench, options: argparse.Namespace) -> int:
    """List the inspectors, or write a field of the card of one."""
    if options.act == "set":
        bench.people_cards.set(options.person, options.field, options.value)
        say("已保存")
        return 0
    found = bench.people_cards.all(read_day(options.on) if options.on else None)
    if options.json:
        print_json([_inspector(card) for card in found])
    else:
        rows = [
            (p.id, p.name, INSPECTOR_KIND_LABEL[p.kind], p.zone, p.subjects, p.stages,
             p.education and EDUCATION_LABEL[p.education], p.teaching_since, p.position,
             "、".join(card.posts), card.hint)
            for card in found
            for p in [card.person]
        ]  # fmt: skip
        heads = ("督学编号", "姓名", "专兼职", "责任区", "专长", "学段", "学历", "教育工作起始年",
                 "职务", "任职", "提示")  # fmt: skip
        print_table(heads, rows)
        for why in dict.fromkeys(mark.why for card in found for mark in card.marks):
            say(f"提示：{why}")
    return 0


def _inspector(card: PersonCard) -> dict[str, object]:
    person = card.person
    return {
        **asdict(person),
        "kind": INSPECTOR_KIND_LABEL[person.kind],
        "education": person.education and EDUCATION_LABEL[person.education],
        "posts": list(card.posts),
        "hints": [{"what": mark.words, "why": mark.why} for mark in card.marks],
    }


def visits(bench: Bench, options: argparse.Namespace) -> int:
    """List the records, or print a month's as one file."""
    if options.act:
        return records(bench, options)
    month = Month.parse(options.month) if options.month else None
    person = person_asked_for(bench, options)
    found = bench.visits.list(month=month, inspector_id=person)
    if not found:
        none_found("这样的督导记录")
    if options.json:
        print_json([_visit(visit) for visit in found])
    else:
        print_table(
            ("记录编号", "日期", "时段", "学校", "类型", "责任督学", "状态", "问题", "听课",
             "照片"),
            [
                (
                    v.number, v.visited_on, v.session and SESSION_LABEL[v.session], v.school_name,
                    v.type and VISIT_TYPE_LABEL[v.type], v.lead_name,
                    _state(v), v.issues, v.lessons, v.photos,
                )
                for v in found
            ],
        )  # fmt: skip
    return 0


def _state(visit: VisitSummary) -> str:
    words = state_words(visit.status, visit.joint, merged=visit.merged)
    source = source_words(visit.source, visit.scan, visit.said)
    return f"{words} {source}" if source else words


def _visit(visit: VisitSummary) -> dict[str, object]:
    return {
        "uuid": visit.uid,
        "no": visit.number,
        "school": visit.school_code,
        "school_name": visit.school_name,
        "date": visit.visited_on and visit.visited_on.isoformat(),
        "session": visit.session and SESSION_LABEL[visit.session],
        "type": visit.type and VISIT_TYPE_LABEL[visit.type],
        "lead": visit.lead_id,
        "lead_name": visit.lead_name,
        "peer_names": list(visit.peer_names),
        "status": VISIT_STATUS_LABEL[visit.status],
        "online": visit.online,
        "revision": visit.revision,
        "issues": visit.issues,
        "open_issues": visit.open_issues,
        "lessons": visit.lessons,
        "photos": visit.photos,
        "late": visit.late,
        "joint": visit.joint and JOINT_LABEL[visit.joint],
        "merged": visit.merged,
        "source": visit.source and RECORD_SOURCE_LABEL[visit.source],
        "scan": visit.scan or None,
        "said": visit.said and TYPED_STATE_LABEL[visit.said],
    }


def search(bench: Bench, options: argparse.Namespace) -> int:
    """Search everything."""
    hits = bench.search.find(options.text, limit=options.limit)
    if not hits:
        none_found(f"“{options.text[:20]}”；可以少写几个字，或换一个词")
    if options.json:
        print_json([hit._asdict() for hit in hits])
    else:
        print_table(
            ("记录编号", "学校与日期", "内容"), [(h.number, h.title, h.snippet) for h in hits]
        )
    return 0
