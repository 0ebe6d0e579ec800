"""What a visit found, as rows of its record: 亮点与经验, 存在问题, 督导意见."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.issue import Issue
from inspector_app.domain.labels.issues import HANDLING_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import CheckBoxes, Choice, FieldRow, LongText, NumberedList
from inspector_app.reports.words import day, one

NO_ISSUES: Final = "未发现问题"


def finding_rows(visit: Visit) -> Iterator[FieldRow]:
    """Yield the rows; one without content leaves its cell blank."""
    merits = tuple(merit.text for merit in visit.merits)
    yield one("亮点与经验", NumberedList(items=merits) if merits else "")
    yield one("存在问题", _issues(visit))
    yield one("督导意见\n和建议", LongText(text=visit.advice))


def _issues(visit: Visit) -> NumberedList | CheckBoxes | str:
    if visit.issues:
        return NumberedList(items=tuple(_issue(issue) for issue in visit.issues))
    if visit.no_issues_found:
        return CheckBoxes(choices=(Choice(label=NO_ISSUES, ticked=True),))
    return ""


def _issue(issue: Issue) -> str:
    facts = (
        ("编号", issue.number),
        ("类别", TOPIC_LABEL.get(issue.category, issue.category)),
        ("程度", SEVERITY_LABEL[issue.severity] if issue.severity else ""),
        ("处理方式", HANDLING_LABEL[issue.handling] if issue.handling else ""),
        ("责任单位", issue.responsible_unit),
        ("配合单位", issue.assisting_units),
        ("责任人", issue.responsible),
        ("整改时限", day(issue.due)),
    )
    said = [f"{name}：{value}" for name, value in facts if value]
    if issue.fixed_on_the_spot:
        said.append(f"当场整改（见证人：{issue.witness}）" if issue.witness else "当场整改")
    wanted = f"整改要求：{issue.requirement}" if issue.requirement else ""
    return "\n".join(filter(None, (issue.description, "；".join(said), wanted)))
