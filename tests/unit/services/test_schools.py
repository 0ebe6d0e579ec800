from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inspector_app.base.errors import NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.services.context import Role
from tests.unit.services.workbooks import KINDERGARTEN, SCHOOL, roster, school


def test_a_school_is_found_as_soon_as_a_roster_brings_it(
    workbench: Workbench, tmp_path: Path
) -> None:
    assert workbench.schools.find("实验") == ()
    book = roster(
        tmp_path / "r.xlsx",
        schools=[school(学校标识码="2121000099", 学校名称="示范区实验小学")],
    )
    workbench.imports.import_roster(book)
    for typed in ("实验", "syxx", "syx", "shiyan", "2121000099"):
        assert [found.code for found in workbench.schools.find(typed)] == ["2121000099"]


def test_a_code_that_no_school_has_is_named(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="9999999999"):
        workbench.schools.get("9999999999")


def test_the_board_of_an_inspector_shows_the_schools_assigned_today(workbench: Workbench) -> None:
    assert [row.school.code for row in workbench.schools.board()] == [SCHOOL]


def test_the_board_of_an_office_shows_every_school(workbench: Workbench) -> None:
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    assert {row.school.code for row in workbench.schools.board()} == {SCHOOL, KINDERGARTEN}


def test_the_board_tells_the_last_visit_and_what_is_open(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    before = workbench.schools.board()[0]
    assert (before.last_visit, before.days_since, before.visited_this_month) == (None, None, False)
    filed()
    after = workbench.schools.board()[0]
    assert after.last_visit == date(2026, 11, 20)
    assert (after.days_since, after.visited_this_month) == (2, True)
    assert (after.open_issues, after.overdue) == (1, 0)
    assert after.inspector_names == ("督学01",)


def test_the_card_of_a_school_holds_people_visits_and_open_issues(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed()
    card = workbench.schools.card(SCHOOL)
    assert [person.id for person in card.inspectors] == ["DX001"]
    assert [visit.uid for visit in card.visits] == [uid]
    assert [row.visit_uid for row in card.open_issues] == [uid]
    assert workbench.schools.card(KINDERGARTEN).visits == ()
