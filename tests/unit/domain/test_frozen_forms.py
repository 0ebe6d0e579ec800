"""Figures of forms that were kept come back as they were, records and exact means included."""

import json
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.form_counts import ColumnKind, FormColumn
from inspector_app.domain.form_statistics import FormFigure, FormLine, Mean, Role
from inspector_app.domain.frozen_forms import frozen_forms, thawed_forms

WORDS = st.text(max_size=6)
UIDS = st.lists(st.uuids().map(str), max_size=3, unique=True).map(tuple)
NUMBERS = st.integers(0, 10_000)
CELLS = st.one_of(
    st.builds(Count, NUMBERS, UIDS),
    st.builds(Ratio, NUMBERS, NUMBERS, UIDS, UIDS),
    st.builds(Mean, st.fractions(max_denominator=1000), NUMBERS, UIDS),
)
COLUMNS = st.builds(
    FormColumn, name=WORDS, label=WORDS, kind=st.sampled_from(ColumnKind),
    choices=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple), repeat=WORDS,
    outside=st.booleans(),
)  # fmt: skip
FIGURES = st.builds(
    FormFigure, form=WORDS, column=COLUMNS, role=st.sampled_from(Role), full=WORDS,
    lines=st.lists(st.builds(FormLine, WORDS, CELLS), max_size=3).map(tuple),
)  # fmt: skip


@given(st.lists(FIGURES, max_size=3).map(tuple))
def test_what_was_kept_comes_back(figures: tuple[FormFigure, ...]) -> None:
    kept = json.loads(json.dumps(frozen_forms(figures)))
    assert thawed_forms(kept) == figures


def test_a_mean_is_kept_exactly() -> None:
    mean = Mean(Fraction(241, 3), 3, ("a",))
    column = FormColumn("pupils", "学生数", ColumnKind.NUMBER)
    figure = FormFigure("表", column, Role.MEAN, "100", (FormLine("", mean),))
    ((line,),) = (each.lines for each in thawed_forms(frozen_forms([figure])))
    assert line.cell == mean
