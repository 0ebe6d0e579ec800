"""Charts: what may be drawn, and that nothing of it is lost, covered or out of its place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.chart import NO_DATA, Chart, ChartError, ChartKind, Series
from inspector_app.domain.chart_scene import good_height, least_width, scene
from inspector_app.domain.chart_shapes import Box, Point, Scene
from inspector_app.domain.chart_text import Face, Setter

SCREEN = 480.0


def measure(text: str, size: float, bold: bool) -> float:
    """Chinese characters are as wide as high, the others a little more than half of it."""
    return sum(size if ord(char) > 0x2E7F else 0.56 * size for char in text)


def laid_out(chart: Chart, *, width: float = SCREEN, height: float = 300.0) -> Scene:
    wide = max(width, least_width(chart, measure=measure))
    high = good_height(chart, width=wide, wanted=height, measure=measure)
    return scene(chart, width=wide, height=max(high, 0.0), measure=measure)


def chart(kind: ChartKind, *rows: tuple[int | None, ...], **more: Any) -> Chart:
    series = tuple(Series(name=f"序列{n}", values=row) for n, row in enumerate(rows, start=1))
    names = tuple(f"{n}月" for n in range(1, len(rows[0]) + 1))
    return Chart(kind=kind, title="各月校次", unit="次", categories=names, series=series, **more)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(ChartKind))
    single = kind in {ChartKind.FUNNEL, ChartKind.TILES}
    columns = draw(st.integers(1, 8 if kind is ChartKind.FUNNEL else 12))
    value = st.one_of(st.none(), st.integers(0, 5000))
    if kind in {ChartKind.STACKED, ChartKind.FUNNEL}:
        value = st.integers(0, 5000)
    row = st.lists(value, min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=1 if single else 4))
    return chart(kind, *rows)


@given(charts())
def test_no_two_texts_meet_and_nothing_leaves_the_chart(drawn: Chart) -> None:
    made = laid_out(drawn)
    extents = [text.extent for text in made.texts if text.text]
    for place, one in enumerate(extents):
        assert one.x >= -0.5
        assert one.right <= made.width + 0.5
        assert one.y >= -0.5
        assert one.bottom <= made.height + 0.5
        for other in extents[place + 1 :]:
            # A hair's breadth of line spacing is no overlap.
            assert not one.meets(other, gap=-0.6)
    for shape in made.shapes:
        if isinstance(shape, Box):
            assert shape.at.x >= -0.5
            assert shape.at.right <= made.width + 0.5
            assert shape.at.bottom <= made.height + 0.5


@given(charts())
def test_each_number_is_written_in_the_chart(drawn: Chart) -> None:
    words = "　".join(text.text for text in laid_out(drawn).texts).replace(",", "")
    for series in drawn.series:
        for value in series.values:
            assert (NO_DATA if value is None else str(value)) in words


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=10))
def test_bars_are_as_long_as_their_numbers_are_great(values: list[int]) -> None:
    made = laid_out(chart(ChartKind.BARS, tuple(values)))
    bars = {b.datum.category: b.at for b in made.shapes if isinstance(b, Box) and b.datum}
    assert set(bars) == set(range(len(values)))
    tall = max(values)
    upright = len({round(bar.width, 3) for bar in bars.values()}) == 1
    for place, value in enumerate(values):
        length = bars[place].height if upright else bars[place].width
        longest = max(b.height if upright else b.width for b in bars.values())
        assert length / longest == pytest.approx(value / tall, abs=0.02)


def test_series_differ_by_more_than_colour() -> None:
    made = laid_out(chart(ChartKind.BARS, (3, 4), (5, 6), (7, 8)))
    hatches = {
        box.datum.series: box.hatch
        for box in made.shapes
        if isinstance(box, Box) and box.datum is not None
    }
    assert len(set(hatches.values())) == 3


def test_the_number_under_the_mouse_is_found() -> None:
    made = laid_out(chart(ChartKind.LINES, tuple(range(1, 13))))
    found = {made.datum_at(spot.at.centre) for spot in made.spots}
    assert {datum.category for datum in found if datum is not None} == set(range(12))
    assert made.datum_at(Point(-5.0, -5.0)) is None


@pytest.mark.parametrize(
    ("values", "said"), [((-1, 2), "负"), ((float("nan"), 1), ""), ((float("inf"), 1), "")]
)
def test_numbers_that_cannot_be_drawn_are_refused_with_a_sentence(
    values: tuple[float, ...], said: str
) -> None:
    with pytest.raises(ChartError) as refused:
        chart(ChartKind.BARS, values)  # type: ignore[arg-type]
    assert "各月校次" in refused.value.sentence
    assert said in refused.value.sentence


def test_a_series_of_another_length_than_the_months_is_refused() -> None:
    series = Series(name="校次", values=(1, 2, 3))
    with pytest.raises(ChartError):
        Chart(
            kind=ChartKind.BARS, title="各月校次", unit="次", categories=("1月",), series=(series,)
        )


@pytest.mark.parametrize("room", range(42, 70))
def test_the_name_of_a_school_takes_no_more_lines_than_it_needs_and_tears_no_number(
    room: int,
) -> None:
    face = Face(8)
    lines = Setter(measure).named("示范区第10小学", room, face, most=3)
    assert "".join(lines) == "示范区第10小学"
    assert len(lines) == (1 if measure("示范区第10小学", 8, bold=False) <= room else 2)
    assert all(len(line) > 1 and line != "第" and not line.endswith("第") for line in lines)
