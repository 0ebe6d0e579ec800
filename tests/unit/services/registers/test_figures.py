"""What registers say together, on 今日, in a record's hints and in one line above each list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.words import said
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.standards import shipped
from inspector_app.services.wishes import CasesPrint, EntriesPrint, EntryPrint, RosterPrint
from tests.selfchecks import filled
from tests.unit.services.conftest import COMPLETE as VISIT
from tests.unit.services.registers.conftest import SCHOOL

Make = Callable[..., str]


def tasks(bench: Workbench) -> list[str]:
    return [task.text for task in bench.today.page().tasks]


# -- 今日 ----------------------------------------------------------------------------------------


def test_today_tells_what_is_due_within_a_week_and_forgets_what_is_done_or_void(
    workbench: Workbench, filed: Make
) -> None:
    uid = filed("meeting", decisions=[
        {"matter": "一", "owner": "督学02", "due": "2026-11-29"},
        {"matter": "二", "owner": "督学02", "due": "2026-11-30"},
        {"matter": "三", "owner": "督学02", "due": "2026-11-20"},
    ])  # fmt: skip
    assert tasks(workbench) == ["会议决定：三（督学02）", "会议决定：一（督学02）"]
    workbench.register_edit.set_json(uid, "decisions[2].done_on", "2026-11-22")
    assert tasks(workbench) == ["会议决定：一（督学02）"]
    workbench.register_edit.undo(uid)
    assert len(tasks(workbench)) == 2
    workbench.registers.void(uid, reason="重复")
    assert tasks(workbench) == []


def test_an_event_without_a_telephone_report_stands_above_everything_else(
    workbench: Workbench, filed: Make, add: Make
) -> None:
    filed("meeting", decisions=[{"matter": "早就该办", "owner": "督学02", "due": "2026-11-20"}])
    uid = add("emergency", reported_at="")
    (first, second) = workbench.today.page().tasks
    assert first.text == "突发事件还没有电话报告：教学楼外墙瓷砖脱落。"
    assert first.presses(on=date(2026, 11, 22))
    assert second.presses(on=date(2026, 11, 22))
    assert not second.presses(on=date(2026, 11, 20))
    workbench.register_edit.set_json(uid, "reported_at", "10:40")
    assert [task.rank for task in workbench.today.page().tasks] == [1]


def test_a_draft_in_the_recycle_bin_asks_for_nothing(workbench: Workbench, add: Make) -> None:
    uid = add("emergency", reported_to="")
    assert len(tasks(workbench)) == 1
    workbench.registers.discard(uid)
    assert tasks(workbench) == []
    workbench.registers.restore(uid)
    assert len(tasks(workbench)) == 1


# -- appointments behind a visit ------------------------------------------------------------------


def hints(bench: Workbench, uid: str) -> list[tuple[str, str]]:
    found = bench.visits.record(uid).hints
    assert all(hint.what.endswith("见《教育督导条例》第六条") for hint in found)
    return [(hint.where, hint.what.partition("；")[0]) for hint in found]


def test_a_record_names_whoever_had_no_appointment_that_day_and_is_filed_all_the_same(
    workbench: Workbench, filed: Make
) -> None:
    visit: dict[str, Any] = {**VISIT, "peers": ["督学02", "督学03"]}
    uid = workbench.visit_edit.new_from_json(visit).uid
    assert hints(workbench, uid) == []
    filed("appointment", inspector="督学01")
    ended = filed("appointment", inspector="督学02", start="2020-09-01", end="2023-08-31")
    assert hints(workbench, uid) == [
        ("peers", "督学02在 2026-11-20 没有有效的聘任，上一聘期到 2023-08-31 为止"),
        ("peers", "督学03在 2026-11-20 没有有效的聘任"),
    ]
    workbench.visits.file(uid)
    workbench.registers.void(ended, reason="登记错了")
    assert hints(workbench, uid)[0] == ("peers", "督学02在 2026-11-20 没有有效的聘任")


def test_a_draft_appointment_counts_for_nobody_and_a_record_without_a_day_is_not_doubted(
    workbench: Workbench, add: Make, filed: Make
) -> None:
    add("appointment", inspector="督学01")
    uid = workbench.visit_edit.new_from_json(VISIT).uid
    assert hints(workbench, uid) == []
    filed("appointment", inspector="督学02")
    assert hints(workbench, uid) == [("lead", "督学01在 2026-11-20 没有有效的聘任")]
    workbench.visit_edit.set_json(uid, "date", "")
    assert hints(workbench, uid) == []


def test_the_roster_and_the_list_tell_which_terms_end(workbench: Workbench, filed: Make) -> None:
    filed("appointment", inspector="督学01", start="2024-01-01", end="2026-12-31")
    filed("appointment", inspector="督学02", start="2020-01-01", end="2022-12-31")
    lines = workbench.registers.list(EntrySearch(kind="appointment"))
    assert [line.hint for line in lines] == [
        "聘期到 2026-12-31 为止，还有 39 天，没有续聘",
        "聘期已于 2022-12-31 结束，过去 1422 天，没有续聘",
    ]
    filed("appointment", inspector="督学02", start="2023-01-01", end="2025-12-31", term=4)
    newest = workbench.registers.list(EntrySearch(kind="appointment", inspector="督学02"))
    assert [line.hint for line in newest] == [
        "聘期已于 2025-12-31 结束，过去 326 天，没有续聘；这是连续第 4 届", "",
    ]  # fmt: skip


# -- one line above each list ---------------------------------------------------------------------


def test_each_register_that_adds_up_says_so_in_one_line(
    workbench: Workbench, filed: Make, add: Make
) -> None:
    for kind in ("meeting", "suggestion", "appointment", "training", "case", "opinion", "policy",
                 "campaign", "unit", "post", "zone", "monitor", "duty"):  # fmt: skip
        filed(kind)
    filed("selfcheck", **filled(basic=(26,), failed=(4,)))
    add("emergency", reported_to="")
    filed("complaint", received_on="2026-08-18", accepted_on="2026-08-18")
    filed("complaint", closed_on="2026-11-20")
    assert {kind: workbench.register_figures.summary(kind) for kind in KINDS} == {
        "emergency": "还没有电话报告的 1 件",
        "complaint": "已受理未办结 1 件，其中过期 1 件",
        "campaign": "2026年开始并定稿的专项 1 次；入校 0 校次，0 所学校",
        "weekly": "还没有交的周汇报 11 份：8月31日至9月6日、9月7日至9月13日、9月14日至9月20日、"
        "9月21日至9月27日、9月28日至10月4日、10月5日至10月11日等",
        "meeting": "定稿的会议里还没办完的决定 2 项",
        "suggestion": "2026年定稿 1 条：待答复 1，采纳 0，部分采纳 0，未采纳 0",
        "appointment": "今天在聘 1 人，60 天内到期未续 0 人",
        "training": "2026年还没有满 40 学时的督学 3 人",
        "case": "定稿的案例 1 篇：草稿 1，推荐 0，采用 0，退回 0",
        "opinion": "定稿的意见函 1 份：问题 2 个，已完成 0 个",
        "policy": "",
        "summary": "",
        "unit": "今天 1 个成员单位，没有联络人的 0 个",
        "post": "今天在任 1 人：督导室主任 督学03",
        "zone": "今天 1 个责任区，没有登记组长的 0 个",
        "monitor": "今天在聘的行风监督员 1 人",
        "group": "",
        "selfcheck": "2026年定稿的：合格 34 项　基本合格 1 项　不合格 1 项",
        "duty": "定稿的任务 36 项：已完成 0 项，逾期 2 项",
    }


def test_what_is_being_corrected_counts_as_it_was_filed(workbench: Workbench, filed: Make) -> None:
    changed: dict[str, tuple[str, Any]] = {
        "meeting": ("decisions", []), "suggestion": ("made_on", "2025-11-18"),
        "appointment": ("end", "2026-01-31"), "training": ("hours", 1), "case": ("title", ""),
        "opinion": ("problems", []), "complaint": ("source", None), "weekly": ("monday", None),
    }  # fmt: skip
    uids = {kind: filed(kind) for kind in changed}
    november = Month(2026, 11)

    def told() -> tuple[Any, ...]:
        figures = workbench.register_figures
        return (
            {kind: figures.summary(kind) for kind in KINDS},
            workbench.weekly_reports.missing(),
            figures.training_hours(2026),
            workbench.months.as_json(november, recompute=True),
            workbench.term_gates.gate(),
            workbench.today.page().lessons,
        )

    before = told()
    for kind, (field, value) in changed.items():
        workbench.registers.correct(uids[kind], reason="核对")
        workbench.register_edit.set_json(uids[kind], field, value)
    assert told() == before
    workbench.registers.file(uids["training"])
    assert [line.hours for line in workbench.register_figures.training_hours(2026)] == [1, 1, 0]


def test_training_hours_are_those_of_everyone_on_the_roster(
    workbench: Workbench, filed: Make, add: Make
) -> None:
    filed("training", hours=40)
    add("training", hours=40, people=["督学03"])
    found = workbench.register_figures.training_hours(2026)
    assert [(line.inspector_id, line.hours, line.lacking) for line in found] == [
        ("DX001", 40, 0), ("DX002", 40, 0), ("DX003", 0, 40),
    ]  # fmt: skip


# -- cases from merits ----------------------------------------------------------------------------


@pytest.fixture
def merit(workbench: Workbench) -> Callable[..., str]:
    """Write a record with a merit and a lesson, and return the merit's uid."""

    def make(*, narrative: str = "听了教师王甲乙的课。") -> str:
        visit = {**VISIT, "merits": ["大课间活动有特色，学生参与率高。"], "narrative": narrative}
        uid = workbench.visit_edit.new_from_json(visit).uid
        return str(workbench.visits.as_json(uid)["merits"][0]["uuid"])

    return make


def test_a_case_begins_with_what_the_record_of_a_merit_says(
    workbench: Workbench, merit: Callable[..., str]
) -> None:
    uid = merit()
    with pytest.raises(NotFoundError, match="还没有定稿"):
        workbench.case_sources.begin(uid)
    with pytest.raises(NotFoundError, match="没有这条亮点"):
        workbench.case_sources.begin("x")
    assert workbench.case_sources.merits() == ()
    number = workbench.visits.list()[0].number
    workbench.visits.file(workbench.visits.list()[0].uid)
    assert [line.uid for line in workbench.case_sources.merits()] == [uid]
    case = workbench.registers.record(workbench.case_sources.begin(uid).uid).entry.values
    assert case["background"] == "大课间活动有特色，学生参与率高。"
    assert (case["school"], case["inspector"], case["record"]) == (SCHOOL, "DX001", number)
    assert (case["term"], case["review"]) == ("2026-2027 学年", "draft")


def test_names_of_the_record_that_stand_in_the_case_are_named_when_it_is_filed(
    workbench: Workbench, merit: Callable[..., str], add: Make
) -> None:
    merit()
    visit = workbench.visits.list()[0]
    workbench.visit_edit.add_lesson(visit.uid, teacher="教师07", class_name="四年1班")
    text = "王甲乙和教师07" + "字" * 390
    uid = add("case", record=visit.number, process=text, private=False)
    told = [gap.what for gap in workbench.registers.record(uid).gaps]
    assert told == ["“隐私检查”还没有填", "文中有关联记录里的师生姓名：教师07、王甲乙"]
    workbench.register_edit.set_json(uid, "record", "没有这个编号")
    told = [gap.what for gap in workbench.registers.record(uid).gaps]
    assert told == ["“隐私检查”还没有填"]


def test_a_case_is_reviewed_in_order_and_one_sent_back_may_come_again(
    workbench: Workbench, filed: Make
) -> None:
    edit, uid = workbench.register_edit, filed("case")
    with pytest.raises(RefusedError, match="不能改成“采用”，没有改；接下来可以是：推荐"):
        edit.set_json(uid, "review", "采用")
    for step in ("推荐", "退回", "推荐", "采用"):
        edit.set_json(uid, "review", step)
    with pytest.raises(RefusedError, match="接下来可以是：没有别的"):
        edit.set_json(uid, "review", "退回")
    with pytest.raises(RefusedError, match="不能改成“空”"):
        edit.set_json(uid, "review", "")


# -- documents ------------------------------------------------------------------------------------


def texts(bench: Workbench, wish: Any) -> list[list[str]]:
    return [list(tree.texts()) for tree in bench.document_trees.of(wish)]


def test_a_booklet_lists_its_cases_and_numbers_every_page_of_each(
    workbench: Workbench, filed: Make, add: Make
) -> None:
    uids = tuple(filed("case", title=title) for title in ("第一个做法", "第二个做法"))
    contents, *cases = texts(workbench, CasesPrint(uids=uids))
    assert contents.index("第一个做法") < contents.index("第二个做法")
    assert [case[0] for case in cases] == ["第一个做法", "第二个做法"]
    assert ["第 1 篇" in cases[0], "第 2 篇" in cases[1]] == [True, True]
    draft = add("case")
    number = workbench.registers.as_json(draft)["no"]
    with pytest.raises(RefusedError, match=f"汇编里只收已定稿的案例：{number}"):
        workbench.document_trees.of(CasesPrint(uids=(*uids, draft)))
    with pytest.raises(RefusedError, match="只收已定稿的案例，没有生成文件"):
        workbench.document_trees.of(CasesPrint(uids=()))


@pytest.mark.parametrize("kind", [k.id for k in KINDS.values() if not k.written_by_items])
def test_the_printed_entry_says_every_field_and_every_word_of_it(
    workbench: Workbench, filed: Make, kind: str
) -> None:
    uid = filed(kind)
    (words,) = texts(workbench, EntryPrint(uid=uid))
    record = workbench.registers.record(uid)
    joined = "\n".join(words)
    # What has a paper of its own is not printed twice.
    printed = [field for field in record.kind.fields if not field.apart]
    for field in printed:
        assert field.label in joined
        value = record.entry.values[field.id]
        if isinstance(value, str) and len(value) > 10:
            assert said(field, value, record.names) in joined
    assert record.entry.number in joined
    assert words[0] == record.kind.paper


@pytest.mark.parametrize(("kind", "paper"), [("selfcheck", "自评表"), ("duty", "责任清单")])
def test_an_entry_by_an_indicator_set_prints_as_its_own_paper(
    workbench: Workbench, filed: Make, kind: str, paper: str
) -> None:
    uid = filed(kind)
    workbench.registers.correct(uid, reason="重新核实")
    (words,) = texts(workbench, EntryPrint(uid=uid))
    assert words[0] == f"县域学前教育普及普惠{paper}"
    assert "更正理由" in "".join(words)
    assert "重新核实" in "".join(words)
    assert all(item.text in words for item in shipped()[0].items)


def test_a_corrected_and_a_void_entry_say_why(workbench: Workbench, filed: Make) -> None:
    uid = filed("suggestion")
    workbench.registers.correct(uid, reason="对象写错")
    (words,) = texts(workbench, EntryPrint(uid=uid))
    assert words[words.index("更正理由") + 1] == "对象写错"
    assert "第2版" in words
    workbench.registers.file(uid)
    workbench.registers.void(uid, reason="重复登记")
    (words,) = texts(workbench, EntryPrint(uid=uid))
    assert words[words.index("作废理由") + 1] == "重复登记"
    assert "作废" in words


def test_lists_of_nothing_are_refused_with_what_was_asked_for(workbench: Workbench) -> None:
    wanted = EntrySearch(kind="meeting", year=2026, text="食堂")
    with pytest.raises(RefusedError, match="（2026年　含“食堂”）没有登记"):
        workbench.document_trees.of(EntriesPrint(wanted=wanted))
    with pytest.raises(RefusedError, match="没有在聘期内的督学"):
        workbench.document_trees.of(RosterPrint(on=date(2026, 1, 1)))
