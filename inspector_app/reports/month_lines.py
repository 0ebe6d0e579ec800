"""The rows of the monthly table: the district's first, then the zones', then the people's."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from inspector_app.domain.monthly_table import MonthlyTable, Row
from inspector_app.domain.table_difference import DISTRICT
from inspector_app.reports.document import Emphasis


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNames:
    """The names behind the codes of a table.

    Attributes:
        unit: whose table it is (district, zone or person), printed under the title.
        inspectors: "督学01（专职）" by 督学编号.
        zones: 责任区 by 督学编号.
        schools: name by 标识码.
    """

    unit: str
    inspectors: Mapping[str, str]
    zones: Mapping[str, str]
    schools: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One row of figures with what stands in front of them.

    ``stars`` names the figures beside which something is noted at the foot.
    """

    number: str
    name: str
    zone: str
    figures: Row
    emphasis: Emphasis
    stars: frozenset[str] = frozenset()


def month_lines(
    table: MonthlyTable, names: TableNames, noted: Collection[tuple[str, str]] = ()
) -> Iterator[FigureLine]:
    """Yield the rows of ``table`` from top to bottom; ``noted`` cells by row and figure."""

    def stars(row: str) -> frozenset[str]:
        return frozenset(figure for starred, figure in noted if starred == row)

    yield FigureLine(
        number="", name=DISTRICT, zone="", figures=table.district, emphasis=Emphasis.TOTAL,
        stars=stars(DISTRICT),
    )  # fmt: skip
    for zone, figures in table.zones.items():
        yield FigureLine(
            number="", name=zone, zone="小计", figures=figures, emphasis=Emphasis.SUBTOTAL,
            stars=stars(zone),
        )  # fmt: skip
    for number, (code, figures) in enumerate(table.inspectors.items(), start=1):
        yield FigureLine(
            number=str(number),
            name=names.inspectors.get(code, code),
            zone=names.zones.get(code, ""),
            figures=figures,
            emphasis=Emphasis.PLAIN,
            stars=stars(code),
        )
