"""上报上级 of an office that has written no office above it yet."""

import pytest

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.services.context import Role
from inspector_app.services.upwards_desk import usual_upper
from tests.district.office.district import rename_device


@pytest.fixture
def office(workbench: Workbench) -> Workbench:
    rename_device(workbench, device="office", role=Role.OFFICE, person="")
    return workbench


@pytest.mark.parametrize(
    ("code", "upper"), [("210304", "210300"), ("210300", "210000"), ("210000", "210000")]
)
def test_the_office_above_is_guessed_from_the_zeros_of_the_code(code: str, upper: str) -> None:
    assert usual_upper(code) == upper


def test_an_office_that_has_not_joined_is_shown_its_last_month_and_nothing_is_made(
    office: Workbench,
) -> None:
    view = office.upwards_desk.view()
    assert (view.code, view.upper, view.trust, view.joined) == ("210304", "210300", None, False)
    (last,) = view.months
    assert (last.locked, last.state) == ("", "还没有锁定，不能报")
    assert not office.upwards_content.folder().exists()
    with pytest.raises(RefusedError, match="还没有写明上级督导室"):
        office.upwards_desk.preview(Month(2026, 10))


def test_an_office_without_a_name_or_with_a_stranger_above_has_no_folder_made_for_it(
    office: Workbench,
) -> None:
    with pytest.raises(InputError, match="不是 210304 的上级"):
        office.upwards_desk.join("220300", "示范区督导室")
    assert not office.upwards_content.folder().exists()
    with pytest.raises(InputError, match="没有写本室的名称"):
        office.upwards_desk.join("210300", "  ")
    office.upwards_desk.join("210300", "示范区督导室")
    assert office.upwards_desk.view().name == "示范区督导室"
    with pytest.raises(RefusedError, match="本室的上级已写明是 210300"):
        office.upwards_desk.join("210000", "示范区督导室")


def test_a_laptop_reports_nothing_to_a_city(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="由督导室做"):
        workbench.upwards_desk.view()
