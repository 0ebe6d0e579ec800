"""The sheet 设置: what the form is called, its number and its version."""

import re
from typing import Final, NamedTuple

from inspector_app.authoring.findings import Report
from inspector_app.authoring.tables import FormRow, FormTables
from inspector_app.sheets.text import compact, plain

ID: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,19}")
_LONGEST_TITLE: Final = 60
_STYLES: Final = {"分页": "pages", "网格": "theme-grid"}
_KNOWN_STYLES: Final = frozenset({"pages", "theme-grid"})


class Settings(NamedTuple):
    """What a form says about itself."""

    form_id: str = ""
    version: str = ""
    title: str = ""
    instance_name: str = ""
    default_language: str = ""
    style: str = ""


def read_settings(tables: FormTables, report: Report) -> Settings:
    """Return the settings; what is missing or wrong is reported at its cell."""
    sheet = tables.settings
    if not sheet.rows:
        there = bool(sheet.columns)
        where = f"{sheet.title}!A{sheet.header_row + 1}" if there else sheet.title
        report.error(
            "settings-missing", where, "没有写表名、编号和版本",
            "请在表头下面一行写上，如 作业检查、zuoye、2026.1" if there
            else "请建一张名为“设置”的表：第一行写 表名、编号、版本，第二行写内容",
        )  # fmt: skip
        return Settings()
    for extra in sheet.rows[1:]:
        report.error("settings-rows", sheet.at(extra), "设置只能有一行内容", "请删去多的一行")
    row = sheet.rows[0]
    return Settings(
        form_id=_id(tables, row, report),
        version=_version(tables, row, report),
        title=_title(tables, row, report),
        instance_name=row.get("instance_name"),
        default_language=_language(tables, row, report),
        style=_style(tables, row, report),
    )


def _id(tables: FormTables, row: FormRow, report: Report) -> str:
    text = plain(row.get("form_id"))
    if not ID.fullmatch(text):
        what = f"编号“{text}”不能用" if text else "没有写编号"
        report.error(
            "settings-id", tables.settings.at(row, "form_id"), what,
            "请只用小写字母、数字、横线和下划线，字母开头，如 anquan",
        )  # fmt: skip
    return text


def _version(tables: FormTables, row: FormRow, report: Report) -> str:
    text = plain(row.get("version"))
    if not VERSION.fullmatch(text):
        what = f"版本“{text}”不能用" if text else "没有写版本"
        report.error(
            "settings-version", tables.settings.at(row, "version"), what,
            "请只用数字、字母、点和横线，如 2026.1",
        )  # fmt: skip
    return text


def _title(tables: FormTables, row: FormRow, report: Report) -> str:
    text = " ".join(row.get("form_title").split())
    if not 0 < len(text) <= _LONGEST_TITLE:
        what = f"表名有 {len(text)} 字" if text else "没有写表名"
        where = tables.settings.at(row, "form_title")
        report.error("settings-title", where, what, f"请写 1 到 {_LONGEST_TITLE} 字")
    return text


def _language(tables: FormTables, row: FormRow, report: Report) -> str:
    text = plain(row.get("default_language"))
    languages = tables.languages
    where = tables.settings.at(row, "default_language")
    if text and languages and text not in languages:
        report.error(
            "settings-language", where, f"没有一列是“{text}”的",
            f"请写列名里有的：{'、'.join(languages)}",
        )  # fmt: skip
    if not text and languages:
        text = languages[0]
        report.note("settings-language", where, f"没有写默认语言，用“{text}”")
    return text


def _style(tables: FormTables, row: FormRow, report: Report) -> str:
    words = [_STYLES.get(word, word) for word in plain(row.get("style")).split()]
    strange = [word for word in words if word not in _KNOWN_STYLES]
    if strange:
        where = tables.settings.at(row, "style")
        what = f"不认识版式“{compact(' '.join(strange))}”"
        report.error("settings-style", where, what, "请写 分页 或 网格，或空着")
    return " ".join(words)
