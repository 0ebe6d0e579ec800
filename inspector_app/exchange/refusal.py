"""Why a bundle is refused: a stable code, what happened and what to do, in Chinese."""

from enum import StrEnum
from typing import Final

from inspector_app.base.errors import RefusedError


class Refusal(StrEnum):
    """The codes of the verification, in the order in which it finds them."""

    DAMAGED = "E02"
    TOO_LARGE = "E10"
    NOT_ENCRYPTED = "E20"
    NOT_FOR_US = "E21"
    UNDECIPHERABLE = "E22"
    STRUCTURE = "E30"
    ENTRY_NAME = "E31"
    LIMIT = "E32"
    CHECKSUM = "E33"
    MISSING_FILE = "E40"
    TAG_FILE_CHANGED = "E41"
    MANIFEST_FORM = "E42"
    FILE_SET = "E43"
    STATEMENT = "E50"
    NEWER_FORMAT = "E51"
    SIGNATURE_FORM = "E60"
    SIGNATURE_PURPOSE = "E61"
    UNKNOWN_KEY = "E62"
    REVOKED = "E63"
    OUT_OF_TERM = "E64"
    SIGNATURE_MISMATCH = "E65"
    IDENTITY = "E66"
    OTHER_ADDRESSEE = "E70"
    FORK = "E81"
    CHAIN_BROKEN = "E82"
    CONTENT_CHANGED = "E90"
    RECORDS = "E100"


_SEND_AGAIN: Final = "请重新传送该文件；仍不通过时，请上报人重新导出"
_EXPORT_AGAIN: Final = "请上报人用本软件重新导出，不要用其他压缩软件重新打包"
_DO_NOT_TRUST: Final = "请向上报人当面或电话核实"

WHAT_AND_REMEDY: Final[dict[Refusal, tuple[str, str]]] = {
    Refusal.DAMAGED: ("文件不完整或损坏，或文件名被改动", _SEND_AGAIN),
    Refusal.TOO_LARGE: ("文件过大，超过 2 GiB", "请上报人分批导出"),
    Refusal.NOT_ENCRYPTED: ("不是按规定加密的上报包", _EXPORT_AGAIN),
    Refusal.NOT_FOR_US: (
        "不是发给这里的，这里打不开",
        "请核对收件单位；督导室换过登记的，请上报人采用新的登记名册后重新上报",
    ),
    Refusal.UNDECIPHERABLE: ("加密的文件已损坏或不完整", _SEND_AGAIN),
    Refusal.STRUCTURE: ("包结构不合规，不是本软件写出的原样文件", _EXPORT_AGAIN),
    Refusal.ENTRY_NAME: ("包结构不合规，包内有不允许的文件名", _EXPORT_AGAIN),
    Refusal.LIMIT: ("包结构不合规，包内文件的数量或大小超过上限", "请上报人分批导出"),
    Refusal.CHECKSUM: ("包内文件损坏，与校验码不一致", _SEND_AGAIN),
    Refusal.MISSING_FILE: ("包内缺少规定的文件，或多出清单之外的文件", _EXPORT_AGAIN),
    Refusal.TAG_FILE_CHANGED: ("清单被改动", _DO_NOT_TRUST),
    Refusal.MANIFEST_FORM: ("清单不符合规定的格式", _EXPORT_AGAIN),
    Refusal.FILE_SET: ("包内文件与清单不一致，有文件被删去或添加", _DO_NOT_TRUST),
    Refusal.STATEMENT: ("上报声明不符合规定的格式", _EXPORT_AGAIN),
    Refusal.NEWER_FORMAT: ("上报包由更新版本的软件写出", "请升级软件后再核验"),
    Refusal.SIGNATURE_FORM: ("签名格式不合规", _DO_NOT_TRUST),
    Refusal.SIGNATURE_PURPOSE: ("签名用途不符，不是为上报包签的名", _DO_NOT_TRUST),
    Refusal.UNKNOWN_KEY: (
        "做这个包的电脑没有在登记名册里登记",
        "请上报人先登记这台电脑；登记以后，同一个文件就能收下",
    ),
    Refusal.REVOKED: ("做这个包的电脑，登记已经停用", _DO_NOT_TRUST),
    Refusal.OUT_OF_TERM: (
        "做包的日期不在这台电脑登记的有效期内",
        "请核对上报人电脑的日期，或为这台电脑换发登记后重新上报",
    ),
    Refusal.SIGNATURE_MISMATCH: ("签名不符，清单在签名之后被改动过", _DO_NOT_TRUST),
    Refusal.IDENTITY: ("身份不符，声明、文件名与签名不是同一台电脑或同一序号", _DO_NOT_TRUST),
    Refusal.OTHER_ADDRESSEE: (
        "收件单位不是这里，是写给别处的包",
        "请向上报人核实，并让上报人发给正确的收件单位",
    ),
    Refusal.FORK: ("同一序号已经收过内容不同的另一个包", _DO_NOT_TRUST),
    Refusal.CHAIN_BROKEN: ("接不上先前收到的包，前一个包的记载不符", _DO_NOT_TRUST),
    Refusal.CONTENT_CHANGED: ("照片、文书或记录被改动", _DO_NOT_TRUST),
    Refusal.RECORDS: ("记录内容不符合规定的格式，或与声明中的数目不一致", _EXPORT_AGAIN),
}


class BundleRefusedError(RefusedError):
    """A bundle failed one step of its verification; nothing of it may be used.

    Attributes:
        refusal: the step that failed; ``code`` is its text.
        detail: the file inside the bundle, or what exactly is wrong.
    """

    def __init__(self, refusal: Refusal, detail: str = "", *, called: str = "上报包") -> None:
        what, remedy = WHAT_AND_REMEDY[refusal]
        place = f"（{detail}）" if detail else ""
        super().__init__(
            f"{called}未通过核验，{refusal.value}：{what}{place}。"
            f"文件原样保留，没有采用其中任何内容；{remedy}。",
            code=refusal.value,
        )
        self.refusal = refusal
        self.detail = detail
