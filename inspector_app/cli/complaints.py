"""``complaint …``: what a complaint has beyond the acts of every register."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import make, pdf_or_docx, tell_written
from inspector_app.cli.opinions import complaint_issue
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.complaints import COMPLAINT_FORM_LABEL
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.words import said, state_word
from inspector_app.services.wishes import ComplaintPrint, EntryPrint, Wish

Act = Callable[[Bench, argparse.Namespace], int]
_GIVEN: Final = {
    "verify": ("verified_on", "verification", "visit_no", "issue_no", "finding"),
    "answer": ("answered_on", "answer", "answer_way", "satisfied"),
    "extend": ("extended_to", "extension_approver", "extension_reason"),
    "close": ("closed_on", "result", "handler"),
}


def show_identity(bench: Bench, kind: RegisterKind, uid: str) -> dict[str, object]:
    """Return what is sealed by the labels of the fields; that somebody looked is noted."""
    values = bench.sealed_parts.reveal(uid, why="查看（命令行）")
    names = bench.registers.names()
    return {
        field.label: said(field, values[field.id], names)
        for field in kind.sealed
        if field.id in values
    }


def _terms(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.complaints.terms(_uid(bench, options))
    if options.json:
        print_json([{**each._asdict(), "due": each.due.isoformat()} for each in found])
        return 0
    print_table(("期限", "最后一天", "理由"), found)
    return 0


def _course(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    names = _GIVEN[options.act]
    given = {
        name: value for name in names if (value := getattr(options, name, None)) is not None
    }  # fmt: skip
    step = {
        "verify": bench.complaints.verify,
        "answer": bench.complaints.answer,
        "extend": bench.complaints.extend,
        "close": bench.complaints.close,
    }[options.act]
    step(uid, given)
    record = bench.registers.record(uid)
    say(f"{options.no} {state_word(record.kind, record.entry)}")
    for hint in record.hints:
        say(f"提示：{hint.words()}")
    return 0


def _similar(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.complaints.similar(_uid(bench, options))
    if options.json:
        print_json([{"no": each.number, "uuid": each.uid} for each in found])
        return 0
    if not found:
        none_found("同校同类、一年以内的投诉")
    rows = [
        (e.number, e.values["received_on"], bench.complaints.title(e), state_word(COMPLAINT, e))
        for e in found
    ]
    print_table(("编号", "来件日期", "来源和情况", "状态"), rows)
    return 0


def _link(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    if options.undo:
        bench.complaints.part(uid)
        say(f"{options.no} 不再并入，单独统计")
        return 0
    bench.complaints.join(uid, bench.registers.uid_of(COMPLAINT.id, options.to))
    say(bench.complaints.joined_words(uid))
    return 0


def _log(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.sealed_parts.log(_uid(bench, options))
    if options.json:
        print_json([each._asdict() for each in found])
        return 0
    rows = [(local_datetime_text(parse_instant(e.at)), e.actor, e.act) for e in found]
    print_table(("时间", "谁", "做了什么"), rows)
    return 0


def _forget(bench: Bench, options: argparse.Namespace) -> int:
    bench.sealed_parts.forget(_uid(bench, options), reason=options.reason)
    say(f"{options.no} 的反映人信息已删除，登记本身还在")
    return 0


def _print(bench: Bench, options: argparse.Namespace) -> int:
    files, uid = pdf_or_docx(options), _uid(bench, options)
    wish: Wish = EntryPrint(uid=uid)
    if options.form:
        form = ComplaintForm(options.form)
        why = f"打印{COMPLAINT_FORM_LABEL[form]}"
        shown = bench.sealed_parts.reveal(uid, why=why) if options.identity else {}
        wish = ComplaintPrint(uid=uid, form=form, sealed=shown)
    elif options.identity:
        raise InputError(
            "受理核实记录表不带反映人，没有生成文件；要带反映人，请用 --form 写明哪一种单子。"
        )
    return make(bench, wish, files)


def _office_key(bench: Bench, options: argparse.Namespace) -> int:
    if options.out is not None:
        key = bench.sealed_files.write_office_key(options.out)
        say(f"督导室接收密钥已写到 {options.out}，可以发给各位督学。")
        say(f"核对号：{key.digits}")
        say("督学登记时会来电话，请把最后两组念给他听。")
        return 0
    key = bench.sealed_files.trust_office_key(options.source, check=options.check)
    say(f"已登记督导室接收密钥，核对号 {key.digits}")
    return 0


def _hand_over(bench: Bench, options: argparse.Namespace) -> int:
    tell_written(bench.sealed_files.hand_over(_uid(bench, options), options.out))
    say("只有督导室能打开这个文件；反映人的信息在里面，请只交给督导室。")
    return 0


def _take_over(bench: Bench, options: argparse.Namespace) -> int:
    taken = bench.sealed_files.take_over(options.file)
    if options.json:
        print_json({"ok": True, "uuid": taken.uid, "no": taken.number, "sender": taken.sender,
                    "signed_by": taken.chain, "known": taken.known})  # fmt: skip
        return 0
    told = "已经在这里，没有再收" if taken.known else "已接收"
    say(f"{taken.number} {told}；督学 {taken.sender} 转来，签名的电脑 {taken.chain[:8]}")
    return 0


def _uid(bench: Bench, options: argparse.Namespace) -> str:
    return bench.registers.uid_of(COMPLAINT.id, options.no)


COMPLAINTS: Final[Mapping[str, Act]] = {
    "terms": _terms,
    **dict.fromkeys(_GIVEN, _course),
    "issue": complaint_issue,
    "similar": _similar,
    "link": _link,
    "log": _log,
    "forget": _forget,
    "print": _print,
    "office-key": _office_key,
    "hand-over": _hand_over,
    "take-over": _take_over,
}
