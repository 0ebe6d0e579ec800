"""``reply …``: 学校回复, typed from a paper or read from a filled 整改回复表."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.input import object_in
from inspector_app.cli.output import complain, none_found, print_json, print_table, say
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.replies import (
    REPLY_STATE_LABEL,
    REPLY_WAY_LABEL,
    VERDICT_LABEL,
)
from inspector_app.domain.reply import Answer, Reply, ReplyWay, Verdict
from inspector_app.domain.reply_json import answer_json, reply_json
from inspector_app.services.calendar import read_day
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.reply_forms import FormPreview

_GIVEN: Final = frozenset(
    {"issue", "measures", "done", "responsible", "verdict", "remark", "until", "documents",
     "visit", "photos"}
)  # fmt: skip


def reply(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with replies."""
    return _ACTS[options.act](bench, options)


def _add(bench: Bench, options: argparse.Namespace) -> int:
    code = bench.schools.by_code_or_name(options.school).code
    files = [IncomingPhoto(name=path.name, data=path) for path in options.photo]
    answers, photos = _answers(bench, options)
    made = bench.replies.add(
        replace(
            bench.replies.blank(code, way=_way(options.way)),
            received_on=_day(options.on) or bench.ledger.everything().on,
            note=options.note,
            answers=answers,
        ),
        files,
        photos_of=photos,
    )
    say(f"已记入台账：学校回复 {made.number}，回复了 {len(answers)} 个问题")
    _tell(bench, bench.replies.get(made.uid))
    return 0


def _answers(
    bench: Bench, options: argparse.Namespace
) -> tuple[tuple[Answer, ...], Mapping[str, list[IncomingPhoto]]]:
    """Return the answers and the pictures of each, from a file or one for all named issues."""
    if options.source is not None:
        return _from_file(bench, options.source)
    one = Answer(
        issue_uid="",
        measures="\n".join(options.measure),
        done=options.done,
        responsible=options.person,
        verdict=_verdict(options.verdict),
        remark=options.remark,
        until=_day(options.until),
        documents=tuple(options.document),
        visit_uid=bench.visits.uid_of(options.visit) if options.visit else "",
    )
    uids = dict.fromkeys(bench.ledger.row(number).issue.uid for number in options.issue)
    return tuple(replace(one, issue_uid=uid) for uid in uids), {}


def _from_file(
    bench: Bench, path: Path
) -> tuple[tuple[Answer, ...], Mapping[str, list[IncomingPhoto]]]:
    given = object_in(path).get("answers")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise InputError(f"“{path.name}”里要有 answers（一组回复），没有记入台账。")
    answers, photos = [], {}
    for each in given:
        if unknown := set(each) - _GIVEN:
            raise InputError(
                f"“{path.name}”里的回复没有“{'、'.join(sorted(unknown))}”这一项，没有记入台账；"
                f"可以写 {'、'.join(sorted(_GIVEN))}。"
            )
        uid = bench.ledger.row(str(each.get("issue", ""))).issue.uid
        visit = str(each.get("visit") or "")
        answers.append(
            Answer(
                issue_uid=uid,
                measures="\n".join(_texts(each.get("measures"))),
                done=str(each.get("done") or ""),
                responsible=str(each.get("responsible") or ""),
                verdict=_verdict(str(each.get("verdict") or "")),
                remark=str(each.get("remark") or ""),
                until=_day(each.get("until")),
                documents=tuple(_texts(each.get("documents"))),
                visit_uid=bench.visits.uid_of(visit) if visit else "",
            )
        )
        files = [path.parent / name for name in _texts(each.get("photos"))]
        photos[uid] = [IncomingPhoto(name=file.name, data=file) for file in files]
    return tuple(answers), photos


def _texts(given: Any) -> list[str]:
    if given is None or given == "":
        return []
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def _read(bench: Bench, options: argparse.Namespace) -> int:
    code = bench.schools.by_code_or_name(options.school).code if options.school else None
    if not options.record:
        _preview(bench.reply_forms.preview(options.file, school_code=code), options)
        return 0
    taken = bench.reply_forms.take(options.file, school_code=code)
    bench.replies.record(taken.reply.uid)
    for problem in taken.refused:
        complain(f"没有记 {problem.sentence()}")
    number, count = taken.reply.number, len(taken.reply.answers)
    say(f"已记入台账：学校回复 {number}，回复了 {count} 个问题")
    _tell(bench, taken.reply)
    return 0


def _preview(found: FormPreview, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "file": found.file_name,
                "school": found.school_code,
                "school_name": found.school_name,
                "answers": [
                    {
                        **answer_json(line.answer),
                        "issue": line.number,
                        "photos": line.pictures,
                        "will": line.will,
                        "refused": line.refused.rstrip("；"),
                    }
                    for line in found.lines
                ],
                "photos": found.outside,
                "rest": found.rest,
            }
        )
        return
    say(f"{found.file_name}　{found.school_name}（只看，没有记入台账）")
    for line in found.lines:
        pictures = f"，照片 {line.pictures} 张" if line.pictures else ""
        if line.refused:
            say(f"  不记　{line.number or '没有编号'}　{line.refused.rstrip('；')}")
        else:
            done = f"：{line.answer.done}" if line.answer.done else ""
            say(f"  将记　{line.number}　{line.will}{done}{pictures}")
    if found.outside:
        say(f"  表外照片 {found.outside} 张，跟着整份回复")
    if found.rest:
        say(f"  表外文字：{found.rest}")


def _list(bench: Bench, options: argparse.Namespace) -> int:
    code = bench.schools.by_code_or_name(options.school).code if options.school else None
    found = bench.replies.listed(school_code=code)
    if options.json:
        print_json([_summary(each) for each in found])
    elif found:
        print_table(
            ("回复编号", "学校", "收到", "方式", "问题数", "状态"),
            [
                (
                    each.number, bench.replies.view(each.uid).school_name, each.received_on,
                    REPLY_WAY_LABEL[each.way], len(each.answers), REPLY_STATE_LABEL[each.state],
                )
                for each in found
            ],
        )  # fmt: skip
    else:
        none_found("学校回复")
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    view = bench.replies.view(bench.replies.get(options.no).uid)
    numbers = {row.issue.uid: row.issue.number for row in view.issues}
    shown = view.reply
    if options.json:
        answers = [
            {**answer_json(answer), "issue": numbers.get(answer.issue_uid, answer.issue_uid)}
            for answer in shown.answers
        ]
        print_json({**_summary(shown), **reply_json(shown), "answers": answers})
        return 0
    say(
        f"{shown.number}　{view.school_name}　{shown.received_on or ''} 收到　"
        f"{REPLY_WAY_LABEL[shown.way]}　{REPLY_STATE_LABEL[shown.state]}　"
        f"照片 {len(view.photos)} 张"
    )
    for answer in shown.answers:
        say(f"  {numbers.get(answer.issue_uid, '')}　{VERDICT_LABEL[answer.verdict]}")
        for name, text in (
            ("措施", answer.measures), ("完成情况", answer.done),
            ("责任人", answer.responsible), ("核查", answer.remark),
        ):  # fmt: skip
            if text:
                say(f"    {name}：{text}")
    for problem in view.problems:
        say(f"  要改：{problem.sentence()}")
    return 0


def _record(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.replies.get(options.no)
    bench.replies.record(found.uid)
    say(f"已记入台账：学校回复 {found.number}，回复了 {len(found.answers)} 个问题")
    _tell(bench, found)
    return 0


def _discard(bench: Bench, options: argparse.Namespace) -> int:
    bench.replies.discard(bench.replies.get(options.no).uid)
    say(f"{options.no} 已放弃，台账没有改动")
    return 0


def _tell(bench: Bench, recorded: Reply) -> None:
    for answer in recorded.answers:
        row = bench.issues.get(answer.issue_uid)
        say(f"  {row.issue.number}　现在{ISSUE_STATE_LABEL[row.state]}")


def _summary(each: Reply) -> dict[str, Any]:
    return {
        "no": each.number,
        "school": each.school_code,
        "received_on": each.received_on and each.received_on.isoformat(),
        "way": REPLY_WAY_LABEL[each.way],
        "state": REPLY_STATE_LABEL[each.state],
        "issues": len(each.answers),
    }


def _day(text: str | None) -> date | None:
    return read_day(text) if text else None


def _way(text: str) -> ReplyWay:
    found = from_label(REPLY_WAY_LABEL, text)
    if found is None:
        listed = "、".join(REPLY_WAY_LABEL.values())
        raise InputError(f"没有“{text}”这种回复方式；可选：{listed}。")
    return ReplyWay(found)


def _verdict(text: str) -> Verdict:
    found = from_label(VERDICT_LABEL, text) if text else Verdict.TO_CHECK
    if found is None:
        listed = "、".join(VERDICT_LABEL.values())
        raise InputError(f"没有“{text}”这种结论；可选：{listed}。")
    return Verdict(found)


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "add": _add,
    "read": _read,
    "list": _list,
    "show": _show,
    "record": _record,
    "discard": _discard,
}
