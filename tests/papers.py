"""Every kind of document, made from a demonstration district, for other tests to look at."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.standard_options import StandardForm
from inspector_app.domain.table_period import month_period
from inspector_app.domain.task import TaskKind, TaskSource
from inspector_app.exchange.keys import DeviceKey
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.tasks import TaskWish
from inspector_app.services.wishes import (
    BalancePart,
    BalancePrint,
    BlankChecklistPrint,
    BlankFormPrint,
    BlankLessonPrint,
    CasesPrint,
    ChecklistsPrint,
    ComplaintPrint,
    CreationPlanPrint,
    DeparturePrint,
    DistrictMonthPrint,
    DunningPrint,
    EntriesPrint,
    EntryPrint,
    FormCountsPrint,
    FormsPrint,
    InterviewsPrint,
    LedgerPrint,
    LessonsPrint,
    MonthPrint,
    NumbersPrint,
    PeriodPrint,
    PlateCoveragePrint,
    PlatePrint,
    PlatesPrint,
    QuestionnairesPrint,
    RecordsPrint,
    ReportPrint,
    RosterPrint,
    StandardPrint,
    SummaryForm,
    SummaryPrint,
    Tabled,
    TaskBoardPrint,
    TravelPrint,
    VisitPrint,
    Wish,
    ZonesPrint,
)
from tests.form_packages import package, xform
from tests.letters import filed_record, letter_wishes
from tests.selfchecks import SIXTEEN_UNITS, broken_down, filled
from tests.unit.counties import VARIED, county_book

# A school year that is some days old: every kind has something to say, in few pages.
YOUNG, OLD = datetime(2026, 9, 12, 8, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)
SEPTEMBER = Month(2026, 9)
SCHOOL = "2121000001"
KINDERGARTEN = "1121000051"
MEETING = str(uuid.UUID(int=40))
TALKS = str(uuid.UUID(int=60))
COMPLAINT = str(uuid.UUID(int=61))
ASSESSMENT = "CS-2026-DX001-0001"
_COMPLAINT_PAPERS = ("call-note", "complaint-handling", "complaint-review")
OPINION = str(uuid.UUID(int=41))
SUMMARY = str(uuid.UUID(int=62))
SELFCHECK, DUTY = (str(uuid.UUID(int=number)) for number in (42, 43))
_DUTY_PAPERS = ("responsibilities", "tasks", "matrix")
CASES = tuple(str(uuid.UUID(int=50 + place)) for place in range(2))


@contextmanager
def demonstration(folder: Path, *, at: datetime) -> Iterator[Workbench]:
    """Open a new folder with demonstration data, at an instant that stands still."""
    clock = FixedClock(at)
    bootstrap.init_folder(folder, district="210304", inspector_id="DX001", clock=clock)
    with bootstrap.open_workbench(folder, clock=clock) as bench:
        _sign_alike(bench)
        bench.demo.build(years=1, seed=1)
        yield bench


def _sign_alike(bench: Workbench) -> None:
    """Give the folder a key and a name that are no chance: codes look the same each time."""
    bench.context.identity = replace(bench.context.identity, device="papers")
    key = DeviceKey(bytes(range(32)))
    with bench.context.database.transaction():
        bench.context.stores.bundles.put_key(
            chain=key.public.chain, secret=key.private_bytes, made_at=bench.context.now_text()
        )


def wishes(uid: str) -> dict[str, Wish]:
    return {
        "visit": VisitPrint(uid=uid),
        "visits": RecordsPrint(month=SEPTEMBER, inspector_id="DX001"),
        "lesson": LessonsPrint(uid=uid),
        "blank-lesson": BlankLessonPrint(uid=uid),
        "interview": InterviewsPrint(uid=TALKS),
        "questionnaire": QuestionnairesPrint(uid=TALKS),
        "checklist": ChecklistsPrint(uid=TALKS),
        "blank-checklist": BlankChecklistPrint(form="shuangjian"),
        "form": FormsPrint(uid=TALKS),
        "blank-form": BlankFormPrint(form="demo"),
        "form-counts": FormCountsPrint(form="demo", drafts=True),
        "month": MonthPrint(month=SEPTEMBER),
        "tables": PeriodPrint(period=month_period(SEPTEMBER)),
        "ledger": LedgerPrint(month=SEPTEMBER),
        "plate": PlatePrint(school_code=SCHOOL),
        "plates": PlatesPrint(),
        "register": EntryPrint(uid=MEETING),
        "register-list": EntriesPrint(wanted=EntrySearch(kind="meeting")),
        **{
            code: ComplaintPrint(uid=COMPLAINT, form=form)
            for code, form in zip(_COMPLAINT_PAPERS, ComplaintForm, strict=True)
        },
        "selfcheck": StandardPrint(uid=SELFCHECK, form=StandardForm.SELFCHECK),
        **{
            code: StandardPrint(uid=DUTY, form=form)
            for code, form in zip(_DUTY_PAPERS, list(StandardForm)[1:], strict=True)
        },
        "plate-coverage": PlateCoveragePrint(on=YOUNG.date()),
        "roster": RosterPrint(on=YOUNG.date()),
        "zones": ZonesPrint(on=YOUNG.date()),
        "cases": CasesPrint(uids=CASES),
        "rectification-report": ReportPrint(uid=OPINION),
        "summary": SummaryPrint(uid=SUMMARY),
        "duty-assessment": SummaryPrint(uid=SUMMARY, form=SummaryForm.ASSESSMENT),
        "dunning": DunningPrint(month=SEPTEMBER),
        "task-board": TaskBoardPrint(),
        "district-month": DistrictMonthPrint(month=SEPTEMBER),
        "travel": TravelPrint(first=SEPTEMBER.period.start, until=SEPTEMBER.period.end),
        "numbers": NumbersPrint(code="示教督", year=2026),
        "departure": DeparturePrint(school_code=SCHOOL),
        "balance": BalancePrint(uid=ASSESSMENT),
        "balance-failing": BalancePrint(uid=ASSESSMENT, part=BalancePart.FAILING),
        "creation-plan": CreationPlanPrint(uid=ASSESSMENT),
    }


def more_wishes() -> dict[str, Wish]:
    return {
        "plate-kindergarten": PlatePrint(school_code=KINDERGARTEN),
        "ledger-open": LedgerPrint(),
        "ledger-october": LedgerPrint(month=SEPTEMBER.shifted(1)),
        "month-october": MonthPrint(month=SEPTEMBER.shifted(1)),
        "visits-october": RecordsPrint(month=SEPTEMBER.shifted(1), inspector_id="DX002"),
    }


def keep_numbers(bench: Workbench) -> None:
    """Keep numbers of letters of which some were used, one is void and some were passed over."""
    numbers = bench.numbers
    numbers.keep_series("示教督", {LetterKind.RECTIFICATION_NOTICE}, first=12)
    numbers.use("示教督〔2026〕12号", title="关于开展校园安全专项督导的通知", addressee="各学校")
    numbers.use("示教督〔2026〕13号", title="整改通知书", addressee="示范区第1小学")
    numbers.void("示教督〔2026〕13号", reason="主送写错，另行发文")
    numbers.use("示教督〔2026〕17号", title="督导意见书", addressee="示范区第2小学")


def fill_form(bench: Workbench, folder: Path) -> None:
    """Publish a small form with every kind of question, and fill it in beside a record."""
    form = bench.form_versions.publish(package(folder, xform())).form
    row = bench.forms.begin(TALKS, form).uid
    bench.forms.add(row, "/data/finding")
    for path, text in (
        ("base/school", SCHOOL), ("base/stage", "p"), ("base/ways", "meals docs"),
        ("base/pupils", "412"), ("base/classes", "9"), ("base/day", "2026-09-10"),
        ("base/remark", "课间看了操场和食堂。"), ("rates/m/r1", "1"), ("rates/m/r2", "4"),
        ("rates/why", "作业没有公示。"), ("meals/m_n", "3"),
        ("finding[1]/f_text", "二楼应急灯不亮。"), ("finding[1]/f_who", "总务处"),
        ("finding[1]/f_grave", "serious"),
    ):  # fmt: skip
        bench.forms.set(row, f"/data/{path}", text)


def give_tasks(bench: Workbench) -> None:
    """Give a task that was answered, and one with two schools that nobody has begun."""
    own = bench.tasks.add(
        TaskWish(title="报送国庆假期值班表", due=date(2026, 9, 25), kind=TaskKind.REPORT)
    )
    bench.task_answers.answer(own.task.number, "已收齐，周五报出。")
    bench.tasks.add(
        TaskWish(
            title="国庆前校园安全检查", due=date(2026, 9, 28), kind=TaskKind.VISIT,
            schools=(SCHOOL, KINDERGARTEN), source=TaskSource.SUPERIOR,
            reference="示教发〔2026〕11号",
        )
    )  # fmt: skip


class Maker:
    """Makes files in a folder and remembers them."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self._bench, self._folder = bench, folder
        self.uid = rich_record(bench)
        write_registers(bench)
        keep_assessment(bench, folder)
        bench.visit_edit.new_from_json(_TALKS)
        bench.checklists.fill(TALKS, "shuangjian", {"1": "符合", "4": "否", "4备注": "栏空着"})
        fill_form(bench, folder)
        keep_numbers(bench)
        give_tasks(bench)
        self.made: dict[str, dict[FileFormat, Path]] = {}

    def records(self, *forms: FileFormat) -> None:
        """Make what takes a number: each form of it under one."""
        documents = self._bench.documents
        signing = {FileFormat.PDF: documents.signing_pdf, FileFormat.WORD: documents.signing_docx}
        blank = self._bench.blank_forms.begin(SCHOOL, *forms)
        for form in forms:
            self._put("blank-visit", form, blank.files[form])
            self._put("signing", form, signing[form](self.uid)[0])

    def document(self, code: str, wish: Wish, *forms: FileFormat) -> None:
        """Make a document in those of the formats that it is offered in."""
        for form in set(forms) - {FileFormat.EXCEL}:
            self._put(code, form, self._bench.documents.file_of(wish, form))
        if FileFormat.EXCEL in forms and isinstance(wish, Tabled):
            written = self._bench.printing.excel(wish, self._path(code, FileFormat.EXCEL))
            self.made[code][FileFormat.EXCEL] = written.path

    def letters(self, *forms: FileFormat) -> None:
        """Make every letter of the ledger of a record of its own."""
        uid = filed_record(self._bench, SCHOOL)
        for code, wish in letter_wishes(self._bench, uid, SCHOOL).items():
            self.document(code, wish, *forms)

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
    "uuid": str(uuid.UUID(int=1)),
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
        {"uuid": str(uuid.UUID(int=10 + number)), "category": "T6",
         "description": f"第{number}处通道堆放课桌。", "severity": "安全隐患",
         "requirement": "三日内清理并留影。", "responsible": "总务处",
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
    for place, subject in enumerate(("科学", "语文")):
        known = {"uuid": str(uuid.UUID(int=20 + place)), "subject": subject}
        added = edit.add_lesson_json(uid, {**_LESSON, **known})
        _photo(bench, PhotoOwner.LESSON, added.uid, f"听课本{subject}.jpg")
    for number in range(5):
        _photo(bench, PhotoOwner.VISIT, uid, f"IMG_2026091{number}_0{number}1500.jpg")
    return uid


_TALKS: dict[str, Any] = {
    "uuid": TALKS, "school": SCHOOL, "date": "2026-09-11", "lead": "DX005",
    "interviews": [
        {"audience": "教师", "people": 6, "way": "座谈", "withdrawn": True,
         "outline": "教研、负担、待遇", "points": "\n".join(["教研两周一次，负担可以承受。"] * 12),
         "problems": "周末的培训没有提前通知。"},
    ],
    "questionnaires": [
        {"theme": "课后服务满意度", "respondents": "家长",
         "counts": {"sent": 50, "returned": 48, "valid": 47},
         "questions": "单选 对课后服务满意吗 | 满意 30 | 基本满意 12 | 不满意 3\n"
         "多选 喜欢哪些社团 | 合唱 18 | 足球 25 | 书法 9\n量表 学习负担 | 1 20 | 2 15 | 3 8\n"
         "填空 最希望改进什么 | 多开社团 | 接送时间再晚半小时"},
    ],
}  # fmt: skip
_MEETING: dict[str, Any] = {
    "uuid": MEETING, "type": "工作例会", "held_on": "2026-09-10", "began_at": "14:00",
    "place": "教育局三楼会议室", "chair": "督学01", "campaign": "校园安全专项", "expected": 12,
    "present": 10, "absent": 2, "absentees": "两人在外培训，已请假。",
    "topics": [{"topic": "食堂检查的分工", "speaker": "督学02"}, {"topic": "开学检查的情况"}],
    "points": "\n".join(f"第{place}片区：{_ROUND}" for place in range(1, 6)),
    "decisions": [
        {"matter": f"第{place}片区完成食堂检查，汇总问题，逐校反馈，并在例会上说明情况。",
         "owner": f"督学{place:02d}", "due": "2026-09-25"}
        for place in range(1, 6)
    ],
    "recorder": "督学03",
}  # fmt: skip


_COMPLAINT: dict[str, Any] = {
    "uuid": COMPLAINT, "source": "上级转办", "received_on": "2026-09-07", "received_at": "15:30",
    "school": SCHOOL, "account": "食堂饭菜不热，学生回家说吃不饱。",
    "category": "食堂卫生", "standing": "家长",
    "accepted_on": "2026-09-08", "recorder": "DX001", "inspector": "DX001",
    "name": "反映人甲乙", "phone": "13900001234", "order_no": "示信转〔2026〕8号",
    "order_on": "2026-09-07", "order_due": "2026-10-20", "verified_on": "2026-09-10",
    "verification": "到校查看留样和温度，菜品保温不足。", "finding": "部分属实",
    "office_advice": "责成学校整改。",
}  # fmt: skip


_LETTER: dict[str, Any] = {
    "uuid": OPINION, "document_no": "示政督〔2026〕9号", "dated": "2026-09-01", "level": "市",
    "sender": "市人民政府教育督导室", "merits": [{"text": "集团办学有成效。"}],
    "problems": [
        {"text": f"第{place}个问题：校长兼课落实不够，有的学校没有记录。", "unit": "人事科",
         "person": "科长", "due": "2026-12-31", "result": "已建立兼课台账。" if place < 4 else "",
         "measures": "校长每周兼课四节。\n一是排进课表；二是每月检查一次。",
         "done_on": "2026-09-10" if place < 4 else None}
        for place in range(1, 6)
    ],
    "advice": [{"text": "加强队伍建设。"}],
}  # fmt: skip


_SUMMARY: dict[str, Any] = {
    "uuid": SUMMARY, "title": "2026年督学履职总结（督学01）", "span": "年度",
    "first": "2026-01-01", "until": "2026-09-12", "scope": "个人", "inspector": "DX001",
    "unit": "督学01",
    "overview": "2026年，本人入校督导{visits}校次，实督导学校（园）{visited_schools}所，"
    "责任校覆盖{coverage}。\n听课{lessons}节次，发现问题{issues_found}个，销号{closed}个。",
    "practices": "1.入校督导。校园巡视{campus_walks}次，查阅资料{documents_read}份。\n"
    "2.随机听课。听课{lessons}节次，学年任务完成{lesson_target}。",
    "problems": "共发现问题{issues_found}个，按类别排在前面的是“{topic1_name}”{topic1}个。",
    "advice": "针对问题最多的“{topic1_name}”，建议【请补充】。",
}  # fmt: skip


def write_registers(bench: Workbench) -> None:
    """Write a meeting at length and several short ones, and appointments."""
    edit, registers = bench.register_edit, bench.registers
    edit.new_from_json("meeting", _MEETING)
    for day in range(1, 10):
        short = {"held_on": f"2026-09-{day:02d}", "type": "校长专题会", "place": f"会议室{day}"}
        edit.new_from_json("meeting", {**short, "topics": [{"topic": f"第{day}次专题"}]})
    for place in range(1, 5):
        appointed = {
            "inspector": f"DX{place:03d}", "level": "区", "tenure": "兼职", "term": place,
            "document_no": f"示教督〔2023〕{place}号", "start": "2023-10-01", "end": "2026-09-30",
        }  # fmt: skip
        registers.file(edit.new_from_json("appointment", appointed).uid)
    registers.file(edit.new_from_json("opinion", _LETTER).uid)
    assessed = filled(basic=(11, 26), failed=(4,))
    # 84.996 %: what rounding does to it is told.
    assessed["items"][0].update(numerator="84996", denominator="100000")
    edit.new_from_json("selfcheck", {"uuid": SELFCHECK, **assessed})
    edit.new_from_json("duty", {"uuid": DUTY, **broken_down(SIXTEEN_UNITS)})
    parts = ("background", "process", "results", "lessons")
    for place, uid in enumerate(CASES):
        written = {
            "uuid": uid, "title": f"一条警戒线带来的改变（{place + 1}）", "category": "安全",
            "school": SCHOOL, "inspector": f"DX{place + 1:03d}", "term": "2026-2027 第一学期",
            "private": True, **dict.fromkeys(parts, "\n".join([_ROUND] * 9)),
        }  # fmt: skip
        registers.file(edit.new_from_json("case", written).uid)
    edit.new_from_json("summary", _SUMMARY)
    # A draft: it is printed, and the table of the month stays as it is.
    edit.new_from_json("complaint", _COMPLAINT)
    for place, card in enumerate(bench.zones.cards(), start=1):
        bench.zones.set(card.zone, head=f"督学{place:02d}", liaison=f"联络员{place:02d}")
    bench.plates.hang([SCHOOL], on=date(2026, 9, 1))


def keep_assessment(bench: Workbench, folder: Path) -> None:
    """Keep an assessment with a plan of which some is done and some overdue."""
    uid = bench.assessments.keep(county_book(folder / "各校数据.xlsx", *VARIED), year="2026").uid
    bench.creation_plans.draft_due(uid, "2026-12-31")
    steps = [step.uid for step in bench.creation_plans.plan(uid).steps]
    bench.creation_plans.change(steps[:3], {"person": "督学02", "due": "2026-9-1"})
    bench.creation_plans.change(steps[3:5], {"progress": "已添置", "done_on": "2026-9-8"})


def _photo(bench: Workbench, owner: PhotoOwner, uid: str, name: str) -> None:
    number = sum(map(ord, name))
    image = Image.new("RGB", (800, 600), (190, number % 255, 235))
    ImageDraw.Draw(image).rectangle((100 + number % 90, 180, 620, 430), fill=(200, 120, 90))
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    role = PhotoRole.LESSON_PAPER if owner is PhotoOwner.LESSON else PhotoRole.SITE
    incoming = IncomingPhoto(name=name, data=buffer.getvalue())
    bench.photos.add(owner, uid, files=[incoming], role=role)
