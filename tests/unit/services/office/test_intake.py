"""收件: what was dropped is taken in once, whole, or kept aside by name."""

from collections.abc import Callable

from tests.unit.services.office.district import District, figures, outcomes

Write = Callable[..., str]


def test_a_month_that_a_laptop_hands_over_counts_at_the_office(
    district: District, write: Write
) -> None:
    uid = write("DX001")
    district.hand_over("DX001")

    found = district.scan()

    assert outcomes(found) == ["taken"], found.lines
    assert figures(district.office) == figures(district.laptops["DX001"])
    assert district.office.visits.get(uid).origin == "device-DX001"
