"""A plain sheet of items as a whole form: pages by aspect, points, findings, a conclusion.

What comes of it is a beginning. The sheets are edited afterwards, by hand, as those of any form;
the names of the answers are those of the plain checklist.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from inspector_app.authoring import scored_sums as sums
from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.words import Kind
from inspector_app.domain.checklist import Checklist, Item, Scale
from inspector_app.domain.labels.checklists import SCALE_LABEL

HEADER: Final = (
    "类型", "名称", "题目", "提示", "必填", "显示条件", "校验", "校验提示", "计算", "选项筛选",
    "默认值", "外观", "统计", "台账", "依据", "分值",
)  # fmt: skip
Row = dict[str, str]

DRAFT: Final = "草稿，供督导室修改后使用；不是任何部门发布的表格。"
_NUMBERS: Final = "零一二三四五六七八九十"
_ELSEWHERE: Final = "other"
_STAGES: Final = (
    ("primary", "小学"), ("junior", "初中"), ("nine", "九年一贯制"), ("twelve", "十二年一贯制"),
    ("complete", "完全中学"), ("senior", "高中"), ("special", "特殊教育"),
    ("kindergarten", "幼儿园"),
)  # fmt: skip
_CHOICES: Final = (
    *(("学段", code, word) for code, word in _STAGES),
    ("通知", "told", "已通知"), ("通知", "untold", "未通知"),
    ("有无", "yes", "有"), ("有无", "no", "没有"),
    ("程度", "minor", "轻微"), ("程度", "ordinary", "一般"),
    ("程度", "serious", "严重"), ("程度", "hazard", "安全隐患"),
    ("结论", "good", "好"), ("结论", "fair", "较好"),
    ("结论", "weak", "一般"), ("结论", "bad", "差"),
    ("反馈", "spoken", "现场口头"), ("反馈", "letter", "书面反馈意见书"),
    ("反馈", "notice", "整改通知书"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """A page of items that belong together.

    Attributes:
        relevant: when the page is asked at all, empty for always.
    """

    title: str
    items: tuple[Item, ...]
    relevant: str = ""


def aspects_of(checklist: Checklist) -> tuple[Aspect, ...]:
    """Return the items by their 一级, as they follow each other."""
    runs = groupby(checklist.items, key=lambda item: item.group)
    return tuple(Aspect(title=group or "检查内容", items=tuple(items)) for group, items in runs)


def scored_cells(checklist: Checklist, aspects: Sequence[Aspect] = ()) -> FormCells:
    """Return the sheets of a form that asks a checklist, counts it and lists what was found."""
    pages = tuple(aspects) or aspects_of(checklist)
    return {
        Kind.SURVEY: (HEADER, *map(cells_of_row, survey_rows(checklist, pages))),
        Kind.CHOICES: (("列表", "选项值", "选项"), *choice_rows(checklist)),
        Kind.SETTINGS: (
            ("表名", "编号", "版本", "记录名称", "版式"),
            (checklist.title, checklist.id, checklist.version,
             "concat(jr:choice-name(${school}, '${school}'), ' ', ${visit_date})", "分页 网格"),
        ),
    }  # fmt: skip


def cells_of_row(row: Row) -> tuple[str, ...]:
    """Return a row of 题目 in the order of its columns."""
    return tuple(row.get(column, "") for column in HEADER)


def choice_rows(checklist: Checklist) -> Iterator[tuple[str, str, str]]:
    """Yield the choices: those that every such form has, the scales, and the items by number."""
    scales = {item.scale: item.words for item in checklist.items if item.words}
    yield from _CHOICES
    for scale, words in scales.items():
        yield from ((SCALE_LABEL[scale], word, word) for word in words)
    for item in checklist.items:
        if item.is_scored:
            yield "条目", item.key, f"{item.number} {item.text}"
    yield "条目", _ELSEWHERE, "清单以外的问题"


def survey_rows(checklist: Checklist, aspects: Sequence[Aspect]) -> Iterator[Row]:
    """Yield the rows of 题目: 基本情况, a page for each aspect, findings, the conclusion."""
    yield from _base(checklist)
    for number, aspect in enumerate(aspects, 1):
        yield from _page(number, aspect)
    scored = [(n, a) for n, a in enumerate(aspects, 1) if any(i.is_scored for i in a.items)]
    groups = [f"g{number}" for number, _ in scored]
    items = [item for _, aspect in scored for item in aspect.items if item.is_scored]
    yield from _findings(len(aspects) + 2, groups)
    yield from _conclusion(len(aspects) + 3, groups, items)


def ordinal(number: int) -> str:
    """Return the number of a page as a Chinese word, up to 99."""
    tens, ones = divmod(number, 10)
    word = "" if not tens else "十" if tens == 1 else f"{_NUMBERS[tens]}十"
    return f"{word}{_NUMBERS[ones] if ones or not tens else ''}"


# -- 基本情况 --------------------------------------------------------------------------------------


def _base(checklist: Checklist) -> Iterator[Row]:
    suits = {"提示": f"适用：{checklist.suits}"} if checklist.suits else {}
    yield row("分组开始", "base", "一、基本情况", 外观="w6")
    yield row("说明", "about", DRAFT, 依据=checklist.sources, **suits)
    yield row("日期", "visit_date", "督导日期", 必填="是", 校验=". <= today()",
              校验提示="督导日期不能晚于今天", 默认值="today()", 外观="w2")  # fmt: skip
    yield row("名单单选 zones.csv", "zone", "责任区", 必填="是", 外观="下拉 w2")
    yield row("单选 通知", "notice", "是否事先通知", 必填="是", 外观="横排 w2", 统计="占比")
    yield row("名单单选 schools.csv", "school", "学校", 必填="是", 外观="搜索", 统计="计次",
              提示="先选责任区，只列出这个责任区的学校", 选项筛选="zone = ${zone}")  # fmt: skip
    yield row("单选 学段", "stage", "学段", 必填="是", 外观="横排")
    yield row("分组结束")


# -- one page --------------------------------------------------------------------------------------


def _page(number: int, aspect: Aspect) -> Iterator[Row]:
    name = f"g{number}"
    yield row("分组开始", name, f"{ordinal(number + 1)}、{aspect.title}", 外观="w6",
              显示条件=aspect.relevant)  # fmt: skip
    yield from _asked(name, aspect.items)
    scored = [item for item in aspect.items if item.is_scored]
    if scored:
        yield row("照片", f"{name}_photo", "现场照片", 外观="多张", 提示="拍得清事实；不拍学生正脸")
        yield row("计算", f"{name}_sum", 计算=sums.got(scored))
        yield row("计算", f"{name}_full", 计算=sums.full(scored))
        yield row("计算", f"{name}_bad", 计算=sums.failed(scored))
        yield row("计算", f"{name}_n", 计算=f"count-selected(${{{name}_bad}})")
        yield row(
            "说明", f"{name}_told",
            f"“{aspect.title}”得 ${{{name}_sum}} 分，应得 ${{{name}_full}} 分；"
            f"不达标 ${{{name}_n}} 项。",
            显示条件=f"${{{name}_full}} > 0",
        )  # fmt: skip
    yield row("分组结束")


def _asked(name: str, items: Iterable[Item]) -> Iterator[Row]:
    """Yield the items: those of one scale as one table, then what is answered otherwise."""
    by_scale: dict[Scale, list[Item]] = {}
    for item in items:
        by_scale.setdefault(item.scale, []).append(item)
    for place, (scale, same) in enumerate(by_scale.items(), 1):
        if not same[0].words:
            yield from map(_alone, same)
            continue
        yield row(f"评分表开始 {SCALE_LABEL[scale]}", f"{name}_m{place}", "检查内容", 必填="是")
        for item in same:
            yield row("评分项", **_told(item), 分值=str(item.points))
        yield row("评分表结束")


def _alone(item: Item) -> Row:
    told = _told(item)
    if item.scale is Scale.POINTS:
        return row(
            "整数", **told, 必填="是", 校验=f". >= 0 and . <= {item.points}", 外观="w2",
            校验提示=f"请填 0 到 {item.points}", 分值=str(item.points),
        )  # fmt: skip
    if item.scale is Scale.NUMBER:
        return row("小数", **told, 必填="是", 外观="w2")
    return row("文本", **told, 外观="多行")


def _told(item: Item) -> Row:
    hints = (("方式", item.method), ("佐证", item.evidence), ("单位", item.unit))
    return {
        "名称": item.key,
        "题目": f"{item.number} {'★' if item.is_key else ''}{item.text}",
        "提示": "\n".join(f"{word}：{text}" for word, text in hints if text),
        "依据": item.basis,
    }


# -- findings and conclusion -----------------------------------------------------------------------


def _findings(place: int, groups: Sequence[str]) -> Iterator[Row]:
    yield row("分组开始", "find", f"{ordinal(place)}、发现的问题", 外观="w6")
    yield row("计算", "bad", 计算=f"concat({', '.join(f'${{{g}_bad}}' for g in groups)}, '')")
    yield row("计算", "fail_n", "不达标项数（平均）", 计算="count-selected(${bad})", 统计="均分")
    yield row("说明", "bad_told", "有 ${fail_n} 项不达标，每一项至少写一条。",
              显示条件="${fail_n} > 0")  # fmt: skip
    yield row("单选 有无", "has_finding", "有没有发现清单以外的问题", 必填="是", 外观="横排",
              显示条件="${fail_n} = 0")  # fmt: skip
    yield row("重复开始", "finding", "一个问题一份", 台账="问题", 外观="w6",
              显示条件="${fail_n} > 0 or ${has_finding} = 'yes'")  # fmt: skip
    yield row("单选 条目", "f_item", "属于哪一项", 必填="是", 外观="下拉",
              提示="只列出不达标的项",
              选项筛选=f"selected(concat(${{bad}}, '{_ELSEWHERE}'), name)")  # fmt: skip
    yield row("文本", "f_text", "问题描述", 必填="是", 外观="多行", 台账="问题",
              提示="写清时间、地点、看到的事实", 校验="string-length(.) >= 5",
              校验提示="请把事实写清楚，至少 5 个字")  # fmt: skip
    yield row("单选 程度", "f_severity", "严重程度", 必填="是", 外观="横排 w2",
              台账="严重程度")  # fmt: skip
    yield row("文本", "f_unit", "责任部门或责任人", 必填="是", 外观="w2", 台账="责任人")
    yield row("日期", "f_deadline", "整改期限", 必填="是", 外观="w2", 台账="期限", 校验=(
        ". >= ${visit_date} and . <= ${visit_date} + if(${f_severity} = 'hazard', 7, 90)"),
        校验提示="整改期限在督导日期之后 90 天以内；安全隐患在 7 天以内")  # fmt: skip
    yield row("文本", "f_advice", "整改要求", 外观="多行")
    yield row("照片", "f_photo", "照片", 外观="多张")
    yield row("计算", "f_grave",
              计算="if(${f_severity} = 'serious' or ${f_severity} = 'hazard', 1, 0)")  # fmt: skip
    yield row("重复结束")
    yield row("分组结束")


def _conclusion(place: int, groups: Sequence[str], items: Sequence[Item]) -> Iterator[Row]:
    keys = [item for item in items if item.is_key]
    yield row("分组开始", "close", f"{ordinal(place)}、结论和反馈", 外观="w6")
    yield row("计算", "total_sum", 计算=sums.total(f"{group}_sum" for group in groups))
    yield row("计算", "total_full", 计算=sums.total(f"{group}_full" for group in groups))
    yield row("计算", "total_rate", "得分率（%）", 统计="均分", 计算=(
        "if(${total_full} > 0, round(${total_sum} div ${total_full} * 100, 1), '')"))  # fmt: skip
    yield row("计算", "key_n", "其中带★的不达标项数（平均）", 计算=sums.many_failed(keys),
              统计="均分")  # fmt: skip
    yield row("计算", "f_count", 计算="count(${finding})")
    yield row("计算", "grave_count", 计算="sum(${f_grave})")
    yield row("计算", "f_items", 计算="join(' ', ${f_item})")
    yield row("计算", "lack", 计算=sums.not_written(items, "f_items"))
    yield row("说明", "total_told", (
        "得 ${total_sum} 分，应得 ${total_full} 分，得分率 ${total_rate}%；"
        "不达标 ${fail_n} 项，其中带★的 ${key_n} 项。"), 显示条件="${total_full} > 0")  # fmt: skip
    yield row("说明", "lack_told", "不达标而没有写明问题的：${lack}。请到“发现的问题”里补上。",
              显示条件="${lack} != ''")  # fmt: skip
    yield row("单选 结论", "grade", "总体评价", 必填="是", 外观="横排 w3", 统计="占比", 校验=(
        "not(. = 'good' and (${key_n} > 0 or ${grave_count} > 0)) and "
        "not(. != 'bad' and ${total_rate} != '' and ${total_rate} < 60)"),
        校验提示="带★的有不达标、有严重问题或安全隐患的，不能评为“好”；"
        "得分率不到 60% 的，只能评为“差”")  # fmt: skip
    yield row("日期", "next_visit", "复查日期", 必填="是", 外观="w3", 显示条件="${fail_n} > 0",
              校验=". > ${visit_date} and . <= ${visit_date} + 90",
              校验提示="在督导日期之后 90 天以内复查")  # fmt: skip
    yield row("文本", "merits", "值得推广的做法", 外观="多行")
    yield row("文本", "advice", "意见和建议", 必填="是", 外观="多行", 校验="${lack} = ''",
              校验提示="先把不达标的每一项都写进“发现的问题”，再写意见")  # fmt: skip
    yield row("多选 反馈", "feedback", "反馈方式", 必填="是", 外观="w3")
    yield row("文本", "feedback_to", "向谁反馈", 必填="是", 外观="w3", 提示="写职务")
    yield row("分组结束")


def row(kind: str, name: str = "", told: str = "", **cells: str) -> Row:
    """Return a row of 题目 by its type, name and text, and by the words of other columns."""
    return {"类型": kind, "名称": name, "题目": told, **cells}
