"""``typed`` on a laptop, and ``office enter list``: what people say of what was typed for them."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import put
from inspector_app.cli.handing_over import hand_over_what_is_due
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.visits import source_words
from inspector_app.domain.typed import TypedAnswer
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.typed_board import TypedLine
from inspector_app.services.typed_records import TypedView
from inspector_app.services.wishes import TypedPrint

_TAIL: Final = "计不计由督导室定，本机的月统计不计代录的记录。"


def typed(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked on the laptop."""
    return _ACTS[options.act](bench, options)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.typed_records.all()
    if options.json:
        print_json([_json(view) for view in found])
        return 0
    if not found:
        none_found("督导室代录的记录")
        return 0
    print_table(
        ("日期", "学校", "记录", "依据", "本人", "异议"),
        [
            (view.visit.visited_on, view.school_name, view.record.number, view.record.source,
             view.words, view.answer.text if view.answer else "")
            for view in found
        ],
    )  # fmt: skip
    say(_TAIL)
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    view = bench.typed_records.find(options.no)
    if options.pdf:
        wish = TypedPrint(uid=view.record.visit_uid)
        put(options.pdf, bench.documents.file_of(wish, FileFormat.PDF))
    if options.json:
        print_json({**_json(view), "content": dict(view.record.content)})
        return 0
    say(f"{view.record.number}　{view.visit.visited_on}　{view.school_name}　{view.record.source}")
    said = f"：{view.answer.text}" if view.answer and view.answer.text else ""
    say(f"{view.words}{said}")
    if view.own:
        say(f"▲ 本机有您自己写的同校同日的记录 {'、'.join(view.own)}；同一次的请写明异议。")
    say(view.visit.narrative or "（没有督导过程）")
    if options.pdf:
        say(f"已存为 {options.pdf}")
    return 0


def _confirm(bench: Bench, options: argparse.Namespace) -> int:
    for number in options.no:
        bench.typed_records.answer(number, TypedAnswer.CONFIRMED)
        say(f"{number} 已确认；随下一次上报送到督导室")
    hand_over_what_is_due(bench)
    return 0


def _object(bench: Bench, options: argparse.Namespace) -> int:
    bench.typed_records.answer(options.no, TypedAnswer.OBJECTED, text=options.text)
    say(f"{options.no} 的异议已记下；随下一次上报送到督导室")
    hand_over_what_is_due(bench)
    return 0


def _json(view: TypedView) -> dict[str, Any]:
    answer = view.answer
    return {
        "no": view.record.number, "uuid": view.record.visit_uid,
        "revision": view.record.revision, "void": view.record.void,
        "date": str(view.visit.visited_on), "school": view.visit.school_code,
        "school_name": view.school_name, "source": view.record.source, "words": view.words,
        "answer": answer.answer.value if answer else None, "text": answer.text if answer else "",
        "told": view.told, "own": list(view.own),
    }  # fmt: skip


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "list": _list, "show": _show, "confirm": _confirm, "object": _object,
}  # fmt: skip


# -- at the office ---------------------------------------------------------------------------------


def typed_list(bench: Bench, options: argparse.Namespace) -> int:
    """List what the office typed, with what people say of it."""
    found = bench.typed_board.lines()
    if options.json:
        print_json([_line_json(line) for line in found])
        return 0
    if not found:
        none_found("代录的记录")
        return 0
    print_table(
        ("日期", "学校", "督学", "记录", "依据", "本人", "异议"),
        [
            (line.record.visited_on, line.record.school_name, line.record.lead_name,
             line.record.number, source_words(line.record.source, line.record.scan), line.words,
             line.said)
            for line in found
        ],
    )  # fmt: skip
    unsent = sum(line.is_unsent for line in found)
    if unsent:
        say(f"{unsent} 份还没有下发给本人；下发用 office send typed。")
    return 0


def _line_json(line: TypedLine) -> dict[str, Any]:
    answer = line.answer
    return {
        "no": line.record.number, "uuid": line.record.uid, "date": str(line.record.visited_on),
        "school": line.record.school_code, "lead": line.record.lead_id,
        "lead_name": line.record.lead_name, "scan": line.record.scan or None,
        "state": line.state and line.state.value, "words": line.words, "text": line.said,
        "answered_at": local_datetime_text(parse_instant(answer.at)) if answer else None,
        "sent": line.sent,
    }  # fmt: skip
