"""What the figures of a 督导工作总结 are called: those of the month's table, and more."""

from typing import Final

from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.table_labels import FIGURE_LABEL

_OWN: Final = {
    "responsible": "责任督学（人）",
    "records": "督导记录（份）",
    "days": "入校（人天）",
    "share_all": "督导面：全部",
    "share_schools": "督导面：中小学",
    "share_children": "督导面：幼儿园",
    "share_private": "督导面：民办",
    "not_visited": "没有入校的学校（园）",
    "lesson_target": "听课任务",
    "open_at_start": "期初未销号",
    "closed": "期内销号",
    "voided": "期内撤销",
    "open_at_end": "期末未销号",
    "found_closed": "期内发现的已销号",
    "found_on_the_spot": "期内发现的当场整改",
    "found_open": "期内发现的未销号",
    "hazards": "安全隐患",
    "hazards_open": "未销号的安全隐患",
    "merits": "亮点（项）",
    "campaigns": "专项督导（次）",
    "meetings_work": "工作例会（次）",
    "meetings_exchange": "工作交流会（次）",
    "meetings": "会议合计（次）",
    "emergencies": "突发事件报告（件）",
    "letters": "印发文书（份）",
    "cases": "典型案例（篇）",
    "cases_adopted": "其中采用",
    "suggestions": "意见建议（条）",
    "suggestions_answered": "已答复",
    "suggestions_adopted": "采纳和部分采纳",
    "trainings": "培训（次）",
    "training_hours": "培训学时（人·学时）",
    "training_people": "参加过培训的督学",
    "weekly_reports": "周汇报（份）",
    "weekly_due": "周汇报应交",
    "five_haves": "五有",
    "units_reported": "报来的单位",
    "units_named": "计入的单位",
    "units_as_of": "收到截至",
    "units_missing": "没有报来的",
}
_TYPES: Final = {f"type.{t.value}": f"{label}（校次）" for t, label in VISIT_TYPE_LABEL.items()}
_WEIGHTS: Final = {f"weight.{w.value}": f"{label}问题" for w, label in WEIGHT_LABEL.items()}
_TOPICS: Final = {
    **{f"topic.{code}": label for code, label in TOPIC_SHORT_LABEL.items()},
    "topic.other": "其他类别",
}
SUMMARY_FIGURE_LABEL: Final = {**FIGURE_LABEL, **_TYPES, **_WEIGHTS, **_TOPICS, **_OWN}
