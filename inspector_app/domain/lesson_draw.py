"""推门听课 draw: which of the classes of a list are heard, so that anyone can draw them again.

Each line of the list has a key: the SHA-256 of seed, place (from 1) and class, one below the other,
in UTF-8. The lines stand in the order of their keys, and the first so many are drawn. Whoever has
the list and the seed gets the same lines with any tool that computes SHA-256.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

MOST_CLASSES: Final = 500
_CELLS: Final = re.compile(r"[\t,，;；]")


class DrawClass(NamedTuple):
    """One line of a list of classes."""

    class_name: str
    subject: str = ""
    teacher: str = ""
    period: str = ""

    def words(self) -> str:
        """Return the line for people."""
        return "　".join(filter(None, self))


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDraw:
    """A draw as it is kept: list, seed, time, and the places drawn (from 1, in their order)."""

    uid: str
    seed: str
    classes: tuple[DrawClass, ...]
    picked: tuple[int, ...]
    drawn_at: str

    @property
    def drawn(self) -> tuple[DrawClass, ...]:
        """The classes drawn."""
        return tuple(self.classes[place - 1] for place in self.picked)


def draw_key(seed: str, place: int, class_name: str) -> str:
    """Return the key of a line, 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{place}\n{class_name}".encode()).hexdigest()


def drawn_places(classes: Sequence[DrawClass], *, count: int, seed: str) -> tuple[int, ...]:
    """Return the places (from 1) of the classes drawn, in the order of their keys."""
    places = range(1, len(classes) + 1)
    ordered = sorted(places, key=lambda place: draw_key(seed, place, classes[place - 1].class_name))
    return tuple(ordered[:count])


def read_classes(text: str) -> tuple[DrawClass, ...]:
    """Return the classes of a list, one a line: 班级, then 学科, 教师, 节次 after commas."""
    lines = (
        [cell.strip() for cell in _CELLS.split(line)] for line in text.split("\n") if line.strip()
    )
    return tuple(DrawClass(*cells[:4]) for cells in lines)


def draw_fault(classes: Sequence[DrawClass], count: int) -> str:
    """Return in Chinese why nothing can be drawn, empty where it can."""
    if not classes:
        return "名单里还没有班级，一行写一个班级"
    if len(classes) > MOST_CLASSES:
        return f"名单有 {len(classes)} 行，最多 {MOST_CLASSES} 行"
    if not 1 <= count <= len(classes):
        return f"名单有 {len(classes)} 行，要抽 {count} 个；请写 1 到 {len(classes)}"
    return next(_line_faults(classes), "")


def _line_faults(classes: Sequence[DrawClass]) -> Iterator[str]:
    for place, each in enumerate(classes, start=1):
        first = classes.index(each) + 1
        if not each.class_name:
            yield f"名单第 {place} 行没有班级"
        elif first < place:
            yield f"名单第 {place} 行与第 {first} 行相同，抽中的机会会多一倍"


def is_true(draw: LessonDraw) -> bool:
    """Say whether list and seed give the places that are kept."""
    return draw.picked == drawn_places(draw.classes, count=len(draw.picked), seed=draw.seed)


def period_number(texts: Iterable[str]) -> int | None:
    """Return the first whole number from 1 to 20 in texts such as 第3节."""
    found = (int(n) for text in texts for n in re.findall(r"\d{1,2}", text))
    return next((number for number in found if 1 <= number <= 20), None)
