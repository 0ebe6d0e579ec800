"""What forms contribute to the month: 计次, 均分 and 占比, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.form_counts import ColumnKind, FilledForm, FormColumn
from inspector_app.domain.form_statistics import FormCell, Mean, Role, figures_of

CHOICES = (("3", "好"), ("2", "中"), ("1", "差"))
SCALE = FormColumn("a", "作业", ColumnKind.CHOICE, CHOICES)
NUMBER = FormColumn("n", "听课节数", ColumnKind.NUMBER)


def forms(texts: list[str], name: str = "a") -> list[FilledForm]:
    return [
        FilledForm(str(at), f"v{at}", "", "", "", None, "1", "", {name: text} if text else {})
        for at, text in enumerate(texts)
    ]


def cells(column: FormColumn, role: Role, filled: list[FilledForm]) -> list[FormCell]:
    (found,) = figures_of("表", [column], {column.name: role}, filled, {column.name: "3"})
    assert found.full == "3"
    return [line.cell for line in found.lines]


GIVEN = st.lists(st.sampled_from(["", "1", "2", "3"]), max_size=12)


@given(GIVEN)
def test_the_shares_of_single_choices_come_to_the_whole(texts: list[str]) -> None:
    found = cells(SCALE, Role.SHARE, forms(texts))
    answered = sum(map(bool, texts))
    assert all(isinstance(cell, Ratio) and cell.of == answered for cell in found)
    assert sum(cell.n for cell in found if isinstance(cell, Ratio)) == answered


@given(GIVEN)
def test_times_are_counted_by_choice_with_the_records_behind_them(texts: list[str]) -> None:
    found = cells(SCALE, Role.TIMES, forms(texts))
    assert [cell.value for cell in found if isinstance(cell, Count)] == [
        texts.count(code) for code, _ in CHOICES
    ]
    assert all(isinstance(cell, Count) and len(cell.uids) == cell.value for cell in found)


@given(GIVEN, st.randoms())
def test_a_mean_is_exact_and_asks_for_no_order(texts: list[str], random: object) -> None:
    filled = forms(texts)
    (mean,) = cells(SCALE, Role.MEAN, filled)
    random.shuffle(filled)  # type: ignore[attr-defined]
    (again,) = cells(SCALE, Role.MEAN, filled)
    assert isinstance(mean, Mean)
    assert isinstance(again, Mean)
    numbers = [int(text) for text in texts if text]
    assert mean.value == again.value
    assert mean.value == (Fraction(sum(numbers), len(numbers)) if numbers else None)


@pytest.mark.parametrize(
    ("total", "of", "shown"),
    [("49", 6, "8.17"), ("1", 8, "0.13"), ("0", 0, "—"), ("-1", 8, "-0.13"), ("1", 400, "0.00")],
)
def test_a_mean_prints_two_decimals_rounded_half_up(total: str, of: int, shown: str) -> None:
    assert str(Mean(Fraction(total), of)) == shown


def test_whole_numbers_are_summed_where_they_are_counted_and_others_told() -> None:
    assert cells(NUMBER, Role.TIMES, forms(["2", "3", ""], "n")) == [Count(5, ("v0", "v1"))]
    assert cells(NUMBER, Role.TIMES, forms(["2.5", "3"], "n")) == [Count(2, ("v0", "v1"))]


def test_of_what_is_not_chosen_the_share_is_how_many_said_anything() -> None:
    (share,) = cells(NUMBER, Role.SHARE, forms(["2", "", "3"], "n"))
    assert (str(share), share.uids) == ("2/3（66.7%）", ("v0", "v2"))


def test_rows_of_a_repeat_each_count_one() -> None:
    column = FormColumn("g", "程度", ColumnKind.CHOICE, CHOICES, "finding")
    rows = [{"_uuid": "1", "g": "1"}, {"_uuid": "2", "g": "1"}]
    one = FilledForm("0", "v0", "", "", "", None, "1", "", {"finding": rows})
    assert cells(column, Role.TIMES, [one])[2] == Count(2, ("v0",))


def test_a_question_without_a_role_contributes_nothing() -> None:
    assert figures_of("表", [SCALE, NUMBER], {}, forms(["1"]), {}) == ()
