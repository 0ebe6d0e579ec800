"""Chinese words for 学校回复."""

from collections.abc import Mapping
from typing import Final

from inspector_app.domain.reply import ReplyState, ReplyWay, Verdict

REPLY_WAY_LABEL: Final = {
    ReplyWay.PAPER: "纸质",
    ReplyWay.WORD: "Word 文件",
    ReplyWay.MESSENGER: "微信等",
}
REPLY_STATE_LABEL: Final = {
    ReplyState.DRAFT: "未记入台账",
    ReplyState.RECORDED: "已记入台账",
    ReplyState.DISCARDED: "已放弃",
}
VERDICT_LABEL: Final = {
    Verdict.TO_CHECK: "待现场核查",
    Verdict.ACCEPTED: "到位",
    Verdict.REJECTED: "不到位",
}

REPLY_PART_LABEL: Final[Mapping[str, str]] = {
    "received_on": "收到日期",
    "checked_on": "核查日期",
    "way": "方式",
    "note": "备注",
    "photos": "整份回复的照片",
    "answers": "勾选的问题",
}
"""What of a reply can be taken back."""
ANSWER_PART_LABEL: Final[Mapping[str, str]] = {
    "measures": "整改措施",
    "done": "完成情况",
    "responsible": "责任人",
    "photos": "这个问题的照片",
    "verdict": "结论",
    "remark": "核查情况",
    "until": "新的时限",
    "documents": "佐证材料",
    "visit": "回访记录",
}
"""What of one answer can be taken back."""
