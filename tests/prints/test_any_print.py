"""What holds for every print, whatever was written: checked on the finished file alone."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.reports.document import Document, LongText, NumberedList, Orientation
from inspector_app.reports.fonts import FontLibrary
from tests.examples import FULL_LENGTH
from tests.prints import checks
from tests.prints.any_trees import ANY_TREES
from tests.prints.prints import printed
from tests.unit.reports.trees import document

EXAMPLES = 100 if FULL_LENGTH else 4


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prints")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANY_TREES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_print_is_whole_and_in_its_place(
    kind: str, data: st.DataObject, fonts: FontLibrary, folder: Path
) -> None:
    one = printed(data.draw(ANY_TREES[kind]), fonts, folder)
    assert not list(checks.complaints(one))


@pytest.mark.parametrize("count", [1, 9, 11, 111])
def test_numbers_of_a_list_never_touch_their_items(
    count: int, fonts: FontLibrary, folder: Path
) -> None:
    # Figures have widths of their own, 4 is wider than 1; and a filled line is stretched.
    item = "补齐台账，" * 12
    one = printed(document(NumberedList(items=(item,) * count)), fonts, folder)
    assert not list(checks.complaints(one))


@pytest.mark.parametrize("orientation", Orientation)
def test_a_long_title_leaves_room_for_check_code_and_page_number(
    orientation: Orientation, fonts: FontLibrary, folder: Path
) -> None:
    title = "示范区人民政府教育督导委员会办公室" * 5
    tree = Document(title=title, orientation=orientation, blocks=(LongText(text="督导"),))
    assert not list(checks.complaints(printed(tree, fonts, folder)))
