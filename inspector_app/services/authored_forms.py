"""督导表单 as the office makes them: check a source, publish it, hand out templates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.files import named_path, read_file
from inspector_app.domain.version_order import is_lower
from inspector_app.services.checked_source import CheckedSource, is_word, made_of, source_at
from inspector_app.services.shipped_sources import shipped_folders

if TYPE_CHECKING:
    from inspector_app.authoring.check import CompiledForm
    from inspector_app.authoring.findings import Finding
    from inspector_app.authoring.package import FormPackage
    from inspector_app.authoring.raw import RawBook
    from inspector_app.authoring.versions import Change
    from inspector_app.base.written import WrittenFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedForm:
    """What publishing came to.

    Attributes:
        already: this very package lay there already.
        changes: what it changes against the version before, if one was given.
        notes: what is told of its version, and of the Word file that it brings along or misses.
    """

    package: "FormPackage"
    path: Path
    findings: "tuple[Finding, ...]"
    changes: "tuple[Change, ...]"
    already: bool = False
    notes: tuple[str, ...] = ()


# -- reading ---------------------------------------------------------------------------------------


def check_source(path: Path, *, columns: str = "") -> CheckedSource:
    """Return what is found in a workbook, a folder of CSV files, a plain sheet or a Word file.

    Args:
        path: the file or the folder.
        columns: of a Word file, what columns are for that are guessed wrongly: ``3=备注,2.4=不用``.

    Raises:
        UserError: it cannot be read at all.
    """
    path = source_at(path)
    _refuse_package(path)
    if is_word(path):
        from inspector_app.authoring.word_choice import choices_of
        from inspector_app.services.word_drafts import check_word, read_word_source

        choices = choices_of(columns)
        return check_word(read_word_source(path), name=path.name, choices=choices)
    if columns:
        raise InputError(f"“{path.name}”不是 Word 文件，不用说明各列是什么，没有写出任何文件。")
    from inspector_app.authoring.raw import read_raw
    from inspector_app.authoring.tables import is_form

    book = read_raw(path)
    return _check_book(book) if is_form(book) else _check_plain(path, book)


def _refuse_package(path: Path) -> None:
    from inspector_app.authoring.package import SUFFIX

    if path.suffix.lower() == SUFFIX and path.is_file():
        raise InputError(
            f"“{path.name}”是发布好的表单，不是写表单的文件，没有读。要改它，先取回工作簿："
            f"form export {path.name} --xlsx {path.stem}.xlsx；"
            "要填它，用 visit-form publish 发布到本机。"
        )


def _check_book(book: "RawBook") -> CheckedSource:
    from inspector_app.authoring.cells import cells_of
    from inspector_app.authoring.check import check_form

    checked = check_form(book)
    return CheckedSource(form=checked.form, findings=checked.findings, cells=cells_of(book))


def _check_plain(path: Path, book: "RawBook") -> CheckedSource:
    """Check a sheet of items without formulas; where it is none, say so as of a form."""
    from inspector_app.authoring.findings import Report
    from inspector_app.authoring.plain import cells_of_checklist
    from inspector_app.authoring.tables import tell_shape
    from inspector_app.sheets.checklists import read_checklist

    if path.is_dir():
        return _check_book(book)
    try:
        read = read_checklist(path)
    except InputError:
        return _check_book(book)
    shape = Report()
    tell_shape(book, shape)
    if read.checklist is None:
        found = (*_as_findings(read.problems), *shape.findings)
        return CheckedSource(form=None, findings=found)
    cells = cells_of_checklist(read.checklist)
    made = made_of(cells, path.name)
    found = (*made.findings, *shape.findings)
    return CheckedSource(form=made.form, findings=found, plain=True, cells=cells)


def _as_findings(problems: Sequence[Any]) -> "tuple[Finding, ...]":
    from inspector_app.authoring.findings import Finding, Level

    return tuple(Finding(level=Level.ERROR, rule="plain-sheet", problem=p) for p in problems)


# -- publishing ------------------------------------------------------------------------------------


def publish_form(
    path: Path, out: Path, *, previous: Path | None = None, word: Path | None = None
) -> PublishedForm:
    """Publish a source as a package; a version once published is never changed.

    Raises:
        InputError: something is wrong with the source; every place is named, nothing is written.
        RefusedError: the version is taken, or a question would mean something else than before.
        UserError: a file cannot be read or written.
    """
    from inspector_app.authoring.package import read_package
    from inspector_app.authoring.publishing import package_of
    from inspector_app.papers.conversion import word_bytes
    from inspector_app.services.word_original import bytes_named, missing, place_named, told

    path = source_at(path)
    checked = check_source(path)
    form = _publishable(checked, path)
    kept = bytes_named(checked, path) if word is None else word_bytes(word)
    content = package_of(form, checked.cells or {}, word=kept)
    package = read_package(content, name=out.name)
    before = read_form_package(previous) if previous is not None else None
    changes = _changes(package, before) if before is not None else ()
    already = refuse_taken_place(package, out)
    if not already:
        put_package(out, content)
    original = told(package.manifest, word.name if word is not None else "")
    if kept is None and place_named(checked):
        original = (missing(checked).sentence(),)
    return PublishedForm(
        package=package, path=out, findings=checked.findings, changes=changes, already=already,
        notes=(*_lower(package, before), *original),
    )  # fmt: skip


def _lower(package: "FormPackage", before: "FormPackage | None") -> Iterator[str]:
    if before is not None and is_lower(package.version, before.version):
        yield (
            f"版本 {package.version} 比上一版 {before.version} 低：填表的电脑上，"
            f"新的记录还是用 {before.version}。"
        )


def _publishable(checked: CheckedSource, path: Path) -> "CompiledForm":
    from inspector_app.authoring.findings import Level

    wrong = tuple(f for f in checked.findings if f.level is Level.ERROR)
    if checked.form is None:
        raise InputError(
            f"没有发布：“{path.name}”有 {len(wrong)} 处不对，改好后再发布。",
            problems=tuple(finding.problem for finding in wrong),
        )
    if checked.draft:
        raise RefusedError(
            f"没有发布：“{path.name}”是 Word 文件，读出来的只是草稿。"
            "请先用 form export 存成工作簿，核对列、选项、编号和版本，再发布那一份。"
        )
    return checked.form


def _changes(package: "FormPackage", before: "FormPackage") -> "tuple[Change, ...]":
    """Return what changes against the version before (RefusedError: it must not)."""
    from inspector_app.authoring.findings import Level
    from inspector_app.authoring.versions import compare

    if package.form_id != before.form_id:
        raise RefusedError(
            f"没有发布：上一版的编号是 {before.form_id}，这一份是 {package.form_id}，"
            "不是同一份表单；请核对编号，或不写 --previous。"
        )
    if package.version == before.version and package.digest != before.digest:
        raise _taken(package)
    changes = compare(before.manifest, package.manifest)
    refused = [change for change in changes if change.level is Level.ERROR]
    if refused:
        told = "；".join(f"{change.name}：{change.what}" for change in refused)
        raise RefusedError(f"没有发布：有的题和上一版的意思不同，记录会读错。{told}。")
    return changes


def refuse_taken_place(package: "FormPackage", out: Path) -> bool:
    """Say whether the very same package lies at a place.

    Raises:
        RefusedError: another one does.
        EnvironmentProblem: no file can be put there.
    """
    from inspector_app.authoring.package import SUFFIX
    from inspector_app.base.written import check_ending, check_place

    check_ending(out, SUFFIX)
    check_place(out)
    if not out.exists():
        return False
    there = read_form_package(out)
    if there.digest == package.digest:
        return True
    if (there.form_id, there.version) == (package.form_id, package.version):
        raise _taken(package)
    raise RefusedError(
        f"没有发布：“{out.name}”已经是“{there.title}”版本 {there.version} 的包；"
        "发布过的包不再改变，请换一个文件名。"
    )


def _taken(package: "FormPackage") -> RefusedError:
    return RefusedError(
        f"没有发布：“{package.title}”的版本 {package.version} 已经发布过了，内容不同。"
        "发布过的版本不再改变，填过的记录还要用它；请把“设置”里的“版本”改成新的，再发布。"
    )


def put_package(out: Path, content: bytes) -> None:
    """Write the file of a package whole (EnvironmentProblem: it could not be)."""
    from inspector_app.base.errors import EnvironmentProblem, disk_reason
    from inspector_app.base.files import write_atomic

    try:
        write_atomic(out, content)
    except OSError as problem:
        raise EnvironmentProblem(
            f"没有发布：写不出“{out.name}”（{disk_reason(problem)}）。请换一个文件夹，再试一次。"
        ) from problem


def read_form_package(path: Path) -> "FormPackage":
    """Return what stands in the file of a package.

    Raises:
        InputError: it is no package, or a damaged one.
        NotFoundError: there is no such file.
    """
    from inspector_app.authoring.package import MOST_BYTES, read_package

    if not path.is_file():
        raise NotFoundError(f"找不到文件“{path}”。请检查文件名和位置。")
    if path.stat().st_size > MOST_BYTES:
        raise InputError(f"“{path.name}”太大，不是发布的表单。")
    return read_package(read_file(path), name=path.name)


# -- handing out -----------------------------------------------------------------------------------


def write_template(out: Path) -> "WrittenFile":
    """Write the empty template (EnvironmentProblem: it could not be written)."""
    from inspector_app.authoring.workbook import template
    from inspector_app.base.written import check_ending, write_document

    check_ending(out, ".xlsx")
    return write_document(out, template())


def export_workbook(
    which: str, out: Path, *, columns: str = "", scored: bool = False
) -> "WrittenFile":
    """Write the workbook of a form; of a package it is the very one that the office wrote.

    Args:
        which: the id of a shipped form, a package, or whatever can be checked.
        out: the workbook to make or replace.
        columns: of a Word file, what columns are for that are guessed wrongly.
        scored: make a whole form of a plain sheet, with pages, points and findings.

    Raises:
        NotFoundError: there is neither such a form nor such a file.
        UserError: it cannot be read or written.
    """
    from inspector_app.base.written import check_ending, write_document

    check_ending(out, ".xlsx")
    return write_document(out, _workbook(which, columns, out.parent, scored=scored))


def _workbook(which: str, columns: str, folder: Path, *, scored: bool) -> bytes:
    from inspector_app.authoring.package import SUFFIX

    path = _source_named(which)
    if path.suffix.lower() == SUFFIX and not scored:
        return read_form_package(path).workbook
    return workbook_of(_checked(path, columns, scored=scored), path, folder)


def workbook_of(checked: CheckedSource, path: Path, folder: Path) -> bytes:
    """Return the workbook of what was checked; that of a Word file says where the file lies.

    Args:
        checked: what was found in a source.
        path: the source.
        folder: where the workbook is going to lie.

    Raises:
        InputError: there is no form in it.
    """
    from inspector_app.authoring.workbook import form_workbook
    from inspector_app.services.word_original import naming

    _refuse_unread(checked, path.stem)
    assert checked.cells
    title = checked.form.settings.title if checked.form is not None else path.stem
    cells = naming(checked.cells, path, folder) if checked.draft else checked.cells
    return form_workbook(cells, title=title)


def _refuse_unread(checked: CheckedSource, name: str) -> None:
    """Refuse what is no form, or columns of a Word table that are not there (InputError)."""
    from inspector_app.authoring.word_choice import UNKNOWN_COLUMN

    unknown = tuple(each.problem for each in checked.findings if each.rule == UNKNOWN_COLUMN)
    if unknown:
        raise InputError(
            f"“{name}”的表格里没有 --columns 写的列，没有写出任何文件。", problems=unknown
        )
    if not checked.cells:
        raise InputError(
            f"“{name}”里没有表单，没有写出任何文件。",
            problems=tuple(finding.problem for finding in checked.findings),
        )


def _checked(path: Path, columns: str, *, scored: bool) -> CheckedSource:
    return _check_scored(path) if scored else check_source(path, columns=columns)


def _check_scored(path: Path) -> CheckedSource:
    """Check the whole form that is made of a plain sheet of items."""
    from inspector_app.authoring.scored import scored_cells
    from inspector_app.sheets.checklists import read_checklist

    if path.is_dir():
        raise InputError(f"“{path.name}”已经是表单；只有一张检查表才能展开成表单。")
    read = read_checklist(path)
    if read.checklist is None:
        return CheckedSource(form=None, findings=_as_findings(read.problems))
    cells = scored_cells(read.checklist)
    made = made_of(cells, path.name)
    return CheckedSource(form=made.form, findings=made.findings, cells=cells)


def export_csv(
    which: str, folder: Path, *, columns: str = "", scored: bool = False
) -> Mapping[str, Path]:
    """Write the sheets of a form as CSV files into a folder that is there.

    Raises:
        UserError: it cannot be read or written.
    """
    from inspector_app.authoring.cells import csv_texts
    from inspector_app.base.written import write_document

    checked = _checked(_source_named(which), columns, scored=scored)
    _refuse_unread(checked, which)
    assert checked.cells
    return {
        name: write_document(folder / name, text.encode("utf-8-sig")).path
        for name, text in csv_texts(checked.cells).items()
    }


def _source_named(which: str) -> Path:
    path = shipped_folders().get(which) or source_at(named_path(which))
    if not path.exists():
        known = "、".join(shipped_folders())
        raise NotFoundError(f"没有表单“{which}”，也没有这个文件；程序自带的有：{known}。")
    return path


def shipped_package(form_id: str) -> "FormPackage":
    """Return a form that comes with the program as the package that is published.

    Raises:
        NotFoundError: none has that id; the sentence names those that there are.
    """
    from inspector_app.authoring.package import SUFFIX, read_package
    from inspector_app.authoring.publishing import package_of

    folder = shipped_folders().get(form_id)
    if folder is None:
        known = "、".join(shipped_folders())
        raise NotFoundError(f"程序没有自带表单“{form_id}”；自带的有：{known}。")
    checked = check_source(folder)
    content = package_of(_publishable(checked, folder), checked.cells or {})
    return read_package(content, name=f"{form_id}{SUFFIX}")
