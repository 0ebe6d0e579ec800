"""The smaller stores: what goes in comes out, and what must not change stays."""

from dataclasses import replace
from datetime import date
from typing import Any

import peewee
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.issue import IssueDates
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole, TimeSource
from inspector_app.domain.school import Assignment, InspectorKind, SchoolState
from inspector_app.domain.views import RevisionSummary, SigningCopy
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.storage.bundles import BundleStore
from inspector_app.storage.codec import TEXT_SET, TEXTS
from inspector_app.storage.database import Database
from inspector_app.storage.history import HistoryStore
from inspector_app.storage.notes import NoteStore
from inspector_app.storage.people import FIRST_DAY, PeopleStore
from inspector_app.storage.photos import PhotoStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.settings import SettingStore
from inspector_app.storage.visits import VisitStore
from tests.unit.builders import (
    AT,
    ORIGIN,
    make_inspector,
    make_issue,
    make_lesson,
    make_note,
    make_photo,
    make_school,
    make_visit,
)


def on(number: int) -> date:
    return date(2022, 9, number)


# -- schools -------------------------------------------------------------------------------------


def test_a_school_comes_out_with_every_field_and_is_replaced_by_its_code(
    database: Database,
) -> None:
    schools = SchoolStore(database)
    school = make_school(
        pupils=640, state=SchoolState.CLOSED, closed_on=on(30), short_name="一小",
        former_names=("原第1小学", "东街小学"), urban_rural="城区", address="一号路", head="校长甲",
        contact="主任乙", phone="000-0000",
    )  # fmt: skip
    schools.put(school, initials="sfq", origin=ORIGIN)
    assert schools.get(school.code) == school
    renamed = replace(school, name="示范区实验小学", former_names=())
    schools.put(renamed, initials="sy", origin="another")
    assert schools.all() == (renamed,)
    assert schools.initials() == {school.code: "sy"}
    assert database.row("SELECT origin FROM school") == (ORIGIN,)


def test_a_school_of_an_unknown_code_is_named_in_a_sentence(database: Database) -> None:
    schools = SchoolStore(database)
    assert schools.find("2100000009") is None
    with pytest.raises(NotFoundError, match="2100000009"):
        schools.get("2100000009")


def test_an_assignment_given_again_changes_its_end_alone(database: Database) -> None:
    schools, people = SchoolStore(database), PeopleStore(database)
    for code in ("2100000001", "2100000002"):
        schools.put(make_school(code=code), initials="", origin=ORIGIN)
    people.put(make_inspector(id="D001"), origin=ORIGIN)
    first = Assignment(inspector_id="D001", school_code="2100000002", start=on(1))
    other = Assignment(inspector_id="D001", school_code="2100000001", start=on(1))
    for assignment in (first, other, first._replace(end=on(30))):
        schools.put_assignment(assignment, origin=ORIGIN)
    assert schools.assignments() == (other, first._replace(end=on(30)))
    assert schools.assignments(school_code="2100000001") == (other,)


def test_an_assignment_that_ends_before_it_starts_is_refused(database: Database) -> None:
    schools = SchoolStore(database)
    schools.put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    PeopleStore(database).put(make_inspector(id="D001"), origin=ORIGIN)
    wrong = Assignment(
        inspector_id="D001", school_code="2100000001", start=on(9), end=on(8)
    )  # fmt: skip
    with pytest.raises(peewee.IntegrityError):
        schools.put_assignment(wrong, origin=ORIGIN)


def test_open_and_overdue_issues_are_counted_by_school(database: Database) -> None:
    schools = SchoolStore(database)
    schools.put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    VisitStore(database).insert(
        make_visit(issues=(
            make_issue(deadline=on(9)),
            make_issue(deadline=on(10)),
            make_issue(deadline=None),
            make_issue(deadline=on(1), dates=IssueDates(extended_to=on(20), due_now=on(20))),
            make_issue(deadline=on(1), dates=IssueDates(answered_on=on(8))),
            make_issue(deadline=on(1), dates=IssueDates(closed_on=on(8))),
        ))
    )  # fmt: skip
    VisitStore(database).insert(make_visit(status=VisitStatus.DRAFT, issues=(make_issue(),)))
    assert schools.open_issues(on=on(10)) == {"2100000001": (5, 1)}
    # As of a day that is over, what was answered and closed since was neither.
    assert schools.open_issues_then(on=on(7)) == {"2100000001": (6, 2)}
    assert schools.open_issues_then(on=on(4)) == {}


# -- people --------------------------------------------------------------------------------------


def test_a_persons_zone_is_the_one_in_force_on_the_day_asked_for(database: Database) -> None:
    people = PeopleStore(database)
    person = make_inspector(id="D001", zone="")
    people.put(person, origin=ORIGIN)
    assert people.zone_now("D001") is None
    assert people.find("D001", on=on(1)) == person
    people.set_zone("D001", "第一责任区", start=FIRST_DAY, origin=ORIGIN)
    people.set_zone("D001", "第二责任区", start=on(10), origin=ORIGIN)
    zones = [one.zone for day in (1, 9, 10, 30) for one in people.all(on=on(day))]
    assert zones == ["第一责任区", "第一责任区", "第二责任区", "第二责任区"]
    assert people.zone_now("D001") == "第二责任区"
    people.set_zone("D001", "第三责任区", start=on(10), origin=ORIGIN)
    assert people.zone_now("D001") == "第三责任区"
    assert [one.zone for one in people.all(on=on(9))] == ["第一责任区"]


def test_a_person_is_replaced_by_the_id_and_keeps_the_zone(database: Database) -> None:
    people = PeopleStore(database)
    people.put(make_inspector(id="D001", name="督学01"), origin=ORIGIN)
    people.set_zone("D001", "第一责任区", start=FIRST_DAY, origin=ORIGIN)
    people.put(
        make_inspector(id="D001", name="督学01（区）", kind=InspectorKind.PART_TIME), origin=ORIGIN
    )
    found = people.find("D001", on=on(1))
    assert found is not None
    assert (found.name, found.kind, found.zone) == (
        "督学01（区）", InspectorKind.PART_TIME, "第一责任区",
    )  # fmt: skip
    assert people.find("D002", on=on(1)) is None


# -- photos --------------------------------------------------------------------------------------


def add(photos: PhotoStore, **values: Any) -> Photo:
    photo = make_photo(**values)
    photos.insert(photo, thumbnail=photo.uid.encode(), added_at=AT, origin=ORIGIN)
    return photo


def test_a_photo_comes_out_with_every_attribute(database: Database) -> None:
    photos = PhotoStore(database)
    photo = add(
        photos, owner=PhotoOwner.ISSUE, owner_uid="i", visit_uid="v", role=PhotoRole.SIGNED_PAGE,
        ordinal=3, caption="签字页", file_name="IMG_1.HEIC", media_type="image/png",
        taken_at="2022-09-05T10:15:00", time_source=TimeSource.FILE_NAME, shows_minors=True,
        fingerprint=2**64 - 1, signing_no=2, revision=4,
    )  # fmt: skip
    assert photos.get(photo.uid) == photo
    assert photos.thumbnail(photo.sha256) == photo.uid.encode()
    assert photos.thumbnail("none") == b""
    with pytest.raises(NotFoundError, match="找不到这张照片"):
        photos.get("nobody")


def test_photos_stand_in_their_order_and_can_be_put_in_another(database: Database) -> None:
    photos = PhotoStore(database)
    hung = {"owner": PhotoOwner.VISIT, "owner_uid": "v", "visit_uid": "v"}
    assert photos.next_ordinal(PhotoOwner.VISIT, "v") == 1
    first = add(photos, **hung, ordinal=1)
    second = add(photos, **hung, ordinal=2)
    assert photos.next_ordinal(PhotoOwner.VISIT, "v") == 3
    assert photos.of(PhotoOwner.VISIT, "v") == (first, second)
    photos.reorder([second.uid, first.uid])
    assert [p.uid for p in photos.of(PhotoOwner.VISIT, "v")] == [second.uid, first.uid]


def test_the_photos_of_a_record_are_its_own_and_those_of_the_rows_it_has(
    database: Database,
) -> None:
    photos, visits = PhotoStore(database), VisitStore(database)
    SchoolStore(database).put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    lesson, issue = make_lesson(), make_issue()
    visit = make_visit(uid="v", lessons=(lesson,), issues=(issue,))
    visits.insert(visit)
    owners = (
        (PhotoOwner.VISIT, "v"),
        (PhotoOwner.LESSON, lesson.uid),
        (PhotoOwner.ISSUE, issue.uid),
    )
    own, of_lesson, of_issue = (
        add(photos, owner=owner, owner_uid=uid, visit_uid="v") for owner, uid in owners
    )
    assert set(photos.of_visit("v")) == {own, of_lesson, of_issue}
    visits.lessons.delete(lesson.uid)
    assert set(photos.of_visit("v")) == {own, of_issue}
    visits.lessons.insert(visits.id_of("v"), lesson, ordinal=1)
    assert set(photos.of_visit("v")) == {own, of_lesson, of_issue}


def test_a_photo_taken_away_keeps_its_row_and_comes_back(database: Database) -> None:
    photos = PhotoStore(database)
    photo = add(photos, fingerprint=7)
    photos.mark_removed(photo.uid, at=AT)
    assert photos.of(PhotoOwner.BASKET, "") == ()
    assert photos.same_originals(photo.original_sha256) == ()
    assert photos.fingerprints() == []
    assert set(photos.digests()) == {
        (photo.uid, photo.sha256), (photo.uid, photo.original_sha256),
    }  # fmt: skip
    photos.mark_removed(photo.uid, at=None)
    assert photos.of(PhotoOwner.BASKET, "") == (photo,)
    assert photos.same_originals(photo.original_sha256) == (photo,)


def test_the_photos_of_a_discarded_record_go_with_it_and_no_other(database: Database) -> None:
    photos = PhotoStore(database)
    gone = [add(photos, owner=PhotoOwner.VISIT, owner_uid="v", visit_uid="v") for _ in range(2)]
    kept = add(photos, owner=PhotoOwner.VISIT, owner_uid="w", visit_uid="w")
    photos.mark_removed(gone[0].uid, at="2022-09-01T00:00:00Z")
    photos.remove_all_of("v", at=AT)
    assert photos.of_visit("v") == ()
    assert photos.of_visit("w") == (kept,)
    assert database.rows("SELECT removed_at FROM photo WHERE visit_uid = 'v' ORDER BY 1") == [
        ("2022-09-01T00:00:00Z",), (AT,),
    ]  # fmt: skip


def test_a_photo_without_a_fingerprint_resembles_no_other(database: Database) -> None:
    photos = PhotoStore(database)
    add(photos, fingerprint=0)
    known = add(photos, fingerprint=2**63 + 1)
    assert photos.fingerprints() == [(known.uid, 2**63 + 1)]


def test_attributes_of_a_photo_are_set_alone(database: Database) -> None:
    photos = PhotoStore(database)
    photo, other = add(photos), add(photos)
    photos.update(photo.uid, caption="食堂", shows_minors=True, owner=PhotoOwner.SCHOOL)
    assert photos.get(photo.uid) == replace(
        photo, caption="食堂", shows_minors=True, owner=PhotoOwner.SCHOOL
    )
    assert photos.get(other.uid) == other


# -- notes ---------------------------------------------------------------------------------------


def test_a_note_is_unassigned_until_it_belongs_to_a_school_or_a_record(
    database: Database,
) -> None:
    notes = NoteStore(database)
    made = [make_note() for _ in range(4)]
    for note in made:
        notes.insert(note, origin=ORIGIN)
    first, second, third, fourth = made
    assert notes.unassigned() == (fourth, third, second, first)
    assert notes.get(first.uid) == first
    notes.update(first.uid, school_code="2100000001")
    notes.update(second.uid, visit_uid="v")
    notes.update(third.uid, deleted_at=AT)
    assert notes.unassigned() == (fourth,)
    assert notes.of_visit("v") == (second._replace(visit_uid="v"),)
    with pytest.raises(NotFoundError, match="找不到这条随手记"):
        notes.get("nobody")


def test_a_note_written_for_a_school_keeps_it(database: Database) -> None:
    notes = NoteStore(database)
    note = make_note(school_code="2100000001", visit_uid="v")
    notes.insert(note, origin=ORIGIN)
    assert notes.get(note.uid) == note


# -- history -------------------------------------------------------------------------------------


def test_a_filed_revision_is_frozen(database: Database) -> None:
    history = HistoryStore(database)
    second = RevisionSummary(revision=2, reason="更正日期", filed_at=AT, digest="d2", actor="D001")
    first = second._replace(revision=1, reason="", digest="d1")
    history.add_revision("v", second, {"advice": "二", "n": 1})
    history.add_revision("v", first, {"advice": "一"})
    assert history.revisions("v") == (first, second)
    assert history.content("v", 2) == {"advice": "二", "n": 1}
    with pytest.raises(NotFoundError, match="没有第 3 版"):
        history.content("v", 3)
    with pytest.raises(peewee.IntegrityError):
        history.add_revision("v", first, {"advice": "另一个一"})
    assert history.content("v", 1) == {"advice": "一"}


def test_copies_for_signature_are_kept_in_their_order(database: Database) -> None:
    history = HistoryStore(database)
    first = SigningCopy(
        visit_uid="v", signing_no=1, revision=1, digest="d", made_at=AT, document_uid="doc"
    )
    for copy in (first._replace(signing_no=2), first):
        history.add_signing_copy(copy)
    assert history.signing_copies("v") == (first, first._replace(signing_no=2))
    assert history.signing_copies("w") == ()


def test_the_digest_of_an_issued_document_is_kept(database: Database) -> None:
    history = HistoryStore(database)
    history.add_document(
        uid="doc", kind="visit", record_uid="v", title="记录表", sha256="ab", size=3, made_at=AT
    )
    assert history.document_sha256("doc") == "ab"
    with pytest.raises(NotFoundError, match="已出具的文件"):
        history.document_sha256("nobody")


def test_a_discarded_number_keeps_its_reason(database: Database) -> None:
    history = HistoryStore(database)
    for number, reason in (("n2", "误建"), ("n1", "重复"), ("n2", "误建，另有一份")):
        history.add_tombstone(number=number, uid=f"u-{number}", reason=reason, at=AT, origin=ORIGIN)
    assert history.tombstones() == [("n1", "重复", AT), ("n2", "误建，另有一份", AT)]


# -- bundles -------------------------------------------------------------------------------------


def add_bundle(bundles: BundleStore, seq: int, *, chain: str = "c", created: str = AT) -> None:
    bundles.add(
        chain=chain, seq=seq, digest=f"{chain}{seq}", previous="p", file_name="f", sha256="s",
        size=1, kind="visits", inspector_id="D001", period="2022-09", created=created,
        statement="{}",
    )  # fmt: skip


def test_the_head_of_a_chain_is_its_highest_number(database: Database) -> None:
    bundles = BundleStore(database)
    assert bundles.head("c") is None
    add_bundle(bundles, 2, created="2022-01-01T00:00:00Z")
    add_bundle(bundles, 1)
    add_bundle(bundles, 9, chain="other")
    assert bundles.head("c") == (2, "c2")
    assert [(b["chain"], b["seq"]) for b in bundles.all()] == [("other", 9), ("c", 1), ("c", 2)]


def test_where_a_bundle_was_put_last_is_noted_at_it_alone(database: Database) -> None:
    bundles = BundleStore(database)
    add_bundle(bundles, 1)
    add_bundle(bundles, 2)
    bundles.set_exported("c1", folder="/media/stick")
    assert {b["seq"]: b["exported_to"] for b in bundles.all()} == {1: "/media/stick", 2: ""}


def test_a_number_of_a_chain_is_used_once(database: Database) -> None:
    bundles = BundleStore(database)
    add_bundle(bundles, 1)
    with pytest.raises(peewee.IntegrityError):
        add_bundle(bundles, 1)


def test_the_key_in_use_is_the_one_that_was_not_retired(database: Database) -> None:
    bundles = BundleStore(database)
    assert bundles.key() is None
    bundles.put_key(chain="old", secret=b"\x00\x01", made_at=AT)
    assert bundles.key() == ("old", b"\x00\x01")
    database.execute("UPDATE device_key SET retired_at = ?", AT)
    bundles.put_key(chain="new", secret=b"\xff", made_at=AT)
    assert bundles.key() == ("new", b"\xff")


def test_a_locked_month_keeps_the_table_that_was_handed_over_first(database: Database) -> None:
    bundles = BundleStore(database)
    assert bundles.locked("2022-09", "D001") is None
    for visits in (5, 6):
        bundles.lock(
            month="2022-09", scope="D001", content={"校次": visits}, digest=str(visits), at=AT
        )
    locked = bundles.locked("2022-09", "D001")
    assert locked is not None
    assert (locked["content"], locked["digest"]) == ({"校次": 5}, "5")
    assert bundles.locked("2022-09", "D002") is None


# -- settings and codecs -------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, 0, "", "字", [1, "二"], {"a": {"b": [None, True]}}])
def test_a_setting_keeps_its_value(database: Database, value: Any) -> None:
    settings = SettingStore(database)
    assert settings.get("key", "otherwise") == "otherwise"
    settings.put("key", "before")
    settings.put("key", value)
    assert settings.get("key", "otherwise") == value


@given(texts=st.lists(st.text()))
def test_lists_of_texts_stand_in_a_column_and_come_out_again(texts: list[str]) -> None:
    assert TEXTS.decode(TEXTS.encode(tuple(texts))) == tuple(texts)
    assert TEXT_SET.decode(TEXT_SET.encode(frozenset(texts))) == frozenset(texts)
