"""Numbers of records on the laptops of one person."""

from dataclasses import replace

from inspector_app.bootstrap import Workbench
from tests.district.trust.districts import District


def block(laptop: Workbench) -> int:
    return laptop.context.identity.number_block


def another(district: District, name: str) -> Workbench:
    """Let 督学01 get a further laptop."""
    laptop = district.laptop(name=name)
    district.accept(laptop)
    district.sign()
    district.pin(laptop)
    return laptop


def test_another_laptop_of_a_person_numbers_from_a_block_of_its_own(district: District) -> None:
    first = district.joined()
    second, third = another(district, "新电脑"), another(district, "又一台")
    assert [block(each) for each in (first, second, third)] == [1, 1001, 2001]
    assert second.settings.identity().number_block == 1001
    other = district.joined("DX002")
    assert block(other) == 1


def test_a_laptop_that_renews_its_keys_goes_on_counting(district: District) -> None:
    laptop = district.joined()
    district.accept(laptop, new_keys=True)
    district.sign()
    laptop.trust_joining.take(district.share)
    assert block(laptop) == 1


def test_a_block_that_was_chosen_stays(district: District) -> None:
    district.joined()
    laptop = district.laptop(name="新电脑")
    laptop.context.identity = replace(laptop.context.identity, number_block=501)
    district.accept(laptop)
    district.sign()
    district.pin(laptop)
    assert block(laptop) == 501
