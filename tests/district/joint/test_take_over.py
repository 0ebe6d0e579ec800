"""Joint visits: what is taken over, and what is refused."""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import (
    EnvironmentProblem,
    RefusedError,
    UserError,
)
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.joint_reading import read_record
from inspector_app.services.joint_take_over import News
from tests.district.joint.laptops import (
    ENTRY,
    IN_USE,
    LESSON,
    NOVEMBER,
    Laptops,
    belongs_to,
    own,
    told,
)
from tests.examples import examples
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL
from tests.unit.services.registers.conftest import COMPLETE


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


def test_a_page_of_the_lead_is_known_as_his_once_a_record_of_his_was_taken_over(
    laptops: Laptops, joint: Callable[..., str], tmp_path: Path
) -> None:
    uid, file = joint(), tmp_path / "记录.pdf"
    file.write_bytes(laptops.lead.documents.visit_pdf(uid))
    before = laptops.peer.document_check.file(file)
    laptops.peer.joint_take_over.take(laptops.hand_over(uid))
    after = laptops.peer.document_check.file(file)
    assert {page.verdict for page in before} == {PageVerdict.NOT_OURS}
    assert {page.verdict for page in after} == {PageVerdict.OTHERS}
    lead = laptops.lead.context.identity.inspector_id
    assert f"（{lead}）的电脑" in after[0].sentence()


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
    shutil.copytree(laptops.lead.folder, tmp_path / "other", ignore=IN_USE)
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
    shutil.copytree(laptops.lead.folder, tmp_path / "other", ignore=IN_USE)
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
    laptops.lead.context.stores.photos.update(
        photo.uid, sha256=stored.sha256, crc32=stored.crc32, size=stored.size
    )
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


def test_a_talk_that_another_record_here_holds_is_refused_and_nothing_changes(
    laptops: Laptops, complete: dict[str, Any]
) -> None:
    talk = {
        "uuid": str(uuid.UUID(int=7)),
        "audience": "家长",
        "people": 1,
        "way": "个别",
        "points": "食堂。",
    }
    given = {**complete, "interviews": [talk]}
    laptops.peer.visit_edit.new_from_json({**given, "lead": "DX002"})
    uid = laptops.lead.visit_edit.new_from_json({**given, "peers": ["DX002"]}).uid
    laptops.lead.visits.file(uid)
    path = laptops.hand_over(uid)
    with pytest.raises(RefusedError, match="文件里的访谈在本机属于另一份记录"):
        laptops.peer.joint_take_over.take(path)
    assert laptops.peer.checks.run().sound


def test_the_issues_of_a_record_taken_over_are_found_by_its_campaign(
    laptops: Laptops, joint: Callable[..., str]
) -> None:
    plan = {**COMPLETE["campaign"], "groups": [{"head": "DX001", "members": ["DX002", "DX003"],
                                                "schools": [SCHOOL]}]}  # fmt: skip
    for bench in (laptops.lead, laptops.peer):
        bench.registers.file(bench.register_edit.new_from_json("campaign", plan).uid)
    named = joint(type="专项", campaign=plan["name"], peers=["DX002", "DX003"])
    laptops.peer.joint_take_over.take(laptops.hand_over(named))
    seen = []
    for bench in (laptops.lead, laptops.peer):
        (line,) = bench.registers.list(EntrySearch(kind="campaign"))
        view = bench.campaigns.view(line.entry.uid)
        seen.append((view.progress.visits, [i.number for i in view.findings.issues], view.gate))
    assert seen[0] == seen[1]
    assert len(seen[1][1]) == 1
    # The ledger of who went along stays his own.
    assert laptops.peer.ledger.page(laptops.peer.ledger.everything()).rows == ()
