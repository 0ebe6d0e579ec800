"""标牌覆盖表: at which schools of a day's roster the 公示牌 hangs; those without come first."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.plates import PlateCoverage
from inspector_app.domain.school import School
from inspector_app.reports.document import Align, Block, Document, Heading, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "责任督学标牌覆盖表"
_COLUMNS: Final = (
    ListColumn("序号", 0.5),
    ListColumn("标识码", 1.1),
    ListColumn("学校（园）", 2.4, Align.LEFT),
    ListColumn("办学类型", 1.2),
    ListColumn("挂牌日期", 1.1),
)


def plate_coverage_report(coverage: PlateCoverage, *, unit: str) -> Document:
    """Return the list of a district's or a person's schools."""
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{coverage.sentence}",
        blocks=(*_blocks(coverage), compiled_by()),
    )


def _blocks(coverage: PlateCoverage) -> Iterator[Block]:
    if coverage.missing:
        yield Heading(text=f"一、未挂标牌的学校（{len(coverage.missing)} 所）")
        rows = (_row(n, school, "") for n, school in enumerate(coverage.missing, start=1))
        yield list_table(_COLUMNS, rows)
    if coverage.hung:
        number = "二" if coverage.missing else "一"
        yield Heading(text=f"{number}、已挂标牌的学校（{len(coverage.hung)} 所）")
        hung = (
            _row(n, school, day.isoformat())
            for n, (school, day) in enumerate(coverage.hung, start=1)
        )
        yield list_table(_COLUMNS, hung)
    yield Note(text="分母是当日名册里在办的学校（园）；已停办的学校即使挂过标牌也不计入。")


def _row(place: int, school: School, day: str) -> TableRow:
    kind = SCHOOL_KIND_LABEL[school.kind]
    return TableRow(cells=(str(place), school.code, school.name, kind, day))
