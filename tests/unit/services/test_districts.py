"""Who is below whom, and who may be a member."""

import pytest

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.office_codes import is_below
from inspector_app.services.context import Role
from inspector_app.services.districts import checked_upper
from tests.district.office.district import rename_device


@pytest.fixture
def city(workbench: Workbench) -> Workbench:
    rename_device(workbench, device="city", role=Role.OFFICE, person="")
    return workbench


@pytest.mark.parametrize(
    ("code", "upper", "expected"),
    [
        ("210304", "210300", True),
        ("210304", "210000", True),
        ("210300", "210000", True),
        ("210304", "210304", False),
        ("210300", "210304", False),
        ("210404", "210300", False),
        ("220304", "210000", False),
        ("DX001", "210300", False),
        ("21030a", "210300", False),
    ],
)
def test_a_code_is_below_the_one_whose_digits_before_the_zeros_it_begins_with(
    code: str, upper: str, *, expected: bool
) -> None:
    assert is_below(code, upper) is expected


def test_the_office_above_is_one_that_is_above() -> None:
    assert checked_upper(" 210300 ", below="210304") == "210300"
    with pytest.raises(InputError, match="不是 210304 的上级"):
        checked_upper("210304", below="210304")


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("2103", "示范区督导室", "不是六位"),
        ("220304", "示范区督导室", "不在本级 210304 之下"),
        ("210304", "示范区督导室", "不在本级 210304 之下"),
    ],
)
def test_an_office_that_is_not_below_is_no_member(
    city: Workbench, code: str, name: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        city.districts.add(code, name)


def test_an_office_without_others_below_is_told_what_to_do(city: Workbench) -> None:
    for ask in (city.districts.months, lambda: city.districts.table(Month(2026, 11))):
        with pytest.raises(NotFoundError, match="先用 districts add 区划 名称 登记下级"):
            ask()
    assert not city.districts.has_lower()
    assert city.districts.counted(Month(2026, 11)) == ()
