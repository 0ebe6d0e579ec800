"""Every kind of document that the program makes, for people to look up and programs to walk."""

from typing import Final, NamedTuple


class DocumentKind(NamedTuple):
    """One kind of document.

    Attributes:
        code: a short stable name.
        name: what it is called.
        made_from: which data it is made from, in Chinese.
        formats: endings of the files that it is written as.
        commands: how the command line makes each of the formats, in their order.
    """

    code: str
    name: str
    made_from: str
    formats: tuple[str, ...]
    commands: tuple[str, ...]


DOCUMENT_KINDS: Final = (
    DocumentKind("visit", "入校督导记录表", "一份督导记录（含听课、问题、照片）", ("pdf", "docx"),
                 ("visit pdf 编号 --out F", "visit docx 编号 --out F")),
    DocumentKind("signing", "送签稿", "一份督导记录的草稿，每打一稿编一个号", ("pdf",),
                 ("visit signing 编号 --out F",)),
    DocumentKind("blank-visit", "空白入校督导记录表", "一所学校，占用一个记录编号", ("pdf",),
                 ("visit blank --school 标识码 --out F",)),
    DocumentKind("visits", "当月督导记录合订", "一个月已定稿的督导记录", ("pdf",),
                 ("visits pdf --month YYYY-MM --out F",)),
    DocumentKind("lesson", "听课记录表", "一份督导记录里的听课", ("pdf",),
                 ("lesson pdf 编号 --out F",)),
    DocumentKind("month", "入校督导月统计表", "一个月已定稿的督导记录、问题和投诉",
                 ("pdf", "xlsx", "docx"),
                 ("month YYYY-MM --pdf F", "month YYYY-MM --xlsx F", "month YYYY-MM --docx F")),
    DocumentKind("ledger", "问题整改台账", "一个月的问题，或全部未销号的问题", ("pdf", "xlsx"),
                 ("ledger --month YYYY-MM --pdf F",
                  "ledger --month YYYY-MM --xlsx F")),
    DocumentKind("plate", "责任督学公示牌", "名册里的学校和责任分配，一校一页", ("pdf",),
                 ("plate --school 标识码 --out F",)),
)  # fmt: skip
"""In the order in which a handbook lists them."""
