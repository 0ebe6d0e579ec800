"""From a word back to what it stands for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

_E = TypeVar("_E", bound=StrEnum)

# What people also write for the same thing, on screen, in workbooks and in files of records.
_ALSO: Final[Mapping[str, str]] = {
    "经常性(随访)": "经常性",
    "经常性（随访）": "经常性",
    "随访": "经常性",
    "已提交": "定稿",
    "已更正": "定稿",
    "九年一贯制": "九年一贯制学校",
    "十二年一贯制": "十二年一贯制学校",
    "初中": "初级中学",
    "高中": "高级中学",
    "中职": "中等职业学校",
    "特殊教育": "特殊教育学校",
    "专门(工读)": "专门学校",
    "教学点": "小学教学点",
    "小问题": "小",
    "小": "轻微",
    "复杂": "严重",
    "轻微问题": "轻微",
    "一般问题": "一般",
    "严重问题": "严重",
    "复杂问题": "复杂",
    "上报": "上报督导室",
    "协商": "协商科室",
    "推门(随机)": "推门",
    "口头": "现场口头",
    "休息": "放假",
    "休": "放假",
    "调休": "上班",
    "调休上班": "上班",
    "补班": "上班",
    "班": "上班",
    "上学期": "第一学期",
    "秋季学期": "第一学期",
    "下学期": "第二学期",
    "春季学期": "第二学期",
    "近亲属": "主要负责人的近亲属",
    "主要负责人近亲属": "主要负责人的近亲属",
    "家人": "配偶、父母、子女在该校就业或就读",
    "就业": "配偶、父母、子女在该校就业或就读",
    "就读": "配偶、父母、子女在该校就业或就读",
    "曾任职": "曾在该校工作",
    "离职": "曾在该校工作",
}


def from_label(labels: Mapping[_E, str], text: str) -> _E | None:
    """Return the member that ``text`` names by label, code or a usual variant of the label."""
    wanted: str | None = text
    while wanted is not None:
        for member, label in labels.items():
            if wanted in {label, member.value}:
                return member
        wanted = _ALSO.get(wanted)
    return None
