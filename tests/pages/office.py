"""What a clerk of an office has and did before the commands of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import docx
from openpyxl import load_workbook

from tests.pages.reading import Desk, Known
from tests.scanned import pdf, photo
from tests.selfchecks import LEADING_GROUP, filled
from tests.unit.services.conftest import COMPLETE as RECORD
from tests.unit.services.registers.conftest import COMPLETE

PAPER: Final[Mapping[str, Any]] = {**RECORD, "issues": [], "no_issues_found": True}
LETTER: Final = "210304-2026-DX001-0007"


@dataclass(frozen=True, kw_only=True)
class Office:
    """The desk of the office, those of the laptops by person, and the folder between them."""

    desk: Desk
    laptops: Mapping[str, Desk]
    share: Path

    def shared(self) -> None:
        """Found the shared folder and let every laptop join it."""
        self.desk.do("office", "share", self.share)
        for laptop in self.laptops.values():
            laptop.do("share", "join", self.share)


def numbers(office: Office) -> Known:
    laptop = office.laptops["DX001"]
    made = laptop.filed(RECORD)
    office.desk.filed({**RECORD, "lead": "DX003"})

    def used() -> None:
        office.desk.do("number", "reserve", "示教督", 3, "--to", "督学02")

    office.shared()
    return Known(
        own={LETTER: made},
        before={
            "number void 示": used,
            "letter print": lambda: laptop.do("pack", "take", "--yes"),
        },
        elsewhere={"letter print": laptop.command},
        refused=(
            "number void --laptop 督学02 --reason 电脑丢失", "number check 示教督[2026]第003号",
        ),
    )  # fmt: skip


def office_month(office: Office) -> Known:
    desk = office.desk
    pdf(desk.folder / "11月.pdf", [1, 2, 3, 4, 5, 6])
    for at in (1, 2):
        photo(desk.folder / f"IMG_{at}.jpg", at)
    desk.data("记录.json", [{**PAPER, "pages": "1-2"}])
    desk.data("第二份.json", [{**PAPER, "date": "2026-11-12"}])
    own = {f"督学0{n}": "督学02" for n in (5, 7)}

    def scan() -> None:
        listed = desk.do("office", "scans").splitlines()
        own["3f2a9c01"] = next(line.split()[0] for line in listed if "6 页" in line)
        own["210304-2026-DX002-0007"] = desk.ask("visits")[0]["no"]

    return Known(
        own=own, before={"office enter --into": scan},
        refused=("office scans --remove 3f2a9c01",),
    )  # fmt: skip


def packs(office: Office) -> Known:
    office.shared()
    desk = office.desk
    for name in ("E", "D"):
        (desk.folder / name).mkdir()
    desk.filed(PAPER, lead="DX002")
    desk.do("complaint", "file", complaint := desk.entry("complaint", COMPLETE["complaint"]))

    def more() -> None:
        for _ in range(6):
            desk.do("office", "send", "schools")
        desk.do("office", "sent", "--only", "7", "--into", desk.folder / "D")

    return Known(
        own={"TS-2026-000-0007": complaint, "E:/": str(desk.folder / "E"),
             "D:/微信下载": str(desk.folder / "D")},
        before={"pack take D:": more}, elsewhere={"pack": office.laptops["DX002"].command},
    )  # fmt: skip


def receiving(office: Office) -> Known:
    made = []
    for person in ("DX001", "DX002"):
        laptop = office.laptops[person]
        made.append(laptop.filed(RECORD, lead=person))
        news = ("--inspector", person, "--month", "2026-11", "--to", office.share / "inbox")
        laptop.do("bundle", "export", *news)
    own = {
        "督导共享": str(office.share), "210304-2026-DX001-0003": made[0],
        "210304-2026-DX002-0005": made[1],
    }  # fmt: skip

    def asked() -> None:
        (question,) = office.desk.ask("office", "questions")
        own["6f1c2a"] = question["id"][:6]

    return Known(
        own=own, before={"office answer": asked},
        elsewhere={"receipts": office.laptops["DX001"].command},
        refused=("office settle 210304-2026-DX001-0003 --by 督学01 --take-received",),
    )  # fmt: skip


def shared_folder(office: Office) -> Known:
    (office.desk.folder / "微信").mkdir()
    laptop = office.laptops["DX001"].command
    own = {f"{drive}:/督导共享": str(office.share) for drive in "ZE"}
    return Known(
        own={**own, "D:/微信下载": str(office.desk.folder / "微信")},
        elsewhere={"share": laptop},
    )


def standards(office: Office) -> Known:
    office.desk.data("领导小组.json", LEADING_GROUP)
    (office.desk.folder / "布局规划.pdf").write_bytes(b"%PDF-1.4\n")

    def own_edition() -> None:
        book = load_workbook("样表.xlsx")
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if cell.value == "2020年版":
                    cell.value = "2024年地方版"
        book.save("地方细则.xlsx")

    def complete() -> None:
        number = office.desk.entry("selfcheck", filled(basic=(26, 29)))
        office.desk.do("selfcheck", "file", number)
        own["ZP-2026-000-0001"] = number

    own: dict[str, str] = {}
    return Known(own=own, before={"standards import": own_edition, "selfcheck problems": complete})


def summaries(office: Office) -> Known:
    desk = office.desk
    desk.filed({**PAPER, "lead": "DX001"})
    word = docx.Document()
    for line in ("2025年督导工作总结", "一、工作概况", "入校督导5600余校次。"):
        word.add_paragraph(line)
    word.save("去年.docx")
    number = "ZJ-2026-000-0001"

    def complete() -> None:
        shown = desk.ask("summary", "show", number)
        for section in shown["figured"]["text"]:
            text = shown[section]
            for rest in text.split("【")[1:]:
                text = text.replace(f"【{rest.split('】')[0]}】", "按计划推进")
            if text != shown[section]:
                desk.do("summary", "set", number, section, text)

    def away() -> None:
        desk.do("summary", "file", number)
        desk.do("summary", "void", number, "--reason", "另写一份")

    return Known(before={"summary file": complete, "report year --on 2026 --sk": away})


def tasks(office: Office) -> Known:
    desk = office.desk
    meeting, laptop = dict(COMPLETE["meeting"]), office.laptops["DX001"]
    meeting["decisions"] = [
        {**each, "owner": "督学01", "due": "2026-12-10"} for each in meeting["decisions"]
    ]
    desk.do("meeting", "file", desk.entry("meeting", meeting))
    own: dict[str, str] = {"、示范区第7幼儿园": ""}

    def taken() -> None:
        laptop.do("pack", "take", "--yes")

    def begun() -> None:
        own["记录编号"] = laptop.ask("visits")[0]["no"]

    at_the_laptop = ("task begin", "task answer", "task retract", "visit set")
    office.shared()
    return Known(
        own=own, before={"task begin": taken, "visit set": begun},
        elsewhere=dict.fromkeys(at_the_laptop, laptop.command),
    )  # fmt: skip


PAGES: Final[Mapping[str, Callable[[Office], Known]]] = {
    "numbers.md": numbers,
    "office-month.md": office_month,
    "packs.md": packs,
    "receiving.md": receiving,
    "shared-folder.md": shared_folder,
    "standards.md": standards,
    "summaries.md": summaries,
    "tasks.md": tasks,
}

SLOW: Final = {"summaries.md", "standards.md", "receiving.md"}
