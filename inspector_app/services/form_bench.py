"""做表单: a source is looked at, tried, compared with what was published, and published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.base.files import as_file_name
from inspector_app.base.ids import new_uid
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.domain.form_record import FormRecord, texts_of
from inspector_app.domain.version_order import is_lower
from inspector_app.services.authored_forms import (
    check_source,
    put_package,
    refuse_taken_place,
    workbook_of,
)
from inspector_app.services.checked_source import CheckedSource, is_word
from inspector_app.services.context import Context
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_rosters import rosters_of
from inspector_app.services.form_versions import FormVersions, known_of
from inspector_app.services.known_form import KnownForm
from inspector_app.services.word_drafts import (
    Said,
    check_word,
    choices_said,
    read_word_source,
)

if TYPE_CHECKING:
    from inspector_app.authoring.findings import Finding
    from inspector_app.authoring.package import FormPackage
    from inspector_app.authoring.versions import Change
    from inspector_app.domain.word_content import WordContent

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time and size of each file that a source is made of."""

_LOCKS: Final = ("~$", ".~lock.", ".~")
_SHEET_OF_CHOICES: Final = "选项"
_SHEET_OF_SETTINGS: Final = "设置"
_VERSION: Final = "版本"


class LineKind(StrEnum):
    """What a line says of the form, the worst first."""

    WRONG = "wrong"
    LOOK = "look"
    CHANGE = "change"
    NOTE = "note"


class BenchLine(NamedTuple):
    """One thing about the form: where it stands, what it is, what would be right."""

    kind: LineKind
    where: str
    what: str
    remedy: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSource:
    """What a file says, before it is compared with anything.

    Attributes:
        package, known: as it would be published, and ready to be tried; nothing where it is wrong.
        word: what a Word file says, so that it is not read again for each guess.
        stamp: what tells that it was saved since.
    """

    path: Path
    stamp: Stamp
    checked: CheckedSource
    package: "FormPackage | None" = None
    known: KnownForm | None = None
    word: "WordContent | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A source, or a published version, as the bench shows it.

    Attributes:
        source: nothing for a published version.
        before: the published version that it was compared with, empty for none.
        trial: the form to be tried; what is filled in is kept nowhere.
    """

    source: BenchSource | None
    lines: tuple[BenchLine, ...]
    before: str = ""
    trial: OpenForm | None = None

    @property
    def wrong(self) -> int:
        """How many things keep it from being published."""
        return sum(line.kind is LineKind.WRONG for line in self.lines)

    @property
    def is_draft(self) -> bool:
        """Whether it was guessed from a Word file."""
        return self.source is not None and self.source.checked.draft

    @property
    def can_be_published(self) -> bool:
        """Whether nothing keeps it from being published."""
        ready = self.source is not None and self.source.package is not None
        return ready and not self.is_draft and not self.wrong


class BenchPublication(NamedTuple):
    """A version that was published here and written as a file to hand on.

    Attributes:
        notes: why new records do not take it, where they do not.
    """

    title: str
    version: str
    path: Path
    already: bool
    changes: Changes
    notes: tuple[str, ...]
    can_be_filled_in: bool


class FormBench:
    """The author's bench; what it reads of a file needs no data folder."""

    def __init__(self, context: Context, versions: FormVersions) -> None:
        self._context = context
        self.versions = versions

    # -- a file ----------------------------------------------------------------------------------

    def read(self, path: Path) -> BenchSource:
        """Read and check a workbook, a folder of CSV files, a plain sheet or a Word file.

        It asks no data (UserError: the file cannot be read at all).
        """
        if path.name.startswith(_LOCKS):
            raise InputError(
                f"“{path.name}”是表格打开时的临时文件，不是表单。请选没有 ~ 开头的那一个。"
            )
        if path.suffix.lower() == ".form":
            raise InputError(
                f"“{path.name}”是发布好的表单，不是写表单的文件。要填它，请在“更多 › 表单”里按"
                "“发布表单…”；要改它，发布以后按“取回工作簿…”。"
            )
        stamp = stamp_of(path)
        if not is_word(path):
            return _read_of(path, check_source(path), stamp)
        word = read_word_source(path)
        return replace(_read_of(path, check_word(word, name=path.name), stamp), word=word)

    def read_word_again(self, source: BenchSource, said: Said) -> BenchSource:
        """Return the draft of a Word file that was read, its columns taken as a person says."""
        assert source.word is not None
        choices = choices_said(said)
        checked = check_word(source.word, name=source.path.name, choices=choices)
        return replace(_read_of(source.path, checked, source.stamp), word=source.word)

    def look(self, source: BenchSource, answers: Mapping[str, Any] | None = None) -> Look:
        """Compare a source with what was published, and make it ready to be tried.

        Args:
            source: what was read.
            answers: what was filled in before; it is kept under the same names.
        """
        lines = [_of_finding(each) for each in source.checked.findings]
        before = ""
        form = source.checked.form
        if source.package is not None and form is not None and not source.checked.draft:
            cell = _VERSION if source.checked.plain else form.version_cell
            told, before = self._compared(source.package, cell)
            if source.checked.plain:
                told = [line._replace(where=line.where if line.where == cell else "")
                        for line in told]  # fmt: skip
            lines += [*told, *_of_word(source)]
        order = list(LineKind)
        return Look(
            source=source, before=before,
            lines=tuple(sorted(lines, key=lambda line: order.index(line.kind))),
            trial=self._trial(source.known, answers or {}),
        )  # fmt: skip

    def tried(self, trial: OpenForm, answers: Mapping[str, Any]) -> OpenForm:
        """Return the same form with other answers, fresh without any."""
        again = self._trial(trial.known, answers)
        assert again is not None
        return again

    def _trial(self, known: KnownForm | None, answers: Mapping[str, Any]) -> OpenForm | None:
        if known is None:
            return None
        record = FormRecord(
            uid=new_uid(), form=known.form, version=known.version, digest=known.digest,
            title=known.title, answers=answers,
        )  # fmt: skip
        rosters = {**rosters_of(self._context), **known.lists}
        return OpenForm(known, record, rosters, self._context.clock.now, fresh=not answers)

    # -- what was published ----------------------------------------------------------------------

    def look_back(self, form: str, version: str, answers: Mapping[str, Any] | None = None) -> Look:
        """Return a published version, and what it changed (NotFoundError where it is not here)."""
        package = self.versions.package(form, version)
        order = [each.version for each in self.versions.versions(form)]
        older = order[order.index(version) + 1 :]
        lines = tuple(self._changes(older[0], package)) if older else ()
        known = self.versions.version(form, version)
        return Look(
            source=None, lines=lines, before=older[0] if older else "",
            trial=self._trial(known, answers or {}),
        )  # fmt: skip

    def _compared(self, package: "FormPackage", cell: str) -> tuple[list[BenchLine], str]:
        """Return what publishing would say, and the version that was compared."""
        there = self.versions.versions(package.form_id)
        same = next((each for each in there if each.version == package.version), None)
        if same is not None:
            return [self._same_version(package, cell)], same.version
        lines = [*self._same_title(package)]
        if not there:
            return lines, ""
        newest, *older = (each.version for each in there)
        if is_lower(package.version, newest):
            lines.append(_lower_version(package.version, newest, cell))
        lines += self._changes(newest, package)
        said = {line.what for line in lines}
        for version in older:
            lines += [
                line._replace(what=f"与 {version} 版比：{line.what}")
                for line in self._changes(version, package)
                if line.kind is LineKind.WRONG and line.what not in said
            ]
        return lines, newest

    def _same_version(self, package: "FormPackage", cell: str) -> BenchLine:
        there = self.versions.package(package.form_id, package.version)
        if _says_the_same(there, package):
            return BenchLine(LineKind.NOTE, cell, f"就是已经发布的 {package.version} 版，没有改动")
        return BenchLine(
            LineKind.WRONG, cell, f"版本 {package.version} 已经发布过，内容不同",
            "发布过的版本不再改变；请把“版本”改成新的",
        )  # fmt: skip

    def _same_title(self, package: "FormPackage") -> Iterator[BenchLine]:
        for each in self.versions.listed():
            if each.title == package.title and each.form != package.form_id:
                yield BenchLine(
                    LineKind.WRONG, "设置", f"“{each.title}”已经是表单 {each.form} 的名称",
                    "请换一个名称；要作它的新版本，就把编号改成它的",
                )  # fmt: skip

    def _changes(self, version: str, package: "FormPackage") -> list[BenchLine]:
        from inspector_app.authoring.versions import compare

        before = self.versions.package(package.form_id, version)
        changes = compare(before.manifest, package.manifest)
        held = self._held(package.form_id, changes)
        cells: Mapping[str, str] = package.manifest["cells"]
        return [_of_change(each, cells, many) for each, many in zip(changes, held, strict=True)]

    def _held(self, form: str, changes: Iterable["Change"]) -> list[int]:
        """Return how many records hold an answer that each change is about."""
        wanted = [(frozenset(each.asked_in), each.code) for each in changes]
        if not any(names for names, _ in wanted):
            return [0] * len(wanted)
        held = [0] * len(wanted)
        for answers in self._context.stores.forms.answers_of(form):
            texts = [(name, text) for _, name, text in texts_of(answers)]
            for at, (names, code) in enumerate(wanted):
                held[at] += any(
                    name in names and (not code or code in text.split()) for name, text in texts
                )
        return held

    # -- publishing ------------------------------------------------------------------------------

    def publish(self, source: BenchSource, out: Path) -> BenchPublication:
        """Publish what was looked at: here, and as a file to hand on; both or neither.

        Raises:
            InputError: something is wrong with the source.
            RefusedError: it is a draft, was saved since, or contradicts what was published.
            EnvironmentProblem: the file cannot be written.
        """
        look = self.look(source)
        package = source.package
        if package is None or look.wrong or look.is_draft:
            raise _unfit(look, source)
        if stamp_of(source.path) not in {source.stamp, ()}:
            raise RefusedError(
                f"没有发布：“{source.path.name}”刚存过盘，还没有重读。等左边更新了，再发布。"
            )
        versions = [each.version for each in self.versions.versions(package.form_id)]
        if package.version in versions:
            # The workbook may have been saved anew: what was published is what is handed on.
            package = self.versions.package(package.form_id, package.version)
        already = refuse_taken_place(package, out)

        def write() -> None:
            if not already:
                put_package(out, package.content)

        made = self.versions.publish_package(package, beside=write)
        return BenchPublication(
            made.title, made.version, out, made.already, Changes(visits=True), made.notes,
            made.can_be_filled_in,
        )  # fmt: skip

    def write_draft(self, source: BenchSource, out: Path) -> WrittenFile:
        """Write the workbook of what was read, to go on with it there (errors as the file's)."""
        return write_document(out, workbook_of(source.checked, source.path, out.parent))


def stamp_of(path: Path) -> Stamp:
    """Return what tells that a file, or the lists and pictures beside it, were saved since.

    Empty while there is no such file, as for a moment when a program replaces it.
    """
    try:
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        beside = (path if path.is_dir() else path.parent) / "media"
        media = sorted(beside.iterdir()) if beside.is_dir() else []
        found = [(each.name, each.stat()) for each in (*files, *media)]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


def file_name_of(look: Look) -> str:
    """Return what the file of a form is best called."""
    known = look.trial.known if look.trial is not None else None
    return f"{as_file_name(known.title)}-{known.version}.form" if known is not None else "表单.form"


def _read_of(path: Path, checked: CheckedSource, stamp: Stamp) -> BenchSource:
    from inspector_app.authoring.package import read_package
    from inspector_app.authoring.publishing import package_of
    from inspector_app.services.word_original import bytes_named

    source = BenchSource(path=path, stamp=stamp, checked=checked)
    if checked.form is None:
        return source
    word = bytes_named(checked, path)
    content = package_of(checked.form, checked.cells or {}, word=word)
    package = read_package(content, name=path.name)
    return replace(source, package=package, known=known_of(package))


def _lower_version(version: str, newest: str, cell: str) -> BenchLine:
    return BenchLine(
        LineKind.LOOK, cell, f"版本 {version} 比已经发布的 {newest} 低，新的记录还是用 {newest}",
        f"要让新的记录用这一份，请把“版本”改成比 {newest} 高的",
    )  # fmt: skip


def _says_the_same(one: "FormPackage", other: "FormPackage") -> bool:
    """Say whether two packages are the same form, however their workbooks were saved."""
    from inspector_app.authoring.package import WORKBOOK

    members = [{n: c for n, c in p.members.items() if n != WORKBOOK} for p in (one, other)]
    return members[0] == members[1] and one.manifest["own"] == other.manifest["own"]


def _of_finding(finding: "Finding") -> BenchLine:
    kinds = {"error": LineKind.WRONG, "warning": LineKind.LOOK, "note": LineKind.NOTE}
    problem = finding.problem
    return BenchLine(
        kinds[finding.level.value], problem.where, problem.what, problem.remedy, finding.detail
    )


def _of_word(source: BenchSource) -> Iterator[BenchLine]:
    """Yield what is told of the Word file that the form was made from."""
    from inspector_app.services.word_original import missing, place_named, told

    assert source.package is not None
    yield from (
        BenchLine(LineKind.NOTE, _SHEET_OF_SETTINGS, line) for line in told(source.package.manifest)
    )
    if "word" not in source.package.manifest and place_named(source.checked):
        lost = missing(source.checked)
        yield BenchLine(LineKind.LOOK, lost.where, lost.what, lost.remedy)


def _of_change(change: "Change", cells: Mapping[str, str], held: int) -> BenchLine:
    kinds = {"error": LineKind.WRONG, "warning": LineKind.LOOK, "note": LineKind.CHANGE}
    where = cells.get(change.name, _SHEET_OF_CHOICES if "/" in change.name else "")
    told = f"；{held} 份记录填过" if held else ""
    return BenchLine(kinds[change.level.value], where, f"{change.what}{told}")


def _unfit(look: Look, source: BenchSource) -> InputError | RefusedError:
    from inspector_app.base.errors import Problem

    if look.is_draft:
        return RefusedError(
            f"没有发布：“{source.path.name}”是 Word 文件，读出来的只是草稿。"
            "请先存成工作簿，核对选项、编号和版本，再发布那一份。"
        )
    wrong = [line for line in look.lines if line.kind is LineKind.WRONG]
    return InputError(
        f"没有发布：“{source.path.name}”有 {len(wrong)} 处不对，改好后再发布。",
        problems=[Problem(where=w.where, what=w.what, remedy=w.remedy) for w in wrong],
    )
