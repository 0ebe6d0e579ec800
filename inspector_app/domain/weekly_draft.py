"""The draft of a 周汇报: what records, meetings and plans say of one person's week.

A week without visits is no empty week: meetings, training and desk work are told instead. Nothing
is said that no record says, and every number is the length of what it counts.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.domain.text_line import first_line

_SHORT: Final = 60


class WeekVisit(NamedTuple):
    """A counted record that the person was on."""

    day: date
    school_code: str
    school_name: str
    campaign: str


class WeekIssue(NamedTuple):
    """An issue of a record that the person answers for."""

    number: str
    school_name: str
    description: str
    fixed_on_the_spot: bool = False


class WaitingIssue(NamedTuple):
    """An open issue that needs others: told on to the office, consulted about, or past its day."""

    school_name: str
    description: str
    escalated: bool
    consulted: bool


class WeekMerit(NamedTuple):
    """A merit that a counted record of the person's names."""

    school_name: str
    text: str
    visit_uid: str


class WeekFacts(NamedTuple):
    """What records say of a person's week.

    Attributes:
        lessons: how many whole lessons of each subject.
        notices: how many 整改通知书; ``records_filed`` how many records were filed, of any day.
    """

    visits: tuple[WeekVisit, ...]
    lessons: tuple[tuple[str, int], ...]
    found: tuple[WeekIssue, ...]
    closed: tuple[WeekIssue, ...]
    merits: tuple[WeekMerit, ...]
    waiting: tuple[WaitingIssue, ...]
    notices: int
    records_filed: int


class WeekMatter(NamedTuple):
    """Something of the week besides visits: a meeting, a training, a planned visit.

    Attributes:
        what: in Chinese, without its day.
    """

    day: date
    what: str


def week_values(
    facts: WeekFacts, *, besides: Iterable[WeekMatter], planned: Iterable[WeekMatter]
) -> dict[str, Any]:
    """Return the values of a report.

    Args:
        facts: what records say of the week.
        besides: meetings and trainings of the week.
        planned: what is planned for the week after.
    """
    return {
        "visit_count": len({(visit.school_code, visit.day) for visit in facts.visits}),
        "lesson_count": sum(count for _, count in facts.lessons),
        "issue_count": len(facts.found),
        "closed_count": len(facts.closed),
        "visits": _visits(facts.visits),
        "lessons": _lessons(facts.lessons),
        "issues": "\n".join(_issues(facts)),
        "merits": "\n".join(f"{each.school_name}：{_said(each.text)}。" for each in facts.merits),
        "other": "\n".join((*_matters(besides), *_desk(facts))),
        "matters": "\n".join(map(_waiting, facts.waiting)),
        "plan": "\n".join(_matters(planned)),
    }


def _visits(visits: Iterable[WeekVisit]) -> str:
    """Return a sentence for each day: a school once, however many records there are of it."""
    by_day: dict[date, dict[str, str]] = {}
    for visit in visits:
        named = f"（{visit.campaign.strip()}）" if visit.campaign.strip() else ""
        by_day.setdefault(visit.day, {}).setdefault(visit.school_code, visit.school_name + named)
    lines = (f"{_day(day)} {'、'.join(schools.values())}。" for day, schools in by_day.items())
    return "\n".join(lines) or "本周没有入校。"


def _lessons(lessons: tuple[tuple[str, int], ...]) -> str:
    each = "、".join(f"{subject or '其他'}{count}节" for subject, count in lessons)
    return f"{each}。" if each else ""


def _issues(facts: WeekFacts) -> Iterator[str]:
    for issue in facts.found:
        spot = "（已当场整改）" if issue.fixed_on_the_spot else ""
        yield f"{issue.school_name}：{_said(issue.description)}{spot}。"
    for issue in facts.closed:
        yield f"销号 {issue.school_name}：{_said(issue.description)}。"


def _desk(facts: WeekFacts) -> Iterator[str]:
    done = (
        (facts.records_filed, "督导记录定稿{}份"),
        (facts.notices, "整改通知书{}份"),
    )
    told = "，".join(words.format(number) for number, words in done if number)
    if told:
        yield f"案头：{told}。"


def _matters(matters: Iterable[WeekMatter]) -> Iterator[str]:
    for matter in sorted(matters):
        yield f"{_day(matter.day)} {_said(matter.what)}。"


def _waiting(issue: WaitingIssue) -> str:
    if issue.escalated:
        why = "已上报督导室，等候答复"
    else:
        why = "已协商科室，等候答复" if issue.consulted else "已过时限，学校没有报送"
    return f"{issue.school_name}：{_said(issue.description)}（{why}）。"


def _said(text: str) -> str:
    return first_line(text, most=_SHORT).rstrip("。；;.!！")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
