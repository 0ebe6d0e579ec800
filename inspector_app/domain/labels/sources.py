"""Chinese words for where issues come from."""

from typing import Final

from inspector_app.domain.issue_source import LedgerSource, Matter, OutsideSource
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL

OUTSIDE_SOURCE_LABEL: Final = {
    OutsideSource.OPINION: "意见函",
    OutsideSource.COMPLAINT: "投诉",
    OutsideSource.SELF_CHECK: "自评自查",
    OutsideSource.SUPERIOR: "上级督导",
    OutsideSource.MONITORING: "监测",
}
MATTER_LABEL: Final = {
    Matter.SCHOOLS: "督学",
    Matter.GOVERNMENT: "督政",
    Matter.MONITORING: "评估监测",
}


def source_word(source: LedgerSource | None) -> str:
    """Return 来源 in words, nothing where a record does not say its 督导类型."""
    if isinstance(source, OutsideSource):
        return OUTSIDE_SOURCE_LABEL[source]
    return "" if source is None else VISIT_TYPE_LABEL[source]


def source_of(text: str) -> LedgerSource | None:
    """Return the 来源 that a word names."""
    return from_label(OUTSIDE_SOURCE_LABEL, text) or from_label(VISIT_TYPE_LABEL, text)


def source_words() -> tuple[str, ...]:
    """Return the words of every 来源."""
    return (*VISIT_TYPE_LABEL.values(), *OUTSIDE_SOURCE_LABEL.values())
