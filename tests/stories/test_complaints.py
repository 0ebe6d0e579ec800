"""A complaint by telephone, from the call to the answer and the office, on the command line."""

import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.services.context import Role
from tests.stories.conftest import ISSUE, RECORD, Command, command_on
from tests.stories.test_documents import text_of

SCHOOL: Final = "2121000003"
WHO: Final = {
    "name": "反映人甲乙",
    "phone": "13900001234",
    "mail": "someone@example.com",
    "address": "示范街道丙丁号院",
}
CALL: Final[dict[str, Any]] = {
    "source": "来电", "received_on": "2026-11-20", "received_at": "15:30", "school": SCHOOL,
    "account": "食堂饭菜不热，学生回家说吃不饱。", **WHO,
}  # fmt: skip
ACCEPTED: Final = {**CALL, "category": "食堂卫生", "standing": "家长", "accepted_on": "2026-11-20"}


def made(path: Path, *, role: Role) -> None:
    bootstrap.init_folder(path, role=role, district="210304", inspector_id="DX001")
    with bootstrap.open_workbench(path) as bench, bench.context.database.transaction():
        stores = bench.context.stores
        for code, name in ((SCHOOL, "示范区第3小学"), ("2121000004", "示范区第4小学")):
            school = School(code=code, name=name, kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="test")
        for number in (1, 2):
            person = Inspector(
                id=f"DX{number:03d}", name=f"督学{number:02d}", kind=InspectorKind.PART_TIME
            )
            stores.people.put(person, origin="test")


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an inspector and one of the office; made once, only ever copied."""
    path = tmp_path_factory.mktemp("complaints")
    made(path / "data", role=Role.LAPTOP)
    made(path / "office", role=Role.OFFICE)
    return path


@pytest.fixture
def folder(both: Path, tmp_path: Path) -> Path:
    for name in ("data", "office"):
        shutil.copytree(both / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Command:
    return command_on(folder / "office", clock)


def written(folder: Path, data: object) -> Path:
    path = folder / "call.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def accepted(command: Command, folder: Path, **more: Any) -> str:
    data = written(folder, {**ACCEPTED, **more})
    number = command("complaint", "add", "--from", data)[1].strip()
    code, _, told = command("complaint", "file", number)
    assert code == 0, told
    return number


def stage(command: Command, number: str) -> str:
    shown: dict[str, Any] = json.loads(command("complaint", "show", number, "--json")[1])
    return str(shown["stage"])


def figures(command: Command, month: str = "2026-11") -> dict[str, Any]:
    table = json.loads(command("month", month, "--json")[1])
    found = json.dumps(table, ensure_ascii=False)
    assert not [value for value in WHO.values() if value in found]
    row: dict[str, Any] = table["district"]
    return row


def test_who_complains_is_neither_shown_nor_searched_where_a_text_repeats_it(
    command: Command, folder: Path
) -> None:
    account = f"{WHO['name']}的孩子吃不饱。"
    number = command("complaint", "add", "--from", written(folder, {**CALL, "account": account}))[
        1
    ].strip()
    for told in (
        command("complaint", "show", number)[1],
        command("complaint", "show", number, "--json")[1],
        command("search", WHO["name"])[1],
    ):
        assert WHO["name"] not in told
    assert "反映情况：（写着另存的信息，未列出）" in command("complaint", "show", number)[1]
    assert account in command("complaint", "show", number, "--identity")[1]


def test_an_accepted_complaint_refuses_the_name(command: Command, folder: Path) -> None:
    number = accepted(command, folder)
    for act in ("verify", "answer"):
        code, _, told = command("complaint", act, number, "--text", f"{WHO['name']}在场")
        assert code == 1
        assert "里写着反映人的信息" in told
    assert stage(command, number) == "受理"


def test_a_complaint_by_telephone_goes_from_the_call_to_the_answer(
    command: Command, folder: Path
) -> None:
    number = command("complaint", "add", "--from", written(folder, CALL))[1].strip()
    assert number == "TS-2026-DX001-0001"
    assert stage(command, number) == "暂存"
    code, _, told = command("complaint", "file", number)
    assert code == 1
    assert "“类别”还没有填" in told
    assert command("complaint", "set", number, "类别", "食堂卫生")[0] == 0
    assert command("complaint", "file", number)[0] == 0
    assert stage(command, number) == "受理"
    terms = command("complaint", "terms", number)[1]
    assert "2026-12-05" in terms
    assert "自 2026-11-20 起 15 个自然日" in terms
    assert command("complaint", "verify", number, "--text", "查看留样，饭菜温度偏低。",
                   "--finding", "部分属实")[1].startswith(f"{number} 核实中")  # fmt: skip
    assert command("complaint", "close", number)[0] == 1
    assert command("complaint", "answer", number, "--way", "电话", "--text", "已责成整改。")[
        1
    ].startswith(f"{number} 已答复")
    done = command("complaint", "close", number, "--result", "已整改。", "--handler", "督学01")
    assert done == (0, f"{number} 完结\n", "")
    assert command("complaint", "extend", number, "--to", "2027-01-30", "--approver", "督导室主任",
                   "--reason", "情况复杂")[0] == 1  # fmt: skip


def test_a_question_or_a_draft_is_not_counted_and_a_repeat_counts_with_the_first(
    command: Command, folder: Path
) -> None:
    first = accepted(command, folder)
    assert figures(command)["complaints_received"] == 1
    again = accepted(command, folder, account="食堂还是不热。")
    assert f"同校同类的一年内还有：{first}" in command("complaint", "list")[1]
    accepted(command, folder, nature="一般咨询")
    command("complaint", "add", "--from", written(folder, ACCEPTED))
    assert figures(command)["complaints_received"] == 2
    assert first in command("complaint", "similar", again)[1]
    linked = command("complaint", "link", again, "--to", first)[1]
    assert linked == (
        f"重复投诉 {again}（2026-11-20 来件）已并入首次投诉 {first}（2026-11-20 来件）："
        "月统计里两件只算首次的一件\n"
    )
    assert figures(command)["complaints_received"] == 1
    assert command("complaint", "link", first, "--to", again)[0] == 1
    assert command("complaint", "void", first, "--reason", "登记重了")[0] == 0
    assert figures(command)["complaints_received"] == 1
    assert command("complaint", "link", again, "--undo")[0] == 0


def test_who_complains_is_in_nothing_that_is_listed_searched_printed_or_handed_over(
    command: Command, folder: Path
) -> None:
    number = accepted(command, folder)
    draft = command("complaint", "add", "--from", written(folder, CALL))[1].strip()
    out = folder / "out"
    out.mkdir()
    visit = written(folder, {**RECORD, "type": "投诉核查", "issues": [ISSUE]})
    record = command("visit", "new", "--from", visit)[1].strip()
    month = ("--inspector", "DX001", "--month", "2026-11", "--to", out)
    told = [
        command("visit", "file", record), command("bundle", "export", *month, "--json"),
        command("bundle", "materials", *month),
        command("complaint", "list"), command("complaint", "list", "--json"),
        command("complaint", "show", number), command("complaint", "show", number, "--json"),
        command("search", "食堂"), command("month", "2026-11", "--json"),
        command("complaint", "terms", number), command("complaint", "log", number),
        command("complaint", "list", "--pdf", out / "list.pdf", "--docx", out / "list.docx",
                "--xlsx", out / "list.xlsx"),
        command("complaint", "print", number, "--out", out / "sheet.pdf"),
        command("month", "2026-11", "--pdf", out / "month.pdf", "--xlsx", out / "month.xlsx"),
        command("complaint", "discard", draft),
    ]  # fmt: skip
    for form in ("call_note", "handling", "review"):
        pdf, word = out / f"{form}.pdf", out / f"{form}.docx"
        told.append(
            command("complaint", "print", number, "--form", form, "--out", pdf, "--docx", word)
        )
    assert [code for code, _, _ in told] == [0] * len(told)
    for value in WHO.values():
        assert command("search", value)[1].count("\n") <= 1
        assert not [text for _, *texts in told for text in texts if value in text]
        assert not [path.name for path in out.rglob("*") if value in everything_in(path)]
    assert "（不显示）" in text_of(out / "handling.pdf")


def everything_in(path: Path) -> str:
    """Return every text of a PDF, Word, Excel or plain file, and of a bundle."""
    if path.suffix == ".pdf":
        return text_of(path)
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8") if path.is_file() else ""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return re.sub(r"<[^>]+>", "", "".join(parts))


def test_looking_at_who_complains_is_an_act_that_is_noted_with_time_and_person(
    command: Command, folder: Path
) -> None:
    number = accepted(command, folder)
    shown = command("complaint", "show", number, "--identity")[1]
    assert "反映人姓名：反映人甲乙" in shown
    assert "联系电话：13900001234" in shown
    pdf = folder / "review.pdf"
    assert command("complaint", "print", number, "--form", "review", "--identity",
                   "--out", pdf)[0] == 0  # fmt: skip
    assert WHO["name"] in text_of(pdf)
    assert "含反映人信息" in text_of(pdf)
    log = json.loads(command("complaint", "log", number, "--json")[1])
    acts = [(each["actor"], each["act"]) for each in log]
    assert acts[1:] == [("DX001", "查看（命令行）"), ("DX001", "打印投诉批阅单")]
    assert acts[0][1].startswith("填写反映人姓名、联系电话")
    assert command("complaint", "forget", number)[0] == 1
    assert command("complaint", "forget", number, "--reason", "本人要求")[0] == 0
    assert WHO["name"] not in command("complaint", "show", number, "--identity")[1]


def test_a_text_that_says_who_complains_is_not_accepted_listed_or_printed(
    command: Command, folder: Path
) -> None:
    data = {**ACCEPTED, "account": f"{WHO['name']}来电说食堂饭菜不热。"}
    number = command("complaint", "add", "--from", written(folder, data))[1].strip()
    code, _, told = command("complaint", "file", number)
    assert code == 1
    assert "“反映情况”里写着反映人的信息" in told
    assert WHO["name"] not in command("complaint", "list")[1] + told
    assert command("complaint", "print", number, "--out", folder / "x.pdf")[0] == 1
    assert not (folder / "x.pdf").exists()
    xlsx = folder / "x.xlsx"
    assert command("complaint", "list", "--xlsx", xlsx)[0] == 0
    cells = [str(c.value) for row in openpyxl.load_workbook(xlsx).worksheets[0] for c in row]
    assert not [cell for cell in cells if WHO["name"] in cell]


def test_a_complaint_is_sealed_for_the_office_alone_and_taken_over_there_once(
    command: Command, office: Command, folder: Path
) -> None:
    number = accepted(command, folder)
    sealed, key = folder / "one.sealed", folder / "key.json"
    assert command("complaint", "hand-over", number, "--out", sealed)[0] == 1
    assert command("complaint", "office-key", "--out", key)[0] == 1
    digits = office("complaint", "office-key", "--out", key)[1].split("核对号：")[1].split()[:6]
    assert command("complaint", "office-key", "--from", key, "--check", "00000 00000")[0] == 1
    check = " ".join(digits[-2:])
    assert command("complaint", "office-key", "--from", key, "--check", check)[0] == 0
    assert command("complaint", "hand-over", number, "--out", sealed)[0] == 0
    content = sealed.read_bytes()
    assert not [value for value in WHO.values() if value.encode() in content]
    assert "已转督导室（2026-11-22）" in command("complaint", "list")[1]
    assert "转督导室，写成文件 one.sealed" in command("complaint", "log", number)[1]
    assert command("complaint", "take-over", sealed)[0] == 1
    code, told, _ = office("complaint", "take-over", sealed)
    assert (code, told.startswith(f"{number} 已接收；督学 DX001 转来")) == (0, True)
    assert "反映人姓名：反映人甲乙" in office("complaint", "show", number, "--identity")[1]
    assert "已经在这里，没有再收" in office("complaint", "take-over", sealed)[1]
    (folder / "bad.sealed").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert "已损坏或被改动，没有接收" in office("complaint", "take-over", folder / "bad.sealed")[2]
    assert office("complaint", "take-over", key)[0] == 1


def test_a_complaint_that_a_workbook_lists_as_well_counts_once(
    command: Command, folder: Path
) -> None:
    number = accepted(command, folder)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "投诉"
    sheet.append(
        ["投诉编号", "受理日期", "学校标识码", "核实督学", "办结时限", "办结日期", "属实情况"]
    )
    sheet.append(["TS-OLD-7", "2026-11-03", SCHOOL, "DX001", "2027-01-02", "2026-11-20", "属实"])
    sheet.append([number, "2026-11-20", SCHOOL, "DX001", "2027-01-19", None, None])
    path = folder / "records.xlsx"
    book.save(path)
    code, out, told = command("import", "visits", path)
    assert code == 0, out + told
    assert figures(command)["complaints_received"] == 2
    assert command("complaint", "set", number, "台账编号", "TS-OLD-7")[0] == 0
    assert figures(command)["complaints_received"] == 1


def test_a_verified_complaint_names_a_record_and_an_issue_that_are_there(
    command: Command, folder: Path
) -> None:
    number = accepted(command, folder)
    assert command("complaint", "verify", number, "--visit", "210304-X")[0] == 1
    assert command("complaint", "verify", number)[0] == 1
    data = {"school": SCHOOL, "date": "2026-11-21", "type": "投诉核查"}
    visit = command("visit", "new", "--from", written(folder, data))[1].strip()
    assert command("complaint", "verify", number, "--visit", visit)[0] == 0
    assert f"核查记录：{visit}" in command("complaint", "show", number)[1]


def test_an_extension_needs_leave_a_reason_and_at_most_thirty_days(
    command: Command, folder: Path
) -> None:
    number = accepted(command, folder)
    leave = ("--approver", "督导室主任", "--reason", "情况复杂")
    assert command("complaint", "extend", number, "--to", "2027-02-19", *leave)[0] == 1
    assert command("complaint", "extend", number, "--to", "2027-02-18", *leave)[0] == 0
    terms = json.loads(command("complaint", "terms", number, "--json")[1])
    assert {each["name"]: each["due"] for each in terms} == {
        "告知": "2026-12-05",
        "办结": "2027-02-18",
    }


def test_what_is_referred_has_the_day_of_its_order_and_five_working_days_to_object(
    command: Command, folder: Path
) -> None:
    data = written(folder, {**ACCEPTED, "source": "上级转办"})
    number = command("complaint", "add", "--from", data)[1].strip()
    assert "上级转办的还没有填“转办单号”" in command("complaint", "file", number)[2]
    order = {"order_no": "示信转〔2026〕8号", "order_on": "2026-11-20", "order_due": "2026-12-20"}
    for name, value in order.items():
        assert command("complaint", "set", number, name, value)[0] == 0
    assert command("complaint", "file", number)[0] == 0
    terms = json.loads(command("complaint", "terms", number, "--json")[1])
    found = {each["name"]: each for each in terms}
    assert found["办结"]["due"] == "2026-12-20"
    assert "示信转〔2026〕8号" in found["办结"]["reason"]
    assert found["转办异议"]["due"] == "2026-11-27"


def test_the_board_of_plates_names_the_schools_that_have_none(
    office: Command, folder: Path
) -> None:
    told = office("plates", "coverage")[1]
    assert told.startswith("截至 2026-11-22，已挂标牌 0/2 所，0.0%")
    assert office("plates", "hang", "示范区第3小学", "--on", "2026-09-01")[0] == 0
    assert office("plates", "hang", SCHOOL, "--on", "2027-01-01")[0] == 1
    assert office("plates", "hang", "没有的学校", "--on", "2026-09-01")[0] == 1
    found = json.loads(office("plates", "coverage", "--json")[1])
    assert (found["hung"], found["schools"]) == (1, 2)
    assert found["missing"] == [{"code": "2121000004", "name": "示范区第4小学"}]
    before = json.loads(office("plates", "coverage", "--on", "2026-08-31", "--json")[1])
    assert before["hung"] == 0
    pdf, word = folder / "plates.pdf", folder / "plates.docx"
    assert office("plates", "coverage", "--out", pdf, "--docx", word)[0] == 0
    text = text_of(pdf)
    assert "未挂标牌的学校（1所）" in text.replace(" ", "")
    assert text.index("示范区第4小学") < text.index("示范区第3小学")
    assert office("plates", "take-down", "2121000004")[0] == 1
    assert office("plates", "take-down", SCHOOL)[0] == 0
    assert json.loads(office("plates", "coverage", "--json")[1])["hung"] == 0


def test_a_laptop_tells_the_plates_of_ones_own_schools(command: Command, folder: Path) -> None:
    assert command("plates", "coverage")[1].startswith("截至 2026-11-22，没有本人负责的学校")
    with bootstrap.open_workbench(folder / "data") as bench, bench.context.database.transaction():
        mine = Assignment(inspector_id="DX001", school_code=SCHOOL, start=date(2026, 9, 1))
        other = Assignment(inspector_id="DX002", school_code="2121000004", start=date(2026, 9, 1))
        for each in (mine, other):
            bench.context.stores.schools.put_assignment(each, origin="test")
    told = command("plates", "coverage")[1]
    assert told.startswith("截至 2026-11-22，本人负责的学校已挂标牌 0/1 所")
    assert "示范区第4小学" not in told
    before = json.loads(command("plates", "coverage", "--on", "2026-08-31", "--json")[1])
    assert before["schools"] == 0
