"""Every kind of document that the program makes, for people to look up and programs to walk."""

from enum import StrEnum
from typing import Final, NamedTuple


class FileFormat(StrEnum):
    """What a document is written as, by the ending of the file."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"


class DocumentKind(NamedTuple):
    """One kind of document.

    Attributes:
        code: a short stable name.
        name: what it is called.
        made_from: which data it is made from, in Chinese.
        formats: what it is written as.
        commands: how the command line makes each of the formats, in their order.
    """

    code: str
    name: str
    made_from: str
    formats: tuple[FileFormat, ...]
    commands: tuple[str, ...]


def _kind(code: str, name: str, made_from: str, *commands: str) -> DocumentKind:
    """Return a kind whose ``commands`` make a PDF, a Word and perhaps an Excel file."""
    return DocumentKind(code, name, made_from, tuple(FileFormat)[: len(commands)], commands)


DOCUMENT_KINDS: Final = (
    _kind("visit", "入校督导记录表", "一份督导记录（含听课、问题、照片）",
          "visit pdf 编号 --out F", "visit docx 编号 --out F"),
    _kind("signing", "送签稿", "一份督导记录的草稿，每打一稿编一个号；Word 用打印过的那一稿的号",
          "visit signing 编号 --out F", "visit signing 编号 --docx F"),
    _kind("blank-visit", "空白入校督导记录表", "一所学校，占用一个记录编号",
          "visit blank --school 标识码 --out F", "visit blank --school 标识码 --docx F"),
    _kind("visits", "当月督导记录合订", "一个月已定稿的督导记录",
          "visits pdf --month YYYY-MM --out F", "visits docx --month YYYY-MM --out F"),
    _kind("lesson", "听课记录表", "一份督导记录里的听课",
          "lesson pdf 编号 --out F", "lesson docx 编号 --out F"),
    _kind("month", "入校督导月统计表", "一个月已定稿的督导记录、问题和投诉",
          "month YYYY-MM --pdf F", "month YYYY-MM --docx F", "month YYYY-MM --xlsx F"),
    _kind("ledger", "问题整改台账", "一个月的问题，或全部未销号的问题",
          "ledger --month YYYY-MM --pdf F", "ledger --month YYYY-MM --docx F",
          "ledger --month YYYY-MM --xlsx F"),
    _kind("plate", "责任督学公示牌", "名册里的一所学校和它的责任督学",
          "plate --school 标识码 --out F", "plate --school 标识码 --docx F"),
    _kind("plates", "全部责任督学公示牌", "名册里的学校和责任分配，一校一页",
          "plates --out F", "plates --docx F"),
    _kind("departure", "出发前一页纸", "一所学校的记录、问题、听课和计划；可连空白记录表留编号",
          "departure --school 标识码 --out F", "departure --school 标识码 --docx F"),
)  # fmt: skip
"""In the order in which a handbook lists them."""
