"""``number``: 发文字号登记 for the office, and 预留文号 on laptops."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import content, put, tell_written
from inspector_app.cli.letters import kind_of
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import NUMBERED
from inspector_app.domain.letter_number import read_number, spelling_fault
from inspector_app.domain.number_register import gaps_of, spans_of
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.number_words import (
    HEAD,
    NumberRow,
    counted,
    findings_of,
    open_words,
    rows_of,
)
from inspector_app.services.numbers import SeriesView, YearView
from inspector_app.services.wishes import NumbersPrint


def number(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked of the register of 文号."""
    return _ACTS[options.act](bench, options)


# -- series ----------------------------------------------------------------------------------------


def _series(bench: Bench, options: argparse.Namespace) -> int:
    if options.code:
        return _keep(bench, options)
    views = bench.numbers.series()
    if options.json:
        print_json([_series_json(view) for view in views])
    elif views:
        print_table(
            ("机关代字", "谁编号", "用于", "下一个号", "预留未用"),
            [(v.code, _keeper(v), _kinds(v) or "—", v.next or "—", v.left or "") for v in views],
        )
    else:
        none_found("机关代字")
    return 0


def _keep(bench: Bench, options: argparse.Namespace) -> int:
    offered = [kind for kind in LETTER_KIND_LABEL if kind in NUMBERED]
    kinds = {kind_of(text, offered=offered) for text in options.kind} or NUMBERED
    if not kinds <= NUMBERED:
        tables = "、".join(LETTER_KIND_LABEL[kind] for kind in kinds - NUMBERED)
        raise InputError(f"{tables}是表格，不编文号，没有登记；请去掉。")
    bench.numbers.keep_series(
        options.code, frozenset() if options.stop else kinds, first=options.first
    )
    view = next(v for v in bench.numbers.series() if v.code == options.code.strip())
    if options.json:
        print_json(_series_json(view))
    elif options.stop:
        say(f"“{view.code}”已停用，不再提议它的号；登记照旧在。")
    else:
        say(f"“{view.code}”用于{_kinds(view)}；下一个号 {view.next}")
    return 0


def _keeper(view: SeriesView) -> str:
    if view.series is None:
        return "没有登记"
    return "本机" if view.kept_here else "督导室"


def _kinds(view: SeriesView) -> str:
    return "、".join(LETTER_KIND_LABEL[kind] for kind in view.series.kinds) if view.series else ""


def _series_json(view: SeriesView) -> dict[str, Any]:
    return {
        "code": view.code, "kept_here": view.kept_here,
        "kinds": [kind.value for kind in view.series.kinds] if view.series else [],
        "next": view.next, "left": view.left, "years": list(view.years),
    }  # fmt: skip


# -- reserving -------------------------------------------------------------------------------------


def _reserve(bench: Bench, options: argparse.Namespace) -> int:
    done = bench.number_reserving.reserve(
        options.code, options.many, to=options.to, year=options.year, into=options.into
    )
    told, sent = done.told, done.sent
    if options.json:
        print_json(
            {"ok": True, "code": options.code, "serials": list(told.serials),
             "person": told.person, "device": told.device,
             "placed": [str(path) for path in sent.placed], "problem": sent.problem}
        )  # fmt: skip
        return int(sent.unplaced)
    say(f"预留 {options.code} {spans_of(told.serials)}号，给{done.laptop.words}")
    for path in sent.placed:
        say(f"放入 {path}")
    if sent.problem:
        say(f"▲ {sent.problem}")
    return int(sent.unplaced)


# -- the register ----------------------------------------------------------------------------------


def _list(bench: Bench, options: argparse.Namespace) -> int:
    view = _year(bench, options)
    if options.out is not None:
        return _write(bench, view, options)
    rows = rows_of(view)
    if options.json:
        print_json({"code": view.code, "year": view.year, "rows": [_row_json(r) for r in rows]})
        return 0
    say(counted(view))
    if rows:
        print_table(HEAD, [row.cells for row in rows])
    for text in (*findings_of(view), *open_words(view)):
        say(text)
    return 0


def _year(bench: Bench, options: argparse.Namespace) -> YearView:
    code = options.code
    if not code:
        codes = [view.code for view in bench.numbers.series()]
        if len(codes) != 1:
            listed = f"有 {'、'.join(codes)}" if codes else "还没有登记机关代字"
            raise InputError(f"请写明机关代字（{listed}）；没有列出。")
        (code,) = codes
    return bench.numbers.year(code, options.year)


def _row_json(row: NumberRow) -> dict[str, Any]:
    line = row.line
    return {
        "number": row.number, "serial": line.number.serial, "state": line.state.value,
        "person": line.reserved.person if line.reserved else "",
        "device": line.reserved.device if line.reserved else "",
        "user": row.user, "title": row.title, "addressee": row.addressee, "day": row.day,
        "digest": row.digest, "void": line.void.reason if line.void else "",
        "troubles": [each.value for each in line.troubles],
    }  # fmt: skip


def _write(bench: Bench, view: YearView, options: argparse.Namespace) -> int:
    ending = options.out.suffix.lower().removeprefix(".") or FileFormat.PDF.value
    if ending not in {form.value for form in FileFormat}:
        raise InputError(
            f"“{options.out.name}”的后缀不是 .pdf、.docx 或 .xlsx，没有生成文件；请换一个后缀。"
        )
    wish = NumbersPrint(code=view.code, year=view.year)
    if ending == FileFormat.EXCEL.value:
        tell_written(bench.number_tables.xlsx(wish, options.out))
    else:
        put(options.out, content(bench, wish, FileFormat(ending)))
    return 0


def _gaps(bench: Bench, options: argparse.Namespace) -> int:
    view = _year(bench, options)
    if options.json:
        print_json(
            {
                "code": view.code, "year": view.year,
                "gaps": [str(each) for each in gaps_of(view.lines)],
                "troubles": {str(x.number): [t.value for t in x.troubles]
                             for x in view.lines if x.troubles},
            }
        )  # fmt: skip
        return 0
    say(counted(view))
    for text in findings_of(view) or ("没有空号，没有重号，没有预留之外的使用。",):
        say(text)
    return 0


# -- single numbers --------------------------------------------------------------------------------


def _lost(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.number_lost.waiting()
    if options.json:
        print_json(
            [
                {"chain": each.laptop.chain, "person": each.laptop.inspector_id,
                 "device": each.laptop.device,
                 "numbers": [{"code": u.code, "year": u.year, "serials": list(u.serials)}
                             for u in each.unused]}
                for each in found
            ]
        )  # fmt: skip
        return 0
    for each in found:
        say(f"{each.laptop.chain[:8]}　{each.words}")
    if not found:
        none_found("停用了还留着文号的电脑")
    return 0


def _short(bench: Bench, _options: argparse.Namespace) -> int:
    for text in bench.numbers.short() or ("没有快用完的预留文号。",):
        say(text)
    return 0


def _void(bench: Bench, options: argparse.Namespace) -> int:
    if options.laptop:
        return _void_of_laptop(bench, options)
    if not options.nos:
        raise InputError("请写出要作废的文号，或用 --laptop 写明停用了的电脑；没有作废。")
    for text in options.nos:
        bench.numbers.void(text, reason=options.reason)
        say(f"已作废 {read_number(text)}")
    return 0


def _void_of_laptop(bench: Bench, options: argparse.Namespace) -> int:
    if options.nos:
        raise InputError("--laptop 作废它没有用的全部文号，不和文号一起写；没有作废。")
    done = bench.number_lost.void(options.laptop, reason=options.reason)
    for each in done.lost.unused:
        say(f"已作废 {each.words}")
    say("以后发现已经用了的，number gaps 会点名。")
    return 0


def _use(bench: Bench, options: argparse.Namespace) -> int:
    text = options.code
    if read_number(text) is None:
        text = _next_of(bench, text)
    day: date | None = bench.register_figures.day(options.on) if options.on else None
    bench.numbers.use(text, title=options.title, addressee=options.addressee, day=day)
    say(f"已登记 {read_number(text)}　{options.title}")
    return 0


def _next_of(bench: Bench, code: str) -> str:
    view = next((v for v in bench.numbers.series() if v.code == code.strip()), None)
    if view is None:
        raise InputError(f"“{code}”不是文号，也没有登记这个机关代字；没有登记使用。")
    if not view.next:
        raise RefusedError(view.few or f"“{code}”已经停用，没有登记使用；请写出文号。")
    return view.next


def _check(bench: Bench, options: argparse.Namespace) -> int:
    meant, fault = read_number(options.no), spelling_fault(options.no)
    taken = bench.numbers.taken(str(meant)) if meant else ""
    if options.json:
        print_json(
            {"number": str(meant) if meant else "", "fault": fault, "taken": taken,
             "ok": meant is not None and not fault and not taken}
        )  # fmt: skip
    elif meant is None:
        say(f"“{options.no}”不是文号；写成 示教督〔2026〕3号 这样。")
    else:
        say(f"写法不对（{fault}），应写成 {meant}" if fault else f"{meant} 写法合乎标准")
        say(taken or "这个号没有用过")
    return 0 if meant and not fault and not taken else 1


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "series": _series,
    "reserve": _reserve,
    "list": _list,
    "gaps": _gaps,
    "void": _void,
    "lost": _lost,
    "short": _short,
    "use": _use,
    "check": _check,
}
