"""What a form is read into, and why one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.xform import FormDef, FormError, Session, load_form
from tests.unit.xform.forms import form, form_xml, repeat_body, session

_ROWS = [
    {"name": "s1", "label": "第1小学", "zone": "z1"},
    {"name": "s2", "label": "第2小学", "zone": "z2"},
    {"name": "s3", "label": "第3小学", "zone": "z1"},
]
_SCHOOLS = '<instance id="schools" src="jr://file-csv/schools.csv"/>'


def _with_list(nodeset: str, binds: dict[str, dict[str, str]] | None = None) -> Session:
    body = (
        '<input ref="/data/zone"/><select1 ref="/data/school">'
        f'<itemset nodeset="{nodeset}"><value ref="name"/><label ref="label"/></itemset></select1>'
    )
    xml = form_xml("<zone/><school/><label/>", binds or {}, body=body)
    xml = xml.replace("</instance>", f"</instance>{_SCHOOLS}", 1)
    return Session(load_form(xml), rosters={"schools.csv": _ROWS}.__getitem__)


def test_elements_tell_what_the_form_says_of_them() -> None:
    body = (
        '<group ref="/data/g" appearance="w2"><label>组</label>'
        '<select ref="/data/g/m" appearance="minimal"><label>题 <output value="/data/a"/></label>'
        "<item><label>甲</label><value>1</value></item></select></group>"
        '<upload ref="/data/p" mediatype="image/*"/>' + repeat_body("x")
    )
    read = form("<a/><g><m/></g><p/><r><x/></r>", {"p": {"type": "binary"}}, body=body)
    kinds = {path: (e.kind, e.control, e.data_type) for path, e in read.elements.items()}
    assert kinds["/data/g/m"] == ("question", "select", "select")
    assert kinds["/data/p"] == ("question", "upload", "binary")
    assert (kinds["/data/g"][0], kinds["/data/r"][0]) == ("group", "repeat")
    assert read.elements["/data/g"].appearance == "w2"
    assert read.elements["/data/g/m"].label() == "题 {/data/a}"
    assert (read.form_id, read.version, read.title) == ("t", "1", "甲")


def test_a_cycle_is_refused_and_named() -> None:
    binds = {"a": {"calculate": "/data/b + 1"}, "b": {"calculate": "/data/a + 1"}}
    with pytest.raises(FormError) as caught:
        form("<a/><b/>", binds)
    (problem,) = caught.value.problems
    assert problem.code == "cycle"
    assert "/data/a" in problem.detail
    assert "/data/b" in problem.detail


@pytest.mark.parametrize("kind", ["calculate", "relevant", "required", "readonly"])
def test_a_question_cannot_hang_on_itself(kind: str) -> None:
    with pytest.raises(FormError):
        form("<a/>", {"a": {kind: ". = 1"}})


def test_a_constraint_may_speak_of_its_own_question() -> None:
    assert form("<a/>", {"a": {"constraint": ". = 1"}}).problems == ()


def test_of_an_endless_expression_only_the_beginning_is_told() -> None:
    with pytest.raises(FormError) as caught:
        form("<a/>", {"a": {"relevant": "(" * 50_000 + "1" + ")" * 50_000}})

    (problem,) = caught.value.problems
    assert "relevant “((((" in str(problem)
    assert len(str(problem)) < 300


def test_everything_wrong_with_the_expressions_is_told_at_once() -> None:
    binds = {
        "a": {"calculate": "1 +"},
        "b": {"calculate": "foo()"},
        "c": {"calculate": "area(/data/a)"},
        "d": {"relevant": "/data/a/@x = 1"},
        "e": {"constraint": "if(1)"},
    }
    with pytest.raises(FormError) as caught:
        form("<a/><b/><c/><d/><e/>", binds)
    assert [(p.where, p.code) for p in caught.value.problems] == [
        ("/data/a", "syntax"),
        ("/data/b", "unknown-function"),
        ("/data/c", "refused"),
        ("/data/d", "refused"),
        ("/data/e", "arity"),
    ]


def test_what_is_odd_but_harmless_is_a_problem_of_the_form() -> None:
    read = form("<a/>", {"x": {}, "a": {"type": "geopoint", "calculate": "/data/nowhere"}})
    assert {p.code for p in read.problems} >= {"no-node", "refused-type"}


@pytest.mark.parametrize(
    "xml",
    ["", "<", "<a/>", "<h><model/></h>", "<h><model><instance/></model></h>",
     '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a>" * 200 + "</a>" * 200,
     "<a>" * 100_000 + "</a>" * 100_000],
)  # fmt: skip
def test_what_is_no_form_is_refused(xml: str) -> None:
    with pytest.raises(FormError):
        load_form(xml)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_form_or_refused(data: bytes) -> None:
    with pytest.raises(FormError):
        load_form(data)


_PIECES = st.sampled_from([
    '<bind nodeset="/data/a" calculate="/data/b"/>', '<bind relevant="1"/>', "<itext/>", "<model/>",
    '<bind nodeset="/data/b" constraint="position(..)" required="x"/>', "<instance id='x'/>",
    '<setvalue event="odk-new-repeat" ref="/data/a" value="/data/b"/>', "<setvalue/>",
    '<repeat nodeset="/data/a" jr:count="/data/b">', "</repeat>", '<repeat nodeset="">',
    '<select ref="/data/a">', "<item/>", "</select>", '<itemset nodeset="/data/b"/>', "<label>",
    "</label>", '<label ref="jr:itext(1)"/>', '<input ref="../a"/>', '<group ref="/data">',
    "</group>", "<output/>", '<range ref="/data/b" step="0"/>', "<itemset/>",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join), st.lists(_PIECES, max_size=12).map("".join))
def test_any_model_and_body_are_a_form_or_refused(model: str, body: str) -> None:
    found = _read(form_xml("<a/><b/>", {}, model=model, body=body))
    if isinstance(found, FormError):
        assert found.problems
    else:
        assert "/data/a" in Session(found).dump() or found.elements["/data/a"].kind != "question"


def _read(xml: str) -> FormDef | FormError:
    try:
        return load_form(xml)
    except FormError as error:
        return error


def test_choices_come_from_a_list_outside_as_the_filter_lets_them_through() -> None:
    filled = _with_list("instance('schools')/root/item[zone = /data/zone]")
    assert filled.choices("/data/school") == ()
    filled.set("/data/zone", "z1")
    choices = filled.choices("/data/school")
    assert [(c.value, c.label) for c in choices] == [("s1", "第1小学"), ("s3", "第3小学")]
    assert choices[0].columns["zone"] == "z1"


def test_a_choice_that_the_filter_no_longer_offers_is_a_problem() -> None:
    filled = _with_list("instance('schools')/root/item[zone = /data/zone]")
    filled.set("/data/zone", "z1")
    filled.set("/data/school", "s1")
    assert filled.problems() == ()
    filled.set("/data/zone", "z2")
    assert [point.path for point in filled.problems()] == ["/data/school"]


@pytest.mark.parametrize(
    "expression",
    [
        "instance('schools')/root/item[name = /data/school]/label",
        "pulldata('schools', 'label', 'name', /data/school)",
        "jr:choice-name(/data/school, '/data/school')",
    ],
)
def test_a_column_of_the_chosen_row_can_be_looked_up(expression: str) -> None:
    filled = _with_list("instance('schools')/root/item", {"label": {"calculate": expression}})
    filled.set("/data/school", "s3")
    assert filled.value("/data/label") == "第3小学"


def test_choices_can_come_from_a_repeat() -> None:
    body = repeat_body("x") + (
        '<select1 ref="/data/s"><itemset nodeset="/data/r[x != \'\']"><value ref="x"/>'
        '<label ref="x"/></itemset></select1>'
    )
    filled = session("<r><x/></r><s/>", {}, body=body)
    filled.add("/data/r")
    filled.set("/data/r[2]/x", "乙")
    assert [choice.value for choice in filled.choices("/data/s")] == ["乙"]


def test_texts_follow_the_language_and_fill_in_values() -> None:
    model = (
        '<itext><translation lang="中文 (zh)"><text id="l"><value>你好 <output value="/data/b"/>'
        '</value></text></translation><translation lang="English (en)"><text id="l"><value>Hello '
        '<output value="/data/b"/></value></text></translation></itext>'
    )
    body = '<input ref="/data/a"><label ref="jr:itext(\'l\')"/></input><input ref="/data/b"/>'
    filled = session("<a/><b/>", {}, model=model, body=body)
    filled.set("/data/b", "督学01")
    assert filled.form.languages == ("中文 (zh)", "English (en)")
    assert filled.label("/data/a") == "你好 督学01"
    filled.language = "English (en)"
    assert filled.label("/data/a") == "Hello 督学01"


def test_one_form_serves_many_sessions() -> None:
    read: FormDef = form("<a/><b/>", {"a": {}, "b": {"calculate": "/data/a"}})
    one, other = Session(read), Session(read)
    one.set("/data/a", "1")
    assert (one.value("/data/b"), other.value("/data/b")) == ("1", "")


def test_the_old_word_for_choosing_by_typing_is_known_by_its_new_one() -> None:
    body = '<select1 ref="/data/a" appearance="search w2"><item><value>x</value></item></select1>'
    read = form("<a/>", {}, body=body)
    assert read.elements["/data/a"].appearance.split() == ["autocomplete", "search", "w2"]


def test_the_record_that_was_saved_before_reads_as_nothing() -> None:
    saved = "concat('<', instance('__last-saved')/data/a, '>')"
    source = '<instance id="__last-saved" src="jr://instance/last-saved"/>'
    written = form_xml("<a/>", {"a": {"calculate": saved}})
    filled = Session(load_form(written.replace("</instance>", f"</instance>{source}", 1)))
    assert filled.value("/data/a") == "<>"


def test_the_words_of_the_body_are_those_of_the_whole_form() -> None:
    written = form_xml("<a/>", {"a": {}})
    styled = written.replace("<h:body>", '<h:body class="theme-grid pages">')
    assert (load_form(written).style, load_form(styled).style) == ("", "theme-grid pages")


def test_a_reference_between_spaces_is_the_same_reference() -> None:
    model = '<setvalue event="odk-instance-first-load" ref=" /data/a " value="1"/>'
    assert session("<a/>", {"a": {}}, model=model).value("/data/a") == "1"
