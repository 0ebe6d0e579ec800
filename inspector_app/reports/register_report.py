"""One entry of a register as a record table, the same for every kind."""

from typing import Final

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.registers.words import Names, state_word
from inspector_app.reports.document import (
    Document,
    FieldGrid,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.register_rows import register_rows, row_tables

_SIGNED_BY: Final = ("填表人：", "负责人（盖章）：")


def register_report(kind: RegisterKind, entry: Entry, names: Names) -> Document:
    """Return the printed form of an entry; codes without a name are printed as they are."""
    void = entry.state is EntryState.VOIDED
    reason = ("作废理由" if void else "更正理由", entry.reason) if entry.reason else None
    return Document(
        title=kind.paper,
        reference=f"编号：{entry.number}",
        record_no=entry.number,
        revision=f"第{entry.revision}版",
        mark=state_word(kind, entry),
        blocks=(
            FieldGrid(rows=tuple(register_rows(kind, entry.values, names, reason=reason))),
            *row_tables(kind, entry.values, names),
            places_to_sign(*_SIGNED_BY),
        ),
    )
