"""What a document takes from the code is what the code says today."""

import ast
import subprocess
import sys
from pathlib import Path

from inspector_app.cli.parser import build_parser
from inspector_app.services.document_kinds import DOCUMENT_KINDS, FileFormat

ROOT = Path(__file__).parents[2]
REPORTS = sorted((ROOT / "inspector_app" / "reports").glob("*_report.py"))


def test_the_parts_of_documents_that_come_from_the_code_are_up_to_date() -> None:
    script = ROOT / "packaging" / "build_docs.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_document_is_a_content_tree_of_under_a_hundred_lines() -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in REPORTS}
    assert len(lengths) >= 6
    assert {name: lines for name, lines in lengths.items() if lines >= 100} == {}


def test_the_module_of_a_document_offers_one_function_and_it_returns_the_tree() -> None:
    for path in REPORTS:
        parts = ast.parse(path.read_text("utf-8")).body
        functions = [part for part in parts if isinstance(part, ast.FunctionDef)]
        offered = [ast.unparse(f.returns) for f in functions if f.returns and f.name[0] != "_"]
        assert offered in (["Document"], ["Letter"]), path.name


def test_every_kind_of_document_is_offered_as_pdf_and_as_word() -> None:
    for kind in DOCUMENT_KINDS:
        assert {FileFormat.PDF, FileFormat.WORD} <= set(kind.formats), kind.code
        assert len(kind.formats) == len(kind.commands), kind.code


def test_every_command_in_the_list_of_documents_is_one_that_the_command_line_takes() -> None:
    values = {
        "编号": "N",
        "YYYY-MM": "2026-11",
        "标识码": "2121000003",
        "F": "file",
        "F.pdf": "file",
        "F.docx": "file",
        "F.xlsx": "file",
        "登记编号": "N",
        "案例编号": "N",
        "投诉编号": "N",
        "专项编号": "N",
        "自评表编号": "N",
        "分解编号": "N",
        "总结编号": "N",
    }
    parser = build_parser()
    for kind in DOCUMENT_KINDS:
        for command in kind.commands:
            taken = parser.parse_args([values.get(word, word) for word in command.split()])
            assert Path("file") in vars(taken).values(), command


def test_the_handbook_lists_every_kind_of_document_with_its_formats() -> None:
    page = (ROOT / "docs" / "handbook" / "documents.md").read_text(encoding="utf-8")
    words = {FileFormat.PDF: "PDF", FileFormat.WORD: "Word", FileFormat.EXCEL: "Excel"}
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for kind in DOCUMENT_KINDS:
        formats = f"| {'、'.join(words[form] for form in kind.formats)} |"
        found = [row for row in rows if kind.name in row.split("|")[1] and row.endswith(formats)]
        assert found, kind.name
