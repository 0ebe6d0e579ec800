"""Expressions that hang on each other: two circles settle, all others refuse the form."""

import pytest

from inspector_app.xform import FormError, Session
from tests.unit.xform.forms import form, repeat_body, session


def _either_or() -> Session:
    binds = {"a": {"relevant": "/data/b = ''"}, "b": {"relevant": "/data/a = ''"}}
    return session("<a/><b/>", binds)


def test_either_of_two_questions_is_asked_while_the_other_is_empty() -> None:
    filled = _either_or()
    assert filled.state("/data/a").relevant
    assert filled.state("/data/b").relevant
    filled.set("/data/a", "x")
    assert not filled.state("/data/b").relevant
    filled.set("/data/a", "")
    filled.set("/data/b", "y")
    assert not filled.state("/data/a").relevant


def test_opening_a_record_again_comes_to_the_same() -> None:
    filled = _either_or()
    filled.set("/data/a", "x")
    again = Session(filled.form, answers=filled.answers())
    assert again.dump() == filled.dump()


def test_conditions_that_undo_each_other_come_to_an_end() -> None:
    binds = {"a": {"relevant": "/data/b != ''"}, "b": {"relevant": "/data/a = ''"}}
    filled = session("<a>1</a><b>1</b>", binds)
    filled.set("/data/a", "2")
    filled.set("/data/b", "")
    assert not filled.state("/data/a").relevant


def _running_total() -> Session:
    binds = {
        "r/x": {"type": "int"},
        "r/t": {
            "calculate": "coalesce(/data/r[position() = position(current()/..) - 1]/t, 0)"
            " + coalesce(../x, 0)"
        },
    }
    instance = '<r jr:template=""><x/><t/></r><r><x/><t/></r>'
    return session(instance, binds, body=repeat_body("x"))


def test_a_total_runs_on_from_the_instance_before() -> None:
    filled = _running_total()
    for place in (1, 2, 3):
        if place > 1:
            filled.add("/data/r")
        filled.set(f"/data/r[{place}]/x", str(place))
    assert [filled.value(f"/data/r[{n}]/t") for n in (1, 2, 3)] == ["1", "3", "6"]
    filled.set("/data/r[1]/x", "10")
    assert [filled.value(f"/data/r[{n}]/t") for n in (1, 2, 3)] == ["10", "12", "15"]
    filled.remove("/data/r[2]")
    assert [filled.value(f"/data/r[{n}]/t") for n in (1, 2)] == ["10", "13"]


@pytest.mark.parametrize(
    "binds",
    [
        {"a": {"calculate": "/data/a + 1"}},
        {"a": {"relevant": ". > 0"}},
        {"a": {"required": ". > 0"}},
        {"a": {"readonly": ". > 0"}},
        {"a": {"calculate": "/data/b"}, "b": {"calculate": "/data/a"}},
        {"a": {"calculate": "/data/b"}, "b": {"relevant": "/data/a = 1"}},
    ],
)
def test_a_value_that_follows_from_itself_refuses_the_form(
    binds: dict[str, dict[str, str]],
) -> None:
    with pytest.raises(FormError) as refused:
        form("<a/><b/>", binds)
    assert [problem.code for problem in refused.value.problems] == ["cycle"]


@pytest.mark.parametrize("expression", ["../t + 1", "sum(/data/r/t) + 1"])
def test_a_value_of_its_own_instance_or_of_all_refuses_the_form(expression: str) -> None:
    with pytest.raises(FormError):
        form("<r><t/></r>", {"r/t": {"calculate": expression}}, body=repeat_body("t"))


@pytest.mark.parametrize("event", ["no-such-event", "", "odk-new-repeat"])
def test_an_event_that_never_comes_refuses_the_form(event: str) -> None:
    model = f'<setvalue event="{event}" ref="/data/a" value="1"/>'
    with pytest.raises(FormError) as refused:
        form("<a/>", {"a": {}}, model=model)
    assert [problem.code for problem in refused.value.problems] == ["event"]
