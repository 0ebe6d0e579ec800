"""Any characters in any field, read back as a reader of the file gets them."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pdf import Missing, render
from tests.examples import examples
from tests.unit.reports.conftest import all_in, content_of, pages_of
from tests.unit.reports.trees import document, grid, long_row, row

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("督导学校问题整改，。；：“”（）《》！？、……——"),
        st.sampled_from("abcDEF 0123456789.,-/:%@()\n　㛃䶮𠅤㎡①〔〕"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    ),
    max_size=600,
)


@pytest.mark.slow
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=8), st.booleans())
def test_every_field_of_any_record_is_in_the_text_of_the_pdf(
    tool: Callable[..., str], fonts: FontLibrary, texts: list[str], running: bool
) -> None:
    make = long_row if running else row
    tree = document(grid(*(make(f"栏目{n}", text) for n, text in enumerate(texts))))
    # A line that says nothing but 续表 cannot be told from the page's own.
    assume("续表" not in [line.strip() for text in texts for line in text.split("\n")])
    data = render([tree], fonts=fonts, missing=Missing.BOX)
    content = content_of(tool("pdftotext", data), tree)
    assert not all_in(texts, content)
    assert pages_of(tool("pdfinfo", data)) == len(tool("pdftotext", data).split("\f")) - 1
