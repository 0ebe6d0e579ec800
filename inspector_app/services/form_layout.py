"""How a form stands on a page, on the screen and on paper alike: sections, lines, spans."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from inspector_app.xform import Element, FormDef, Session

COLUMNS: Final = 12
_USUAL: Final = 4
_MOST: Final = 60
_WIDTH: Final = re.compile(r"w(\d{1,2})")
_LAYOUT: Final = ("generated_", "reserved_name_for_field_list_labels_")
_IN_MATRIX: Final = frozenset({"likert", "list-nolabel", "table-list"})


class Cell(NamedTuple):
    """A question; ``span`` is how many of twelve columns it asks for."""

    element: "Element"
    span: int


class Heading(NamedTuple):
    """The title of a group within a section."""

    element: "Element"


class Matrix(NamedTuple):
    """Questions with the same choices, as a ruled table.

    Attributes:
        title: the element that says what the table is about.
    """

    element: "Element"
    title: "Element"
    questions: "tuple[Element, ...]"


class Rows(NamedTuple):
    """A repeat: a table of its rows, and a card of the one that is looked at."""

    element: "Element"
    parts: "tuple[Part, ...]"


Part = Cell | Heading | Matrix | Rows


class Section(NamedTuple):
    """One page of the form.

    Attributes:
        key: its name, unique in the form; a long one goes on under a key of its own.
    """

    key: str
    element: "Element"
    parts: tuple[Part, ...]
    number: int = 1


def words_of(element: "Element") -> frozenset[str]:
    """Return the words of an appearance."""
    return frozenset(element.appearance.split())


def takes_pictures(element: "Element") -> bool:
    """Say whether a question is answered with pictures."""
    return element.control == "upload" and element.mediatype.startswith("image/")


def takes_other_file(element: "Element") -> bool:
    """Say whether a question asks for a file that is no picture, which no form here can hold."""
    return element.control == "upload" and not takes_pictures(element)


def rows_are_asked(session: "Session", repeat: "Element", path: str) -> bool:
    """Say whether a repeat has a place on the page: where it is, or where its rows are asked."""
    above = path.rpartition("/")[0]
    if not session.state(above).relevant:
        return False
    many = session.repeats(path)
    # Its own condition is known where there are rows; without one there is nothing to ask of it.
    own = "relevant" in repeat.bind
    return not (own and many) or any(
        session.state(f"{path}[{number}]").relevant for number in range(1, many + 1)
    )


def sections_of(form: "FormDef") -> tuple[Section, ...]:
    """Return the pages of a form in its order: one for each group at the top, long ones split.

    Questions outside all groups are a page wherever some follow each other.
    """
    found: list[Section] = []
    outside = 0
    for is_loose, run in groupby(form.root.children, lambda each: each.kind == "question"):
        if is_loose:
            # A name that no group can have.
            pages = _split("/", form.root, parts_of(run, _width(form.root)), outside)
            outside += len(pages)
            found += pages
            continue
        for element in run:
            found += _split(element.name, element, _top_parts(element))
    return tuple(found)


def _top_parts(element: "Element") -> tuple[Part, ...]:
    own = [element] if element.kind == "repeat" or _matrix(element) else element.children
    return parts_of(own, _width(element))


def _split(key: str, element: "Element", parts: tuple[Part, ...], before: int = 0) -> list[Section]:
    """Return the pages of parts; ``before``: so many of the same element are there already."""
    pages: list[list[Part]] = [[]]
    for part in parts:
        if sum(map(_size, pages[-1])) + _size(part) > _MOST and pages[-1]:
            pages.append([])
        pages[-1].append(part)
    return [
        Section(f"{key}+{n}" if n > 1 else key, element, tuple(page), n)
        for n, page in enumerate(pages, before + 1)
        if page
    ]


def _size(part: Part) -> int:
    return len(part.questions) if isinstance(part, Matrix) else 1


def parts_of(elements: "Iterable[Element]", width: int) -> tuple[Part, ...]:
    """Return what stands on a page for some elements, groups within it flattened."""
    return tuple(part for element in elements for part in _parts(element, width))


def _parts(element: "Element", width: int) -> Iterator[Part]:
    if element.kind == "repeat":
        yield Rows(element, parts_of(element.children, _width(element)))
    elif element.kind == "question":
        if element.control and not element.name.startswith(_LAYOUT):
            yield Cell(element, _span(element, width))
    elif (matrix := _matrix(element)) is not None:
        yield matrix
        rest = [child for child in element.children if child not in matrix.questions]
        yield from parts_of(rest, width)
    else:
        if element.label().strip():
            yield Heading(element)
        yield from parts_of(element.children, _width(element))


def _matrix(group: "Element") -> Matrix | None:
    """Return the table that a group is, if its questions have the same choices."""
    if group.kind != "group":
        return None
    whole = "table-list" in words_of(group)
    rows = tuple(
        child
        for child in group.children
        if child.kind == "question" and child.control == "select1"
        and not child.name.startswith(_LAYOUT) and (whole or words_of(child) & _IN_MATRIX)
    )  # fmt: skip
    # One question alone is no table: its choices stand side by side in its cell.
    if len(rows) < (1 if whole else 2) or len({_choices(row) for row in rows}) > 1:
        return None
    told = next((c for c in group.children if c.name.startswith("generated_")), group)
    return Matrix(group, group if group.label().strip() else told, rows)


def _choices(element: "Element") -> tuple[object, ...]:
    if element.itemset is not None:
        return (element.itemset.nodeset, element.itemset.value)
    return tuple(item.value for item in element.items)


def _width(group: "Element") -> int:
    """Return how many units a line of a group has."""
    return _number(group) or _USUAL


def _span(element: "Element", width: int) -> int:
    units = _number(element)
    if not units:
        return COLUMNS
    return max(1, min(COLUMNS, round(units * COLUMNS / width)))


def _number(element: "Element") -> int:
    found = (_WIDTH.fullmatch(word) for word in sorted(words_of(element)))
    return next((int(match.group(1)) for match in found if match), 0)


def lines_of(cells: Sequence[tuple[int, int]]) -> list[list[tuple[int, int, int]]]:
    """Return cells on lines, each as (which, column, span); every line fills all columns.

    Args:
        cells: which cell it is and the span it asks for, in order.
    """
    lines: list[list[tuple[int, int, int]]] = []
    left = 0
    for which, span in cells:
        if span > left:
            _fill(lines, left)
            lines.append([])
            left = COLUMNS
        lines[-1].append((which, COLUMNS - left, span))
        left -= span
    _fill(lines, left)
    return lines


def _fill(lines: list[list[tuple[int, int, int]]], left: int) -> None:
    if lines and left:
        which, column, span = lines[-1][-1]
        lines[-1][-1] = (which, column, span + left)
