"""编制说明: as of when a district's month stands, and who is not in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from inspector_app.office.dunning import PersonLine

_MOST_NAMED: Final = 10


class Arrived(NamedTuple):
    """Whose month is here, of whom it is expected; ``missing`` and ``excused`` are lines."""

    have: int
    of: int
    missing: tuple[PersonLine, ...]
    excused: tuple[PersonLine, ...]


def arrived(lines: Iterable[PersonLine]) -> Arrived:
    """Say whose month is here: a report, or records that the office wrote for the person."""
    told = [line for line in lines if not line.office]
    excused = tuple(line for line in told if line.is_excused)
    expected = [line for line in told if not line.is_excused]
    missing = tuple(line for line in expected if not line.is_in)
    return Arrived(len(expected) - len(missing), len(expected), missing, excused)


class OfficesIn(NamedTuple):
    """Of which offices below the month is here; ``missing`` are lines."""

    have: int
    of: int
    word: str
    missing: tuple[PersonLine, ...]


def offices_in(lines: Iterable[PersonLine]) -> OfficesIn:
    """Say of which offices below the month is here."""
    told = [line for line in lines if line.office]
    missing = tuple(line for line in told if not line.is_in)
    return OfficesIn(len(told) - len(missing), len(told), told[0].office if told else "", missing)


def compiling_notes(
    lines: Sequence[PersonLine], *, as_of: str, returned: int = 0
) -> tuple[str, ...]:
    """Return what stands at the foot of the district's month.

    Args:
        lines: everybody.
        as_of: the time, in words.
        returned: how many records were sent back and are not mended yet.
    """
    back = f"已退回、还没有改的记录：{returned} 份，照现在的计入。" if returned else ""
    return tuple(filter(None, (*_notes(lines, as_of), back)))


def notes_over(
    months: Sequence[tuple[str, Sequence[PersonLine]]], *, as_of: str, returned: int = 0
) -> tuple[str, ...]:
    """Return what stands at the foot of tables that reach over several months.

    Args:
        months: what each month is called, with everybody.
        as_of: the time, in words.
        returned: how many records were sent back and are not mended yet.
    """
    told = [(title, arrived(lines)) for title, lines in months]
    whole = "、".join(title for title, found in told if not found.missing)
    said = [f"{whole}已交齐"] if whole else []
    said += [_partly(title, found) for title, found in told if found.missing]
    back = f"已退回、还没有改的记录：{returned} 份，照现在的计入。" if returned else ""
    sources = source_notes(_summed(line for _, lines in months for line in lines))
    return tuple(filter(None, (f"截至 {as_of}：{'；'.join(said)}。", *sources, back)))


def _partly(title: str, found: Arrived) -> str:
    few = len(found.missing) <= _MOST_NAMED
    named = f"，缺{_names(found.missing)}" if few else ""
    return f"{title} {found.have}/{found.of} 人已交齐{named}"


def _summed(lines: Iterable[PersonLine]) -> Iterator[PersonLine]:
    """Yield a line for each person, with what the office wrote and imported in all months."""
    by_person: dict[str, list[PersonLine]] = {}
    for line in lines:
        by_person.setdefault(line.id, []).append(line)
    for own in by_person.values():
        typed, imported = sum(x.typed for x in own), sum(x.imported for x in own)
        yield replace(own[-1], typed=typed, imported=imported)


def _notes(lines: Sequence[PersonLine], as_of: str) -> Iterator[str]:
    told, offices = arrived(lines), offices_in(lines)
    if offices.of:
        yield f"截至 {as_of}：{offices.have}/{offices.of} {offices.word}已报。"
    if offices.missing:
        yield f"还没有报来的：{_names(offices.missing)}。"
    if told.of or not offices.of:
        yield f"截至 {as_of}：{told.have}/{told.of} 人已交齐。"
    partly = [line for line in told.missing if line.received]
    nothing = [line for line in told.missing if not line.received]
    if nothing:
        yield f"还没有交的：{_names(nothing)}。"
    if partly:
        yield f"收到了记录、还没有月报的：{_names(partly)}；收到的记录已计入。"
    away = [line for line in told.excused if line.away]
    if away:
        yield f"请假的：{_names(away)}。"
    yield from source_notes(lines)


def source_notes(lines: Iterable[PersonLine]) -> Iterator[str]:
    """Yield whose records did not come from their own computer."""
    told = list(lines)
    for word, counts in (
        ("督导室代录", [(line, line.typed) for line in told if line.typed]),
        ("由工作簿导入", [(line, line.imported) for line in told if line.imported]),
    ):
        if counts:
            people = "、".join(f"{line.name} {count} 份" for line, count in counts)
            if len(counts) > _MOST_NAMED:
                people = f"{len(counts)} 人，共 {sum(count for _, count in counts)} 份"
            yield f"{word}的记录（计入本人）：{people}。"


def _names(lines: Iterable[PersonLine]) -> str:
    return "、".join(line.name for line in lines)
