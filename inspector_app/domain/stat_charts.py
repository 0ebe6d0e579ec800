"""The pictures of the tables of a period: each number stands in one of the tables, too."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from inspector_app.domain.chart import MOST_CATEGORIES, Chart, ChartKind, Series
from inspector_app.domain.facts import InspectorFact
from inspector_app.domain.figures import Count
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.stat_breakdowns import OTHER, TOTAL
from inspector_app.domain.stat_table import StatTable
from inspector_app.domain.table_evidence import TableEvidence

_FEWEST_MONTHS: Final = 2
_ZONE: Final = 2
_NO_ZONE: Final = "未分责任区"


def period_charts(found: TableEvidence, tables: Mapping[str, StatTable]) -> tuple[Chart, ...]:
    """Return the pictures; one that would show nothing but noughts is left out."""
    name = found.period.name
    return (
        *_trend(tables["months"]),
        *_topics(name, tables["topics"]),
        *_steps(name, tables["steps"]),
        *_lessons(found),
        *_coverage(name, tables["schools"]),
    )


def unit_charts(
    name: str, tables: Mapping[str, StatTable], units: Sequence[str]
) -> Iterator[Chart]:
    """Yield the pictures of a period above districts, whose rows are units."""
    yield from _trend(tables["months"])
    yield from _units(name, tables, units)
    yield from _topics(name, tables["topics"])
    yield from _steps(name, tables["steps"])


def _units(name: str, tables: Mapping[str, StatTable], units: Sequence[str]) -> Iterator[Chart]:
    most = MOST_CATEGORIES[ChartKind.BARS] // 2
    for start in range(0, len(units), most):
        part = units[start : start + most]
        visits = _values(tables["coverage"], "visits", part)
        begun, over = (
            _values(tables["issues"], column, part) for column in ("issues_found", "closed")
        )
        if any((*visits, *begun, *over)):
            yield Chart(
                kind=ChartKind.BARS,
                title=f"{name}各单位入校、发现和销号的问题"
                + (f"（{start // most + 1}）" if len(units) > most else ""),
                categories=tuple(part),
                series=(
                    Series(name="入校（校次）", values=visits),
                    Series(name="发现问题（个）", values=begun),
                    Series(name="销号（个）", values=over),
                ),
            )


def _values(table: StatTable, column: str, keys: Sequence[str]) -> tuple[int, ...]:
    cells = (table.cell(key, column) for key in keys)
    return tuple(cell.value if isinstance(cell, Count) else 0 for cell in cells)


def _trend(table: StatTable) -> Iterator[Chart]:
    keys = [row.key for row in table.rows]
    if len(keys) < _FEWEST_MONTHS or len(keys) > MOST_CATEGORIES[ChartKind.LINES]:
        return
    one_year = len(keys) <= 12
    labels = tuple(f"{int(key[5:])}月" if one_year else f"{key[2:4]}.{key[5:]}" for key in keys)
    title = f"{table.rows[0].names[0]}至{table.rows[-1].names[0]}"
    visits, lessons = (_values(table, name, keys) for name in ("visits", "lessons"))
    if any((*visits, *lessons)):
        yield Chart(
            kind=ChartKind.LINES,
            title=f"{title}各月入校和听课",
            categories=labels,
            series=(
                Series(name="入校（校次）", values=visits),
                Series(name="听课（节次）", values=lessons),
            ),
        )
    begun, over = (_values(table, name, keys) for name in ("issues_found", "closed"))
    if any((*begun, *over)):
        yield Chart(
            kind=ChartKind.LINES,
            title=f"{title}各月发现和销号的问题",
            unit="个",
            categories=labels,
            series=(Series(name="发现", values=begun), Series(name="销号", values=over)),
        )


def _topics(name: str, table: StatTable) -> Iterator[Chart]:
    keys = [row.key for row in table.rows if row.key != TOTAL]
    keys = [k for k in keys if any(_values(table, "issues_found", [k]))]
    if keys:
        yield Chart(
            kind=ChartKind.STACKED,
            title=f"{name}发现问题的督导事项和严重程度",
            unit="个",
            categories=tuple(_short(key) for key in keys),
            series=tuple(
                Series(name=WEIGHT_LABEL[w], values=_values(table, f"weight.{w.value}", keys))
                for w in Weight
            ),
        )


def _short(key: str) -> str:
    return "其他" if key == OTHER else TOPIC_SHORT_LABEL[key]


def _steps(name: str, table: StatTable) -> Iterator[Chart]:
    keys = [row.key for row in table.rows]
    values = _values(table, "count", keys)
    if any(values):
        yield Chart(
            kind=ChartKind.FUNNEL,
            title=f"{name}发现问题的整改环节",
            unit="个",
            categories=tuple(row.names[0] for row in table.rows),
            series=(Series(name="问题", values=values),),
            note="算到期末；走到后面环节的，前面的环节也算走过",
        )


def _lessons(found: TableEvidence) -> Iterator[Chart]:
    people: Sequence[InspectorFact] = sorted(found.facts.inspectors)
    standing = [(p.name, found.lessons[p.id]) for p in people if p.id in found.lessons]
    pictures = -(-len(standing) // (MOST_CATEGORIES[ChartKind.BARS] // 2))
    most = max(1, -(-len(standing) // max(1, pictures)))
    for start in range(0, len(standing), most):
        part = standing[start : start + most]
        yield Chart(
            kind=ChartKind.BARS,
            title=f"学年累计听课和到{found.period.days.end}应达的节数"
            + (f"（{start // most + 1}）" if len(standing) > most else ""),
            unit="节次",
            categories=tuple(name for name, _ in part),
            series=(
                Series(name="已听", values=tuple(s.heard for _, s in part)),
                Series(name="应达", values=tuple(s.expected for _, s in part)),
                Series(name="全年目标", values=tuple(s.target for _, s in part)),
            ),
        )


def _coverage(name: str, table: StatTable) -> Iterator[Chart]:
    """Yield a map of tiles for each zone, whose schools stand together in the table."""
    for zone, rows in groupby(table.rows, key=lambda row: row.names[_ZONE]):
        schools = list(rows)[: MOST_CATEGORIES[ChartKind.TILES]]
        values = _values(table, "visits", [row.key for row in schools])
        covered = sum(value > 0 for value in values)
        yield Chart(
            kind=ChartKind.TILES,
            title=f"{zone or _NO_ZONE}　{name}各校入校次数（{covered}/{len(schools)} 所已督导）",
            unit="次",
            categories=tuple(row.names[0] for row in schools),
            series=(Series(name="入校次数", values=values),),
        )
