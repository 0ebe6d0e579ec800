"""发文字号登记 by commands: alone on a laptop, and between an office and its laptops."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District, written
from tests.stories.at_the_district import done, on, read


def refused(answer: tuple[int | None, str, str]) -> str:
    assert answer[0] == 1
    return answer[2]


def record(district: District, name: str = "DX001", **fields: Any) -> str:
    bench = district.laptops[name]
    return bench.visits.get(written(bench, **fields)).number


def test_an_inspector_alone_numbers_his_own_letters(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    first, second = record(district), record(district, session="下午")
    mine = on(district, "DX001", clock)
    letter = ("letter", "print", "整改通知书")
    assert "没有登记这种文书用的机关代字" in refused(
        mine(*letter, first, "--next-ref", "--out", tmp_path / "无.pdf")
    )
    said = done(mine("number", "series", "示教督", "--kind", "整改通知书", "--first", 7))
    assert said == "“示教督”用于整改通知书；下一个号 示教督〔2026〕7号\n"
    done(mine(*letter, first, "--next-ref", "--out", tmp_path / "一.pdf"))
    assert done(mine(*letter, second, "--next-ref", "--out", tmp_path / "二.pdf")).startswith(
        "文号 示教督〔2026〕8号"
    )
    assert "已经印出过" in refused(
        mine(*letter, second, "--ref", "示教督〔2026〕7号", "--out", tmp_path / "三.pdf")
    )
    assert not (tmp_path / "三.pdf").exists()
    done(
        mine(
            "number",
            "use",
            "示教督〔2026〕11号",
            "--title",
            "关于听课的函",
            "--addressee",
            "各学校",
        )
    )
    done(mine("number", "void", "示教督〔2026〕9号", "--reason", "打印时卡纸"))
    listed = done(mine("number", "list"))
    assert listed.splitlines()[0] == "示教督〔2026〕　已用 3　作废 1　空号 1"
    assert "空号 1 个：10号。" in listed
    found = read(mine("number", "gaps", "示教督", "--json"))
    assert found == {"code": "示教督", "year": 2026, "gaps": ["示教督〔2026〕10号"], "troubles": {}}
    rows = read(mine("number", "list", "--json"))["rows"]
    assert [row["state"] for row in rows] == ["used", "used", "voided", "gap", "used"]
    assert len(rows[0]["digest"]) == 8
    assert rows[4]["digest"] == ""


def test_a_letter_that_is_printed_again_keeps_its_number_until_that_is_void(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    number = record(district)
    mine = on(district, "DX001", clock)
    done(mine("number", "series", "示教督"))
    files = [tmp_path / f"{n}.pdf" for n in range(3)]
    letter = ("letter", "print", "整改通知书", number, "--next-ref", "--out")
    assert done(mine(*letter, files[0])).startswith("文号 示教督〔2026〕1号\n")
    said = done(mine(*letter, files[1]))
    assert said.startswith("文号 示教督〔2026〕1号（这一份印出过，照原样重印）")
    assert files[0].read_bytes() == files[1].read_bytes()
    done(mine("number", "void", "示教督〔2026〕1号", "--reason", "主送写错"))
    assert done(mine(*letter, files[2])).startswith("文号 示教督〔2026〕2号\n")
    assert "已经作废" in refused(
        mine(
            "letter", "print", "整改通知书", number, "--ref", "示教督〔2026〕1号", "--out", files[2]
        )
    )


def test_the_register_is_written_as_a_print_and_as_a_workbook(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    mine = on(district, "DX001", clock)
    done(mine("number", "series", "示教督"))
    done(
        mine(
            "number",
            "use",
            "示教督",
            "--title",
            "通报",
            "--addressee",
            "各学校",
            "--on",
            "2026-11-20",
        )
    )
    for name in ("登记.pdf", "登记.docx", "登记.xlsx"):
        done(mine("number", "list", "--out", tmp_path / name))
    (kept,) = read(mine("document", "list", "--json"))
    assert kept["title"] == "发文字号登记表 示教督〔2026〕"
    again = tmp_path / "再印.pdf"
    done(mine("document", "reprint", kept["id"], "--out", again))
    assert again.read_bytes() == (tmp_path / "登记.pdf").read_bytes()
    sheet = load_workbook(tmp_path / "登记.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"示教督〔2026〕1号", "已用", "通报", "各学校", "2026-11-20"} <= set(cells)
    assert "后缀不是" in refused(mine("number", "list", "--out", tmp_path / "登记.txt"))


def test_a_spelling_is_put_right_and_a_series_that_is_given_up_proposes_nothing(
    district: District, clock: FixedClock
) -> None:
    mine = on(district, "DX001", clock)
    code, said, _ = mine("number", "check", "示教督[2026]第003号")
    assert code == 1
    assert said.splitlines() == [
        "写法不对（年份用六角括号〔〕；序号前不写“第”；序号不补零），应写成 示教督〔2026〕3号",
        "这个号没有用过",
    ]
    assert read(mine("number", "check", "示教督〔2026〕3号", "--json"))["ok"] is True
    assert "不能作机关代字" in refused(mine("number", "series", "示教督2026"))
    done(mine("number", "series", "示教督"))
    assert "停用" in done(mine("number", "series", "示教督", "--stop"))
    assert "停用" in refused(mine("number", "use", "示教督", "--title", "通报"))
    (kept,) = read(mine("number", "series", "--json"))
    assert (kept["kinds"], kept["next"]) == ([], "")


def test_free_text_is_still_a_number_and_a_wrong_spelling_is_said(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    number = record(district)
    mine = on(district, "DX001", clock)
    out = ("--out", tmp_path / "通知书.pdf")
    said = done(mine("letter", "print", "整改通知书", number, "--ref", "某字[26]5", *out))
    assert "▲ 文号“某字[26]5”的写法不合标准" in said
    assert "应写成 某字〔2026〕5号" in said
    (row,) = read(mine("number", "list", "某字", "--json"))["rows"]
    assert (row["title"], row["troubles"]) == ("整改通知书", ["outside"])


def test_an_office_reserves_a_laptop_uses_and_the_register_tells(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    number = record(district)
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    share = tmp_path / "共享文件夹"
    share.mkdir()
    done(office("office", "share", share))
    done(laptop("share", "join", share))
    done(office("number", "series", "示教督", "--first", 21))
    said = done(office("number", "reserve", "示教督", 4, "--to", "DX001"))
    assert said.startswith("预留 示教督 21–24号，给督学01的“DX001”\n放入 ")
    looked = done(laptop("pack", "take"))
    assert "新增　示教督〔2026〕21–24号，共 4 个" in looked
    done(laptop("pack", "take", "--yes"))
    used = done(
        laptop("letter", "print", "整改通知书", number, "--next-ref", "--out", tmp_path / "通.pdf")
    )
    assert "文号 示教督〔2026〕21号" in used
    assert "▲ “示教督”预留的文号只剩 3 个，请向督导室再要。" in used
    again = laptop("document", "school", "现场反馈意见书", number, "--to", tmp_path, "--next-ref")
    assert "只剩 2 个" in done(again)
    done(laptop("bundle", "export", "--inspector", "DX001", "--news", "--to", share / "inbox"))
    done(office("office", "scan"))
    listed = done(office("number", "list"))
    assert listed.splitlines()[0] == "示教督〔2026〕　已预留 2　已用 2"
    assert "督学01（DX001）还有 2 个：23–24号" in listed
    assert done(office("number", "gaps")).splitlines()[1] == (
        "没有空号，没有重号，没有预留之外的使用。"
    )


def test_what_a_lost_laptop_had_left_is_void_at_once_and_a_number_that_was_used_after_all_is_named(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    number = record(district)
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done(office("number", "series", "示教督"))
    done(office("number", "reserve", "示教督", 3, "--to", "DX001", "--into", stick))
    done(laptop("pack", "take", stick, "--yes"))
    assert "还在用，它的文号没有作废" in refused(
        office("number", "void", "--laptop", "DX001", "--reason", "丢失")
    )
    # The letter goes out before the laptop is lost, and its bundle comes after.
    letter = ("letter", "print", "整改通知书", number, "--next-ref", "--out", tmp_path / "通.pdf")
    done(laptop(*letter))
    inbox = district.share / "inbox"
    done(laptop("bundle", "export", "--inspector", "DX001", "--news", "--to", inbox))
    said = done(office("enrol", "revoke", "DX001", "--reason", "丢失"))
    assert "还有 3 个预留的文号没有用：示教督〔2026〕1–3号" in said
    (lost,) = read(office("number", "lost", "--json"))
    assert lost["numbers"] == [{"code": "示教督", "year": 2026, "serials": [1, 2, 3]}]
    voided = done(office("number", "void", "--laptop", "DX001", "--reason", "电脑丢失"))
    assert "已作废 示教督〔2026〕1–3号" in voided
    assert read(office("number", "lost", "--json")) == []
    rows = read(office("number", "list", "--json"))["rows"]
    assert {(row["state"], row["void"]) for row in rows} == {("voided", "电脑丢失")}
    done(office("office", "scan", district.share))
    gaps = read(office("number", "gaps", "--json"))
    assert gaps["troubles"] == {"示教督〔2026〕1号": ["after_void"]}


def test_the_first_page_says_how_many_reserved_numbers_are_left_and_whom_to_ask(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    number = record(district)
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    other = on(district, "DX002", clock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done(office("number", "series", "示教督"))
    done(office("number", "reserve", "示教督", 4, "--to", "DX001", "--into", stick))
    done(laptop("pack", "take", stick, "--yes"))
    assert done(laptop("number", "short")) == "没有快用完的预留文号。\n"
    letter = ("letter", "print", "整改通知书", number, "--next-ref", "--out", tmp_path / "通.pdf")
    done(laptop(*letter))
    assert done(laptop("number", "short")) == (
        "“示教督”预留的文号只剩 3 个，请向督导室再要。最近一次预留了 4 个；"
        "打电话或当面要，督导室预留以后接收下发就有。\n"
    )
    assert done(other("number", "short")) == "没有快用完的预留文号。\n"
