"""``letter``: the letters of the ledger."""

import argparse
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, pdf_or_docx, put
from inspector_app.cli.layouts import tell_filled
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import LETTER_BASE, LetterBase, LetterKind
from inspector_app.domain.letter_number import read_number, spelling_fault
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.documents import Unprintable
from inspector_app.services.wishes import LetterPrint

_BASE_WORDS = {
    LetterBase.ISSUES: "一份记录里的几个问题：问题编号，或记录编号（全部问题）",
    LetterBase.EACH_ISSUE: "问题编号，每个问题一份",
    LetterBase.RECORDS: "记录编号，或专项的名称（全部已定稿的记录）",
    LetterBase.SCHOOL: "学校：校名、简称或标识码",
    LetterBase.CAMPAIGN: "专项督导的登记编号或名称",
}


def letter(bench: Bench, options: argparse.Namespace) -> int:
    """List the kinds of letters, or write one."""
    if options.act == "kinds":
        return _kinds(options)
    wish = bench.letters.wish(
        kind_of(options.kind), options.nos, reference=options.ref, days=options.days
    )
    wish = numbered(bench, wish, options)
    if options.layout:
        return _by_layout(bench, wish, options)
    makers = {
        FileFormat.PDF: bench.documents.letter_pdf,
        FileFormat.WORD: bench.documents.letter_docx,
    }
    leave = Unprintable.BOX if options.box_missing else Unprintable.REFUSE
    for form, path in pdf_or_docx(options).items():
        put(path, makers[form](wish, unprintable=leave))
    tell_numbers(bench, wish)
    return 0


def numbered(bench: Bench, wish: LetterPrint, options: argparse.Namespace) -> LetterPrint:
    """Return the wish under the next 文号 where that is asked for; a reprint takes no new one."""
    if not options.next_ref:
        return wish
    earlier = bench.numbers.earlier(wish)
    wanted = earlier or bench.numbers.next_for(wish.kind)
    say(f"文号 {wanted}{'（这一份印出过，照原样重印）' if earlier else ''}")
    return replace(wish, reference=wanted)


def tell_numbers(bench: Bench, wish: LetterPrint) -> None:
    """Say what is odd about a 文号 that was used, and that few are left."""
    fault = spelling_fault(wish.reference)
    if fault:
        meant = read_number(wish.reference)
        say(f"▲ 文号“{wish.reference}”的写法不合标准（{fault}），应写成 {meant}")
    few = bench.numbers.said_of(wish.reference)
    if few:
        say(f"▲ {few}")


def _by_layout(bench: Bench, wish: LetterPrint, options: argparse.Namespace) -> int:
    """Fill a letter into a district's own form."""
    for form, path in _own_files(options).items():
        if form is FileFormat.PDF:
            tell_filled(bench.layout_pdfs.letter(options.layout, wish, path))
        else:
            tell_filled(bench.layout_fillings.letter(options.layout, wish, path))
    meant = read_number(wish.reference)
    if meant is not None and not bench.numbers.taken(str(meant)):
        say(f"▲ 填进表样的 Word、Excel 不留底，{meant} 还没有登记使用；请同时用 --out 存 PDF。")
    tell_numbers(bench, wish)
    return 0


def _own_files(options: argparse.Namespace) -> Mapping[FileFormat, Path]:
    """Return the files that are asked for; a form of Excel is written by its ending."""
    if options.docx is not None and options.docx.suffix.lower() == ".xlsx":
        excel = {FileFormat.EXCEL: options.docx}
        return {**excel, **chosen({FileFormat.PDF: options.out})}
    return pdf_or_docx(options)


def _kinds(options: argparse.Namespace) -> int:
    rows = [(k.value, name, _BASE_WORDS[LETTER_BASE[k]]) for k, name in LETTER_KIND_LABEL.items()]
    if options.json:
        print_json([{"code": c, "name": n, "made_from": m} for c, n, m in rows])
    else:
        print_table(("代码", "名称", "要写的编号"), rows)
    return 0


def kind_of(text: str, *, offered: Collection[LetterKind] = tuple(LetterKind)) -> LetterKind:
    """Return the kind of letter of a code or a name (InputError: none; it tells the offered)."""
    for kind, name in LETTER_KIND_LABEL.items():
        if text in {kind.value, name}:
            return kind
    names = "、".join(name for kind, name in LETTER_KIND_LABEL.items() if kind in offered)
    if len(offered) < len(LETTER_KIND_LABEL):
        raise InputError(f"没有“{text}”这种文书；只能是：{names}。")
    raise InputError(f"没有“{text}”这种文书；可选：{names}，用 letter kinds 列出代码。")
