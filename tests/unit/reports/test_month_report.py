"""The monthly table's tree: every figure, in the order in which an office reads it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.late_entries import LateEntry, LateItem, LateMonth
from inspector_app.domain.month import Month, Period
from inspector_app.domain.month_edition import Deviation
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.table_difference import DISTRICT, Difference
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.reports.document import Document, Emphasis, Heading, Note, Orientation, Table
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.month_columns import usual_layout
from inspector_app.reports.month_foot import Beside
from inspector_app.reports.month_lines import TableNames
from inspector_app.reports.month_report import monthly_report
from inspector_app.reports.pdf import render
from inspector_app.reports.words import period_text
from tests.unit.reports.conftest import all_in, squeezed

RATIOS = {
    "coverage", "on_time", "answered_on_time", "closed_in_year", "closed_in_calendar_year",
    "complaints_closed_on_time",
}  # fmt: skip
PARTS = {"by_type": VISIT_TYPE_LABEL, "issues_by_severity": WEIGHT_LABEL}
NAMES = TableNames(
    unit="示范区",
    inspectors={"D01": "督学01（专职）", "D02": "督学02（兼职）"},
    zones={"D01": "第一责任区", "D02": "第二责任区"},
    schools={"2121000001": "示范区第1小学", "2121000002": "示范区第2小学"},
)


def figure(name: str, numbers: Callable[[], int]) -> Cell:
    if name in RATIOS:
        return Ratio(numbers(), numbers() + 20_000)
    if name == "schools_below_frequency":
        return CodeList(("2121000001", "2121000002"))
    if name in PARTS:
        return Breakdown(tuple((label, Count(numbers())) for label in PARTS[name].values()))
    return Count(numbers())


def row(numbers: Callable[[], int]) -> Mapping[str, Cell]:
    """Return a row of every figure, no two of them alike."""
    return {name: figure(name, numbers) for name in FIGURE_LABEL}


def compiled(inspectors: int = 2) -> MonthlyTable:
    numbers = count(1000).__next__
    return MonthlyTable(
        period=Month(2022, 10).period,
        district=row(numbers),
        zones={"第一责任区": row(numbers), "第二责任区": row(numbers)},
        inspectors={f"D{n:02}": row(numbers) for n in range(1, inspectors + 1)},
        record_count=17,
    )


def report(table: MonthlyTable) -> Document:
    return monthly_report(table, names=NAMES, rules=COUNTING_RULES)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def shown(cell: Cell) -> list[str]:
    if isinstance(cell, Breakdown):
        return [str(part) for _, part in cell.counts]
    return ["示范区第1小学", "示范区第2小学"] if isinstance(cell, CodeList) else [str(cell)]


def test_every_figure_of_every_row_is_printed() -> None:
    table = compiled()
    cells = {cell for t in tables(report(table)) for r in t.rows for cell in r.cells}
    said = "\n".join(cells)
    for figures in (table.district, *table.zones.values(), *table.inspectors.values()):
        for name, cell in figures.items():
            for text in shown(cell):
                assert text in cells or (name == "schools_below_frequency" and text in said), name


def test_every_figure_is_in_the_text_of_the_pdf(printed: Callable[..., str]) -> None:
    table = compiled(25)
    content = printed(report(table))
    said = [
        text
        for figures in (table.district, *table.zones.values(), *table.inspectors.values())
        for name, cell in figures.items()
        if not isinstance(cell, Ratio | CodeList)
        for text in shown(cell)
    ]
    assert not all_in(said, content)
    assert not all_in(COUNTING_RULES, content)
    assert "由17条记录汇总" in content


def test_the_district_stands_first_then_zones_then_people() -> None:
    for table in tables(report(compiled())):
        assert [r.cells[1] for r in table.rows] == [
            "合计", "第一责任区", "第二责任区", "督学01（专职）", "督学02（兼职）",
        ]  # fmt: skip
        assert [r.cells[0] for r in table.rows] == ["", "", "", "1", "2"]
        assert [r.emphasis for r in table.rows] == [
            Emphasis.TOTAL, Emphasis.SUBTOTAL, Emphasis.SUBTOTAL, Emphasis.PLAIN, Emphasis.PLAIN,
        ]  # fmt: skip


def test_every_column_group_repeats_number_and_name() -> None:
    for table in tables(report(compiled())):
        assert [cell.text for cell in table.head[0][:2]] == ["序号", "责任督学"]


def test_every_row_and_head_is_as_wide_as_its_table() -> None:
    for table in tables(report(compiled())):
        width = len(table.columns)
        assert {len(r.cells) for r in table.rows} == {width}
        assert sum(cell.columns for cell in table.head[0]) == width


def test_a_column_stands_under_the_part_of_the_breakdown_that_it_counts() -> None:
    table = compiled()
    by_type = table.district["by_type"]
    assert isinstance(by_type, Breakdown)
    group = tables(report(table))[2]
    below = [cell.text for cell in group.head[1]]
    assert below[: len(by_type.counts)] == [label for label, _ in by_type.counts]
    first = list(group.rows[0].cells[2 : 2 + len(by_type.counts)])
    assert first == [str(part) for _, part in by_type.counts]


def test_a_type_that_a_person_lacks_is_nought_in_that_row() -> None:
    full = compiled(1)
    short = {**full.inspectors["D01"], "by_type": Breakdown((("经常性", Count(5)),))}
    table = MonthlyTable(
        period=full.period,
        district=full.district,
        zones={},
        inspectors={"D01": short},
        record_count=1,
    )
    group = tables(report(table))[2]
    assert group.rows[1].cells[2:9] == ("5", "0", "0", "0", "0", "0", "0")


def test_ratios_print_both_numbers_and_a_dash_for_nothing_due() -> None:
    full = compiled(1)
    district = {**full.district, "on_time": Ratio(2, 3), "coverage": Ratio(0, 0)}
    table = MonthlyTable(
        period=full.period, district=district, zones={}, inspectors={}, record_count=1
    )
    cells = {cell for t in tables(report(table)) for cell in t.rows[0].cells}
    assert {"2/3（66.7%）", "—"} <= cells


def test_who_has_nothing_in_a_part_is_left_out_of_it_with_one_sentence() -> None:
    full = compiled(3)
    empty = {
        name: Ratio(0, 0) if isinstance(cell, Ratio)
        else Breakdown(tuple((part, Count(0)) for part, _ in cell.counts))
        if isinstance(cell, Breakdown)
        else CodeList(()) if isinstance(cell, CodeList) else Count(0)
        for name, cell in full.district.items()
    }  # fmt: skip
    lone = {**empty, "voided": Count(1)}
    table = replace(
        full,
        zones={**full.zones, "第三责任区": empty},
        inspectors={**full.inspectors, "D02": lone, "D03": empty},
    )
    document = report(table)
    first, second, third, fourth, below = (
        [row.cells[1] for row in each.rows] for each in tables(document)
    )
    assert {"第三责任区", "督学02（兼职）", "D03"} <= set(first)
    assert second == fourth == below == ["合计", "第一责任区", "第二责任区", "督学01（专职）"]
    assert third == [*second, "督学02（兼职）"]
    notes = [block.text for block in document.blocks if isinstance(block, Note)]
    assert notes[:4] == [
        "另有 1 个责任区、2 名督学各列都是 0 或“—”，没有列出。",
        "另有 1 个责任区、1 名督学各列都是 0 或“—”，没有列出。",
        "另有 1 个责任区、2 名督学各列都是 0 或“—”，没有列出。",
        "另有 1 个责任区、2 名督学没有未达频次的学校，没有列出。",
    ]
    none = report(replace(full, district=empty, zones={}, inspectors={}))
    assert Note(text="没有未达频次的学校。") in none.blocks


def test_a_noted_deviation_keeps_its_row(printed: Callable[..., str]) -> None:
    full = compiled(1)
    row = {**full.district, **dict.fromkeys(("voided", "notices", "open_at_start"), Count(0))}
    noted = Deviation("u", "D01", "complaints_received", "", "3", "口头受理", "督导室")
    empty = {name: Count(0) for name in row} | {"schools_below_frequency": CodeList(())}
    table = replace(full, inspectors={"D01": empty})
    beside = Beside(noted=(noted,))
    document = monthly_report(table, names=NAMES, rules=COUNTING_RULES, beside=beside)
    rows = [[r.cells for r in t.rows if r.cells[1] == "督学01（专职）"] for t in tables(document)]
    assert [len(each) for each in rows] == [1, 0, 0, 1, 0]
    assert "0*" in rows[3][0]


def test_parts_below_the_figures_are_counted_on_and_name_schools() -> None:
    table = compiled()
    cell = Difference(DISTRICT, "schools_below_frequency", "", "2121000001、2121000002", "—", None)
    item = LateItem("更正", "1" * 32, "销号", gone=True)
    late = LateMonth(Month(2022, 9), (LateEntry(item, None, "销号取消"),), (cell,))
    document = monthly_report(table, names=NAMES, rules=COUNTING_RULES, beside=Beside(late=(late,)))
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert heads[4:] == ["五、未达频次学校", "六、补报、更正", "计数规则"]
    cells = {c for t in tables(document) for row in t.rows for c in row.cells}
    assert {"示范区第1小学、示范区第2小学", "销号（不再计入：销号取消）"} <= cells
    assert not [cell for cell in cells if "21210000" in cell]
    own = usual_layout()
    own = own._replace(pages=(own.pages[0]._replace(title="主要数字"),))
    plain = monthly_report(table, names=NAMES, rules=(), beside=Beside(late=(late,)), layout=own)
    heads = [block.text for block in plain.blocks if isinstance(block, Heading)]
    assert heads[:3] == ["主要数字", "未达频次学校", "补报、更正"]


def test_rules_are_numbered_on_the_last_page(tool: Callable[..., str], fonts: FontLibrary) -> None:
    pages = tool("pdftotext", render([report(compiled())], fonts=fonts)).split("\f")[:-1]
    drawn = squeezed(pages[-1])
    for number, rule in enumerate(COUNTING_RULES, start=1):
        assert f"{number}．{squeezed(rule)}" in drawn


def test_the_table_is_headed_by_its_unit_and_month_and_lies_across() -> None:
    document = report(compiled())
    assert document.subtitle == "示范区　2022年10月"
    assert document.orientation is Orientation.LANDSCAPE
    assert sum(isinstance(block, Heading) for block in document.blocks) == 6
    assert Note(text="由17条记录汇总。") in document.blocks


def test_a_period_that_is_no_month_is_named_by_its_days() -> None:
    assert period_text(Month(2022, 2).period) == "2022年2月"
    term = Period(date(2022, 9, 1), date(2023, 1, 15))
    assert period_text(term) == "2022年9月1日至2023年1月15日"
