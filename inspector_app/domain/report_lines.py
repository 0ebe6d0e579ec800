"""Who hands in: the lines at the head and the foot of forms that are the same each time."""

from typing import Final, NamedTuple

from inspector_app.domain.paper_places import FieldWords


class ReportLines(NamedTuple):
    """What stands behind 填报单位, 填报人, 审核人, 负责人 and 联系电话; empty is left for a pen."""

    unit: str = ""
    filler: str = ""
    reviewer: str = ""
    head: str = ""
    phone: str = ""


LINE_LABEL: Final = {
    "unit": "填报单位", "filler": "填报人", "reviewer": "审核人", "head": "单位负责人",
    "phone": "联系电话",
}  # fmt: skip
UNIT: Final = FieldWords(
    "unit", LINE_LABEL["unit"],
    ("填报单位", "填表单位", "上报单位", "报送单位", "制表单位", "编制单位", "汇总单位",
     "督导单位", "单位（盖章）", "单位（公章）", "单位(盖章)", "单位(公章)"),
)  # fmt: skip
FILLER: Final = FieldWords(
    "filler", LINE_LABEL["filler"],
    ("填报人", "填表人", "制表人", "制表", "填表", "经办人", "统计人", "编制人", "填报员"),
)  # fmt: skip
REVIEWER: Final = FieldWords(
    "reviewer", LINE_LABEL["reviewer"], ("审核人", "审核", "复核人", "审批人")
)
HEAD: Final = FieldWords(
    "head", LINE_LABEL["head"],
    ("单位负责人", "负责人", "主要负责人", "分管领导", "督导室主任", "督导室负责人"),
)  # fmt: skip
PHONE: Final = FieldWords(
    "phone", LINE_LABEL["phone"], ("联系电话", "联系方式", "办公电话", "电话")
)
"""The words that forms call them by."""
OF_MONTHS: Final = (UNIT, FILLER, REVIEWER, HEAD, PHONE)
OF_LETTERS: Final = (FILLER, REVIEWER, PHONE)
OF_RECORDS: Final = (FILLER, REVIEWER)
"""A school has a telephone and a head of its own, which the program does not write."""
