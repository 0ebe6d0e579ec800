"""专项督导 over a real data folder: what is refused, what belongs to it, what is counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.five_haves import Have
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.recusal import Relation
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import School, SchoolKind
from tests.unit.services.conftest import COMPLETE as RECORD
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL
from tests.unit.services.registers.conftest import COMPLETE

Make = Callable[..., str]
NAME = COMPLETE["campaign"]["name"]
GROUP: dict[str, Any] = {"head": "督学01", "members": ["督学02", "督学03"], "schools": [SCHOOL]}


@pytest.fixture
def visit(workbench: Workbench) -> Make:
    """File a record that belongs to the campaign; keywords replace its fields."""

    def make(**fields: Any) -> str:
        own = {"type": "专项", "campaign": NAME, "peers": ["督学02", "督学03"]}
        uid = workbench.visit_edit.new_from_json({**RECORD, **own, **fields}).uid
        workbench.visits.file(uid)
        return uid

    return make


def refusals(workbench: Workbench, uid: str) -> list[str]:
    with pytest.raises(IncompleteError) as refused:
        workbench.registers.file(uid)
    return [problem.sentence() for problem in refused.value.problems]


def put_school(workbench: Workbench, code: str, **facts: Any) -> None:
    school = School(code=code, name=f"示范区第{code[-1]}小学", kind=SchoolKind.PRIMARY, **facts)
    with workbench.context.database.transaction():
        workbench.context.stores.schools.put(school, initials="", origin="test")


# -- the plan ------------------------------------------------------------------------------------


def test_a_group_of_two_is_refused_with_the_rule_and_its_source(
    workbench: Workbench, add: Make
) -> None:
    # The head among the members is no third person.
    uid = add("campaign", groups=[{**GROUP, "members": ["督学01", "督学02"]}])
    (said,) = refusals(workbench, uid)
    assert said.startswith("groups[0].members：分组 1 只有 2 人；")
    assert "3 名以上督学" in said
    assert "《教育督导条例》（国务院令第624号）第十六条" in said
    workbench.rules.set_values(RuleId.CAMPAIGN_GROUP, {"people": 4})
    assert "4 名以上督学" in refusals(workbench, add("campaign", name="另一个", groups=[GROUP]))[0]


def test_a_school_that_is_closed_or_in_two_groups_is_refused(
    workbench: Workbench, add: Make
) -> None:
    put_school(workbench, "2121000009", closed_on=date(2026, 11, 1))
    put_school(workbench, "2121000008", closed_on=date(2026, 11, 20))
    schools = [SCHOOL, "2121000009", "2121000008"]
    uid = add("campaign", groups=[{**GROUP, "schools": schools}, GROUP])
    said = refusals(workbench, uid)
    assert [each.split("；")[0] for each in said] == [
        "groups[0].schools：分组 1：示范区第3小学分在 2 个组里",
        "groups[0].schools：分组 1：示范区第9小学已于 2026-11-01 停办",
        "groups[1].schools：分组 2：示范区第3小学分在 2 个组里",
    ]


def test_a_school_beyond_the_roster_is_no_school_of_a_campaign(
    workbench: Workbench, add: Make
) -> None:
    with pytest.raises(NotFoundError, match="名册里没有学校"):
        add("campaign", groups=[{**GROUP, "schools": [SCHOOL, "9999999999"]}])
    uid = add("campaign", groups=[{**GROUP, "schools": [SCHOOL, KINDERGARTEN, SCHOOL]}])
    view = workbench.campaigns.view(uid)
    assert view.progress.schools == len(workbench.context.stores.schools.all())


def test_who_must_keep_away_from_a_school_of_the_group_is_refused(
    workbench: Workbench, add: Make
) -> None:
    workbench.recusals.add("DX003", SCHOOL, Relation.HEAD_RELATIVE)
    uid = add("campaign", groups=[GROUP])
    (said,) = refusals(workbench, uid)
    assert said.startswith("groups[0].members：分组 1，示范区第3小学：督学03与这所学校有回避关系")
    # Of another school of the campaign nobody has to keep away.
    workbench.register_edit.set_json(uid, "groups[0].schools", [KINDERGARTEN])
    assert workbench.registers.file(uid).registers


def test_schools_are_told_in_writing_before_and_the_days_are_in_order(
    workbench: Workbench, add: Make
) -> None:
    uid = add("campaign", notice_on="2026-11-11", end="2026-11-09")
    assert [each.split("：")[0] for each in refusals(workbench, uid)] == ["end", "notice_on"]


def test_two_campaigns_of_one_name_are_refused_and_a_name_in_use_stays(
    workbench: Workbench, add: Make, filed: Make, visit: Make
) -> None:
    uid = filed("campaign")
    assert "也叫这个名称" in refusals(workbench, add("campaign"))[0]
    workbench.registers.discard(
        workbench.registers.uid_of("campaign", "ZX-2026-DX001-0002"), reason="重复"
    )
    visit()
    workbench.registers.correct(uid, reason="改名")
    workbench.register_edit.set_json(uid, "name", "校园安全")
    (said,) = refusals(workbench, uid)
    assert f"已有 1 份记录写着“{NAME}”" in said
    workbench.register_edit.set_json(uid, "name", NAME)
    assert workbench.registers.file(uid).registers


# -- what belongs to it --------------------------------------------------------------------------


def test_progress_follows_filed_records_and_a_visit_is_a_school_on_a_day(
    workbench: Workbench, filed: Make, visit: Make, complete: dict[str, Any]
) -> None:
    uid = filed("campaign", groups=[{**GROUP, "schools": [SCHOOL, KINDERGARTEN]}])
    own = {"campaign": NAME, "school": KINDERGARTEN}
    workbench.visit_edit.new_from_json({**complete, **own})
    progress = workbench.campaigns.view(uid).progress
    assert (progress.visited, progress.missing) == (0, ("示范区第3小学", "示范区第7幼儿园"))
    assert progress.groups[0].idle == ("督学01", "督学02", "督学03")
    visit()
    visit(session="下午")
    visit(date="2026-11-19")
    visit(online=True, school=KINDERGARTEN)
    put_school(workbench, "2121000008")
    visit(school="2121000008")
    progress = workbench.campaigns.view(uid).progress
    (group,) = progress.groups
    assert group.idle == ()
    assert (group.visited, group.missing) == (("示范区第3小学",), ("示范区第7幼儿园",))
    assert (progress.schools, progress.visited, progress.visits, progress.days_left) == (2, 1, 3, 8)
    assert [stray.school_code for stray in progress.strays] == ["2121000008"]


def test_the_number_of_campaigns_is_never_that_of_schools_or_visits(
    workbench: Workbench, filed: Make, add: Make, visit: Make
) -> None:
    filed("campaign", groups=[{**GROUP, "schools": [SCHOOL, KINDERGARTEN]}])
    filed("campaign", name="双减专项", theme="双减")
    add("campaign", name="草稿里的专项")
    filed(
        "campaign", name="去年的专项", start="2025-11-10", end="2025-11-30", notice_on="2025-11-1"
    )
    for session in ("上午", "下午"):
        visit(session=session)
        visit(session=session, school=KINDERGARTEN, topics=["K1"])
    found = workbench.campaigns.count(2026)
    assert (found.campaigns, found.visits, found.schools) == (2, 2, 2)
    assert found.by_theme == {"校园安全": 1, "双减": 1}


def test_a_record_is_hinted_at_where_it_does_not_fit_its_campaign(
    workbench: Workbench, filed: Make, visit: Make
) -> None:
    loose = visit(campaign="没有登记的专项")
    assert workbench.visits.record(loose).hints == ()
    filed("campaign")
    assert "登记里没有叫“没有登记的专项”的专项" in workbench.visits.record(loose).hints[0].what
    assert workbench.visits.record(visit()).hints == ()
    odd = visit(school=KINDERGARTEN, date="2026-11-09", peers=["督学02"], next_visit="2026-12-1")
    assert [hint.what for hint in workbench.visits.record(odd).hints] == [
        "督导日期不在这个专项的起止日里",
        "这所学校不在这个专项的任何一组里",
        "记录上只有 2 名督学",
    ]


def test_the_campaigns_under_way_on_a_day_are_offered(workbench: Workbench, filed: Make) -> None:
    filed("campaign")
    assert workbench.campaigns.offered(date(2026, 11, 10)) == (NAME,)
    assert workbench.campaigns.offered(date(2026, 11, 30)) == (NAME,)
    assert workbench.campaigns.offered(date(2026, 12, 1)) == ()
    assert workbench.campaigns.offered(None) == workbench.campaigns.names() == (NAME,)


# -- the opinion and the 交流会 ------------------------------------------------------------------


def test_the_opinion_is_drafted_again_until_it_went_out_and_undone(
    workbench: Workbench, filed: Make, visit: Make
) -> None:
    uid = filed("campaign")
    with pytest.raises(RefusedError, match="还没有已定稿的记录"):
        workbench.campaigns.draft_opinion(uid)
    visit(merits=["王校长亲自值守。"])
    workbench.campaigns.draft_opinion(uid)
    first = workbench.registers.record(uid).entry.values["opinion"]
    assert "某校长亲自值守" in first
    assert "王校长" not in first
    visit(session="下午")
    view = workbench.campaigns.view(uid)
    assert "发现问题2个" in view.stale
    workbench.campaigns.draft_opinion(uid)
    assert workbench.campaigns.view(uid).stale == ""
    workbench.register_edit.undo(uid)
    assert workbench.registers.record(uid).entry.values["opinion"] == first
    workbench.register_edit.set_json(uid, "opinion_on", "2026-11-22")
    assert workbench.campaigns.view(uid).stale == ""
    with pytest.raises(RefusedError, match="已经印发"):
        workbench.campaigns.draft_opinion(uid)


def test_the_exchange_belongs_to_its_campaign_and_counts_once_it_is_filed(
    workbench: Workbench, filed: Make
) -> None:
    uid = filed("campaign")
    made = workbench.campaigns.begin_exchange(uid).uid
    for field, value in (("place", "会议室"), ("chair", "督学01"), ("expected", 3), ("present", 3)):
        workbench.register_edit.set_json(made, field, value)

    def exchange() -> Any:
        return next(s for s in workbench.campaigns.view(uid).gate if s.have is Have.EXCHANGE)

    assert not exchange().met
    workbench.registers.file(made)
    assert exchange().shown == workbench.registers.record(made).entry.number
    # Another kind of meeting about it is none.
    workbench.registers.correct(made, reason="核对")
    workbench.register_edit.set_json(made, "type", "工作例会")
    workbench.registers.file(made)
    assert not exchange().met


def test_a_number_stands_for_the_name_in_records_and_meetings(
    workbench: Workbench, filed: Make
) -> None:
    number = workbench.registers.record(filed("campaign")).entry.number
    uid = workbench.visit_edit.new_from_json({"campaign": number}).uid
    assert workbench.visits.get(uid).campaign == NAME
    made = workbench.register_edit.new_from_json("meeting", {"campaign": number}).uid
    assert workbench.registers.record(made).entry.values["campaign"] == NAME


def test_an_opinion_that_was_not_written_is_not_printed(workbench: Workbench, filed: Make) -> None:
    filed("campaign")
    wish = workbench.letters.wish(LetterKind.CAMPAIGN_OPINION, [NAME])
    with pytest.raises(RefusedError, match="总体反馈意见还没有写"):
        workbench.documents.letter_pdf(wish)


def test_what_is_no_campaign_has_no_progress(workbench: Workbench, filed: Make) -> None:
    with pytest.raises(NotFoundError, match="不是专项督导"):
        workbench.campaigns.view(filed("meeting"))


def test_a_case_from_a_merit_of_a_campaign_belongs_to_it(workbench: Workbench, visit: Make) -> None:
    visit(merits=["门卫登记细致。"])
    (merit,) = workbench.case_sources.merits()
    uid = workbench.case_sources.begin(merit.uid).uid
    assert workbench.registers.record(uid).entry.values["campaign"] == NAME


# -- under correction and void -------------------------------------------------------------------


def test_a_campaign_under_correction_counts_and_is_offered_as_it_was_filed(
    workbench: Workbench, filed: Make, visit: Make
) -> None:
    uid = filed("campaign", groups=[GROUP], opinion="已反馈", opinion_on="2026-11-20")
    record = visit()
    before = workbench.campaigns.count(2026)
    assert (before.campaigns, before.visits) == (1, 1)
    workbench.registers.correct(uid, reason="核对")
    workbench.register_edit.set_json(uid, "name", "改到一半")
    workbench.register_edit.set_json(uid, "start", "2027-01-04")
    workbench.register_edit.set_json(uid, "end", "2027-01-05")
    assert workbench.campaigns.count(2026) == before
    assert workbench.campaigns.count(2027).campaigns == 0
    assert workbench.campaigns.offered(date(2026, 11, 20)) == (NAME,)
    assert workbench.campaigns.incomplete(date(2026, 11, 1), date(2026, 11, 30)) == (NAME,)
    assert "方案还没有定稿" not in str(workbench.campaigns.view(uid).gate)
    # Its day is one of the campaign as it was filed.
    assert not [h for h in workbench.visits.record(record).hints if h.where == "campaign"]
    workbench.registers.abandon_correction(uid)
    assert workbench.campaigns.count(2026) == before


def test_many_campaigns_are_read_with_as_many_queries_as_one(
    workbench: Workbench, filed: Make, visit: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queries() -> int:
        asked: list[str] = []
        real = workbench.context.database.rows
        with monkeypatch.context() as patch:
            patch.setattr(
                type(workbench.context.database),
                "rows",
                lambda _self, sql, *values: asked.append(sql) or real(sql, *values),
            )
            assert workbench.campaigns.incomplete(date(2026, 1, 1), date(2026, 12, 31))
            assert workbench.campaigns.count(2026).campaigns
        return len(asked)

    visit()
    filed("campaign", groups=[GROUP])
    one = queries()
    for each in range(3):
        filed("campaign", name=f"第{each}个专项", groups=[GROUP])
    assert queries() == one


def test_what_belongs_to_a_campaign_is_told_before_it_is_made_void(
    workbench: Workbench, filed: Make, visit: Make
) -> None:
    uid = filed("campaign", groups=[GROUP])
    assert workbench.registers.before_voiding(uid) == ""
    visit()
    assert f"已有 1 份记录写着“{NAME}”" in workbench.registers.before_voiding(uid)
    assert workbench.registers.before_voiding(filed("meeting")) == ""
