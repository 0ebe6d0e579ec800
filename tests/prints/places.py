"""Everything has its place: nothing overlaps, or leaves its cell, page or frame."""

from collections.abc import Iterator

from tests.prints.prints import SLACK, Print, content_of, inside, shared
from tests.unit.reports.conftest import squeezed
from tests.unit.reports.geometry import Box, Drawn, Shown


def misplaced(one: Print) -> Iterator[str]:
    """Yield what overlaps, or leaves its cell, its page's text area or its frame."""
    for number, page in enumerate(one.pages, start=1):
        for said in (*_outside(one, page), *_overlapping(page), *_out_of_cells(page)):
            yield f"page {number}: {said}"


def _outside(one: Print, page: Drawn) -> Iterator[str]:
    left, _, right, _ = one.area
    for part in content_of(page):
        if not inside(part.box, one.area) and not _furniture_holds(one, page, part):
            yield f"{part.text[:20]!r} stands in the margin"
        if part.box[0] < left or part.box[2] > right:
            yield f"{part.text[:20]!r} is too far left or right"
    for box in page.pictures:
        if not inside(box, one.area):
            yield f"a picture stands in the margin: {box}"
    for box in page.frames:
        if not inside(box, one.area) and not _around_mark(one, page, box):
            yield f"a frame stands in the margin: {box}"


def _around_mark(one: Print, page: Drawn, box: Box) -> bool:
    within = "".join(part.text for part in page.shown if inside(part.box, box, SLACK))
    return bool(one.tree.mark) and squeezed(within) == squeezed(one.tree.mark)


def _furniture_holds(one: Print, page: Drawn, part: Shown) -> bool:
    same = [other for other in page.shown if abs(other.y - part.y) < 0.1]
    line = "".join(other.text for other in sorted(same, key=lambda other: other.x))
    return one.is_furniture(line)


def _overlapping(page: Drawn) -> Iterator[str]:
    boxes = [(part.box, part.text[:20]) for part in content_of(page)]
    boxes += [(box, "a picture") for box in page.pictures]
    boxes.sort(key=lambda pair: pair[0][1])
    for number, (one, said) in enumerate(boxes):
        for other, other_said in boxes[number + 1 :]:
            if other[1] >= one[3]:
                break
            if shared(one, other):
                yield f"{said!r} and {other_said!r} overlap"


def _out_of_cells(page: Drawn) -> Iterator[str]:
    for part in content_of(page):
        for frame in page.frames:
            if shared(part.box, frame) and not inside(part.box, frame, SLACK):
                yield f"{part.text[:20]!r} leaves its cell"
    frames = sorted(set(page.frames), key=lambda frame: frame[1])
    for number, one in enumerate(frames):
        for other in frames[number + 1 :]:
            if other[1] >= one[3]:
                break
            nested = inside(one, other, SLACK) or inside(other, one, SLACK)
            if shared(one, other) and not nested:
                yield f"two cells overlap: {one}, {other}"
