"""Every kind of document, made once from a demonstration district, and what LibreOffice prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.photos import IncomingPhoto
from inspector_app.services.wishes import (
    LedgerPrint,
    LessonsPrint,
    MonthPrint,
    PlatePrint,
    PlatesPrint,
    RecordsPrint,
    VisitPrint,
    Wish,
)
from tests.examples import FULL_LENGTH
from tests.office.peer import print_all

# A school year that is some days old: every kind has something to say, in few pages.
YOUNG, OLD = datetime(2026, 9, 12, 8, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)
SEPTEMBER = Month(2026, 9)
SCHOOL = "2121000001"
KINDERGARTEN = "1121000051"


@dataclass(frozen=True)
class Made:
    """The files of one document, and LibreOffice's prints of those that are not PDF."""

    files: Mapping[FileFormat, Path]
    printed: Mapping[FileFormat, Path]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[FileFormat, Path]]:
    """The files of every kind of document, by the code of the kind; more at full length."""
    folder = tmp_path_factory.mktemp("documents")
    clock = FixedClock(OLD if FULL_LENGTH else YOUNG)
    bootstrap.init_folder(folder / "data", district="210304", inspector_id="DX001", clock=clock)
    with bootstrap.open_workbench(folder / "data", clock=clock) as bench:
        bench.demo.build(years=1, seed=1)
        made = _Maker(bench, folder)
        made.records()
        for code, wish in {**_wishes(made.uid), **(_more() if FULL_LENGTH else {})}.items():
            made.document(code, wish)
        return made.made


@pytest.fixture(scope="session")
def documents(
    files: Mapping[str, Mapping[FileFormat, Path]], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Made]:
    """The same with LibreOffice's prints of the Word and Excel files, all made in one go."""
    # Word and Excel files of one document get names of their own: both become PDF files.
    ours = [
        path for each in files.values() for form, path in each.items() if form != FileFormat.PDF
    ]
    printed = print_all(ours, tmp_path_factory.mktemp("office"))
    return {
        code: Made(each, {form: printed[path] for form, path in each.items() if path in printed})
        for code, each in files.items()
    }


def _wishes(uid: str) -> dict[str, Wish]:
    return {
        "visit": VisitPrint(uid=uid),
        "visits": RecordsPrint(month=SEPTEMBER, inspector_id="DX001"),
        "lesson": LessonsPrint(uid=uid),
        "month": MonthPrint(month=SEPTEMBER),
        "ledger": LedgerPrint(month=SEPTEMBER),
        "plate": PlatePrint(school_code=SCHOOL),
        "plates": PlatesPrint(),
    }


def _more() -> dict[str, Wish]:
    return {
        "plate-kindergarten": PlatePrint(school_code=KINDERGARTEN),
        "ledger-open": LedgerPrint(),
        "ledger-october": LedgerPrint(month=SEPTEMBER.shifted(1)),
        "month-october": MonthPrint(month=SEPTEMBER.shifted(1)),
        "visits-october": RecordsPrint(month=SEPTEMBER.shifted(1), inspector_id="DX002"),
    }


class _Maker:
    """Makes files in a folder and remembers them."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self._bench, self._folder = bench, folder
        self.uid = rich_record(bench)
        self.made: dict[str, dict[FileFormat, Path]] = {}

    def records(self) -> None:
        """Make what takes a number: PDF and Word under one."""
        documents, forms = self._bench.documents, (FileFormat.PDF, FileFormat.WORD)
        blank = self._bench.blank_forms.begin(SCHOOL, *forms)
        for form in forms:
            self._put("blank-visit", form, blank.files[form])
        self._put("signing", FileFormat.PDF, documents.signing_pdf(self.uid)[0])
        self._put("signing", FileFormat.WORD, documents.signing_docx(self.uid)[0])

    def document(self, code: str, wish: Wish) -> None:
        """Make a document in each format that it is offered in."""
        for form in (FileFormat.PDF, FileFormat.WORD):
            self._put(code, form, self._bench.documents.file_of(wish, form))
        if isinstance(wish, MonthPrint | LedgerPrint):
            written = self._bench.printing.excel(wish, self._path(code, FileFormat.EXCEL))
            self.made[code][FileFormat.EXCEL] = written.path

    def _put(self, code: str, form: FileFormat, content: bytes) -> None:
        path = self._path(code, form)
        path.write_bytes(content)
        self.made.setdefault(code, {})[form] = path

    def _path(self, code: str, form: FileFormat) -> Path:
        return self._folder / f"{code}-{form}.{form}"


_ROUND = (
    "：“消防通道”畅通——台账齐全，责任到人；个别教室的门牌有脱落，已请学校在一周内整修，并存入档案。"
)
_RECORD: dict[str, Any] = {
    "school": SCHOOL, "date": "2026-09-11", "session": "上午", "type": "专项",
    "campaign": "校园安全专项", "notice": "已通知", "notice_date": "2026-09-09",
    "peers": ["督学02"], "others": "区市场监管人员两名", "host": "副校长", "topics": ["T6", "T7"],
    "month_theme": "冬季安全", "plan_text": "重点看消防通道和食堂留样。",
    "methods": {"campus_walks": 1, "documents_read": 4, "panels": 1, "panel_people": 6},
    "narrative": "\n".join(f"{hour:02d}:05　巡视第{hour}处{_ROUND}" for hour in range(8, 24)),
    "merits": ["明厨亮灶运行正常。", "值班记录齐全。"],
    "advice": "坚持日巡查、周小结……做到有检查、有记录、有整改。", "feedback_way": ["现场口头"],
    "feedback_to": "校长", "next_visit": "2026-10-08",
    "issues": [
        {"category": "T6", "description": f"第{number}处通道堆放课桌。", "severity": "严重",
         "safety_hazard": True, "requirement": "三日内清理并留影。", "responsible": "总务处",
         "deadline": "2026-09-18"}
        for number in range(1, 6)
    ],
}  # fmt: skip
_LESSON: dict[str, Any] = {
    "listener": "DX001", "period": 3, "class": "4年1班", "teacher": "教师07", "topic": "水的循环",
    "kind": "实验", "manner": "推门", "expected": 42, "present": 41, "has_plan": True,
    "homework": "观察记录一则", "strengths": "分工明确。",
    "process": "\n".join(["演示、分组、汇报。"] * 12),
    "weaknesses": "时间偏紧。", "advice": "精简讲解。", "grade": "良",
}  # fmt: skip


def rich_record(bench: Workbench) -> str:
    """Write a record in which every part of the form says something, some at length."""
    edit = bench.visit_edit
    uid = edit.new_from_json(_RECORD).uid
    for subject in ("科学", "语文"):
        added = edit.add_lesson_json(uid, {**_LESSON, "subject": subject})
        _photo(bench, PhotoOwner.LESSON, added.uid, f"听课本{subject}.jpg")
    for number in range(5):
        _photo(bench, PhotoOwner.VISIT, uid, f"IMG_2026091{number}_0{number}1500.jpg")
    return uid


def _photo(bench: Workbench, owner: PhotoOwner, uid: str, name: str) -> None:
    number = sum(map(ord, name))
    image = Image.new("RGB", (800, 600), (190, number % 255, 235))
    ImageDraw.Draw(image).rectangle((100 + number % 90, 180, 620, 430), fill=(200, 120, 90))
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    role = PhotoRole.LESSON_PAPER if owner is PhotoOwner.LESSON else PhotoRole.SITE
    incoming = IncomingPhoto(name=name, data=buffer.getvalue())
    bench.photos.add(owner, uid, files=[incoming], role=role)
