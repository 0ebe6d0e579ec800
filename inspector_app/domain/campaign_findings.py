"""What the records of a 专项 found: issues by topic and how often, merits, and the draft of both.

Every number of the draft is the length of a list that is kept beside it: issues carry their uid,
their number and their school, so that each can be looked up.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.checklist_counts import ItemCounts
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.numerals import in_characters

# More schools than these are counted in running text; the list that goes with it names them all.
_NAMED: Final = 5
_ENDS: Final = "。；;，,.! ！"


class FoundIssue(NamedTuple):
    """An issue of a counted record of the campaign.

    Attributes:
        visit_uid: the record that it stands on.
        settled: whether it was put right on the spot, closed or voided by now.
    """

    uid: str
    number: str
    category: str
    description: str
    school_code: str
    school_name: str
    visit_uid: str
    hazard: bool
    settled: bool


class FoundMerit(NamedTuple):
    """A merit of a counted record of the campaign.

    Attributes:
        visit_uid: the record that it stands on.
    """

    uid: str
    text: str
    school_code: str
    school_name: str
    visit_uid: str


class MeritPoint(NamedTuple):
    """Merits in the same words."""

    text: str
    merits: tuple[FoundMerit, ...]

    @property
    def schools(self) -> tuple[str, ...]:
        """The names of their schools, each once."""
        return _schools(self.merits)


class Point(NamedTuple):
    """Issues that are described in the same words."""

    text: str
    issues: tuple[FoundIssue, ...]

    @property
    def schools(self) -> tuple[str, ...]:
        """The names of their schools, each once."""
        return _schools(self.issues)


class Cluster(NamedTuple):
    """The issues of one topic.

    Attributes:
        category: its code, empty where none was chosen.
        points: what was found, the most frequent first.
    """

    category: str
    label: str
    points: tuple[Point, ...]

    @property
    def issues(self) -> tuple[FoundIssue, ...]:
        """All of its issues, in the order of the points."""
        return tuple(issue for point in self.points for issue in point.issues)

    @property
    def schools(self) -> tuple[str, ...]:
        """The names of their schools, each once."""
        return _schools(self.issues)


class CampaignFindings(NamedTuple):
    """What a campaign comes to.

    Attributes:
        planned: how many schools its groups go to.
        visited: how many of these were visited; ``beside`` how many other schools were.
        visits: 校次: a school on a day, however many records there are of it.
        checklist: the 检查表 of the campaign, and ``checked`` how many schools filled it in.
        failures: its items that most schools failed.
        is_form: it is a 表单 and no 检查表.
    """

    name: str
    first: date | None
    last: date | None
    groups: int
    planned: int
    visited: int
    beside: int
    visits: int
    clusters: tuple[Cluster, ...]
    merits: tuple[FoundMerit, ...]
    checklist: str = ""
    checked: int = 0
    failures: tuple[ItemCounts, ...] = ()
    is_form: bool = False

    @property
    def issues(self) -> tuple[FoundIssue, ...]:
        """All issues, by cluster."""
        return tuple(issue for cluster in self.clusters for issue in cluster.issues)


def clusters_of(issues: Iterable[FoundIssue]) -> tuple[Cluster, ...]:
    """Return issues by topic, the most frequent topic first, then the one of more schools."""
    by_topic: dict[str, dict[str, list[FoundIssue]]] = {}
    for issue in issues:
        points = by_topic.setdefault(issue.category, {})
        points.setdefault(_plain(issue.description), []).append(issue)
    found = [
        Cluster(topic, topic_label(topic), _points(points.values()))
        for topic, points in by_topic.items()
    ]
    return tuple(sorted(found, key=lambda c: (-len(c.issues), -len(c.schools), c.category)))


def merit_points(merits: Iterable[FoundMerit]) -> tuple[MeritPoint, ...]:
    """Return merits in the same words together, the most frequent first."""
    by_text: dict[str, list[FoundMerit]] = {}
    for merit in merits:
        by_text.setdefault(_plain(merit.text), []).append(merit)
    found = [MeritPoint(text, tuple(each)) for text, each in by_text.items()]
    return tuple(sorted(found, key=lambda p: (-len(p.merits), -len(p.schools))))


def topic_label(category: str) -> str:
    """Return what a topic is called; an unknown code is its own name."""
    return TOPIC_LABEL.get(category, category or "其他")


def figures_sentence(found: CampaignFindings) -> str:
    """Return what was counted, in one sentence."""
    schools = len(_schools(found.issues))
    beside = f"，另有计划外的{found.beside}所" if found.beside else ""
    where = f"，涉及{schools}所学校（园）" if found.issues else ""
    return (
        f"应督导学校（园）{found.planned}所，实际督导{found.visited}所{beside}，入校{found.visits}校次，"
        f"看到亮点{len(found.merits)}项，发现问题{len(found.issues)}个{where}。"
    )


def opinion_draft(found: CampaignFindings) -> str:
    """Return the draft of 总体反馈意见: headings numbered, nothing said that no record says."""
    sections = (
        ("总体情况", _overview(found)),
        ("主要亮点", _merits(found.merits)),
        ("检查表结果", _checked(found)),
        ("存在的主要问题", _problems(found.clusters)),
        ("整改要求", _demand(found.issues)),
    )
    told = [(heading, text) for heading, text in sections if text]
    return "\n".join(
        f"{in_characters(place)}、{heading}\n{text}"
        for place, (heading, text) in enumerate(told, start=1)
    )


def _overview(found: CampaignFindings) -> str:
    days = list(dict.fromkeys(_day(day) for day in (found.first, found.last) if day))
    span = f"{'至'.join(days)}，" if days else ""
    return f"{span}“{found.name}”分{found.groups}个组进行。{figures_sentence(found)}"


def _merits(merits: Iterable[FoundMerit]) -> str:
    lines = (
        f"{place}.{point.text}（{_often(len(point.merits), '项', point.schools)}）。"
        for place, point in enumerate(merit_points(merits), start=1)
    )
    return "\n".join(lines)


def _checked(found: CampaignFindings) -> str:
    """Return the items that most schools failed, each with how many of how many."""
    if not found.checked:
        return ""
    lines = [f"{found.checked}所学校（园）按“{found.checklist}”检查。" + (
        "不达标较多的项：" if found.failures else "没有不达标的项。"
    )]  # fmt: skip
    for place, counts in enumerate(found.failures, start=1):
        star = "★" if counts.item.is_key else ""
        often = f"{len(counts.failed)}/{counts.applicable}所不达标"
        named = _often(1, "", counts.failed)
        lines.append(f"{place}.{star}{counts.item.text.rstrip(_ENDS)}（{often}：{named}）。")
    return "\n".join(lines)


def _problems(clusters: Iterable[Cluster]) -> str:
    return "\n".join(line for place, c in enumerate(clusters, 1) for line in _cluster(place, c))


def _cluster(place: int, cluster: Cluster) -> Iterator[str]:
    counted = f"{len(cluster.issues)}个，{len(cluster.schools)}所学校"
    yield f"（{in_characters(place)}）{cluster.label}（{counted}）"
    for number, point in enumerate(cluster.points, 1):
        yield f"{number}.{point.text}（{_often(len(point.issues), '个', point.schools)}）。"


def _often(count: int, unit: str, schools: tuple[str, ...]) -> str:
    """Return how often something was found and where; many schools are counted, not all named."""
    named = "、".join(schools[:_NAMED])
    more = f"等{len(schools)}所学校（园）" if len(schools) > _NAMED else ""
    return f"{count}{unit}：{named}{more}" if count > 1 else f"{named}{more}"


def _demand(issues: tuple[FoundIssue, ...]) -> str:
    if not issues:
        return ""
    waiting = sum(not issue.settled for issue in issues)
    hazards = sum(issue.hazard and not issue.settled for issue in issues)
    left = f"还有{waiting}个没有销号" if waiting else "已全部整改销号"
    danger = f"，其中安全隐患{hazards}个" if hazards else ""
    return (
        f"以上问题{left}{danger}。请有关学校（园）按整改要求和时限逐项整改，"
        "没有这些问题的学校（园）对照检查。"
    )


def _points(found: Iterable[list[FoundIssue]]) -> tuple[Point, ...]:
    points = [Point(_plain(issues[0].description), tuple(issues)) for issues in found]
    return tuple(sorted(points, key=lambda p: (-len(p.issues), -len(p.schools), p.text)))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(_ENDS)


def _schools(found: Iterable[FoundIssue | FoundMerit]) -> tuple[str, ...]:
    by_code = {each.school_code: each.school_name for each in found}
    return tuple(by_code.values())


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
