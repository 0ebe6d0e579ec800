"""Who is who, on the command line: units, zones, posts, cards, monitors, the director's corner."""

import json
from pathlib import Path
from typing import Any

import openpyxl

from tests.small_xlsx import write_xlsx
from tests.stories.conftest import Command
from tests.stories.test_documents import text_of
from tests.stories.test_registers import folder, known, with_people, written

__all__ = ["folder", "with_people"]

UNITS = (
    ("单位名称", "简称", "职责分工", "联络人", "职务", "电话"),
    ("示范区公安分局", "公安", "校园周边治安。", "联络员01", "科长", "0412-1"),
    ("示范区市场监督管理局", "市场监管局", "学校食堂。", "联络员02", "科长", "0412-2"),
)


def file(command: Command, folder: Path, kind: str, **values: Any) -> str:
    """File an entry that misses nothing and return its number."""
    path = written(folder, {**known(kind), **values})
    number = str(json.loads(command(kind, "add", "--from", path, "--json")[1])["no"])
    assert command(kind, "file", number)[0] == 0
    return number


def test_units_come_from_excel_once_and_a_change_of_contact_keeps_the_old_one(
    command: Command, folder: Path
) -> None:
    book = write_xlsx(folder / "单位.xlsx", {"成员单位": UNITS})
    assert command("unit", "import", book, "--preview")[1] == (
        "将要：成员单位新增 2，更新 0，不变 0。\n"
    )
    assert json.loads(command("unit", "list", "--json")[1]) == []
    assert command("unit", "import", book)[1] == "成员单位新增 2，更新 0，不变 0。\n"
    assert command("unit", "import", book)[1] == "成员单位新增 0，更新 0，不变 2。\n"
    out = folder / "现在.xlsx"
    assert command("unit", "export", "--out", out)[0] == 0
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"示范区公安分局", "联络员02", "0412-1"} <= set(cells)
    later = write_xlsx(
        folder / "单位2.xlsx",
        {"成员单位": (UNITS[0], (*UNITS[1][:3], "联络员09", "副科长", "0412-9"))},
    )
    told = command("unit", "import", later, "--on", "2026-11-23")[1]
    assert told == (
        "成员单位新增 0，更新 1，不变 0。文件里没有、仍然保留的：示范区市场监督管理局。\n"
    )
    shown = [
        each for each in json.loads(command("unit", "list", "--json")[1]) if each["short"] == "公安"
    ]
    assert [(c["name"], c["start"], c["end"]) for c in shown[0]["contacts"]] == [
        ("联络员01", None, "2026-11-22"), ("联络员09", "2026-11-23", None),
    ]  # fmt: skip


def test_a_list_of_units_with_a_bad_cell_is_refused_by_its_address(
    command: Command, folder: Path
) -> None:
    book = write_xlsx(
        folder / "单位.xlsx", {"成员单位": ((*UNITS[0], "加入日期"), (*UNITS[1], "某天"))}
    )
    code, _, told = command("unit", "import", book)
    assert code == 1
    assert "没有导入任何内容" in told
    assert "成员单位!G2" in told


def test_a_zone_gets_a_head_by_day_is_shown_with_its_versions_and_printed(
    command: Command, folder: Path
) -> None:
    file(command, folder, "zone")
    set_ = command("zones", "set", "第一督学责任区", "--head", "督学03", "--on", "2026-11-01")
    assert set_[0] == 0
    shown = json.loads(command("zones", "show", "第一督学责任区", "--json")[1])
    assert (shown["head"], shown["liaison"], shown["since"]) == (
        "督学03", "联络员03", "2026-11-01",
    )  # fmt: skip
    assert [(v["head"], v["start"], v["end"]) for v in shown["versions"]] == [
        ("督学02", "2026-09-01", "2026-10-31"), ("督学03", "2026-11-01", None),
    ]  # fmt: skip
    before = command("zones", "list", "--on", "2026-10-01")[1]
    assert "督学02" in before
    assert "督学03" not in before
    pdf, word = folder / "责任区.pdf", folder / "责任区.docx"
    assert command("zones", "list", "--out", pdf, "--docx", word)[0] == 0
    assert "督学责任区一览表" in text_of(pdf)
    assert command("zones", "set", "第九区", "--head", "督学03")[0] == 1


def test_who_holds_a_post_on_a_day_is_told_with_the_basis(command: Command, folder: Path) -> None:
    file(command, folder, "post")
    file(command, folder, "post", post="督管员", person="督管员01", start="2026-10-01")
    file(command, folder, "appointment", post="副总督学")
    held = json.loads(command("post", "roster", "--on", "2026-09-15", "--json")[1])
    assert [(each["post"], each["person"], each["basis"]) for each in held] == [
        ("副总督学", "督学01", "示教督〔2024〕3号"), ("督导室主任", "督学03", "示教任〔2025〕4号"),
    ]  # fmt: skip
    assert "督管员01" in command("post", "roster")[1]


def test_the_card_of_an_inspector_is_written_and_listed_with_what_the_rule_says(
    command: Command, folder: Path
) -> None:
    for name, value in (("专长", "语文、德育"), ("学段", "小学"), ("学历", "大专")):
        assert command("inspectors", "set", "督学02", name, value)[0] == 0
    code, _, told = command("inspectors", "set", "督学02", "学历", "很高")
    assert code == 1
    assert "“学历”没有改" in told
    found = {each["id"]: each for each in json.loads(command("inspectors", "--json")[1])}
    person = found["DX002"]
    assert (person["subjects"], person["stages"], person["education"]) == (
        "语文、德育", "小学", "大专",
    )  # fmt: skip
    (hint,) = person["hints"]
    assert hint["what"] == "学历大专"
    assert "第七条" in hint["why"]
    listed = command("inspectors")[1]
    assert "学历大专" in listed
    assert "《教育督导条例》" in listed


def test_how_to_reach_a_monitor_is_in_no_list_and_no_print_and_looking_is_asked_for(
    command: Command, folder: Path
) -> None:
    phone = known("monitor")["phone"]
    number = file(command, folder, "monitor")
    pdf, table = folder / "监督员.pdf", folder / "监督员.xlsx"
    for told in (
        command("monitor", "show", number)[1],
        command("monitor", "show", number, "--json")[1],
        command("monitor", "list")[1],
        command("search", phone)[1],
    ):
        assert phone not in told
    assert command("monitor", "print", number, "--out", pdf)[0] == 0
    assert phone not in text_of(pdf)
    assert command("monitor", "list", "--xlsx", table)[0] == 0
    assert phone not in str(
        list(openpyxl.load_workbook(table).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    )
    assert f"联系电话：{phone}" in command("monitor", "show", number, "--identity")[1]
    code, _, told = command("monitor", "set", number, "end", "2027-01-01")
    assert (code, told) == (0, "")


def test_a_note_that_says_how_to_reach_a_monitor_is_not_filed(
    command: Command, folder: Path
) -> None:
    path = written(folder, {**known("monitor"), "note": f"打 {known('monitor')['phone']}"})
    number = json.loads(command("monitor", "add", "--from", path, "--json")[1])["no"]
    code, _, told = command("monitor", "file", number)
    assert code == 1
    assert "“备注”里写着监督员的联系方式；从这里删去" in told


def test_a_complaint_may_come_from_a_monitor(command: Command, folder: Path) -> None:
    number = file(command, folder, "complaint", source="行风监督员")
    assert "来源：行风监督员" in command("complaint", "show", number)[1]


def test_the_corner_of_the_director_lists_what_waits(command: Command, folder: Path) -> None:
    path = written(folder, known("complaint"))
    number = json.loads(command("complaint", "add", "--from", path, "--json")[1])["no"]
    file(command, folder, "post")
    told = json.loads(command("director", "--json")[1])
    assert told["director"] == "督学03"
    assert [(w["matter"], w["no"], w["text"]) for w in told["waiting"]] == [
        ("投诉", number, "食堂卫生　待受理"),
    ]
    assert "等决定的事 1 件（督导室主任：督学03）" in command("director")[1]


def test_channels_are_set_one_by_one_and_taken_off_by_nothing(
    command: Command, folder: Path
) -> None:
    assert command("plates", "channels")[1] == "还没有登记举报渠道\n"
    assert command("plates", "channels", "--phone", "0412-12345")[0] == 0
    told = command("plates", "channels", "--email", "jubao@example.cn")[1]
    assert told == "电话：0412-12345　电子邮箱：jubao@example.cn\n"
    assert command("plates", "channels", "--email", "jubao")[0] == 1
    assert command("plates", "channels", "--phone", "", "--json")[1].count("0412") == 0


def test_a_suggestion_for_a_campaign_is_counted_on_its_progress(
    command: Command, folder: Path
) -> None:
    number = file(command, folder, "campaign")
    file(command, folder, "suggestion", campaign=number, answer="采纳", answered_on="2026-11-20")
    assert "会议 0 次，案例 0 篇，建言 1 条（采纳 1 条）" in command(
        "campaign", "progress", number
    )[1]  # fmt: skip
    found = json.loads(command("campaign", "progress", number, "--json")[1])
    assert (found["suggestions"], found["adopted"]) == (1, 1)


def test_departments_of_a_joint_inspection_go_through_new_show_and_print(
    command: Command, folder: Path
) -> None:
    data = {"school": "2121000003", "date": "2026-11-20", "type": "联合督导",
            "departments": ["市场监管局", "公安分局"]}  # fmt: skip
    number = command("visit", "new", "--from", written(folder, data))[1].strip()
    shown = json.loads(command("visit", "show", number, "--json")[1])
    assert shown["departments"] == ["市场监管局", "公安分局"]
    assert command("visit", "set", number, "参加部门", "消防大队、公安分局")[0] == 0
    pdf = folder / "记录.pdf"
    assert command("visit", "pdf", number, "--out", pdf)[0] == 0
    assert "消防大队、公安分局" in text_of(pdf)


def test_a_hint_names_no_field_by_its_english_name(command: Command, folder: Path) -> None:
    for person in ("督学03", "主任甲"):
        post = {"post": "督导室主任", "person": person, "start": "2026-09-01"}
        path = folder / "post.json"
        path.write_text(json.dumps(post, ensure_ascii=False), encoding="utf-8")
        number = command("post", "add", "--from", path)[1].strip()
        code, told, err = command("post", "file", number)
        assert code == 0, err
    assert "\n提示：同一时间还有别人任督导室主任" in told
    assert "\n提示：同一时间还有别人任督导室主任" in command("post", "show", number)[1]
