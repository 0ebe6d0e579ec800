"""Why a pack of the office is not taken: a stable code, what happened and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from inspector_app.base.errors import RefusedError
from inspector_app.exchange.refusal import BundleRefusedError


class PackFlaw(StrEnum):
    """The codes of the verification; where a bundle has the same step, it is the same code."""

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
    UNKNOWN_KIND = "E52"
    SIGNATURE_FORM = "E60"
    SIGNATURE_PURPOSE = "E61"
    UNKNOWN_KEY = "E62"
    SIGNATURE_MISMATCH = "E65"
    IDENTITY = "E66"
    OTHER_ADDRESSEE = "E70"
    FORK = "E81"
    CHAIN_BROKEN = "E82"
    OLDER = "E84"
    CONTENT_CHANGED = "E90"
    ROWS = "E100"


_SEND_AGAIN: Final = "请重新传送该文件；仍不通过时，请督导室重新下发"
_MAKE_AGAIN: Final = "请督导室用本软件重新下发，不要用其他压缩软件重新打包"
_DO_NOT_TRUST: Final = "请向督导室当面或电话核实"

WORDS: Final[dict[PackFlaw, tuple[str, str]]] = {
    PackFlaw.DAMAGED: ("文件不完整或损坏，或文件名被改动", _SEND_AGAIN),
    PackFlaw.TOO_LARGE: ("文件过大，超过 10 MiB", "请督导室分几次下发"),
    PackFlaw.NOT_ENCRYPTED: ("不是按规定加密的下发包", _MAKE_AGAIN),
    PackFlaw.NOT_FOR_US: (
        "不是发给这台电脑的，这里打不开",
        "请问督导室是发给谁的；本机换过登记的，请督导室重新下发",
    ),
    PackFlaw.UNDECIPHERABLE: ("加密的文件已损坏或不完整", _SEND_AGAIN),
    PackFlaw.STRUCTURE: ("包结构不合规，不是本软件写出的原样文件", _MAKE_AGAIN),
    PackFlaw.ENTRY_NAME: ("包结构不合规，包内有不允许的文件名", _MAKE_AGAIN),
    PackFlaw.LIMIT: ("包结构不合规，包内文件的数量或大小超过上限", "请督导室分几次下发"),
    PackFlaw.CHECKSUM: ("包内文件损坏，与校验码不一致", _SEND_AGAIN),
    PackFlaw.MISSING_FILE: ("包内缺少规定的文件，或多出规定之外的文件", _MAKE_AGAIN),
    PackFlaw.TAG_FILE_CHANGED: ("清单被改动", _DO_NOT_TRUST),
    PackFlaw.MANIFEST_FORM: ("清单不符合规定的格式", _MAKE_AGAIN),
    PackFlaw.FILE_SET: ("包内文件与清单不一致，有文件被删去或添加", _DO_NOT_TRUST),
    PackFlaw.STATEMENT: ("下发声明不符合规定的格式", _MAKE_AGAIN),
    PackFlaw.NEWER_FORMAT: ("由更新版本的软件写出", "请升级软件后再接收"),
    PackFlaw.UNKNOWN_KIND: ("里面是本机这一版软件还不认识的内容", "请升级软件后再接收"),
    PackFlaw.SIGNATURE_FORM: ("签名格式不合规", _DO_NOT_TRUST),
    PackFlaw.SIGNATURE_PURPOSE: ("签名用途不符，不是为下发签的名", _DO_NOT_TRUST),
    PackFlaw.UNKNOWN_KEY: (
        "不是本机所知的督导室电脑签的名",
        "督导室换过电脑的，请先采用最新一版登记名册；否则请当面或电话核实",
    ),
    PackFlaw.SIGNATURE_MISMATCH: ("签名不符，清单在签名之后被改动过", _DO_NOT_TRUST),
    PackFlaw.IDENTITY: ("身份不符，声明、文件名与签名不是同一个督导室或同一编号", _DO_NOT_TRUST),
    PackFlaw.OTHER_ADDRESSEE: ("写明是发给别的电脑的", "请向督导室核实"),
    PackFlaw.FORK: ("同一编号已经接收过内容不同的另一个", _DO_NOT_TRUST),
    PackFlaw.CHAIN_BROKEN: ("接不上先前接收的下发，前一个的记载不符", _DO_NOT_TRUST),
    PackFlaw.OLDER: ("比本机已经接收的同一种下发旧", "不必接收；要用旧内容的，请督导室重新下发"),
    PackFlaw.CONTENT_CHANGED: ("内容被改动", _DO_NOT_TRUST),
    PackFlaw.ROWS: ("内容不符合规定的格式，或与声明中的数目不一致", _MAKE_AGAIN),
}


class PackRefusedError(RefusedError):
    """A pack that is not taken; nothing of it was used.

    Attributes:
        flaw: the step that failed; ``code`` is its text.
        detail: the file inside the pack, or what exactly is wrong.
    """

    def __init__(self, flaw: PackFlaw, detail: str = "") -> None:
        what, remedy = WORDS[flaw]
        place = f"（{detail}）" if detail else ""
        super().__init__(
            f"这个下发包没有接收，{flaw.value}：{what}{place}。"
            f"文件原样保留，没有采用其中任何内容；{remedy}。",
            code=flaw.value,
        )
        self.flaw = flaw
        self.detail = detail


@contextmanager
def as_pack() -> Iterator[None]:
    """Say of a pack what a part that bundles share says of a bundle."""
    try:
        yield
    except BundleRefusedError as error:
        raise PackRefusedError(PackFlaw(error.code), error.detail) from error
