"""What somebody at a laptop has and did before the commands of a page."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import docx
from openpyxl import load_workbook
from PIL import Image

from inspector_app.base.clock import FixedClock
from tests.district.trust.districts import last_groups
from tests.form_sheets import put, whole
from tests.pages.reading import Desk, Known
from tests.province_form import correct, word_table
from tests.small_xlsx import write_xlsx
from tests.stories.conftest import ISSUE, RECORD, Command, command_on, roster_book
from tests.stories.test_checklists import sheet
from tests.stories.test_complaints import ACCEPTED
from tests.stories.test_documents import APPOINTED
from tests.stories.test_people import UNITS
from tests.unit.counties import VARIED, county_book
from tests.unit.services.registers.conftest import COMPLETE

FILED: Final = "210304-2026-DX001-0001"
SCHOOL: Final = "示范区第3小学"
GROUP: Final = {"head": "督学01", "members": ["督学02", "督学03"], "schools": ["2121000003"]}


def _third_inspector(desk: Desk) -> None:
    book = load_workbook(roster_book(desk.folder / "名册.xlsx"))
    book["督学"].append(["DX003", "督学03", "兼职", "第一督学责任区"])
    book.save(desk.folder / "名册.xlsx")
    desk.do("import", "roster", "名册.xlsx")


def nothing(_desk: Desk) -> Known:
    """Nothing is needed beforehand."""
    return Known()


def balance(desk: Desk) -> Known:
    county_book(desk.folder / "各校数据.xlsx", *VARIED)
    return Known()


def campaigns(desk: Desk) -> Known:
    _third_inspector(desk)
    name = COMPLETE["campaign"]["name"]
    desk.data("方案.json", {**COMPLETE["campaign"], "groups": [GROUP]})
    at_school = {**RECORD, "campaign": name, "peers": ["督学02", "督学03"], "issues": [ISSUE]}
    return Known(before={"campaign progress": lambda: desk.filed(at_school)})


def checklists(desk: Desk) -> Known:
    sheet(desk.folder).rename(desk.folder / "表.csv")
    desk.data("结果.json", {"1": "符合", "4": "否", "4备注": "公示栏是空的"})
    draft = desk.draft(RECORD, session="下午")
    campaign = {**COMPLETE["campaign"], "groups": [], "form": "教师工资待遇专项检查表"}
    return Known(own={FILED: draft, "ZX-2026-DX001-0001": desk.entry("campaign", campaign)})


def complaints(desk: Desk) -> Known:
    desk.data("来电.json", ACCEPTED)
    office = office_beside(desk)

    def another() -> None:
        again = desk.entry("complaint", {**ACCEPTED, "account": "又来电。"})
        desk.do("complaint", "file", again)

    return Known(before={"complaint similar": another}, elsewhere={"complaint take-over": office})


def filled_forms(desk: Desk) -> Known:
    desk.do("form", "export", "dudao", "--xlsx", "督导.xlsx")
    desk.do("form", "publish", "督导.xlsx", "--out", "表单.form")
    draft = desk.draft(RECORD, session="下午", campaign="双减专项督导")
    for name in ("IMG_1.jpg", "IMG_2.jpg"):
        _picture(desk.folder / name)
    word_table(desk.folder)
    write_xlsx(desk.folder / "汇总表.xlsx", {"各校": (("学校", "学段"), (SCHOOL, None))})

    def findings() -> None:
        for _ in range(2):
            desk.do("visit-form", "add", draft, "dudao", "/data/find/finding")

    return Known(own={FILED: draft}, before={"visit-form photo": findings})


def forms(desk: Desk) -> Known:
    word_table(desk.folder)
    book = desk.folder / "表.xlsx"

    def version(number: str) -> Callable[[], Path]:
        sheets = whole()
        put("设置", "C2", number)(sheets)
        return lambda: write_xlsx(book, sheets)

    first, second = version("2026.1"), version("2026.2")
    return Known(
        before={
            "form check 表.xlsx": first,
            "form publish 表.xlsx --out 作业检查-2026.2": second,
            "form publish 草稿.xlsx": lambda: correct(desk.folder / "草稿.xlsx"),
        },
    )  # fmt: skip


def letters(desk: Desk) -> Known:
    desk.do("number", "series", "示教督")
    return Known(own={"210304-2026-DX001-0007": FILED, "示范区第1小学": SCHOOL})


def people(desk: Desk) -> Known:
    _third_inspector(desk)
    write_xlsx(desk.folder / "成员单位.xlsx", {"成员单位": UNITS})
    monitor = desk.entry("monitor", COMPLETE["monitor"])
    return Known(own={"JD-2026-000-0001": monitor})


def phrases(desk: Desk) -> Known:
    (desk.folder / "常用语.txt").write_text("一句话。\n", "utf-8")
    own: dict[str, str] = {}

    def own_one() -> None:
        own["编号"] = own["3f2a91c0"] = desk.ask("phrase", "list", "消防")[0]["id"]

    office = office_beside(desk)
    assert office("phrase", "add", "____处的消防通道堆放____。")[0] == 0
    return Known(own=own, before={"phrase change": own_one}, elsewhere={"office send": office})


def registers(desk: Desk) -> Known:
    desk.data("会议.json", COMPLETE["meeting"])
    (desk.folder / "通知.pdf").write_bytes(b"%PDF-1.4\n")
    (desk.folder / "文件夹").mkdir()
    desk.do("appointment", "file", desk.entry("appointment", APPOINTED))
    for title in ("一条警戒线带来的改变", "一盏灯"):
        desk.do("case", "file", desk.entry("case", {**COMPLETE["case"], "title": title}))
    desk.entry("policy", COMPLETE["policy"])
    return Known(own={"HY-2026-DX001-0003": "HY-2026-DX001-0001"})


def replies(desk: Desk) -> Known:
    for name in ("回复1.jpg", "回复2.jpg"):
        _picture(desk.folder / name)
    issues = [f"{desk.filed({**RECORD, 'issues': [ISSUE]}, session='下午')}-01", f"{FILED}-01"]
    desk.data("回复.json", {"answers": [{"issue": issues[0], "done": "已完成"}]})

    def form() -> None:
        desk.do("letter", "print", "整改回复表", SCHOOL, "--docx", "回复表.docx")
        word = docx.Document("回复表.docx")
        for row in word.tables[0].rows[1:]:
            row.cells[6].text = "已完成"
        word.save("回复表.docx")

    return Known(own={"问题编号": issues[0], "示范区第1小学": SCHOOL}, before={"reply read": form})


def shipped_forms(desk: Desk) -> Known:
    sheet(desk.folder).rename(desk.folder / "图书室.csv")

    def next_version() -> None:
        book = load_workbook("食堂.xlsx")
        heads = {cell.value: cell.column for cell in book["设置"][1]}
        book["设置"].cell(2, heads["版本"]).value = "2027.1"
        book.save("食堂.xlsx")

    return Known(before={"form check": next_version})


def word_in(desk: Desk) -> Known:
    word = docx.Document()
    for line in ("学校：示范区第3小学", "督导时间：2026年11月19日下午", "督导过程", "到校巡视。"):
        word.add_paragraph(line)
    word.save("札记.docx")
    draft = desk.draft({"school": "2121000003"})
    desk.do("visit", "docx", draft, "--out", "记录.docx")
    return Known(own={"210304-2026-DX001-0012": draft})


def office_beside(desk: Desk) -> Command:
    """Return the commands of the office where the laptop is enrolled."""
    now = FixedClock(datetime(2026, 11, 22, 8, tzinfo=UTC))
    office = Desk(command=command_on(desk.folder.parent / "督导室", now), folder=desk.folder)
    office.do("init", "--role", "office", "--district", "210304")
    office.do("import", "roster", roster_book(desk.folder / "名册.xlsx"))
    (stick := desk.folder / "优盘").mkdir()
    root = office.ask("root", "new", "--to", stick)
    asked = desk.ask("enrol", "request", "--to", stick, "--device", "笔记本01")
    office.do("enrol", "accept", stick, "--check", last_groups(asked["digits"]))
    office.do("root", "sign-roster", "--root", root["file"], "--out", stick)
    desk.do("trust", "pin", stick, "--check", last_groups(root["digits"]))
    return office.command


def _picture(path: Path) -> None:
    Image.effect_noise((320, 240), 60).convert("RGB").save(path)


PAGES: Final[Mapping[str, Callable[[Desk], Known]]] = {
    "balance.md": balance,
    "campaigns.md": campaigns,
    "checklists.md": checklists,
    "complaints.md": complaints,
    "filled-forms.md": filled_forms,
    "forms.md": forms,
    "letters.md": letters,
    "people.md": people,
    "phrases.md": phrases,
    "registers.md": registers,
    "replies.md": replies,
    "shipped-forms.md": shipped_forms,
    "tables.md": nothing,
    "travel.md": nothing,
    "word-in.md": word_in,
}

SLOW: Final = {
    "tables.md",
    "filled-forms.md",
    "forms.md",
    "shipped-forms.md",
    "balance.md",
    "complaints.md",
}
