"""``lesson …``: lists, one record's lessons, blank sheets, draws, and the target of the year."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import NotFoundError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import (
    chosen,
    make,
    pdf_or_docx,
    person_asked_for,
    tell_written,
)
from inspector_app.cli.input import object_in, text_in
from inspector_app.cli.output import none_found, print_json, print_table, say, say_fields
from inspector_app.domain.lesson_draw import LessonDraw, is_true
from inspector_app.domain.month import Month
from inspector_app.domain.talk_json import draw_json
from inspector_app.domain.visit_json import lesson_json
from inspector_app.services.calendar import read_day
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.lessons import Standing
from inspector_app.services.wishes import BlankLessonPrint, LessonsPrint

Act = Callable[[Bench, argparse.Namespace], int]


def lesson(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with lessons."""
    return _ACTS[options.act](bench, options)


def _print(bench: Bench, options: argparse.Namespace) -> int:
    wish = LessonsPrint(uid=bench.visits.uid_of(options.no), lesson=options.lesson)
    return make(bench, wish, {FileFormat(options.act): options.out})


def _list(bench: Bench, options: argparse.Namespace) -> int:
    month = Month.parse(options.month) if options.month else None
    person = person_asked_for(bench, options)
    if options.xlsx is not None:
        for path in chosen({FileFormat.EXCEL: options.xlsx}).values():
            written = bench.lessons.write_xlsx(path, month=month, inspector_id=person)
            tell_written(written)
        return 0
    found = bench.lessons.list(month=month, inspector_id=person)
    if not found:
        none_found("这样的听课")
    if options.json:
        print_json([line._asdict() for line in found])
    else:
        print_table(
            ("记录编号", "日期", "学校", "听课督学", "班级", "节次", "学科", "课题", "等级",
             "整节"),
            [
                (line.number, line.day, line.school_name, line.listener, line.class_name,
                 line.period_no, line.subject, line.topic, line.grade, "是" if line.whole else "否")
                for line in found
            ],
        )  # fmt: skip
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    visit = bench.visits.get(bench.visits.uid_of(options.no))
    rows = [lesson_json(each) for each in visit.lessons]
    if options.lesson is not None:
        if not 1 <= options.lesson <= len(rows):
            raise NotFoundError(f"这份记录有 {len(rows)} 节听课，没有第 {options.lesson} 节。")
        rows = rows[options.lesson - 1 : options.lesson]
    if options.json:
        print_json(rows)
        return 0
    for row in rows:
        say_fields(row)
        say("")
    return 0


def _add(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    say(bench.visit_edit.add_lesson_json(uid, object_in(options.source)).uid)
    return 0


def _blank(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no) if options.no else ""
    return make(bench, BlankLessonPrint(uid=uid), pdf_or_docx(options))


# -- draws ---------------------------------------------------------------------------------------


def _draw(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    if options.source is None:
        return _show_draws(bench.talks.draws(uid), as_json=options.json)
    drawn = bench.talks.draw(
        uid, text_in(options.source), count=options.count, seed=options.seed
    ).draw
    if options.add:
        bench.talks.add_drawn(drawn.uid)
    if options.json:
        print_json(_json(drawn))
    else:
        _say_draw(drawn)
    return 0


def _show_draws(draws: tuple[LessonDraw, ...], *, as_json: bool) -> int:
    if not draws:
        none_found("抽签")
    if as_json:
        print_json([_json(draw) for draw in draws])
        return 0
    for draw in draws:
        _say_draw(draw)
    return 0


def _json(draw: LessonDraw) -> dict[str, Any]:
    return {
        **draw_json(draw),
        "drawn": [each.words() for each in draw.drawn],
        "true": is_true(draw),
    }


def _say_draw(draw: LessonDraw) -> None:
    at = local_datetime_text(parse_instant(draw.drawn_at))
    say(f"{at}　名单 {len(draw.classes)} 个　种子 {draw.seed}")
    for place in draw.picked:
        say(f"  抽中第 {place} 个：{draw.classes[place - 1].words()}")
    say("  核对：按名单和种子重算，结果相同" if is_true(draw) else "  核对：重算的结果不同！")


# -- the target ----------------------------------------------------------------------------------


def _target(bench: Bench, options: argparse.Namespace) -> int:
    person = person_asked_for(bench, options)
    on = read_day(options.on) if options.on else None
    found = bench.lessons.targets(inspector_id=person, on=on)
    if not found:
        none_found("听课节数的要求；规则“每学年听课节数”可能停用了，或名册里还没有督学")
    if options.json:
        print_json([_standing(each) for each in found])
        return 0
    print_table(
        ("督学编号", "姓名", "已听", "目标", "按时间应到", "在任教学周", ""),
        [
            (
                each.inspector.id, each.inspector.name, each.view.target.heard,
                each.view.target.target, each.view.target.expected,
                f"{each.view.target.weeks_in_office}/{each.view.target.weeks}",
                "▲ 落后" if each.view.target.behind else "",
            )
            for each in found
        ],
    )  # fmt: skip
    for rule in {each.view.rule.id: each.view.rule for each in found}.values():
        say(f"{rule.sentence}（{rule.source}；{rule.set_by}）")
    return 0


def _standing(each: Standing) -> dict[str, Any]:
    rule = each.view.rule
    return {
        "inspector": each.inspector.id,
        "name": each.inspector.name,
        **each.view.target._asdict(),
        "behind": each.view.target.behind,
        "rule": {"id": rule.id.value, "sentence": rule.sentence, "source": rule.source},
    }


_ACTS: Final[Mapping[str, Act]] = {
    "pdf": _print,
    "docx": _print,
    "list": _list,
    "show": _show,
    "add": _add,
    "blank": _blank,
    "draw": _draw,
    "target": _target,
}
