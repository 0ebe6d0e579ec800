"""Chinese words for lists of the 台账."""

from typing import Final

from inspector_app.domain.ledger_filter import LedgerOrder

LEDGER_ORDER_LABEL: Final = {
    LedgerOrder.DUE: "按时限",
    LedgerOrder.FOUND: "按发现日期",
    LedgerOrder.SCHOOL: "按学校",
}
