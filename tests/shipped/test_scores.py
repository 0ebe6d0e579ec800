"""The shipped forms that score items: full marks, findings for each failure, figures that agree."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest

from inspector_app.authoring.package import FormPackage, read_package
from inspector_app.authoring.publishing import package_of
from inspector_app.base.paths import forms
from inspector_app.domain.checklist import LEVELS, NOT_APPLICABLE, Scale
from inspector_app.domain.form_record import FormRecord
from inspector_app.domain.issue import Severity
from inspector_app.services.authored_forms import check_source
from inspector_app.services.form_filing import issues_in
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.known_form import KnownForm
from inspector_app.services.shipped_checklists import shipped_checklists
from inspector_app.xform import Session, load_form
from tests.shipped.test_forms import CHECKLISTS, ROSTERS, SHIPPED

CHINA = timezone(timedelta(hours=8))
SCORED = tuple(form for form in SHIPPED if form != "dudao")
BEST = {levels[0].word for levels in LEVELS.values()}
WORST = {levels[-1].word for levels in LEVELS.values()}
# A school that has everything, so that every page is asked.
WHOLE = {
    "has": "bus boarding lab gear kitchen library paid hired evening",
    "outbreak": "yes", "ownership": "private", "supply": "let", "seen": "small big",
}  # fmt: skip


@cache
def published(form: str) -> FormPackage:
    checked = check_source(forms() / form)
    assert checked.form is not None
    return read_package(package_of(checked.form, checked.cells or {}), name=form)


@cache
def known_form(form: str) -> KnownForm:
    package = published(form)
    return KnownForm(
        form=form, version=package.version, title=package.title, digest=package.digest,
        definition=load_form(package.xml), own=package.manifest["own"],
    )  # fmt: skip


def opened(form: str) -> OpenForm:
    """Begin a form at a school that has everything that the form asks for."""
    known = known_form(form)
    record = FormRecord(uid="r", form=form, version=known.version, digest="", title=known.title)
    rosters: Any = {f"{name}.csv": rows for name, rows in ROSTERS.items()} | dict(ROSTERS)
    filling = OpenForm(
        known, record, rosters, lambda: datetime(2026, 11, 20, 9, tzinfo=CHINA), fresh=True
    )
    session = filling.session
    session.set("/data/base/zone", "z1")
    session.set("/data/base/school", "2121000001")
    session.set("/data/base/stage", stage_of(session))
    for name, wanted in WHOLE.items():
        path = f"/data/base/{name}"
        if path in session.dump():
            offered = {choice.value for choice in session.choices(path)}
            session.set(path, " ".join(word for word in wanted.split() if word in offered))
    return filling


def stage_of(session: Session) -> str:
    offered = [choice.value for choice in session.choices("/data/base/stage")]
    return "nine" if "nine" in offered else offered[0]


def place_of(session: Session, name: str) -> str:
    (path,) = (path for path in session.dump() if path.endswith(f"/{name}"))
    return path


def value(session: Session, name: str) -> str:
    return session.value(place_of(session, name))


def judged(session: Session) -> Iterator[tuple[str, list[str]]]:
    """Yield what is judged in words, and the words: each is worth points."""
    for path, state in session.dump().items():
        name = path.rsplit("/", 1)[-1]
        if name[0] == "q" and name[1:].isdecimal() and state.relevant:
            words = [choice.value for choice in session.choices(path)]
            if words:
                yield path, words


def answered(form: str, wanted: set[str]) -> OpenForm:
    filling = opened(form)
    for path, words in list(judged(filling.session)):
        (word,) = (word for word in words if word in wanted)
        filling.session.set(path, word)
    return filling


@pytest.mark.parametrize("form", SCORED)
def test_a_school_where_all_is_well_has_full_marks_and_may_be_called_good(form: str) -> None:
    session = answered(form, BEST).session
    assert sum(1 for _ in judged(session)) >= (8 if form == "gongzi" else 15)
    assert float(value(session, "total_full")) > 0
    assert value(session, "total_sum") == value(session, "total_full")
    assert (value(session, "total_rate"), value(session, "fail_n")) == ("100", "0")
    best = session.choices(place_of(session, "grade"))[0].value
    session.set(place_of(session, "grade"), best)
    assert session.state(place_of(session, "grade")).valid
    assert session.state(place_of(session, "has_finding")).required
    assert not session.state(place_of(session, "f_text")).relevant


@pytest.mark.parametrize("form", SCORED)
def test_each_failure_is_to_be_written_down_and_becomes_an_issue(form: str) -> None:
    filling = answered(form, WORST)
    session = filling.session
    failed = [path.rsplit("/", 1)[-1] for path, _ in judged(session)]
    assert value(session, "total_rate") == "0"
    assert value(session, "fail_n") == str(len(failed))
    worst = session.choices(place_of(session, "grade"))[0].value
    session.set(place_of(session, "grade"), worst)
    assert not session.state(place_of(session, "grade")).valid
    session.set(place_of(session, "advice"), "立即整改，专人负责。")
    for place, name in enumerate(failed, 1):
        assert not session.state(place_of(session, "advice")).valid
        assert f"{name[1:]} " in value(session, "lack")
        row = "/data/find/finding[1]" if place == 1 else session.add("/data/find/finding")
        offered = {choice.value for choice in session.choices(f"{row}/f_item")}
        assert offered == {*failed, "other"}
        for question, answer in (
            ("f_item", name), ("f_text", f"第 {name[1:]} 项没有做到"), ("f_severity", "serious"),
            ("f_unit", "总务处"), ("f_deadline", "2026-12-10"),
        ):  # fmt: skip
            session.set(f"{row}/{question}", answer)
            assert session.state(f"{row}/{question}").valid, question
    assert value(session, "lack") == ""
    assert session.state(place_of(session, "advice")).valid
    issues = list(issues_in(filling))
    assert [issue.description for issue in issues] == [f"第 {q[1:]} 项没有做到" for q in failed]
    assert {(i.responsible, str(i.deadline), i.severity) for i in issues} == {
        ("总务处", "2026-12-10", Severity.SERIOUS)
    }


@pytest.mark.parametrize("form", SCORED)
def test_what_does_not_apply_is_left_out_of_what_could_be_reached(form: str) -> None:
    session = answered(form, BEST).session
    full = float(value(session, "total_full"))
    (first, second, *rest) = [path for path, words in judged(session) if NOT_APPLICABLE in words]
    session.set(first, NOT_APPLICABLE)
    assert float(value(session, "total_full")) < full
    assert value(session, "total_rate") == "100"
    session.set(second, "")
    assert value(session, "total_rate") == "100"
    for path in rest:
        session.set(path, NOT_APPLICABLE)
    assert (value(session, "total_full"), value(session, "total_rate")) == ("0", "")


@pytest.mark.parametrize("form", SCORED)
def test_an_empty_form_reckons_with_nothing(form: str) -> None:
    session = opened(form).session
    assert (value(session, "total_full"), value(session, "total_rate")) == ("0", "")
    assert value(session, "fail_n") == "0"
    told = [p for p, s in session.dump().items() if p.endswith("_told") and s.relevant]
    assert told == []
    assert "NaN" not in {state.value for state in session.dump().values()}


@pytest.mark.parametrize("form", SHIPPED)
def test_the_first_thing_that_a_form_says_is_that_it_is_a_draft(form: str) -> None:
    session = opened(form).session
    first = session.form.root.children[0].children[0]
    assert session.label(first.path) == "草稿，供督导室修改后使用；不是任何部门发布的表格。"
    assert "依据：" in session.hint(first.path)


@pytest.mark.parametrize("form", CHECKLISTS)
def test_a_form_and_its_checklist_ask_the_same_items_for_the_same_points(form: str) -> None:
    session = opened(form).session
    own = published(form).manifest["own"]
    for item in shipped_checklists()[form].items:
        path = place_of(session, item.key)
        star = "★" if item.is_key else ""
        assert session.label(path) == f"{item.number} {star}{item.text}"
        assert own.get(item.key, {}).get("依据", "") == item.basis
        for word in (item.method, item.evidence):
            assert word in session.hint(path)
        if item.words:
            assert {choice.value for choice in session.choices(path)} == set(item.words)
            assert own[item.key]["分值"] == str(item.points)


@pytest.mark.parametrize(
    ("scale", "word", "got"),
    [
        (Scale.FIT, "基本符合", "6"), (Scale.FIT, "部分符合", "5"), (Scale.FIT, "不符合", "4"),
        (Scale.FIT, NOT_APPLICABLE, "4"),
    ],
)  # fmt: skip
def test_a_part_of_the_points_is_reckoned_exactly(scale: Scale, word: str, got: str) -> None:
    session = opened("anquan").session
    session.set(place_of(session, "q1"), "是")
    session.set(place_of(session, "q2"), "否")
    session.set(place_of(session, "q5"), word)
    assert value(session, "g1_sum") == got
    assert value(session, "g1_full") == ("8" if word == NOT_APPLICABLE else "11")


# -- what the district asks of single forms --------------------------------------------------------


def test_a_failed_item_with_a_star_asks_what_was_done_and_forbids_a_pass() -> None:
    session = opened("anquan").session
    grade = place_of(session, "grade")
    session.set(grade, "pass")
    assert session.state(grade).valid
    session.set(place_of(session, "q7"), "否")
    assert session.state(place_of(session, "at_once")).required
    assert not session.state(grade).valid


@pytest.mark.parametrize(
    ("form", "words", "items"),
    [
        ("anquan", "boarding", ("q10", "q11", "q15", "q17")),
        ("wuxiang", "none", ("q10",)),
        ("youeryuan", "none", ("q11", "q15")),
        ("kaixue", "none", ("q15", "q16")),
        ("chuanranbing", "none", ("q22", "q23")),
        ("kehou", "none", ("q7", "q14", "q15", "q16", "q19", "q20")),
    ],
)
def test_a_school_is_not_asked_for_what_it_does_not_have(
    form: str, words: str, items: tuple[str, ...]
) -> None:
    session = opened(form).session
    assert all(session.state(place_of(session, item)).relevant for item in items)
    session.set("/data/base/has", words)
    assert not any(session.state(place_of(session, item)).relevant for item in items)
    session.set("/data/base/has", "none bus")
    assert not session.state("/data/base/has").valid


@pytest.mark.parametrize(
    ("stage", "asked", "left"),
    [("primary", ("q7", "q8"), ("q9",)), ("junior", ("q9",), ("q7", "q8")),
     ("nine", ("q7", "q8", "q9"), ())],
)  # fmt: skip
def test_the_time_for_homework_is_asked_of_the_stage_that_it_is_set_for(
    stage: str, asked: tuple[str, ...], left: tuple[str, ...]
) -> None:
    session = opened("shuangjian").session
    session.set("/data/base/stage", stage)
    assert all(session.state(place_of(session, name)).relevant for name in asked)
    assert not any(session.state(place_of(session, name)).relevant for name in left)


@pytest.mark.parametrize(
    ("form", "figures", "item", "word", "told"),
    [
        ("anquan", {"fire_seen": "20", "fire_bad": "2"}, "q6", "是", "fire_told"),
        ("anquan", {"seats": "19", "riders": "23"}, "q10", "是", "bus_told"),
        ("shuangjian", {"mid_min": "75"}, "q8", "是", "mid_told"),
        ("wuxiang", {"prim_at": "08:10:00.000+08:00"}, "q7", "是", "prim_told"),
        ("wuxiang", {"sport_min": "45"}, "q15", "是", "sport_told"),
        ("youeryuan", {"small_max": "31"}, "q3", "合格", "size_told"),
        ("baojiao", {"outdoor_min": "90"}, "q5", "是", "outdoor_told"),
        ("shitang", {"dishes": "6", "kept": "6", "kept_g": "100", "kept_h": "48"}, "q8", "是",
         "kept_told"),
        ("shide", {"fresh": "4", "searched": "3"}, "q12", "是", "searched_told"),
        ("kaixue", {"fees_more": "1"}, "q10", "好", "fees_told"),
        ("chuanranbing", {"absent": "9", "absent_ill": "5", "absent_known": "4"}, "q6", "是",
         "known_told"),
        ("kehou", {"days": "5", "begins": "16:00:00.000+08:00", "ends": "17:30:00.000+08:00"}, "q5",
         "是", "short_told"),
        ("gongzi", {"insured": "80", "insured_on": "79"}, "q17", "是", "insured_told"),
    ],
)  # fmt: skip
def test_figures_that_speak_against_an_answer_are_told_at_once(
    form: str, figures: dict[str, str], item: str, word: str, told: str
) -> None:
    session = opened(form).session
    session.set(place_of(session, item), word)
    assert not session.state(place_of(session, told)).relevant
    for name, figure in figures.items():
        session.set(place_of(session, name), figure)
    assert session.state(place_of(session, told)).relevant


@pytest.mark.parametrize(
    ("form", "whole", "part"),
    [
        ("anquan", "guards", "guards_on"), ("shuangjian", "pupils", "care_n"),
        ("wuxiang", "fit_done", "fit_ok"), ("youeryuan", "teachers", "teachers_on"),
        ("baojiao", "outdoor_min", "sport_min"), ("shitang", "cooks", "cooks_ok"),
        ("shide", "punished", "vetoed"), ("kaixue", "pupils", "pupils_in"),
        ("chuanranbing", "absent", "absent_ill"), ("kehou", "joined", "asked"),
        ("gongzi", "insured", "insured_on"),
    ],
)  # fmt: skip
def test_a_part_is_not_more_than_the_whole(form: str, whole: str, part: str) -> None:
    session = opened(form).session
    session.set(place_of(session, part), "11")
    assert session.state(place_of(session, part)).valid
    session.set(place_of(session, whole), "10")
    assert not session.state(place_of(session, part)).valid
    session.set(place_of(session, whole), "11")
    assert session.state(place_of(session, part)).valid


def wages(session: Session, *, pay: str, heads: str, mean: str, other: str) -> None:
    for name, figure in (("g1_pay", pay), ("g1_heads", heads), ("q2", mean), ("q3", other)):
        session.set(place_of(session, name), figure)


@pytest.mark.parametrize(
    ("mean", "other", "ratio", "more", "verdict"),
    [
        ("86000", "85000", "101.18", "1000", "是"), ("85000", "85000", "100", "0", "是"),
        ("84999.99", "85000", "100", "-0.01", "否"),
    ],
)  # fmt: skip
def test_wages_are_compared_and_a_verdict_that_the_figures_deny_is_refused(
    mean: str, other: str, ratio: str, more: str, verdict: str
) -> None:
    session = opened("gongzi").session
    session.set(place_of(session, "q2"), mean)
    session.set(place_of(session, "q3"), other)
    assert (value(session, "g1_ratio"), value(session, "g1_more")) == (ratio, more)
    answer = place_of(session, "q4")
    session.set(answer, {"是": "否", "否": "是"}[verdict])
    assert not session.state(answer).valid
    session.set(answer, verdict)
    assert session.state(answer).valid


def test_a_mean_that_is_not_the_sum_over_the_heads_is_refused_and_years_go_back_by_one() -> None:
    session = opened("gongzi").session
    wages(session, pay="8600000", heads="100", mean="87000", other="85000")
    assert not session.state(place_of(session, "q2")).valid
    session.set(place_of(session, "q2"), "86000")
    assert session.state(place_of(session, "q2")).valid
    session.set(place_of(session, "q1"), "2025")
    for year, valid in (("2023", False), ("2024", True)):
        session.set(place_of(session, "q5"), year)
        assert session.state(place_of(session, "q5")).valid is valid


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [("basic merit", "merit basic", False), ("basic merit", "basic year_end", True),
     ("basic", "basic merit", True), ("basic", "", False)],
)  # fmt: skip
def test_incomes_that_are_not_made_up_alike_are_told(own: str, other: str, told: bool) -> None:
    session = opened("gongzi").session
    session.set(place_of(session, "counts_own"), own)
    session.set(place_of(session, "counts_other"), other)
    assert session.state(place_of(session, "counts_told")).relevant is told


def test_growth_of_wages_is_told_for_teachers_and_for_civil_servants() -> None:
    session = opened("gongzi").session
    for name, figure in (("q2", "88000"), ("q3", "84000"), ("q6", "80000"), ("q7", "80000")):
        session.set(place_of(session, name), figure)
    assert session.label(place_of(session, "growth_told")) == (
        "本年度比上一年度：教师增长 10%，公务员增长 5%。"
    )
