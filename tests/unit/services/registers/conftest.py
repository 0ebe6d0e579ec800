"""Entries of every kind that can be filed."""

from collections.abc import Callable
from typing import Any

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.services.context import Role
from tests.selfchecks import LEADING_GROUP, broken_down
from tests.selfchecks import filled as filled_selfcheck
from tests.unit.services.conftest import COMPLETE as RECORD
from tests.unit.services.conftest import SCHOOL

COMPLETE: dict[str, dict[str, Any]] = {
    "meeting": {
        "type": "工作例会", "held_on": "2026-11-20", "place": "教育局三楼会议室", "chair": "督学01",
        "expected": 12, "present": 10, "absent": 2, "absentees": "两人参加培训",
        "topics": [{"topic": "食堂检查的分工", "speaker": "督学02"}],
        "points": "各片区先自查，再互查。",
        "decisions": [
            {"matter": "完成食堂检查", "owner": "督学02", "due": "2026-11-27"},
            {"matter": "汇总问题清单", "owner": "督学03"},
        ],
        "recorder": "督学01",
    },
    "campaign": {
        "name": "2026年秋季校园安全专项督导", "theme": "校园安全", "start": "2026-11-10",
        "end": "2026-11-30", "basis": "示教督〔2026〕7号", "target": "中小学、幼儿园",
        "content": "消防、食堂、周边交通。", "ways": "听、看、查、谈", "form": "校园安全专项量表",
        "groups": [
            {"head": "督学01", "members": ["督学02", "督学03"], "schools": [SCHOOL]},
        ],
        "demands": "如实记录，当场反馈。", "notice_no": "示教督〔2026〕8号",
        "notice_on": "2026-11-06",
    },
    "weekly": {
        "monday": "2026-11-16", "inspector": "督学01", "teaching_week": "第12教学周",
        "zone": "第一督学责任区", "visit_count": 1, "lesson_count": 2, "issue_count": 1,
        "closed_count": 0, "visits": "11月20日 示范区第3小学。", "lessons": "听课2节：语文2节。",
        "issues": "示范区第3小学：消防通道堆放杂物。", "merits": "", "other": "",
        "matters": "", "plan": "11月24日上午 示范区第3小学。",
    },
    "suggestion": {
        "made_on": "2026-11-18", "made_to": "教育局", "receiver": "基教科",
        "content": "建议统一配备幼儿园门口的硬质隔离设施。", "basis": "三所园的检查结果",
        "school": SCHOOL, "inspector": "督学01",
    },
    "appointment": {
        "inspector": "督学01", "level": "区", "tenure": "兼职", "document_no": "示教督〔2024〕3号",
        "start": "2024-09-01", "end": "2027-08-31", "term": 1,
    },
    "training": {
        "start": "2026-10-12", "end": "2026-10-14", "form": "集中", "organiser": "区教育局",
        "place": "教师进修学校", "content": "督导评估工具和问题整改。", "hours": 18,
        "people": ["督学01", "督学02"],
    },
    "opinion": {
        "document_no": "示政督〔2026〕9号", "dated": "2026-11-02", "sender": "市人民政府教育督导室",
        "level": "市", "merits": [{"text": "集团办学有成效。"}],
        "problems": [
            {"text": "校长兼课落实不够。", "unit": "人事科", "person": "督学02",
             "due": "2026-12-31", "measures": "每周兼课四节。"},
            {"text": "普惠园数量不足。", "unit": "基教科", "person": "督学01",
             "due": "2026-12-31", "measures": "新增两所普惠园。", "grade": "基本合格"},
        ],
        "advice": [{"text": "加强队伍建设。"}],
        "claims": [{"what": "问题", "number": 2}],
    },
    "policy": {
        "title": "关于加强经常性督导工作的通知", "document_no": "示教督〔2026〕5号",
        "issued_by": "示范区教育督导委员会", "dated": "2026-03-02", "level": "区",
        "topic": "经常性督导", "summary": "每月入校不少于一次。", "related": "校园安全专项",
    },
    "emergency": {
        "happened_on": "2026-11-19", "happened_at": "10:20", "school": SCHOOL,
        "type": "事故灾难", "account": "教学楼外墙瓷砖脱落。", "casualties": "无",
        "measures": "拉警戒线，学生绕行。", "reported_to": "督导室主任",
        "reported_on": "2026-11-19", "reported_at": "10:35", "arrived_on": "2026-11-19",
        "arrived_at": "11:00", "inspector": "督学01", "follow_up": "住建部门排查。",
    },
    "complaint": {
        "source": "来电", "received_on": "2026-11-18", "received_at": "09:20", "school": SCHOOL,
        "account": "食堂饭菜不热。", "category": "食堂卫生", "accepted_on": "2026-11-18",
        "anonymous": True, "standing": "家长", "recorder": "督学01", "inspector": "督学01",
    },
    "summary": {
        "title": "2026年督导工作总结", "span": "年度", "first": "2026-01-01",
        "until": "2026-11-20", "scope": "个人", "inspector": "督学01", "unit": "督学01",
        "overview": "本年入校督导{visits=0}校次，按计划进行。", "next_steps": "按计划入校。",
    },
    "unit": {
        "name": "示范区市场监督管理局", "short": "市场监管局", "duties": "学校食堂和周边食品安全。",
        "contacts": [
            {"name": "联络员01", "post": "科长", "phone": "0412-100001", "start": "2026-01-05",
             "end": "2026-08-31"},
            {"name": "联络员02", "post": "副科长", "phone": "0412-100002", "start": "2026-09-01"},
        ],
        "start": "2022-03-01", "note": "示委〔2022〕1号",
    },
    "post": {
        "post": "督导室主任", "person": "督学03", "document_no": "示教任〔2025〕4号",
        "start": "2025-09-01",
    },
    "zone": {
        "name": "第一督学责任区", "start": "2026-09-01", "head": "督学02", "liaison": "联络员03",
        "note": "随新学年调整",
    },
    "monitor": {
        "name": "监督员01", "unit": "示范区家长委员会", "identity": "家长代表",
        "start": "2026-03-01", "end": "2028-02-29", "phone": "13900000001",
    },
    "case": {
        "title": "一条警戒线带来的改变", "category": "安全", "school": SCHOOL,
        "inspector": "督学01", "term": "2026-2027 第一学期", "written_on": "2026-11-20",
        "background": "背景。" * 130, "process": "过程。" * 130, "results": "成效。" * 130,
        "lessons": "启示。" * 130, "private": True,
    },
    "group": LEADING_GROUP,
    "selfcheck": filled_selfcheck(),
    "duty": broken_down(),
}  # fmt: skip


@pytest.fixture
def add(workbench: Workbench) -> Callable[..., str]:
    """Begin an entry of a kind that misses nothing; keywords replace its fields."""

    def make(kind: str, **values: Any) -> str:
        return workbench.register_edit.new_from_json(kind, {**COMPLETE[kind], **values}).uid

    return make


@pytest.fixture
def filed(workbench: Workbench, add: Callable[..., str]) -> Callable[..., str]:
    """The same, filed."""

    def make(kind: str, **values: Any) -> str:
        uid = add(kind, **values)
        workbench.registers.file(uid)
        return uid

    return make


@pytest.fixture
def visit(workbench: Workbench) -> Callable[..., str]:
    """File a record; keywords replace its fields."""

    def make(**fields: Any) -> str:
        uid = workbench.visit_edit.new_from_json({**RECORD, **fields}).uid
        workbench.visits.file(uid)
        return uid

    return make


def be_office(workbench: Workbench) -> None:
    """Let the folder be that of the office."""
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
