"""A paper with every kind of chart and its numbers, each as a district really has them."""

from typing import Final

from inspector_app.domain.chart import Chart, ChartKind, Series, Value
from inspector_app.reports.document import Chart as ChartBlock
from inspector_app.reports.document import Document, PageBreak

_MONTHS: Final = tuple(f"{month}月" for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6))
_ZONES: Final = tuple(f"第{number}责任区" for number in "一二三四五六")
_STEPS: Final = ("发现", "发出通知", "学校报送", "核查通过", "销号")
_SCHOOLS: Final = tuple(
    f"示范区第{number}{'小学' if number % 3 else '中学'}" for number in range(1, 24)
)


def _chart(
    kind: ChartKind, title: str, categories: tuple[str, ...], **rows: tuple[Value, ...]
) -> ChartBlock:
    return ChartBlock(
        value=Chart(
            kind=kind,
            title=title,
            unit="条" if "问题" in title else "校次",
            categories=categories,
            series=tuple(Series(name=name, values=values) for name, values in rows.items()),
            note="由本年度已定稿的督导记录汇总。",
        )
    )


def charts() -> Document:
    """Return the paper: on two pages bars, lines, stacked bars, on the third funnel and tiles."""
    return Document(
        title="图表样张",
        blocks=(
            _chart(
                ChartKind.BARS, "各责任区入校督导", _ZONES,
                计划=(12, 9, 15, 8, 11, 6), 实际=(12, 7, 16, 0, 9, None),
            ),
            _chart(
                ChartKind.LINES, "各月入校督导", _MONTHS,
                经常性=(21, 34, 30, 18, 5, 0, 27, 33, 36, 24),
                专项=(4, 8, 12, 6, None, None, 9, 7, 11, 5),
                综合=(0, 2, 3, 2, 0, 0, 1, 4, 3, 2),
            ),
            PageBreak(),
            _chart(
                ChartKind.STACKED, "各月发现的问题", _MONTHS,
                一般=(31, 40, 38, 22, 6, 0, 25, 37, 41, 20),
                较重=(9, 12, 15, 8, 2, 0, 7, 11, 10, 6),
                严重=(2, 1, 4, 3, 0, 0, 1, 2, 5, 1),
            ),
            _chart(
                ChartKind.BARS, "各类问题（六组）", _ZONES[:3],
                安全=(8, 5, 9), 食堂=(6, 7, 3), 课程=(4, 2, 6), 师德=(1, 0, 2),
                收费=(3, 3, 1), 作业=(5, 4, 7),
            ),
            PageBreak(),
            _chart(
                ChartKind.FUNNEL, "问题从发现到销号", _STEPS,
                问题=(131, 118, 97, 84, 80),
            ),
            _chart(
                ChartKind.TILES, "各校入校督导", _SCHOOLS,
                入校=tuple(None if n == 13 else n * 7 % 9 for n in range(len(_SCHOOLS))),
            ),
        ),
    )  # fmt: skip
