"""A self-assessment filled as an office fills it, for tests of every layer."""

from collections.abc import Collection, Mapping
from typing import Any

from inspector_app.domain.labels.standards import ITEM_GRADE_LABEL
from inspector_app.domain.standard_options import Direction, ItemGrade
from inspector_app.domain.standards import Item
from inspector_app.services.standards import shipped

PUT_RIGHT = {
    "problem": "还有三所园没有做到。", "unit": "教育局", "person": "幼教科长",
    "measures": "列入年度项目，逐园落实。", "due": "2027-06-30",
}  # fmt: skip


def values_for(item: Item, grade: ItemGrade) -> dict[str, Any]:
    """Return what is typed for an item so that it gets a grade."""
    wrong = {} if grade is ItemGrade.GOOD else PUT_RIGHT
    return {**wrong, "explanation": "逐项核对。", **_figures(item, grade)}


def _figures(item: Item, grade: ItemGrade) -> dict[str, Any]:
    rule = item.rule
    if rule is None:
        return {"grade": ITEM_GRADE_LABEL[grade]}
    if rule.judged_below:
        low = {"value": "300", "grade": ITEM_GRADE_LABEL[grade]}
        return {"value": "600"} if grade is ItemGrade.GOOD else low
    if rule.direction is Direction.AT_MOST:
        figure = "14" if grade is ItemGrade.GOOD else "16"
        plain = "0" if grade is ItemGrade.GOOD else "1"
        return {"numerator": figure, "denominator": "1"} if rule.is_ratio else {"value": plain}
    above = {ItemGrade.GOOD: "100", ItemGrade.BASIC: str(rule.basic), ItemGrade.FAIL: "10"}[grade]
    return {"numerator": above, "denominator": "100"}


def grades(*, basic: Collection[int] = (), failed: Collection[int] = ()) -> Mapping[int, ItemGrade]:
    """Return a grade for each item of the shipped set."""
    named = {**dict.fromkeys(basic, ItemGrade.BASIC), **dict.fromkeys(failed, ItemGrade.FAIL)}
    return {item.no: named.get(item.no, ItemGrade.GOOD) for item in shipped()[0].items}


def filled(*, basic: Collection[int] = (), failed: Collection[int] = ()) -> dict[str, Any]:
    """Return a whole self-assessment as ``selfcheck add --from`` takes it."""
    wanted = grades(basic=basic, failed=failed)
    items = [{"item": item.no, **values_for(item, wanted[item.no])} for item in shipped()[0].items]
    return {"county": "示范区", "year": 2026, "checked_on": "2026-11-20", "items": items}


UNITS = ("教育局", "财政局", "住房和城乡建设局")
SIXTEEN_UNITS = (
    *UNITS, "公安局", "卫生健康局", "市场监督管理局", "应急管理局", "人力资源和社会保障局",
    "自然资源局", "民政局", "发展和改革局", "编办", "组织部", "宣传部", "消防救援大队",
    "交通运输局",
)  # fmt: skip


def broken_down(units: tuple[str, ...] = UNITS) -> dict[str, Any]:
    """Return a whole breakdown as ``duty add --from`` takes it: departments lead in turn."""
    duties = [
        {
            "item": item.no,
            "lead": units[item.no % len(units)],
            "support": units[(item.no + 1) % len(units)],
            "person": "分管负责人",
            "duty": f"对第 {item.no} 项负总责",
            "task": f"完成“{item.text}”的自查和整改",
            "due": "2026-10-31" if item.no < 3 else "2027-06-30",
        }
        for item in shipped()[0].items
    ]
    return {"year": 2026, "made_on": "2026-09-01", "basis": "示政办发〔2026〕8号", "duties": duties}


LEADING_GROUP = {
    "name": "县域学前教育普及普惠创建工作领导小组", "document_no": "示政办发〔2026〕7号",
    "founded_on": "2026-09-01", "head": "区长", "deputies": "分管副区长、教育局局长",
    "duties": "统筹创建工作，研究解决重大问题。", "office": "教育局", "office_head": "教育局局长",
    "members": [
        {"unit": "教育局", "person": "局长", "duty": "牵头创建，负责办公室工作"},
        {"unit": "财政局", "person": "局长", "duty": "落实生均经费和奖补资金"},
    ],
}  # fmt: skip
