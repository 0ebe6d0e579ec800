"""``office`` and ``receipts``: what came from laptops, what is missing, what was answered."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.cli import office_month, packs, returns, scans, share
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, put, tell_written
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.office.dunning import remarks
from inspector_app.office.labels import OUTCOME_WORD, SAME_DAY_LABEL, brought, reporters, state_of
from inspector_app.office.same_day import SameDay
from inspector_app.services.context import Role
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.office_gaps import Board
from inspector_app.services.office_scan import Outcome, Scan, ScanLine
from inspector_app.services.wishes import DunningPrint

Act = Callable[[Bench, argparse.Namespace], int]


def office(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked at the office.

    Raises:
        RefusedError: a list of what came is asked of a laptop, to which nothing comes: it would be
            told as empty, and its own records as written by the office.
    """
    if options.act in _OF_WHAT_CAME and bench.settings.identity().role is not Role.OFFICE:
        raise RefusedError(
            "收件、催报、代录、月报核对和下发过的只在督导室的电脑上看，这里是督学的电脑；"
            "本机报过的用 receipts list 看，本机的数用 month 看。"
        )
    return _ACTS[options.act](bench, options)


def receipts(bench: Bench, options: argparse.Namespace) -> int:
    """Take receipts, or say what they told."""
    return _RECEIPTS[options.act](bench, options)


# -- coming in -------------------------------------------------------------------------------------


def _scan(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.office_desk.scan(options.paths)
    if options.json:
        print_json(_scan_json(found))
        return 0
    names = bench.people.names()
    for line in found.lines if options.all else found.new:
        say(_told(line, names))
    say(_counted(found, unlisted=0 if options.all else found.count(Outcome.KNOWN)))
    for warning in found.warnings:
        say(warning)
    if found.receipts:
        say(f"写出回执 {len(found.receipts)} 份：{found.receipts[0].parents[1]}")
    return 0


def _folders(bench: Bench, options: argparse.Namespace) -> int:
    """List the folders that are looked at by themselves, without one that is let go."""
    if options.forget:
        bench.office_desk.forget(options.forget)
    folders = bench.office_desk.folders()
    if options.json:
        print_json([str(folder) for folder in folders])
        return 0
    for folder in folders:
        say(str(folder))
    if not folders:
        none_found("记住的共享文件夹")
    return 0


def _counted(found: Scan, *, unlisted: int) -> str:
    """Return what all files came to; those taken in before are told apart where not listed."""
    counts = "，".join(
        f"{OUTCOME_WORD[outcome.value]} {found.count(outcome)}"
        for outcome in Outcome
        if found.count(outcome) and not (unlisted and outcome is Outcome.KNOWN)
    )
    if not unlisted:
        return counts or "没有找到可以收的上报包"
    return f"{counts or '没有新的上报包'}；收过的 {unlisted} 个没有列出，全部列出用 --all。"


def _told(line: ScanLine, names: Mapping[str, str]) -> str:
    code = f" {line.code}" if line.code else ""
    who = names.get(line.person, line.person)
    beside = f"登记、问题、回复 {line.rows} 条，" if line.rows else ""
    came = f"　{who}第 {line.seq} 包，{line.visits} 份记录，{beside}{line.photos} 张照片"
    said = f"　{line.sentence}" if line.sentence else ""
    taken = came if line.outcome is Outcome.TAKEN else ""
    return f"{OUTCOME_WORD[line.outcome.value]}{code}　{line.file}{taken}{said}"


def _scan_json(found: Scan) -> dict[str, Any]:
    return {
        "ok": True,
        "files": [
            {"file": x.file, "outcome": x.outcome.value, "code": x.code, "sentence": x.sentence,
             "inspector": x.person, "seq": x.seq, "period": x.period, "visits": x.visits,
             "rows": x.rows, "photos": x.photos, "known": x.outcome is Outcome.KNOWN}
            for x in found.lines
        ],
        "warnings": list(found.warnings),
        "receipts": [str(path) for path in found.receipts],
    }  # fmt: skip


def _list(bench: Bench, options: argparse.Namespace) -> int:
    tray = bench.office_desk.tray()
    if options.json:
        print_json(
            {"bundles": [each._asdict() for each in tray.bundles],
             "held": [each._asdict() for each in tray.held],
             "coming": [each._asdict() for each in tray.coming]}
        )  # fmt: skip
        return 0
    for each in tray.bundles:
        who = tray.names.get(each.inspector_id, each.inspector_id)
        what = brought(
            each.seq, each.period, visits=each.visits, rows=each.rows, photos=each.photos
        )  # fmt: skip
        say(f"已收　{who}{what}")
    for held in tray.held:
        say(f"另存　{held.code}　{held.file_name}　{held.sentence}")
    for coming in tray.coming:
        say(f"等照片　{coming.sentence}")
    if not tray.bundles and not tray.held:
        none_found("上报包")
    return 0


# -- what is missing -------------------------------------------------------------------------------


def _gaps(bench: Bench, options: argparse.Namespace) -> int:
    month = Month.parse(options.month) if options.month else bench.months.under_way()
    if _written(bench, month, options):
        return 0
    board = bench.office_gaps.board(month)
    if options.json:
        print_json(_board_json(board))
    elif options.text:
        nobody = f"{board.not_due or f'{board.month.title}都交齐了'}。"
        say(board.text or nobody)
    else:
        _tell_board(board)
    return 0


def _written(bench: Bench, month: Month, options: argparse.Namespace) -> bool:
    """Write the board into the files that were asked for, and say whether any was."""
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    for form, path in files.items():
        put(path, bench.documents.file_of(DunningPrint(month=month), form))
    tables = chosen({FileFormat.EXCEL: options.xlsx})
    for path in tables.values():
        tell_written(bench.office_gaps.xlsx(month, path))
    return bool(files or tables)


def _tell_board(board: Board) -> None:
    say(f"{board.month.title}　截至 {board.as_of}　月报已收 {board.closed}/{len(board.people)}")
    print_table(
        (reporters(board.people), "责任区", "月报", "收到", "代录", "导入", "说明"),
        [
            (line.name, line.zone, state_of(line), line.received, line.typed,
             line.imported, "；".join(remarks(line)))
            for line in board.people
        ],
    )  # fmt: skip
    for sentence in board.sentences:
        say(f"▲ {sentence}")


def _board_json(board: Board) -> dict[str, Any]:
    return {
        "month": str(board.month),
        "as_of": board.as_of,
        "people": [
            {"id": x.id, "name": x.name, "zone": x.zone, "state": x.arrival.value,
             "received": x.received, "typed": x.typed, "imported": x.imported,
             "closed_at": x.closed_at or None, "last_at": x.last_at or None,
             "quiet_days": x.quiet_days, "has_laptop": x.has_laptop, "waiting_for": list(x.waits),
             "no_computer": x.no_computer, "leave": x.away or None, "late": x.is_late}
            for x in board.people
        ],
        "missing": [
            {"inspector": x.name, "device": x.device, "seq": x.seq} for x in board.missing
        ],
        "jumps": [x.text for x in board.jumps],
        "unseen": [x._asdict() for x in board.unseen],
        "conflicts": [x.said for x in board.conflicts],
        "differing": [
            {"inspector": x.name, "figure": x.figure, "reported": x.reported,
             "counted": x.counted, "why": x.why, "explained": x.explained}
            for x in board.differing
        ],
        "questions": board.questions,
        "refused": board.refused,
        "returned": board.returned,
        "pictures": list(board.pictures),
        "roster": board.roster,
        "districts": list(board.districts),
        "not_due": board.not_due or None,
        "text": board.text,
    }  # fmt: skip


# -- 同校同日待确认 --------------------------------------------------------------------------------


def _questions(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.office_questions.all()
    if options.json:
        print_json(
            [
                {"id": q.row.uid, "school": q.row.school_code, "date": q.row.visited_on,
                 "records": [r.number for r in q.records], "answer": q.row.answer or None,
                 "by": q.row.answered_by, "text": q.text}
                for q in found
            ]
        )  # fmt: skip
        return 0
    for question in found:
        answer = question.answer
        state = f"{SAME_DAY_LABEL[answer]}（{question.row.answered_by}）" if answer else "待确认"
        say(f"{question.row.uid[:8]}　{state}")
        say(question.text)
    if not found:
        none_found("同校同日的记录")
    return 0


def _answer(bench: Bench, options: argparse.Namespace) -> int:
    wanted = options.answer.strip()
    answer = next((a for a in SameDay if wanted in {a.value, SAME_DAY_LABEL[a]}), None)
    if answer is None:
        listed = "、".join(SAME_DAY_LABEL.values())
        raise InputError(f"没有“{wanted}”这种答复，没有登记；请写{listed}之一。")
    bench.office_questions.answer(options.id, answer, by=options.by, kept=options.keep)
    say(f"已登记：{SAME_DAY_LABEL[answer]}（{options.by}）")
    return 0


def _same_issue(bench: Bench, options: argparse.Namespace) -> int:
    bench.office_questions.same_issue(options.counted, options.other, by=options.by)
    say(f"{options.other} 与 {options.counted} 是同一问题，只计一次，两位发现人都保留")
    return 0


def _part_issue(bench: Bench, options: argparse.Namespace) -> int:
    bench.office_questions.part_issues(options.other, by=options.by)
    say(f"{options.other} 单独计")
    return 0


def _settle(bench: Bench, options: argparse.Namespace) -> int:
    bench.office_questions.settle(options.no, by=options.by, take_received=options.take_received)
    say(f"{options.no} 已写明核实")
    return 0


# -- 回执 ------------------------------------------------------------------------------------------


def _misuse_told(bench: Bench, _options: argparse.Namespace) -> int:
    bench.key_misuse.end()
    say("已记下：打过电话告诉督导室。“今日”不再提示；换新登记以前，“上报”里仍然写着。")
    return 0


def _take(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.office_answers.take(options.paths)
    # In a folder what is for others lies beside one's own; a file was meant.
    wrong = bool(found.refused) and any(path.is_file() for path in options.paths)
    if options.json:
        print_json({"ok": not (found.alarms or wrong), "new": found.new,
                    "alarms": list(found.alarms), "refused": list(found.refused)})  # fmt: skip
        return int(wrong)
    for sentence in (*found.alarms, *found.refused):
        say(f"▲ {sentence}")
    if found.files or found.refused:
        say(f"新读取回执 {found.new} 份")
    else:
        none_found("回执")
    return int(wrong)


def _states(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.office_answers.states()
    if options.json:
        names = ("seq", "chain", "file", "period", "created", "result", "state", "code", "overdue")
        print_json([{name: getattr(each, name) for name in names} for each in found])
        return 0
    for each in found:
        late = "　▲ 七天没有回执，请再放一次或问督导室" if each.overdue else ""
        code = f"（{each.code}）" if each.code else ""
        say(f"第 {each.seq} 包　{each.period}　{each.state}{code}　{each.file}{late}")
    if not found:
        none_found("上报包")
    return 0


_ACTS: Final[Mapping[str, Act]] = {
    "scan": _scan, "folders": _folders, "list": _list, "gaps": _gaps, "questions": _questions,
    "answer": _answer,
    "same-issue": _same_issue, "part-issue": _part_issue, "settle": _settle,
    "share": share.make, "send": packs.send, "sent": packs.sent,
    "return": returns.office_return, "month": office_month.month, "person": office_month.person,
    "enter": scans.enter, "scans": scans.scans,
}  # fmt: skip
_OF_WHAT_CAME: Final = frozenset(
    {"folders", "list", "gaps", "questions", "month", "sent", "enter", "scans"}
)
_RECEIPTS: Final[Mapping[str, Act]] = {
    "take": _take, "list": _states, "told": _misuse_told,
}  # fmt: skip
