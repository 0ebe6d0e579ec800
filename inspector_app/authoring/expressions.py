"""Each formula of a form: repaired, parsed by the engine that will run it, its words known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from inspector_app.authoring import formulas
from inspector_app.authoring.findings import Report
from inspector_app.authoring.items import Item
from inspector_app.authoring.lists import Lists, list_columns
from inspector_app.authoring.outline import Outline
from inspector_app.authoring.patterns import check_patterns
from inspector_app.authoring.tables import FormTables
from inspector_app.authoring.words import EXPRESSION_COLUMNS, TEXT_COLUMNS
from inspector_app.xform import FUNCTIONS, TIER3, XPathSyntaxError, parse_expression

_DYNAMIC: Final = re.compile(r"\$\{|[A-Za-z-]+\(")
_SEPARATORS: Final = re.compile(r"[\s,，、;；]+")
_UNREFERRING: Final = frozenset({"name"})
_TEXTS: Final = frozenset({*TEXT_COLUMNS, "依据"})
_YES_NO: Final = {"required": "必填", "read_only": "只读"}
_LAST_SAVED: Final = "last-saved#"
_NUMBERS: Final = frozenset({"integer", "decimal", "range", "select_one", "rank"})
_AROUND: Final = 12
_MISTAKES: Final = {
    "==": "等于写一个 =", "&&": "“并且”写 and", "||": "“或者”写 or", "<>": "不等于写 !=",
    "。": "句号不能用，小数点写半角 .", "、": "顿号不能用，请写半角逗号",
}  # fmt: skip
ROSTER_COLUMNS: Final = frozenset(
    {"name", "label", "zone", "stage", "kind", "ownership", "urban_rural"}
)
"""What a filter of a roster may name; another list has the columns of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """One formula and where it stands."""

    item: Item | None
    column: str
    where: str
    text: str


@dataclass(slots=True, kw_only=True)
class Expressions:
    """Checks the formulas of one form."""

    tables: FormTables
    outline: Outline
    lists: Lists
    files: Mapping[str, Path]
    report: Report

    def check(self, items: Iterable[Item], instance_name: str) -> str:
        """Repair and check every formula and every text; return the repaired name of records."""
        for item in items:
            self._check_texts(item)
            for cell in self._cells(item):
                item.values[cell.column] = self._checked(cell)
        for choices in self.lists.values():
            for choice in choices:
                for column in [c for c in choice.values if c.split("::")[0] == "label"]:
                    where = self.tables.choices.at(choice.row, column)
                    choice.values[column] = self._text(choice.values[column], where)
        if not instance_name:
            return ""
        where = self.tables.settings.at(self.tables.settings.rows[0], "instance_name")
        cell = _Cell(item=None, column="instance_name", where=where, text=instance_name)
        return self._checked(cell)

    # -- texts -----------------------------------------------------------------------------------

    def _check_texts(self, item: Item) -> None:
        if item.made:
            return
        for column, text in list(item.values.items()):
            if column in _UNREFERRING:
                continue
            where = self.tables.survey.at(item.row, column)
            if column.split("::")[0] in _TEXTS:
                item.values[column] = self._text(text, where)
            elif column not in EXPRESSION_COLUMNS:
                self._references(text, where)

    def _text(self, text: str, where: str) -> str:
        fixed = formulas.repair_references(text)
        self._references(fixed, where)
        return fixed

    def _references(self, text: str, where: str) -> bool:
        broken = formulas.broken_reference(text)
        if broken and ("{" in broken or "$" in formulas.masked(text)):
            self.report.error(
                "reference-broken", where, f"“{broken.strip()}”不完整", "引用一题要写成 ${名称}"
            )
            return False
        known = True
        for name in formulas.references(text):
            known = self._is_known(name, where) and known
        return known

    def _is_known(self, name: str, where: str) -> bool:
        if name in self.outline:
            return True
        if name.startswith(_LAST_SAVED):
            what = "不能引用上一次填的内容（last-saved）"
            self.report.error("reference-refused", where, what, "请改用“默认值”")
            return False
        near = get_close_matches(name, self.outline, n=1, cutoff=0.5)
        remedy = f"是不是 ${{{near[0]}}}？" if near else "请核对“名称”一列"
        self.report.error("reference-unknown", where, f"没有名称是“{name}”的题", remedy)
        return False

    # -- formulas --------------------------------------------------------------------------------

    def _cells(self, item: Item) -> Iterator[_Cell]:
        for column in EXPRESSION_COLUMNS:
            text = item.values.get(column, "")
            fixed = column in {"required", "read_only"} and text == "yes"
            plain = column == "default" and not _DYNAMIC.search(text)
            if text and not fixed and not plain:
                where = self.tables.survey.at(item.row, column)
                yield _Cell(item=item, column=column, where=where, text=text)

    def _checked(self, cell: _Cell) -> str:
        repaired = formulas.repair(cell.text)
        text, where = repaired.text, cell.where
        if repaired.changed:
            signs = " ".join(repaired.changed)
            self.report.note("width", where, f"公式里的全角符号已改为半角：{signs}")
        if cell.column == "trigger":
            return self._trigger(text, where)
        if not self._references(text, where):
            return text
        if formulas.open_quote(text):
            what = "引号没有成对"
            self.report.error("quote-open", where, what, "文字两边各要一个半角引号，如 '有'")
            return text
        if self._bare_words(cell, text):
            return text
        if self._parses(text, where):
            self._empty_numbers(cell, text)
            self._times(cell, text)
            check_patterns(text, where, self.report)
        return text

    def _trigger(self, text: str, where: str) -> str:
        names = [part for part in _SEPARATORS.split(text) if part]
        if all(formulas.REFERENCE.fullmatch(name) for name in names):
            self._references(text, where)
        else:
            what = "“触发”里只能写题的名称"
            self.report.error("reference-broken", where, what, "请写成 ${名称}")
        return ", ".join(names)

    def _parses(self, text: str, where: str) -> bool:
        try:
            tree = parse_expression(formulas.as_path(text))
        except XPathSyntaxError as error:
            at = error.position
            what = f"公式写法不对，在第 {at + 1} 个字附近：{_near(text, at)}"
            usual = "请核对括号、逗号和运算符"
            plain = formulas.masked(text)
            remedy = next((told for sign, told in _MISTAKES.items() if sign in plain), usual)
            self.report.error("syntax", where, what, remedy, detail=error.detail)
            return False
        step = formulas.refused_step(text)
        if step:
            what = f"不能写 {step}：表单里只能按题目的名称走"
            self.report.error("path-refused", where, what, "引用一题要写成 ${名称}")
            return False
        known = [self._function(name, count, where) for name, count in tree.functions()]
        return all(known)

    def _function(self, name: str, count: int, where: str) -> bool:
        if name in TIER3:
            remedy = "" if "请" in TIER3[name] else "请删去，或换一种写法"
            what = f"不能用函数 {name}()：{TIER3[name]}"
            self.report.error("function-refused", where, what, remedy)
            return False
        arity = FUNCTIONS.get(name)
        if arity is None:
            near = get_close_matches(name, FUNCTIONS, n=1, cutoff=0.6)
            remedy = f"是不是 {near[0]}()？" if near else "请看填写说明里的函数"
            self.report.error("function-unknown", where, f"未知函数 {name}()", remedy)
            return False
        least, most = arity
        if count < least or (most is not None and count > most):
            wanted = _wanted(least, most)
            what = f"函数 {name}() 里写了 {count} 项，应是 {wanted} 项"
            self.report.error("function-arity", where, what, "各项之间用逗号分开")
            return False
        return True

    def _bare_words(self, cell: _Cell, text: str) -> bool:
        """Refuse a word that is neither a reference nor, in a filter, a column of the list."""
        columns = self._columns(cell.item) if cell.column == "choice_filter" else frozenset()
        wrong = [w for w in formulas.bare_words(text) if w.text not in columns]
        for word in wrong:
            if word.text in self.outline:
                remedy = f"引用一题要写成 ${{{word.text}}}；文字两边要加半角引号"
            elif cell.column in _YES_NO:
                by_case = f"按条件{_YES_NO[cell.column]}的写公式，如 ${{食堂}} = '有'"
                remedy = f"请写“是”或“否”；{by_case}"
            elif columns:
                remedy = "列表里有的列：" + "、".join(sorted(columns))
            else:
                remedy = f"文字两边要加半角引号：'{word.text}'"
            what = f"“{word.text}”不知道是什么"
            self.report.error("word-unknown", cell.where, what, remedy)
        return bool(wrong)

    def _columns(self, item: Item | None) -> frozenset[str]:
        if item is None or not item.has_own_list:
            file = self.files.get(item.list_name) if item is not None else None
            return ROSTER_COLUMNS if file is None else list_columns(file)
        names = {c for choice in self.lists.get(item.list_name, ()) for c in choice.values}
        return frozenset(names | set(self.tables.choices.columns)) - {"list_name"}

    def _empty_numbers(self, cell: _Cell, text: str) -> None:
        for name in formulas.reckoned_with(text):
            placed = self.outline[name]
            item = placed.item
            sure = item.values.get("required") == "yes" and not any(
                each.values.get("relevant") for each in (item, *placed.parents)
            )
            if item.type in _NUMBERS and not sure:
                self.report.warn(
                    "empty-number", cell.where,
                    f"${{{name}}} 没有填时，这个公式算不出来",
                    f"没有填的当 0 就写 coalesce(${{{name}}}, 0)",
                )  # fmt: skip

    def _times(self, cell: _Cell, text: str) -> None:
        """Tell that only this program compares two times of the day as they stand."""
        for pair in formulas.compared(text):
            items = [cell.item if n == "." else self.outline[n].item for n in pair]
            if all(item is not None and item.type == "time" for item in items):
                first, second = (n if n == "." else f"${{{n}}}" for n in pair)
                self.report.warn(
                    "time-compare", cell.where, "两个时间直接比较，别的程序算不出来",
                    f"请写 decimal-time({first}) 和 decimal-time({second}) 再比较",
                )  # fmt: skip


def _wanted(least: int, most: int | None) -> str:
    if most is None:
        return f"至少 {least}"
    return str(least) if least == most else f"{least} 到 {most}"


def _near(text: str, position: int) -> str:
    start = max(position - _AROUND, 0)
    return f"“{text[start : position + _AROUND].strip()}”" if text[start:] else "末尾"
