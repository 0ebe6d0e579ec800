"""上报 of a laptop that has joined an office: encrypted, records first, each row once."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.key_roster import KeyRoster
from inspector_app.services import bundle_making
from inspector_app.services.key_trust import age_key
from inspector_app.services.outbox import seal_in_outbox
from tests.district.sealed.handing import export, news
from tests.sealed import OFFICE_AGE, OFFICE_ID, join_office, outside_tools_accept, read_by_office

NOVEMBER = Month(2026, 11)
Filed = Callable[..., str]


def test_the_records_come_first_and_their_pictures_behind_them(
    workbench: Workbench, roster: KeyRoster, with_photos: str, target: Path
) -> None:
    made = export(workbench, target)
    first, second = (read_by_office(path, roster, target) for path in made.files)

    assert [path.suffixes for path in made.files] == [[".zip", ".age"]] * 2
    assert made.files[0].stat().st_size < 20_000_000
    assert [visit["uuid"] for visit in first.records["visits"]] == [with_photos]
    assert first.names == (f"data/docs/{with_photos}.pdf", "data/readme.txt", "data/records.json")
    announced = {
        (row["uuid"], row["visit_uuid"], row["sha256"]) for row in first.records["following"]
    }
    came = {(row["uuid"], row["visit_uuid"], row["sha256"]) for row in second.records["photos"]}
    assert announced == came
    assert len(came) == 2
    assert sum(name.startswith("data/photos/") for name in second.names) == 2


def test_the_statements_of_one_act_name_the_office_the_roster_and_each_other(
    workbench: Workbench, roster: KeyRoster, with_photos: str, target: Path
) -> None:
    made = export(workbench, target)
    read = [read_by_office(path, roster, target).verified for path in made.files]
    first, second = (each.statement for each in read)

    mine = age_key(workbench.context).recipient.tag
    assert (first.to, set(first.to_keys or ())) == (OFFICE_ID, {OFFICE_AGE.recipient.tag, mine})
    assert first.roster is not None
    assert first.roster.version == 1
    assert (first.type.value, second.type.value) == ("monthly", "photos")
    assert (first.seq, second.seq, second.prev) == (1, 2, read[0].digest)
    assert first.export is not None
    assert second.export is not None
    assert first.export.uid == second.export.uid
    assert (first.export.part, second.export.part, second.export.parts) == (1, 2, 2)


def test_no_plain_archive_is_left_and_nobody_else_can_read_what_is(
    workbench: Workbench, roster: KeyRoster, with_photos: str, target: Path
) -> None:
    made = export(workbench, target)
    kept = sorted(path.name for path in workbench.context.folder.outbox.iterdir())

    assert kept == sorted(path.name for path in made.files)
    for path in workbench.context.folder.outbox.iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest()[:12] in path.name
        assert path.stat().st_mode & 0o077 == 0


def test_handing_over_again_gives_the_same_files(
    workbench: Workbench, roster: KeyRoster, with_photos: str, target: Path
) -> None:
    first = export(workbench, target)
    bytes_of = [path.read_bytes() for path in first.files]
    for path in first.files:
        path.unlink()
    again = export(workbench, target)

    assert (again.repeated, again.files) == (True, first.files)
    assert [path.read_bytes() for path in again.files] == bytes_of


def test_a_recovery_key_opens_the_bundle_too(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path, tmp_path: Path
) -> None:
    filed()
    recovery = AgeKey.generate()
    workbench.bundles.set_recovery_key(f" {recovery.recipient.text}\n")
    made = export(workbench, target)

    outside_tools_accept(made.path, recovery, tmp_path / "recovered")
    outside_tools_accept(made.path, age_key(workbench.context), tmp_path / "own")
    with pytest.raises(InputError, match="age1"):
        workbench.bundles.set_recovery_key(recovery.secret)


def test_an_expired_roster_warns_and_the_bundle_is_made(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    now = workbench.context.clock.now()
    roster = join_office(
        workbench, issued=now - timedelta(days=60), expires=now - timedelta(days=1)
    )
    preview = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER)

    assert any("已到期" in caution for caution in preview.cautions)
    assert preview.obstacles == ()
    read_by_office(export(workbench, target).path, roster, target)


def test_a_laptop_that_is_not_enrolled_yet_is_told_so_and_goes_on(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    join_office(workbench, inspectors=())
    preview = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER)

    assert any("还没有登记" in caution for caution in preview.cautions)
    assert export(workbench, target).sealed


def test_where_one_bundle_of_an_act_cannot_be_built_none_is_left(
    workbench: Workbench,
    roster: KeyRoster,
    with_photos: str,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built: list[Path] = []

    def once(*given: Any, **more: Any) -> Any:
        if built:
            raise EnvironmentProblem("磁盘已满。")
        made = seal_in_outbox(*given, **more)
        built.append(made.path)
        return made

    monkeypatch.setattr(bundle_making, "seal_in_outbox", once)
    with pytest.raises(EnvironmentProblem, match="已满"):
        export(workbench, target)

    assert built
    assert list(workbench.context.folder.outbox.iterdir()) == []
    assert list(target.iterdir()) == []
    assert workbench.bundles.outbox() == []
    assert workbench.visits.get(with_photos).status is VisitStatus.FILED


def test_what_a_crash_left_before_it_was_noted_is_swept(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    filed()
    chain = workbench.context.stores.bundles.key()
    assert chain is not None
    left = workbench.context.folder.outbox / f"dd1-{chain[0][:8]}-000001-{'0' * 12}.zip.age"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"left by a crash")
    export(workbench, target)

    assert not left.exists()


def test_the_outbox_says_where_each_bundle_is(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    filed()
    made = workbench.bundles.make_news(inspector_id="DX001")
    bundles = workbench.context.stores.bundles

    def state() -> str:
        return str(workbench.bundles.outbox()[0]["state_label"])

    assert state() == "已做好"
    assert workbench.bundles.copy([made.digest]) == made.files
    assert state() == "已复制，等回执"
    (saved,) = workbench.bundles.save([made.digest], target)
    assert (state(), saved.read_bytes()) == ("已另存", made.path.read_bytes())
    for column, value, label in (
        ("placed_at", "2026-11-22T08:00:00Z", "已放入共享文件夹"),
        ("result", "waiting", "督导室在等前一包"),
        ("result", "accepted", "督导室已收"),
        ("result", "rejected", "没有收下"),
    ):
        with workbench.context.database.transaction():
            workbench.context.database.execute(f"UPDATE bundle SET {column} = ?", value)
        assert state() == label
    assert bundles.all()[0]["exported_to"] == str(target)


def test_a_file_lost_from_the_outbox_is_told(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    filed()
    made = workbench.bundles.make_news(inspector_id="DX001")
    content = made.path.read_bytes()
    made.path.unlink()

    with pytest.raises(EnvironmentProblem, match="不见了"):
        workbench.bundles.save([made.digest], target)
    made.path.write_bytes(content)


def test_a_bundle_that_is_not_encrypted_is_not_copied_for_a_messenger(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    plain = export(workbench, target)

    with pytest.raises(RefusedError, match="没有加密"):
        workbench.bundles.copy([plain.digest])
    join_office(workbench)
    sealed = export(workbench, target)
    assert (sealed.sealed, sealed.repeated, sealed.seq) == (True, False, 2)


def test_who_has_joined_no_office_hands_over_by_the_month_alone(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    with pytest.raises(RefusedError, match="加入督导室"):
        news(workbench, target)
    assert workbench.bundles.news(inspector_id="DX001").office == ""


def test_a_new_key_continues_the_chain_of_the_old_one(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    first = export(workbench, target)
    with workbench.context.database.transaction():
        workbench.context.database.execute(
            "UPDATE device_key SET retired_at = '2026-11-21T00:00:00Z'"
        )
    roster = join_office(workbench)
    statement = read_by_office(export(workbench, target).path, roster, target).verified.statement

    assert statement.seq == 1
    assert statement.continues is not None
    assert statement.continues.digest == first.digest


def test_the_newest_receipt_is_named(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    filed()
    key = workbench.context.stores.bundles.key()
    assert key is not None
    with workbench.context.database.transaction():
        workbench.context.database.execute(
            "INSERT INTO receipt (chain, n, sha256, content, signatures, taken_at)"
            " VALUES (?, 3, ?, x'', '[]', '2026-11-21T00:00:00Z')",
            key[0], "a" * 64,
        )  # fmt: skip
    statement = read_by_office(export(workbench, target).path, roster, target).verified.statement

    assert statement.receipt_seen is not None
    assert (statement.receipt_seen.n, statement.receipt_seen.sha256) == (3, "a" * 64)
