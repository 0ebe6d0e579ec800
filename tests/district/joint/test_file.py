"""Joint visits: what a file for peers holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import (
    RefusedError,
)
from inspector_app.bootstrap import Workbench
from inspector_app.domain.alias import outgoing
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit_json import visit_json
from inspector_app.domain.visit_options import Joint
from inspector_app.services.incoming_photos import Minors
from inspector_app.services.joint_take_over import News
from tests.district.joint.laptops import (
    ENTRY,
    LESSON,
    NOVEMBER,
    Laptops,
    belongs_to,
    own,
    told,
)
from tests.unit.builders import tell
from tests.unit.services.conftest import SCHOOL


def test_pictures_travel_as_they_are_and_those_of_minors_stay(
    laptops: Laptops, complete: dict[str, Any], photo_file: Callable[[str], Any]
) -> None:
    lead, peer = laptops.lead, laptops.peer
    uid = lead.visit_edit.new_from_json({**complete, "peers": ["DX002"]}).uid
    files = [photo_file("校门.jpg"), photo_file("课堂.jpg")]
    gate, pupils = lead.photos.add(PhotoOwner.VISIT, uid, files=files).photos
    lead.photos.set_caption(gate.uid, "校门")
    lead.photos.set_minors(pupils.uid, Minors.SHOWN)
    lead.visits.file(uid)
    preview = lead.joint_hand_over.preview(uid)
    assert (preview.peers, preview.photos, preview.kept_back) == (("督学02",), 1, 1)
    peer.joint_take_over.take(laptops.hand_over(uid))
    (taken,) = peer.visits.record(uid).photos
    assert (taken.uid, taken.caption, taken.sha256) == (gate.uid, "校门", gate.sha256)
    assert peer.photos.content(gate.uid) == lead.photos.content(gate.uid)
    assert peer.photos.thumbnail(gate.uid).startswith(b"\xff\xd8")
    assert peer.checks.run().sound


def test_nobody_of_the_school_is_named_in_what_peers_get(
    laptops: Laptops, complete: dict[str, Any], photo_file: Callable[[str], Any]
) -> None:
    lead, peer = laptops.lead, laptops.peer
    named = {"host": "校长王建国", "feedback_to": "王校长", "others": "区市场监管人员、李明老师"}
    lesson = {**LESSON, "teacher": "李明", "class": "李明老师班"}
    given = {**complete, **named, "peers": ["DX002"], "lessons": [lesson]}
    uid = lead.visit_edit.new_from_json(given).uid
    (photo,) = lead.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("课堂.jpg")]).photos
    lead.photos.set_caption(photo.uid, "李明老师在上课")
    lead.visits.file(uid)
    peer.joint_take_over.take(laptops.hand_over(uid))
    record = peer.visits.record(uid)
    assert (record.visit.host, record.visit.feedback_to) == ("校长", "校长")
    assert record.visit.others == "区市场监管人员、教师甲"
    assert record.visit.lessons[0].class_name == "教师甲班"
    assert [taken.caption for taken in record.photos] == ["教师甲在上课"]
    assert lead.visits.get(uid).host == "校长王建国"


def test_a_correction_takes_pictures_away_and_brings_others(
    laptops: Laptops, complete: dict[str, Any], photo_file: Callable[[str], Any]
) -> None:
    lead, peer = laptops.lead, laptops.peer
    uid = lead.visit_edit.new_from_json({**complete, "peers": ["DX002"]}).uid
    (old,) = lead.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("旧.jpg")]).photos
    lead.visits.file(uid)
    peer.joint_take_over.take(laptops.hand_over(uid))
    lead.visits.correct(uid, reason="照片放错")
    lead.photos.remove(old.uid)
    (new,) = lead.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("新.jpg")]).photos
    lead.visits.file(uid)
    assert peer.joint_take_over.take(laptops.hand_over(uid)).news is News.NEWER
    assert [photo.uid for photo in peer.visits.record(uid).photos] == [new.uid]
    assert [revision.revision for revision in peer.visits.record(uid).revisions] == [1, 2]
    assert peer.checks.run().sound


def test_the_same_content_gives_the_same_file_again(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    uid = joint()
    first = laptops.lead.joint_hand_over.write(uid, laptops.stick)
    before = first.path.read_bytes()
    again = laptops.lead.joint_hand_over.write(uid, laptops.stick)
    assert (again.repeated, again.path, again.path.read_bytes()) == (True, first.path, before)


def test_files_for_peers_take_no_number_of_the_bundles_for_the_office(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    laptops.hand_over(joint())
    laptops.hand_over(joint(session="下午"))
    made = laptops.lead.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=laptops.stick)
    assert made.seq == 1


def test_what_became_of_an_issue_later_is_not_told_to_peers(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    uid = joint()
    (issue,) = laptops.lead.visits.get(uid).issues
    tell(laptops.lead, issue.uid, IssueEventKind.ANSWERED, on=date(2026, 11, 21))
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    (seen,) = laptops.peer.visits.get(uid).issues
    assert (seen.description, seen.dates.answered_on) == (issue.description, None)
    with pytest.raises(RefusedError, match="同行记录"):
        tell(laptops.peer, issue.uid, IssueEventKind.ANSWERED, on=date(2026, 11, 21))
    assert laptops.peer.issues.open_at(SCHOOL) == ()
    assert laptops.peer.months.as_json(NOVEMBER)["district"]["issues_found"] == 0


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda bench, uid: bench.visits.correct(uid, reason="改"), "正在更正"),
        (lambda bench, _uid: belongs_to(bench, "DX003"), "由他在自己的电脑上"),
    ],
)
def test_a_record_that_is_not_ready_or_not_ones_own_is_not_handed_to_peers(
    laptops: Laptops,
    joint: Callable[..., str],
    spoil: Callable[[Workbench, str], object],
    words: str,
) -> None:
    uid = joint()
    spoil(laptops.lead, uid)
    with pytest.raises(RefusedError) as error:
        laptops.hand_over(uid)
    assert words in told(error)
    assert list(laptops.stick.iterdir()) == []


def test_a_record_without_peers_has_nobody_to_be_handed_to(
    laptops: Laptops, filed: Callable[..., str]
) -> None:
    with pytest.raises(RefusedError, match="没有同行督学"):
        laptops.lead.joint_hand_over.preview(filed())


def test_who_is_taken_off_a_record_learns_of_it(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    uid = joint()
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    laptops.lead.visits.correct(uid, reason="督学02没有去")
    laptops.lead.visit_edit.set_field(uid, "peer_ids", ("DX003",))
    laptops.lead.visits.file(uid)
    taken = laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    assert not taken.counts
    assert own(laptops.peer) == (0, 0, 0)


def test_an_entry_counts_again_when_its_record_names_others(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    entry = laptops.peer.joint_entries.add(ENTRY).uid
    uid = joint()
    assert laptops.peer.joint_take_over.take(laptops.hand_over(uid)).merged == (entry,)
    laptops.lead.visits.correct(uid, reason="督学02没有去")
    laptops.lead.visit_edit.set_field(uid, "peer_ids", ("DX003",))
    laptops.lead.visits.file(uid)
    taken = laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    assert (taken.merged, taken.released, taken.counts) == ((), (entry,), False)
    assert own(laptops.peer) == (1, 1, 1)


def test_what_was_said_in_confidence_stays_with_who_heard_it(
    laptops: Laptops, complete: dict[str, Any]
) -> None:
    talk = {"audience": "教师", "people": 2, "way": "个别", "points": "有人反映加班。"}
    given = {"peers": ["DX002"], "interviews": [talk, {**talk, "confidential": False}]}
    uid = laptops.lead.visit_edit.new_from_json({**complete, **given}).uid
    laptops.lead.visits.file(uid)
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    heard = laptops.peer.visits.get(uid).interviews
    assert [(each.people, each.points) for each in heard] == [(2, ""), (2, "有人反映加班。")]


def test_teachers_travel_to_peers_as_aliases_and_issues_as_they_were_written(
    laptops: Laptops, complete: dict[str, Any]
) -> None:
    talk = {"people": 1, "way": "个别", "points": "按时。", "confidential": False}
    talks = [
        {**talk, "audience": "教师", "name": "陈晨", "details": "陈晨，语文"},
        {**talk, "audience": "家长", "name": "家长刘某"},
    ]
    issue = {**complete["issues"][0], "description": "李明老师没有教案。"}
    sheets = {"theme": "对李明老师的评价", "respondents": "家长",
              "counts": {"sent": 5, "returned": 5, "valid": 5},
              "questions": [{"kind": "填空", "text": "建议", "answers": ["李明老师脾气大"]}],
              }  # fmt: skip
    given = {"peers": ["DX002"], "narrative": "听李明老师的课。", "interviews": talks,
             "lessons": [{**LESSON, "teacher": "李明"}], "questionnaires": [sheets],
             "issues": [issue]}  # fmt: skip
    uid = laptops.lead.visit_edit.new_from_json({**complete, **given}).uid
    laptops.lead.talks.draw(uid, "三2班,语文,赵云", count=1, seed="7")
    laptops.lead.visits.file(uid)
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    kept, taken = laptops.lead.visits.get(uid), laptops.peer.visits.get(uid)
    assert taken == replace(outgoing(kept), joint=Joint.TAKEN)
    assert taken.issues[0].description == "李明老师没有教案。"
    told_to_peer = str(visit_json(replace(taken, issues=())))
    assert not [name for name in ("李明", "陈晨", "刘某", "赵云") if name in told_to_peer]
    assert kept.lessons[0].teacher == "李明"
