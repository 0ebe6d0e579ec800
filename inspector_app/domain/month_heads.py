"""What the heads of a month table may say for a figure, and what a column may hold.

A field is called by its name in the compiled table; ``coverage/n`` is a part of a ratio,
``by_type/专项`` a part of a breakdown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.item_words import folded, words_of
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.table_labels import FIGURE_LABEL

NUMBER, NAME, ZONE, PERSON_ID, PERSON_KIND = "number", "name", "zone", "id", "kind"
EMPTY: Final = "-"
"""A column that is left as it is."""
LEADING_LABEL: Final = {
    NUMBER: "序号",
    NAME: "责任督学",
    ZONE: "责任区",
    PERSON_ID: "督学编号",
    PERSON_KIND: "专兼职",
}
RATIO_PARTS: Final = {"n": "分子", "of": "分母", "rate": "比率"}
RATIOS: Final = (
    "coverage", "on_time", "answered_on_time", "closed_in_year", "closed_in_calendar_year",
    "complaints_closed_on_time",
)  # fmt: skip
_BELOW: Final = "schools_below_frequency"
_BREAKDOWNS: Final = {
    "by_type": tuple(VISIT_TYPE_LABEL.values()),
    "issues_by_severity": tuple(WEIGHT_LABEL.values()),
}


def _labels() -> Iterator[tuple[str, str]]:
    yield from LEADING_LABEL.items()
    for name, label in FIGURE_LABEL.items():
        if name in _BREAKDOWNS:
            yield from ((f"{name}/{part}", f"{label}·{part}") for part in _BREAKDOWNS[name])
            continue
        yield name, label
        if name in RATIOS:
            yield from ((f"{name}/{key}", f"{label}·{part}") for key, part in RATIO_PARTS.items())
    yield f"{_BELOW}/count", f"{FIGURE_LABEL[_BELOW]}·校数"
    yield EMPTY, "不填"


FIELD_LABEL: Final[Mapping[str, str]] = dict(_labels())
"""Every field that a column may hold, with the word to choose it by."""


class Heading(NamedTuple):
    """What a head means.

    Attributes:
        sure: it says so in words that mean nothing else.
    """

    field: str
    sure: bool = True


class _Words(NamedTuple):
    """Phrases that mean a field; ``leaves`` only under a head that says one of ``under``."""

    field: str
    phrases: str
    leaves: str = ""
    under: str = ""
    guessed: str = ""


_VISITS: Final = "入校 督导次 督导工作 督导情况 挂牌督导"
_ISSUES: Final = "问题"
_RECTIFY: Final = "整改 问题 销号 台账"
_COMPLAINTS: Final = "投诉 举报 信访"
_WORDS: Final = (
    _Words(EMPTY, "备注 说明 签字 签名 备注说明"),
    _Words(NUMBER, "序号 编号 序"),
    _Words(NAME, "责任督学 督学姓名 姓名 督学 责任督学姓名 挂牌督学"),
    _Words(ZONE, "责任区 督学责任区 所在责任区 责任区名称 片区"),
    _Words(PERSON_ID, "督学编号 督学证号 证号"),
    _Words(PERSON_KIND, "专兼职 专职兼职 督学类别 类别 专职或兼职"),
    _Words("assigned_schools", "应督导学校数 责任学校数 责任校数 挂牌学校数 负责学校数 联系学校数",
           "应督导 应督导校数 责任校", "学校 覆盖"),
    _Words("coverage", "责任校覆盖率 覆盖率 督导覆盖率 学校覆盖率 责任学校覆盖率"),
    _Words(_BELOW, "未达频次学校 未督导学校 未入校学校 未覆盖学校"),
    _Words("visits", "入校校次 校次 督导校次 入校督导校次 入校次数 入校督导次数 督导次数",
           "次数 次 合计 小计 总数 总次数", _VISITS, "入校督导"),
    _Words("inspector_visits", "入校人次 督导人次 入校督导人次", "人次", _VISITS),
    _Words("led_visits", "主责校次 主责次数 其中主责", "主责", _VISITS),
    _Words("half_days", "半天数 入校半天数 督导半天数", "半天", _VISITS),
    _Words("visited_schools", "实督导学校数 督导学校数 入校学校数 实际督导学校数",
           "学校数 校数 所数 实督导", f"{_VISITS} 学校"),
    _Words("campus_walks", "校园巡视 巡视校园 校园巡视次数", "巡视", "方式 督导"),
    _Words("documents_read", "查阅资料 查阅资料份数 查阅档案资料", "查阅", "方式 督导"),
    _Words("meetings_attended", "列席会议 列席会议次数", "会议", "方式 列席"),
    _Words("panels", "座谈 座谈会 座谈场次 座谈会场次 召开座谈会", "", ""),
    _Words("teachers_interviewed", "访谈教师 教师访谈 访谈教师人数", "教师", "访谈 座谈 走访"),
    _Words("students_interviewed", "访谈学生 学生访谈 访谈学生人数", "学生", "访谈 座谈 走访"),
    _Words("parents_interviewed", "访谈家长 家长访谈 访谈家长人数", "家长", "访谈 座谈 走访"),
    _Words("questionnaires_sent", "问卷发放 发放问卷 发放问卷份数", "发放 发放数", "问卷"),
    _Words("questionnaires_returned", "问卷回收 回收问卷 回收问卷份数", "回收 回收数", "问卷"),
    _Words("briefings_heard", "听取汇报 听取汇报次数", "汇报", "方式"),
    _Words("lessons", "听课节次 听评课节次", "节次", "听课 听评课 课堂",
           "听课 听课节数 听课数 听评课 随堂听课 听评课节数"),
    _Words("lessons_distinct", "听课节", "节", "听课 听评课"),
    _Words("lessons_year", "学年累计听课 听课学年累计 本学年累计听课", "学年累计 累计", "听课"),
    _Words("lessons_calendar_year", "自然年累计听课 听课自然年累计 本年累计听课",
           "自然年累计 本年累计", "听课"),
    _Words("issues_found", "发现问题 发现问题数 问题数 问题总数 发现问题总数 问题个数 发现问题个数",
           "合计 小计 总数 总计 发现 发现数 个数 条数 数量", _ISSUES),
    _Words("fixed_on_the_spot", "当场整改 现场整改 立行立改 当场整改数", "当场 现场", _RECTIFY),
    _Words("notices", "整改通知问题 通知整改问题", "问题条", "整改通知", "整改通知"),
    _Words("notice_documents", "整改通知书 整改通知书份数 下发整改通知书 下达整改通知书",
           "文书 份数 文书份", "整改通知 通知书"),
    _Words("open_at_start", "月初未销号 上月未销号 期初未销号 上月结转", "月初 上月结转", _RECTIFY),
    _Words("closed", "本月销号 销号 销号数 本月销号数 整改销号 已销号 本月整改销号",
           "已整改 已完成 完成", _RECTIFY, "整改完成 已整改 完成整改 整改到位"),
    _Words("voided", "本月撤销 撤销", "", ""),
    _Words("open_at_end", "月末未销号 未销号 期末未销号", "月末 未整改 未完成", _RECTIFY),
    _Words("overdue_at_end", "逾期未销号 逾期未整改 月末逾期", "逾期", _RECTIFY, "逾期"),
    _Words("overdue_awaiting_check", "逾期中学校已报待核查 已报待核查", "待核查", _RECTIFY),
    _Words("on_time", "按期整改率", "按期率", "整改", "整改率 整改完成率"),
    _Words("extended", "其中延期 延期整改", "延期", _RECTIFY),
    _Words("answered_on_time", "学校按期报送 学校按期报送率 按期报送率"),
    _Words("closed_in_year", "学年累计整改率", "学年累计", "整改率"),
    _Words("closed_in_calendar_year", "自然年累计整改率", "自然年累计", "整改率"),
    _Words("follow_up_visits", "回访 回访次数 整改回访 整改回访次数 回访校次"),
    _Words("complaints_received", "受理投诉 投诉受理 受理投诉举报", "受理 受理数", _COMPLAINTS),
    _Words("complaints_closed", "办结投诉 投诉办结 办结投诉举报", "办结 办结数", _COMPLAINTS),
    _Words("complaints_closed_on_time", "按期办结 按期办结率 投诉按期办结率", "按期", _COMPLAINTS),
    _Words("complaints_substantiated", "属实投诉 投诉属实", "属实", _COMPLAINTS),
)  # fmt: skip
_UNITS: Final = frozenset(
    ["次", "人", "份", "节次", "节", "场", "所", "条", "个", "件", "%", "项", "校次", "人次", "篇"]
)
_ALSO_UNITS: Final = frozenset(["天", "半天", "个半天", "起", "场次", "校", "个次"])
_PAIRS: Final = {"(": ")", "〔": "〕", "[": "]"}
_OF: Final = "其中"
_NUMBER_OF: Final = "数"


def is_unit(text: str) -> bool:
    """Say whether a text is nothing but a unit: 次, （条）, 单位：人."""
    return folded(text).removeprefix("单位:").strip("()〔〕[]") in _UNITS | _ALSO_UNITS


def field_called(text: str) -> str | None:
    """Return the field that a name or a word for it means, ``None`` for none."""
    wanted = folded(text)
    if wanted in {"", EMPTY}:
        return EMPTY
    names = {folded(name): name for name in FIELD_LABEL}
    labels = {words_of(label): name for name, label in FIELD_LABEL.items()}
    found = names.get(wanted) or labels.get(words_of(text))
    if found is None:
        heading = heading_of((text,))
        found = heading.field if heading is not None else None
    return found


def heading_of(heads: Sequence[str]) -> Heading | None:
    """Return what a column holds over which these heads stand, from the top down."""
    plain = [each for each in map(_plain, heads) if each]
    if not plain:
        return None
    leaf, above = plain[-1], "".join(plain[:-1])
    for words in ("".join(plain), "".join(plain[-2:]), leaf, _without_unit(heads[-1])):
        if words in _PHRASES:
            return Heading(_PHRASES[words])
    for field, leaves, under in _LEAVES:
        if leaf in leaves and any(word in above for word in under):
            return Heading(field)
    found = _part(leaf, above) or _guessed(leaf) or _guessed(_without_unit(heads[-1]))
    if found is None and leaf.endswith(_NUMBER_OF) and leaf != _NUMBER_OF:
        return heading_of((*heads[:-1], leaf.removesuffix(_NUMBER_OF)))
    return found


def _guessed(leaf: str) -> Heading | None:
    found = _GUESSED.get(leaf)
    return None if found is None else Heading(found, sure=False)


def _part(leaf: str, above: str) -> Heading | None:
    """Return a part of a breakdown: 专项 under 督导类型, 一般 under 问题."""
    word = leaf.removesuffix("督导") or leaf
    if word in _BREAKDOWNS["by_type"] and ("类型" in above or "督导" in above + leaf):
        return Heading(f"by_type/{word}")
    word = leaf.removesuffix("问题") or leaf
    if word in _BREAKDOWNS["issues_by_severity"] and ("问题" in above + leaf or "程度" in above):
        return Heading(f"issues_by_severity/{word}")
    return None


def _plain(text: str) -> str:
    return words_of(folded(text).removeprefix(_OF))


def _without_unit(text: str) -> str:
    said = folded(text)
    close = _PAIRS.get(next((sign for sign in said if sign in _PAIRS), ""), "")
    if close and said.endswith(close):
        before, _, unit = said[:-1].rpartition(next(s for s in reversed(said) if s in _PAIRS))
        if unit in _UNITS:
            return _plain(before)
    return _plain(text)


_PHRASES: Final = {
    **{words_of(label): name for name, label in FIELD_LABEL.items() if name != EMPTY},
    **{phrase: each.field for each in _WORDS for phrase in each.phrases.split()},
}
_LEAVES: Final = tuple(
    (each.field, frozenset(each.leaves.split()), tuple(each.under.split()))
    for each in _WORDS
    if each.leaves
)
_GUESSED: Final = {phrase: each.field for each in _WORDS for phrase in each.guessed.split()}
