"""The shared folder by commands, as they are typed."""

import json
from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import init_folder
from inspector_app.services.context import Role
from tests.stories.conftest import command_on


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
    out = call("share", "check", dropped, "--json")[1]
    assert {remark["matter"] for remark in json.loads(out)} >= {"conflict", "suspicious"}
