"""收件: what was dropped is taken in once, whole, or kept aside by name."""

import errno
import hashlib
import json
import shutil
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import EnvironmentProblem, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Role
from inspector_app.services.device_keys import device_key
from inspector_app.vault import files as vault_files
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    District,
    figures,
    opened,
    outcomes,
    written,
)

Write = Callable[..., str]
LESSON = {
    "listener": "DX001", "period": 2, "class": "三1班", "subject": "语文", "teacher": "教师A",
    "topic": "观潮", "kind": "新授", "process": "朗读。", "advice": "多留时间。", "grade": "良",
}  # fmt: skip


def codes(found: Any) -> list[str]:
    return sorted(line.code for line in found.lines)


def test_a_month_that_a_laptop_hands_over_counts_at_the_office(
    district: District, write: Write
) -> None:
    uid = write("DX001", lessons=[LESSON])
    district.hand_over("DX001")

    found = district.scan()

    assert outcomes(found) == ["taken"], found.lines
    assert figures(district.office) == figures(district.laptops["DX001"])
    here = district.office.visits.get(uid)
    assert (here.origin, here.status) == ("device-DX001", VisitStatus.HANDED_OVER)
    assert [lesson.teacher for lesson in here.lessons] == ["教师A"]


def test_a_bundle_made_before_its_laptop_joined_is_named_and_what_to_do(
    district: District, tmp_path: Path
) -> None:
    name = f"dd1-{'a' * 8}-000001-{'0' * 12}.zip"
    (tmp_path / name).write_bytes(b"PK")

    found = district.scan(tmp_path)

    assert not found.lines
    (said,) = (each for each in found.warnings if name in each)
    assert "没有加密" in said
    assert "再报一次" in said


def test_copies_under_other_names_and_second_looks_are_harmless(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    path = district.hand_over("DX001", into=tmp_path / "微信")
    shutil.copy(path, path.with_name(f"副本 {path.name}"))
    shutil.copy(path, path.with_name(path.name.replace(".zip.age", "(1).zip.age")))

    first, again = district.scan(tmp_path / "微信"), district.scan(path)

    assert outcomes(first) == ["taken"]
    assert codes(again) == ["I80"]
    assert figures(district.office)["district"]["visits"] == 1


def test_bundles_in_the_wrong_order_wait_and_come_in_by_themselves(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    first = district.hand_over("DX001", into=tmp_path / "1")
    write("DX001", date="2026-11-18")
    second = district.hand_over("DX001", into=tmp_path / "2")

    waits = district.scan(second)
    assert codes(waits) == ["W83"]
    assert "等待第 1 包" in waits.lines[0].sentence
    assert district.office.office_gaps.board(NOVEMBER).missing[0].seq == 1
    second.unlink()

    found = district.scan(first)
    assert outcomes(found) == ["taken", "taken"]
    assert figures(district.office)["district"]["visits"] == 2
    assert district.office.office_gaps.board(NOVEMBER).missing == ()
    assert list(district.office.context.folder.quarantine.iterdir()) == []


@pytest.fixture
def late_joiner(
    district: District, filled_folder: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Workbench]:
    """A laptop that has handed over a month for nobody, and is enrolled after that."""
    folder = shutil.copytree(filled_folder, tmp_path / "late", ignore=IN_USE)
    bench = opened(folder, clock, role=Role.LAPTOP, person="DX003", device="device-late")
    written(bench)
    bench.bundles.export(inspector_id="DX003", month=NOVEMBER, folder=tmp_path)
    district.laptops["late"] = bench
    district.sign_roster()
    yield bench
    bench.close()


def test_a_laptop_that_made_bundles_before_it_joined_is_not_waited_for(
    district: District, late_joiner: Workbench, tmp_path: Path
) -> None:
    first = district.hand_over("late", into=tmp_path / "1")
    written(late_joiner, date="2026-11-18")
    second = district.hand_over("late", into=tmp_path / "2")
    assert "-000002-" in first.name

    assert codes(district.scan(second)) == ["W83"]
    assert outcomes(district.scan(first)) == ["taken", "taken"]
    assert figures(district.office)["district"]["visits"] == 2
    assert district.office.office_gaps.board(NOVEMBER).missing == ()
    assert codes(district.scan(first)) == ["I80"]


def test_only_the_first_bundle_for_an_office_says_that_the_chain_begins(
    district: District, late_joiner: Workbench, tmp_path: Path
) -> None:
    for day in ("2026-11-17", "2026-11-18"):
        district.hand_over("late", into=tmp_path / "in")
        written(late_joiner, date=day)
    made = late_joiner.context.stores.bundles.all()
    said = {row["seq"]: "x_begins" in json.loads(row["statement"]) for row in made}
    assert said == {1: False, 2: True, 3: False}


def test_a_partial_file_waits_is_damaged_after_ten_minutes_and_never_for_good(
    district: District, write: Write, tmp_path: Path, clock: FixedClock
) -> None:
    write("DX001")
    path = district.hand_over("DX001", into=tmp_path / "in")
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])

    assert outcomes(district.scan(path)) == ["under_way"]
    clock.advance(timedelta(minutes=11))
    damaged = district.scan(path)
    assert (outcomes(damaged), codes(damaged)) == (["damaged"], ["E02"])
    path.write_bytes(whole)
    assert outcomes(district.scan(path)) == ["taken"]


def test_a_key_that_is_enrolled_later_lets_the_same_file_in(
    district: District, write: Write, tmp_path: Path
) -> None:
    district.leave_out.add("DX002")
    district.sign_roster()
    write("DX002")
    path = district.hand_over("DX002", into=tmp_path / "in")

    assert codes(district.scan(path)) == ["E62"]
    kept = list(district.office.context.folder.quarantine.iterdir())
    assert [each.read_bytes() for each in kept] == [path.read_bytes()]
    path.unlink()
    assert district.office.office_gaps.board(NOVEMBER).refused == 1

    district.leave_out.clear()
    district.sign_roster()
    assert outcomes(district.scan(tmp_path / "in")) == ["taken"]
    assert figures(district.office)["inspectors"]["DX002"]["led_visits"] == 1


def test_a_revoked_laptop_is_refused_from_its_number_on_and_answered(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    district.scan(district.hand_over("DX001", into=tmp_path / "1"))
    chain = device_key(district.laptops["DX001"].context).public.chain
    district.revoked["DX001"] = district.office.office_intake.last_taken(chain) + 1
    district.sign_roster()
    write("DX001", date="2026-11-18")

    found = district.scan(district.hand_over("DX001", into=tmp_path / "2"))

    assert codes(found) == ["E63"]
    assert figures(district.office)["district"]["visits"] == 1
    last = district.office.context.stores.office.receipts()[-1]
    assert [item["code"] for item in json.loads(last.content)["items"]] == ["E63"]


def test_two_bundles_of_one_number_are_a_fork_and_the_first_stands(
    district: District, write: Write, tmp_path: Path, clock: FixedClock
) -> None:
    write("DX001")
    backup = shutil.copytree(
        district.laptops["DX001"].context.folder.root, tmp_path / "backup", ignore=IN_USE
    )
    # The key is that of the backup too: a laptop that was restored without a new one.
    device_key(district.laptops["DX001"].context)
    first = district.hand_over("DX001", into=tmp_path / "1")
    with opened(
        Path(backup), clock, role=Role.LAPTOP, person="DX001", device="device-DX001"
    ) as restored:
        district.laptops["restored"] = restored
        uid = restored.visit_edit.new_from_json(_other_day()).uid
        restored.visits.file(uid)
        fork = district.hand_over("restored", into=tmp_path / "2")
        found = (district.scan(first), district.scan(fork))
        del district.laptops["restored"]

    assert [codes(each) for each in found] == [[""], ["E81"]]


def _other_day() -> dict[str, Any]:
    from tests.unit.services.conftest import COMPLETE

    return {**COMPLETE, "date": "2026-11-19", "issues": [], "no_issues_found": True}


def test_pictures_come_along_and_a_bad_one_is_left_out_by_name(
    district: District, write: Write, tmp_path: Path, photo_file: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bench = district.laptops["DX001"]
    uid = bench.visit_edit.new_from_json(_other_day()).uid
    bench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg"), photo_file("b.jpg")])
    bench.visits.file(uid)
    kept = bench.context.stores.photos.of_visit(uid)
    good, bad = kept
    _spoil(bench, bad)
    monkeypatch.setattr(bench.bundles._prints, "of", lambda _visits, sealed: ({}, ()))

    found = district.scan(district.hand_over("DX001", into=tmp_path / "in").parent)

    # The records come first, the pictures in a bundle behind them.
    assert (outcomes(found), sorted(codes(found))) == (["taken", "taken"], ["", "W101"])
    here = district.office.context.stores.photos.of_visit(uid)
    assert [photo.uid for photo in here] == [good.uid]
    assert district.office.context.vault.get(good.sha256)
    assert district.office.context.stores.photos.thumbnail(good.sha256)
    board = district.office.office_gaps.board(NOVEMBER)
    assert board.pictures == (district.office.visits.get(uid).number,)


def test_a_full_disk_while_pictures_are_stored_takes_nothing_in_until_there_is_room(
    district: District, tmp_path: Path, photo_file: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bench = district.laptops["DX001"]
    uid = bench.visit_edit.new_from_json(_other_day()).uid
    bench.photos.add(
        PhotoOwner.VISIT, uid, files=[photo_file(f"{number}.jpg") for number in range(12)]
    )
    bench.visits.file(uid)
    folder = district.hand_over("DX001", into=tmp_path / "in").parent
    plain, room = vault_files.write_atomic, iter(range(7))

    def full(*args: Any, **more: Any) -> None:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        plain(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(vault_files, "write_atomic", full)
        with pytest.raises(EnvironmentProblem, match="没有存上"):
            district.scan(folder)
    assert district.office.context.stores.photos.of_visit(uid) == ()

    # What came before the disk was full stays: the records, in a bundle of their own.
    assert outcomes(district.scan(folder)) == ["known", "taken"]
    assert len(district.office.context.stores.photos.of_visit(uid)) == 12


def _spoil(bench: Any, photo: Any) -> None:
    """Let a laptop hold a picture that only looks like one."""
    data = b"\xff\xd8\xff\xe0 no picture at all \xff\xd9"
    stored = bench.context.vault.put(data)
    with bench.context.database.transaction():
        bench.context.stores.photos.update(
            photo.uid, sha256=stored.sha256, crc32=stored.crc32, size=stored.size
        )


def test_what_the_office_has_typed_itself_stands_until_a_person_decides(
    district: District, write: Write, tmp_path: Path
) -> None:
    uid = write("DX001")
    own = district.office.visit_edit.new_from_json(
        {**_other_day(), "uuid": uid, "lead": "DX001", "date": "2026-11-17"}
    )
    district.office.visits.file(uid)

    district.scan(district.hand_over("DX001", into=tmp_path / "in"))

    assert str(district.office.visits.get(uid).visited_on) == "2026-11-17"
    (conflict,) = district.office.office_gaps.board(NOVEMBER).conflicts
    assert conflict.own
    district.office.office_questions.settle(own.number, by="督学01", take_received=True)
    assert str(district.office.visits.get(uid).visited_on) == "2026-11-20"
    assert district.office.office_gaps.board(NOVEMBER).conflicts == ()


def test_a_laptop_takes_nothing_in_and_a_missing_folder_is_named(
    district: District, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match="只在督导室"):
        district.laptops["DX001"].office_desk.scan([tmp_path])
    with pytest.raises(NotFoundError, match="没有收件"):
        district.scan(tmp_path / "不在")


def test_the_history_keeps_what_came_and_what_was_refused(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    path = district.hand_over("DX001", into=tmp_path / "in")
    district.scan(path)
    data = path.read_bytes()[:-1]
    name = path.name[: path.name.rindex("-") + 1]
    bad = path.with_name(f"{name}{hashlib.sha256(data).hexdigest()[:12]}.zip.age")
    bad.write_bytes(data)
    assert codes(district.scan(bad)) == ["E22"]

    rows = district.office.context.database.rows("SELECT op FROM journal WHERE noun = 'office'")
    assert [json.loads(op)["note"] for (op,) in rows] == ["收下上报包", "没有收下上报包"]
    kept = district.office.context.database.row("SELECT records FROM office_bundle")
    assert json.loads(zlib.decompress(kept[0]))["schema"] == "dudao-records/1"
