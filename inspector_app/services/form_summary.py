"""The 汇总表 of an office, Excel or Word, filled cell for cell from filled forms."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from inspector_app.base.errors import InputError
from inspector_app.domain.figures import Ratio
from inspector_app.domain.form_counts import ColumnKind, Distribution, FilledForm, number_of
from inspector_app.domain.form_table import FormTable
from inspector_app.domain.summary_grid import (
    TOTAL,
    GridCell,
    SummaryItem,
    SummaryPlan,
    Target,
    Value,
    plan_of,
)
from inspector_app.services.form_campaigns import FormCampaigns
from inspector_app.services.form_sheets import real
from inspector_app.services.schools import SchoolService
from inspector_app.services.wishes import FormCountsPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile

_LEAST_NAME: Final = 4
_LONGEST_NAME: Final = 30
_NUMERALS: Final = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
_TICK: Final = "√"


class SummaryTable(NamedTuple):
    """What was recognised in one table of the file; ``filled`` of its cells have an answer."""

    title: str
    plan: SummaryPlan
    filled: int


class SummaryMapping(NamedTuple):
    """What filling a file would come to.

    Attributes:
        absent: the schools that have answers and are in none of its tables.
        silent: the schools of its tables that have no answers.
    """

    tables: tuple[SummaryTable, ...]
    filled: int
    taken: int
    absent: tuple[str, ...]
    silent: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield what is told before anything is written."""
        for table in self.tables:
            plan = table.plan
            if plan.shape is None:
                continue
            empty = len(plan.targets) - table.filled
            without = f"，{empty} 格没有可填的，空着" if empty else ""
            yield f"{table.title}：{plan.shape.value}；填 {table.filled} 格{without}"
            if plan.schools:
                names = "、".join(text for text, _ in plan.schools)
                yield f"　认出的学校 {len(plan.schools)} 所：{names}"
            yield f"　认出的项 {len(plan.items)} 个：{'、'.join(t for t, _ in plan.items)}"
            if plan.unknown:
                yield f"　没有认出：{'、'.join(plan.unknown)}"
            if plan.taken:
                yield f"　{len(plan.taken)} 格已经有内容或公式，不动"
        if self.silent:
            yield f"表里有、还没有填表单的学校：{'、'.join(self.silent)}"
        if self.absent:
            yield f"填了表单、表里没有的学校：{'、'.join(self.absent)}"


class _Book(Protocol):
    """A file with tables to fill."""

    @property
    def titles(self) -> "Iterable[str]":
        """Its tables."""

    def cells(self, sheet: int) -> Iterable[GridCell]:
        """Yield the cells of a table."""

    def put(self, sheet: int, row: int, column: int, value: Value) -> None:
        """Write into a cell."""

    def content(self) -> bytes:
        """Return the file."""


class FormSummary:
    """Looks at a file, tells what it takes, and writes it filled under another name."""

    def __init__(self, campaigns: FormCampaigns, schools: SchoolService) -> None:
        self._campaigns = campaigns
        self._schools = schools

    def mapping(self, template: Path, wish: FormCountsPrint) -> SummaryMapping:
        """Return what filling a file would come to; nothing is written.

        Raises:
            InputError: it cannot be read, or none of its tables is recognised.
            NotFoundError: there is no such file or form.
        """
        _, mapping = self._filled(template, self._campaigns.wished(wish))
        return mapping

    def write(
        self, template: Path, path: Path, wish: FormCountsPrint
    ) -> "tuple[WrittenFile, SummaryMapping]":
        """Write the file with the answers in it.

        Raises:
            InputError, NotFoundError: as above.
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.base.written import check_place, write_document

        if path.suffix.lower() != template.suffix.lower():
            raise InputError(
                f"“{path.name}”的后缀与“{template.name}”不同，没有写出；"
                f"请把后缀写成 {template.suffix}。"
            )
        check_place(path)
        book, mapping = self._filled(template, self._campaigns.wished(wish))
        return write_document(path, book.content()), mapping

    def _filled(self, template: Path, table: FormTable) -> tuple[_Book, SummaryMapping]:
        book = _book_of(template)
        items = [
            SummaryItem(column.name, column.label, tuple(word for _, word in column.choices))
            for column in table.columns
            if not column.repeat
        ]
        code = self._coder()
        plans = [plan_of(book.cells(at), items, code) for at, _ in enumerate(book.titles)]
        if not any(plan.targets or plan.taken for plan in plans):
            raise InputError(
                f"“{template.name}”里没有认出要填的格子，没有写出文件；"
                "表头请写各项的序号或题目，行头写学校名称（或反过来）；计数的表头写“是”“否”等结果。"
            )
        values = _Values(table)
        tables = tuple(
            SummaryTable(title, plan, _put(book, number, plan, values))
            for number, (title, plan) in enumerate(zip(book.titles, plans, strict=True))
        )
        return book, self._mapping(tables, table)

    def _mapping(self, plans: tuple[SummaryTable, ...], table: FormTable) -> SummaryMapping:
        answered = table.by_school()
        named = {code: text for each in plans for text, code in each.plan.schools}
        absent = [f.school_name for code, f in answered.items() if named and code not in named]
        silent = [text for code, text in named.items() if code not in answered]
        taken = sum(len(each.plan.taken) for each in plans)
        filled = sum(each.filled for each in plans)
        return SummaryMapping(plans, filled, taken, tuple(absent), tuple(silent))

    def _coder(self) -> Callable[[str], str]:
        """Return what finds the code of the one school that a text names, empty for none."""
        names = Counter(
            name for s in self._schools.all() for name in {s.name, s.short_name, s.code}
        )
        exact = {
            name: school.code
            for school in self._schools.all()
            for name in (school.code, school.short_name, school.name)
            if name and names[name] == 1
        }

        def code(text: str) -> str:
            said = "".join(text.split())
            return exact.get(said) or self._found(said)

        return code

    def _found(self, said: str) -> str:
        if not _LEAST_NAME <= len(said) <= _LONGEST_NAME and not _NUMERALS & set(said):
            return ""
        if len(said) > _LONGEST_NAME or not any("一" <= sign <= "龥" for sign in said):
            return ""
        found = self._schools.find(said, limit=2)
        return found[0].code if len(found) == 1 else ""


def _put(book: _Book, number: int, plan: SummaryPlan, values: "_Values") -> int:
    """Fill the cells of a table; return how many have an answer."""
    filled = 0
    for target in plan.targets:
        value = values.of(target)
        if value is not None:
            book.put(number, target.row, target.column, value)
            filled += 1
    return filled


def _book_of(template: Path) -> _Book:
    if template.suffix.lower() == ".xlsx":
        from inspector_app.sheets.summary_book import SummaryBook

        return SummaryBook(template)
    if template.suffix.lower() == ".docx":
        from inspector_app.papers.summary_paper import SummaryPaper

        return SummaryPaper(template)
    raise InputError(
        f"“{template.name}”不是 .xlsx 或 .docx 文件，没有填写；"
        "请用 Excel、Word 或 WPS 另存，再试一次。"
    )


class _Values:
    """What the cells of a table take; a school counts with its newest filled form."""

    def __init__(self, table: FormTable) -> None:
        self._columns = {column.name: column for column in table.columns}
        self._by_school: Mapping[str, FilledForm] = table.by_school()
        self._distributions: Mapping[str, Distribution] = {
            each.column.name: each for each in table.distributions
        }
        self._newest = {each.uid for each in self._by_school.values()}

    def of(self, target: Target) -> Value | None:
        """Return what a cell takes, nothing where there is no answer."""
        if not target.school:
            return self._count(target)
        filled = self._by_school.get(target.school)
        column = self._columns[target.item]
        text = filled.answers.get(target.item, "") if filled is not None else ""
        if not text:
            return None
        words = column.words(text)
        if target.word:
            return _TICK if target.word in words.split("、") else None
        number = number_of(text) if column.kind is ColumnKind.NUMBER else None
        return words if number is None else real(number)

    def _count(self, target: Target) -> Value | None:
        found = self._distributions.get(target.item)
        if found is None:
            return None
        every = {uid for b in found.buckets for uid in b.uids if uid in self._newest}
        if target.word == TOTAL:
            return len(every)
        chosen = [uid for b in found.buckets if b.label == target.word for uid in b.uids]
        many = sum(uid in self._newest for uid in chosen)
        if not target.share:
            return many
        return Ratio(many, len(every))
