"""What an answer of a form says in words."""

import pytest

from inspector_app.services.form_words import grouped, said
from inspector_app.xform import Choice, Element

CHOICES = tuple(Choice(code, word, "", {}) for code, word in (("a", "甲"), ("b", "乙")))


def asked(control: str = "input", kind: str = "string", looks: str = "") -> Element:
    return Element("/data/q", "q", control=control, data_type=kind, appearance=looks)


@pytest.mark.parametrize(
    ("element", "value", "told"),
    [
        (asked("trigger"), "OK", "已确认"),
        (asked("select1"), "b", "乙"),
        (asked("select"), "b a", "乙、甲"),
        (asked("rank"), "b a", "1 乙　2 甲"),
        (asked(kind="dateTime"), "2026-11-20T08:30:00.000+08:00", "2026-11-20 08:30"),
        (asked(kind="time"), "08:30:00.000+08:00", "08:30"),
        (asked(kind="date", looks="month-year"), "2012-09-01", "2012-09"),
        (asked(kind="date", looks="year"), "1998-01-01", "1998"),
        (asked(kind="date"), "1998-01-01", "1998-01-01"),
        (asked(kind="int", looks="thousands-sep"), "-1234567", "-1,234,567"),
        (asked(), "", ""),
    ],
)
def test_an_answer_is_told_as_people_read_it(element: Element, value: str, told: str) -> None:
    listed = CHOICES if element.control in {"select1", "select", "rank"} else ()
    assert said(element, value, listed) == told


def test_what_is_no_numeral_is_not_grouped() -> None:
    assert [grouped(text) for text in ("1000.50", "12a", "")] == ["1,000.50", "12a", ""]
