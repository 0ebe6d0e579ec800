"""A filed record whose issues went through 整改, and the wish for each letter of the ledger."""

import uuid
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind, Measure
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.wishes import LetterPrint

REFERENCE = "示教督〔2026〕3号"
_K = IssueEventKind
_FIRST, _SECOND = date(2026, 9, 10), date(2026, 9, 11)
_RECORD: dict[str, Any] = {
    "uuid": str(uuid.UUID(int=100)), "date": "2026-09-09", "session": "全天",
    "type": "专项", "campaign": "校园安全专项", "notice": "随机", "topics": ["T6", "T7"],
    "methods": {"campus_walks": 1, "documents_read": 4, "panels": 1, "panel_people": 6},
    "narrative": "巡视校园，查看食堂和消防通道。",
    "merits": ["明厨亮灶运行正常，留样标签齐全。", "值班记录逐日填写，交接有签字。"],
    "advice": "学校重视安全工作，制度齐全。\n坚持日巡查、周小结，做到有检查、有记录、有整改。",
    "feedback_way": ["现场口头", "书面反馈意见书"], "feedback_to": "校长",
    "next_visit": "2026-10-08",
    "issues": [
        {"uuid": str(uuid.UUID(int=101)), "category": "T6", "severity": "安全隐患",
         "description": "教学楼二层西侧消防通道堆放课桌，应急照明灯两盏不亮。",
         "requirement": "三日内清理通道、更换灯具，并留影。",
         "responsible_unit": "总务处", "responsible": "总务主任", "deadline": "2026-09-18"},
        {"uuid": str(uuid.UUID(int=102)), "category": "T7", "severity": "一般",
         "description": "食堂留样柜温度记录缺三天。", "requirement": "每日记录两次，管理员签字。",
         "responsible_unit": "食堂", "deadline": "2026-09-30"},
        {"uuid": str(uuid.UUID(int=103)), "category": "T6", "severity": "严重",
         "handling": "协商科室", "description": "校门外道路没有减速带和警示标志。",
         "requirement": "报请有关部门增设。", "deadline": "2026-10-30"},
    ],
}  # fmt: skip


def filed_record(bench: Workbench, school: str) -> str:
    """File a record with three issues: one two rounds long, one quiet, one with a 科室."""
    uid = bench.visit_edit.new_from_json({**_RECORD, "school": school}).uid
    hazard, _, road = (issue.uid for issue in bench.visits.get(uid).issues)
    _photo(bench, hazard, PhotoRole.BEFORE, "IMG_20260909_091500.jpg")
    bench.visits.file(uid)
    told = EventDetails(person="副校长", at="09:20")
    phoned = EventDetails(person="督导室值班员", at="09:35")
    _tell(bench, hazard, _K.SCHOOL_TOLD, date(2026, 9, 9), details=told)
    _tell(bench, hazard, _K.OFFICE_PHONED, date(2026, 9, 9), details=phoned)
    _tell(bench, hazard, _K.NOTICE_ISSUED, _FIRST, details=EventDetails(reference=REFERENCE))
    measures = (Measure(text="清空通道"), Measure(text="更换应急照明灯四盏", due=_SECOND))
    _tell(bench, hazard, _K.PLANNED, _FIRST, details=EventDetails(measures=measures))
    _tell(bench, hazard, _K.ANSWERED, _FIRST, note="课桌已搬走，灯具已报修。")
    _tell(bench, hazard, _K.NOT_ACCEPTED, _SECOND, note="灯具仍不亮。", until=date(2026, 9, 16))
    _photo(bench, hazard, PhotoRole.AFTER, "IMG_20260911_081500.jpg")
    _tell(bench, hazard, _K.ANSWERED, _SECOND, note="四盏灯已更换并试亮。")
    wanted = EventDetails(person="安全管理科")
    _tell(bench, road, _K.CONSULTED, _FIRST, note="请协调交管部门增设减速带。", details=wanted)
    return uid


def letter_wishes(bench: Workbench, uid: str, school: str) -> dict[str, LetterPrint]:
    """Return the wish for each letter of a record made by ``filed_record``, by its document."""
    hazard, quiet, road = (issue.uid for issue in bench.visits.get(uid).issues)
    subjects = {
        LetterKind.RECTIFICATION_NOTICE: (hazard, quiet),
        LetterKind.FEEDBACK_LETTER: (uid,),
        LetterKind.OPINION_LETTER: (uid,),
        LetterKind.CHECK_SHEET: (hazard,),
        LetterKind.CLOSED_LOOP: (hazard,),
        LetterKind.HAZARD_SLIP: (hazard,),
        LetterKind.CONSULTATION_LETTER: (road,),
        LetterKind.REPLY_FORM: (school,),
        LetterKind.SCHOOL_HANDOVER: (school,),
        LetterKind.CAMPAIGN_OPINION: (_campaign(bench, school),),
    }
    return {
        kind.value.replace("_", "-"): LetterPrint(kind=kind, subjects=subjects[kind])
        for kind in LetterKind
    }


def _campaign(bench: Workbench, school: str) -> str:
    """File the campaign that the record belongs to, and draft its opinion."""
    group = {"head": "DX001", "members": ["DX002", "DX003"], "schools": [school]}
    plan = {
        "uuid": str(uuid.UUID(int=110)), "name": _RECORD["campaign"], "theme": "校园安全",
        "start": "2026-09-01", "end": "2026-09-30", "basis": "示教督〔2026〕7号",
        "target": "中小学", "content": "消防、食堂、周边交通。", "ways": "听、看、查、谈",
        "demands": "如实记录。", "groups": [group],
    }  # fmt: skip
    uid = bench.register_edit.new_from_json("campaign", plan).uid
    bench.registers.file(uid)
    bench.campaigns.draft_opinion(uid)
    return uid


def _tell(bench: Workbench, issue: str, kind: IssueEventKind, on: date, **said: Any) -> None:
    bench.issues.record(issue, NextStep(kind=kind, on=on, **said))


def _photo(bench: Workbench, issue: str, role: PhotoRole, name: str) -> None:
    image = Image.new("RGB", (800, 600), (190, 200, 235))
    shade = (200, 120, 90) if role is PhotoRole.BEFORE else (110, 170, 110)
    ImageDraw.Draw(image).rectangle((120, 180, 640, 430), fill=shade)
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    file = IncomingPhoto(name=name, data=buffer.getvalue())
    bench.photos.add(PhotoOwner.ISSUE, issue, files=[file], role=role)
