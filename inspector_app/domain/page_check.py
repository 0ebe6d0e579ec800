"""What a check of a printed page comes to, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.labels.page_verdicts import PAGE_VERDICT_LABEL
from inspector_app.domain.page_verdict import PageVerdict

_MEANING: Final = {
    PageVerdict.GENUINE: "是本机出具的，也是现行的一版；",
    PageVerdict.OLDER: "是本机出具的，但已有更新的一版，这一版不再作数。",
    PageVerdict.VOIDED: "是本机出具的，但后来作废，不再作数。",
    PageVerdict.OTHERS: "签名真；内容不在本机的档案里，请对照码里的要点，要看全文请向出具人核实。",
    PageVerdict.NOT_KEPT: "签名是本机的，档案里却没有这一份：可能是打印预览，或档案由旧备份恢复；"
    "请对照码里的要点，并向出具人核实。",
    PageVerdict.NO_CODE: "没有读到二维码；请把右下角的码拍清楚：离纸一拃远，镜头正对，光线均匀、"
    "不要有影子压在码上，对好焦再拍；或输入页脚的校验码。",
    PageVerdict.DAMAGED: "码不完整，或有错字，签名对不上；请再扫一次（键盘切到英文），"
    "或拍成照片核验，仍这样就不要采信这一页。",
    PageVerdict.NOT_OURS: "不是本机的密钥签的，本机不认识它，断不了真假："
    "别的督学或督导室的电脑出具的，在这里就是这样，不等于伪造；请在出具的电脑上核验，或向出具人核实。",
    PageVerdict.CHANGED: "码是真的，纸上的文字却和出具时不一样；不要采信这一页。",
    PageVerdict.FORGED: "码写着是本机出具，签名却不是本机签的：码里的内容被改过，或是仿造的；"
    "不要采信这一页。",
}
_COMPARED: Final = "文字和出具时逐字相同。"
_TO_COMPARE: Final = (
    "程序不认纸上的字，请和下面出具时写的逐行对照："
    "先看有数字和日期的行（前面有▸），再看校名、姓名。"
)
_SAME_BYTES: Final = "与档案里的原件一字不差，也是现行的一版。"
_NO_CODE_IN_PDF: Final = (
    "这份 PDF 里没有二维码，也不是档案里的原件：可能出具时没有印码，或后来另存、改动过；"
    "请输入页脚的校验码，或在文书档案里找出原件来对照。"
)
_ORDER: Final = tuple(PageVerdict)
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPage:
    """What became of one page, or of one typed code.

    Attributes:
        place: which page of the file it is, 0 for a typed code.
        title: of the document; empty where it is not known here.
        revision: of the document, 0 where it is not known.
        newest: the newest revision there is.
        newer: in words, which one counts now and since when; or what is to be known besides.
        signer: whose key signed it, or which unknown key says it did, in words.
        issued: when and by whom, in words.
        page: of the document, counted from 1; 0 for the whole.
        figures: what the code carries in the clear.
        says: what the page said when it was issued, line by line.
        differences: what the file says otherwise.
        compared: whether the words of the file were held against the issued ones.
        original: whether the file is the issued one to the byte.
        typed: whether the file holds text, and is no picture of a page.
    """

    verdict: PageVerdict
    place: int = 0
    title: str = ""
    uid: str = ""
    revision: int = 0
    newest: int = 0
    newer: str = ""
    signer: str = ""
    issued: str = ""
    page: int = 0
    figures: str = ""
    says: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    compared: bool = False
    original: bool = False
    typed: bool = False

    def sentence(self) -> str:
        """Return the verdict with its document and what to do."""
        where = f"第{self.place}页：" if self.place else ""
        what = with_revision(self.title, self.revision)
        of = f"第{self.page}页" if self.page else ""
        about = f"{what}{of}"
        told = f"{about}　" if about else ""
        label = PAGE_VERDICT_LABEL[self.verdict]
        return f"{where}【{label}】{told}{self._meaning()}{self.newer}{self.signer}"

    @property
    def listed(self) -> tuple[str, ...]:
        """What the page said, with a mark before each line that holds a number or a day."""
        return tuple(f"▸ {line}" if _DIGIT.search(line) else line for line in self.says)

    def _meaning(self) -> str:
        if self.verdict is PageVerdict.NO_CODE and self.typed:
            return _NO_CODE_IN_PDF
        if self.verdict is not PageVerdict.GENUINE:
            return _MEANING[self.verdict]
        if self.original:
            return _SAME_BYTES
        return f"{_MEANING[self.verdict]}{_COMPARED if self.compared else _TO_COMPARE}"


def with_revision(title: str, revision: int, between: str = "　") -> str:
    """Return a title with its revision, which the titles of some papers tell already."""
    told = f"第{revision}版" if revision else ""
    return title if title.endswith(told) else f"{title}{between}{told}".strip(between)


def worst(pages: Sequence[CheckedPage]) -> PageVerdict:
    """Return what is to be thought of all pages together."""
    return max((page.verdict for page in pages), key=_ORDER.index, default=PageVerdict.NO_CODE)
