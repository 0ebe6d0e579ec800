"""What ``summary`` does beside the acts of every register: draft, figures, refresh, its print."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import pdf_or_docx, put
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.summaries import (
    SECTION_LABEL,
    SUMMARY_GENRE_LABEL,
    SUMMARY_SPAN_LABEL,
)
from inspector_app.domain.register_options import SummaryGenre, SummaryScope, SummarySpan
from inspector_app.domain.registers.words import said, state_word
from inspector_app.domain.summary_facts import UNIT_NUMBERS, Figure, SummaryFacts
from inspector_app.domain.summary_labels import SUMMARY_FIGURE_LABEL
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.summaries import SummaryOrder, SummaryView
from inspector_app.services.wishes import SummaryPrint

Act = Callable[[Bench, argparse.Namespace], int]


def _draft(bench: Bench, options: argparse.Namespace) -> int:
    if options.zone and options.inspector:
        raise InputError("--zone 和 --inspector 只能写一个，没有起草；总结是一个责任区或一个人的。")
    scope = SummaryScope.ZONE if options.zone else None
    order = SummaryOrder(
        span=from_label(SUMMARY_SPAN_LABEL, options.span) or SummarySpan.CALENDAR_YEAR,
        on=bench.register_figures.day(options.on) if options.on else None,
        scope=SummaryScope.PERSON if options.inspector else scope,
        zone=options.zone,
        inspector=options.inspector,
        genre=from_label(SUMMARY_GENRE_LABEL, options.genre) or SummaryGenre.WORK,
        skeleton=options.skeleton,
    )
    made = bench.summaries.draft(order)
    if options.json:
        print_json(bench.registers.as_json(made.uid))
    else:
        say(made.number)
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    view, record = bench.summaries.view(uid), bench.registers.record(uid)
    if options.json:
        print_json({**bench.registers.as_json(uid), "figured": _told(view)})
        return 0
    say(f"{record.kind.name} {view.entry.number}　{state_word(record.kind, view.entry)}")
    for field in record.kind.fields:
        section = field.id in SECTION_LABEL
        value = view.entry.values[field.id]
        text = view.text(field.id) if section else said(field, value, record.names)
        if text.strip():
            say(f"{field.label}：{text}")
    for line in _moves(view):
        say(f"提示：{line}")
    return 0


def _told(view: SummaryView) -> dict[str, Any]:
    """Return what a summary says, and where its numbers are others than those of now."""
    return {
        "text": {section: view.text(section) for section in SECTION_LABEL},
        "frozen": view.frozen,
        "locked": view.locked.as_json(),
        "moved": [
            {"section": section, "id": each.id, "written": each.written, "now": each.now}
            for section, each in view.moved
        ],
    }


def _moves(view: SummaryView) -> Iterator[str]:
    if view.locked.told:
        yield view.locked.told
    figures = view.now.by_id()
    for section, each in view.moved:
        label = f"“{SECTION_LABEL[section]}”里的{figures[each.id].label}"
        yield f"{label}写时是 {each.written}，现在是 {each.now}"


def _figures(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    if options.behind:
        return _behind(bench, uid, options)
    facts = bench.summaries.view(uid).facts
    if options.json:
        print_json(
            {
                "no": options.no,
                "period": facts.name,
                "first": facts.period.start.isoformat(),
                "until": facts.period.end.isoformat(),
                "before": facts.before_name,
                "figures": {figure.id: _json(figure) for figure in facts.figures},
                **_units_json(facts),
            }
        )
        return 0
    print_table(
        ("数字", "名称", facts.name, facts.before_name or "上期", "来源"),
        [(f.id, f.label, f.text, f.before, f"{len(f.sources)} 条") for f in facts.figures],
    )
    if facts.units:
        labels = (SUMMARY_FIGURE_LABEL[name] for name in UNIT_NUMBERS)
        blank = ("—",) * len(UNIT_NUMBERS)
        print_table(
            ("单位", *labels, "没有报来的月份"),
            [(each.name, *(each.numbers or blank), each.missing) for each in facts.units],
        )
    for note in facts.notes:
        say(note)
    return 0


def _units_json(facts: SummaryFacts) -> dict[str, Any]:
    """Return above districts what each unit has reported, and what is not counted."""
    if not facts.units:
        return {}
    return {
        "units": {
            each.name: {
                **dict(zip(UNIT_NUMBERS, each.numbers, strict=False)), "missing": each.missing
            }
            for each in facts.units
        },
        "notes": list(facts.notes),
    }  # fmt: skip


def _json(figure: Figure) -> dict[str, Any]:
    return {
        "label": figure.label,
        "group": figure.group,
        "text": figure.text,
        "value": figure.n if figure.of is None else [figure.n, figure.of],
        "before": figure.before,
        "sources": len(figure.sources),
        "note": figure.note,
    }


def _behind(bench: Bench, uid: str, options: argparse.Namespace) -> int:
    figure, lines = bench.summaries.behind(uid, options.behind)
    if options.json:
        print_json(
            {
                "id": figure.id,
                **_json(figure),
                "records": [
                    {"kind": line.kind, "uuid": line.uid, "no": line.number,
                     "day": line.day.isoformat() if line.day else None,
                     "school": line.school_name, "text": line.text}
                    for line in lines
                ],
            }
        )  # fmt: skip
        return 0
    say(f"{figure.label}：{figure.text}　背后有 {len(lines)} 条")
    if figure.note:
        say(figure.note)
    print_table(
        ("类型", "编号", "日期", "学校", "内容"),
        [(each.kind, each.number, each.day, each.school_name, each.text) for each in lines],
    )
    return 0


def _refresh(bench: Bench, options: argparse.Namespace) -> int:
    saved = bench.summaries.refresh(_uid(bench, options))
    say(f"已用现在的数字，已保存 {saved.at}")
    return 0


def _print(bench: Bench, options: argparse.Namespace) -> int:
    wish = SummaryPrint(uid=_uid(bench, options), revision=options.revision)
    for form, path in pdf_or_docx(options).items():
        pdf = form is FileFormat.PDF
        documents = bench.documents
        put(path, documents.summary_pdf(wish) if pdf else documents.file_of(wish, form))
    return 0


def _uid(bench: Bench, options: argparse.Namespace) -> str:
    return bench.registers.uid_of(options.command, options.no)


SUMMARY_ACTS: Final[Mapping[str, Act]] = {
    "draft": _draft,
    "show": _show,
    "figures": _figures,
    "refresh": _refresh,
    "print": _print,
}
