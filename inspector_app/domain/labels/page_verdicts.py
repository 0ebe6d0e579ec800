"""核验: the words for what a check came to."""

from typing import Final

from inspector_app.domain.page_verdict import PageVerdict

PAGE_VERDICT_LABEL: Final = {
    PageVerdict.GENUINE: "真",
    PageVerdict.OLDER: "旧版",
    PageVerdict.VOIDED: "已作废",
    PageVerdict.OTHERS: "真，别的电脑出具",
    PageVerdict.NOT_KEPT: "签名真，档案里没有",
    PageVerdict.NO_CODE: "没有二维码",
    PageVerdict.DAMAGED: "码已损坏",
    PageVerdict.NOT_OURS: "不是本机出具",
    PageVerdict.CHANGED: "内容被改动",
    PageVerdict.FORGED: "签名不对",
}
