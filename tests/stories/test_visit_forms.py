"""Forms on the command line: published, filled in, filed, printed."""

import json
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image

from tests.form_packages import BINDS, BODY, INSTANCE, package, text, xform
from tests.form_sheets import whole
from tests.small_xlsx import write_xlsx
from tests.stories.conftest import Command
from tests.stories.test_campaigns import district, folder
from tests.stories.test_checklists import begun
from tests.stories.test_documents import text_of
from tests.unit.services.registers.conftest import SCHOOL

__all__ = ["district", "folder"]


def done(command: Command, *words: object) -> str:
    code, out, told = command("visit-form", *words)
    assert code == 0, told
    return out


def test_a_form_is_published_filled_in_made_into_issues_and_printed(
    command: Command, folder: Path
) -> None:
    path = package(folder, xform())
    assert "已发布，可以填写" in done(command, "publish", path)
    assert json.loads(done(command, "list", "--json"))[0]["form"] == "demo"
    number = begun(command, folder)
    done(command, "begin", number, "示范表单")
    for where, value in (
        ("/data/base/pupils", "90"), ("/data/base/classes", "2"), ("/data/rates/m/r1", "4"),
    ):  # fmt: skip
        done(command, "set", number, "demo", where, value)
    done(command, "set", number, "demo", "/data/base/school", "")
    assert "还没有填好：学校" in done(command, "show", number)
    done(command, "set", number, "demo", "/data/base/school", SCHOOL)
    done(command, "add", number, "demo", "/data/finding")
    done(command, "set", number, "demo", "/data/finding[1]/f_text", "栏杆松动")
    assert "已把 1 个问题列入“存在问题”" in done(command, "make-issues", number, "demo")
    (stored,) = json.loads(done(command, "show", number, "--json"))
    assert stored["answers"]["per"] == "45"
    code, out, _ = command("visit", "show", number, "--json")
    assert code == 0
    assert "栏杆松动" in [issue["description"] for issue in json.loads(out)["issues"]]
    done(command, "print", number, "--out", folder / "form.pdf")
    assert "栏杆松动" in text_of(folder / "form.pdf")
    done(command, "blank", "demo", "--docx", folder / "blank.docx")
    assert (folder / "blank.docx").stat().st_size > 0


def test_a_workbook_is_published_withdrawn_restored_and_taken_back(
    command: Command, folder: Path
) -> None:
    book = write_xlsx(folder / "作业.xlsx", whole())
    code, _, told = command("visit-form", "publish", book)
    assert code != 0
    assert "请用 --out 写明" in told
    assert "已发布，可以填写" in done(command, "publish", book, "--out", folder / "作业.form")
    done(command, "workbook", "zuoye", "--out", folder / "回来.xlsx")
    assert (folder / "回来.xlsx").read_bytes() == book.read_bytes()
    done(command, "workbook", "zuoye", "--out", folder / "再发.form")
    assert (folder / "再发.form").read_bytes() == (folder / "作业.form").read_bytes()
    number = begun(command, folder)
    told = done(command, "withdraw", "作业检查")
    assert "已停用，新的记录不再有它；草稿 0 份、定稿的 0 份照旧。" in told
    assert "停用" in done(command, "list")
    code, _, told = command("visit-form", "begin", number, "zuoye")
    assert code != 0
    assert "已经停用" in told
    done(command, "restore", "zuoye")
    done(command, "begin", number, "zuoye")
    (version,) = json.loads(done(command, "versions", "zuoye", "--json"))
    assert version["holders"] == {"drafts": 1, "filed": 0}


def test_a_form_that_is_not_there_is_told_with_those_that_are(
    command: Command, folder: Path
) -> None:
    number = begun(command, folder)
    code, _, told = command("visit-form", "begin", number, "demo")
    assert code != 0
    assert "本机发布过的有：还没有" in told
    code, _, told = command("visit-form", "set", number, "demo", "/data/a", "1")
    assert code != 0
    assert "里没有表单“demo”；有的是：没有" in told
    assert command("visit-form", "upgrade", number, "demo")[0] != 0


def test_a_form_that_ships_is_published_by_its_id_and_filled_in(
    command: Command, folder: Path
) -> None:
    offered = {each["form"]: each for each in json.loads(done(command, "shipped", "--json"))}
    assert not any(each["here"] or each["is_here"] for each in offered.values())
    assert "已发布，可以填写" in done(command, "publish", "shitang")
    assert "本来就有" in done(command, "publish", "shitang")
    offered = {each["form"]: each for each in json.loads(done(command, "shipped", "--json"))}
    assert offered["shitang"]["is_here"]
    assert offered["shitang"]["here"] == offered["shitang"]["version"]
    told = done(command, "shipped")
    assert "还没有发布" in told
    number = begun(command, folder)
    done(command, "begin", number, "shitang")
    for where, value in (
        ("/data/g3/g3_m1/q8", "否"), ("/data/find/finding[1]/f_item", "q8"),
        ("/data/find/finding[1]/f_text", "留样柜里只有两样"),
    ):  # fmt: skip
        done(command, "set", number, "shitang", where, value)
    assert "已把 1 个问题列入“存在问题”" in done(command, "make-issues", number, "shitang")
    done(command, "blank", "shitang", "--out", folder / "blank.pdf")
    paper = text_of(folder / "blank.pdf")
    assert "草稿，供督导室修改后使用" in paper
    assert "现场照片" not in paper


def test_an_id_that_does_not_ship_is_told_with_those_that_do(command: Command) -> None:
    code, _, told = command("visit-form", "publish", "shitan")
    assert code != 0
    assert "没有自带表单“shitan”；自带的有：anquan、" in told


def test_a_form_of_the_office_under_the_same_id_stays_beside_what_ships(
    command: Command, folder: Path
) -> None:
    done(command, "publish", package(folder, xform(form="shitang"), form="shitang"))
    offered = {each["form"]: each for each in json.loads(done(command, "shipped", "--json"))}
    assert (offered["shitang"]["here"], offered["shitang"]["is_here"]) == ("1", False)
    assert "本机是 1" in done(command, "shipped")


def test_pictures_are_put_to_a_question_and_printed_with_its_name(
    command: Command, folder: Path
) -> None:
    typed = text("/data/base/remark", "备注", looks="multiline")
    upload = (
        '<upload ref="/data/base/remark" mediatype="image/*" appearance="multi">'
        "<label>食堂全景</label></upload>"
    )
    binds = BINDS + '<bind nodeset="/data/base/remark" type="binary"/>'
    done(command, "publish", package(folder, xform(binds=binds, body=BODY.replace(typed, upload))))
    number = begun(command, folder)
    done(command, "begin", number, "demo")
    shot = folder / "IMG_1.jpg"
    Image.new("RGB", (90, 60), (30, 90, 160)).save(shot)
    put = ("photo", number, "demo", "/data/base/remark")
    told = json.loads(done(command, *put, shot, "--json"))
    assert told["answer"] == f"{told['photos'][0]}.jpg"
    assert "是同一个文件，没有再放一次" in done(command, *put, shot)
    (stored,) = json.loads(done(command, "show", number, "--json"))
    assert stored["answers"]["remark"] == told["answer"]
    done(command, "print", number, "--out", folder / "form.pdf")
    printed = text_of(folder / "form.pdf")
    assert "照片1" in printed
    assert "食堂全景" in printed
    shot.write_bytes(b"no picture")
    code, _, told_wrong = command("visit-form", *put, shot)
    assert (code, "没有放入 IMG_1.jpg" in told_wrong) == (1, True)
    code, _, told_wrong = command("visit-form", "photo", number, "demo", "/data/base/pupils", shot)
    assert (code, "“学生数”不是放照片的题" in told_wrong) == (1, True)


def test_a_lower_version_that_arrives_later_is_kept_and_new_records_take_the_higher_one(
    command: Command, folder: Path
) -> None:
    for version in ("2026.2", "2026.10"):
        done(command, "publish", package(folder, xform(version=version), version=version))
    older = package(folder, xform(version="2026.1"), version="2026.1")
    told = done(command, "publish", older)
    assert "“示范表单”版本 2026.1：已发布。" in told
    assert "本机有更高的版本 2026.10，新的记录还是用 2026.10" in told
    found = json.loads(done(command, "list", "--json"))[0]
    assert (found["version"], found["versions"]) == ("2026.10", ["2026.1", "2026.2", "2026.10"])
    number = begun(command, folder)
    done(command, "begin", number, "示范表单")
    assert json.loads(done(command, "show", number, "--json"))[0]["version"] == "2026.10"
    versions = done(command, "versions", "demo").splitlines()
    assert [line.split()[0] for line in versions if "示范表单" in line] == [
        "2026.10", "2026.2", "2026.1",
    ]  # fmt: skip
    assert "Z" not in "".join(versions)


def test_a_new_version_of_a_withdrawn_form_says_that_it_is_withdrawn_and_how_to_go_on(
    command: Command, folder: Path
) -> None:
    done(command, "publish", package(folder, xform()))
    done(command, "withdraw", "demo")
    told = done(command, "publish", package(folder, xform(version="2"), version="2"))
    assert "可以填写" not in told
    assert "还停用着，新的记录里没有它" in told
    assert "visit-form restore demo" in told
    done(command, "restore", "demo")
    assert "可以填写" in done(command, "publish", package(folder, xform(version="3"), version="3"))


def test_what_cannot_be_an_answer_is_refused_with_what_is_offered(
    command: Command, folder: Path
) -> None:
    done(command, "publish", package(folder, xform()))
    number = begun(command, folder)
    done(command, "begin", number, "demo")
    for path, value, told in (
        ("base/stage", "x", "没有“x”这一项；可选的有：p（小学）、j（初中）"),
        ("base/ways", "meals x", "没有“x”这一项；可选的有：meals（食堂）、docs（资料）"),
        ("base/ways", "docs docs", "“docs”写了两次"),
        ("base/school", "9", "没有“9”这一项；可选的有：" + SCHOOL),
        ("base/pupils", "九十", "“九十”不能填；请写整数"),
        ("base/pupils", "9.5", "“9.5”不能填；请写整数"),
        ("base/day", "2026-02-30", "“2026-02-30”不能填；请写日期"),
    ):
        code, _, said = command("visit-form", "set", number, "demo", f"/data/{path}", value)
        assert code != 0, path
        assert told in said
        assert "原来的回答没有改动" in said
    assert "还不合要求：请填 0 到 9999" in done(
        command, "set", number, "demo", "/data/base/pupils", "10000"
    )


def test_a_row_and_then_the_whole_form_are_removed_when_it_is_said_twice(
    command: Command, folder: Path
) -> None:
    done(command, "publish", package(folder, xform()))
    number = begun(command, folder)
    done(command, "begin", number, "demo")
    for row, words in (("[1]", "栏杆松动"), ("[2]", "通道堵塞")):
        done(command, "add", number, "demo", "/data/finding")
        done(command, "set", number, "demo", f"/data/finding{row}/f_text", words)
    told = done(command, "remove", number, "demo", "/data/finding[1]")
    assert "有 1 个回答：\n· 第 1 条　问题：栏杆松动\n还没有移除" in told
    assert "已移除一条" in done(command, "remove", number, "demo", "/data/finding[1]", "--yes")
    shown = done(command, "show", number)
    assert "通道堵塞" in shown
    assert "栏杆松动" not in shown
    for wrong in ("/data/finding[9]", "/data/base/pupils"):
        assert command("visit-form", "remove", number, "demo", wrong, "--yes")[0] != 0
    assert "整张“示范表单”" in done(command, "remove", number, "demo")
    assert "已从记录" in done(command, "remove", number, "demo", "--yes")
    assert json.loads(done(command, "show", number, "--json")) == []


def test_moving_to_another_version_says_why_there_is_none(command: Command, folder: Path) -> None:
    done(command, "publish", package(folder, xform()))
    number = begun(command, folder)
    done(command, "begin", number, "demo")
    code, _, told = command("visit-form", "upgrade", number, "demo")
    assert code != 0
    assert "用的就是本机最高的版本 1，不用换" in told


def test_pictures_and_schools_are_told_in_words_to_people_and_as_they_are_to_programs(
    command: Command, folder: Path
) -> None:
    body = BODY.replace(
        '<group ref="/data/rates"',
        '<upload ref="/data/base/shot" mediatype="image/*"><label>照片</label></upload>'
        '<group ref="/data/rates"', 1,
    )  # fmt: skip
    form = xform(instance=INSTANCE.replace("<remark/>", "<remark/><shot/>"), body=body,
                 binds=f'{BINDS}<bind nodeset="/data/base/shot" type="binary"/>')  # fmt: skip
    done(command, "publish", package(folder, form))
    number = begun(command, folder)
    done(command, "begin", number, "demo")
    done(command, "set", number, "demo", "/data/base/school", SCHOOL)
    Image.effect_noise((200, 150), 40).convert("RGB").save(folder / "后厨.jpg", "JPEG")
    done(command, "photo", number, "demo", "/data/base/shot", folder / "后厨.jpg")
    shown = done(command, "show", number)
    assert "照片 1 张：后厨.jpg" in shown
    assert SCHOOL not in shown
    stored = json.loads(done(command, "show", number, "--json"))[0]["answers"]
    assert stored["school"] == SCHOOL
    assert stored["shot"] not in shown
    done(command, "export", number, "demo", "--xlsx", folder / "一份.xlsx")
    answers = {
        row[1]: row[2:4]
        for row in load_workbook(folder / "一份.xlsx")["回答"].iter_rows(values_only=True)
    }
    assert answers["shot"] == ("照片 1 张：后厨.jpg", stored["shot"])
    assert answers["school"][1] == SCHOOL
    assert answers["school"][0] != SCHOOL


def test_counts_are_a_line_for_each_choice_and_answers_stand_under_their_questions(
    command: Command, folder: Path
) -> None:
    done(command, "publish", package(folder, xform()))
    number = begun(command, folder)
    done(command, "begin", number, "demo")
    done(command, "set", number, "demo", "/data/base/stage", "p")
    code, out, _ = command("form", "counts", "demo", "--drafts")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert ["学段", "小学", "1/1（100.0%）"] in lines
    assert ["初中", "0/1（0.0%）"] in lines
    code, out, _ = command("form", "answers", "demo", "--drafts")
    assert code == 0
    assert "  学段：小学" in out.splitlines()
    assert "stage" not in out
