"""Formulas that wait for each other: a value that would follow from itself."""

from collections.abc import Iterable, Mapping
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.formulas import references
from inspector_app.authoring.outline import Outline, Placed
from inspector_app.authoring.tables import FormSheet

_FOLLOWS: Final = ("calculation", "relevant")
# These may wait for each other's questions, but not for their own.
_OF_ITSELF: Final = ("required", "read_only", "choice_filter", "repeat_count")


def refuse_cycles(outline: Outline, sheet: FormSheet, report: Report) -> None:
    """Report each cycle once, at the formula of its first item."""
    needs = {name: _needs(placed) for name, placed in outline.items()}
    for cycle in _cycles(needs):
        first = outline[cycle[0]]
        item, column = _place(first, cycle[1 % len(cycle)])
        chain = " → ".join((*cycle, cycle[0]))
        what = f"公式绕成一圈：{chain}" if len(cycle) > 1 else f"“{cycle[0]}”的公式引用了它自己"
        where = sheet.at(item.item.row, column)
        report.error("cycle", where, what, "请把其中一个公式改成不引用后一题")
    for name, placed in outline.items():
        for column in _OF_ITSELF:
            if name in references(placed.item.values.get(column, "")):
                where = sheet.at(placed.item.row, column)
                what = f"“{name}”的公式引用了它自己"
                report.error("cycle", where, what, "请改成引用别的题")


def _needs(placed: Placed) -> tuple[str, ...]:
    """Return the names that a value follows from: its own formulas and where it is shown."""
    own = [references(placed.item.values.get(column, "")) for column in _FOLLOWS]
    over = [references(parent.values.get("relevant", "")) for parent in placed.parents]
    return tuple(dict.fromkeys(name for names in (*own, *over) for name in names))


def _place(placed: Placed, needed: str) -> tuple[Placed, str]:
    for column in _FOLLOWS:
        if needed in references(placed.item.values.get(column, "")):
            return placed, column
    for at, parent in enumerate(placed.parents):
        if needed in references(parent.values.get("relevant", "")):
            return Placed(item=parent, parents=placed.parents[:at]), "relevant"
    return placed, "name"


def _cycles(needs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the cycles that a walk in depth finds, each beginning with its first item."""
    done: set[str] = set()
    found: list[tuple[str, ...]] = []
    order = {name: at for at, name in enumerate(needs)}
    for start in needs:
        trail: list[str] = []
        on_trail: dict[str, int] = {}
        stack = [(start, iter(needs[start]))]
        if start in done:
            continue
        trail.append(start)
        on_trail[start] = 0
        while stack:
            name, rest = stack[-1]
            for needed in rest:
                if needed in on_trail:
                    found.append(_turned(trail[on_trail[needed] :], order))
                elif needed in needs and needed not in done:
                    stack.append((needed, iter(needs[needed])))
                    on_trail[needed] = len(trail)
                    trail.append(needed)
                    break
            else:
                stack.pop()
                trail.pop()
                del on_trail[name]
                done.add(name)
    return list(dict.fromkeys(found))


def _turned(cycle: list[str], order: Mapping[str, int]) -> tuple[str, ...]:
    first = min(range(len(cycle)), key=lambda at: order[cycle[at]])
    return (*cycle[first:], *cycle[:first])
