"""Workbooks with values and nothing else, as other programs than ours and openpyxl write them.

Texts stand in their cells. openpyxl takes twenty times longer for the same rows, and hundreds of
tests make a workbook of their own.
"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.datetime import to_excel

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Style 0 is plain, 1 is a day, 2 an instant.
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
    "</styleSheet>"
)
_ERRORS: Final = ("#VALUE!", "#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")

Rows = Sequence[Sequence[Any]]


class Formula(str):
    """A formula that was never worked out."""

    __slots__ = ()


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write rows by the title of their sheet; return ``path``."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
             ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{n}.xml": _sheet(rows)
            for n, rows in zip(numbers, sheets.values(), strict=True)
        },
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _HEAD + content)
    return path


def _content_types(numbers: Iterable[int]) -> str:
    kinds = {"workbook": "sheet.main", "styles": "styles"}
    kinds |= {f"worksheets/sheet{n}": "worksheet" for n in numbers}
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for part, kind in kinds.items()
        )
        + "</Types>"
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _workbook(titles: Iterable[str]) -> str:
    each = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{each}</sheets></workbook>'


def _sheet(rows: Rows) -> str:
    each = "".join(_row(number, values) for number, values in enumerate(rows, 1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{each}</sheetData></worksheet>'


def _row(number: int, values: Sequence[Any]) -> str:
    cells = "".join(
        f'<c r="{get_column_letter(at)}{number}"{_content(value)}</c>'
        for at, value in enumerate(values, 1)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _content(value: object) -> str:
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v>'
    if isinstance(value, int | float):
        return f"><v>{value}</v>"
    if isinstance(value, date):
        return f' s="{2 if isinstance(value, datetime) else 1}"><v>{to_excel(value)}</v>'
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, Formula):
        return f"><f>{escape(value)}</f>"
    if value in _ERRORS:
        return f' t="e"><v>{value}</v>'
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is>'
