"""What the papers of a breakdown have in common: their head, and why they were corrected."""

from collections.abc import Iterator

from inspector_app.domain.duty_sheet import DutySheet
from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.labels.standards import STANDARD_FORM_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.standard_options import StandardForm
from inspector_app.reports.document import Block, Document, Note, Orientation
from inspector_app.reports.words import compiled_by


def duty_document(sheet: DutySheet, form: StandardForm, *blocks: Block) -> Document:
    """Return a paper of a breakdown with what stands at the head and the foot of each."""
    entry = sheet.entry
    parts = (f"{entry.values['year'] or ''}年", entry.values["group"], entry.values["basis"])
    return Document(
        title=f"{sheet.standard.name}{STANDARD_FORM_LABEL[form]}",
        subtitle="　".join(filter(None, parts)),
        reference=f"编号：{entry.number}",
        orientation=Orientation.LANDSCAPE,
        record_no=entry.number,
        revision=f"第{entry.revision}版",
        mark=ENTRY_STATE_LABEL[entry.state],
        blocks=(*blocks, *_reason(entry), compiled_by()),
    )


def _reason(entry: Entry) -> Iterator[Block]:
    if entry.reason:
        yield Note(text="：".join(reason_of(entry)))


def reason_of(entry: Entry) -> tuple[str, str]:
    """Return the label and the text of why an entry was corrected or made void."""
    return ("作废理由" if entry.state is EntryState.VOIDED else "更正理由", entry.reason)
