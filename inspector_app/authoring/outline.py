"""The build of a form: names, groups and repeats, and what each row must and must not have."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.items import Item, closes, opens
from inspector_app.authoring.parameters import check_parameters
from inspector_app.authoring.tables import FormSheet
from inspector_app.authoring.words import CHINESE_TYPE, CLOSING, NAMELESS, OPENING
from inspector_app.sheets.text import compact, plain

NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_LONGEST_NAME: Final = 60
_RESERVED: Final = re.compile(r"generated_|reserved_name_for_|__|_uuid$|(?:meta|instanceID|data)$")
_UNSHOWN: Final = frozenset(
    {"calculate", "hidden", "start", "end", "today", "username", "csv-external",
     "begin_group", "begin_repeat"}
)  # fmt: skip
_META: Final = frozenset({"start", "end", "today", "username", "csv-external"})
_NEVER: Final = frozenset({"false()", "not(true())", "0", "1=0", "1=2", "''"})
_ON_CLOSING: Final = ("name", "label")
_PAGES: Final = ("begin_group", "begin_repeat")
_MESSAGES: Final = (
    ("constraint", "constraint_message", "校验"), ("required", "required_message", "必填"),
)  # fmt: skip
# The columns that mean something only for some types.
_ONLY_FOR: Final[Mapping[str, tuple[str, str]]] = {
    "repeat_count": ("begin_repeat", "“重复开始”"),
    "choice_filter": ("select_ rank", "选择题"),
    "parameters": ("select_ rank range image text", "选择题、范围、照片和文本"),
}  # fmt: skip
_NOT_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "calculation": ("begin_", "note"),
    "constraint": ("begin_", "note", "calculate", *sorted(_META)),
    "required": ("begin_", "note", *sorted(_META)),
    "default": ("begin_", "note", "calculate"),
    "trigger": ("begin_",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An item with a name, and the groups and repeats that it lies in, outermost first."""

    item: Item
    parents: tuple[Item, ...]

    @property
    def repeats(self) -> tuple[str, ...]:
        """The names of the repeats that it lies in."""
        return tuple(parent.name for parent in self.parents if parent.type == "begin_repeat")

    @property
    def path(self) -> str:
        """Where its value stands in an answer."""
        return "/".join(("/data", *(parent.name for parent in self.parents), self.item.name))


Outline = Mapping[str, Placed]
"""The items that have names, by their names, in their order."""


def read_outline(items: Sequence[Item], sheet: FormSheet, report: Report) -> Outline:
    """Return the named items in their places; what is wrong with the build is reported."""
    outline: dict[str, Placed] = {}
    stack: list[Item] = []
    for item in items:
        if closes(item):
            _close(item, stack, sheet, report)
            continue
        if _is_named(item, outline, sheet, report):
            outline[item.name] = Placed(item=item, parents=tuple(stack))
        _check_cells(item, sheet, report)
        if opens(item):
            stack.append(item)
    _check_filters(outline.values(), sheet, report)
    _check_hidden_groups(outline.values(), sheet, report)
    for left in stack:
        _unclosed(left, sheet, report)
    _check_content(items, sheet, report)
    _note_case(outline.values(), sheet, report)
    return outline


# -- groups and repeats ----------------------------------------------------------------------------


def _close(item: Item, stack: list[Item], sheet: FormSheet, report: Report) -> None:
    where = sheet.at(item.row, "type")
    word = CHINESE_TYPE[item.type]
    for column in item.values if not item.made else ():
        if column.split("::", 1)[0] not in _ON_CLOSING:
            _misplaced(item, column, f"“{word}”不用这一列", sheet, report)
    wanted = CLOSING[item.type]
    if not stack:
        report.error(
            "nesting", where, f"“{word}”没有对应的“{CHINESE_TYPE[wanted]}”",
            "请删去这一行，或补上开始的一行",
        )  # fmt: skip
        return
    opened = stack.pop()
    if opened.type != wanted:
        first = f"第 {opened.row.number} 行的“{CHINESE_TYPE[opened.type]}”"
        report.error(
            "nesting", where, f"{first}还没有结束，这里却是“{word}”",
            f"请改成“{CHINESE_TYPE[OPENING[opened.type]]}”，或先补上它",
        )  # fmt: skip


def _unclosed(item: Item, sheet: FormSheet, report: Report) -> None:
    end = CHINESE_TYPE[OPENING[item.type]]
    what = f"“{CHINESE_TYPE[item.type]}”{item.name}没有对应的“{end}”"
    report.error("nesting", sheet.at(item.row, "type"), what, f"请在它的最后一题下面加一行“{end}”")


def _check_content(items: Sequence[Item], sheet: FormSheet, report: Report) -> None:
    """Refuse a form that asks nothing, and tell of groups in which nothing stands."""
    if not any(not opens(i) and not closes(i) and i.type not in _META for i in items):
        where = f"{sheet.title}!A{sheet.header_row + 1}"
        remedy = "请至少写一题：类型选“文本”，写上名称和题目；可以从“示例”里抄"
        report.error("form-empty", where, "表头下面没有题目", remedy)
    for item, after in pairwise(items):
        if opens(item) and closes(after):
            what = f"“{CHINESE_TYPE[item.type]}”{item.name}里面没有题目"
            report.error("group-empty", sheet.at(item.row, "type"), what, "请写上题目，或删去它")


def _check_filters(placed: Iterable[Placed], sheet: FormSheet, report: Report) -> None:
    """Refuse a filter in a table of ticks, whose columns are the same for each row."""
    for each in placed:
        over = each.parents[-1] if each.parents else None
        tabled = over is not None and "table-list" in over.values.get("appearance", "")
        if tabled and each.item.values.get("choice_filter"):
            where = sheet.at(each.item.row, "choice_filter")
            report.error("cell-misplaced", where, "评分表里的题不能有“选项筛选”", "请删去这一格")


def _check_hidden_groups(placed: Iterable[Placed], sheet: FormSheet, report: Report) -> None:
    for each in placed:
        if each.item.values.get("required") and any(map(_never, each.parents)):
            where = sheet.at(each.item.row, "required")
            told = "它所在的分组永远不显示，写了必填也没有人填"
            report.warn("required-hidden", where, told, "请核对分组的“显示条件”")


# -- names -----------------------------------------------------------------------------------------


def _is_named(item: Item, outline: Mapping[str, Placed], sheet: FormSheet, report: Report) -> bool:
    where = sheet.at(item.row, "name")
    if not item.name:
        if item.type not in NAMELESS:
            report.error(
                "name-missing", where, "没有写名称",
                "请写一个不重复的名称，如 q1 或 作业公示，字母、汉字或下划线开头",
            )  # fmt: skip
        return False
    _narrow(item, where, report)
    if not _is_usable(item.name, where, report):
        return False
    other = outline.get(item.name)
    if other is not None:
        what = f"名称“{item.name}”与第 {other.item.row.number} 行重复"
        report.error("name-twice", where, what, "全表里每个名称只能用一次，请改一个")
        return False
    return True


def _is_usable(name: str, where: str, report: Report) -> bool:
    if not NAME.fullmatch(name):
        report.error(
            "name-invalid", where, f"名称“{name}”不能用",
            "只用汉字、字母、数字、下划线、点和横线，不以数字开头，不含空格",
        )  # fmt: skip
    elif len(name) > _LONGEST_NAME:
        report.error(
            "name-long", where, f"名称太长，有 {len(name)} 字", f"请写在 {_LONGEST_NAME} 字以内"
        )
    elif _RESERVED.match(name):
        report.error("name-reserved", where, f"名称“{name}”程序自己要用", "请换一个名称")
    else:
        return True
    return False


def _narrow(item: Item, where: str, report: Report) -> None:
    narrow = plain(item.name)
    if narrow != item.name:
        report.note("name-width", where, f"名称里的全角字符已改为半角：“{narrow}”")
        item.values["name"] = narrow


def _note_case(placed: Iterable[Placed], sheet: FormSheet, report: Report) -> None:
    seen: dict[str, Item] = {}
    for each in placed:
        first = seen.setdefault(each.item.name.casefold(), each.item)
        if first is not each.item:
            report.warn(
                "name-case", sheet.at(each.item.row, "name"),
                f"名称“{each.item.name}”与第 {first.row.number} 行的“{first.name}”只差大小写",
                "容易写错，请改一个",
            )  # fmt: skip


# -- cells -----------------------------------------------------------------------------------------


def _check_cells(item: Item, sheet: FormSheet, report: Report) -> None:
    if item.made:
        return
    if item.type not in _UNSHOWN and not item.label and not item.values.get("hint"):
        report.error("label-missing", sheet.at(item.row, "label"), "没有写题目文字", "请写上")
    if item.type == "calculate" and not item.values.get("calculation"):
        report.error(
            "calculation-missing", sheet.at(item.row, "calculation"), "计算项没有写计算公式",
            "请写上，如 coalesce(${a}, 0) + coalesce(${b}, 0)",
        )  # fmt: skip
    _check_duty(item, sheet, report)
    check_parameters(item, sheet, report)
    _check_places(item, sheet, report)
    _check_messages(item, sheet, report)


def _check_duty(item: Item, sheet: FormSheet, report: Report) -> None:
    """Tell of a duty that nobody can fulfil: what is never shown, or cannot be written into."""
    if not item.values.get("required"):
        return
    where = sheet.at(item.row, "required")
    if item.type in {"calculate", "hidden"} or _never(item):
        told = "看不见的题写了必填，空着就不能定稿，谁也填不上"
        report.warn("required-hidden", where, told, "请删去“必填”")
    elif item.values.get("read_only") == "yes" and not (
        item.values.get("calculation") or item.values.get("default")
    ):
        told = "只读又必填，没有默认值和计算，谁也填不上"
        report.warn("required-readonly", where, told, "请删去“只读”或“必填”")


def _never(item: Item) -> bool:
    return compact(item.values.get("relevant", "")).casefold() in _NEVER


def _check_places(item: Item, sheet: FormSheet, report: Report) -> None:
    """Refuse what stands in a column that means nothing for the type."""
    for column, (types, words) in _ONLY_FOR.items():
        if item.values.get(column) and not item.type.startswith(tuple(types.split())):
            _misplaced(item, column, f"这一列只用于{words}", sheet, report)
    for column, types_not in _NOT_FOR.items():
        if item.values.get(column) and item.type.startswith(types_not):
            word = CHINESE_TYPE.get(item.type, item.type)
            _misplaced(item, column, f"“{word}”不用这一列", sheet, report)


def _check_messages(item: Item, sheet: FormSheet, report: Report) -> None:
    """Tell of a rule that does not say what is right, and refuse words for no rule."""
    for rule, message, word in _MESSAGES:
        said = [c for c in item.values if c.split("::", 1)[0] == message]
        if said and not item.values.get(rule):
            _misplaced(item, said[0], f"这一行没有写“{word}”", sheet, report)
    if item.values.get("constraint") and "constraint_message" not in {
        column.split("::", 1)[0] for column in item.values
    }:
        where = sheet.at(item.row, "constraint")
        report.warn("message-missing", where, "有校验，没有写校验提示", "请写怎样填才对")
    if opens(item) and item.type in _PAGES and not item.label:
        where = sheet.at(item.row, "label")
        report.warn("group-label", where, "没有写这一组的题目文字", "请写上，填表时要显示")


def _misplaced(item: Item, column: str, what: str, sheet: FormSheet, report: Report) -> None:
    report.error("cell-misplaced", sheet.at(item.row, column), what, "请删去这一格")
