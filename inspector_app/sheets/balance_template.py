"""The empty workbook for 达标测算: the columns that are read, and how they are filled."""

from pathlib import Path
from typing import Final

from inspector_app.base.written import WrittenFile
from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.figures import STAGES
from inspector_app.domain.indicators.standards import Standards
from inspector_app.domain.labels.indicators import SCHOOL_STAGE_LABEL
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.sheets.balance_layout import ASKED, HOW_TO_FILL, TITLE, balance_layout
from inspector_app.sheets.writer import TableSheet, write_table

_LISTS: Final = frozenset({"primary_classes", "junior_classes", "music", "art"})
_FLAGS: Final = frozenset({"before_2016", "before_2010", "migrant_majority", "small_rural"})
_OWN: Final = {
    "code": "10 位学校（机构）标识码",
    "name": "学校全称",
    "kind": "填：" + "、".join(SCHOOL_KIND_LABEL[kind] for kind in STAGES),
    "equipment": "账面原值，单位万元",
    "indoor_sports": "教学及辅助用房里的一部分；测算时从里面减去",
    "senior_pupils": "十二年一贯制学校、完全中学才有；没有的填 0",
}
_HOW_LISTS: Final = "逐班（逐间）填，用、隔开，如 45、44、46；没有的空着"
_EXAMPLE_WORDS: Final = "一校一行。空着的数按 0 计；面积单位为平方米。"


def write_template(path: Path, standards: Standards) -> WrittenFile:
    """Write the workbook (EnvironmentProblem: it could not be written).

    Args:
        path: the file to make or replace.
        standards: what its second sheet says is asked.
    """
    columns = balance_layout().columns
    head = tuple(f"{c.header}(万元)" if c.unit == "万元" else c.header for c in columns)
    return write_table(
        path,
        [
            TableSheet(title=TITLE, head=head, rows=(), leading=2),
            TableSheet(
                title=HOW_TO_FILL,
                heading=HOW_TO_FILL,
                head=("列", "怎样填"),
                rows=[(name, _how(c.field)) for name, c in zip(head, columns, strict=True)],
                notes=(_EXAMPLE_WORDS,),
            ),
            TableSheet(
                title=ASKED,
                heading=standards.name,
                head=(
                    "编号",
                    "指标",
                    *(
                        SCHOOL_STAGE_LABEL[stage]
                        for stage in (SchoolStage.PRIMARY, SchoolStage.JUNIOR)
                    ),
                    "单位",
                ),
                rows=[_standard(standards, place) for place in range(len(standards.indicators))],
                notes=(standards.told,),
            ),
        ],
    )


def _how(name: str) -> str:
    if name in _OWN:
        return _OWN[name]
    if name in _LISTS:
        return _HOW_LISTS
    return "填是或否；空着算否" if name in _FLAGS else "填 0 或正数"


def _standard(standards: Standards, place: int) -> tuple[str | float, ...]:
    item = standards.indicators[place]
    asked = (
        float(standards.standard(item.id, stage))
        for stage in (SchoolStage.PRIMARY, SchoolStage.JUNIOR)
    )
    return (item.id, item.name, *asked, item.unit)
