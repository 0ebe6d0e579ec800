"""The columns of the three sheets of a roster."""

import re
from datetime import date
from functools import partial
from typing import Final

from inspector_app.domain.labels.schools import (
    EDUCATION_LABEL,
    INSPECTOR_KIND_LABEL,
    SCHOOL_KIND_LABEL,
    SCHOOL_STATE_LABEL,
)
from inspector_app.domain.school import SchoolState
from inspector_app.sheets.cells import Reader, choice, read_count, read_person_id, read_school_code
from inspector_app.sheets.dates import read_date
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.table import Column, Layout, Need
from inspector_app.sheets.text import code_of, free_text, label_of, plain, shown, text_of

SCHOOLS: Final = "学校"
INSPECTORS: Final = "督学"
ASSIGNMENTS: Final = "责任分配"

_KINDS: Final = choice(
    SCHOOL_KIND_LABEL.values(),
    also={
        "九年一贯制": "九年一贯制学校",
        "九年制学校": "九年一贯制学校",
        "十二年一贯制": "十二年一贯制学校",
        "初中": "初级中学",
        "高中": "高级中学",
        "完中": "完全中学",
        "中职": "中等职业学校",
        "职业高中": "中等职业学校",
        "特殊教育": "特殊教育学校",
        "特教学校": "特殊教育学校",
        "专门(工读)": "专门学校",
        "工读学校": "专门学校",
        "教学点": "小学教学点",
        "完全小学": "小学",
        "附设幼儿园": "附设幼儿班",
    },
)
_STATES: Final = choice(SCHOOL_STATE_LABEL.values(), also={"正常": "在办", "办学中": "在办"})
_PERSON_KINDS: Final = choice(
    INSPECTOR_KIND_LABEL.values(),
    also={"专": "专职", "兼": "兼职", "专职督学": "专职", "兼职督学": "兼职"},
)
_EDUCATION: Final = choice(
    EDUCATION_LABEL.values(),
    also={
        "中专": "中专及以下", "高中": "中专及以下", "中师": "中专及以下", "专科": "大专",
        "大学专科": "大专", "大学": "本科", "大学本科": "本科", "本科学历": "本科",
        "学士": "本科", "研究生": "硕士研究生", "硕士": "硕士研究生", "博士": "博士研究生",
    },
)  # fmt: skip
_YEAR: Final = re.compile(r"((?:19|20)\d{2})(?!\d)")
SCHOOL_CODES: Final = (
    "学校(机构)标识码", "标识码", "学校代码", "学校编码", "机构标识码", "学校(园)标识码",
)  # fmt: skip
_NUMBERS: Final = ("督学号", "督学证号", "编号")
_RUNNING: Final = SCHOOL_STATE_LABEL[SchoolState.RUNNING]


def roster_layouts(*, serial_zero: date) -> tuple[Layout, ...]:
    """Return the three layouts."""
    day = partial(read_date, serial_zero=serial_zero)
    return (_schools(day), _inspectors(), _assignments(day))


def _schools(day: Reader) -> Layout:
    never = Need.NEVER
    return Layout(
        title=SCHOOLS,
        columns=(
            Column(header="学校标识码", field="code", read=read_school_code, also=SCHOOL_CODES),
            Column(
                header="学校名称", field="name", read=_name, name_like=True,
                also=("学校(园)名称", "学校", "名称"),
            ),
            Column(header="办学类型", field="kind", read=_KINDS, also=("学校类型", "类型")),
            Column(
                header="举办性质", field="ownership", read=label_of, need=never, empty="",
                also=("性质", "办学性质", "举办者类型"),
            ),
            Column(
                header="学生数", field="pupils", read=partial(read_count, unit="人"),
                need=never, also=("学生人数", "在校生数", "在校学生数"),
            ),
            Column(header="状态", field="state", read=_STATES, need=never, empty=_RUNNING),
            Column(header="停办日期", field="closed_on", read=day, need=never),
            Column(
                header="简称", field="short_name", read=_name, name_like=True, need=never,
                empty="",
            ),
            Column(
                header="曾用名", field="former_names", read=_names, name_like=True, need=never,
                empty=(),
            ),
            Column(header="城乡", field="urban_rural", read=label_of, need=never, empty=""),
            Column(header="地址", field="address", read=free_text, need=never, empty=""),
            Column(
                header="校长", field="head", read=_name, name_like=True, need=never, empty="",
                also=("校长(园长)", "校(园)长", "园长", "负责人"),
            ),
            Column(
                header="联系人", field="contact", read=_name, name_like=True, need=never,
                empty="",
            ),
            Column(
                header="联系电话", field="phone", read=_name, name_like=True, need=never,
                empty="", also=("电话",),
            ),
        ),
    )  # fmt: skip


def _inspectors() -> Layout:
    return Layout(
        title=INSPECTORS,
        columns=(
            Column(header="督学编号", field="id", read=read_person_id, also=_NUMBERS),
            Column(header="姓名", field="name", read=_person, also=("督学姓名", "责任督学")),
            Column(
                header="专兼职", field="kind", read=_PERSON_KINDS,
                also=("专/兼职", "专兼", "专职/兼职"),
            ),
            Column(
                header="责任区", field="zone", read=label_of, need=Need.WHERE_PRESENT, empty="",
                also=("督学责任区", "所属责任区"),
            ),
            Column(
                header="专长", field="subjects", read=_listed, need=Need.NEVER, empty="",
                also=("专长学科", "学科专长", "学科", "专业特长"),
            ),
            Column(
                header="学段", field="stages", read=_listed, need=Need.NEVER, empty="",
                also=("负责学段", "熟悉学段"),
            ),
            Column(
                header="学历", field="education", read=_EDUCATION, need=Need.NEVER, empty="",
                also=("最高学历", "文化程度"),
            ),
            Column(
                header="教育工作起始年", field="teaching_since", read=_year, need=Need.NEVER,
                also=("从教起始年", "参加教育工作年份", "从教年份", "参加教育工作时间"),
            ),
            Column(
                header="职务", field="position", read=_name, need=Need.NEVER, empty="",
                also=("原职务", "单位职务", "职务(职称)"),
            ),
        ),
    )  # fmt: skip


def _assignments(day: Reader) -> Layout:
    return Layout(
        title=ASSIGNMENTS,
        columns=(
            Column(
                header="督学编号", field="inspector_id", read=code_of,
                also=(*_NUMBERS, "督学", "责任督学"),
            ),
            Column(
                header="学校标识码", field="school_code", read=read_school_code,
                also=SCHOOL_CODES,
            ),
            Column(header="开始日期", field="start", read=day, also=("起始日期", "开始时间")),
            Column(
                header="结束日期", field="end", read=day, need=Need.NEVER,
                also=("终止日期", "结束时间"),
            ),
        ),
    )  # fmt: skip


def _listed(value: object) -> str:
    """Return words of a list with 、 between them."""
    return "、".join(_names(value))


def _year(value: object) -> int:
    """Return the year that a cell names: 1998, 1998年, 1998-09 or a whole date."""
    found = _YEAR.match(plain(text_of(value)))
    if found is None:
        raise CellError(f"{shown(value)}不是年份", "请填四位的年份，如 1998")
    return int(found[1])


def _name(value: object) -> str:
    """Return a name with its own brackets and digits, without the space around it."""
    return " ".join(free_text(value).split())


def _names(value: object) -> tuple[str, ...]:
    pieces = free_text(value)
    for mark in "，,；;\n":
        pieces = pieces.replace(mark, "、")
    return tuple(name for piece in pieces.split("、") if (name := _name(piece)))


def _person(value: object) -> str:
    """Return a person's name: a space that pads two characters to the width of three goes."""
    name = " ".join(plain(text_of(value)).split())
    return name if name.isascii() else name.replace(" ", "")
