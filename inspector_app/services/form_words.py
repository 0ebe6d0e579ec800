"""What an answer says in words: the words of its choices, a day as it was asked for."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from inspector_app.services.form_layout import words_of

if TYPE_CHECKING:
    from inspector_app.xform import Choice, Element

CONFIRMED: Final = "已确认"
_NUMERAL: Final = re.compile(r"([+-]?)(\d+)(\.\d+)?")


def said(element: "Element", value: str, choices: "Sequence[Choice]") -> str:
    """Return an answer as people read it; pictures are told of elsewhere.

    Args:
        element: the question.
        value: the stored text, "" for no answer.
        choices: what may be chosen, none for what is written.
    """
    if not value:
        return ""
    if element.control == "trigger":
        return CONFIRMED
    if choices:
        labels = {choice.value: choice.label for choice in choices}
        codes = [value] if element.control == "select1" else value.split()
        words = [labels.get(code, code) for code in codes]
        if element.control == "rank":
            return "　".join(f"{place} {word}" for place, word in enumerate(words, 1))
        return "、".join(words)
    return _written(element, value)


def _written(element: "Element", value: str) -> str:
    words = words_of(element)
    if element.data_type == "dateTime":
        return value[:16].replace("T", " ")
    if element.data_type == "time":
        return value[:5]
    if element.data_type == "date" and words & {"month-year", "year"}:
        return value[:7] if "month-year" in words else value[:4]
    return grouped(value) if "thousands-sep" in words else value


def grouped(text: str) -> str:
    """Return a numeral with commas between its thousands; any other text as it is."""
    found = _NUMERAL.fullmatch(text)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else text
