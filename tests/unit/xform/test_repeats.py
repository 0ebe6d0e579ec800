"""Repeats: adding, removing, counting, and reading across instances."""

import pytest

from inspector_app.xform import PathError, ReadOnlyError
from tests.unit.xform.forms import repeat_body, session


def test_a_new_instance_has_its_defaults_and_its_number() -> None:
    instance = '<r jr:template=""><x>5</x><n/></r><r><x>5</x><n/></r>'
    binds = {"r/n": {"calculate": "position(..)"}}
    filled = session(instance, binds, body=repeat_body("x"))
    assert filled.add("/data/r") == "/data/r[2]"
    assert filled.value("/data/r[2]/x") == "5"
    assert filled.value("/data/r[2]/n") == "2"


def test_an_instance_that_is_asked_later_has_its_number_then() -> None:
    binds = {"r": {"relevant": "/data/a = 'y'"}, "r/n": {"calculate": "position(..)"}}
    filled = session("<a/><r><x/><n/></r>", binds, body=repeat_body("x"))
    filled.add("/data/r")
    filled.set("/data/a", "y")
    assert [filled.value(f"/data/r[{n}]/n") for n in (1, 2)] == ["1", "2"]


def test_numbers_move_up_when_an_instance_goes() -> None:
    filled = session(
        "<r><x/><n/></r>", {"r/n": {"calculate": "position(..)"}}, body=repeat_body("x")
    )
    for place in (1, 2, 3):
        if place > 1:
            filled.add("/data/r")
        filled.set(f"/data/r[{place}]/x", "abc"[place - 1])
    filled.remove("/data/r[2]")
    assert [filled.value(f"/data/r[{n}]/x") for n in (1, 2)] == ["a", "c"]
    assert [filled.value(f"/data/r[{n}]/n") for n in (1, 2)] == ["1", "2"]
    assert filled.repeats("/data/r") == 2


def test_sums_and_counts_follow_what_comes_and_goes() -> None:
    binds = {
        "s": {"calculate": "sum(/data/r/x)"},
        "c": {"calculate": "count(/data/r)"},
        "r/x": {"type": "int"},
    }
    filled = session("<s/><c/><r><x/></r>", binds, body=repeat_body("x"))
    filled.set("/data/r[1]/x", "3")
    filled.add("/data/r")
    filled.set("/data/r[2]/x", "4")
    assert (filled.value("/data/s"), filled.value("/data/c")) == ("7", "2")
    filled.remove("/data/r[1]")
    assert (filled.value("/data/s"), filled.value("/data/c")) == ("4", "1")


def test_an_expression_in_a_repeat_reads_its_own_instance() -> None:
    binds = {"r/y": {"calculate": "/data/r/x * 2"}, "r/x": {"type": "int"}}
    filled = session("<r><x/><y/></r>", binds, body=repeat_body("x"))
    filled.add("/data/r")
    filled.set("/data/r[1]/x", "1")
    filled.set("/data/r[2]/x", "5")
    assert [filled.value(f"/data/r[{n}]/y") for n in (1, 2)] == ["2", "10"]


def test_indexed_repeat_reads_the_instance_of_a_number() -> None:
    binds = {"i": {"type": "int"}, "v": {"calculate": "indexed-repeat(/data/r/x, /data/r, ../i)"}}
    filled = session("<i/><v/><r><x/></r>", binds, body=repeat_body("x"))
    filled.add("/data/r")
    filled.set("/data/r[1]/x", "a")
    filled.set("/data/r[2]/x", "b")
    filled.set("/data/i", "2")
    assert filled.value("/data/v") == "b"
    filled.set("/data/i", "3")
    assert filled.value("/data/v") == ""


def test_a_count_makes_and_removes_instances() -> None:
    body = '<input ref="/data/n"/>' + repeat_body("x", attributes='jr:count="/data/n"')
    filled = session("<n/><r><x/></r>", {"n": {"type": "int"}}, body=body)
    filled.set("/data/n", "3")
    assert filled.repeats("/data/r") == 3
    filled.set("/data/n", "1")
    assert filled.repeats("/data/r") == 1
    with pytest.raises(ReadOnlyError):
        filled.add("/data/r")
    with pytest.raises(ReadOnlyError):
        filled.remove("/data/r[1]")


def test_a_count_that_feeds_on_itself_comes_to_an_end() -> None:
    body = repeat_body("x", attributes='jr:count="count(/data/r) + 1"')
    filled = session("<r><x/></r>", {}, body=body)
    assert filled.repeats("/data/r") >= 1


def test_only_instances_of_repeats_can_go() -> None:
    filled = session("<a/><r><x/></r>", {"a": {}}, body=repeat_body("x"))
    for path in ("/data/a", "/data/r[2]"):
        with pytest.raises(PathError):
            filled.remove(path)
    with pytest.raises(PathError):
        filled.add("/data/a")


def test_repeats_in_repeats_are_addressed_by_both_numbers() -> None:
    instance = "<o><r><x/></r><t/></o>"
    body = (
        '<repeat nodeset="/data/o"><repeat nodeset="/data/o/r"><input ref="/data/o/r/x"/></repeat>'
        "</repeat>"
    )
    filled = session(instance, {"o/t": {"calculate": "sum(../r/x)"}}, body=body)
    filled.add("/data/o")
    inner = filled.add("/data/o[2]/r")
    filled.set(f"{inner}/x", "7")
    assert inner.startswith("/data/o[2]/r[")
    assert filled.value("/data/o[2]/t") == "7"
    assert filled.value("/data/o[1]/t") == "0"


def test_a_trigger_sets_a_question_of_its_own_instance() -> None:
    body = (
        '<repeat nodeset="/data/r"><input ref="/data/r/x">'
        '<setvalue event="xforms-value-changed" ref="/data/r/y" value="concat(/data/r/x, \'!\')"/>'
        "</input></repeat>"
    )
    filled = session("<r><x/><y/></r>", {}, body=body)
    filled.add("/data/r")
    filled.set("/data/r[2]/x", "a")
    assert [filled.value(f"/data/r[{n}]/y") for n in (1, 2)] == ["", "a!"]


def test_events_of_loading_and_of_new_instances_set_values() -> None:
    model = '<setvalue event="odk-instance-first-load" ref="/data/a" value="2 + 3"/>'
    body = (
        '<repeat nodeset="/data/r"><setvalue event="odk-new-repeat" ref="/data/r/x">new</setvalue>'
        '<input ref="/data/r/x"/></repeat>'
    )
    filled = session("<a/><r><x/></r>", {"a": {"type": "int"}}, model=model, body=body)
    filled.add("/data/r")
    assert filled.value("/data/a") == "5"
    assert [filled.value(f"/data/r[{n}]/x") for n in (1, 2)] == ["", "new"]


def test_a_count_stands_on_the_repeat_itself() -> None:
    body = (
        '<repeat nodeset="/data/o"><input ref="/data/o/n"/>'
        '<repeat nodeset="/data/o/r" jr:count="../n"><input ref="/data/o/r/x"/></repeat></repeat>'
    )
    filled = session("<o><n/><r><x/></r></o>", {"o/n": {"type": "int"}}, body=body)
    filled.add("/data/o")
    filled.set("/data/o[2]/n", "3")
    assert [filled.repeats(f"/data/o[{n}]/r") for n in (1, 2)] == [1, 3]


def test_truths_that_were_worked_out_add_up() -> None:
    binds = {
        "a": {"calculate": "1 = 1"},
        "b": {"calculate": "1 = 2"},
        "c": {"calculate": "/data/a + /data/b + sum(/data/a | /data/b)"},
        "d": {"relevant": "/data/b"},
    }
    filled = session("<a/><b/><c/><d/>", binds)
    assert filled.value("/data/c") == "2"
    assert not filled.state("/data/d").relevant


def test_a_number_of_instances_counts_even_while_its_question_is_hidden() -> None:
    filled = session(
        '<n>3</n><r jr:template=""><x/></r>',
        {"n": {"type": "int", "relevant": "false()"}},
        body='<input ref="/data/n"/>' + repeat_body("x", attributes='jr:count="/data/n"'),
    )
    assert filled.repeats("/data/r") == 3


def test_a_repeat_inside_begins_with_as_many_instances_as_the_template_has() -> None:
    empty, full = '<i jr:template=""><b/></i>', "<i><b>2</b></i>"
    inner = '<repeat nodeset="/data/r/i"><input ref="/data/r/i/b"/></repeat>'
    body = f'<repeat nodeset="/data/r"><input ref="/data/r/x"/>{inner}</repeat>'
    for inside, wanted in ((empty, 0), (full, 1)):
        written = f'<r jr:template=""><x/>{inside}</r><r><x/><i><b/></i></r>'
        filled = session(written, {}, body=body)
        assert filled.repeats("/data/r[1]/i") == 1
        place = filled.add("/data/r")
        assert filled.repeats(f"{place}/i") == wanted
