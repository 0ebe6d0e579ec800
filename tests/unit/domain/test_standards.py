"""The shipped set: the facts of the official one, and a set as JSON."""

from inspector_app.domain.standard_pack import standard_json, standard_of
from inspector_app.services.standards import shipped

(SHIPPED,) = shipped()


def test_the_set_has_36_items_in_three_parts() -> None:
    assert [item.no for item in SHIPPED.items] == list(range(1, 37))
    sizes = [sum(item.group == group for item in SHIPPED.items) for group in SHIPPED.groups()]
    assert sizes == [3, 22, 11]


def test_seven_items_have_a_middle_grade() -> None:
    assert [item.no for item in SHIPPED.items if item.has_basic] == [11, 12, 16, 17, 26, 27, 29]


def test_the_lines_of_the_numeric_items_are_those_of_the_document() -> None:
    lines = {
        item.no: (item.rule.direction.value, str(item.rule.good), item.rule.unit)
        for item in SHIPPED.items
        if item.rule is not None
    }
    assert lines[1] == ("at_least", "85", "%")
    assert lines[2] == ("at_least", "80", "%")
    assert lines[3] == ("at_least", "50", "%")
    assert lines[11] == lines[12] == ("at_least", "500", "元")
    assert lines[28] == ("at_least", "85", "%")
    assert lines[31] == ("at_most", "15", "人")
    assert {lines[no] for no in (9, 23, 26, 27, 29, 32)} == {("at_least", "100", "%")}


def test_a_set_comes_back_from_json_as_it_was() -> None:
    assert standard_of(standard_json(SHIPPED)) == SHIPPED
