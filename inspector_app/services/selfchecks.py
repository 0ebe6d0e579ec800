"""自评: a year's self-assessment begun, read as a whole, and read back from a filled sheet."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.errors import InputError, Problem, RefusedError, UserError
from inspector_app.domain.item_grade import graded
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.selfcheck_sheet import ItemProblem, SelfCheckSheet, selfcheck_sheet
from inspector_app.domain.standards import Standard
from inspector_app.services.context import Context
from inspector_app.services.item_entries import standard_of_entry, wrong_grade
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.register_edit import NewEntry, RegisterEditService
from inspector_app.services.register_fields import find_part, read_field
from inspector_app.services.register_journal import RegisterJournal, changes_of
from inspector_app.services.saved import Saved, saved_now
from inspector_app.services.selfcheck_columns import HEADS, PARTS, TITLE

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.sheets.item_sheet import ItemLine

_ITEMS: Final = SELFCHECK.by_id["items"]
_GRADE: Final = "grade"
_ItemRows = list[dict[str, Any]]


class TakenBack(NamedTuple):
    """What a filled sheet brought: how many items and values of them, and when it was saved."""

    items: int
    values: int
    saved: Saved


class SelfCheckService:
    """Begins, reads and takes back self-assessments; single values go through registers."""

    def __init__(self, context: Context, edit: RegisterEditService) -> None:
        self._context = context
        self._edit = edit
        self._edits = RegisterJournal(context)
        self._lookup = ContextLookup(context)

    def begin(self, standard: str, *, year: int | None = None, county: str = "") -> NewEntry:
        """Begin a self-assessment by a set (errors as of ``StandardService.get``)."""
        told: dict[str, Any] = {"standard": standard, "county": county}
        return self._edit.new_from_json(
            SELFCHECK.id, told if year is None else {**told, "year": year}
        )

    def sheet(self, uid: str) -> SelfCheckSheet:
        """Return a self-assessment with its grades and counts (NotFoundError: there is none)."""
        with self._context.database.snapshot():
            return self._sheet(self._context.stores.registers.get(uid))

    def problems(self, uid: str) -> tuple[ItemProblem, ...]:
        """Return what a ledger takes over: every item of a filed assessment that is not 合格.

        Raises:
            RefusedError: it is not filed, so that problems may lack their 部门, 措施 or 时限.
        """
        sheet = self.sheet(uid)
        if sheet.entry.state is not EntryState.FILED:
            raise RefusedError(
                f"{sheet.entry.number} 还没有定稿，问题不能转入台账；请补齐后定稿。没有改动。"
            )
        return sheet.problems()

    def set_item(self, uid: str, no: int, name: str, value: Any) -> Saved:
        """Save one value of an item by its number (errors as of ``RegisterEditService``)."""
        part = find_part(SELFCHECK, _ITEMS.id, name)
        return self._edit.set_field(uid, self.place_of(uid, no, part.id), value)

    def place_of(self, uid: str, no: int, part: str) -> str:
        """Return the name under which a value of an item is stored (InputError: no such item)."""
        return f"{_ITEMS.id}/{self._row(uid, no)['uuid']}/{part}"

    def _row(self, uid: str, no: int) -> dict[str, Any]:
        rows: list[dict[str, Any]] = self._context.stores.registers.get(uid).values[_ITEMS.id]
        row = next((row for row in rows if row["item"] == no), None)
        if row is None:
            raise InputError(f"没有第 {no} 项，没有改；这份自评表有 {len(rows)} 项。")
        return row

    def _sheet(self, entry: Entry) -> SelfCheckSheet:
        return selfcheck_sheet(standard_of_entry(self._context, entry), entry)

    # -- files -----------------------------------------------------------------------------------

    def write_xlsx(self, uid: str, path: Path) -> "WrittenFile":
        """Write a self-assessment as a sheet that departments fill in and that is read back.

        Raises:
            EnvironmentProblem: the file could not be written.
        """
        from inspector_app.services.item_tables import selfcheck_tables
        from inspector_app.sheets.writer import write_table

        return write_table(path, selfcheck_tables(self.sheet(uid)))

    def take_xlsx(self, uid: str, path: Path) -> TakenBack:
        """Take over what stands in the filled cells of a sheet, all of it or nothing.

        A blank cell changes nothing, so that the sheets of several departments can be read one
        after the other. All of it is one change, and taken back by one undo.

        Raises:
            InputError: the file is no such sheet, or a cell cannot be taken; each is named.
            EntryNotEditableError: the assessment is no draft.
        """
        from inspector_app.sheets.item_sheet import read_item_sheet, refuse_file

        days = frozenset({"due"})
        lines = read_item_sheet(path, title=TITLE, heads=HEADS, days=days)
        with self._context.database.transaction():
            entry = self._edits.draft(uid)
            standard = standard_of_entry(self._context, entry)
            told, problems = self._read(standard, lines)
            rows, changed = _merged(entry.values["items"], told)
            problems += _untrue(standard, lines, (entry.values["items"], rows))
            refuse_file(path, tuple(problems))
            self._edits.set_value(entry, _ITEMS.id, rows, part=_ITEMS)
        saved = saved_now(self._context, changes_of(uid))
        return TakenBack(items=len(told), values=changed, saved=saved)

    def _read(
        self, standard: Standard, lines: "Iterable[ItemLine]"
    ) -> tuple[dict[int, dict[str, Any]], list[Problem]]:
        told: dict[int, dict[str, Any]] = {}
        problems: list[Problem] = []
        for line in lines:
            values = told.setdefault(line.no, {})
            if line.no not in standard.by_no:
                where = next(iter(line.where.values()), TITLE)
                problems.append(Problem(where=where, what=f"指标体系没有第 {line.no} 项"))
                continue
            for name, text in line.texts.items():
                if name == _GRADE and standard.by_no[line.no].is_computed:
                    continue
                try:
                    values[name] = self._value(standard, line.no, name, text)
                except UserError as error:
                    problems.append(Problem(where=line.where[name], what=error.sentence))
        return {no: values for no, values in told.items() if values}, problems

    def _value(self, standard: Standard, no: int, name: str, text: str) -> Any:
        value = read_field(PARTS[name], text, self._lookup)
        if name == _GRADE and (reason := wrong_grade(standard.by_no[no], value)):
            raise InputError(reason)
        return value


def _untrue(
    standard: Standard, lines: "Iterable[ItemLine]", before_and_after: Iterable[_ItemRows]
) -> list[Problem]:
    """Return which cells tell another grade than the program computes.

    Its own sheet shows the grade as it was when it was written; the figures beside it may have been
    changed since.
    """
    computed = [
        {row["item"]: graded(standard.by_no[row["item"]], row).word for row in rows}
        for rows in before_and_after
    ]
    return [
        Problem(
            where=line.where[_GRADE],
            what=f"第 {line.no} 项按数值判定，算出的是“{computed[-1][line.no] or '未评'}”",
            remedy="请改分子、分母或数值，或清空这一格",
        )
        for line in lines
        if (item := standard.by_no.get(line.no)) is not None
        and item.is_computed
        and line.texts.get(_GRADE, "") not in {"", *(words[line.no] for words in computed)}
    ]


def _merged(rows: _ItemRows, told: dict[int, dict[str, Any]]) -> tuple[_ItemRows, int]:
    """Return the rows with what was told, and how many values differ."""
    found = [{**row, **told.get(row["item"], {})} for row in rows]
    changed = sum(
        old[name] != new[name] for old, new in zip(rows, found, strict=True) for name in new
    )
    return found, changed
