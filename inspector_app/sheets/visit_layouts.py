"""The columns of the four sheets of past records."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from inspector_app.domain.labels.complaints import FINDING_LABEL
from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.lesson import LAST_PERIOD
from inspector_app.sheets.cells import (
    Reader,
    choice,
    read_count,
    read_school_code,
    read_yes_no,
)
from inspector_app.sheets.dates import read_date
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.people import People
from inspector_app.sheets.roster_layouts import SCHOOL_CODES
from inspector_app.sheets.table import Column, Layout, Need
from inspector_app.sheets.text import code_of, compact, free_text, key_of, label_of, shown, text_of
from inspector_app.sheets.visit_rows import Known

RECORDS: Final = "督导记录"
LESSONS: Final = "听课记录"
ISSUES: Final = "问题"
COMPLAINTS: Final = "投诉"

STATUSES: Final = ("草稿", "已提交", "已上报", "作废")
_LONGEST_NUMBER: Final = 64
_COUNTS: Final = (
    ("校园巡视", "次", "campus_walks"),
    ("查阅资料", "份", "documents_read"),
    ("列席会议", "次", "meetings_attended"),
    ("座谈", "场", "panels"),
    ("访谈教师", "人", "teachers_interviewed"),
    ("访谈学生", "人", "students_interviewed"),
    ("访谈家长", "人", "parents_interviewed"),
    ("问卷发放", "份", "questionnaires_sent"),
    ("问卷回收", "份", "questionnaires_returned"),
    ("听取汇报", "次", "briefings_heard"),
)

_session: Final = choice(SESSION_LABEL.values())
_visit_type: Final = choice(
    VISIT_TYPE_LABEL.values(),
    also={
        "经常性(随访)": "经常性",
        "经常性督导": "经常性",
        "随访": "经常性",
        "专项督导": "专项",
        "综合督导": "综合",
        "联合": "联合督导",
    },
)
_status: Final = choice(STATUSES)
_severity: Final = choice(
    WEIGHT_LABEL.values(), also={f"{word}问题": word for word in WEIGHT_LABEL.values()}
)
_grade: Final = choice(LESSON_GRADE_LABEL.values())
_finding: Final = choice(FINDING_LABEL.values())
_TOPICS: Final = {code: name for code, name in TOPIC_LABEL.items() if code.startswith("T")}
_topic: Final = choice(
    _TOPICS,
    also={
        **{name: code for code, name in _TOPICS.items()},
        **{f"{code}{name}": code for code, name in _TOPICS.items()},
    },
)


def visit_layouts(known: Known, *, serial_zero: date) -> tuple[Layout, ...]:
    """Return the four layouts, with readers that know the schools, the people and the day."""
    day = partial(read_date, serial_zero=serial_zero)
    past = _not_after(known.today, day)
    people = People(known.inspectors)
    school = _school(known.schools)
    return (
        _records(people, school, past),
        _lessons(people),
        _issues(day, past),
        _complaints(people, school, day, past),
    )


def _records(people: People, school: Reader, past: Reader) -> Layout:
    never = Need.NEVER
    return Layout(
        title=RECORDS,
        columns=(
            Column(header="记录编号", field="number", read=_number, also=("编号",)),
            Column(header="学校标识码", field="school_code", read=school, also=SCHOOL_CODES),
            Column(
                header="学校名称", field="school_name", read=_name, name_like=True,
                need=never, empty="",
                also=("被督导学校", "学校(园)名称", "学校"),
            ),
            Column(header="督导日期", field="visited_on", read=past, also=("日期", "入校日期")),
            Column(header="时段", field="session", read=_session),
            Column(header="督导类型", field="visit_type", read=_visit_type, also=("类型",)),
            Column(
                header="责任督学", field="lead_id", read=people.one, also=("责任督学(主)", "督学"),
            ),
            Column(
                header="同行督学", field="peer_ids", read=people.several, need=never, empty=(),
                also=("同行人员", "随行督学"),
            ),
            Column(header="是否线上", field="online", read=read_yes_no, also=("线上",)),
            Column(header="状态", field="status", read=_status),
            *(
                Column(
                    header=header, field=name, unit=unit, need=never, empty=0,
                    read=partial(read_count, unit=unit),
                )
                for header, unit, name in _COUNTS
            ),
            Column(
                header="督导过程", field="narrative", read=free_text, need=never, empty="",
                also=("督导纪实", "过程记录", "督导过程(纪实)"),
            ),
            Column(
                header="亮点", field="merits", read=free_text, need=never, empty="",
                also=("亮点与经验",),
            ),
            Column(
                header="意见建议", field="advice", read=free_text, need=never, empty="",
                also=("督导意见和建议", "意见和建议", "督导意见"),
            ),
        ),
    )  # fmt: skip


def _lessons(people: People) -> Layout:
    return Layout(
        title=LESSONS,
        columns=(
            Column(header="记录编号", field="record_number", read=_number, also=("督导记录编号",)),
            Column(
                header="听课督学", field="listener_id", read=people.one, also=("听课人", "督学")
            ),
            Column(header="节次", field="period", read=_period),
            Column(header="班级", field="class_name", read=label_of),
            Column(header="学科", field="subject", read=label_of, also=("科目",)),
            Column(header="是否整节", field="whole", read=read_yes_no, also=("整节",)),
            Column(
                header="等级", field="grade", read=_grade, need=Need.NEVER, empty="",
                also=("评价等级",),
            ),
        ),
    )  # fmt: skip


def _issues(day: Reader, past: Reader) -> Layout:
    return Layout(
        title=ISSUES,
        columns=(
            Column(header="问题编号", field="number", read=_number),
            Column(header="记录编号", field="record_number", read=_number, also=("督导记录编号",)),
            Column(header="类别", field="topic", read=_topic, also=("问题类别",)),
            Column(header="问题描述", field="description", read=free_text, also=("存在问题",)),
            Column(header="严重程度", field="severity", read=_severity),
            Column(
                header="当场整改", field="fixed_on_the_spot", read=read_yes_no,
                also=("是否当场整改",),
            ),
            Column(header="整改时限", field="deadline", read=day, also=("时限", "整改期限")),
            Column(header="延期至", field="extended_to", read=day, need=Need.NEVER),
            *(
                Column(header=header, field=name, read=past, need=Need.NEVER)
                for header, name in (
                    ("通知书日期", "notice_on"),
                    ("学校报送日期", "answered_on"),
                    ("销号日期", "closed_on"),
                    ("撤销日期", "voided_on"),
                )
            ),
        ),
    )  # fmt: skip


def _complaints(people: People, school: Reader, day: Reader, past: Reader) -> Layout:
    return Layout(
        title=COMPLAINTS,
        columns=(
            Column(header="编号", field="number", read=_number, also=("投诉编号",)),
            Column(header="受理日期", field="received_on", read=past),
            Column(header="学校标识码", field="school_code", read=school, also=SCHOOL_CODES),
            Column(header="核实督学", field="checker_id", read=people.one),
            Column(header="办结时限", field="due_on", read=day, also=("办理时限",)),
            Column(header="办结日期", field="closed_on", read=past, need=Need.NEVER),
            Column(
                header="属实情况", field="finding", read=_finding, need=Need.NEVER, empty="",
                also=("是否属实",),
            ),
        ),
    )  # fmt: skip


def _number(value: object) -> str:
    number = code_of(value)
    if len(number) > _LONGEST_NUMBER:
        raise CellError(f"{shown(value)}太长，不像编号", "请填编号")
    return number


def _name(value: object) -> str:
    return " ".join(free_text(value).split())


def _period(value: object) -> int:
    text = compact(text_of(value)).removeprefix("第").removesuffix("节")
    period = read_count(text)
    if not 1 <= period <= LAST_PERIOD:
        raise CellError(f"{shown(value)}不是节次", f"请填 1 到 {LAST_PERIOD} 的整数，一节课一行")
    return period


def _school(schools: Mapping[str, str]) -> Reader:
    by_name: dict[str, list[str]] = {}
    for code, name in schools.items():
        by_name.setdefault(key_of(name), []).append(code)

    def read(value: object) -> str:
        named = by_name.get(key_of(text_of(value)), [])
        if len(named) == 1:
            what = f"这里是学校名称{shown(value)}，不是标识码"
            raise CellError(what, f"名册里它的标识码是 {named[0]}")
        code = read_school_code(value)
        if code not in schools:
            raise CellError(
                f"{shown(code)}不在学校名册里", "请核对 10 位标识码，或先把这所学校导入名册"
            )
        return code

    return read


def _not_after(today: date, day: Reader) -> Reader:
    def read(value: object) -> date:
        found: date = day(value)
        if found > today:
            raise CellError(f"{found} 还没有到（今天是 {today}）", "请填已经发生的日期")
        return found

    return read
