"""``meeting …``, ``suggestion …`` and the other registers: one set of acts for every kind."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import RefusedError
from inspector_app.cli.bench import Bench
from inspector_app.cli.campaigns import CAMPAIGN_ACTS
from inspector_app.cli.complaints import COMPLAINTS, show_identity
from inspector_app.cli.documents import chosen, make, pdf_or_docx, tell_written
from inspector_app.cli.handing_over import hand_over_what_is_due
from inspector_app.cli.input import object_in, value_in
from inspector_app.cli.item_entries import DUTY_ACTS, SELFCHECK_ACTS
from inspector_app.cli.opinions import OPINION_ACTS, problem_lines, problems_json
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.cli.posts import POST_ACTS, UNIT_ACTS
from inspector_app.cli.register_figures import FIGURES
from inspector_app.cli.register_files import FILES
from inspector_app.cli.summaries import SUMMARY_ACTS
from inspector_app.cli.weekly import WEEKLY_ACTS
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.opinion import OPINION
from inspector_app.domain.registers.words import LEAKING, said, state_word
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.registers import EntryLine
from inspector_app.services.wishes import EntriesPrint, EntryPrint

Act = Callable[[Bench, argparse.Namespace], int]


def register(bench: Bench, options: argparse.Namespace) -> int:
    """Do one act of a register; the command is the id of its kind."""
    own = _OWN.get(options.command, {}).get(options.act)
    act = own or _ACTS.get(options.act) or FIGURES.get(options.act) or FILES[options.act]
    return act(bench, options)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    kind = KINDS[options.command]
    wanted = EntrySearch(
        kind=kind.id,
        year=options.year,
        state=from_label(ENTRY_STATE_LABEL, options.state or ""),
        school=getattr(options, "school", ""),
        inspector=getattr(options, "inspector", ""),
        text=options.text,
        removed=options.removed,
    )
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if options.xlsx is not None:
        tell_written(bench.register_tables.list_xlsx(options.xlsx, wanted))
    if files or options.xlsx is not None:
        return make(bench, EntriesPrint(wanted=wanted), files)
    lines = bench.registers.list(wanted)
    if options.json:
        print_json([bench.registers.as_json(line.entry.uid) for line in lines])
        return 0
    heads = [kind.by_id[name].label for name in kind.listed]
    print_table(
        ("编号", *heads, kind.named_by, "状态", "提示"), [_cells(line) for line in lines]
    )  # fmt: skip
    return 0


def _cells(line: EntryLine) -> tuple[object, ...]:
    state = state_word(KINDS[line.entry.kind], line.entry)
    return (line.entry.number, *line.cells, line.title, state, line.hint)


def _show(bench: Bench, options: argparse.Namespace) -> int:
    uid, kind = _uid(bench, options), KINDS[options.command]
    identity = show_identity(bench, kind, uid) if getattr(options, "identity", False) else {}
    of_letter = options.command == OPINION.id
    if options.json:
        problems = {"ledger": problems_json(bench, uid)} if of_letter else {}
        hidden = _hidden(bench, uid, identity)
        print_json({**bench.registers.as_json(uid), **identity, **hidden, **problems})
        return 0
    record = bench.registers.record(uid)
    entry, hidden = record.entry, _hidden(bench, uid, identity)
    say(f"{record.kind.name} {entry.number}　{state_word(record.kind, entry)}")
    remark = record.kind.remark(entry)
    if remark:
        say(remark)
    for field in record.kind.fields:
        text = hidden.get(field.id) or said(field, entry.values[field.id], record.names)
        if text:
            say(f"{field.label}：{text}")
    for name, told in identity.items():
        say(f"{name}：{told}")
    for line in problem_lines(bench, uid) if of_letter else ():
        say(f"台账：{line}")
    for hint in record.hints:
        say(f"提示：{hint.words()}")
    return 0


def _hidden(bench: Bench, uid: str, identity: Mapping[str, object]) -> dict[str, str]:
    """Return what stands in place of the texts that say who complains, by the ids of fields."""
    record = bench.registers.record(uid)
    leaks = () if identity else record.sealed.leaks
    return {field.id: LEAKING for field in record.kind.fields if field.label in leaks}


def _add(bench: Bench, options: argparse.Namespace) -> int:
    merit = getattr(options, "merit", None)
    if merit is not None:
        made = bench.case_sources.begin(merit)
    else:
        data: Mapping[str, Any] = {} if options.source is None else object_in(options.source)
        made = bench.register_edit.new_from_json(options.command, data)
    if options.json:
        print_json({"ok": True, "uuid": made.uid, "no": made.number})
    else:
        say(made.number)
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    saved = bench.register_edit.set_json(uid, options.field, value_in(options.value))
    say(f"已保存 {saved.at}")
    return 0


def _add_row(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    added = bench.register_edit.add_row(uid, options.field, object_in(options.source))
    say(added.uid)
    return 0


def _remove_row(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    saved = bench.register_edit.remove_row_at(uid, options.field, options.place)
    say(f"已保存 {saved.at}")
    return 0


def _file(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    bench.registers.file(uid)
    say(f"{options.no} 已定稿")
    for hint in bench.registers.record(uid).hints:
        say(f"提示：{hint.words()}")
    hand_over_what_is_due(bench)
    return 0


def _correct(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    bench.registers.correct(uid, reason=options.reason)
    revision = bench.registers.record(uid).entry.revision
    say(f"{options.no} 正在更正（第 {revision} 版），改好后再定稿")
    return 0


def _abandon(bench: Bench, options: argparse.Namespace) -> int:
    bench.registers.abandon_correction(_uid(bench, options))
    say(f"{options.no} 已回到上次定稿的内容")
    return 0


def _void(bench: Bench, options: argparse.Namespace) -> int:
    uid = _uid(bench, options)
    known = bench.registers.before_voiding(uid)
    if known and not options.knowing:
        raise RefusedError(f"{known}没有作废；确实要作废，请加上 --knowing。")
    bench.registers.void(uid, reason=options.reason)
    say(f"{options.no} 已作废")
    return 0


def _discard(bench: Bench, options: argparse.Namespace) -> int:
    bench.registers.discard(_uid(bench, options), reason=options.reason)
    say(f"{options.no} 已移到回收站")
    return 0


def _restore(bench: Bench, options: argparse.Namespace) -> int:
    bench.registers.restore(_uid(bench, options))
    say(f"{options.no} 已恢复")
    return 0


def _print(bench: Bench, options: argparse.Namespace) -> int:
    return make(bench, EntryPrint(uid=_uid(bench, options)), pdf_or_docx(options))


def _uid(bench: Bench, options: argparse.Namespace) -> str:
    return bench.registers.uid_of(options.command, options.no)


_OWN: Final[Mapping[str, Mapping[str, Act]]] = {
    "selfcheck": SELFCHECK_ACTS,
    "duty": DUTY_ACTS,
    "campaign": CAMPAIGN_ACTS,
    "complaint": COMPLAINTS,
    "opinion": OPINION_ACTS,
    "post": POST_ACTS,
    "unit": UNIT_ACTS,
    "weekly": WEEKLY_ACTS,
    "summary": SUMMARY_ACTS,
}
_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "set": _set,
    "add-row": _add_row,
    "remove-row": _remove_row,
    "file": _file,
    "correct": _correct,
    "abandon": _abandon,
    "void": _void,
    "discard": _discard,
    "restore": _restore,
    "print": _print,
}
