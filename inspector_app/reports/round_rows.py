"""Rounds of 整改 as rows of record tables: what was asked, what the school did, the verdict."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, Measure
from inspector_app.domain.issue_rounds import Round
from inspector_app.domain.labels.issues import SEVERITY_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.measure_text import target_of
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.reports.document import FieldRow, LongText
from inspector_app.reports.words import choices, day, number_in_two_lines, one, pair, stacked

_K = IssueEventKind
VERDICT: Final = {
    _K.CLOSED: "整改措施到位",
    _K.NOT_ACCEPTED: "整改不到位，需要继续整改",
}
_SCHOOL_SAID: Final = {
    _K.PROGRESS: "进展",
    _K.MEASURED: "实际值",
    _K.MILESTONE_MET: "阶段目标达成",
    _K.ANSWERED: "学校报送",
}
# Lines of room for a pen where the check is still to come.
_ROOM: Final = "\n\n"


def issue_rows(row: LedgerRow) -> Iterator[FieldRow]:
    """Yield what the issue is and who answers for it."""
    issue = row.issue
    severity = SEVERITY_LABEL[issue.severity] if issue.severity else ""
    yield pair("被督导单位", row.school_name, "问题编号", number_in_two_lines(issue.number))
    yield one("存在问题", LongText(text=issue.description))
    yield pair("类别", TOPIC_LABEL.get(issue.category, issue.category), "程度", severity)
    yield pair(
        "责任单位", stacked(issue.responsible_unit, issue.assisting_units),
        "责任人", issue.responsible,
    )  # fmt: skip


def round_rows(one_round: Round, follow_ups: Mapping[str, VisitSummary]) -> Iterator[FieldRow]:
    """Yield 督学整改意见, 学校整改情况 with 回访时间, and 督学后续建议 of one round.

    ``follow_ups`` are the records that bear witness to a check, by uid.
    """
    check = one_round.check
    visit = follow_ups.get(check.details.visit_uid) if check else None
    yield pair("提出时间", day(one_round.asked_on), "整改时限", day(one_round.due))
    yield one("督学整改\n意见", LongText(text=one_round.demand))
    yield one("学校整改\n情况", LongText(text="\n".join(school_lines(one_round)) or _ROOM))
    seen_on = check.effective_on if check else None
    if visit is not None:
        seen_on = visit.visited_on
    yield pair("回访时间", day(seen_on), "核查依据", _evidence(check, visit) if check else "")
    yield one("核查结论", choices(VERDICT, check.kind if check else None))
    yield one("督学后续\n建议", LongText(text=_advice(check) if check else _ROOM))


def school_lines(one_round: Round) -> Iterator[str]:
    """Yield 整改措施, 进展 and 学校报送 of a round, one line for each."""
    for event in one_round.of_kind(_K.PLANNED):
        measures = "；".join(measure_lines(event.details.measures)) or event.note
        yield f"{day(event.effective_on)}整改措施：{measures}"
    for event in one_round.of_kind(*_SCHOOL_SAID):
        name = _SCHOOL_SAID[event.kind]
        of = "；".join(measure_lines(event.details.measures))
        if event.kind is _K.MEASURED:
            name = of
        if event.kind is _K.MILESTONE_MET:
            name += f"（{of}）"
        said = f"{'：' if event.note else ''}{event.note}"
        yield f"{day(event.effective_on)}{name}{said}{_paper_of(event)}"


def _paper_of(event: IssueEvent) -> str:
    """Return by which 学校回复 something was said, and how many pictures came with it."""
    details = event.details
    if not details.reply_uid:
        return ""
    shown = f"照片{len(details.photos)}张" if details.photos else ""
    return f"（{'，'.join(filter(None, (f'回复编号 {details.reference}', shown)))}）"


def notice_text(one_round: Round) -> str:
    """Return when a 整改通知书 of a round was issued and delivered, and under which 文号."""
    said = []
    for event in one_round.of_kind(_K.NOTICE_ISSUED, _K.DELIVERED):
        name = "下达" if event.kind is _K.NOTICE_ISSUED else "送达"
        facts = (f"{day(event.effective_on)}{name}", event.details.reference, event.details.person)
        said.append("，".join(filter(None, facts)))
    return "；".join(said)


def measure_lines(measures: Iterable[Measure]) -> Iterator[str]:
    """Yield 整改措施 with who, 目标值 and 时限; what a measure consists of follows it."""
    for measure in measures:
        aim = f"目标{target_of(measure)}" if measure.target else ""
        reached = f"实际{measure.actual}{measure.unit}" if measure.actual else ""
        until = f"{day(measure.due)}前" if measure.due else ""
        due = f"（{'，'.join(filter(None, (measure.responsible, aim, reached, until)))}）"
        due = due if due != "（）" else ""
        parts = "，".join(measure_lines(measure.parts))
        yield f"{measure.text}{due}{f'：{parts}' if parts else ''}"


def _evidence(check: IssueEvent, visit: VisitSummary | None) -> str:
    """Return what stands behind a verdict: a 回访, papers, pictures."""
    details = check.details
    return stacked(
        f"记录 {number_in_two_lines(visit.number)}" if visit else "",
        "、".join(details.documents),
        f"照片{len(details.photos)}张" if details.photos else "",
    )


def _advice(check: IssueEvent) -> str:
    until = f"整改时限：{day(check.until)}。" if check.until else ""
    return stacked(check.note, until)
