"""The columns of a county's workbook for 达标测算."""

from functools import partial
from typing import Final

from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.figures import STAGES
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.school import SchoolKind
from inspector_app.sheets.cells import Reader, read_count, read_school_code, read_yes_no
from inspector_app.sheets.decimals import AREA_UNITS, read_areas, read_decimal, read_sizes
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.table import Column, Layout, Need
from inspector_app.sheets.text import compact, free_text, shown, text_of

TITLE: Final = "学校"
HOW_TO_FILL: Final = "填写说明"
ASKED: Final = "指标和标准"
STAGE_PUPILS: Final = {
    SchoolStage.PRIMARY: "primary_pupils",
    SchoolStage.JUNIOR: "junior_pupils",
    SchoolStage.SENIOR: "senior_pupils",
}
TEACHERS: Final = {
    SchoolStage.PRIMARY: ("college", "bachelor", "master", "doctor"),
    SchoolStage.JUNIOR: ("bachelor", "master", "doctor"),
}
"""The degrees above the one that a stage asks for."""
ASSETS: Final = ("teaching_area", "equipment", "media_rooms")
"""What every school must have a column for, if only to say 0."""

_DEGREE_WORD: Final = {"college": "专科", "bachelor": "本科", "master": "硕士", "doctor": "博士"}
_STAGE_WORD: Final = {
    SchoolStage.PRIMARY: "小学",
    SchoolStage.JUNIOR: "初中",
    SchoolStage.SENIOR: "高中",
}
_LARGEST_CLASS: Final = 200
_LARGEST_ROOM: Final = 2_000
_ALSO_KINDS: Final = {
    "九年制学校": "九年一贯制学校",
    "完中": "完全中学",
    "完小": "小学",
    "完全小学": "小学",
    "中心小学": "小学",
}


def balance_layout() -> Layout:
    """Return the layout; ``field`` of a column is what ``balance`` asks for."""
    return Layout(
        title=TITLE, columns=(*_head(), *_pupils(), *_teachers(), *_assets(), *_flags())
    )  # fmt: skip


def _head() -> tuple[Column, ...]:
    return (
        Column(
            header="学校标识码", field="code", read=read_school_code,
            also=("学校(机构)标识码", "标识码", "学校代码"),
        ),
        Column(header="学校名称", field="name", read=free_text, name_like=True, also=("学校",)),
        Column(header="学校类型", field="kind", read=_kind, also=("办学类型", "类型")),
    )  # fmt: skip


def _pupils() -> tuple[Column, ...]:
    pupils = (
        _count(f"{word}学生数", STAGE_PUPILS[stage], also=(f"{word}学生人数", f"{word}在校生数"))
        for stage, word in _STAGE_WORD.items()
    )
    sizes = partial(read_sizes, most=_LARGEST_CLASS)
    classes = (
        Column(
            header=f"{_STAGE_WORD[stage]}班额", field=f"{stage}_classes", read=sizes,
            need=Need.NEVER, empty=(), also=(f"{_STAGE_WORD[stage]}各班人数",),
        )
        for stage in TEACHERS
    )  # fmt: skip
    return (*pupils, *classes)


def _teachers() -> tuple[Column, ...]:
    degrees = (
        _count(f"{_STAGE_WORD[stage]}{_DEGREE_WORD[degree]}教师数", f"{stage}_{degree}")
        for stage, held in TEACHERS.items()
        for degree in held
    )
    others = (
        _count(f"{_STAGE_WORD[stage]}{word}教师数", f"{stage}_{name}")
        for name, word in (("backbone", "骨干"), ("specialists", "体育艺术"))
        for stage in TEACHERS
    )
    return (*degrees, *others)


def _assets() -> tuple[Column, ...]:
    rooms = partial(read_areas, most=_LARGEST_ROOM)
    money = partial(read_decimal, units=("万元",))
    return (
        _area("教学及辅助用房面积", "teaching_area"),
        _area("室内体育用房面积", "indoor_sports"),
        _area("体育馆面积", "gym"),
        _area("体育场面积", "field"),
        Column(
            header="教学仪器设备值", field="equipment", read=money, need=Need.NEVER, empty=0,
            unit="万元",
        ),
        _count("网络多媒体教室数", "media_rooms", unit="间"),
        Column(header="音乐教室面积", field="music", read=rooms, need=Need.NEVER, empty=()),
        Column(header="美术教室面积", field="art", read=rooms, need=Need.NEVER, empty=()),
    )  # fmt: skip


def _flags() -> tuple[Column, ...]:
    return tuple(
        Column(header=header, field=name, read=read_yes_no, need=Need.NEVER, empty=False)
        for header, name in (
            ("2016年前建成", "before_2016"),
            ("2010年前建成", "before_2010"),
            ("随迁子女超过一半", "migrant_majority"),
            ("农村小规模学校", "small_rural"),
        )
    )


def _count(header: str, name: str, *, unit: str = "人", also: tuple[str, ...] = ()) -> Column:
    read: Reader = partial(read_count, unit=unit)
    return Column(
        header=header, field=name, read=read, need=Need.NEVER, empty=0, unit=unit,
        also=(*also, header.removesuffix("数")),
    )  # fmt: skip


def _area(header: str, name: str) -> Column:
    return Column(
        header=header, field=name, read=partial(read_decimal, units=AREA_UNITS),
        need=Need.NEVER, empty=0, unit=AREA_UNITS[0],
        also=tuple(f"{header}({unit})" for unit in AREA_UNITS[1:]),
    )  # fmt: skip


def _kind(value: object) -> SchoolKind:
    text = compact(text_of(value))
    kind = from_label(SCHOOL_KIND_LABEL, _ALSO_KINDS.get(text, text))
    if kind is None or kind not in STAGES:
        words = "、".join(SCHOOL_KIND_LABEL[each] for each in STAGES)
        remedy = f"请填：{words}；特教、职校、高中和幼儿园不参加测算，请删去这一行"
        raise CellError(f"{shown(value)}不是参加测算的学校类型", remedy)
    return kind
