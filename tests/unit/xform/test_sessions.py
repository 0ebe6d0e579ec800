"""What follows from an answer: calculated, asked, required, refused."""

import pytest

from inspector_app.xform import OpenPoint, PathError, ReadOnlyError, Session
from tests.unit.xform.forms import NOON, form, repeat_body, session


def test_a_calculation_follows_its_operands() -> None:
    filled = session("<a/><b/>", {"a": {"type": "int"}, "b": {"calculate": "/data/a * 2"}})
    changes = filled.set("/data/a", "21")
    assert filled.value("/data/b") == "42"
    assert changes.paths == {"/data/a", "/data/b"}


def test_nothing_changes_when_the_same_answer_is_given_again() -> None:
    filled = session("<a/>", {"a": {}})
    filled.set("/data/a", "x")
    assert filled.set("/data/a", "x").paths == frozenset()


def test_a_number_that_cannot_be_worked_out_is_no_answer() -> None:
    filled = session("<a/><b/>", {"a": {}, "b": {"calculate": "/data/a + 1"}})
    assert filled.value("/data/b") == ""


def test_what_is_not_asked_reads_as_empty_and_keeps_its_answer() -> None:
    binds = {
        "a": {},
        "b": {"relevant": "/data/a = 'y'"},
        "c": {"calculate": "concat('<', /data/b, '>')"},
    }
    filled = session("<a/><b/><c/>", binds)
    filled.set("/data/a", "y")
    filled.set("/data/b", "kept")
    filled.set("/data/a", "n")
    assert filled.value("/data/c") == "<>"
    assert filled.value("/data/b") == "kept"
    assert not filled.state("/data/b").relevant


def test_finishing_drops_what_is_not_asked_and_tells_it() -> None:
    filled = session("<a/><b>x</b>", {"a": {}, "b": {"relevant": "/data/a = 'y'"}})
    assert filled.drop_irrelevant() == ("/data/b",)
    assert filled.value("/data/b") == ""


def test_relevance_and_readonly_come_down_from_groups() -> None:
    binds = {"a": {}, "g": {"relevant": "/data/a != ''", "readonly": "/data/a = 'r'"}}
    filled = session("<a/><g><b/></g>", binds, body='<input ref="/data/g/b"/>')
    assert not filled.state("/data/g/b").relevant
    filled.set("/data/a", "r")
    assert filled.state("/data/g/b").relevant
    assert filled.state("/data/g/b").readonly
    with pytest.raises(ReadOnlyError):
        filled.set("/data/g/b", "x")


def test_a_constraint_is_asked_again_when_an_operand_changes() -> None:
    binds = {"day": {"type": "date"}, "due": {"type": "date", "constraint": ". >= /data/day"}}
    filled = session("<day/><due/>", binds)
    filled.set("/data/day", "2026-11-22")
    filled.set("/data/due", "2026-11-25")
    assert filled.state("/data/due").valid
    filled.set("/data/day", "2026-11-26")
    assert not filled.state("/data/due").valid


def test_an_empty_answer_breaks_no_constraint() -> None:
    assert session("<a/>", {"a": {"constraint": ". > 5"}}).state("/data/a").valid


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("int", "1.x"),
        ("decimal", "abc"),
        ("date", "2026-02-30"),
        ("time", "25:00"),
        ("dateTime", "x"),
    ],
)
def test_a_text_that_is_not_of_the_type_is_kept_and_not_valid(kind: str, text: str) -> None:
    filled = session("<a/>", {"a": {"type": kind}})
    filled.set("/data/a", text)
    assert filled.value("/data/a") == text
    assert not filled.state("/data/a").valid


def test_problems_name_what_is_missing_and_what_does_not_hold_in_order() -> None:
    binds = {"a": {"required": "true()", "jr:requiredMsg": "请填"}, "b": {"constraint": ". > 5"}}
    filled = session("<a/><b/>", binds)
    filled.set("/data/b", "1")
    assert filled.problems() == (
        OpenPoint("/data/a", "required", "请填"),
        OpenPoint("/data/b", "constraint", "填写的内容不符合要求"),
    )


def test_times_of_day_compare_as_times() -> None:
    binds = {"t": {"type": "time"}, "out": {"type": "time", "constraint": ". > /data/t"}}
    filled = session("<t/><out/>", binds)
    filled.set("/data/t", "08:30")
    filled.set("/data/out", "11:45")
    assert filled.state("/data/out").valid


@pytest.mark.parametrize("path", ["/data/x", "/other/a", "data/a", "", "/data/a[2]", "/data/[1]"])
def test_an_unknown_path_is_refused(path: str) -> None:
    with pytest.raises(PathError):
        session("<a/>", {"a": {}}).value(path)


def test_a_calculated_question_takes_no_answer() -> None:
    with pytest.raises(ReadOnlyError):
        session("<a/>", {"a": {"calculate": "1"}}).set("/data/a", "2")


def test_listeners_hear_of_each_step() -> None:
    filled = session("<a/><b/>", {"a": {}, "b": {"calculate": "/data/a"}})
    heard: list[frozenset[str]] = []
    filled.on_change(heard.append)
    filled.set("/data/a", "1")
    assert heard == [frozenset({"/data/a", "/data/b"})]


def test_a_record_goes_on_where_it_was_left() -> None:
    instance, binds = "<g><a/></g><r><x/></r>", {"g/a": {}, "r/x": {}}
    first = session(instance, binds, body=repeat_body("x") + '<input ref="/data/g/a"/>')
    first.set("/data/g/a", "甲")
    first.add("/data/r")
    first.set("/data/r[2]/x", "2")
    again = Session(first.form, answers=first.answers())
    assert again.answers() == first.answers()
    assert again.dump() == first.dump()


def test_answers_are_by_name_with_repeats_as_rows() -> None:
    filled = session("<g><a/></g><r><x/></r>", {"g/a": {}, "r/x": {}}, body=repeat_body("x"))
    filled.set("/data/g/a", "1")
    filled.set("/data/r[1]/x", "2")
    answers = filled.answers()
    assert answers["a"] == "1"
    assert [row["x"] for row in answers["r"]] == ["2"]
    assert answers["r"][0]["_uuid"]


def test_the_instance_is_written_as_xml_without_what_is_not_asked() -> None:
    filled = session("<a/><b>x</b>", {"a": {}, "b": {"relevant": "false()"}})
    filled.set("/data/a", "<&>")
    assert filled.instance_xml().endswith(
        '<data xmlns="http://www.w3.org/2002/xforms" id="t" version="1"><a>&lt;&amp;&gt;</a></data>'
    )


def test_a_range_takes_only_its_steps() -> None:
    body = '<range ref="/data/a" start="1" end="5" step="2"/>'
    filled = session("<a/>", {"a": {"type": "int"}}, body=body)
    valid = []
    for text in ("1", "2", "5", "7"):
        filled.set("/data/a", text)
        valid.append(filled.state("/data/a").valid)
    assert valid == [True, False, True, False]


def test_the_day_and_the_instant_come_from_the_clock() -> None:
    binds = {"a": {"calculate": "today()"}, "b": {"calculate": "now()"}}
    filled = session("<a/><b/>", binds)
    assert filled.value("/data/a") == "2026-11-22"
    assert filled.value("/data/b") == "2026-11-22T12:30:00.000+08:00"


def test_start_is_put_in_at_the_beginning_and_end_at_the_end() -> None:
    binds = {
        "s": {"type": "dateTime", "jr:preload": "timestamp", "jr:preloadParams": "start"},
        "e": {"type": "dateTime", "jr:preload": "timestamp", "jr:preloadParams": "end"},
    }
    filled = session("<s/><e/>", binds)
    noon = NOON.isoformat(timespec="milliseconds")
    assert (filled.value("/data/s"), filled.value("/data/e")) == (noon, "")
    filled.drop_irrelevant()
    assert filled.value("/data/e") == noon


def test_a_property_of_the_program_is_put_in() -> None:
    binds = {"u": {"jr:preload": "property", "jr:preloadParams": "username"}}
    filled = Session(form("<u/>", binds), properties={"username": "督学01"})
    assert filled.value("/data/u") == "督学01"


def test_a_repeat_that_a_record_does_not_know_begins_as_in_a_new_one() -> None:
    first = session("<a/><r><x/></r>", {"a": {}}, body=repeat_body("x"))
    assert Session(first.form, answers={"a": "1"}).repeats("/data/r") == 1
    assert Session(first.form, answers={"a": "1", "r": []}).repeats("/data/r") == 0


def test_finishing_sets_nothing_off() -> None:
    body = (
        '<input ref="/data/a"/><input ref="/data/b"><setvalue event="xforms-value-changed"'
        ' ref="/data/c">set</setvalue></input><input ref="/data/c"/>'
    )
    filled = session("<a/><b>x</b><c/>", {"b": {"relevant": "/data/a = 'y'"}}, body=body)
    assert filled.drop_irrelevant() == ("/data/b",)
    filled.set("/data/a", "n")
    assert filled.value("/data/c") == ""


def test_a_form_that_shows_nothing_still_works_things_out() -> None:
    filled = session("<a>2</a><b/>", {"b": {"calculate": "/data/a + 1"}}, body="")
    assert filled.value("/data/b") == "3"
    assert filled.problems() == ()
