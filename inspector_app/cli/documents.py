"""``document``, ``ledger``, ``lesson``, ``plate``, ``plates``: all papers but the record itself."""

import argparse
from pathlib import Path

from inspector_app.base.errors import InputError
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.month import Month
from inspector_app.services.document_kinds import DOCUMENT_KINDS


def document(_bench: Bench, options: argparse.Namespace) -> int:
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


def ledger(bench: Bench, options: argparse.Namespace) -> int:
    """Write the 台账 of a month, or of all open issues."""
    month = Month.parse(options.month) if options.month else None
    if options.pdf is None and options.xlsx is None:
        raise InputError("请用 --pdf 或 --xlsx 写明台账存成什么文件；没有生成文件。")
    if options.xlsx is not None:
        tell_written(
            bench.tables.ledger_xlsx(options.xlsx, month=month, inspector_id=options.inspector)
        )
    if options.pdf is not None:
        content = bench.office_documents.ledger_pdf(month=month, inspector_id=options.inspector)
        put(options.pdf, content)
    return 0


def lesson(bench: Bench, options: argparse.Namespace) -> int:
    """Print the lessons of a record."""
    uid = bench.visits.uid_of(options.no)
    put(options.out, bench.office_documents.lesson_pdf(uid, lesson=options.lesson))
    return 0


def plate(bench: Bench, options: argparse.Namespace) -> int:
    """Print the plate of one school."""
    put(options.out, bench.office_documents.plate_pdf(options.school))
    return 0


def plates(bench: Bench, options: argparse.Namespace) -> int:
    """Print the plates of all schools of the board."""
    put(options.out, bench.office_documents.plates_pdf())
    return 0


def visits_pdf(bench: Bench, options: argparse.Namespace) -> int:
    """Print the filed records of a month as one file."""
    month = Month.parse(options.month)
    put(options.out, bench.office_documents.visits_pdf(month, inspector_id=options.inspector))
    return 0


def put(path: Path, content: bytes) -> None:
    """Write a file and say where it is."""
    tell_written(write_document(path, content))


def tell_written(written: WrittenFile) -> None:
    """Say where a file was written, and first why it is not where it was asked for."""
    if written.sentence:
        say(written.sentence)
    say(str(written.path))
