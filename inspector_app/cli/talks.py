"""``interview`` and ``questionnaire``: list, show, print, and take answers over."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import make
from inspector_app.cli.output import none_found, print_json, print_table, say, say_fields
from inspector_app.domain.question_text import satisfaction_shares
from inspector_app.domain.questionnaire import (
    Questionnaire,
    percent,
    return_rate,
    valid_rate,
)
from inspector_app.domain.talk_json import interview_json, questionnaire_json
from inspector_app.domain.text_line import first_line
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import InterviewsPrint, QuestionnairesPrint

Act = Callable[[Bench, argparse.Namespace], int]
Json = dict[str, Any]


def talk(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with the talks or questionnaires of one record."""
    return _ACTS[options.act](bench, options)


def _rows(bench: Bench, options: argparse.Namespace) -> list[Json]:
    visit = bench.visits.get(bench.visits.uid_of(options.no))
    if options.command == "interview":
        return [interview_json(one) for one in visit.interviews]
    return [_with_rates(one) for one in visit.questionnaires]


def _with_rates(sheets: Questionnaire) -> Json:
    """Return a questionnaire with its rates: [part, whole], never rounded."""
    shares = satisfaction_shares(sheets)
    return {
        **questionnaire_json(sheets),
        "return_rate": list(return_rate(sheets.counts)),
        "valid_rate": list(valid_rate(sheets.counts)),
        "satisfied": [None if share is None else list(share) for share in shares],
    }


def _list(bench: Bench, options: argparse.Namespace) -> int:
    rows = _rows(bench, options)
    if not rows:
        none_found("访谈" if options.command == "interview" else "问卷")
    if options.json:
        print_json(rows)
    elif options.command == "interview":
        print_table(
            ("序号", "对象", "方式", "人数", "保密", "要点"),
            [
                (n, row["audience"], row["way"], row["people"],
                 "是" if row["confidential"] else "否",
                 first_line(row["points"], most=20))
                for n, row in enumerate(rows, start=1)
            ],
        )  # fmt: skip
    else:
        print_table(
            ("序号", "主题", "对象", "发放", "回收", "有效", "题数"),
            [
                (n, row["theme"], row["respondents"], *row["counts"].values(),
                 len(row["questions"]))
                for n, row in enumerate(rows, start=1)
            ],
        )  # fmt: skip
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    row = _at(_rows(bench, options), options.place)
    if options.json:
        print_json(row)
        return 0
    say_fields(row)
    if options.command == "questionnaire":
        _say_rates(bench, options)
    return 0


def _say_rates(bench: Bench, options: argparse.Namespace) -> None:
    visit = bench.visits.get(bench.visits.uid_of(options.no))
    counts = visit.questionnaires[options.place - 1].counts
    say(f"回收率 {percent(return_rate(counts))}，有效率 {percent(valid_rate(counts))}")


def _at(rows: Sequence[Json], place: int) -> Json:
    if not 1 <= place <= len(rows):
        raise NotFoundError(f"这份记录里有 {len(rows)} 条，没有第 {place} 条；请从 1 数起。")
    return rows[place - 1]


def _print(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    kind = InterviewsPrint if options.command == "interview" else QuestionnairesPrint
    return make(bench, kind(uid=uid, place=options.place), {FileFormat(options.act): options.out})


def _import(bench: Bench, options: argparse.Namespace) -> int:
    record = bench.visits.uid_of(options.no)
    uid = bench.talks.questionnaire_at(record, options.place)
    done = bench.talks.import_answers(uid, options.file)
    if options.json:
        print_json({"ok": True, "sheets": done.sheets, "questions": done.questions})
    else:
        say(f"导入 {done.sheets} 份答卷，{done.questions} 题")
    return 0


def _make_issue(bench: Bench, options: argparse.Namespace) -> int:
    row = _at(_rows(bench, options), options.place)
    say(bench.talks.make_issue(row["uuid"]).uid)
    return 0


_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "show": _show,
    "pdf": _print,
    "docx": _print,
    "import": _import,
    "make-issue": _make_issue,
}
