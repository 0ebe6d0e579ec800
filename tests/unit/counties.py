"""Schools and workbooks for 达标测算, good unless told otherwise."""

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.figures import SchoolFigures
from inspector_app.domain.indicators.standards import Standards, standards_of
from inspector_app.domain.school import SchoolKind
from inspector_app.services.packs import read_pack
from tests.small_xlsx import write_xlsx

PRIMARY, JUNIOR, SENIOR = SchoolStage.PRIMARY, SchoolStage.JUNIOR, SchoolStage.SENIOR
HEAD: Final = (
    "学校标识码", "学校名称", "学校类型", "小学学生数", "初中学生数", "高中学生数", "小学班额",
    "初中班额",
    "小学专科教师数", "小学本科教师数", "小学硕士教师数", "小学博士教师数", "初中本科教师数",
    "初中硕士教师数", "初中博士教师数", "小学骨干教师数", "初中骨干教师数", "小学体育艺术教师数",
    "初中体育艺术教师数", "教学及辅助用房面积", "室内体育用房面积", "体育馆面积", "体育场面积",
    "教学仪器设备值(万元)", "网络多媒体教室数", "音乐教室面积", "美术教室面积", "2016年前建成",
    "2010年前建成", "随迁子女超过一半", "农村小规模学校",
)  # fmt: skip
# 1,000 pupils in 25 classes of 40 that meet every standard just so.
GOOD: Final = dict(
    zip(
        HEAD,
        (
            "2121000001", "示范县第1小学", "小学", 1000, 0, 0, "、".join(["40"] * 25), None,
            2, 38, 2, 0, 0, 0, 0, 10, 0, 9, 0, 4600.5, 100.5, 1500, 6000, 200, 23,
            "96、96.5、100", "90、91、92", "否", "否", "否", "否",
        ),
        strict=True,
    )
)  # fmt: skip


def make_standards() -> Standards:
    """Return the set as it ships."""
    return standards_of(read_pack("indicators", "compulsory-balanced"))


def make_figures(**changed: Any) -> SchoolFigures:
    """Return a primary school of 1,000 pupils that meets every standard just so."""
    values: dict[str, Any] = {
        "code": "2121000001",
        "name": "示范县第1小学",
        "kind": SchoolKind.PRIMARY,
        "pupils": {PRIMARY: 1000},
        "classes": {PRIMARY: (40,) * 25},
        "qualified": {PRIMARY: 42},
        "backbone": {PRIMARY: 10},
        "specialists": {PRIMARY: 9},
        "teaching_area": Fraction(4600),
        "indoor_sports": Fraction(100),
        "gym": Fraction(1500),
        "field": Fraction(6000),
        "equipment": Fraction(200),
        "media_rooms": 23,
        "music": (Fraction(96),) * 3,
        "art": (Fraction(90),) * 3,
    }
    return SchoolFigures(**{**values, **changed})


def row(**changed: Any) -> list[Any]:
    """Return a row of the workbook; keywords are names of columns."""
    return list({**GOOD, **changed}.values())


def county_book(path: Path, *rows: list[Any]) -> Path:
    """Write a workbook with these rows, or with one good school."""
    return write_xlsx(path, {"学校": [list(HEAD), *(rows or (row(),))]})


_DIFFERENCES: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"小学骨干教师数": 8, "教学及辅助用房面积": 4300, "美术教室面积": None},
    {"小学体育艺术教师数": 8, "教学仪器设备值(万元)": 152.36, "音乐教室面积": "88"},
    {"小学学生数": 1003, "小学班额": "、".join(["46"] * 8 + ["45"] * 13 + ["50"])},
    {"学校类型": "九年一贯制学校", "初中学生数": 600, "初中班额": "、".join(["50"] * 12),
     "初中本科教师数": 34, "初中骨干教师数": 5, "初中体育艺术教师数": 7,
     "体育场面积": 9300.5, "教学及辅助用房面积": 9100, "教学仪器设备值(万元)": 402.75,
     "网络多媒体教室数": 34},
    {"学校类型": "教学点", "小学学生数": 32, "小学班额": "16、16", "农村小规模学校": "是"},
)  # fmt: skip
VARIED: Final = tuple(
    row(**{"学校标识码": f"212100000{n}", "学校名称": f"示范区第{n}学校", **changed})
    for n, changed in enumerate(_DIFFERENCES, start=1)
)
"""Rows of a county in which nearly everything that can be told of a school is told of one."""
