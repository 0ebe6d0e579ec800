"""What a campaign found: every issue in one cluster, every number the length of a list."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.campaign_findings import (
    CampaignFindings,
    FoundIssue,
    FoundMerit,
    clusters_of,
    merit_points,
    opinion_draft,
)

_TOPICS = ("T6", "T7", "K1", "")
_SAID = ("消防通道堆放杂物。", "消防通道堆放杂物", "留样柜没有标签。", "门卫登记不全")
_ISSUES = st.lists(
    st.tuples(
        st.sampled_from(_TOPICS), st.sampled_from(_SAID), st.integers(1, 7), st.booleans(),
        st.booleans(),
    ),
    max_size=30,
).map(
    lambda rows: [
        FoundIssue(f"u{n}", f"n{n}", topic, said, f"S{school}", f"第{school}小学", "v", *flags)
        for n, (topic, said, school, *flags) in enumerate(rows)
    ]
)  # fmt: skip


def found(issues: list[FoundIssue], merits: tuple[FoundMerit, ...] = ()) -> CampaignFindings:
    return CampaignFindings(
        name="校园安全专项", first=date(2026, 9, 1), last=date(2026, 9, 30), groups=2, planned=9,
        visited=7, beside=0, visits=8, clusters=clusters_of(issues), merits=merits,
    )  # fmt: skip


@given(issues=_ISSUES)
def test_every_issue_stands_in_one_cluster_of_its_topic_the_most_frequent_first(
    issues: list[FoundIssue],
) -> None:
    clusters = clusters_of(issues)
    assert sorted(i.uid for c in clusters for i in c.issues) == sorted(i.uid for i in issues)
    assert all(issue.category == c.category for c in clusters for issue in c.issues)
    assert all(len(one.issues) >= len(next_.issues) for one, next_ in pairwise(clusters))
    for cluster in clusters:
        assert set(cluster.schools) == {issue.school_name for issue in cluster.issues}
        sizes = [len(point.issues) for point in cluster.points]
        assert sizes == sorted(sizes, reverse=True)


@given(issues=_ISSUES)
def test_the_numbers_of_the_draft_are_those_of_the_lists_behind_it(
    issues: list[FoundIssue],
) -> None:
    draft = opinion_draft(found(issues))
    assert f"发现问题{len(issues)}个" in draft
    assert "应督导学校（园）9所，实际督导7所，入校8校次" in draft
    headings = re.findall(r"^（.+?）.*（(\d+)个，(\d+)所学校）$", draft, re.MULTILINE)
    told = [(len(c.issues), len(c.schools)) for c in clusters_of(issues)]
    assert [(int(count), int(schools)) for count, schools in headings] == told
    waiting = sum(not issue.settled for issue in issues)
    assert (f"还有{waiting}个没有销号" in draft) == bool(waiting)


def test_the_same_words_are_one_point_whatever_they_end_with() -> None:
    (cluster,) = clusters_of(
        FoundIssue(f"u{n}", "", "T6", said, f"S{n}", f"第{n}小学", "v", False, False)
        for n, said in enumerate(_SAID[:2])
    )
    (point,) = cluster.points
    assert (point.text, point.schools) == ("消防通道堆放杂物", ("第0小学", "第1小学"))


def test_merits_in_the_same_words_are_told_once_with_their_schools() -> None:
    merits = tuple(
        FoundMerit(f"m{n}", text, f"S{n}", f"第{n}小学", f"v{n}")
        for n, text in enumerate(("走班有序。", "登记细致。", "登记细致"))
    )
    assert [(p.text, len(p.merits)) for p in merit_points(merits)] == [
        ("登记细致", 2), ("走班有序", 1),
    ]  # fmt: skip
    draft = opinion_draft(found([], merits))
    assert "二、主要亮点\n1.登记细致（2项：第1小学、第2小学）。\n2.走班有序（第0小学）。" in draft
    assert "存在的主要问题" not in draft


def test_many_schools_are_counted_where_they_cannot_all_be_named() -> None:
    issues = [
        FoundIssue(f"u{n}", "", "T6", "门坏", f"S{n}", f"第{n}小学", "v", False, True)
        for n in range(7)
    ]
    draft = opinion_draft(found(issues))
    assert "（7个：第0小学、第1小学、第2小学、第3小学、第4小学等7所学校（园））" in draft
    assert "以上问题已全部整改销号" in draft
