"""The list of a register as an Excel file: every field in a column, days as days."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Day, Field, WholeNumber
from inspector_app.domain.registers.words import LEAKING, Names, said, state_word
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.registers import EntryLine, RegisterService

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.sheets.writer import TableValue


class RegisterTableService:
    """Writes Excel files of registers."""

    def __init__(self, registers: RegisterService) -> None:
        self._registers = registers

    def list_xlsx(self, path: Path, wanted: EntrySearch) -> "WrittenFile":
        """Write the entries that fit, one in a row.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import TableSheet, write_table

        kind, names = KINDS[wanted.kind], self._registers.names()
        sheet = TableSheet(
            title=kind.name,
            heading=f"{kind.name}一览表　{wanted.words()}",
            head=("序号", "编号", *(field.label for field in kind.fields), "状态", "提示"),
            rows=[
                _row(place, line, kind.fields, names)
                for place, line in enumerate(self._registers.list(wanted), start=1)
            ],
            leading=2,
        )
        return write_table(path, [sheet])


def _row(
    place: int, line: EntryLine, fields: tuple[Field, ...], names: Names
) -> tuple["TableValue", ...]:
    entry = line.entry
    values = (
        LEAKING if field.label in line.leaks else _cell(field, entry.values[field.id], names)
        for field in fields
    )
    state = f"{state_word(KINDS[entry.kind], entry)} 第{entry.revision}版"
    return (place, entry.number, *values, state, line.hint)


def _cell(field: Field, value: Any, names: Names) -> "TableValue":
    if isinstance(field.shape, Day):
        return date.fromisoformat(value) if value else None
    if isinstance(field.shape, WholeNumber):
        return None if value is None else int(value)
    return said(field, value, names)
