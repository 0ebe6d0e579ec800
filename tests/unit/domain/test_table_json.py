from datetime import date

from inspector_app.domain.facts import InspectorFact, TableFacts
from inspector_app.domain.figures import Breakdown, CodeList, Count, Ratio
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.table_json import cell_json, table_json


def test_a_ratio_stands_as_two_numbers_and_is_never_rounded() -> None:
    assert cell_json(Ratio(2, 3)) == [2, 3]
    assert cell_json(Ratio(0, 0)) == [0, 0]


def test_counts_lists_and_breakdowns_stand_as_plain_values() -> None:
    assert cell_json(Count(4, ("a",))) == 4
    assert cell_json(CodeList(("2100000001",))) == ["2100000001"]
    assert cell_json(Breakdown((("经常性", Count(2)), ("专项", Count(0))))) == {
        "经常性": 2, "专项": 0,
    }  # fmt: skip


def test_a_table_names_its_month_and_has_a_row_for_the_district_each_zone_and_each_person() -> None:
    facts = TableFacts(inspectors=[InspectorFact("D1", "督学01", "第一督学责任区")])
    table = table_json(compile_table(Month.of(date(2022, 9, 30)).period, facts))
    assert table["month"] == "2022-09"
    assert list(table["zones"]) == ["第一督学责任区"]
    assert list(table["inspectors"]) == ["D1"]
    assert table["district"]["visits"] == 0
    assert table["district"]["coverage"] == [0, 0]
