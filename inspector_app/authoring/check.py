"""Check a form cell by cell and compile it: the whole way from cells to an XForm."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from inspector_app.authoring.compiler import CompilerRefusalError, compile_form
from inspector_app.authoring.cycles import refuse_cycles
from inspector_app.authoring.expressions import Expressions
from inspector_app.authoring.findings import Finding, Report
from inspector_app.authoring.items import Item, asked, closes, read_items
from inspector_app.authoring.languages import complete_languages
from inspector_app.authoring.lists import Lists, check_files, check_lists, read_lists
from inspector_app.authoring.outline import Outline, read_outline
from inspector_app.authoring.own import Own, take_own
from inspector_app.authoring.raw import RawBook
from inspector_app.authoring.settings import Settings, read_settings
from inspector_app.authoring.tables import FormTables, read_tables
from inspector_app.xform import FormError, load_form

MOST_ROWS: Final = 5_000
_UNKNOWN: Final = (
    "engine", "填表的程序不能运行这一处", "请对照详细信息修改，或把文件交给维护人员",
)  # fmt: skip
# What the engine finds and a person can mend: the rule, what is wrong, what would be right.
_ENGINE: Final = {
    "cycle": (
        "cycle", "公式绕回了自己",
        "“//”和前后同级的写法会用到整张表，也包括这一题；请写明 ${名称}",
    ),
}  # fmt: skip
_LAST_STEP: Final = re.compile(r"([^/\[\]]+)(?:\[\d+\])?/?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledForm:
    """A form that can be published.

    Attributes:
        xml: the XForm.
        own: what 统计, 台账, 依据 and 分值 say, by the name of the question.
        cells: where each named item stands in the source.
        version_cell: where its version stands there.
        contents: the questions and lists, from which versions are compared.
        asked: how many questions somebody answers.
        files: what it brings along, by the name under which it asks for it.
        book: the cells that it was read from.
    """

    settings: Settings
    xml: str
    own: Own
    cells: Mapping[str, str]
    version_cell: str
    contents: Mapping[str, Any]
    asked: int
    files: Mapping[str, Path]
    book: RawBook = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedForm:
    """What a source says: the form if nothing is wrong with it, and everything that was found."""

    form: CompiledForm | None
    findings: tuple[Finding, ...]


def check_form(book: RawBook) -> CheckedForm:
    """Read, check and compile a form; no cell makes this raise."""
    report = Report()
    tables = read_tables(book, report)
    form = _checked(book, tables, report) if tables is not None else None
    return CheckedForm(form=None if report.refuses else form, findings=report.findings)


def _checked(book: RawBook, tables: FormTables, report: Report) -> CompiledForm | None:
    if len(tables.survey.rows) > MOST_ROWS:
        what = f"有 {len(tables.survey.rows)} 行，最多 {MOST_ROWS} 行"
        report.error("form-long", tables.survey.title, what, "请分成几份表单")
        return None
    settings = read_settings(tables, report)
    items = read_items(tables.survey, report)
    lists = read_lists(tables, report)
    outline = read_outline(items, tables.survey, report)
    check_lists(items, outline, lists, tables, report)
    files = check_files(items, tables, book.folder, report)
    formulas = Expressions(tables=tables, outline=outline, lists=lists, files=files, report=report)
    name = formulas.check(items, settings.instance_name)
    settings = settings._replace(instance_name=name)
    refuse_cycles(outline, tables.survey, report)
    own = take_own(items, tables.survey, report)
    complete_languages(items, lists, tables, settings.default_language, report)
    if report.refuses:
        return None
    contents = _contents(items, outline, lists)
    xml = _compiled(items, lists, settings, outline, tables, report)
    return CompiledForm(
        settings=settings, xml=xml, own=own, contents=contents, files=files, book=book,
        asked=sum(map(asked, items)),
        version_cell=tables.settings.at(tables.settings.rows[0], "version"),
        cells={n: tables.survey.at(p.item.row, "name") for n, p in outline.items()},
    )  # fmt: skip


def _compiled(
    items: Sequence[Item],
    lists: Lists,
    settings: Settings,
    outline: Outline,
    tables: FormTables,
    report: Report,
) -> str:
    """Return the XForm, empty where the compiler or the engine refuses it."""
    sheet = tables.survey
    try:
        made = compile_form(items, lists, settings)
    except CompilerRefusalError as error:
        where = sheet.at(error.item.row if error.item else None)
        report.error(
            "compiler", where, "这一处不能编译成表单" if error.item else "这份表单不能编译",
            "请对照详细信息修改，或把文件交给维护人员", detail=error.detail,
        )  # fmt: skip
        return ""
    for told, item in made.warnings:
        where = sheet.at(item.row if item else None)
        what, remedy = "编译时有一处提醒", "请看详细信息，看不懂就把文件交给维护人员"
        report.warn("compiler", where, what, remedy, detail=told)
    try:
        load_form(made.xml)
    except FormError as error:
        for problem in error.problems:
            found = _LAST_STEP.search(problem.where)
            placed = outline.get(found[1]) if found else None
            cell = sheet.at(placed.item.row if placed else None)
            detail = f"{problem.code}: {problem.where}: {problem.detail}"
            rule, what, remedy = _ENGINE.get(problem.code, _UNKNOWN)
            report.error(rule, cell, what, remedy, detail=detail)
        return ""
    return made.xml


def _contents(items: Sequence[Item], outline: Outline, lists: Lists) -> dict[str, Any]:
    """Return the questions in their order and the lists, as JSON values."""
    questions = []
    for item in items:
        placed = outline.get(item.name)
        if placed is None or placed.item is not item or closes(item):
            continue
        said = {
            "name": item.name, "type": item.type, "label": item.label,
            "groups": [parent.name for parent in placed.parents],
            "repeats": list(placed.repeats), "list": item.list_name,
            "constraint": item.values.get("constraint", ""),
            "required": item.values.get("required", ""),
        }  # fmt: skip
        questions.append({key: value for key, value in said.items() if value})
    return {
        "questions": questions,
        "lists": {
            name: {choice.code: choice.label for choice in choices}
            for name, choices in lists.items()
        },
    }
