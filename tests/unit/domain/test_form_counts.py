"""Filled forms over records: versions united, each answer counted with what it came from."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.form_charts import form_charts
from inspector_app.domain.form_counts import (
    CodedLine,
    ColumnKind,
    FilledForm,
    FormColumn,
    coded_in,
    distributions,
    newest_of_schools,
    number_figures,
    united,
)

YES_NO = (("y", "是"), ("n", "否"))


def column(name: str, *, kind: ColumnKind = ColumnKind.CHOICE, repeat: str = "") -> FormColumn:
    choices = YES_NO if kind in {ColumnKind.CHOICE, ColumnKind.CHOICES} else ()
    return FormColumn(name, f"题 {name}", kind, choices, repeat)


def filled(uid: str, answers: dict[str, object], *, day: int = 1, code: str = "") -> FilledForm:
    on = date(2026, 11, day)
    return FilledForm(uid, f"v{uid}", uid, code or uid, f"学校{uid}", on, "1", "d", answers)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.sampled_from(["y", "n", "old"]),
        "m": st.sampled_from(["y", "n", "y n"]),
        "f": st.lists(
            st.fixed_dictionaries({"_uuid": st.uuids().map(str), "g": st.sampled_from("yn")}),
            max_size=3,
        ),
    },
)
COLUMNS = (column("a"), column("m", kind=ColumnKind.CHOICES), column("g", repeat="f"))


@given(st.lists(ANSWERS, max_size=6))
def test_every_answer_is_in_one_bucket_and_every_form_is_answered_or_silent(
    answers: list[dict[str, object]],
) -> None:
    forms = [filled(str(at), each) for at, each in enumerate(answers)]
    coded = [line for form in forms for line in coded_in(COLUMNS, form)]
    one, several, rows = distributions(COLUMNS, forms, coded)
    assert sum(len(b.uids) for b in one.buckets) == one.answered == len(forms) - len(one.silent)
    assert several.answered == len(forms) - len(several.silent)
    assert sum(len(b.uids) for b in several.buckets) >= several.answered
    assert rows.answered == sum(len(each.get("f", ())) for each in answers)  # type: ignore[arg-type]
    assert rows.silent == ()
    # A code that no version knows any more stays a bucket of its own.
    told = {code for code, _ in YES_NO} | {str(each["a"]) for each in answers if "a" in each}
    assert {b.code for b in one.buckets} == told


def test_versions_are_united_by_name_and_code_in_the_order_of_the_newest() -> None:
    old = (
        FormColumn("a", "旧题", ColumnKind.CHOICE, (("y", "对"), ("z", "不清楚"))),
        column("gone"), column("b"),
    )  # fmt: skip
    new = (column("b"), column("a"), column("fresh"))
    found = united([old, new])
    assert [each.name for each in found] == ["b", "a", "gone", "fresh"]
    assert found[1].label == "题 a"
    assert found[1].choices == (*YES_NO, ("z", "不清楚"))


def test_a_question_of_two_kinds_is_read_as_text_and_of_one_and_several_choices_as_several() -> (
    None
):
    number = column("a", kind=ColumnKind.NUMBER)
    assert united([[column("a")], [number]])[0].kind is ColumnKind.TEXT
    several = column("a", kind=ColumnKind.CHOICES)
    assert united([[column("a")], [several]])[0].kind is ColumnKind.CHOICES


def test_of_each_school_the_newest_form_counts() -> None:
    forms = [filled("1", {}, day=2, code="s"), filled("2", {}, day=9, code="s"), filled("3", {})]
    assert [each.uid for each in newest_of_schools(forms).values()] == ["2", "3"]


@given(st.lists(st.decimals(-99, 99, places=2), min_size=1, max_size=9))
def test_numbers_are_summed_exactly_and_the_mean_is_between_the_least_and_the_most(
    numbers: list[object],
) -> None:
    forms = [filled(str(at), {"n": str(number)}) for at, number in enumerate(numbers)]
    (found,) = number_figures([column("n", kind=ColumnKind.NUMBER)], [*forms, filled("x", {})])
    assert found.total == sum(Fraction(str(number)) for number in numbers)
    assert found.least <= found.mean <= found.most
    assert len(found.uids) == len(numbers)


def test_words_that_are_no_number_are_left_out_of_numbers() -> None:
    forms = [filled("1", {"n": "约十"}), filled("2", {"n": "3"})]
    (found,) = number_figures([column("n", kind=ColumnKind.NUMBER)], forms)
    assert (found.uids, found.total) == (("2",), 3)


def test_questions_of_one_scale_stand_in_one_chart_and_long_lists_in_one_of_their_own() -> None:
    many = tuple((str(n), f"第{n}种") for n in range(9))
    asked = (column("1"), column("2"), FormColumn("3", "3 看了什么", ColumnKind.CHOICE, many))
    forms = [filled(str(n), {"1": "y", "2": "n", "3": "4"}) for n in range(4)]
    coded = [line for form in forms for line in coded_in(asked, form)]
    stacked, bars = form_charts(distributions(asked, forms, coded))
    assert [series.values for series in stacked.series] == [(4, 0), (0, 4)]
    assert bars.title == "3 看了什么"
    assert sum(bars.series[0].values) == 4  # type: ignore[arg-type]
    assert form_charts(distributions(asked, forms, ())) == ()


def titles(labels: list[str], *, repeat: str = "") -> list[tuple[str, str]]:
    asked = [column(f"q{n}", repeat=repeat)._replace(label=label) for n, label in enumerate(labels)]
    coded = [CodedLine("f1", "", each.name, "a") for each in asked]
    charts = form_charts(distributions(asked, [filled("f1", {})], coded))
    return [(chart.title, chart.unit) for chart in charts]


def test_the_title_of_a_chart_names_the_questions_that_are_in_it() -> None:
    assert titles(["1.甲", "2.乙", "3、丙"]) == [("第 1—3 题", "份")]
    assert titles(["1 甲", "2 乙", "5 丙"]) == [("第 1—2、5 题", "份")]
    # Numbers that begin again, or are part of the words, are no range.
    assert titles(["1.甲", "2.乙", "1.丙"]) == [("“1 甲”等 3 题", "份")]
    assert titles(["3岁以下", "4岁以上"]) == [("“3岁以下”等 2 题", "份")]
    assert titles(["1.1 甲", "1.2 乙"]) == [("“1.1 甲”等 2 题", "份")]
    assert titles(["1.甲", "乙", "3.丙"]) == [("“1 甲”等 3 题", "份")]
    assert titles(["1.甲"]) == [("1.甲", "份")]


def test_rows_of_a_repeat_are_counted_in_rows_and_apart_from_forms() -> None:
    assert titles(["1.甲", "2.乙"], repeat="finding") == [("第 1—2 题", "条")]
    asked = (column("q"), column("r", repeat="finding"))
    coded = [CodedLine("f1", "", "q", "a"), CodedLine("f1", "row", "r", "a")]
    found = form_charts(distributions(asked, [filled("f1", {})], coded))
    assert [chart.unit for chart in found] == ["份", "条"]
