"""What a check of a printed page comes to, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.labels.page_verdicts import PAGE_VERDICT_LABEL
from inspector_app.domain.page_verdict import PageVerdict

_MEANING: Final = {
    PageVerdict.GENUINE: "是本机出具的，也是现行的一版；请对照下面的内容和纸上是否一样。",
    PageVerdict.OLDER: "是本机出具的，但已有更新的一版，这一版不再作数。",
    PageVerdict.ELSEWHERE: "签名是真的，由名册里的这台电脑出具；原件在那里，请对照码里的要点，"
    "要逐字对照就请出具人核验。",
    PageVerdict.NOT_KEPT: "签名是本机的，档案里却没有这一份：可能是打印预览，或档案由旧备份恢复；"
    "请对照码里的要点，并向出具人核实。",
    PageVerdict.NO_CODE: "没有读到二维码；请靠近、放正、对好焦再拍一张，或输入页脚的校验码。",
    PageVerdict.DAMAGED: "码不完整或被改过，签名对不上；请再拍一张，仍这样就不要采信这一页。",
    PageVerdict.NOT_OURS: "签名的密钥不是本机的，也不在已知的密钥里；请向出具的单位核实。",
    PageVerdict.CHANGED: "码是真的，纸上的文字却和出具时不一样；不要采信这一页。",
}
_SAME_BYTES: Final = "与档案里的原件一字不差，也是现行的一版。"
_NO_CODE_IN_PDF: Final = (
    "这份 PDF 里没有二维码，也不是档案里的原件：可能出具时没有印码，或后来另存、改动过；"
    "请输入页脚的校验码，或在文书档案里找出原件来对照。"
)
_ORDER: Final = tuple(PageVerdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPage:
    """What became of one page, or of one typed code.

    Attributes:
        place: which page of the file it is, 0 for a typed code.
        title: of the document; empty where it is not known here.
        revision: of the document, 0 where it is not known.
        newest: the newest revision there is.
        issued: when and by whom, in words.
        page: of the document, counted from 1; 0 for the whole.
        figures: what the code carries in the clear.
        says: what the page said when it was issued, line by line.
        differences: what the file says otherwise.
        original: whether the file is the issued one to the byte.
        signer: whose key signed it, where that is not this folder's.
        typed: whether the file holds text, and is no picture of a page.
    """

    verdict: PageVerdict
    place: int = 0
    title: str = ""
    uid: str = ""
    revision: int = 0
    newest: int = 0
    issued: str = ""
    page: int = 0
    figures: str = ""
    says: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    original: bool = False
    typed: bool = False
    signer: str = ""

    def sentence(self) -> str:
        """Return the verdict with its document and what to do."""
        where = f"第{self.place}页：" if self.place else ""
        what = with_revision(self.title, self.revision)
        of = f"第{self.page}页" if self.page else ""
        newer = f"现行的是第{self.newest}版。" if self.verdict is PageVerdict.OLDER else ""
        by = f"{self.signer}出具" if self.signer else ""
        about = f"{what}{of}{by}"
        told = f"{about}　" if about else ""
        return f"{where}【{PAGE_VERDICT_LABEL[self.verdict]}】{told}{self._meaning()}{newer}"

    def _meaning(self) -> str:
        if self.original and self.verdict is PageVerdict.GENUINE:
            return _SAME_BYTES
        if self.typed and self.verdict is PageVerdict.NO_CODE:
            return _NO_CODE_IN_PDF
        return _MEANING[self.verdict]


def with_revision(title: str, revision: int, between: str = "　") -> str:
    """Return a title with its revision, which the titles of some papers tell already."""
    told = f"第{revision}版" if revision else ""
    return title if title.endswith(told) else f"{title}{between}{told}".strip(between)


def worst(pages: Sequence[CheckedPage]) -> PageVerdict:
    """Return what is to be thought of all pages together."""
    return max((page.verdict for page in pages), key=_ORDER.index, default=PageVerdict.NO_CODE)


def differences(issued: str, found: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Return in words where a page's text differs from what it was issued with.

    Args:
        issued: the text of the page as it was issued, without white space.
        found: the text of the page that is checked, without white space.
        lines: what the page said line by line.
    """
    if issued == found:
        return ()
    gone = [line for line in lines if _bare(line) in issued and _bare(line) not in found]
    if gone:
        return tuple(f"出具时写的是“{line.strip()}”" for line in gone)
    return ("比出具时多了文字，或文字换了位置",)


def _bare(line: str) -> str:
    return "".join(line.split())
