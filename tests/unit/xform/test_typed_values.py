"""Numbers, truths and texts are held apart, as the reference engine does."""

import pytest

from tests.unit.xform.forms import repeat_body, session

_A_TRUTH = {"type": "boolean"}


@pytest.mark.parametrize(
    ("binds", "answers", "expression", "result"),
    [
        ({"a": {"type": "decimal"}, "b": {"type": "int"}}, ("4.0", "4"), "/data/a = /data/b",
         "true"),
        ({"a": {"type": "decimal"}, "b": {}}, ("4.50", "4.5"), "/data/a = /data/b", "true"),
        ({"a": {}, "b": {}}, ("4.0", "4"), "/data/a = /data/b", "false"),
        ({"a": {"type": "int"}, "b": {}}, ("4", ""), "/data/a = '4.0'", "true"),
        ({"a": {"type": "int"}, "b": {}}, ("4", ""), "/data/a = ''", "false"),
        ({"a": {"type": "int"}, "b": {}}, ("", ""), "/data/a = ''", "true"),
        ({"a": {"type": "decimal"}, "b": {}}, ("4.0", ""), "concat('<', /data/a, '>')", "<4>"),
        ({"a": _A_TRUTH, "b": {}}, ("0", ""), "if(/data/a, 'y', 'n')", "n"),
        ({"a": _A_TRUTH, "b": _A_TRUTH}, ("1", "true"), "/data/a = /data/b", "true"),
    ],
)  # fmt: skip
def test_values_compare_by_the_types_of_their_binds(
    binds: dict[str, dict[str, str]], answers: tuple[str, str], expression: str, result: str
) -> None:
    filled = session("<a/><b/><c/>", {**binds, "c": {"calculate": expression}})
    filled.set("/data/a", answers[0])
    filled.set("/data/b", answers[1])
    assert filled.value("/data/c") == result


@pytest.mark.parametrize(
    ("calculated", "result"),
    [("'0'", "y"), ("0", "n"), ("1 = 2", "n"), ("'false'", "y"), ("''", "n"), ("'x'", "y")],
)
def test_a_result_is_true_by_its_kind(calculated: str, result: str) -> None:
    binds = {"a": {"calculate": calculated}, "b": {"calculate": "if(/data/a, 'y', 'n')"}}
    assert session("<a/><b/>", binds).value("/data/b") == result


def test_a_result_that_is_copied_keeps_its_kind() -> None:
    binds = {
        "a": {"calculate": "1 = 2"},
        "b": {"calculate": "/data/a"},
        "c": {"calculate": "if(/data/b, 'y', 'n')"},
    }
    assert session("<a/><b/><c/>", binds).value("/data/c") == "n"


def test_what_is_kept_once_keeps_its_kind() -> None:
    binds = {
        "a": {"calculate": "once(/data/c = 1)"},
        "b": {"calculate": "if(/data/a, 'y', 'n')"},
        "c": {},
    }
    filled = session("<a/><b/><c/>", binds)
    filled.set("/data/c", "1")
    assert (filled.value("/data/a"), filled.value("/data/b")) == ("false", "n")


@pytest.mark.parametrize("data_type", ["string", "decimal", "int", "date", "dateTime"])
@pytest.mark.parametrize("expression", ["1 div 0", "-1 div 0", "0 div 0"])
def test_what_is_no_finite_number_is_not_stored(data_type: str, expression: str) -> None:
    filled = session("<a/>", {"a": {"type": data_type, "calculate": expression}})
    assert filled.value("/data/a") == ""
    assert filled.state("/data/a").valid


def test_an_answer_is_kept_as_it_was_written() -> None:
    filled = session("<a/>", {"a": {"type": "decimal"}})
    filled.set("/data/a", "4.50")
    assert filled.value("/data/a") == "4.50"


@pytest.mark.parametrize(
    ("given", "kept", "valid"),
    [
        ("2026-11-22", "2026-11-22", True),
        ("2026-11-22T14:30:00", "2026-11-22", True),
        ("2026-11-22T14:30:00Z", "2026-11-22T14:30:00Z", False),
        ("2026-11-31T14:30:00", "2026-11-31T14:30:00", False),
    ],
)
def test_an_instant_without_a_zone_is_a_day(given: str, kept: str, valid: bool) -> None:
    filled = session("<a/>", {"a": {"type": "date"}})
    filled.set("/data/a", given)
    assert filled.value("/data/a") == kept
    assert filled.state("/data/a").valid is valid


def test_position_without_an_argument_is_the_number_of_the_instance() -> None:
    filled = session(
        '<r jr:template=""><x/></r><r><x/></r>',
        {"r": {"relevant": "position() > 1"}},
        body=repeat_body("x"),
    )
    filled.add("/data/r")
    filled.add("/data/r")
    assert [filled.state(f"/data/r[{n}]").relevant for n in (1, 2, 3)] == [False, True, True]
    filled.remove("/data/r[1]")
    assert [filled.state(f"/data/r[{n}]").relevant for n in (1, 2)] == [False, True]


def test_a_repeat_without_a_template_begins_its_instances_empty() -> None:
    filled = session("<r><x>a</x></r>", {"r/x": {}}, body=repeat_body("x"))
    filled.add("/data/r")
    assert filled.value("/data/r[1]/x") == "a"
    assert filled.value("/data/r[2]/x") == ""
