"""同行登记: what it may say, how it counts, how it meets its record."""

import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from inspector_app.base.errors import (
    IncompleteError,
    InputError,
    RefusedError,
)
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import Joint, VisitStatus
from tests.district.joint.laptops import ENTRY, LESSON, NOVEMBER, Laptops, belongs_to, own
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL


def test_an_entry_counts_from_the_day_it_is_made_and_prints_one_page(laptops: Laptops) -> None:
    peer = laptops.peer
    uid = peer.joint_entries.add(ENTRY).uid
    entry = peer.visits.get(uid)
    assert (entry.joint, entry.status, entry.peer_ids) == (
        Joint.ENTRY, VisitStatus.FILED, ("DX002",),
    )  # fmt: skip
    assert [lesson.listener_id for lesson in entry.lessons] == ["DX002"]
    # Its number is of whoever entered it: those of the lead are given out elsewhere.
    assert "-DX002-" in entry.number
    assert own(peer) == (1, 1, 1)
    assert own(peer, "DX001") == (0, 0, 0)
    assert peer.today.page().lessons.target.heard == 1  # type: ignore[union-attr]
    pdf = peer.documents.visit_pdf(uid)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1 or b"/Count 1" in pdf
    (gap,) = peer.month_life.gaps(NOVEMBER)
    assert (gap.number, "还没有等到督学01的记录" in gap.what) == (entry.number, True)


def test_an_entry_that_misses_something_is_not_made(laptops: Laptops) -> None:
    with pytest.raises(IncompleteError) as error:
        laptops.peer.joint_entries.add({"school": SCHOOL, "lessons": [{"subject": "语文"}]})
    where = {problem.where for problem in error.value.problems}
    assert where == {"date", "session", "lead", "lessons[0].period", "lessons[0].class"}
    assert laptops.peer.visits.list() == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"narrative": "看了食堂"}, "没有“narrative”这一项"),
        ({"lead": "DX002"}, "登记人自己"),
        ({"date": "2026-12-24"}, "今天之后"),
        ({"lessons": [{"period": 1, "class": "1班", "listener": "DX001"}]}, "不是登记人"),
    ],
)
def test_an_entry_says_no_more_than_what_its_person_knows(
    laptops: Laptops, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises((InputError, IncompleteError)) as error:
        laptops.peer.joint_entries.add(ENTRY | fields)
    problems = "".join(problem.what for problem in error.value.problems)
    assert words in error.value.sentence + problems
    assert laptops.peer.visits.list() == ()


def test_a_draft_of_an_entry_takes_its_own_fields_and_no_others(laptops: Laptops) -> None:
    edit = laptops.peer.visit_edit
    uid = laptops.peer.joint_entries.begin(school_code=SCHOOL).uid
    edit.set_field(uid, "lead_id", "DX001")
    edit.add_lesson(uid, period_no=2, class_name="1班")
    for attempt in (
        lambda: edit.set_field(uid, "narrative", "看了食堂"),
        lambda: edit.add_issue(uid),
        lambda: edit.add_merit(uid),
    ):
        with pytest.raises(RefusedError, match="同行登记只写"):
            attempt()
    assert laptops.peer.visits.get(uid).issues == ()


def test_one_half_day_is_entered_once(laptops: Laptops) -> None:
    laptops.peer.joint_entries.add(ENTRY)
    with pytest.raises(RefusedError, match="这个时段已有同行登记"):
        laptops.peer.joint_entries.add(ENTRY | {"session": "全天"})
    laptops.peer.joint_entries.add(ENTRY | {"session": "下午", "lessons": []})
    assert own(laptops.peer) == (1, 2, 1)


@pytest.mark.parametrize("entered_first", [True, False])
def test_the_order_of_file_and_entry_makes_no_difference(
    laptops: Laptops, joint: Callable[..., str], *, entered_first: bool
) -> None:
    peer, file = laptops.peer, laptops.hand_over(joint())
    steps = [lambda: peer.joint_entries.add(ENTRY), lambda: peer.joint_take_over.take(file)]
    for step in steps if entered_first else reversed(steps):
        step()
        assert own(peer)[0] == 1
    assert own(peer) == (1, 1, 1)
    assert peer.month_life.gaps(NOVEMBER) == ()
    assert peer.today.page().joint_waiting == 0
    (entry,) = [v for v in peer.visits.list() if v.joint is Joint.ENTRY]
    assert entry.merged


def test_a_lesson_that_the_lead_wrote_down_as_well_is_heard_once(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    laptops.peer.joint_entries.add(ENTRY)
    mine = LESSON | {"listener": "DX002", "period": 3, "class": "三（2）班"}
    laptops.peer.joint_take_over.take(laptops.hand_over(joint(lessons=[LESSON, mine])))
    assert own(laptops.peer) == (1, 1, 1)
    assert laptops.peer.today.page().lessons.target.heard == 1  # type: ignore[union-attr]


def test_an_entry_stands_again_when_its_record_is_made_void(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    uid = joint()
    laptops.peer.joint_entries.add(ENTRY)
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    laptops.lead.visits.void(uid, reason="重复")
    taken = laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    assert own(laptops.peer) == (1, 1, 1)
    assert len(laptops.peer.month_life.gaps(NOVEMBER)) == 1
    assert (taken.merged, len(taken.released), taken.counts) == ((), 1, False)


def test_a_match_is_of_an_entry_and_of_a_record_that_it_may_be_about(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    peer = laptops.peer
    entry = peer.joint_entries.add(ENTRY).uid
    elsewhere = joint(school=KINDERGARTEN)
    peer.joint_take_over.take(laptops.hand_over(elsewhere))
    with pytest.raises(RefusedError, match="的那次督导（学校、日期"):
        peer.joint_matches.merge(entry, elsewhere)
    with pytest.raises(RefusedError, match="不是同行登记"):
        peer.joint_matches.merge(elsewhere, entry)


def test_a_past_month_is_still_to_be_handed_over_for_an_entry_and_not_for_a_copy(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    file = laptops.hand_over(joint(date="2026-10-20", issues=[], no_issues_found=True))
    laptops.peer.joint_take_over.take(file)
    assert laptops.peer.today.page().not_handed_over == ()
    laptops.peer.joint_entries.add(ENTRY | {"date": "2026-10-21"})
    assert laptops.peer.today.page().not_handed_over == (Month(2026, 10),)


def test_a_folder_of_nobody_makes_no_entry(laptops: Laptops) -> None:
    belongs_to(laptops.peer, "")
    with pytest.raises(RefusedError, match="没有写明是哪位督学"):
        laptops.peer.joint_entries.begin()


def test_entries_are_handed_over_with_their_month_and_then_corrected(laptops: Laptops) -> None:
    peer = laptops.peer
    uid = peer.joint_entries.add(ENTRY).uid
    preview = peer.bundles.preview(inspector_id="DX002", month=NOVEMBER)
    assert (preview.leaving, [line.uid for line in preview.joint]) == ((), [uid])
    peer.bundles.export(inspector_id="DX002", month=NOVEMBER, folder=laptops.stick)
    assert peer.visits.get(uid).status is VisitStatus.HANDED_OVER
    again = peer.bundles.export(inspector_id="DX002", month=NOVEMBER, folder=laptops.stick)
    assert again.repeated
    peer.visits.correct(uid, reason="漏记一节")
    peer.visit_edit.add_lesson(uid, period_no=4, class_name="三3班")
    peer.visits.file(uid)
    assert own(peer) == (1, 1, 2)


def test_materials_of_a_peer_hold_the_entry_and_name_the_copy_as_one(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    laptops.peer.joint_take_over.take(laptops.hand_over(joint()))
    laptops.peer.joint_entries.add(ENTRY | {"session": "下午"})
    folder = laptops.peer.materials.write(month=NOVEMBER, folder=laptops.stick)
    pdf = folder / "督导记录.pdf"
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    assert "同行登记表" in text
    assert "同行留存" in text
    assert (folder / "月统计表.xlsx").is_file()
