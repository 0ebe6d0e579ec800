"""常用语 by commands: written down at an office, sent, beside what a laptop has of its own."""

import json
import shutil
from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench
from tests.district.office.district import District
from tests.stories.at_the_district import done, on, read
from tests.stories.conftest import command_on

PILED = "____处的消防通道堆放____。"


def test_ones_own_phrases_are_added_found_removed_and_fetched_back(
    ready_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    laptop = command_on(shutil.copytree(ready_folder, tmp_path / "data"), clock)
    made = read(laptop("phrase", "add", PILED, "--place", "问题描述", "--category", "T6", "--json"))
    assert (made["source"], made["place"], made["category_name"]) == (
        "我的", "问题描述", "校园及周边安全、学生交通安全",
    )  # fmt: skip
    listed = done(laptop("phrase", "list", "消防通道"))
    assert made["id"][:12] in listed
    assert "没有再存" in laptop("phrase", "add", PILED.rstrip("。"))[2]
    assert (
        "没有“哪里”这个地方，没有改动；可以写：任何地方"
        in laptop("phrase", "add", "甲", "--place", "哪里")[2]
    )
    assert (
        "没有“T99”这个问题类别，没有存入" in laptop("phrase", "add", "甲", "--category", "T99")[2]
    )
    assert "已放进回收站" in done(laptop("phrase", "remove", made["id"][:8]))
    assert read(laptop("phrase", "list", "消防通道", "--json")) == []
    (removed,) = read(laptop("phrase", "list", "--removed", "--json"))
    assert removed == {**made, "removed": True}
    assert "已取回" in done(laptop("phrase", "restore", made["id"]))
    assert "没有找到常用语" in laptop("phrase", "list", "没有这一句")[2]
    assert "没有重复的" in done(laptop("phrase", "merge"))


def test_ones_own_phrase_is_changed_by_command_and_keeps_how_often_it_was_used(
    ready_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(ready_folder, tmp_path / "data")
    laptop = command_on(folder, clock)
    made = read(laptop("phrase", "add", PILED, "--place", "问题描述", "--category", "T6", "--json"))
    uid = made["id"]
    with open_workbench(folder, clock=clock) as bench:
        bench.phrases.note_use(uid, "issues.description")
    said = done(laptop("phrase", "change", uid[:8], "--text", "____堆放杂物。"))
    assert "已改：____堆放杂物。，用在问题描述" in said
    changed = read(
        laptop("phrase", "change", uid, "--place", "任何地方", "--category", "", "--json")
    )
    assert changed == {
        **made, "text": "____堆放杂物。", "place": "任何地方", "used": 1, "category": "",
        "category_name": "",
    }  # fmt: skip
    (shipped, *_) = [x for x in read(laptop("phrase", "list", "--json")) if x["source"] != "我的"]
    done(laptop("phrase", "add", "另一句。"))
    done(laptop("phrase", "remove", uid))
    for wrong, told in (
        ((uid,), "没有写明改什么"), ((uid, "--text", "甲"), "在回收站里"),
        ((shipped["id"], "--text", "甲"), "是随程序的，不能改动"),
        (("zzz", "--text", "甲"), "没有编号是“zzz”的常用语"),
    ):  # fmt: skip
        code, _, complaint = laptop("phrase", "change", *wrong)
        assert (code, told in complaint) == (1, True), complaint


def test_what_ships_is_hidden_and_lists_travel_as_files(
    ready_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    laptop = command_on(shutil.copytree(ready_folder, tmp_path / "data"), clock)
    (first, *_) = read(laptop("phrase", "list", "--json"))
    assert first["source"] == "随程序"
    done(laptop("phrase", "hide", first["id"]))
    assert first["id"] not in done(laptop("phrase", "list"))
    assert f"{first['id']}  随程序（隐藏）" in done(laptop("phrase", "list", "--all"))
    assert "再列出" in done(laptop("phrase", "show", first["id"]))
    lines = tmp_path / "用语.txt"
    lines.write_text("第一句\n第二句，____。\n", "utf-8")
    read_in = read(laptop("phrase", "import", lines, "--place", "听课建议", "--json"))
    assert [each["place"] for each in read_in["added"]] == ["听课建议"] * 2
    out = tmp_path / "常用语.xlsx"
    done(laptop("phrase", "export", out, "--own"))
    other = command_on(shutil.copytree(ready_folder, tmp_path / "other"), clock)
    assert "新增“我的”常用语 2 条" in done(other("phrase", "import", out))
    assert "已有 2 条，没有改动" in done(other("phrase", "import", out))
    bad = tmp_path / "坏.csv"
    bad.write_text("常用语,用在哪里\n甲,天上\n", "utf-8")
    wrong = other("phrase", "import", bad)
    assert (wrong[0], "常用语!B2" in wrong[2]) == (1, True)


def test_the_offices_phrases_come_by_pack_and_an_older_set_is_refused(
    district: District,
    clock: FixedClock,
    tmp_path: Path,
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert "没有可以下发的常用语" in office("office", "send", "phrases", "--into", stick)[2]
    done(office("phrase", "add", PILED, "--place", "问题描述"))
    done(laptop("phrase", "add", "我自己的一句"))
    assert done(office("office", "send", "常用语", "--preview")).startswith("常用语：常用语 1 条")
    older = read(office("office", "send", "phrases", "--into", stick, "--json"))["placed"]
    done(office("phrase", "add", "又一句", "--place", "督导过程"))
    newer = read(office("office", "send", "phrases", "--into", stick, "--json"))["placed"]
    (latest,) = [path for path in newer if path not in older]
    assert "新增 2" in done(laptop("pack", "take", latest))
    done(laptop("pack", "take", latest, "--yes"))
    sources = [each["source"] for each in read(laptop("phrase", "list", "--json"))]
    assert (sources.count("我的"), sources.count("督导室")) == (1, 2)
    code, said, _ = laptop("pack", "take", older[0], "--yes", "--json")
    assert (code, [each["code"] for each in json.loads(said)["packs"]]) == (1, ["E84"])
    (told,) = read(laptop("phrase", "list", "又一句", "--json"))
    assert "督导室的，不能改动或删除" in laptop("phrase", "remove", told["id"])[2]
