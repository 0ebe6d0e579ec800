"""Orders computations so that none comes before what it reads; names a cycle if there is one."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from inspector_app.xform.computation import Computation
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import FormError, Problem
from inspector_app.xform.xpath.scope import within


def in_topological_order(
    computations: Sequence[Computation], elements: Mapping[str, Element]
) -> list[Computation]:
    """Return the computations in order, counts of repeats last; note which are circular.

    Two circles are none: conditions of relevance may hang on each other's questions ("ask the one
    while the other is empty"), and a value may be worked out from that of another instance.

    Raises:
        FormError: some hang on each other in a circle; the problem names all of it.
    """
    counts = [each for each in computations if each.kind == "count"]
    others = [each for each in computations if each.kind != "count"]
    readers = _readers(others, elements)
    waiting = _waiting(readers, len(others))
    ordered = _ordered(readers, waiting)
    if len(ordered) < len(others):
        _let_conditions_go(others, readers, {p for p, count in enumerate(waiting) if count})
        waiting = _waiting(readers, len(others))
        ordered = _ordered(readers, waiting)
    if len(ordered) < len(others):
        raise FormError([_cycle(others, readers, waiting)])
    return [others[place] for place in ordered] + counts


def _waiting(readers: Mapping[int, set[int]], size: int) -> list[int]:
    """Return, by place, how many computations have to come before."""
    waiting = [0] * size
    for targets in readers.values():
        for target in targets:
            waiting[target] += 1
    return waiting


def _ordered(readers: Mapping[int, set[int]], waiting: list[int]) -> list[int]:
    """Return the places in order as far as there is one; ``waiting`` is counted down."""
    ready = [place for place, count in enumerate(waiting) if count == 0]
    ordered: list[int] = []
    while ready:
        place = heapq.heappop(ready)
        ordered.append(place)
        for target in readers.get(place, ()):
            waiting[target] -= 1
            if waiting[target] == 0:
                heapq.heappush(ready, target)
    return ordered


def _let_conditions_go(
    computations: Sequence[Computation], readers: dict[int, set[int]], stuck: set[int]
) -> None:
    """Take from the stuck conditions of relevance the order among each other."""
    conditions = {p for p in stuck if computations[p].kind == "relevant"}
    for place in conditions:
        own = {place} if place in readers[place] else set()
        if readers[place] & conditions - own:
            computations[place].circular = True
            readers[place] -= conditions - own


def _readers(
    computations: Sequence[Computation], elements: Mapping[str, Element]
) -> dict[int, set[int]]:
    """Return, by place, the places of the computations that read what one gives."""
    givers = _givers(computations)
    readers: dict[int, set[int]] = defaultdict(set)
    for place, computation in enumerate(computations):
        itself = computation.element.path
        for path, chosen in _paths(computation, elements):
            if path == itself and chosen and computation.kind == "calculate":
                computation.circular = True
                continue
            for giver in givers[path]:
                readers[giver].add(place)
            if path == itself and computation.kind != "constraint":
                readers[place].add(place)
    return readers


def _givers(computations: Sequence[Computation]) -> dict[str, list[int]]:
    """Return, by path, the places of the computations that decide what a reader of it gets."""
    givers: dict[str, list[int]] = defaultdict(list)
    for place, computation in enumerate(computations):
        if computation.kind == "calculate":
            givers[computation.element.path].append(place)
        elif computation.kind == "relevant":
            for below in computation.element.walk():
                givers[below.path].append(place)
    return givers


def _paths(computation: Computation, elements: Mapping[str, Element]) -> Iterator[tuple[str, bool]]:
    """Yield the paths that a computation reads, and whether an instance of each is chosen."""
    for reference in computation.references:
        if reference.ordinal:
            if reference.path != computation.element.path:
                yield reference.path, False
            continue
        read: Iterable[str] = (reference.path,)
        if reference.path == "":
            read = elements
        elif reference.deep:
            read = (path for path in elements if within(path, reference.path))
        for path in read:
            yield path, reference.chosen


def _cycle(
    computations: Sequence[Computation], readers: dict[int, set[int]], waiting: list[int]
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
