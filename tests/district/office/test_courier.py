"""上报 by itself: what is filed goes into the joined folder, answers come back, both are told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import EnvironmentProblem, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.exchange.receipt import ReceiptItem, Result
from inspector_app.office.dunning import Arrival
from inspector_app.services import bundle_answers
from inspector_app.services.courier import Brought
from inspector_app.services.device_keys import device_key
from inspector_app.services.outbox_clearing import clear_outbox
from inspector_app.services.patience import GivenUpError, in_time
from inspector_app.services.share_carrying import carry
from inspector_app.services.trust_state import Standing
from tests.district.office.district import NOVEMBER, District, figures, outcomes
from tests.district.office.test_receipts import forge, put

Write = Callable[..., str]


@pytest.fixture
def laptop(district: District) -> Workbench:
    """The laptop of DX001, which has joined the folder that the office has made."""
    district.office.share.make(district.share)
    made = district.laptops["DX001"]
    made.share.join(district.share)
    return made


def walk(bench: Workbench) -> Brought:
    brought = bench.courier.walk()
    assert brought is not None
    return brought


def states(bench: Workbench) -> list[str]:
    return [row["state_label"] for row in bench.bundles.outbox_board().rows]


def warnings(bench: Workbench) -> tuple[str, ...]:
    return bench.bundles.outbox_board().warnings


def test_a_filed_record_reaches_the_office_and_its_answer_comes_back(
    district: District, laptop: Workbench, write: Write
) -> None:
    write("DX001")
    assert laptop.courier.is_due()
    brought = walk(laptop)
    assert (brought.placed, brought.waiting, brought.unanswered) == (1, 0, 1)
    assert brought.sentence == "已放入共享文件夹 1 个文件。"
    assert states(laptop) == ["已放入共享文件夹"]
    assert not laptop.courier.is_due()

    assert outcomes(district.scan()) == ["taken"]
    brought = walk(laptop)
    assert (brought.placed, brought.answered, brought.unanswered) == (0, 1, 0)
    assert states(laptop) == ["督导室已收"]
    assert walk(laptop).sentence == ""


def test_what_is_handed_over_by_itself_can_be_ended_and_begun_again(
    laptop: Workbench, write: Write
) -> None:
    assert laptop.courier.is_automatic()
    laptop.courier.end_automatic()
    write("DX001")
    assert walk(laptop).placed == 0
    laptop.courier.begin_automatic()
    assert walk(laptop).placed == 1


def test_nothing_leaves_by_itself_where_no_folder_was_joined(
    district: District, write: Write
) -> None:
    write("DX002")
    bench = district.laptops["DX002"]
    assert not bench.courier.is_due()
    assert bench.courier.walk() is None


def test_a_correction_that_is_filed_leaves_by_itself(
    district: District, laptop: Workbench, write: Write
) -> None:
    uid = write("DX001")
    walk(laptop)
    laptop.visits.correct(uid, reason="写错了")
    assert walk(laptop).placed == 0
    laptop.visits.file(uid)
    assert walk(laptop).placed == 1
    assert outcomes(district.scan()) == ["taken", "taken"]


def test_a_finished_week_leaves_by_itself(laptop: Workbench) -> None:
    walk(laptop)
    made = laptop.weekly_reports.draft()
    laptop.register_edit.set_json(made.uid, "plan", "入校两所。")
    assert not laptop.courier.is_due()
    laptop.registers.file(made.uid)
    assert laptop.courier.is_due()
    assert walk(laptop).placed == 1
    assert not laptop.courier.is_due()


def test_a_folder_that_is_away_is_told_and_filled_when_it_is_back(
    district: District, laptop: Workbench, write: Write
) -> None:
    write("DX001")
    away = district.share.with_name("远处")
    district.share.rename(away)
    brought = walk(laptop)
    assert (brought.placed, brought.waiting) == (0, 1)
    assert "打不开" in brought.problem
    assert "连上后会自己放入" in brought.sentence
    assert states(laptop) == ["已做好"]
    away.rename(district.share)
    assert walk(laptop).placed == 1


def test_a_file_in_the_way_is_told_as_such_and_not_as_a_folder_that_is_away(
    district: District, laptop: Workbench, write: Write
) -> None:
    write("DX001")
    made = laptop.bundles.make_news(inspector_id="DX001")
    name = made.path.name
    home = district.share / "inbox" / name.split("-")[1]
    home.mkdir()
    (home / name).write_bytes(b"half")
    brought = walk(laptop)
    assert (brought.placed, brought.waiting) == (0, 1)
    assert "内容却不同" in brought.sentence
    assert "连不上" not in brought.sentence


def test_a_walk_that_is_broken_off_keeps_what_it_has_not_placed(
    laptop: Workbench, write: Write
) -> None:
    write("DX001")
    errand = laptop.courier.prepare()
    assert errand is not None
    carried = carry(errand, goes_on=lambda: False)
    assert (carried.placed, carried.problem) == ((), None)
    assert laptop.courier.note(errand, carried).waiting == 1


def test_nobody_waits_for_a_share_that_hangs_once_the_window_closes(tmp_path: Path) -> None:
    hangs = Event()
    try:
        with pytest.raises(GivenUpError):
            in_time(hangs.wait, folder=tmp_path, seconds=60, goes_on=lambda: False)
    finally:
        hangs.set()


def test_a_bundle_before_which_one_is_missing_says_which(
    district: District, laptop: Workbench, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    walk(laptop)
    write("DX001", date="2026-11-13")
    walk(laptop)
    first = min((district.share / "inbox").rglob("*.age"))
    first.rename(tmp_path / first.name)
    assert outcomes(district.scan()) == ["waiting"]
    walk(laptop)
    newest = laptop.bundles.outbox_board().rows[0]
    assert newest["state_label"] == "督导室在等第 1 包"
    assert newest["advice"] == "请把第 1 包再交一次，后面的会自己收下"


def test_a_bundle_without_an_answer_for_a_week_is_told(
    laptop: Workbench, write: Write, clock: FixedClock
) -> None:
    write("DX001")
    walk(laptop)
    clock.advance(timedelta(days=6))
    assert warnings(laptop) == ()
    clock.advance(timedelta(days=2))
    assert states(laptop) == ["已放入共享文件夹，8 天没有回执"]
    assert warnings(laptop)[0].startswith("第 1 包交出 7 天还没有回执")


def item(laptop: Workbench, **changes: Any) -> ReceiptItem:
    row = laptop.bundles.outbox()[0]
    made: dict[str, Any] = {
        "seq": row["seq"], "digest": row["digest"], "result": Result.ACCEPTED, "code": "",
        "at": laptop.context.clock.now(),
    }  # fmt: skip
    return ReceiptItem(**made | changes)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E62", "登记申请"),
        ("E63", "停用"),
        ("E02", "再另存或复制一次"),
        ("E51", "升级"),
        ("E99", "打电话"),
    ],
)
def test_a_refused_bundle_says_what_is_to_be_done(
    district: District, laptop: Workbench, write: Write, code: str, words: str
) -> None:
    write("DX001")
    walk(laptop)
    told = item(laptop, result=Result.REJECTED, code=code)
    put(district.share / "x", forge(district, laptop, items=(told,)))
    laptop.office_answers.take([district.share / "x"])
    (row,) = laptop.bundles.outbox_board().rows
    assert row["state_label"] == "没有收下"
    assert words in row["advice"]


def test_a_foreign_bundle_under_this_key_is_warned_of_until_the_key_is_another(
    district: District, laptop: Workbench, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    walk(laptop)
    told = item(laptop, seq=2, digest="f" * 64)
    put(tmp_path / "x", forge(district, laptop, items=(told,)))
    laptop.office_answers.take([tmp_path / "x"])
    assert warnings(laptop) == (bundle_answers.MISUSE,)
    assert warnings(laptop) == (bundle_answers.MISUSE,)
    laptop.trust_joining.request(tmp_path, device="新", new_keys=True)
    assert warnings(laptop) == ()


@pytest.mark.parametrize(("days", "word"), [(3, "慢 3 天"), (-3, "快 3 天")])
def test_a_clock_that_is_days_off_is_told(
    district: District, laptop: Workbench, write: Write, days: int, word: str, tmp_path: Path
) -> None:
    write("DX001")
    walk(laptop)
    there = laptop.context.clock.now() + timedelta(days=days)
    told = item(laptop, at=there)
    put(tmp_path / "x", forge(district, laptop, items=(told,), issued=there))
    laptop.office_answers.take([tmp_path / "x"])
    assert word in warnings(laptop)[0]


def test_a_copy_that_the_office_has_is_freed_after_thirty_days_and_never_before(
    district: District, laptop: Workbench, write: Write, clock: FixedClock
) -> None:
    write("DX001")
    walk(laptop)
    (copy,) = laptop.context.folder.outbox.glob("*.age")
    district.scan()
    walk(laptop)
    clock.advance(timedelta(days=31))
    write("DX001", date="2026-11-13")
    walk(laptop)
    assert copy.is_file()
    district.scan()
    walk(laptop)
    assert not copy.exists()
    assert len(list(laptop.context.folder.outbox.glob("*.age"))) == 1
    digest = laptop.bundles.outbox()[-1]["digest"]
    with pytest.raises(RefusedError, match="督导室已收，本机的副本满 30 天已清理"):
        laptop.bundles.save([digest], district.share)


def test_a_copy_stays_while_the_office_has_not_confirmed_it(
    laptop: Workbench, write: Write, clock: FixedClock
) -> None:
    write("DX001")
    walk(laptop)
    clock.advance(timedelta(days=400))
    assert clear_outbox(laptop.context) == 0
    assert len(list(laptop.context.folder.outbox.glob("*.age"))) == 1


@pytest.mark.parametrize("wrong", ["behind", "foreign", "young"])
def test_a_copy_stays_where_the_newest_receipt_does_not_cover_it(
    district: District, laptop: Workbench, write: Write, clock: FixedClock, wrong: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    write("DX001")
    walk(laptop)
    told = item(laptop)
    head = {
        "behind": {"head_seq": 0, "head_digest": ""},
        "foreign": {"head_seq": 1, "head_digest": "f" * 64},
        "young": {"head_seq": 1, "head_digest": told.digest},
    }[wrong]
    put(tmp_path / "x", forge(district, laptop, items=(told,), **head))
    laptop.office_answers.take([tmp_path / "x"])
    clock.advance(timedelta(days=29 if wrong == "young" else 400))
    assert clear_outbox(laptop.context) == 0
    clock.advance(timedelta(days=2))
    assert clear_outbox(laptop.context) == (1 if wrong == "young" else 0)


def test_a_file_that_the_outbox_has_lost_is_told_and_keeps_no_other_back(
    laptop: Workbench, write: Write
) -> None:
    write("DX001")
    lost = laptop.bundles.make_news(inspector_id="DX001").path
    lost.unlink()
    write("DX001", date="2026-11-13")
    brought = walk(laptop)
    assert brought.placed == 1
    assert lost.name in brought.sentence
    with pytest.raises(EnvironmentProblem, match="发件箱里的文件不见了"):
        laptop.share.send()


def test_an_empty_month_closes_the_line_of_its_inspector_at_the_office(
    district: District, laptop: Workbench, write: Write
) -> None:
    made = laptop.bundles.make_empty_month(inspector_id="DX001", month=NOVEMBER)
    assert (made.visits, made.photos, len(made.files)) == (0, 0, 1)
    assert device_key(laptop.context).public.chain
    walk(laptop)
    assert outcomes(district.scan()) == ["taken"]
    (line,) = [p for p in district.office.office_gaps.board(NOVEMBER).people if p.id == "DX001"]
    assert line.arrival is Arrival.CLOSED
    assert not line.is_late

    write("DX001")
    with pytest.raises(RefusedError, match="不是零上报"):
        laptop.bundles.make_empty_month(inspector_id="DX001", month=NOVEMBER)


def test_a_draft_keeps_a_month_from_being_empty(laptop: Workbench) -> None:
    laptop.visit_edit.new_from_json({"date": "2026-11-12"})
    with pytest.raises(RefusedError, match="草稿先弃用"):
        laptop.bundles.make_empty_month(inspector_id="DX001", month=NOVEMBER)


def test_a_record_that_was_found_after_an_empty_month_is_handed_over_and_counts(
    district: District, laptop: Workbench, write: Write
) -> None:
    laptop.bundles.make_empty_month(inspector_id="DX001", month=NOVEMBER)
    walk(laptop)
    district.scan()
    assert figures(district.office)["inspectors"].get("DX001", {}).get("visit_count", 0) == 0
    uid = write("DX001")
    laptop.bundles.make_month(inspector_id="DX001", month=NOVEMBER)
    walk(laptop)
    assert outcomes(district.scan()) == ["known", "taken"]
    assert district.office.visits.get(uid).lead_id == "DX001"
    assert district.office.office_gaps.board(NOVEMBER).differing == ()


def test_an_empty_month_is_written_for_an_office_that_was_not_joined_too(
    workbench: Workbench, tmp_path: Path
) -> None:
    made = workbench.bundles.export_empty(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
    assert not made.sealed
    told = workbench.bundles.check(made.path)
    assert told["ok"] is True
    again = workbench.bundles.export_empty(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
    assert again.repeated


def test_a_record_that_was_made_void_after_it_had_left_leaves_again_by_itself(
    district: District, laptop: Workbench, write: Write
) -> None:
    uid = write("DX001")
    walk(laptop)
    laptop.visits.void(uid, reason="重复")
    assert walk(laptop).placed == 1
    assert not laptop.courier.is_due()
    district.scan()
    assert figures(district.office)["inspectors"].get("DX001", {}).get("visit_count", 0) == 0


def test_the_office_never_hands_over_by_itself(district: District, laptop: Workbench) -> None:
    assert not district.office.courier.is_due()
    assert district.office.courier.walk_if_due() is None


def test_the_empty_place_of_a_share_that_is_not_mounted_is_away_and_no_other_share(
    district: District, laptop: Workbench, write: Write
) -> None:
    write("DX001")
    away = district.share.with_name("远处")
    district.share.rename(away)
    district.share.mkdir()
    brought = walk(laptop)
    assert (brought.placed, brought.waiting, brought.is_away) == (0, 1, True)
    assert "没有连上" in brought.problem
    assert "没有连上" in laptop.share.state().problem
    assert list(district.share.iterdir()) == []
    district.share.rmdir()
    away.rename(district.share)
    assert walk(laptop).placed == 1


def test_a_roster_that_was_signed_later_is_put_into_the_folder_with_the_next_look_of_the_office(
    district: District, laptop: Workbench
) -> None:
    home = district.share / "trust"
    district.scan()
    assert [path.name[:13] for path in sorted(home.glob("*.json"))] == ["roster-000001"]
    district.sign_roster()
    district.scan()
    district.scan()
    names = [path.name[:13] for path in sorted(home.glob("*.json"))]
    assert names == ["roster-000001", "roster-000002"]
    assert len(list(home.glob("*.sig"))) == 2
    assert laptop.share.state().reachable


def test_nothing_is_made_under_a_clock_that_is_years_slow_so_that_the_chain_goes_on(
    district: District, laptop: Workbench, write: Write, clock: FixedClock
) -> None:
    write("DX001")
    clock.advance(timedelta(days=-3650))
    with pytest.raises(RefusedError, match="请先校准电脑的日期") as refused:
        laptop.courier.prepare()
    assert refused.value.code == "clock"
    with pytest.raises(RefusedError, match="校准"):
        laptop.bundles.make_empty_month(inspector_id="DX001", month=NOVEMBER.shifted(-1))
    assert laptop.bundles.outbox() == []
    view = laptop.trust_state.view()
    assert view.standing is Standing.NOT_YET
    assert "校准电脑的日期" in view.told[0].sentence
    clock.advance(timedelta(days=3650))
    assert walk(laptop).placed == 1
    assert outcomes(district.scan()) == ["taken"]
