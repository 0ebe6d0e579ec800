"""The files that ``indicators`` writes."""

import argparse

from inspector_app.base.written import write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, content, tell_written
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import BalancePrint, CreationPlanPrint


def write_outputs(
    bench: Bench, options: argparse.Namespace, wish: BalancePrint | CreationPlanPrint
) -> bool:
    """Write the files that were asked for, and say whether any was."""
    files = chosen({FileFormat.PDF: options.pdf, FileFormat.WORD: options.docx})
    tables = chosen({FileFormat.EXCEL: options.xlsx})
    # Every one is made before the first is written: nothing half done where one cannot be.
    contents = [(path, content(bench, wish, form)) for form, path in files.items()]
    written = [bench.balance_tables.xlsx(path, wish) for path in tables.values()]
    written += [write_document(path, made) for path, made in contents]
    if not options.json:
        for each in written:
            tell_written(each)
    return bool(written)
