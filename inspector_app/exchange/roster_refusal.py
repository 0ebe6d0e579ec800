"""Why a roster of keys is not taken: a stable code, what happened and what to do."""

from enum import StrEnum
from typing import Final

from inspector_app.base.errors import RefusedError


class RosterFlaw(StrEnum):
    """Why a roster is not taken; T08 alone tells of one that is taken all the same."""

    FORM = "T01"
    NEWER_FORMAT = "T02"
    NOT_SIGNED = "T03"
    ROOT_CHANGE = "T04"
    OLDER = "T05"
    TWO_OF_ONE_VERSION = "T06"
    UNSOUND_KEY = "T07"
    EXPIRED = "T08"
    OTHER_DISTRICT = "T09"


_WORDS: Final = {
    RosterFlaw.FORM: "不是登记名册，或内容不合规定",
    RosterFlaw.NEWER_FORMAT: "由更新版本的软件写出，请先升级软件",
    RosterFlaw.NOT_SIGNED: "不是由核对过的督导室签名，可能是伪造的，请当面或打电话向督导室核实",
    RosterFlaw.ROOT_CHANGE: "换了登记优盘，却没有新旧两个优盘的签名，请当面或打电话向督导室核实",
    RosterFlaw.OLDER: "比本机已有的一版旧，可能是误传，请向督导室要最新的一版",
    RosterFlaw.TWO_OF_ONE_VERSION: "与本机已有的一版编号相同而内容不同，请向督导室核实",
    RosterFlaw.UNSOUND_KEY: "里面有一把不安全的密钥，请督导室重新登记这台电脑后再签发",
    RosterFlaw.EXPIRED: "已过有效期，请督导室签发新的一版",
    RosterFlaw.OTHER_DISTRICT: "是别的区的，请换本区的一份",
}


class RosterRefusedError(RefusedError):
    """A roster that is not taken; what was known before holds on.

    Attributes:
        flaw: why.
    """

    def __init__(self, flaw: RosterFlaw, detail: str = "") -> None:
        place = f"（{detail}）" if detail else ""
        super().__init__(
            f"没有采用这份登记名册，{flaw.value}：{_WORDS[flaw]}{place}。原有的名册照旧有效。",
            code=flaw.value,
        )
        self.flaw = flaw
