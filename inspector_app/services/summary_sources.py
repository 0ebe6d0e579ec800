"""The records behind the figures of a summary, whatever they are, and figures kept with them."""

import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.month import Month, Period
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.summary_facts import (
    Figure,
    MonthLine,
    SchoolLine,
    SummaryFacts,
    UnitLine,
)
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context
from inspector_app.services.district_lines import district_lines
from inspector_app.services.months import MonthService

_FORM: Final = 1
_CHUNK: Final = 500
# A complaint is told by the lines of the month's table, which say nothing of what it is about.
_ENTRIES: Final = """
SELECT uid, kind, number, day, title FROM register_entry WHERE kind <> 'complaint'
  AND uid IN ({marks}) UNION ALL
SELECT uid, 'letter', title, substr(made_at, 1, 10), '' FROM document WHERE uid IN ({marks})"""


def lines_of(
    context: Context, uids: Iterable[str], *, month: Month | None = None
) -> tuple[RecordLine, ...]:
    """Return records, issues, lessons, complaints, schools, people, entries and letters by day.

    Above districts those that came from below are found, too.


    Args:
        context: of the data folder.
        uids: of them.
        month: whose figures they stand behind, where that may be a month of districts.
    """
    wanted = tuple(dict.fromkeys(uids))
    with context.database.snapshot():
        found = [*MonthService(context).behind(wanted, month=month), *_people(context, wanted)]
        for start in range(0, len(wanted), _CHUNK):
            found += _entries(context, wanted[start : start + _CHUNK])
        if rest := {*wanted} - {line.uid for line in found}:
            found += district_lines(context, None, rest)
    return tuple(sorted(found, key=lambda line: (line.day or date.min, line.number)))


def _people(context: Context, uids: Iterable[str]) -> Iterable[RecordLine]:
    # Where units are counted, the people of this office go by its code, as those of others.
    names, own = context.names(), f"{context.identity.district}/"
    bare = ((uid, uid.removeprefix(own)) for uid in uids)
    return (
        RecordLine("督学", uid, "", who, None, "", names[who]) for uid, who in bare if who in names
    )


def _entries(context: Context, uids: Sequence[str]) -> Iterable[RecordLine]:
    sql = _ENTRIES.format(marks=", ".join("?" * len(uids)))
    for uid, kind, number, day, title in context.database.rows(sql, *uids, *uids):
        name = KINDS[kind].name if kind in KINDS else "文书"
        yield RecordLine(name, uid, "", number, date.fromisoformat(day) if day else None, "", title)


class FrozenFacts(NamedTuple):
    """Figures as they were at 定稿, and a line for each record behind them."""

    facts: SummaryFacts
    lines: tuple[RecordLine, ...]


def packed(found: FrozenFacts) -> bytes:
    """Return figures and their records as bytes that ``unpacked`` reads."""
    place = {line.uid: n for n, line in enumerate(found.lines)}
    facts = found.facts
    content = {
        "form": _FORM,
        "first": facts.period.start.isoformat(),
        "until": facts.period.end.isoformat(),
        "name": facts.name,
        "before_name": facts.before_name,
        "figures": [
            {**figure._asdict(), "uids": _places(figure.uids, place),
             "of_uids": _places(figure.of_uids, place)}
            for figure in facts.figures
        ],
        "months": [list(line) for line in facts.months],
        "topics": [list(topic) for topic in facts.topics],
        "schools": [list(line) for line in facts.schools],
        "units": [list(line) for line in facts.units],
        "notes": list(facts.notes),
        "records": [
            [line.kind, line.uid, line.visit_uid, line.number,
             line.day.isoformat() if line.day else None, line.school_name, line.text]
            for line in found.lines
        ],
    }  # fmt: skip
    return zlib.compress(stable_text(content).encode())


def _places(uids: Iterable[str], place: dict[str, int]) -> list[int]:
    return [place[uid] for uid in uids if uid in place]


def unpacked(data: bytes) -> FrozenFacts:
    """Return what ``packed`` was given."""
    content: dict[str, Any] = json.loads(zlib.decompress(data))
    lines = tuple(
        RecordLine(kind, uid, visit, number, date.fromisoformat(day) if day else None, school, text)
        for kind, uid, visit, number, day, school, text in content["records"]
    )
    facts = SummaryFacts(
        period=Period(date.fromisoformat(content["first"]), date.fromisoformat(content["until"])),
        name=content["name"],
        before_name=content["before_name"],
        figures=tuple(_figure(each, lines) for each in content["figures"]),
        months=tuple(MonthLine(*line) for line in content["months"]),
        topics=tuple((label, number) for label, number in content["topics"]),
        # Figures that were frozen before zones were told school by school have none.
        schools=tuple(SchoolLine(*line) for line in content.get("schools", ())),
        units=tuple(
            UnitLine(name, tuple(numbers), missing)
            for name, numbers, missing in content.get("units", ())
        ),
        notes=tuple(content.get("notes", ())),
    )
    return FrozenFacts(facts, lines)


def _figure(kept: dict[str, Any], lines: Sequence[RecordLine]) -> Figure:
    uids, of_uids = (tuple(lines[n].uid for n in kept[name]) for name in ("uids", "of_uids"))
    return Figure(**{**kept, "uids": uids, "of_uids": of_uids})
