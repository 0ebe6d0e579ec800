"""The lists of choices: codes, texts, and the lists and files that questions name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.items import OTHER_CODE, Item
from inspector_app.authoring.outline import Outline
from inspector_app.authoring.tables import FormRow, FormSheet, FormTables, cell_text
from inspector_app.authoring.words import FROM_FILE, ROSTERS, YES
from inspector_app.base.errors import InputError
from inspector_app.sheets.text import compact, plain
from inspector_app.sheets.workbook import Row, open_workbook, workbook_of

_REFERENCE: Final = re.compile(r"\$\{([^{}]+)\}")
_SPACE: Final = re.compile(r"\s")
_OTHER_TEXT: Final = "其他"
_MEDIA: Final = "media"
_CHOSEN_FROM: Final = frozenset({"name", "label"})


@dataclass(slots=True)
class Choice:
    """One choice: its row, and the texts of its columns with the code under ``name``."""

    row: FormRow
    values: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What is stored when it is chosen."""
        return self.values.get("name", "")

    @property
    def label(self) -> str:
        """The first text that it is shown with."""
        texts = (v for c, v in self.values.items() if c.split("::", 1)[0] == "label")
        return next((text for text in texts if text), "")


Lists = Mapping[str, list[Choice]]


def read_lists(tables: FormTables, report: Report) -> dict[str, list[Choice]]:
    """Return the lists of the sheet of choices; a blank code is the text of its choice."""
    sheet = tables.choices
    twice = compact(tables.setting.get("allow_choice_duplicates", "")).casefold() in YES
    lists: dict[str, list[Choice]] = {}
    for row in sheet.rows:
        name = plain(row.get("list_name"))
        if not name:
            where = sheet.at(row, "list_name")
            report.error("choice-no-list", where, "没有写是哪个列表的", "请写上列表名")
            continue
        if _SPACE.search(name):
            where = sheet.at(row, "list_name")
            report.error("list-name-space", where, f"列表名“{name}”里有空格", "请去掉空格")
        choice = _choice(sheet, row, report)
        if choice is not None:
            lists.setdefault(name, []).append(choice)
    for choices in lists.values():
        _check_repeats(sheet, choices, codes_twice=twice, report=report)
    return lists


def _choice(sheet: FormSheet, row: FormRow, report: Report) -> Choice | None:
    values = {column: value for column, value in row.values.items() if column != "list_name"}
    choice = Choice(row, values)
    code = plain(values.get("name", "")) or choice.label
    if not code:
        report.error("choice-empty", sheet.at(row, "label"), "选项没有文字，也没有选项值", "请写上")
        return None
    values["name"] = code
    if not choice.label:
        if "label" in sheet.columns or not any("::" in c for c in sheet.columns):
            values["label"] = code
        report.warn("choice-label", sheet.at(row, "label"), "选项没有文字，会显示选项值", "请写上")
    if _SPACE.search(code):
        column = "name" if row.get("name") else "label"
        report.error(
            "choice-space", sheet.at(row, column), f"选项值“{code}”里有空格",
            "请去掉空格；文字里要有空格的，请另写一个没有空格的选项值",
        )  # fmt: skip
    elif "'" in code or '"' in code:
        report.error(
            "choice-quote", sheet.at(row, "name"), f"选项值“{code}”里有半角引号", "请去掉引号"
        )
    return choice


def _check_repeats(
    sheet: FormSheet, choices: Iterable[Choice], *, codes_twice: bool, report: Report
) -> None:
    codes: dict[str, Choice] = {}
    labels: dict[tuple[str, str], Choice] = {}
    for choice in choices:
        first = codes.setdefault(choice.code, choice)
        if first is not choice and not codes_twice:
            column = "name" if choice.row.get("name") else "label"
            report.error(
                "choice-twice", sheet.at(choice.row, column),
                f"选项值“{choice.code}”与第 {first.row.number} 行重复", "请改一个，或删去这一行",
            )  # fmt: skip
            continue
        others = {k: v for k, v in choice.values.items() if k not in {"name", "label"}}
        same = labels.setdefault((choice.label, str(sorted(others.items()))), choice)
        if same is not choice:
            report.warn(
                "choice-same-text", sheet.at(choice.row, "label"),
                f"选项文字“{choice.label}”与第 {same.row.number} 行相同", "请核对",
            )  # fmt: skip


# -- what questions name ---------------------------------------------------------------------------


def check_lists(
    items: Iterable[Item],
    outline: Outline,
    lists: dict[str, list[Choice]],
    tables: FormTables,
    report: Report,
) -> None:
    """See that each select has choices; a list of 其他 gets that choice where it is missing."""
    used: set[str] = set()
    items = tuple(items)
    many = Counter(item.list_name for item in items if item.has_own_list)
    for item in items:
        if not item.is_select or item.type in FROM_FILE:
            continue
        where = tables.survey.at(item.list_row or item.row, "type")
        if "${" in item.list_name:
            _check_repeat_list(item, where, outline, report)
        elif item.list_name not in lists:
            _no_list(item.list_name, where, lists, report)
        else:
            used.add(item.list_name)
            if item.or_other:
                _add_other(item, where, lists[item.list_name], tables, report)
                _tell_shared(item, where, many[item.list_name], report)
    for name, choices in lists.items():
        if name not in used:
            where = tables.choices.at(choices[0].row, "list_name")
            report.warn("list-unused", where, f"没有题目用列表“{name}”", "不要的请删去")


def _no_list(name: str, where: str, lists: Lists, report: Report) -> None:
    near = get_close_matches(name, lists, n=1, cutoff=0.5)
    known = "、".join(list(lists)[:8]) or "一个也没有"
    remedy = f"是不是“{near[0]}”？" if near else f"“选项”表里有：{known}"
    report.error("list-missing", where, f"“选项”表里没有列表“{name}”", remedy)


def _check_repeat_list(item: Item, where: str, outline: Outline, report: Report) -> None:
    match = _REFERENCE.fullmatch(item.list_name)
    placed = outline.get(match[1]) if match else None
    if placed is None or not placed.repeats:
        report.error(
            "list-repeat", where, f"“{item.list_name}”不是重复里的一题，不能作选项",
            "请写重复里一题的名称",
        )  # fmt: skip


def _add_other(
    item: Item, where: str, choices: list[Choice], tables: FormTables, report: Report
) -> None:
    if item.values.get("choice_filter"):
        report.error(
            "other-filtered", where, "有“选项筛选”的题不能用“或其他”",
            "请在“选项”表里自己写“其他”一项，再加一题文本",
        )  # fmt: skip
    if all(choice.code != OTHER_CODE for choice in choices):
        if own := next((c for c in choices if compact(c.label) == _OTHER_TEXT), None):
            report.error(
                "other-twice", tables.choices.at(own.row, "label"),
                "列表里已有“其他”一项，“或其他”再加一项就有两项了",
                f"请把这一项的选项值写成 {OTHER_CODE}，或删去这一行",
            )  # fmt: skip
        labels = {c: _OTHER_TEXT for c in tables.choices.columns if c.split("::")[0] == "label"}
        values = {"name": OTHER_CODE, **(labels or {"label": _OTHER_TEXT})}
        choices.append(Choice(choices[-1].row, values))


def _tell_shared(item: Item, where: str, many: int, report: Report) -> None:
    if many > 1:
        what = f"用列表“{item.list_name}”的别的题也有“其他”一项了"
        report.warn("other-shared", where, what, "不要的话请给这一题另写一个列表")


# -- files -----------------------------------------------------------------------------------------


def check_files(
    items: Iterable[Item], tables: FormTables, folder: Path | None, report: Report
) -> dict[str, Path]:
    """Return the files that a form brings along, by the names under which it asks for them."""
    found: dict[str, Path] = {}
    for item in items:
        if item.type in FROM_FILE:
            where = tables.survey.at(item.row, "type")
            _list_file(item.list_name, where, folder, found, report, needed=_CHOSEN_FROM)
        elif item.type == "csv-external" and item.name:
            where = tables.survey.at(item.row, "name")
            _list_file(f"{item.name}.csv", where, folder, found, report)
        for column, value in tables.survey.texts(item.row, "image"):
            _picture(value, tables.survey.at(item.row, column), folder, found, report)
    for row in tables.choices.rows:
        for column, value in tables.choices.texts(row, "image"):
            _picture(value, tables.choices.at(row, column), folder, found, report)
    return found


def _list_file(
    name: str,
    where: str,
    folder: Path | None,
    found: dict[str, Path],
    report: Report,
    needed: frozenset[str] = frozenset(),
) -> None:
    if not name.casefold().endswith(".csv"):
        report.error("file-kind", where, f"名单“{name}”不是 .csv 文件", "请另存为 .csv（UTF-8）")
        return
    path = _beside(name, folder)
    if path is not None:
        if _is_list(path, where, needed, report):
            found[name] = path
    elif name not in ROSTERS:
        report.error(
            "file-missing", where, f"找不到名单“{name}”",
            f"请把它放在表单旁边的 {_MEDIA} 文件夹里；程序自带的名单有：{'、'.join(ROSTERS)}",
        )  # fmt: skip


def _is_list(path: Path, where: str, needed: frozenset[str], report: Report) -> bool:
    try:
        missing = needed - list_columns(path)
    except InputError as error:
        report.error("file-unreadable", where, f"名单“{path.name}”读不出", error.sentence)
        return False
    if missing:
        what = f"名单“{path.name}”没有列：{'、'.join(sorted(missing))}"
        report.error("file-columns", where, what, "第一行请写 name（选项值）和 label（文字）")
    return not missing


def list_columns(path: Path) -> frozenset[str]:
    """Return the columns of a list that a form brings along."""
    rows = open_workbook(path).sheets[0].rows
    return frozenset(_names_of(rows[0])) - {""} if rows else frozenset()


def list_rows(content: bytes, *, name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a list that a form brings along (InputError: it cannot be read)."""
    rows = workbook_of(content, name=name).sheets[0].rows
    if not rows:
        return ()
    names = _names_of(rows[0])
    lines = ({n: cell_text(v).strip() for n, v in zip(names, row, strict=False) if n}
             for row in rows[1:])  # fmt: skip
    return tuple(line for line in lines if any(line.values()))


def _names_of(row: Row) -> list[str]:
    return [cell_text(value).strip() for value in row]


def _picture(
    name: str, where: str, folder: Path | None, found: dict[str, Path], report: Report
) -> None:
    if not name:
        return
    path = _beside(name, folder)
    if path is None:
        remedy = f"请把它放在表单旁边的 {_MEDIA} 文件夹里"
        report.error("file-missing", where, f"找不到图片“{name}”", remedy)
    elif path.suffix.casefold() not in {".png", ".jpg", ".jpeg"}:
        report.error("file-kind", where, f"图片“{name}”不是 .png 或 .jpg", "请另存为 .png")
    else:
        found[name] = path


def _beside(name: str, folder: Path | None) -> Path | None:
    """Return a file of the folder ``media`` beside the form, never one elsewhere."""
    if folder is None or Path(name).name != name:
        return None
    path = folder / _MEDIA / name
    return path if path.is_file() else None
