"""扫描件: pages as people say and write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.scan import Scan, ScanPage, pages_words, read_pages, scan_words

PAGES = st.sets(st.integers(1, 60), min_size=1)


@pytest.mark.parametrize(
    ("pages", "said"),
    [((), ""), ((3,), "第3页"), ((1, 2), "第1–2页"), ((4, 1, 2, 2), "第1–2、4页"),
     ((1, 3, 4, 5, 9), "第1、3–5、9页")],
)  # fmt: skip
def test_pages_are_told_as_spans(pages: tuple[int, ...], said: str) -> None:
    assert pages_words(pages) == said


@given(PAGES)
def test_what_is_told_of_pages_is_read_back_as_the_same_pages(pages: set[int]) -> None:
    assert read_pages(pages_words(pages), count=60) == tuple(sorted(pages))


@pytest.mark.parametrize("text", ["1-2,4", "1—2、4", " 1至2；4 ", "4 1 2"])
def test_pages_are_read_whatever_stands_between_them(text: str) -> None:
    assert read_pages(text, count=4) == (1, 2, 4)


@pytest.mark.parametrize(
    ("text", "why"),
    [("5", "没有第 5 页（共 4 页）"), ("0-2", "没有第 0 页"), ("", "没有写明是扫描件的哪几页"),
     ("甲", "不是页码"), ("3-2", "没有写明是扫描件的哪几页")],
)  # fmt: skip
def test_pages_that_are_not_there_are_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why.replace("（", ".").replace("）", ".")):
        read_pages(text, count=4)


def test_pages_of_two_scans_are_told_one_after_the_other() -> None:
    assert scan_words([(1, 2), (), (7,)]) == "扫描件第1–2页、扫描件第7页"


def test_a_scan_knows_the_pages_that_nothing_was_typed_from() -> None:
    pages = tuple(
        ScanPage(number=n, photo_uid=f"p{n}", records=records)
        for n, records in enumerate([("甲",), ("甲", "乙"), ()], 1)
    )
    scan = Scan(uid="u", inspector_id="DX003", taken_at="", files=("a.pdf",), pages=pages)
    assert (scan.left, scan.records) == ((3,), ("甲", "乙"))
