"""One filled form as a file for others: an Excel file, or the instance of its XForm."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.services.context import Context
from inspector_app.services.form_captions import Told, captions_of
from inspector_app.services.form_records import FormRecordService
from inspector_app.services.form_said import answers_said, lines_said, said_at

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.sheets.writer import TableSheet, TableValue
    from inspector_app.xform import Element


class FormExport:
    """Writes filled forms; nothing is saved in the data folder."""

    def __init__(self, context: Context, forms: FormRecordService) -> None:
        self._context = context
        self._forms = forms

    def lines(self, record_uid: str) -> tuple[tuple[str, str, str], ...]:
        """Return each answer of a form: its path, what is asked and what is said (RefusedError)."""
        told = captions_of(self._context, record_uid)
        return tuple(lines_said(self._filling(record_uid), told))

    def xml(self, record_uid: str, path: Path) -> "WrittenFile":
        """Write the instance that any program of the standard reads.

        Raises:
            RefusedError: the version that was filled in is not here.
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.base.written import write_document

        return write_document(path, self._filling(record_uid).session.instance_xml().encode())

    def xlsx(self, record_uid: str, path: Path) -> "WrittenFile":
        """Write questions and answers, and each repeat on a sheet of its own (errors as above)."""
        from inspector_app.sheets.writer import write_table

        told = captions_of(self._context, record_uid)
        return write_table(path, _sheets(self._filling(record_uid), told))

    def _filling(self, record_uid: str) -> "OpenForm":
        record, _ = self._forms.find(record_uid)
        return self._forms.filling(self._forms.known(record), record)


def _sheets(filling: "OpenForm", told: Told) -> "list[TableSheet]":
    from inspector_app.sheets.writer import TableSheet

    answers = filling.answers()
    rows = [
        (said.label, said.name, said.text, str(answers.get(said.name, "")))
        for said in answers_said(filling, told)
        if not isinstance(answers.get(said.name), list)
    ]
    known = filling.known
    heading = f"{known.title}　版本 {known.version}"
    repeats = [
        each
        for each in known.definition.elements.values()
        if each.kind == "repeat" and each.repeat() is each and filling.session.repeats(each.path)
    ]
    return [
        TableSheet(
            title="回答", heading=heading, head=("题", "名称", "回答", "编码"), rows=rows, leading=1
        ),
        *(_repeat_sheet(filling, each, heading, told) for each in repeats),
    ]


def _repeat_sheet(filling: "OpenForm", repeat: "Element", heading: str, told: Told) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    asked = [e for e in repeat.walk() if e.kind == "question" and e.control and (
        e.repeat() is repeat)]  # fmt: skip
    rows: list[list[TableValue]] = []
    for number in range(1, filling.session.repeats(repeat.path) + 1):
        row = f"{repeat.path}[{number}]"
        answers = (
            said_at(filling, f"{row}{e.path.removeprefix(repeat.path)}", told) for e in asked
        )
        rows.append([number, *(said.text if said else None for said in answers)])
    label = repeat.label().strip() or repeat.name
    return TableSheet(
        title=label,
        heading=f"{heading}　{label}",
        head=("序号", *(" ".join(e.label().split()) or e.name for e in asked)),
        rows=rows,
    )
