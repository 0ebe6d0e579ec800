"""Each command that a page shows to a clerk of an office does what the page says."""

from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District
from tests.pages.office import PAGES, SLOW, Office
from tests.pages.reading import Desk, pages, read
from tests.stories.at_the_district import on


@pytest.fixture
def office(district: District, table: Path, december: FixedClock) -> Office:
    """An office with three laptops, in December."""
    desks = {
        name: Desk(command=on(district, name, december), folder=table)
        for name in ("office", *district.laptops)
    }
    return Office(desk=desks.pop("office"), laptops=desks, share=table / "共享")


@pytest.mark.parametrize("page", pages(PAGES, slow=SLOW))
def test_each_command_of_a_page_does_at_the_office_what_the_page_says(
    office: Office, page: str
) -> None:
    office.share.mkdir()
    read(page, office.desk.command, PAGES[page](office))
