"""``document``, ``ledger``, ``plate``: all papers but the record itself."""

import argparse
import getpass
import sys
from collections.abc import Mapping
from pathlib import Path

from inspector_app.base.clock import SystemClock
from inspector_app.base.errors import InputError
from inspector_app.base.written import WrittenFile, check_ending, write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.services.document_kinds import DOCUMENT_KINDS, FileFormat
from inspector_app.services.pdf_signing import open_certificate, sign_file
from inspector_app.services.wishes import (
    DeparturePrint,
    LedgerPrint,
    PlatePrint,
    RecordsPrint,
    Wish,
)


def kinds(_bench: Bench, options: argparse.Namespace) -> int:
    """List the kinds of documents."""
    if options.json:
        print_json([kind._asdict() for kind in DOCUMENT_KINDS])
        return 0
    print_table(
        ("代码", "名称", "由什么生成", "格式", "命令"),
        [
            (kind.code, kind.name, kind.made_from, ending, command)
            for kind in DOCUMENT_KINDS
            for ending, command in zip(kind.formats, kind.commands, strict=True)
        ],
    )
    return 0


def sign(options: argparse.Namespace) -> int:
    """Sign a PDF file; the passphrase is asked for, so that no history of commands holds it."""
    certificate = open_certificate(options.key, passphrase=_passphrase(), at=SystemClock().now())
    tell_written(
        sign_file(
            options.file,
            certificate,
            out=options.out,
            reason=options.reason,
            place=options.place,
        )
    )
    return 0


def _passphrase() -> str:
    """Return what a person types unseen, or the first line that another program sends."""
    if sys.stdin.isatty():
        return getpass.getpass("证书密码：")
    return sys.stdin.readline().rstrip("\n")


def ledger(bench: Bench, options: argparse.Namespace) -> int:
    """Write the 台账 of a month, or of all open issues."""
    month = Month.parse(options.month) if options.month else None
    files = chosen({FileFormat.PDF: options.pdf, FileFormat.WORD: options.docx})
    if not files and options.xlsx is None:
        raise InputError("请用 --pdf、--docx 或 --xlsx 写明台账存成什么文件；没有生成文件。")
    person = person_asked_for(bench, options)
    wish = LedgerPrint(month=month, inspector_id=person)
    for path in chosen({FileFormat.EXCEL: options.xlsx}).values():
        tell_written(bench.tables.ledger_xlsx(path, month=month, inspector_id=person))
    return make(bench, wish, files)


def plate(bench: Bench, options: argparse.Namespace) -> int:
    """Print the plate of one school."""
    return make(bench, PlatePrint(school_code=options.school), pdf_or_docx(options))


def departure(bench: Bench, options: argparse.Namespace) -> int:
    """Print 出发前一页纸, and with it an empty form whose number is kept for the visit."""
    files = pdf_or_docx(options)
    wish = _departure(bench, options)
    if not options.blank:
        return make(bench, wish, files)
    form = bench.blank_forms.depart(wish, *files)
    say(f"记录编号 {form.number}")
    for kind, path in files.items():
        put(path, form.files[kind])
    return 0


def _departure(bench: Bench, options: argparse.Namespace) -> DeparturePrint:
    if not options.plan:
        return DeparturePrint(school_code=bench.schools.by_code_or_name(options.school).code)
    planned = bench.plans.get(bench.plans.uid_of(options.plan)).planned
    return DeparturePrint(school_code=planned.school_code, planned_uid=planned.uid)


def records(bench: Bench, options: argparse.Namespace) -> int:
    """Print the filed records of a month as one file."""
    person = person_asked_for(bench, options)
    wish = RecordsPrint(month=Month.parse(options.month), inspector_id=person)
    return make(bench, wish, {FileFormat(options.act): options.out})


def make(bench: Bench, wish: Wish, files: Mapping[FileFormat, Path]) -> int:
    """Write a document in each format, and say where it is; a PDF file that is settled is kept."""
    for form, path in chosen(files).items():
        put(path, content(bench, wish, form))
    return 0


def content(bench: Bench, wish: Wish, form: FileFormat) -> bytes:
    """Return a document in a format; a PDF file of what is settled is issued by that and kept."""
    documents = bench.documents
    return documents.issue_pdf(wish) if form is FileFormat.PDF else documents.file_of(wish, form)


def person_asked_for(bench: Bench, options: argparse.Namespace) -> str | None:
    """Return the 督学编号 of ``--inspector``, a name or an id; ``None`` where nobody is named.

    Raises:
        NotFoundError: nobody is called so; an empty list would say that there is nothing.
    """
    return bench.people.id_of(options.inspector) if options.inspector else None


def pdf_or_docx(options: argparse.Namespace) -> Mapping[FileFormat, Path]:
    """Return the files of ``--out`` (PDF) and ``--docx``.

    Raises:
        InputError: neither is named.
    """
    files = chosen({FileFormat.PDF: options.out, FileFormat.WORD: options.docx})
    if not files:
        raise InputError("请用 --out 写明 PDF、或用 --docx 写明 Word 存到哪里；没有生成文件。")
    return files


def chosen(files: Mapping[FileFormat, Path | None]) -> Mapping[FileFormat, Path]:
    """Return the files that were asked for, each with an ending that is not another format's."""
    found = {form: path for form, path in files.items() if path is not None}
    for form, path in found.items():
        remedy = "，或用那种格式的写法（document kinds 列出全部）"
        check_ending(path, f".{form.value}", remedy=remedy)
    return found


def put(path: Path, content: bytes) -> None:
    """Write a file and say where it is."""
    tell_written(write_document(path, content))


def tell_written(written: WrittenFile) -> None:
    """Say where a file was written, and first why it is not where it was asked for."""
    if written.sentence:
        say(written.sentence)
    say(str(written.path))
