"""From checked items to an XForm: the only place that knows pyxform.

pyxform makes straight quotation marks of Chinese ones and writes its errors in English. The marks
travel through it as private-use characters; what it says is kept as a detail behind a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from typing import Any, Final

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from inspector_app.authoring.items import Item
from inspector_app.authoring.lists import Lists
from inspector_app.authoring.settings import Settings

_QUOTES: Final = "“”‘’"
_PRIVATE: Final = range(0xE001, 0xF8FF)
_ROW: Final = re.compile(r"\[row\s*:\s*(\d+)\]")
# The program makes pictures small itself, and tells of labels before it compiles.
_POINTLESS: Final = ("max-pixels", "has no label")
# The compiler puts a space before and behind each text with a value in it.
_LOOSE: Final = re.compile(
    r"<(label|hint|value)([^<>]*)> ([^<]*(?:<output value=\"[^\"]*\"/>[^<]*)+) </\1>"
)


class CompilerRefusalError(ValueError):
    """The compiler says no; ``item`` is the row that it names, if it names one."""

    def __init__(self, detail: str, item: Item | None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.item = item


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """An XForm, and what the compiler said of it beside, with the row where it names one."""

    xml: str
    warnings: tuple[tuple[str, Item | None], ...]


def compiler_version() -> str:
    """Return the version of the compiler, which is noted in each package."""
    return version("pyxform")


def compile_form(items: Sequence[Item], lists: Lists, settings: Settings) -> Compiled:
    """Return the XForm of a form that is checked.

    Raises:
        CompilerRefusalError: it is refused nevertheless; the detail says why, in English.
    """
    book = _book(items, lists, settings)
    signs = _free_signs(book)
    to = str.maketrans(_QUOTES, signs)
    told: list[str] = []
    try:
        made = convert(_translated(book, to), warnings=told, validate=False, pretty_print=True,
                       form_name="data")  # fmt: skip
    except PyXFormError as error:
        raise CompilerRefusalError(
            _restored(str(error), signs), _item(str(error), items)
        ) from error
    except Exception as error:  # what it does not expect it meets with any error
        told_by = f"{type(error).__name__}: {error}"
        raise CompilerRefusalError(_restored(told_by, signs), None) from error
    warnings = tuple(
        (_restored(text, signs), _item(text, items))
        for text in told
        if not any(word in text for word in _POINTLESS)
    )
    return Compiled(xml=_closed_up(_restored(made.xform, signs)), warnings=warnings)


def _item(told: str, items: Sequence[Item]) -> Item | None:
    found = _ROW.search(told)
    at = int(found[1]) - 2 if found else -1
    return items[at] if 0 <= at < len(items) else None


# -- quotation marks -------------------------------------------------------------------------------


def _free_signs(book: Mapping[str, Any]) -> str:
    """Return private-use characters that no cell holds, one for each quotation mark."""
    used = {c for text in _texts(book) for c in text if 0xE000 <= ord(c) <= 0xF8FF}
    free = (chr(n) for n in _PRIVATE if chr(n) not in used)
    return "".join(islice(free, len(_QUOTES)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _translated(value: Any, to: Mapping[int, int]) -> Any:
    if isinstance(value, str):
        return value.translate(to)
    if isinstance(value, Mapping):
        return {key: _translated(part, to) for key, part in value.items()}
    if isinstance(value, list):
        return [_translated(part, to) for part in value]
    return value


def _restored(text: str, signs: str) -> str:
    return text.translate(str.maketrans(signs, _QUOTES))


def _closed_up(xml: str) -> str:
    return _LOOSE.sub(r"<\1\2>\3</\1>", xml)


# -- what the compiler reads -----------------------------------------------------------------------


def _book(items: Sequence[Item], lists: Lists, settings: Settings) -> dict[str, Any]:
    survey = [_row(item) for item in items]
    choices = [
        {"list_name": name, **choice.values} for name, each in lists.items() for choice in each
    ]
    book = {
        "survey": survey,
        "survey_header": [_columns(survey)],
        "settings": [_settings(settings)],
        "settings_header": [_columns([_settings(settings)])],
        "sheet_names": ["survey", "choices", "settings"],
    }
    if choices:
        book |= {"choices": choices, "choices_header": [_columns(choices)]}
    return book


def _row(item: Item) -> dict[str, str]:
    kind = f"{item.type} {item.list_name}" if item.is_select else _spoken(item.type)
    return {"type": kind, **item.values}


def _spoken(kind: str) -> str:
    """Return a type as the compiler's own table writes it."""
    return kind.replace("_", " ") if kind.startswith(("begin_", "end_")) else kind


def _columns(rows: Iterable[Mapping[str, str]]) -> dict[str, None]:
    return {column: None for row in rows for column in row}


def _settings(settings: Settings) -> dict[str, str]:
    given = {
        "form_title": settings.title, "form_id": settings.form_id, "version": settings.version,
        "instance_name": settings.instance_name,
        "default_language": settings.default_language, "style": settings.style,
        "allow_choice_duplicates": "yes",
    }  # fmt: skip
    return {name: text for name, text in given.items() if text}
