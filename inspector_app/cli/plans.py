"""``plan`` and ``theme``: plan visits by the half-day, and begin their records."""

import argparse
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.clock import today
from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.plan import PLAN_LEVEL_LABEL, PLAN_STATE_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.plan import Plan, PlanLevel
from inspector_app.domain.visit_options import Session
from inspector_app.services.calendar import read_day
from inspector_app.services.plan_views import PlannedView
from inspector_app.services.plans import HalfDay, PlannedMade

Act = Callable[[Bench, argparse.Namespace], int]
_SHOWN_OF_UID: Final = 8
_BETWEEN: Final = re.compile(r"[、,，;；\s]+")


def plan(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with plans."""
    return _ACTS[options.act](bench, options)


def theme(bench: Bench, options: argparse.Namespace) -> int:
    """List the themes, or set that of a month."""
    if options.act == "list":
        return _themes(bench, as_json=options.json)
    month = Month.parse(options.month)
    bench.themes.set(month, options.theme, source=options.source)
    found = bench.themes.of(month)
    say(f"{month.title}主题：{found.theme}" if found else f"{month.title}的主题已去掉")
    return 0


def _themes(bench: Bench, *, as_json: bool) -> int:
    found = bench.themes.all()
    if as_json:
        print_json(
            [
                {"month": str(t.month), "theme": t.theme, "source": t.source,
                 "set_by": t.set_by, "set_on": t.set_on}
                for t in found
            ]
        )  # fmt: skip
    else:
        rows = [(t.month, t.theme, t.source, t.set_by, t.set_on) for t in found]
        print_table(("月份", "主题", "来源", "设定人", "设定日期"), rows)
    return 0


# -- reading -------------------------------------------------------------------------------------


def _list(bench: Bench, options: argparse.Namespace) -> int:
    person = _person(bench, options.inspector)
    if options.week:
        period = bench.plans.week(read_day(options.week)).period
    else:
        month = Month.parse(options.month) if options.month else Month.of(today(bench.clock))
        period = month.period
    plans, visits = bench.plans.plans(period), bench.plans.between(period, inspector_id=person)
    if options.json:
        print_json(
            {
                "from": period.start.isoformat(),
                "to": period.end.isoformat(),
                "plans": [_plan_json(plan) for plan in plans],
                "visits": [_visit_json(view) for view in visits],
            }
        )
        return 0
    print_table(
        ("编号", "级别", "起", "止", "名称", "督学"),
        [
            (_short(p.uid), PLAN_LEVEL_LABEL[p.level], p.period.start, p.period.end, p.title,
             p.inspector_id or "督导室")
            for p in plans
        ],
    )  # fmt: skip
    _tell_visits(visits)
    return 0


def _tell_visits(visits: tuple[PlannedView, ...]) -> None:
    print_table(
        ("编号", "日期", "时段", "学校", "责任督学", "同行", "状态", "记录"),
        [
            (
                _short(view.planned.uid), view.planned.day, SESSION_LABEL[view.planned.session],
                view.school_name, view.lead_name, "、".join(view.peer_names),
                PLAN_STATE_LABEL[view.state], view.visit.number if view.visit else "",
            )
            for view in visits
        ],
    )  # fmt: skip
    for view in visits:
        _warn(view)


def _show(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.plans.uid_of(options.id)
    if bench.plans.is_plan(uid):
        found, visits = bench.plans.plan(uid)
        if options.json:
            data = {**_plan_json(found), "visits": [_visit_json(view) for view in visits]}
            print_json(data)
            return 0
        say(f"{found.title}　{found.period.start} 至 {found.period.end}")
        for name, text in (("督导重点", found.aims), ("依据", found.basis)):
            if text:
                say(f"{name}：{text}")
        _tell_visits(visits)
        return 0
    view = bench.plans.get(uid)
    if options.json:
        print_json(_visit_json(view))
        return 0
    _tell_visits((view,))
    for name, text in (
        ("督导事项", "、".join(view.planned.topics)),
        ("督导重点", view.planned.text),
        ("取消理由", view.planned.cancelled),
    ):
        if text:
            say(f"{name}：{text}")
    return 0


def _propose(bench: Bench, options: argparse.Namespace) -> int:
    day = read_day(options.date) if options.date else today(bench.clock)
    found = bench.plans.proposals(
        day,
        _session(options.session),
        inspector_id=_person(bench, options.inspector),
        limit=options.limit,
    )
    if options.json:
        print_json(
            [
                {"school": each.status.school.code, "name": each.status.school.name,
                 "reason": each.reason, "days_since": each.status.days_since}
                for each in found
            ]
        )  # fmt: skip
        return 0
    rows = [(each.status.school.code, each.status.school.name, each.reason) for each in found]
    print_table(("标识码", "学校", "理由"), rows)
    return 0


# -- writing -------------------------------------------------------------------------------------


def _add(bench: Bench, options: argparse.Namespace) -> int:
    if options.level:
        return _add_plan(bench, options)
    if not options.session:
        raise InputError("没有安排：请用 --session 写明上午、下午还是全天。")
    day, school = read_day(options.date), bench.schools.by_code_or_name(options.school)
    wanted = HalfDay(day=day, school_code=school.code, **_half_day(bench, options))
    return _tell_made(bench.plans.add(wanted))


def _add_plan(bench: Bench, options: argparse.Namespace) -> int:
    level = from_label(PLAN_LEVEL_LABEL, options.level)
    if level is None:
        raise InputError(f"“{options.level}”不是计划的级别；请写学年、学期、月或周。")
    made = bench.plans.add_plan(
        PlanLevel(level),
        read_day(options.date),
        inspector_id=_person(bench, options.lead or ""),
        title=options.title or "",
        aims=options.aims or "",
        basis=options.basis or "",
    )
    period = made.plan.period
    say(f"{_short(made.plan.uid)}　{made.plan.title}（{period.start} 至 {period.end}）")
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.plans.uid_of(options.id)
    if bench.plans.is_plan(uid):
        bench.plans.change_plan(uid, title=options.title, aims=options.aims, basis=options.basis)
        say(f"{_short(uid)} 已保存")
        return 0
    values = _half_day(bench, options)
    if options.date:
        values["day"] = read_day(options.date)
    if options.school:
        values["school_code"] = bench.schools.by_code_or_name(options.school).code
    return _tell_made(bench.plans.change(uid, **values))


def _half_day(bench: Bench, options: argparse.Namespace) -> dict[str, Any]:
    """Return the attributes of a half-day that the options name."""
    values: dict[str, Any] = {}
    if options.session:
        values["session"] = _session(options.session)
    if options.lead:
        values["lead_id"] = _person(bench, options.lead)
    if options.peers is not None:
        values["peer_ids"] = tuple(_person(bench, name) for name in _parts(options.peers))
    if options.topics is not None:
        values["topics"] = tuple(part.upper() for part in _parts(options.topics))
    if options.text is not None:
        values["text"] = options.text
    if options.plan:
        values["plan_uid"] = bench.plans.uid_of(options.plan)
    return values


def _cancel(bench: Bench, options: argparse.Namespace) -> int:
    bench.plans.cancel(bench.plans.uid_of(options.id), reason=options.reason)
    say(f"{options.id} 已取消")
    return 0


def _begin(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.plans.begin(bench.plans.uid_of(options.id))
    say(made.number)
    for warning in bench.visits.warnings(made.uid):
        complain(f"{warning.what}；{warning.remedy}。")
    return 0


def _tell_made(made: PlannedMade) -> int:
    view = made.view
    say(
        f"{_short(view.planned.uid)}　{view.planned.day} {SESSION_LABEL[view.planned.session]}　"
        f"{view.school_name}　{'、'.join((view.lead_name, *view.peer_names))}"
    )
    _warn(view)
    return 0


def _warn(view: PlannedView) -> None:
    for warning in view.warnings:
        complain(f"{_short(view.planned.uid)}：{warning}")


# -- words ---------------------------------------------------------------------------------------


def _short(uid: str) -> str:
    return uid[:_SHOWN_OF_UID]


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if part]


def _person(bench: Bench, text: str) -> str:
    return bench.people.id_of(text) if text else ""


def _session(text: str) -> Session:
    session = from_label(SESSION_LABEL, text)
    if session is None:
        raise InputError(f"“{text}”不是时段；请写上午、下午或全天。")
    return session


def _plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.uid,
        "level": PLAN_LEVEL_LABEL[plan.level],
        "inspector": plan.inspector_id,
        "from": plan.period.start.isoformat(),
        "to": plan.period.end.isoformat(),
        "title": plan.title,
        "aims": plan.aims,
        "basis": plan.basis,
    }


def _visit_json(view: PlannedView) -> dict[str, Any]:
    planned = view.planned
    return {
        "id": planned.uid,
        "plan": planned.plan_uid,
        "date": planned.day.isoformat(),
        "session": SESSION_LABEL[planned.session],
        "school": planned.school_code,
        "school_name": view.school_name,
        "lead": planned.lead_id,
        "peers": list(planned.peer_ids),
        "topics": list(planned.topics),
        "text": planned.text,
        "state": PLAN_STATE_LABEL[view.state],
        "reason": planned.cancelled,
        "visit": view.visit and view.visit.number,
        "warnings": list(view.warnings),
    }


_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "set": _set,
    "cancel": _cancel,
    "begin": _begin,
    "propose": _propose,
}
