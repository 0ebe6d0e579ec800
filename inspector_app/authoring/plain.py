"""A plain sheet of items, 序号, 检查内容, 选项 …, written out as the sheets of a form.

The names of the answers are those of the plain checklist, so that what was filled in under one can
be read under the other.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.words import Kind
from inspector_app.domain.checklist import Checklist, Item, Scale
from inspector_app.domain.labels.checklists import SCALE_LABEL

HEADER: Final = (
    "类型", "名称", "题目", "提示", "必填", "校验", "校验提示", "外观", "统计", "依据", "分值",
)  # fmt: skip


def line(**cells: str) -> tuple[str, ...]:
    """Return one row of 题目 by the words of its columns."""
    return tuple(cells.get(name, "") for name in HEADER)


def cells_of_checklist(checklist: Checklist) -> FormCells:
    """Return the sheets of a form that asks what a checklist asks."""
    scales = dict.fromkeys(item.scale for item in checklist.items if item.words)
    words = {item.scale: item.words for item in checklist.items}
    return {
        Kind.SURVEY: (HEADER, *_survey(checklist)),
        Kind.CHOICES: (
            ("列表", "选项值", "选项"),
            *((SCALE_LABEL[scale], word, word) for scale in scales for word in words[scale]),
        ),
        Kind.SETTINGS: (
            ("表名", "编号", "版本"), (checklist.title, checklist.id, checklist.version),
        ),
    }  # fmt: skip


def _survey(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    runs = groupby(checklist.items, key=lambda item: item.group)
    for number, (group, items) in enumerate(runs, 1):
        if group:
            yield line(类型="分组开始", 名称=f"g{number}", 题目=group)
        for item in items:
            yield _question(item)
            yield line(类型="文本", 名称=item.note_key, 题目=f"{item.number} 备注")
        if group:
            yield line(类型="分组结束")


def _question(item: Item) -> tuple[str, ...]:
    star = "★" if item.is_key else ""
    asked = {"必填": "是"} if item.is_asked else {}
    scored = {"分值": str(item.points)} if item.is_scored else {}
    return line(
        名称=item.key, 题目=f"{item.number} {star}{item.text}", 提示=_hint(item), 依据=item.basis,
        **asked, **scored, **_type(item),
    )  # fmt: skip


def _type(item: Item) -> dict[str, str]:
    if item.words:
        return {"类型": f"单选 {SCALE_LABEL[item.scale]}", "外观": "横排", "统计": "占比"}
    if item.scale is Scale.POINTS:
        return {
            "类型": "整数", "校验": f". >= 0 and . <= {item.points}",
            "校验提示": f"请填 0 到 {item.points}", "统计": "均分",
        }  # fmt: skip
    if item.scale is Scale.NUMBER:
        return {"类型": "小数"}
    return {"类型": "文本", "外观": "多行"}


def _hint(item: Item) -> str:
    told = (("方式", item.method), ("佐证", item.evidence), ("部门", item.department),
            ("单位", item.unit))  # fmt: skip
    return "\n".join(f"{word}：{text}" for word, text in told if text)
