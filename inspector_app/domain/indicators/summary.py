"""校校达标、项项达标: what of an assessment is compared from year to year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from inspector_app.domain.chart import Chart, ChartKind, Series, share_text
from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.results import Assessment
from inspector_app.domain.labels.indicators import SCHOOL_STAGE_LABEL

ALL_SCHOOLS: Final = "全部学校"


class Share(NamedTuple):
    """How many of how many."""

    passing: int
    schools: int

    @property
    def text(self) -> str:
        """As it prints: 14/46（30.4%）."""
        return f"{self.passing}/{self.schools}（{share_text(self.passing, self.schools)}）"

    @property
    def percent(self) -> float | None:
        """In hundredths, ``None`` where there are no schools."""
        return 100 * self.passing / self.schools if self.schools else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSummary:
    """One stage of a county.

    Attributes:
        meeting: how many schools meet each indicator.
        cv: the 差异系数 as it prints; ``cv_pass`` the indicators whose CV is not too high.
    """

    share: Share
    meeting: Mapping[str, int]
    cv: Mapping[str, str]
    cv_pass: tuple[str, ...]

    @property
    def all_meet(self) -> tuple[str, ...]:
        """The indicators that every school meets."""
        return tuple(item for item, number in self.meeting.items() if number == self.share.schools)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a county came to."""

    share: Share
    passes: bool
    stages: Mapping[SchoolStage, StageSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAssessment:
    """An assessment that is kept.

    Attributes:
        sha256: of the workbook it was calculated from; ``digest`` of what it came to.
        removed: whether it lies in the recycle bin.
    """

    uid: str
    number: str
    year: int
    name: str
    file_name: str
    sha256: str
    size: int
    summary: Summary
    digest: str
    kept_on: str
    removed: bool = False

    @property
    def label(self) -> str:
        """What it is called beside those of other years."""
        return f"{self.year}年 {self.name}"


def summary_of(found: Assessment) -> Summary:
    """Return the summary of an assessment."""
    return Summary(
        share=Share(found.passing, len(found.counted)),
        passes=found.passes,
        stages={
            stage.stage: StageSummary(
                share=Share(stage.passing, stage.schools),
                meeting=stage.meeting,
                cv={spread.item: spread.text for spread in stage.spreads},
                cv_pass=tuple(spread.item for spread in stage.spreads if spread.passes),
            )
            for stage in found.county
        },
    )


def summary_json(found: Summary) -> dict[str, Any]:
    """Return a summary as it is stored and as programs read it."""
    return {
        "schools": found.share.schools,
        "passing": found.share.passing,
        "pass": found.passes,
        "stages": {
            stage.value: {
                "schools": one.share.schools,
                "passing": one.share.passing,
                "meeting": dict(one.meeting),
                "cv": dict(one.cv),
                "cv_pass": list(one.cv_pass),
            }
            for stage, one in found.stages.items()
        },
    }


def summary_from(data: Mapping[str, Any]) -> Summary:
    """Return the summary that was stored."""
    return Summary(
        share=Share(data["passing"], data["schools"]),
        passes=data["pass"],
        stages={
            SchoolStage(stage): StageSummary(
                share=Share(one["passing"], one["schools"]),
                meeting=one["meeting"],
                cv=one["cv"],
                cv_pass=tuple(one["cv_pass"]),
            )
            for stage, one in data["stages"].items()
        },
    )


def pass_rate_chart(rows: Sequence[tuple[str, Summary]]) -> Chart | None:
    """Return how many of a hundred schools pass, all and by stage, in the order of the rows.

    Args:
        rows: what each assessment is called, and what it came to.

    Returns:
        Nothing where there is no assessment.
    """
    if not rows:
        return None
    return Chart(
        kind=ChartKind.BARS if len(rows) == 1 else ChartKind.LINES,
        title="达标学校的比例",
        unit="%",
        categories=tuple(name for name, _ in rows),
        series=tuple(_series([found for _, found in rows])),
        note="分母是参加测算的学校（义务教育学生不少于界限的学校）",
    )


def _series(found: Sequence[Summary]) -> Iterator[Series]:
    yield Series(name=ALL_SCHOOLS, values=tuple(each.share.percent for each in found))
    for stage, word in SCHOOL_STAGE_LABEL.items():
        parts = [each.stages.get(stage) for each in found]
        if any(parts):
            values = tuple(None if part is None else part.share.percent for part in parts)
            yield Series(name=word, values=values)
