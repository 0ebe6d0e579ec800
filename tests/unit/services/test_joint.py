"""Joint visits between two laptops: what a file holds, what is refused, what an entry may say."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import (
    EnvironmentProblem,
    IncompleteError,
    InputError,
    RefusedError,
    UserError,
)
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Role
from inspector_app.services.joint_reading import read_record
from inspector_app.services.joint_take_over import News
from inspector_app.services.photos import Minors
from tests.examples import examples
from tests.unit.builders import tell
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL

NOVEMBER: Final = Month(2026, 11)
_IN_USE: Final = shutil.ignore_patterns("in-use.lock")
LESSON: Final = {
    "listener": "DX001", "period": 2, "class": "三1班", "subject": "语文", "teacher": "教师A",
    "topic": "观潮", "kind": "新授", "process": "朗读、讨论。", "advice": "多留时间。",
    "grade": "良",
}  # fmt: skip
ENTRY: Final[dict[str, Any]] = {
    "school": SCHOOL, "date": "2026-11-20", "session": "上午", "lead": "DX001",
    "lessons": [{"period": 3, "class": "三2班"}],
}  # fmt: skip


class Laptops(NamedTuple):
    """The laptop of 督学01, who leads, that of 督学02, who went along, and a folder between."""

    lead: Workbench
    peer: Workbench
    stick: Path

    def hand_over(self, uid: str) -> Path:
        return self.lead.joint_hand_over.write(uid, self.stick).path


@pytest.fixture
def laptops(
    workbench: Workbench, filled_folder: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Laptops]:
    stick = tmp_path / "stick"
    stick.mkdir()
    other = shutil.copytree(filled_folder, tmp_path / "peer")
    with open_workbench(other, clock=clock) as peer:
        belongs_to(peer, "DX002")
        yield Laptops(workbench, peer, stick)


def belongs_to(bench: Workbench, person: str) -> None:
    bench.settings.set_identity(role=Role.LAPTOP, district="210304", inspector_id=person)


@pytest.fixture
def joint(filed: Callable[..., str]) -> Callable[..., str]:
    """Make a filed record of 督学01 to which 督学02 went along."""
    return partial(filed, peers=["DX002"], lessons=[LESSON])


def own(bench: Workbench, person: str = "DX002") -> tuple[int, ...]:
    row = bench.months.as_json(NOVEMBER, recompute=True)["inspectors"][person]
    return tuple(row[name] for name in ("inspector_visits", "half_days", "lessons"))


def told(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.sentence


# -- the file --------------------------------------------------------------------------------------


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
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    assert own(laptops.peer) == (0, 0, 0)


# -- taking over -----------------------------------------------------------------------------------


def test_nothing_of_a_record_taken_over_can_be_changed(
    laptops: Laptops, joint: Callable[..., str], photo_file: Callable[[str], Any]
) -> None:
    uid = joint()
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    peer, visit = laptops.peer, laptops.peer.visits.get(uid)
    assert (visit.joint, visit.status, visit.number) == (
        Joint.TAKEN, VisitStatus.FILED, laptops.lead.visits.get(uid).number,
    )  # fmt: skip
    attempts: Mapping[str, Callable[[], object]] = {
        "field": lambda: peer.visit_edit.set_field(uid, "advice", "改"),
        "lesson": lambda: peer.visit_edit.remove_lesson(visit.lessons[0].uid),
        "correct": lambda: peer.visits.correct(uid, reason="改"),
        "void": lambda: peer.visits.void(uid, reason="改"),
        "discard": lambda: peer.visits.discard(uid),
        "photo": lambda: peer.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("x.jpg")]),
        "reply": lambda: peer.photos.add(
            PhotoOwner.ISSUE, visit.issues[0].uid, files=[photo_file("x.jpg")],
            role=PhotoRole.REPLY,
        ),
        "letter": lambda: peer.letters.wish(LetterKind.FEEDBACK_LETTER, [visit.number]),
        "peers": lambda: peer.joint_hand_over.write(uid, laptops.stick),
    }  # fmt: skip
    for name, attempt in attempts.items():
        with pytest.raises(RefusedError) as error:
            attempt()
        assert "同行" in told(error), name
    assert peer.visits.get(uid) == visit


def test_a_new_key_of_a_known_inspector_waits_for_a_person(
    laptops: Laptops, joint: Callable[..., str], tmp_path: Path, clock: FixedClock
) -> None:
    laptops.peer.joint_take_over.take(laptops.hand_over(joint()))
    laptops.lead.context.database.execute("UPDATE device_key SET retired_at = made_at")
    file = laptops.hand_over(joint(session="下午"))
    assert laptops.peer.joint_take_over.read(file).known_key is False
    with pytest.raises(RefusedError) as error:
        laptops.peer.joint_take_over.take(file)
    chain = laptops.peer.joint_take_over.read(file).chain
    assert error.value.code == "new-key"
    assert chain in told(error)
    assert laptops.peer.joint_take_over.take(file, accepted_chain=chain).news is News.NEW


def test_a_bundle_for_the_office_is_no_record_for_a_peer(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    joint()
    made = laptops.lead.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=laptops.stick)
    with pytest.raises(RefusedError, match="不是同行记录文件"):
        laptops.peer.joint_take_over.take(made.path)


def test_the_lead_needs_no_copy_and_a_folder_of_nobody_takes_none(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    file = laptops.hand_over(joint())
    with pytest.raises(RefusedError, match="责任督学就是本机的督学"):
        laptops.lead.joint_take_over.take(file)
    belongs_to(laptops.peer, "")
    with pytest.raises(RefusedError, match="没有写明是哪位督学"):
        laptops.peer.joint_take_over.take(file)


def test_a_record_that_both_laptops_had_from_a_workbook_becomes_the_copy_of_the_leads(
    laptops: Laptops, joint: Callable[..., str], tmp_path: Path, clock: FixedClock
) -> None:
    uid = joint()
    laptops.lead.context.database.execute("UPDATE visit SET origin = 'import'")
    shutil.copytree(laptops.lead.folder, tmp_path / "other", ignore=_IN_USE)
    with open_workbench(tmp_path / "other", clock=clock) as other:
        belongs_to(other, "DX002")
        assert own(other) == (1, 1, 0)
        assert len(other.issues.open_at(SCHOOL)) == 1
        assert other.joint_take_over.take(laptops.hand_over(uid)).news is News.NEWER
        assert other.visits.get(uid).joint is Joint.TAKEN
        assert own(other) == (1, 1, 0)
        assert other.issues.open_at(SCHOOL) == ()
        assert other.checks.run().sound


def test_a_record_of_ones_own_is_never_written_over(
    laptops: Laptops, joint: Callable[..., str], tmp_path: Path, clock: FixedClock
) -> None:
    uid = joint()
    shutil.copytree(laptops.lead.folder, tmp_path / "other", ignore=_IN_USE)
    with open_workbench(tmp_path / "other", clock=clock) as other:
        belongs_to(other, "DX002")
        with pytest.raises(RefusedError, match="是本机自己写的记录"):
            other.joint_take_over.take(laptops.hand_over(uid))


def test_only_the_lead_of_a_record_can_have_handed_it_over(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    uid = joint()
    # The laptop of somebody else, on which the record lies as well.
    laptops.lead.context.database.execute("UPDATE visit SET lead_id = 'DX003' WHERE uid = ?", uid)
    belongs_to(laptops.lead, "DX003")
    file = laptops.hand_over(uid)
    with pytest.raises(RefusedError, match="不是这份记录的责任督学"):
        laptops.peer.joint_take_over.take(file)


def test_a_record_of_tomorrow_waits_for_the_right_day(
    laptops: Laptops, joint: Callable[..., str], clock: FixedClock
) -> None:
    file = laptops.hand_over(joint())
    laptops.peer.context.clock = FixedClock(clock.now() - timedelta(days=30))
    with pytest.raises(RefusedError, match="在今天之后"):
        laptops.peer.joint_take_over.take(file)


def test_a_school_that_is_not_in_the_roster_is_asked_for(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    file = laptops.hand_over(joint(school=KINDERGARTEN))
    laptops.peer.context.database.execute("DELETE FROM school WHERE code = ?", KINDERGARTEN)
    with pytest.raises(RefusedError, match="名册里没有学校"):
        laptops.peer.joint_take_over.take(file)


def test_two_records_of_one_number_are_never_both_here(
    laptops: Laptops, joint: Callable[..., str], complete: dict[str, Any]
) -> None:
    uid = joint()
    number = laptops.lead.visits.get(uid).number
    laptops.peer.visit_edit.new_from_json({**complete, "no": number, "lead": "DX001"})
    with pytest.raises(RefusedError) as error:
        laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    assert (error.value.code, number in told(error)) == ("number-taken", True)


def test_a_disk_that_is_full_takes_nothing_over(
    laptops: Laptops,
    complete: dict[str, Any],
    photo_file: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uid = laptops.lead.visit_edit.new_from_json({**complete, "peers": ["DX002"]}).uid
    laptops.lead.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("校门.jpg")])
    laptops.lead.visits.file(uid)
    file = laptops.hand_over(uid)

    def full(*_a: object, **_n: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr("inspector_app.vault.files.write_atomic", full)
        with pytest.raises(EnvironmentProblem):
            laptops.peer.joint_take_over.take(file)
    assert laptops.peer.visits.list() == ()
    laptops.peer.joint_take_over.take(file)
    assert len(laptops.peer.visits.record(uid).photos) == 1


def test_a_step_that_fails_leaves_what_was_here(
    laptops: Laptops, joint: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = joint()
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    before = laptops.peer.visits.as_json(uid)
    laptops.lead.visits.void(uid, reason="重复")
    file = laptops.hand_over(uid)

    def fall(*_a: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(type(laptops.peer.context.stores.search), "index_visit", fall)
        with pytest.raises(RuntimeError):
            laptops.peer.joint_take_over.take(file)
    assert laptops.peer.visits.as_json(uid) == before
    assert laptops.peer.joint_take_over.take(file).news is News.NEWER


@pytest.fixture(scope="module")
def sound(
    filled_folder: Path, tmp_path_factory: pytest.TempPathFactory, now: Any
) -> Iterator[tuple[Workbench, dict[str, Any]]]:
    """A laptop, and the records of a file that it could take over."""
    from inspector_app.services.joint_content import joint_record
    from tests.unit.services.conftest import COMPLETE

    path = shutil.copytree(filled_folder, tmp_path_factory.mktemp("sound") / "data")
    with open_workbench(path, clock=FixedClock(now)) as bench:
        data = {**COMPLETE, "peers": ["DX002"], "lessons": [LESSON], "merits": ["好"]}
        uid = bench.visit_edit.new_from_json(data).uid
        bench.visits.file(uid)
        content = joint_record(bench.context, bench.visits.get(uid)).content
        yield bench, json.loads(json.dumps(content))


def places_in(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield from places_in(value[key], (*at, key))


def test_the_record_of_a_file_is_read_as_it_was_written(
    sound: tuple[Workbench, dict[str, Any]],
) -> None:
    bench, content = sound
    read = read_record(bench.context, content)
    written = bench.visits.get(read.visit.uid)
    assert (read.visit.joint, read.visit.number) == (Joint.TAKEN, written.number)
    for name in ("school", "visited_on", "session", "lead_id", "peer_ids", "lessons", "merits",
                 "narrative", "methods", "topics", "filed_at", "created_at", "origin"):  # fmt: skip
        assert getattr(read.visit, name) == getattr(written, name), name
    assert [event.kind for event in read.events] == [IssueEventKind.FOUND]


@examples()
@given(
    place=st.integers(0),
    wrong=st.sampled_from([None, "", "x", 0, -1, True, [], {}, [{}], "2026-13-40", 10**30]),
)
def test_whatever_stands_in_a_signed_record_it_is_read_or_refused_with_a_sentence(
    sound: tuple[Workbench, dict[str, Any]], place: int, wrong: object
) -> None:
    bench, content = sound
    spoilt = json.loads(json.dumps(content))
    places = [at for at in places_in(spoilt) if at]
    *above, last = places[place % len(places)]
    inner = spoilt
    for key in above:
        inner = inner[key]
    inner[last] = wrong
    sentence, visit = "", bench.visits.get(content["visits"][0]["uuid"])
    try:
        visit = read_record(bench.context, spoilt).visit
    except UserError as error:
        sentence = error.sentence
    assert not sentence or sentence.startswith(("没有收取", "名册里没有学校"))
    assert None not in (visit.school, visit.visited_on, visit.session, visit.type)


def test_a_picture_that_is_none_takes_nothing_over(
    laptops: Laptops,
    complete: dict[str, Any],
    photo_file: Callable[[str], Any],
) -> None:
    uid = laptops.lead.visit_edit.new_from_json({**complete, "peers": ["DX002"]}).uid
    laptops.lead.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("校门.jpg")])
    laptops.lead.visits.file(uid)
    # A program of another's making may sign whatever it likes.
    (photo,) = laptops.lead.context.stores.photos.of_visit(uid)
    stored = laptops.lead.context.vault.put(b"no picture at all")
    laptops.lead.context.stores.photos.update(photo.uid, sha256=stored.sha256, size=stored.size)
    with pytest.raises(RefusedError) as error:
        laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    assert (error.value.code, laptops.peer.visits.list()) == ("W101", ())


def test_the_page_for_the_way_tells_of_the_last_record_and_not_of_an_entry(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    from inspector_app.services.departures import departure_of
    from inspector_app.services.wishes import DeparturePrint

    uid = joint(date="2026-11-18")
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    laptops.peer.joint_entries.add(ENTRY)
    told = departure_of(laptops.peer.context, DeparturePrint(school_code=SCHOOL))
    assert told.last is not None
    assert told.last.uid == uid


# -- 同行登记 --------------------------------------------------------------------------------------


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
    (gap,) = peer.months.gaps(NOVEMBER)
    assert (gap.where, "还没有等到督学01的记录" in gap.what) == (entry.number, True)


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
    assert peer.months.gaps(NOVEMBER) == ()
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
    assert len(laptops.peer.months.gaps(NOVEMBER)) == 1
    assert [line.merged for line in laptops.peer.visits.list() if line.uid in taken.merged] == [
        False
    ]


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
