"""What the office is told when it decides about a laptop a second time."""

import pytest

from inspector_app.base.errors import RefusedError
from tests.district.trust.districts import District, last_groups


def test_digits_that_were_accepted_before_say_whose_they_are(district: District) -> None:
    laptop = district.joined()
    with pytest.raises(RefusedError, match=r"督学01的电脑.*已经登记过，没有再登记一次"):
        district.laptops.accept(last_groups(laptop.trust_joining.own().digits))


def test_a_laptop_that_was_stopped_is_named_when_it_is_stopped_again(district: District) -> None:
    district.joined()
    district.laptops.revoke("督学01", reason="丢失")
    with pytest.raises(RefusedError, match=r"督学01的电脑.*已停用，没有改动"):
        district.laptops.revoke("督学01", reason="丢失")
