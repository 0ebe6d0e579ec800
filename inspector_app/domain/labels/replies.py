"""Chinese words for 学校回复."""

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
