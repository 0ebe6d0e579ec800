"""Each command that a page shows to somebody at a laptop does what the page says."""

import pytest

from tests.pages.laptop import PAGES, SLOW
from tests.pages.reading import Desk, pages, read


@pytest.mark.parametrize("page", pages(PAGES, slow=SLOW))
def test_each_command_of_a_page_does_at_a_laptop_what_the_page_says(
    laptop: Desk, page: str
) -> None:
    read(page, laptop.command, PAGES[page](laptop))
