"""Charts on paper and in Word: the same numbers, sharp and readable without colour."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from inspector_app.domain.chart import Chart, ChartKind, Series
from inspector_app.reports import document as tree
from inspector_app.reports.chart_picture import DPI, chart_png
from inspector_app.reports.word import render_docx
from tests.unit.reports.conftest import squeezed

VALUES = (31, 0, 45, 52, 38, 17, 64, 23)


def chart(kind: ChartKind) -> Chart:
    return Chart(
        kind=kind,
        title="各环节问题数",
        unit="个",
        categories=tuple(f"示范区第{n}小学" for n in range(1, len(VALUES) + 1)),
        series=(Series(name="问题", values=VALUES),),
    )


def page(kind: ChartKind) -> tree.Document:
    block = tree.Chart(value=chart(kind), height=260)
    return tree.Document(title="图表", blocks=(block,))


@pytest.mark.parametrize("kind", ChartKind)
def test_every_number_of_a_chart_is_in_the_text_of_the_pdf(
    kind: ChartKind, printed: Callable[..., str]
) -> None:
    text = printed(page(kind))
    for value in VALUES:
        assert str(value) in text
    assert "各环节问题数" in text


@pytest.mark.parametrize("kind", ChartKind)
def test_a_picture_of_a_chart_has_300_dots_an_inch_and_greys_that_differ(kind: ChartKind) -> None:
    with Image.open(BytesIO(chart_png(chart(kind), 420, 260))) as picture:
        assert picture.width == pytest.approx(420 / 72 * DPI, abs=2)
        counts = picture.convert("L").histogram()
    dark, light = sum(counts[:128]), sum(counts[200:])
    assert 0.002 < dark / sum(counts) < 0.6
    assert light > 0


def test_word_has_the_chart_as_a_picture_that_is_read_out_with_its_numbers() -> None:
    body = docx.Document(BytesIO(render_docx([page(ChartKind.BARS)]))).element.body
    (said,) = [node.get("descr") for node in body.iter(qn("wp:docPr"))]
    assert "各环节问题数" in said
    for value in VALUES:
        assert str(value) in squeezed(said)


def test_the_check_code_of_a_document_changes_with_a_number_of_its_chart() -> None:
    other = Chart(
        kind=ChartKind.BARS,
        title="各环节问题数",
        unit="个",
        categories=chart(ChartKind.BARS).categories,
        series=(Series(name="问题", values=(*VALUES[:-1], 24)),),
    )
    changed = tree.Document(title="图表", blocks=(tree.Chart(value=other, height=260),))
    assert changed.check_code != page(ChartKind.BARS).check_code
