"""``form answers``, ``form counts``, ``form table``: filled forms over records."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, tell_written
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.figures import Ratio
from inspector_app.domain.form_counts import (
    Distribution,
    FilledForm,
    FormColumn,
    NumberFigures,
    rows_under,
    texts_under,
)
from inspector_app.domain.form_statistics import Mean
from inspector_app.domain.form_table import FormTable
from inspector_app.domain.month import Month
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import FormCountsPrint

_LABEL: Final = 32
_WORD: Final = 24
_WORDS: Final = 60

Act = Callable[[Bench, argparse.Namespace], int]


def form_answers(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with filled forms."""
    bench.form_campaigns.catch_up()
    return ACTS[options.act](bench, options)


def _wish(bench: Bench, options: argparse.Namespace) -> FormCountsPrint:
    campaign, entry = options.campaign, ""
    if campaign:
        try:
            entry = bench.registers.uid_of("campaign", campaign)
        except NotFoundError:
            # A record may name a 专项 that nobody has written down.
            entry = bench.campaigns.uid_of_name(campaign)
    month = Month.parse(options.month) if options.month else None
    return FormCountsPrint(
        form=options.form, campaign=campaign, entry=entry, month=month, drafts=options.drafts
    )


def _answers(bench: Bench, options: argparse.Namespace) -> int:
    table = bench.form_campaigns.wished(_wish(bench, options))
    for path in chosen({} if not options.xlsx else {FileFormat.EXCEL: options.xlsx}).values():
        tell_written(bench.form_campaigns.xlsx(path, table))
        return 0
    if options.json:
        print_json({**_about(table), "records": [_record(table, each) for each in table.filled]})
        return 0
    say(_title(table))
    for each in table.filled:
        say(
            "　".join(part for part in (each.school_name, str(each.day or ""), each.number) if part)
        )
        for line in _answered(table, each):
            say(f"  {line}")
    _say_notes(table)
    return 0


def _title(table: FormTable) -> str:
    return f"{table.title}　{table.about}　{len(table.filled)} 份"


def _answered(table: FormTable, each: FilledForm) -> Iterator[str]:
    """Yield what was answered: a line for each question, of a repeat one for each row."""
    told: set[str] = set()
    for column in table.columns:
        if not column.repeat:
            yield from (_answer(column, text) for text in texts_under(each.answers, column))
        elif column.repeat not in told:
            told.add(column.repeat)
            columns = [one for one in table.columns if one.repeat == column.repeat]
            for place, row in enumerate(rows_under(each.answers, column.repeat), 1):
                # Under the same name the row is read as if it were all there is.
                only = {column.repeat: [row]}
                words = [_answer(c, text) for c in columns for text in texts_under(only, c)]
                yield f"第 {place} 条　{'　'.join(words)}"


def _answer(column: FormColumn, text: str) -> str:
    return f"{_brief(column.label, _LABEL)}：{_brief(column.words(text), _WORDS)}"


def _brief(text: str, most: int) -> str:
    """Return a text on one line, at most so many characters of it."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _about(table: FormTable) -> dict[str, Any]:
    scope = table.scope
    return {
        "form": scope.form, "title": table.title, "campaign": scope.campaign,
        "month": str(scope.month) if scope.month else None, "drafts": scope.drafts,
        "missing": list(table.missing), "not_counted": list(table.unread),
    }  # fmt: skip


def _record(table: FormTable, each: Any) -> dict[str, Any]:
    labels = {c.name: c.words(each.answers[c.name]) for c in table.columns
              if not c.repeat and c.name in each.answers}  # fmt: skip
    return {
        "no": each.number, "school": each.school_code, "school_name": each.school_name,
        "date": each.day.isoformat() if each.day else None, "version": each.version,
        "answers": dict(each.answers), "words": labels,
    }  # fmt: skip


def _counts(bench: Bench, options: argparse.Namespace) -> int:
    wish = _wish(bench, options)
    tables = chosen({FileFormat.EXCEL: options.xlsx})
    for path in tables.values():
        tell_written(bench.form_campaigns.wished_xlsx(path, wish))
    papers = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if papers:
        make(bench, wish, papers)
    if tables or papers:
        return 0
    table = bench.form_campaigns.wished(wish)
    numbers = {each.uid: each.number for each in table.filled}
    if options.json:
        print_json(
            {
                **_about(table),
                "records": len(table.filled),
                "questions": [_distribution(each, numbers) for each in table.distributions],
                "numbers": [_numbers(each, numbers) for each in table.numbers],
            }
        )
        return 0
    say(_title(table))
    rows = [row for each in table.distributions for row in _count_rows(each)]
    print_table(("题", "结果", "次数"), rows)
    for each in table.numbers:
        mean = Mean(each.total, len(each.uids))
        say(f"{_brief(each.column.label, _LABEL)}：均值 {mean}，{len(each.uids)} 个数")
    _say_notes(table)
    return 0


def _count_rows(each: Distribution) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each choice; the question stands before its first."""
    for place, bucket in enumerate(each.buckets):
        label = "" if place else _brief(each.column.label, _LABEL)
        yield label, _brief(bucket.label, _WORD), str(Ratio(len(bucket.uids), each.answered))


def _distribution(each: Distribution, numbers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": each.column.name, "label": each.column.label, "answered": each.answered,
        "choices": [
            {"code": b.code, "label": b.label, "count": len(b.uids),
             "records": list(dict.fromkeys(numbers[uid] for uid in b.uids))}
            for b in each.buckets
        ],
        "silent": [numbers[uid] for uid in each.silent],
    }  # fmt: skip


def _numbers(each: NumberFigures, numbers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": each.column.name, "label": each.column.label, "count": len(each.uids),
        "sum": float(each.total), "mean": float(each.mean), "min": float(each.least),
        "max": float(each.most), "records": [numbers[uid] for uid in dict.fromkeys(each.uids)],
    }  # fmt: skip


def _say_notes(table: FormTable) -> None:
    for note in table.notes:
        say(note)


def _table(bench: Bench, options: argparse.Namespace) -> int:
    wish = _wish(bench, options)
    written = None
    if options.out is None:
        found = bench.form_summary.mapping(options.template, wish)
    else:
        written, found = bench.form_summary.write(options.template, options.out, wish)
    if options.json:
        print_json(
            {
                "ok": True,
                "file": str(written.path) if written else None,
                "filled": found.filled,
                "mapping": [
                    {"table": t.title, "shape": t.plan.shape.value if t.plan.shape else None,
                     "schools": dict(t.plan.schools), "items": dict(t.plan.items),
                     "cells": len(t.plan.targets), "filled": t.filled, "taken": len(t.plan.taken),
                     "unknown": list(t.plan.unknown)}
                    for t in found.tables
                ],
                "not_in_table": list(found.absent),
                "without_answers": list(found.silent),
            }
        )  # fmt: skip
        return 0
    for line in found.lines():
        say(line)
    if written is None:
        say(f"能填 {found.filled} 格，还没有写；用 --out 写明存到哪里。")
    else:
        say(f"已填 {found.filled} 格。")
        tell_written(written)
    return 0


ACTS: Final[Mapping[str, Act]] = {"answers": _answers, "counts": _counts, "table": _table}
