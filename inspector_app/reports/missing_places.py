"""Where in a document the characters stand that no bundled face has."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final, NamedTuple

from inspector_app.reports.document import Chart, Document, Heading, Photo, Table
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.letter import Printable, Section
from inspector_app.reports.lines import plain

_HEAD: Final = "标题"
_TEXT: Final = "正文"
_TABLE: Final = "表格"


class MissingCharacter(NamedTuple):
    """A character that will be a box on paper.

    Attributes:
        places: the labels of the fields it stands in, from top to bottom, each once.
    """

    character: str
    places: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the character, its code and its places as people read them."""
        return f"{self.character}（U+{ord(self.character):04X}，在{'、'.join(self.places)}）"


def missing_places(document: Printable, fonts: FontLibrary) -> tuple[MissingCharacter, ...]:
    """Return the characters of a document that no face has, in the order of their codes."""
    typeface = fonts.typeface(Role.SONG)
    found: dict[str, dict[str, None]] = {}
    for place, text in _texts_by_place(document):
        for character in set(plain(text)) - {"\n"}:
            if not typeface.has(character):
                found.setdefault(character, {})[place] = None
    return tuple(MissingCharacter(char, tuple(found[char])) for char in sorted(found))


def _texts_by_place(document: Printable) -> Iterator[tuple[str, str]]:
    content = "blocks" if isinstance(document, Document) else "body"
    for field in fields(document):
        if field.name != content:
            yield from _walk(getattr(document, field.name), _HEAD)
    place = _TEXT
    for block in getattr(document, content):
        if isinstance(block, Heading | Section):
            place = block.text
        yield from _walk(block, _TABLE if isinstance(block, Table) and place == _TEXT else place)


def _walk(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a part of the tree, each with the nearest label above it."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield place, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part, place)
    elif is_dataclass(value):
        here = _own_place(value) or place
        for field in fields(value):
            yield from _walk(getattr(value, field.name), here)


def _own_place(node: object) -> str:
    if isinstance(node, Photo):
        return f"照片 {node.number}"
    if isinstance(node, Chart):
        return f"图表 {node.value.title}"
    # The option of a check box has a label too, but no text below it: its field names it better.
    named = getattr(node, "label", "") if hasattr(node, "content") else ""
    return named.replace("\n", "") if isinstance(named, str) else ""
