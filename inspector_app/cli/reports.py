"""``report``: summaries and what belongs to them, drafted where there are none, as files."""

import argparse
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import put
from inspector_app.cli.output import say
from inspector_app.cli.travel import travel
from inspector_app.domain.figured_text import places_to_fill, tokens
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.summaries import BODY, SUMMARY_SPAN_LABEL
from inspector_app.domain.register_options import SummaryGenre, SummaryScope, SummarySpan
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import SummaryForm, SummaryPrint

Act = Callable[[Bench, argparse.Namespace], int]

_OF_ACT: Final = {"term": SummarySpan.TERM, "month": SummarySpan.MONTH}
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{1,2}")


def report(bench: Bench, options: argparse.Namespace) -> int:
    """Write one report; nothing is begun where its file cannot be what it is called."""
    if options.act != "travel":
        file_format(options.out)
    return _ACTS.get(options.act, _of_period)(bench, options)


def _of_period(bench: Bench, options: argparse.Namespace) -> int:
    order = _order(bench, options)
    known = None if order.skeleton else bench.summaries.find(order)
    if known is None:
        made = bench.summaries.draft(order)
        uid = made.uid
        say(f"{made.number} 已起草，是草稿；用 summary 修改和定稿")
        tell_skeleton(bench, uid)
    else:
        uid = known.uid
        say(f"{known.number} 已经有了，照它现在的样子写出")
    form = SummaryForm.ASSESSMENT if options.act == "duty" else SummaryForm.LETTER
    return _write(bench, SummaryPrint(uid=uid, form=form), options.out)


def tell_skeleton(bench: Bench, uid: str) -> None:
    """Say how many numbers of an old text are figures of now, and how many are left to people."""
    body = bench.summaries.view(uid).entry.values[BODY]
    if body:
        linked = sum(1 for _ in tokens(body))
        say(f"照旧稿：{linked} 处数字换成了现在的，{places_to_fill(body)} 处【请补充】")


def _order(bench: Bench, options: argparse.Namespace) -> SummaryOrder:
    zone = getattr(options, "zone", "")
    person = getattr(options, "inspector", "")
    if zone and person:
        raise InputError("--zone 和 --inspector 只能写一个，没有起草；报告是一个责任区或一个人的。")
    scope = SummaryScope.ZONE if zone else None
    skeleton: Path | None = getattr(options, "skeleton", None)
    correcting = options.act == "rectification"
    return SummaryOrder(
        span=_span(options),
        on=_day(bench, options.on),
        scope=SummaryScope.PERSON if person or options.act == "duty" else scope,
        zone=zone,
        inspector=person,
        genre=SummaryGenre.RECTIFICATION if correcting else SummaryGenre.WORK,
        skeleton=skeleton,
    )


def _span(options: argparse.Namespace) -> SummarySpan:
    if options.act == "year":
        return SummarySpan.SCHOOL_YEAR if options.school_year else SummarySpan.CALENDAR_YEAR
    if options.act in _OF_ACT:
        return _OF_ACT[options.act]
    return from_label(SUMMARY_SPAN_LABEL, options.span) or SummarySpan.TERM


def _day(bench: Bench, text: str) -> date | None:
    """Return a day of the period that is named by a day, a month or a year."""
    if not text:
        return None
    if _YEAR.fullmatch(text):
        # The first day that lies in the calendar year and in the school year of that name.
        text = f"{text}-09-01"
    elif _MONTH.fullmatch(text):
        text = f"{text}-1"
    return bench.register_figures.day(text)


def _summary(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of("summary", options.no)
    return _write(bench, SummaryPrint(uid=uid, revision=options.revision), options.out)


def _write(bench: Bench, wish: SummaryPrint, path: Path) -> int:
    documents = bench.documents
    if file_format(path) is FileFormat.WORD:
        put(path, documents.file_of(wish, FileFormat.WORD))
    else:
        put(path, documents.summary_pdf(wish))
    return 0


def file_format(path: Path) -> FileFormat:
    """Return what a file is to be by its ending: PDF, unless it says Word.

    Raises:
        InputError: it has the ending of another kind of file.
    """
    ending = path.suffix.lower()
    if ending in {"", ".pdf"}:
        return FileFormat.PDF
    if ending == ".docx":
        return FileFormat.WORD
    raise InputError(
        f"“{path.name}”的后缀不是 .pdf 或 .docx，没有生成文件；请换一个后缀，不写后缀就是 PDF。"
    )


_ACTS: Final[Mapping[str, Act]] = {"summary": _summary, "travel": travel}
