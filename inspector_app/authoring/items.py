"""The rows of 题目 as the items of a form: their type, list and name, 评分表 written out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.tables import FormRow, FormSheet
from inspector_app.authoring.words import (
    APPEARANCE_WORDS,
    APPEARANCES,
    CHINESE_TYPE,
    CLOSING,
    FROM_FILE,
    LISTED,
    NO,
    OPENING,
    OR_OTHER,
    REFUSED_APPEARANCES,
    REFUSED_TYPES,
    TYPES,
    YES,
)
from inspector_app.sheets.text import compact, plain

OTHER_CODE: Final = "other"
_OTHER_LABEL: Final = "其他（请写明）"
_CASELESS: Final = {word.casefold(): name for word, name in TYPES.items()}
_LISTED: Final = sorted(LISTED, key=len, reverse=True)
_NOT_ASKED: Final = frozenset(
    {"note", "calculate", "hidden", "start", "end", "today", "username", "csv-external"}
)
_WITH_OTHER: Final = frozenset({"select_one", "select_multiple"})
_WIDTHS: Final = frozenset(f"w{n}" for n in range(1, 13))


@dataclass(slots=True)
class Item:
    """One row of the compiled form.

    Attributes:
        row: the row of the sheet that it comes from.
        type: a word of XLSForm, without the list.
        list_name: the list, file or repeat that its choices come from.
        values: the texts of its columns; what is repaired is repaired here.
        made: it stands in no row of its own.
        list_row: the row that names its list, where that is another one.
    """

    row: FormRow
    type: str
    list_name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    or_other: bool = False
    made: bool = False
    list_row: FormRow | None = None

    @property
    def name(self) -> str:
        """Its name, empty where it has none."""
        return self.values.get("name", "")

    @property
    def label(self) -> str:
        """The first text that it is shown with."""
        texts = (v for c, v in self.values.items() if c.split("::", 1)[0] == "label")
        return next((text for text in texts if text), "")

    @property
    def is_select(self) -> bool:
        """Whether it is answered by choosing."""
        return self.type.startswith(("select_", "rank"))

    @property
    def has_own_list(self) -> bool:
        """Whether its choices stand in the sheet of choices."""
        return self.is_select and self.type not in FROM_FILE and "${" not in self.list_name


def read_items(sheet: FormSheet, report: Report) -> list[Item]:
    """Return the items of a sheet; a row whose type cannot be known is reported and left out."""
    items = [item for row in sheet.rows for item in _item(sheet, row, report)]
    for item in items:
        _read_yes_no(item)
        _read_appearance(sheet, item, report)
    return list(_with_others(_rating_written_out(items, sheet, report)))


# -- types -----------------------------------------------------------------------------------------


def _item(sheet: FormSheet, row: FormRow, report: Report) -> Iterator[Item]:
    text = plain(row.get("type"))
    where = sheet.at(row, "type")
    values = {column: value for column, value in row.values.items() if column != "type"}
    if not text:
        report.error("type-missing", where, "没有写类型", "请写“文本”“单选 列表名”“说明”等")
        return
    word = " ".join(text.split()).casefold()
    if word in _CASELESS:
        yield from _plain_item(Item(row=row, type=_CASELESS[word], values=values), where, report)
        return
    prefix = next((key for key in _LISTED if _is_before_list(word, key)), None)
    if prefix is None:
        _refuse_type(text, word, where, report)
        return
    list_name, *rest = " ".join(text.split())[len(prefix) :].strip(" :()").split() or [""]
    item = Item(row=row, type=LISTED[prefix], list_name=list_name, values=values)
    if not list_name:
        report.error("list-unnamed", where, "没有写用哪个选项列表", f"请写成“{text} 列表名”")
        return
    other = " ".join(rest).casefold()
    item.or_other = other in OR_OTHER
    if other and not item.or_other:
        report.error(
            "list-name-space", where, f"列表名后面多了“{' '.join(rest)}”",
            "列表名里不能有空格；要“其他”一项请写“或其他”",
        )  # fmt: skip
    if item.or_other and (item.type not in _WITH_OTHER or "${" in list_name):
        item.or_other = False
        report.error(
            "other-refused", where, f"“{CHINESE_TYPE[item.type]} {list_name}”不能用“或其他”",
            "请在名单或“选项”表里自己写“其他”一项，再加一题文本，写上显示条件",
        )  # fmt: skip
    yield item


def _plain_item(item: Item, where: str, report: Report) -> Iterator[Item]:
    """Yield an item of a type without a list, where such a row means something."""
    if item.type == "audit":
        what = "每一次修改程序都会记录，不必写“留痕”，这一行没有用"
        report.note("audit-always", where, what)
    elif item.type == "begin_rating":
        report.error("list-unnamed", where, "没有写用哪个选项列表", "请写成“评分表开始 评分”")
    else:
        yield item


def _is_before_list(word: str, key: str) -> bool:
    return word == key or (word.startswith(key) and word[len(key)] in " :(")


def _refuse_type(text: str, word: str, where: str, report: Report) -> None:
    reason = REFUSED_TYPES.get(word) or REFUSED_TYPES.get(word.split(maxsplit=1)[0])
    if reason is not None:
        remedy = "" if "请" in reason else "请删去这一行，或换一种类型"
        report.error("type-refused", where, f"不能用类型“{text}”：{reason}", remedy)
        return
    near = get_close_matches(word.split(maxsplit=1)[0], [*_CASELESS, *LISTED], n=1, cutoff=0.6)
    usual = "文本、整数、小数、日期、单选 列表名、多选 列表名、说明、计算、分组开始"
    remedy = f"是不是“{_in_chinese(near[0])}”？" if near else f"常用的有：{usual}"
    report.error("type-unknown", where, f"不认识类型“{text}”", remedy)


def _in_chinese(word: str) -> str:
    return CHINESE_TYPE[_CASELESS.get(word) or LISTED[word]]


# -- cells of a few words --------------------------------------------------------------------------


def _read_yes_no(item: Item) -> None:
    """Write 是 and 否 as XLSForm does; what is neither is an expression."""
    for column in ("required", "read_only"):
        word = compact(item.values.get(column, "")).casefold()
        if word in YES:
            item.values[column] = "yes"
        elif word in NO:
            del item.values[column]


def _read_appearance(sheet: FormSheet, item: Item, report: Report) -> None:
    text = item.values.get("appearance")
    if text is None:
        return
    where = sheet.at(item.row, "appearance")
    words = []
    for written in plain(text).replace("、", " ").replace(",", " ").split():
        word = APPEARANCE_WORDS.get(written, written)
        if word.startswith("宽") and word[1:].isdecimal():
            word = f"w{word[1:]}"
        reason = REFUSED_APPEARANCES.get(word.split(":", 1)[0]) or (
            "" if not word.startswith("ex:") else "不能启动别的程序"
        )
        if reason:
            report.error("appearance-refused", where, f"不能用外观“{written}”：{reason}", "请删去")
        elif word not in APPEARANCES and word not in _WIDTHS and not word.startswith("columns-"):
            near = get_close_matches(written, [*APPEARANCE_WORDS, *APPEARANCES], n=1, cutoff=0.6)
            remedy = f"是不是“{near[0]}”？" if near else "请从下拉的列表里选，或删去"
            what = f"不认识外观“{written}”，会当作没有写"
            report.warn("appearance-unknown", where, what, remedy)
        words.append(word)
    item.values["appearance"] = " ".join(words)


# -- 评分表 ----------------------------------------------------------------------------------------


def _rating_written_out(items: Iterable[Item], sheet: FormSheet, report: Report) -> Iterator[Item]:
    """Yield the items with each 评分表 as a group that is shown as a table."""
    opened: Item | None = None
    for item in items:
        if item.type == "begin_rating" and opened is None:
            opened = item
            yield _group_of(item)
        elif item.type == "end_rating" and opened is not None:
            opened = None
            yield Item(row=item.row, type="end_group", values=item.values)
        elif item.type == "rating" and opened is not None:
            yield _rated(item, opened)
        elif item.type in {"begin_rating", "rating", "end_rating"}:
            _misplaced(item, opened, sheet, report)
        else:
            if opened is not None:
                report.error(
                    "rating-inside", sheet.at(item.row, "type"),
                    f"评分表里只能放“评分项”，这里是“{CHINESE_TYPE.get(item.type, item.type)}”",
                    "请把它移到“评分表结束”后面",
                )  # fmt: skip
            yield item
    if opened is not None:
        report.error(
            "nesting", sheet.at(opened.row, "type"), "“评分表开始”没有对应的“评分表结束”",
            "请在最后一个评分项下面加一行“评分表结束”",
        )  # fmt: skip
        yield Item(row=opened.row, type="end_group", made=True)


def _group_of(opening: Item) -> Item:
    values = {k: v for k, v in opening.values.items() if k != "required"}
    words = values.get("appearance", "").split()
    values["appearance"] = " ".join(dict.fromkeys(["table-list", *words]))
    return Item(row=opening.row, type="begin_group", values=values)


def _rated(item: Item, opening: Item) -> Item:
    values = dict(item.values)
    if "required" in opening.values:
        values.setdefault("required", opening.values["required"])
    return Item(
        row=item.row, type="select_one", list_name=opening.list_name, values=values,
        list_row=opening.row,
    )  # fmt: skip


def _misplaced(item: Item, opened: Item | None, sheet: FormSheet, report: Report) -> None:
    where = sheet.at(item.row, "type")
    if item.type == "begin_rating":
        report.error("nesting", where, "上一个评分表还没有结束", "请先写“评分表结束”")
    elif opened is None:
        word = CHINESE_TYPE[item.type]
        report.error("nesting", where, f"“{word}”不在评分表里", "请先写“评分表开始 列表名”")


# -- 其他 ------------------------------------------------------------------------------------------


def _with_others(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, and behind each with 或其他 the text in which it is written."""
    for item in items:
        yield item
        if item.or_other:
            reference = f"${{{item.name}}}"
            chosen = (
                f"{reference} = '{OTHER_CODE}'"
                if item.type == "select_one"
                else f"selected({reference}, '{OTHER_CODE}')"
            )
            labels = {c: _OTHER_LABEL for c in item.values if c.split("::")[0] == "label"}
            yield Item(
                row=item.row, type="text", made=True,
                values={"name": f"{item.name}_other", "relevant": chosen, **labels},
            )  # fmt: skip


def asked(item: Item) -> bool:
    """Say whether somebody answers it: neither shown nor computed, nor a group."""
    return item.type not in _NOT_ASKED and not opens(item) and not closes(item)


def opens(item: Item) -> bool:
    """Say whether an item begins a group or a repeat."""
    return item.type in OPENING


def closes(item: Item) -> bool:
    """Say whether an item ends a group or a repeat."""
    return item.type in CLOSING
