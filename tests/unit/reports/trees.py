"""Documents of the kinds that are printed, for the tests of the engine."""

from inspector_app.reports.document import (
    Block,
    Column,
    Document,
    Field,
    FieldGrid,
    FieldRow,
    HeadCell,
    LongText,
    Table,
    TableRow,
)

SENTENCE = "上午八时到校，随机察看教学楼、食堂和操场；查阅“五项管理”台账（共12份），均有批改痕迹。"


def document(*blocks: Block, mark: str = "") -> Document:
    return Document(
        title="入校督导记录表",
        record_no="210321-2022-D01-0001",
        revision="第1版",
        mark=mark,
        blocks=blocks,
    )


def row(label: str, text: str) -> FieldRow:
    return FieldRow(fields=(Field(label=label, content=text),))


def long_row(label: str, text: str) -> FieldRow:
    return FieldRow(fields=(Field(label=label, content=LongText(text=text)),))


def grid(*rows: FieldRow) -> FieldGrid:
    return FieldGrid(rows=rows)


def narrative(length: int) -> str:
    """Return running text in which no two stretches are alike, so that a loss anywhere shows."""
    parts = []
    size = 0
    number = 0
    while size < length:
        number += 1
        end = "\n" if number % 7 == 0 else ""
        parts.append(f"第{number}项：{SENTENCE}{end}")
        size += len(parts[-1])
    return "".join(parts)[:length]


def table(count: int) -> Table:
    return Table(
        columns=(Column(weight=1), Column(weight=3), Column(weight=3)),
        head=(
            (HeadCell(text="序号", rows=2), HeadCell(text="听课", columns=2)),
            (HeadCell(text="节次"), HeadCell(text="学年累计")),
        ),
        rows=tuple(
            TableRow(cells=(str(number), f"甲{number}", f"乙{number}"))
            for number in range(1, count + 1)
        ),
    )
