"""What the 区划 of an office says of what is below it."""

import pytest

from inspector_app.domain.office_codes import is_below, lower_word, whole_word


@pytest.mark.parametrize(
    ("code", "lower", "whole"),
    [
        ("210304", "区", "全区"),
        ("210300", "区", "全市"),
        ("210000", "市", "全省"),
        ("110000", "区", "全市"),
        ("450000", "市", "全区"),
        ("532900", "区", "各县（市、区）"),
    ],
)
def test_what_an_office_answers_for_is_called_by_its_code(
    code: str, lower: str, whole: str
) -> None:
    assert (lower_word(code), whole_word(code)) == (lower, whole)


def test_nobody_is_below_an_office_that_has_no_code_yet() -> None:
    assert not is_below("210304", "000000")
