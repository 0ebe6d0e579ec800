"""专用教室, 学校规模, 班额; and the list of everything that fails."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from inspector_app.domain.indicators.calculation import assess, school_result
from inspector_app.domain.indicators.failing import Duty, failing_items, ledger_items
from inspector_app.domain.indicators.results import FurtherTests
from inspector_app.domain.school import SchoolKind
from tests.unit.counties import JUNIOR, PRIMARY, SENIOR, make_figures, make_standards

STANDARDS = make_standards()


def measured(**changed: Any) -> FurtherTests:
    return school_result(make_figures(**changed), STANDARDS).further


@pytest.mark.parametrize(
    ("classes", "needed"), [(0, 0), (1, 1), (12, 1), (13, 2), (24, 2), (25, 3)]
)
def test_each_twelve_classes_begun_need_a_room(classes: int, needed: int) -> None:
    assert measured(classes={PRIMARY: (40,) * classes}).rooms_needed == needed


@pytest.mark.parametrize(
    ("flags", "kind", "music", "art"),
    [
        ({}, SchoolKind.PRIMARY, "96", "90"),
        ({"before_2016": True}, SchoolKind.PRIMARY, "73", "67"),
        ({"small_rural": True}, SchoolKind.PRIMARY, "54", "54"),
        ({"small_rural": True}, SchoolKind.JUNIOR, "61", "61"),
        ({"small_rural": True}, SchoolKind.NINE_YEAR, "61", "61"),
        ({"small_rural": True, "before_2016": True}, SchoolKind.JUNIOR, "61", "61"),
    ],
)
def test_a_room_counts_from_the_lowest_bound_that_applies(
    flags: dict[str, bool], kind: SchoolKind, music: str, art: str
) -> None:
    large = (Fraction(music), Fraction(music) - Fraction("0.01"))
    fair = (Fraction(art), Fraction(art) - Fraction("0.01"))
    found = measured(kind=kind, music=large, art=fair, **flags)
    assert (found.music, found.art) == (1, 1)


def test_music_and_art_are_each_short_by_themselves() -> None:
    found = measured(music=(Fraction(100),) * 9, art=())
    assert (found.music_short, found.art_short) == (0, 3)


@pytest.mark.parametrize(
    ("kind", "flags", "pupils", "excess"),
    [
        (SchoolKind.PRIMARY, {}, 2000, 0),
        (SchoolKind.PRIMARY, {}, 2001, 1),
        (SchoolKind.PRIMARY, {"before_2010": True}, 2400, 0),
        (SchoolKind.PRIMARY, {"migrant_majority": True}, 2401, 1),
        (SchoolKind.NINE_YEAR, {}, 2501, 1),
        (SchoolKind.TWELVE_YEAR, {"before_2010": True, "migrant_majority": True}, 3001, 1),
        (SchoolKind.COMPLETE_SECONDARY, {}, 2001, 1),
    ],
)
def test_a_school_is_too_large_above_the_bound_of_its_kind(
    kind: SchoolKind, flags: dict[str, bool], pupils: int, excess: int
) -> None:
    assert measured(kind=kind, pupils={JUNIOR: pupils}, **flags).size_excess == excess


def test_pupils_of_senior_high_school_make_no_school_too_large() -> None:
    found = measured(kind=SchoolKind.TWELVE_YEAR, pupils={PRIMARY: 900, SENIOR: 9000})
    assert found.size_excess == 0


def test_a_class_is_too_large_above_45_in_primary_and_50_in_junior_school() -> None:
    classes = {PRIMARY: (45, 46, 50), JUNIOR: (50, 51, 46)}
    found = measured(kind=SchoolKind.NINE_YEAR, classes=classes)
    assert (dict(found.classes_over), found.over) == ({PRIMARY: 2, JUNIOR: 1}, 3)


def test_the_further_tests_do_not_make_a_school_fail() -> None:
    assert school_result(make_figures(music=(), art=()), STANDARDS).passes


# -- what fails ----------------------------------------------------------------------------------


def failing(**changed: Any) -> Any:
    return failing_items(assess([make_figures(**changed)], STANDARDS))


def test_everything_that_fails_is_listed_with_value_standard_gap_and_need() -> None:
    (found,) = failing(backbone={PRIMARY: 8})
    assert (found.part, found.item.id, found.value_text) == ("小学部", "L2", "0.80")
    assert (found.gap, found.need_text, found.nearly) == (Fraction(1, 5), "增加 2 人", False)
    (nearly,) = failing(backbone={PRIMARY: 9})
    assert nearly.nearly is True


def test_rooms_size_and_classes_are_listed_without_a_verdict_on_85() -> None:
    found = failing(music=(), art=(), classes={PRIMARY: (46,) * 25})
    assert [(each.item.id, each.need_text, each.nearly) for each in found] == [
        ("music", "增加 3 间", None),
        ("art", "增加 3 间", None),
        ("class_size", "减少 25 个大班", None),
    ]


def test_a_school_that_is_too_large_has_to_have_fewer_pupils() -> None:
    found = failing(
        pupils={PRIMARY: 2500}, qualified={PRIMARY: 105}, backbone={PRIMARY: 25},
        specialists={PRIMARY: 23}, teaching_area=Fraction(11350), gym=Fraction(12750),
        equipment=Fraction(500), media_rooms=58,
    )  # fmt: skip
    (size,) = found
    assert (size.part, size.need_text, size.value_text) == ("全校", "减少 500 人", "2500")


def test_a_school_that_is_too_small_for_the_county_is_not_in_the_list() -> None:
    assert failing(pupils={PRIMARY: 40}, qualified={PRIMARY: 0}) == ()


def test_an_amount_with_many_decimals_is_rounded_up_to_enough() -> None:
    (found,) = failing(
        kind=SchoolKind.NINE_YEAR, pupils={PRIMARY: 1000}, equipment=Fraction(599, 3)
    )
    assert found.need == Fraction(1, 3)
    assert found.need_text == "增加 0.3334 万元"


def test_the_ledger_gets_school_words_unit_and_deadline() -> None:
    items = failing(backbone={PRIMARY: 8}, media_rooms=0)
    agreed = {items[0].key: Duty("人事科", date(2027, 8, 31))}
    first, second = ledger_items(items, agreed)
    assert first.school_code == "2121000001"
    assert first.description == (
        "小学部每百名学生拥有县级以上骨干教师数未达标：现为 0.80 人，标准 1 人。"
    )
    assert first.requirement == "增加 2 人，达到优质均衡标准。"
    assert (first.responsible_unit, first.deadline) == ("人事科", date(2027, 8, 31))
    assert (second.responsible_unit, second.deadline) == ("装备部门", None)
    assert first.key == "2121000001/primary/L2"
