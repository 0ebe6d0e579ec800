"""The shared folder by commands, as they are typed."""

import json
from contextlib import ExitStack
from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import init_folder
from inspector_app.services.context import Role
from tests.district.office.district import made_district, written
from tests.stories.conftest import command_on
from tests.unit.services.conftest import COMPLETE, filled_folder  # noqa: F401 - a fixture


def test_commands_of_the_shared_folder_say_what_is_missing(
    tmp_path: Path, clock: FixedClock
) -> None:
    data = tmp_path / "data"
    init_folder(data, role=Role.LAPTOP, district="220303", inspector_id="DX001")
    call = command_on(data, clock)
    share = tmp_path / "督导共享"
    share.mkdir()
    code, _, told = call("share", "join", share)
    assert code == 1
    assert "登记名册" in told
    assert call("share", "send")[0] == 1
    assert call("office", "share", share)[0] == 1
    assert list(share.iterdir()) == []
    code, out, _ = call("share", "state", "--json")
    assert code == 0
    assert json.loads(out)["problem"] == "还没有加入共享文件夹"


def test_what_lies_in_a_folder_is_told_by_commands(tmp_path: Path, clock: FixedClock) -> None:
    data = tmp_path / "data"
    init_folder(data, role=Role.LAPTOP, district="220303", inspector_id="DX001")
    call = command_on(data, clock)
    dropped = tmp_path / "微信下载"
    dropped.mkdir()
    bundle = dropped / "dd1-72asyext-000012-0123456789ab.zip(1).age"
    bundle.write_bytes(b"x")
    (dropped / "照片.exe").write_bytes(b"MZ")
    code, out, _ = call("share", "look", dropped)
    assert code == 0
    assert out.splitlines() == [f"上报包　{bundle}", f"可疑，没有打开　{dropped / '照片.exe'}"]
    code, out, _ = call("share", "check", dropped, "--json")
    assert code == 1
    assert {remark["matter"] for remark in json.loads(out)} >= {"conflict", "suspicious"}


def test_a_share_that_is_mounted_as_a_link_is_checked_and_its_links_are_told(
    tmp_path: Path, clock: FixedClock
) -> None:
    data = tmp_path / "data"
    init_folder(data, role=Role.LAPTOP, district="220303", inspector_id="DX001")
    call = command_on(data, clock)
    real, mounted = tmp_path / "共享", tmp_path / "挂载"
    real.mkdir()
    mounted.symlink_to(real)
    assert call("share", "check", mounted)[:2] == (0, "没有发现问题\n")
    (real / "别处").symlink_to(tmp_path)
    code, out, _ = call("share", "check", mounted)
    assert (code, out) == (
        1, "别处：是指向别处的链接，没有跟过去；要交的请放原件，别的请移走\n"
    )  # fmt: skip


def test_two_laptops_and_an_office_hand_over_by_commands(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> None:
    with ExitStack() as stack:
        made = made_district(filled_folder, tmp_path, clock, stack)
        uid = written(made.laptops["DX001"], peers=["DX002"])
        number = made.laptops["DX001"].visits.get(uid).number
    office, first, second = (
        command_on(tmp_path / name, clock) for name in ("office", "DX001", "DX002")
    )
    share, chat = made.share, tmp_path / "聊天"
    chat.mkdir()
    assert office("office", "share", share)[0] == 0
    for call in (first, second):
        assert call("share", "join", share)[0] == 0
    assert first("share", "auto")[1] == "定稿后自动上报：开\n"

    assert "已放入共享文件夹：dd1-" in first("share", "send")[1]
    assert "收下" in office("office", "scan", share)[1]
    assert "新的回执 1 份" in first("share", "take")[1]
    listed = json.loads(first("bundle", "list", "--json")[1])
    assert [row["state_label"] for row in listed] == ["督导室已收"]
    assert listed[0]["advice"] == ""

    assert "已放入共享文件夹" in first("peers", "send", number)[1]
    assert second("peers", "take")[1].startswith(f"已收取 {number}")
    assert json.loads(second("peers", "take", "--json")[1]) == []

    month = ("bundle", "export", "--inspector", "DX003", "--no-visits", "2026-11")
    third = command_on(tmp_path / "DX003", clock)
    stick = tmp_path / "U盘"
    assert third(*month, "--to", stick)[0] == 0
    code, out, _ = third("share", "parcel", "--to", chat, "--json")
    assert (code, json.loads(out)["holds"]) == (0, 1)
    assert "收下 1" in office("share", "take", chat)[1]
    board = json.loads(office("office", "gaps", "--month", "2026-11", "--json")[1])
    assert [p["late"] for p in board["people"] if p["id"] == "DX003"] == [False]

    assert third("share", "auto", "off")[1] == "定稿后自动上报：关\n"
    assert third("share", "take")[0] == 1


def test_what_is_held_back_is_told_when_nothing_leaves_by_itself(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> None:
    with ExitStack() as stack:
        made = made_district(filled_folder, tmp_path, clock, stack)
        written(made.laptops["DX001"])
    assert command_on(tmp_path / "office", clock)("office", "share", made.share)[0] == 0
    laptop = command_on(tmp_path / "DX001", clock)
    assert laptop("share", "join", made.share)[0] == 0
    assert laptop("share", "auto", "off")[0] == 0
    code, out, _ = laptop("share", "send")
    assert (code, "自动上报关着" in out, "share auto on" in out) == (0, True, True)
    assert json.loads(laptop("share", "send", "--json")[1])["held_back"] is True
    assert laptop("share", "auto", "on")[0] == 0
    assert "自动上报关着" not in laptop("share", "send")[1]


def test_a_folder_that_is_not_there_is_not_made_for_a_parcel(
    tmp_path: Path, clock: FixedClock
) -> None:
    data = tmp_path / "data"
    init_folder(data, role=Role.LAPTOP, district="220303", inspector_id="DX001")
    laptop = command_on(data, clock)
    wrong = tmp_path / "下栽"
    code, _, said = laptop("share", "parcel", "--to", wrong)
    assert (code, wrong.exists()) == (1, False)
    assert f"文件夹“{wrong}”不存在，没有打包裹" in said


def test_a_record_that_is_filed_by_command_leaves_by_itself_as_from_the_window(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> None:
    with ExitStack() as stack:
        made = made_district(filled_folder, tmp_path, clock, stack)
        uid = made.laptops["DX001"].visit_edit.new_from_json(dict(COMPLETE)).uid
        number = made.laptops["DX001"].visits.get(uid).number
    office, laptop = (command_on(tmp_path / name, clock) for name in ("office", "DX001"))
    assert office("office", "share", made.share)[0] == 0
    assert laptop("share", "join", made.share)[0] == 0

    away = made.share.with_name("远处")
    made.share.rename(away)
    code, said, told = laptop("visit", "file", number)
    assert (code, said) == (0, f"{number} 已定稿\n")
    assert "1 个文件留在本机，连上后会自己放入" in told
    assert not made.share.exists()

    away.rename(made.share)
    code, said, told = laptop("visit", "correct", number, "--reason", "写错了")
    assert code == 0
    code, said, told = laptop("visit", "file", number)
    assert (code, told) == (0, "")
    assert said.endswith("已放入共享文件夹 2 个文件。\n")
    assert "收下 2" in office("share", "take", made.share)[1]

    assert "已放入共享文件夹 1 个文件" in laptop("visit", "void", number, "--reason", "重复")[1]
    assert laptop("share", "send")[1] == "没有等着放入的上报包\n"


def test_a_record_of_a_peer_comes_with_a_look_by_command_and_is_taken_or_let_go(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> None:
    with ExitStack() as stack:
        made = made_district(filled_folder, tmp_path, clock, stack)
        made.office.share.make(made.share)
        first, second = made.laptops["DX001"], made.laptops["DX002"]
        first.share.join(made.share)
        second.share.join(made.share)
        uid = written(first, peers=["DX002"])
        first.joint_sharing.send(uid)
        number = first.visits.get(uid).number
    call = command_on(tmp_path / "DX002", clock)
    taken = json.loads(call("share", "take", "--json")[1])
    assert (taken["ok"], taken["receipts"], taken["peers"]) == (True, 0, 1)
    assert "同行记录 1 份等着收取" in call("share", "take")[1]
    assert number in call("peers", "list")[1]
    assert call("peers", "decline", number)[0] == 0
    assert call("peers", "list")[2] == "没有找到等着收取的同行记录。\n"
    (sealed,) = (made.share / "peers").rglob("*.age")
    assert "1 份等着收取" in call("share", "take", sealed)[1]
    assert call("peers", "take")[1].startswith(f"已收取 {number}")
    assert json.loads(call("peers", "list", "--json")[1]) == {"records": [], "problem": ""}
