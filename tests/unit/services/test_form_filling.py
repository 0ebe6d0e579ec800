"""A form while it is filled in: what a change comes to is found by what has changed alone."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.form_record import FormRecord, trimmed, with_answer
from inspector_app.services.form_filling import OpenForm, given_of
from inspector_app.services.known_form import KnownForm
from inspector_app.xform import load_form
from tests.form_packages import xform

KNOWN = KnownForm(
    form="demo", version="1", title="示范表单", digest="", definition=load_form(xform()), own={}
)
ROSTERS = {"schools.csv": [{"name": "s1", "label": "示范区第1小学"}]}
QUESTIONS = {
    "/data/base/school": ("s1", "s2"), "/data/base/ways": ("meals", "docs", "meals docs"),
    "/data/base/pupils": ("90", "-3", "x"), "/data/base/classes": ("2", "0"),
    "/data/rates/m/r1": ("1", "4"), "/data/rates/m/r2": ("2", "3"),
    "/data/rates/why": ("台账不全",), "/data/meals/m_n": ("5", "many"),
    "/data/finding[1]/f_text": ("栏杆松动",), "/data/finding[1]/f_by": ("2026-12-01", "soon"),
}  # fmt: skip
changes = st.sampled_from(sorted(QUESTIONS)).flatmap(
    lambda path: st.tuples(st.just(path), st.sampled_from(("", *QUESTIONS[path])))
)


def opened(answers: dict[str, Any] | None = None) -> OpenForm:
    record = FormRecord(
        uid="r", form="demo", version="1", digest="", title="", answers=answers or {}
    )
    form = OpenForm(KNOWN, record, ROSTERS, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    if not form.session.repeats("/data/finding"):
        form.add("/data/finding")
    return form


@given(st.lists(st.one_of(changes, st.sampled_from(("add", "remove"))), max_size=12))
def test_what_is_saved_of_a_change_leads_to_all_answers(steps: list[Any]) -> None:
    form = opened()
    stored = form.answers()
    form.open_places()
    for step in steps:
        if step == "add":
            _, edit = form.add("/data/finding")
        elif step == "remove":
            if form.session.repeats("/data/finding") < 2:
                continue
            edit = form.remove("/data/finding[1]")
        else:
            edit = form.set(*step)
        for address, value in edit.steps:
            stored = with_answer(stored, address, value)
        whole = trimmed(form.session.answers())
        assert edit.answers == whole
        assert given_of(stored, edit.worked_out) == given_of(whole, edit.worked_out)
        assert form.open_places() == {point.path for point in form.problems()}


def test_a_form_differs_from_a_record_that_says_something_else() -> None:
    form = opened()
    edit = form.set("/data/base/pupils", "90")
    same = FormRecord(uid="r", form="demo", version="1", digest="", title="", answers=edit.answers)
    assert not form.differs(same)
    assert form.differs(form.record)


def test_what_is_saved_again_says_what_stands_there_by_then_worked_out_values_with_it() -> None:
    form = opened()
    form.set("/data/base/classes", "2")
    lost = form.set("/data/base/pupils", "90")
    form.set("/data/base/pupils", "100")
    again = form.again([step.address for step in lost.steps], lost)
    assert [step.value for step in again.steps] == ["100"]
    assert again.answers["per"] == "50"
    assert again.worked_out == lost.worked_out


def test_a_row_that_is_saved_again_comes_with_what_was_written_in_it_since() -> None:
    form = opened()
    path, lost = form.add("/data/finding")
    form.set(f"{path}/f_text", "栏杆松动")
    (step,) = form.again([step.address for step in lost.steps], lost).steps
    assert (step.value["at"], step.value["row"]["f_text"]) == (1, "栏杆松动")
