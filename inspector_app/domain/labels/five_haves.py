"""Chinese words for 五有."""

from typing import Final

from inspector_app.domain.five_haves import Have

HAVE_LABEL: Final = {
    Have.PLAN: "有计划",
    Have.ACTION: "有实施",
    Have.FINDINGS: "有发现",
    Have.EXCHANGE: "有交流",
    Have.SUMMARY: "有总结",
}
