"""The ledger: lists, one issue, and every step of its 整改."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.input import objects_in
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.cli.taken import tell_taken
from inspector_app.domain.issue import Severity
from inspector_app.domain.issue_event import EventDetails, IssueEvent, IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.issue_source import LedgerSource, Matter, OutsideSource
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.photos import PHOTO_ROLE_LABEL
from inspector_app.domain.labels.sources import (
    MATTER_LABEL,
    OUTSIDE_SOURCE_LABEL,
    source_of,
    source_word,
    source_words,
)
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.ledger_filter import LedgerFilter
from inspector_app.domain.measure_text import measures_of, text_of, value_of
from inspector_app.domain.milestones import (
    Aim,
    aim_word,
    aims_of,
    measurable,
    open_milestones,
)
from inspector_app.domain.photo import LEDGER_ROLES, PhotoOwner, PhotoRole
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit_json import issue_json
from inspector_app.services.calendar import read_day
from inspector_app.services.incoming_photos import IncomingPhoto

STEPS: Final = {
    "notice": (IssueEventKind.NOTICE_ISSUED, "下达整改通知"),
    "deliver": (IssueEventKind.DELIVERED, "通知书送达、签收"),
    "plan": (IssueEventKind.PLANNED, "学校定下整改措施"),
    "actual": (IssueEventKind.MEASURED, "一条措施的实际值，对照目标值"),
    "milestone": (IssueEventKind.MILESTONE_MET, "长期问题的一个阶段目标达成"),
    "progress": (IssueEventKind.PROGRESS, "整改进展"),
    "answer": (IssueEventKind.ANSWERED, "学校报送整改结果"),
    "check": (IssueEventKind.NOT_ACCEPTED, "核查不到位，另定时限，进入下一轮"),
    "close": (IssueEventKind.CLOSED, "核查到位，销号"),
    "ask-extension": (IssueEventKind.EXTENSION_ASKED, "学校申请延期"),
    "extend": (IssueEventKind.EXTENDED, "同意延期"),
    "refuse-extension": (IssueEventKind.EXTENSION_REFUSED, "不同意延期"),
    "escalate": (IssueEventKind.ESCALATED, "上报督导室"),
    "escalation-answer": (IssueEventKind.ESCALATION_ANSWERED, "督导室答复"),
    "consult": (IssueEventKind.CONSULTED, "协商科室"),
    "consultation-answer": (IssueEventKind.CONSULTATION_ANSWERED, "科室答复"),
    "waive": (IssueEventKind.WAIVED, "免于整改"),
    "void": (IssueEventKind.VOIDED, "撤销"),
    "reopen": (IssueEventKind.REOPENED, "恢复已销号、已撤销的问题"),
    "tell": (IssueEventKind.SCHOOL_TOLD, "安全隐患：告知学校"),
    "phone": (IssueEventKind.OFFICE_PHONED, "安全隐患：电话报督导室"),
}


def issue(bench: Bench, options: argparse.Namespace) -> int:
    """List, show, or record a step."""
    act = _ACTS.get(options.act, _step)
    return act(bench, options)


def _add(bench: Bench, options: argparse.Namespace) -> int:
    """Take issues of another source than a record into the ledger."""
    source = from_label(OUTSIDE_SOURCE_LABEL, options.source)
    if source is None:
        listed = "、".join(OUTSIDE_SOURCE_LABEL.values())
        raise InputError(
            f"没有“{options.source}”这种来源，没有列入台账；可选：{listed}。"
            "督导记录里发现的问题写在记录里，定稿时自己进台账。"
        )
    given = {
        name: value
        for name in ("ref", "school", "unit", "matter", "found_on")
        if (value := getattr(options, name))
    }
    entries = [{**given, **each} for each in objects_in(options.file)]
    return tell_taken(
        bench.ledger_sources.take_in_json(OutsideSource(source), entries), as_json=options.json
    )


def _list(bench: Bench, options: argparse.Namespace) -> int:
    page = bench.ledger.page(_filter(bench, options))
    if options.json:
        print_json(
            {
                "sentence": page.sentence,
                "count": page.sums._asdict()
                | {"earliest": page.sums.earliest and page.sums.earliest.isoformat()},
                "issues": [_json(row) for row in page.rows],
            }
        )
        return 0
    if page.rows:
        print_table(
            ("问题编号", "来源", "单位", "事项", "类别", "程度", "状态", "时限", "问题"),
            [_line(row) for row in page.rows],
        )
    say(page.sentence)
    return 0


def _filter(bench: Bench, options: argparse.Namespace) -> LedgerFilter:
    severity = from_label(SEVERITY_LABEL, options.severity) if options.severity else None
    if options.severity and severity is None:
        listed = "、".join(SEVERITY_LABEL.values())
        raise InputError(f"没有“{options.severity}”这种程度；可选：{listed}。")
    return LedgerFilter(
        on=bench.ledger.everything().on,
        school_code=_school(bench, options.school) if options.school else None,
        lead_id=bench.people.id_of(options.inspector) if options.inspector else None,
        follower_id=bench.people.id_of(options.follower) if options.follower else None,
        category=_topic(options.topic) if options.topic else None,
        source=_source(options.source) if options.source else None,
        matter=_matter(options.matter) if options.matter else None,
        severity=severity if isinstance(severity, Severity) else None,
        open_only=options.open,
        overdue=options.overdue,
        text=options.text or "",
        limit=options.limit,
    )


def _school(bench: Bench, text: str) -> str:
    found = bench.schools.find(text)
    exact = [s for s in found if text in {s.code, s.name, s.short_name}]
    chosen = exact or found
    if not chosen:
        raise InputError(f"没有找到学校“{text}”；请核对校名、简称或标识码。")
    if len(chosen) > 1 and not exact:
        listed = "、".join(s.name for s in chosen[:5])
        raise InputError(f"“{text}”可能是几所学校：{listed}；请写得更全。")
    return chosen[0].code


def _topic(text: str) -> str:
    found = [code for code, label in TOPIC_LABEL.items() if text in {code, label}]
    if not found:
        raise InputError(f"没有“{text}”这类督导事项；请写 T1–T8、K1–K4 或全名。")
    return found[0]


def _source(text: str) -> LedgerSource:
    found = source_of(text)
    if found is None:
        raise InputError(f"没有“{text}”这种来源；可选：{'、'.join(source_words())}。")
    return found


def _matter(text: str) -> Matter:
    found = from_label(MATTER_LABEL, text)
    if found is None:
        raise InputError(f"没有“{text}”这种事项；可选：{'、'.join(MATTER_LABEL.values())}。")
    return found


def _line(row: LedgerRow) -> tuple[object, ...]:
    issue = row.issue
    return (
        issue.number,
        source_word(row.source),
        row.school_name,
        MATTER_LABEL[row.matter],
        issue.category,
        SEVERITY_LABEL[issue.severity] if issue.severity else "",
        ISSUE_STATE_LABEL[row.state],
        issue.due,
        issue.description[:24],
    )


def _common(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.ledger.common(bench.ledger.everything(), least_schools=options.schools)
    if options.json:
        print_json([p._asdict() | {"repeated_at": list(p.repeated_at)} for p in found])
    else:
        print_table(
            ("督导事项", "学校数", "问题数", "未销号", "反复出现的学校数"),
            [
                (
                    TOPIC_LABEL.get(p.category, p.category),
                    p.schools,
                    p.issues,
                    p.open,
                    len(p.repeated_at),
                )
                for p in found
            ],
        )
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    row = bench.ledger.row(options.no)
    events = bench.issues.events(row.issue.uid)
    kinds = [ISSUE_EVENT_LABEL[kind] for kind in bench.issues.offered(row)]
    aims = aims_of(events)
    if options.json:
        milestones = [_aim(each) for each in aims if each.due is not None]
        told = {"milestones": milestones, "aims": [_aim(each) for each in aims], "next": kinds}
        print_json(_json(row) | {"events": [_event(e) for e in events]} | told)
        return 0
    state = f"{ISSUE_STATE_LABEL[row.state]}　第{row.issue.dates.round}轮"
    say(f"{row.issue.number}　{row.school_name}　{state}")
    origin = f"{source_word(row.source)}　{row.origin}".strip()
    say(f"来源：{origin}　事项：{MATTER_LABEL[row.matter]}")
    say(row.issue.description)
    for event in events:
        who = f"（{event.details.person}）" if event.details.person else ""
        until = f"，新时限 {event.until}" if event.until else ""
        said = f"：{event.note}" if event.note else ""
        say(f"  {event.effective_on} {ISSUE_EVENT_LABEL[event.kind]}{who}{said}{until}")
    for each in aims:
        say(f"  {aim_word(each)} {each.line()}")
    if kinds:
        say(f"接下来可以记：{'、'.join(kinds)}")
    else:
        say("这是同行的记录里的问题，由他来记整改，这里只能看。")
    return 0


def _json(row: LedgerRow) -> dict[str, Any]:
    return issue_json(row.issue) | {
        "school": row.school_code,
        "school_name": row.school_name,
        "source": source_word(row.source),
        "matter": MATTER_LABEL[row.matter],
        "visit": row.visit_number,
        "ref": row.reference,
        "item": row.item,
        "entry": row.entry_number,
        "lead": row.lead_id,
        "found_on": row.found_on and row.found_on.isoformat(),
    }


def _event(event: IssueEvent) -> dict[str, Any]:
    return {
        "kind": ISSUE_EVENT_LABEL[event.kind],
        "on": event.effective_on.isoformat(),
        "until": event.until and event.until.isoformat(),
        "note": event.note,
        "actor": event.actor,
        "person": event.details.person,
        "at": event.details.at,
        "reference": event.details.reference,
        "documents": list(event.details.documents),
        "measures": text_of(event.details.measures).splitlines(),
    }


def _aim(each: Aim) -> dict[str, Any]:
    return {
        "due": each.due and each.due.isoformat(),
        "text": each.text,
        "target": each.target,
        "unit": each.unit,
        "actual": each.actual,
        "actual_on": each.actual_on and each.actual_on.isoformat(),
        "done_on": each.done_on and each.done_on.isoformat(),
    }


def _add_photo(bench: Bench, options: argparse.Namespace) -> int:
    role = from_label(PHOTO_ROLE_LABEL, options.role)
    if role not in LEDGER_ROLES:
        listed = "、".join(PHOTO_ROLE_LABEL[each] for each in PhotoRole if each in LEDGER_ROLES)
        raise InputError(f"没有“{options.role}”这种用途；可选：{listed}。")
    row = bench.ledger.row(options.no)
    files = [IncomingPhoto(name=path.name, data=path) for path in options.files]
    added = bench.photos.add(PhotoOwner.ISSUE, row.issue.uid, files=files, role=PhotoRole(role))
    for problem in added.refused:
        complain(problem.sentence())
    say(f"已放入 {len(added.photos)} 张。")
    return 1 if added.refused else 0


def _step(bench: Bench, options: argparse.Namespace) -> int:
    rows = [bench.ledger.row(number) for number in options.nos]
    kind, _ = STEPS[options.act]
    step = NextStep(
        kind=kind,
        on=read_day(options.on) if options.on else bench.ledger.everything().on,
        note=options.note,
        until=read_day(options.until) if options.until else None,
        details=EventDetails(
            person=options.person,
            at=options.at,
            reference=options.ref,
            visit_uid=bench.visits.uid_of(options.visit) if options.visit else "",
            documents=tuple(options.document),
            measures=measures_of("\n".join(options.measure)),
        ),
    )
    uids = [row.issue.uid for row in rows]
    each = [_with_its_photos(bench, uid, step) if options.photos else step for uid in uids]
    if kind in {IssueEventKind.MILESTONE_MET, IssueEventKind.MEASURED}:
        value = options.value
        each = [_with_its_aim(bench, uid, one, value) for uid, one in zip(uids, each, strict=True)]
    bench.issues.record_all(zip(uids, each, strict=True))
    for row in rows:
        now = bench.ledger.row(row.issue.number)
        state = ISSUE_STATE_LABEL[now.state]
        say(f"已记：{now.issue.number}　{ISSUE_EVENT_LABEL[kind]}，现在{state}")
    return 0


def _with_its_aim(bench: Bench, uid: str, step: NextStep, value: str) -> NextStep:
    """Name the aim in full: people write its words alone, or nothing where there is one."""
    of = open_milestones if step.kind is IssueEventKind.MILESTONE_MET else measurable
    aims = of(bench.issues.events(uid))
    wanted = {measure.text for measure in step.details.measures}
    met = [each for each in aims if each.text in wanted] if wanted else aims[:1]
    actual, unit = value_of(value)
    if unit and met and unit != met[0].unit:
        raise InputError(
            f"目标的单位是“{met[0].unit}”，实际值写的是“{unit}”，没有改动；请按目标的单位写。"
        )
    named = tuple(each.as_measure(actual=actual) for each in met[:1]) or tuple(
        replace(measure, actual=actual) for measure in step.details.measures
    )
    return replace(step, details=replace(step.details, measures=named))


def _with_its_photos(bench: Bench, uid: str, step: NextStep) -> NextStep:
    photos = bench.issues.case(uid).photo_uids
    return replace(step, details=replace(step.details, photos=photos))


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "list": _list,
    "common": _common,
    "show": _show,
    "add": _add,
    "add-photo": _add_photo,
}
