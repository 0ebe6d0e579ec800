"""学校回复: what is kept, what is refused, and what stays evidence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.measure_text import measures_of
from inspector_app.domain.reply import Answer, Reply, ReplyState, ReplyWay, Verdict
from inspector_app.vault.files import PhotoVault
from tests.unit.builders import tell
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL

TODAY = date(2026, 11, 22)
Filed = Callable[..., str]


@pytest.fixture
def issue(workbench: Workbench, filed: Filed) -> str:
    """The uid of an open issue of the school."""
    return workbench.visits.get(filed()).issues[0].uid


@pytest.fixture
def reply(workbench: Workbench, issue: str) -> Reply:
    """A draft that answers it."""
    begun = workbench.replies.begin(SCHOOL)
    answered = replace(begun, answers=(Answer(issue_uid=issue, done="已清空"),))
    workbench.replies.save(answered)
    return answered


def test_a_draft_changes_nothing_of_the_ledger_until_it_is_recorded(
    workbench: Workbench, issue: str, reply: Reply
) -> None:
    assert workbench.issues.get(issue).issue.dates.answered_on is None
    changes = workbench.replies.record(reply.uid)
    assert (changes.issues, changes.replies) == (True, True)
    assert workbench.issues.get(issue).issue.dates.answered_on == TODAY
    newest = workbench.issues.events(issue)[-1]
    assert (newest.note, newest.details.reply_uid) == ("已清空", reply.uid)


def test_pictures_stay_where_typing_saves_an_older_state(
    workbench: Workbench, issue: str, reply: Reply, photo_file: Any
) -> None:
    workbench.replies.add_photos(reply.uid, [photo_file("回复.jpg")])
    workbench.replies.add_photos(reply.uid, [photo_file("一.jpg")], issue_uid=issue)
    # The page sends what it last read, without the pictures that were put in since.
    workbench.replies.save(replace(reply, note="补充"))
    kept = workbench.replies.get(reply.uid)
    assert (kept.note, len(kept.photos), len(kept.answers[0].photos)) == ("补充", 1, 1)


def test_a_picture_that_answers_two_things_is_kept_once(
    workbench: Workbench, issue: str, reply: Reply, photo_file: Any
) -> None:
    same = [photo_file("回复.jpg")]
    workbench.replies.add_photos(reply.uid, same)
    workbench.replies.add_photos(reply.uid, same, issue_uid=issue)
    kept = workbench.replies.get(reply.uid)
    assert kept.photos == kept.answers[0].photos
    assert len(kept.all_photos()) == 1


def test_pictures_are_ordered_and_taken_out_while_it_is_a_draft(
    workbench: Workbench, reply: Reply, photo_file: Any
) -> None:
    workbench.replies.add_photos(reply.uid, [photo_file("一.jpg"), photo_file("二.jpg")])
    one, two = workbench.replies.get(reply.uid).photos
    workbench.replies.order_photos(reply.uid, (two, one))
    assert workbench.replies.get(reply.uid).photos == (two, one)
    workbench.replies.remove_photo(reply.uid, two)
    assert workbench.replies.get(reply.uid).photos == (one,)


def test_a_picture_that_the_ledger_stands_on_is_not_taken_away(
    workbench: Workbench, reply: Reply, photo_file: Any
) -> None:
    workbench.replies.add_photos(reply.uid, [photo_file("回复.jpg")])
    (photo,) = workbench.replies.get(reply.uid).photos
    workbench.replies.record(reply.uid)
    with pytest.raises(RefusedError, match="台账以它为凭据"):
        workbench.photos.remove(photo)


def test_pictures_of_a_reply_close_an_issue_later_on(
    workbench: Workbench, issue: str, reply: Reply, photo_file: Any
) -> None:
    workbench.replies.add_photos(reply.uid, [photo_file("回复.jpg")])
    workbench.replies.record(reply.uid)
    photos = workbench.issues.case(issue).photo_uids
    assert len(photos) == 1
    tell(
        workbench, issue, IssueEventKind.CLOSED, on=TODAY, note="现场看过",
        details=EventDetails(photos=photos),
    )  # fmt: skip
    assert not workbench.issues.get(issue).issue.dates.is_open


def test_a_recorded_or_discarded_reply_takes_no_change(
    workbench: Workbench, issue: str, reply: Reply
) -> None:
    workbench.replies.record(reply.uid)
    for act in (workbench.replies.record, workbench.replies.discard):
        with pytest.raises(RefusedError, match="已经记入台账"):
            act(reply.uid)
    other = workbench.replies.begin(SCHOOL)
    workbench.replies.discard(other.uid)
    with pytest.raises(RefusedError, match="已经放弃"):
        workbench.replies.save(other)
    assert [each.uid for each in workbench.replies.listed()] == [reply.uid]
    assert workbench.replies.begin(SCHOOL).number == "HF-2026-DX001-0003"


def test_measures_alone_are_a_plan_and_no_answer(workbench: Workbench, issue: str) -> None:
    begun = workbench.replies.begin(SCHOOL)
    planned = Answer(issue_uid=issue, measures="补充图书｜目标 30 册｜时限 2026-11-25")
    workbench.replies.save(replace(begun, answers=(planned,)))
    assert workbench.replies.view(begun.uid).will == {issue: "整改措施"}
    workbench.replies.record(begun.uid)
    assert workbench.issues.get(issue).issue.dates.answered_on is None
    (aim,) = workbench.today.page().aims
    assert (aim.due, aim.text, aim.aim) == (date(2026, 11, 25), "补充图书", "目标 30册")
    met = EventDetails(measures=measures_of("补充图书｜目标 30 册｜时限 2026-11-25"))
    tell(workbench, issue, IssueEventKind.MILESTONE_MET, on=TODAY, details=met)
    assert workbench.today.page().aims == ()
    assert workbench.checks.run().sound


def test_what_stands_in_the_way_is_named_issue_by_issue(
    workbench: Workbench, filed: Filed, issue: str
) -> None:
    foreign = workbench.visits.get(filed(school=KINDERGARTEN, topics=["K1"])).issues[0]
    begun = workbench.replies.begin(SCHOOL)
    answers = (
        Answer(issue_uid=issue, verdict=Verdict.REJECTED, done="半", remark="还差"),
        Answer(issue_uid=foreign.uid, done="已完成"),
    )
    workbench.replies.save(replace(begun, answers=answers, received_on=None))
    with pytest.raises(IncompleteError) as caught:
        workbench.replies.record(begun.uid)
    said = {problem.where: problem.what for problem in caught.value.problems}
    assert said["收到日期"] == "没有写"
    assert "另定时限" in said[workbench.issues.get(issue).issue.number]
    assert "不是这所学校的" in said[foreign.number]
    assert workbench.replies.get(begun.uid).state is ReplyState.DRAFT


def test_a_school_with_nothing_open_has_nothing_to_reply_to(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="没有未销号的问题"):
        workbench.replies.begin(KINDERGARTEN)


def test_a_word_file_of_a_reply_that_is_gone_from_the_disk_is_found_missing(
    workbench: Workbench, reply: Reply
) -> None:
    from inspector_app.domain.reply import ReplyFile

    vault: PhotoVault = workbench.context.attachments
    stored = vault.put(b"word")
    with workbench.context.database.transaction():
        file = ReplyFile(name="回复表.docx", sha256=stored.sha256, size=stored.size)
        kept = replace(workbench.replies.get(reply.uid), file=file, way=ReplyWay.WORD)
        workbench.context.stores.replies.update(kept)
    assert workbench.checks.run().sound
    vault.remove(stored.sha256)
    faults = [fault for check in workbench.checks.run().checks for fault in check.faults]
    assert faults == [f"{reply.number} 的附件“回复表.docx”文件缺失（{stored.sha256[:12]}）"]


def test_every_change_of_a_draft_is_taken_back_and_put_back_in_its_order(
    workbench: Workbench, issue: str, reply: Reply, photo_file: Any
) -> None:
    replies, uid = workbench.replies, reply.uid
    said = replace(reply.answers[0], verdict=Verdict.REJECTED, until=date(2026, 12, 1))
    states = [replies.get(uid)]
    for step in (
        lambda: replies.save(replace(reply, note="收发室收到")),
        lambda: replies.save(replace(replies.get(uid), answers=(said,))),
        lambda: replies.save(replace(replies.get(uid), received_on=date(2026, 11, 20))),
        lambda: replies.add_photos(uid, [photo_file("一.jpg")], issue_uid=issue),
        lambda: replies.save(replace(replies.get(uid), answers=())),
    ):
        step()
        states.append(replies.get(uid))
    labels = []
    # The verdict and its day are two changes of one save.
    while replies.get(uid) != states[0]:
        undone = replies.undo(uid)
        assert undone is not None
        labels.append(undone.label)
    assert labels == [
        "勾选的问题", "这个问题的照片", "收到日期", "新的时限", "结论", "备注",
    ]  # fmt: skip
    for _ in labels:
        assert replies.redo(uid) is not None
    assert (replies.get(uid), replies.redo(uid)) == (states[-1], None)


def test_typing_in_one_session_is_one_change_and_a_recorded_reply_keeps_its_own(
    workbench: Workbench, reply: Reply
) -> None:
    replies = workbench.replies
    for text in ("收", "收发", "收发室"):
        replies.save(replace(reply, note=text), editing="e")
    assert replies.undo(reply.uid)
    assert replies.get(reply.uid).note == ""
    replies.redo(reply.uid)
    replies.record(reply.uid)
    with pytest.raises(RefusedError, match="已经记入台账"):
        replies.undo(reply.uid)


def test_a_reply_is_found_by_its_words_its_school_and_the_issues_that_it_answers(
    workbench: Workbench, issue: str, reply: Reply
) -> None:
    workbench.replies.save(replace(reply, note="收发室收到"))

    def found(text: str) -> list[str]:
        return [hit.number for hit in workbench.search.find(text) if hit.kind == "reply"]

    for text in ("已清空", "收发室", "示范区第3小学 已清空", "消防通道", reply.number):
        assert found(text) == [reply.number], text
    for text in ("to_check", issue, "paper"):
        assert found(text) == []
    workbench.replies.discard(reply.uid)
    assert found("收发室") == []
