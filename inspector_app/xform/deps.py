"""Orders computations so that none comes before what it reads, and names a cycle if there is one."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from inspector_app.xform.elements import Element
from inspector_app.xform.errors import FormError, Problem
from inspector_app.xform.xpath.scope import within

if TYPE_CHECKING:
    from inspector_app.xform.computations import Computation


def in_topological_order(
    computations: "Sequence[Computation]", elements: Mapping[str, Element]
) -> "list[Computation]":
    """Return the computations in order, counts of repeats last.

    Raises:
        FormError: some hang on each other in a circle; the problem names all of it.
    """
    counts = [each for each in computations if each.kind == "count"]
    others = [each for each in computations if each.kind != "count"]
    readers = _readers(others, elements)
    waiting = [0] * len(others)
    for targets in readers.values():
        for target in targets:
            waiting[target] += 1
    ready = [place for place, count in enumerate(waiting) if count == 0]
    ordered: list[Computation] = []
    while ready:
        place = heapq.heappop(ready)
        ordered.append(others[place])
        for target in readers[place]:
            waiting[target] -= 1
            if waiting[target] == 0:
                heapq.heappush(ready, target)
    if len(ordered) < len(others):
        raise FormError([_cycle(others, readers, waiting)])
    return ordered + counts


def _readers(
    computations: "Sequence[Computation]", elements: Mapping[str, Element]
) -> dict[int, set[int]]:
    """Return, by place, the places of the computations that read what one gives."""
    givers: dict[str, list[int]] = defaultdict(list)
    for place, computation in enumerate(computations):
        if computation.kind == "calculate":
            givers[computation.element.path].append(place)
        elif computation.kind == "relevant":
            for below in computation.element.walk():
                givers[below.path].append(place)
    readers: dict[int, set[int]] = defaultdict(set)
    for place, computation in enumerate(computations):
        for path in _paths(computation, elements):
            for giver in givers[path]:
                readers[giver].add(place)
    return readers


def _paths(computation: "Computation", elements: Mapping[str, Element]) -> Iterator[str]:
    for reference in computation.references:
        if reference.ordinal:
            continue
        if reference.path == "":
            yield from elements
        elif reference.deep:
            yield from (path for path in elements if within(path, reference.path))
        else:
            yield reference.path


def _cycle(
    computations: "Sequence[Computation]", readers: dict[int, set[int]], waiting: list[int]
) -> Problem:
    stuck = {place for place, count in enumerate(waiting) if count}
    read_by_stuck: dict[int, int] = {}
    for giver in sorted(stuck):
        for reader in sorted(readers[giver] & stuck):
            read_by_stuck.setdefault(reader, giver)
    trail: list[int] = []
    place = next(reader for reader in sorted(read_by_stuck))
    while place not in trail:
        trail.append(place)
        place = read_by_stuck[place]
    circle = [*trail[trail.index(place) :], place]
    names = [computations[each].element.path for each in circle]
    detail = "这些题目的式子互相引用，没有先后：" + " ← ".join(names)
    return Problem("cycle", names[0], detail)
