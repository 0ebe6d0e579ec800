"""Which number of an old summary is which figure: by its unit and the words around it.

A rule is asked of the words of one clause. Where no rule is sure the number is left to people, for
a number that says something else than its figure would be an untruth.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from inspector_app.domain.labels.topics import TOPIC_LABEL


class NumberForm(Enum):
    """How a number is written."""

    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"


class Surroundings(NamedTuple):
    """What stands around a number.

    Attributes:
        before: the words of its clause before it; ``earlier`` those of its sentence before that.
        after: the words of its clause after it, its unit first.
    """

    before: str
    after: str
    earlier: str


class _Rule(NamedTuple):
    """A figure with the words before its number, its unit, and the words behind the unit.

    Attributes:
        part: whether it is told as a part of another number (其中).
    """

    figure: str
    before: str
    unit: str
    after: str = ""
    part: bool = False


_CALL: Final = r"(次|场|期|回)"
_ITEM: Final = r"(余?[个项条处起])"
_SCHOOL_TIMES: Final = r"(校次|所次|校·次)"
_COUNTS: Final = (
    _Rule("type.routine", r"(经常性|日常|常规|随机)督导$", _SCHOOL_TIMES),
    _Rule("type.campaign", r"专项督导$", _SCHOOL_TIMES),
    _Rule("type.comprehensive", r"综合督导$", _SCHOOL_TIMES),
    _Rule("follow_up_visits", r"回访(学校)?$", _SCHOOL_TIMES),
    _Rule("type.complaint_check", r"投诉核查$", _SCHOOL_TIMES),
    _Rule("type.emergency", r"突发事件$", _SCHOOL_TIMES),
    _Rule("type.joint", r"联合督导$", _SCHOOL_TIMES),
    _Rule("visits", r"(入校(督导)?|进校督导|开展督导|完成督导)(共计?|累计)?$", _SCHOOL_TIMES),
    _Rule("inspector_visits", r"((入校|进校)(督导)?|开展督导)(共计?)?$", r"人次"),
    _Rule("visited_schools", r"(实督导|督导|走访|到过)(过|了)?学校（?园?）?$", r"所"),
    _Rule("assigned_schools", r"应督导(的)?学校（?园?）?$", r"所"),
    _Rule("not_visited", r"还有$", r"所", r"学校（?园?）?(本期)?(没有|未)入校"),
    _Rule("lessons", r"(听课|推门听课|随机听课|听评课|听课评课|听课、评课)(共计?)?$", r"(节次|节)"),
    _Rule("hazards_open", r"(还?没有|尚未|还?未)销号的安全隐患$", _ITEM, part=True),
    _Rule("hazards", r"安全隐患(共计?)?$", _ITEM, part=True),
    _Rule("hazards", r"(发现|排查|排查出|查出)$", _ITEM, r"安全隐患", part=True),
    _Rule("issues_found", r"(发现|查出|查找|反馈)(各类|主要|突出)?问题(共计?)?$", _ITEM),
    _Rule("issues_found", r"^(本期|新)发现$", _ITEM),
    _Rule("issues_found", r"(发现|查出|查找|反馈)(各类)?$", _ITEM, r"(各类|主要)?问题"),
    _Rule("fixed_on_the_spot", r"当场整改(问题)?$", _ITEM, part=True),
    _Rule("open_at_start", r"期初未销号(问题)?$", _ITEM),
    _Rule("open_at_end", r"期末未销号(的)?(问题)?(还有)?$", _ITEM),
    _Rule("open_at_end", r"期末未销号的$", _ITEM, r"问题"),
    _Rule("overdue_at_end", r"期末逾期未销号(问题)?$", _ITEM),
    _Rule("overdue_at_end", r"还有$", _ITEM, r"问题逾期"),
    _Rule("overdue_awaiting_check", r"^待核查(的)?$", _ITEM, part=True),
    _Rule("closed", r"(销号|督促整改|完成整改|整改销号)(问题)?$", _ITEM),
    _Rule("closed", r"(督促整改|完成整改|整改销号)$", _ITEM, r"问题"),
    _Rule("voided", r"撤销$", _ITEM),
    _Rule("notice_documents", r"整改通知书?$", r"份"),
    _Rule("notice_documents", r"(下达|下发|发出|印发)$", r"份", r"(限期)?整改通知书?"),
    _Rule("notices", r"^涉及问题$", _ITEM),
    _Rule("complaints_received", r"(受理|接到|收到)(群众)?(的)?(投诉|举报|投诉举报)$", r"[件起]"),
    _Rule("complaints_closed", r"(办结|办结投诉|投诉办结)$", r"[件起]"),
    _Rule("campaigns", r"(开展|组织)(了)?专项督导$", _CALL),
    _Rule("campaigns", r"(开展|组织)(了)?$", _CALL, r"专项督导"),
    _Rule("meetings_work", r"(工作)?例会$", _CALL),
    _Rule("meetings_exchange", r"(工作)?交流会$", _CALL),
    _Rule("trainings", r"(参加|组织|开展)(了)?(督学)?培训$", _CALL),
    _Rule("training_hours", r"(^|培训)(共计?)?$", r"人·学时"),
    _Rule("cases", r"(形成|撰写|编写|报送)(了)?典型案例$", r"[篇个]"),
    _Rule("cases_adopted", r"案例被采用$", r"[篇个]"),
    _Rule("suggestions", r"(提出|形成)(了)?(意见建议|意见|建议)$", r"[条项]"),
    _Rule("suggestions", r"(提出|形成)(了)?$", r"[条项]", r"(意见建议|建议)"),
    _Rule("weekly_reports", r"周汇报(定稿)?$", r"份"),
    _Rule("records", r"(形成|完成|撰写|定稿)(了)?督导记录(表)?$", r"份"),
    _Rule("responsible", r"责任督学$", r"[名人]"),
    _Rule("campus_walks", r"校园巡视$", r"次"),
    _Rule("documents_read", r"查阅资料$", r"份"),
    _Rule("meetings_attended", r"列席会议$", r"次"),
    _Rule("panels", r"座谈(会)?$", r"[场次]"),
    _Rule("teachers_interviewed", r"访谈教师$", r"人次?"),
    _Rule("students_interviewed", r"访谈学生$", r"人次?"),
    _Rule("parents_interviewed", r"访谈家长$", r"人次?"),
    _Rule("questionnaires_returned", r"(回收|收回)(有效)?问卷$", r"份"),
    _Rule("briefings_heard", r"听取汇报$", r"次"),
)  # fmt: skip
_SHARES: Final = (
    _Rule("share_all", r"督导面(达到?|为)?$", ""),
    _Rule("coverage", r"责任校覆盖率?(达到?|为)?$", ""),
    _Rule("found_closed", r"(发现的问题已销号|问题销号率|销号率)(达到?|为)?$", ""),
    _Rule("on_time", r"(按期整改|按期整改率)(达到?|为)?$", ""),
    _Rule("answered_on_time", r"(按期报送|按期报送率)(达到?|为)?$", ""),
)
# Of a part of the district, of a part of the time, or of what something is compared with.
_NARROWER: Final = re.compile(
    r"专项(?!督导\d+校次)|月|季度|上半年|下半年|第[一二三四五六七八九十\d]+(督学)?(责任区|片区|组)|片区|其中"
    r"|小学|初中|高中|中学|幼儿园|民办|公办|学前|农村|城区|乡镇|食堂|宿舍|校车"
    r"|同比|环比|相比|较|比去年|比上年|增加|减少|上升|下降|增长|历年|累计|以来|近[一二三两四五\d]+年"
    r"|计划|力争|争取|目标|确保|上级|国家级|省级|市级"
)
# What a number is not of; elsewhere in the sentence such words are about other numbers.
_DENIED: Final = re.compile(r"[没未不仍尚剩还]|撤销")
_TOPICS: Final = {label: code for code, label in TOPIC_LABEL.items()}
_NAMED_TOPIC: Final = re.compile(r"“([^”]+)”$")
_QUOTED: Final = re.compile(r"“[^”]*”")
_LAST_OF_A_PAIR: Final = re.compile(r"入校督导\S*校次、$")


def figure_behind(form: NumberForm, around: Surroundings) -> str:
    """Return the figure that a number is, empty where none is sure."""
    rules = _COUNTS if form is NumberForm.COUNT else _SHARES
    for rule in rules:
        if _fits(rule, around):
            return f"{rule.figure}_percent" if form is NumberForm.PERCENT else rule.figure
    return _by_its_place(around) if form is NumberForm.COUNT else ""


def _by_its_place(around: Surroundings) -> str:
    """Return the figure of a number that no words of its own name."""
    joined = f"{around.earlier}{around.before}"
    if _NARROWER.search(_QUOTED.sub("", joined)):
        return ""
    # 128校次、302人次: the second number says no more than its unit.
    if around.after.startswith("人次") and _LAST_OF_A_PAIR.search(joined):
        return "inspector_visits"
    topic = _NAMED_TOPIC.search(joined)
    if topic and topic[1] in _TOPICS and "发现问题" in joined and around.after.startswith("个"):
        return f"topic.{_TOPICS[topic[1]]}"
    return ""


def _fits(rule: _Rule, around: Surroundings) -> bool:
    before = re.search(rule.before, around.before)
    unit = re.match(f"{rule.unit}{rule.after}", around.after)
    if before is None or unit is None:
        return False
    beside = around.before[: before.start()] + around.after[unit.end() :]
    outside = around.earlier + beside
    if rule.part:
        outside = outside.replace("其中", "")
    return not (_NARROWER.search(outside) or _DENIED.search(beside))


def rule_figures() -> Iterator[str]:
    """Yield the figures that rules know, for whoever checks that there are such figures."""
    yield from (rule.figure for rule in _COUNTS)
    for rule in _SHARES:
        yield from (rule.figure, f"{rule.figure}_percent")
