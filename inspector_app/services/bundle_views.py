"""What people see of handing over: what leaves, what stays and why, and what became of bundles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import CHINA
from inspector_app.base.errors import Problem
from inspector_app.domain.photo import Photo
from inspector_app.domain.views import LedgerRow, VisitSummary
from inspector_app.services.bundle_ledger import ENTRIES, ISSUES, REPLIES
from inspector_app.services.bundle_news import EVENTS, TOMBSTONES, VISITS, News
from inspector_app.services.context import Context
from inspector_app.services.number_rows import NUMBERS
from inspector_app.services.office_called import office_called
from inspector_app.services.return_rows import RETURNS
from inspector_app.services.task_rows import TASK_EVENTS
from inspector_app.services.typed_rows import TYPED_ANSWERS

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster


class Kept(NamedTuple):
    """What stays on the laptop, and why."""

    what: str
    why: str


KEPT_BACK: Final = (
    Kept("投诉人信息", "只有受理人能看；要转督导室的，从投诉登记单独密封"),
    Kept("照片原图和位置（GPS）", "上报的是去掉位置的图"),
    Kept("学生姓名", "访谈学生、家长的姓名和谈话细节留空"),
    Kept("教师姓名", "统计和案例用代称，如教师甲"),
    Kept("保密访谈的内容", "只报对象、人数和方式"),
    Kept("草稿、随手记和照片篓", "还没有成为记录"),
    Kept("学校回复的原件、登记的附件", "督导室要看时另外交"),
    Kept("投诉、公示牌、任免等其他登记", "不是督导室月报要的内容"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPreview:
    """What will leave the laptop, what stays and why, and what prevents it.

    Attributes:
        leaving: filed records of the month that the person leads, and those made void.
        joint: visits of the month that others lead: records taken over leave by reference, 同行登记
            with their lessons.
        staying: drafts of the month; each stays by its state.
        late: how many rows of 补报 and 更正 of earlier months leave with the month's table.
        photos: how many pictures leave, and ``size`` their bytes.
        arrived: how many of the records have left already, without their pictures.
        office: for whom it is encrypted; empty where nobody is known.
        kept_back: what never leaves.
        cautions: what the person should know before letting it out of hand.
        obstacles: nothing may be handed over while there is one.
        last: file name of the newest bundle of this month, empty where there is none.
    """

    leaving: tuple[VisitSummary, ...]
    joint: tuple[VisitSummary, ...]
    staying: tuple[VisitSummary, ...]
    late: int
    photos: int
    size: int
    arrived: int
    office: str
    kept_back: tuple[Kept, ...]
    cautions: tuple[str, ...]
    obstacles: tuple[Problem, ...]
    last: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of the month, not even a draft: it is closed by 零上报."""
        return not (self.leaving or self.joint or self.staying)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPreview:
    """What would leave between two months, a few kilobytes without pictures.

    Attributes:
        office: for whom; empty where the folder has joined no office: nothing leaves then.
        lines: what and how much of it, in words.
        photos: how many pictures follow with the month.
    """

    office: str
    lines: tuple[str, ...]
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedBundle:
    """What was handed over; ``repeated`` when it was made before.

    Attributes:
        files: every file, in the order of its number: the first holds the records.
        digests: of these bundles, in the same order.
        remarks: characters that print as boxes in the documents of the bundle, and records that
            stay behind because they are being corrected.
    """

    files: tuple[Path, ...]
    digests: tuple[str, ...]
    seq: int
    visits: int
    photos: int
    staying: int
    sealed: bool
    repeated: bool
    changes: Changes
    remarks: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The first file."""
        return self.files[0]

    @property
    def digest(self) -> str:
        """Of the first bundle."""
        return self.digests[0]


class BundleState(StrEnum):
    """Where a bundle is, as far as it is known here."""

    IN_OUTBOX = "in_outbox"
    COPIED = "copied"
    SAVED = "saved"
    PLACED = "placed"
    RECEIVED = "received"
    WAITING = "waiting"
    RETURNED = "returned"


STATE_LABEL: Final = {
    BundleState.IN_OUTBOX: "已做好",
    BundleState.COPIED: "已复制，等回执",
    BundleState.SAVED: "已另存",
    BundleState.PLACED: "已放入共享文件夹",
    BundleState.RECEIVED: "督导室已收",
    BundleState.WAITING: "督导室在等前一包",
    BundleState.RETURNED: "没有收下",
}
_OFFICE: Final = "督导室"
COPIED: Final = "复制文件"
"""Stands in place of a folder where the files went to the clipboard."""

_OF_RESULT: Final = {
    "accepted": BundleState.RECEIVED,
    "duplicate": BundleState.RECEIVED,
    "waiting": BundleState.WAITING,
    "rejected": BundleState.RETURNED,
}


def state_label(state: BundleState, *, office: str) -> str:
    """Return the word for a state, with what the office is called that the bundle is for."""
    return STATE_LABEL[state].replace(_OFFICE, office)


def state_of(row: Mapping[str, Any]) -> BundleState:
    """Return where a bundle is: what the office says outweighs what was done here."""
    if row["result"]:
        return _OF_RESULT[row["result"]]
    if row["placed_at"]:
        return BundleState.PLACED
    if row["exported_to"] == COPIED:
        return BundleState.COPIED
    return BundleState.SAVED if row["exported_to"] else BundleState.IN_OUTBOX


_NEWS_WORDS: Final = (
    (VISITS, "定稿、更正或作废的记录 {n} 份"),
    (EVENTS, "问题的经过 {n} 条"),
    (ISSUES, "其他来源的问题 {n} 条"),
    (ENTRIES, "周汇报等登记 {n} 条"),
    (REPLIES, "学校回复 {n} 份（不含原件）"),
    (RETURNS, "对退回的答复 {n} 条"),
    (NUMBERS, "文号的使用和作废 {n} 条"),
    (TASK_EVENTS, "任务的收到和答复 {n} 条"),
    (TYPED_ANSWERS, "对代录记录的确认和异议 {n} 条"),
    (TOMBSTONES, "弃用的编号 {n} 个"),
)


def news_lines(news: News) -> tuple[str, ...]:
    """Return what is new, in words."""
    return tuple(
        words.format(n=news.count(name)) for name, words in _NEWS_WORDS if news.count(name)
    )


def hazard_cautions(rows: Sequence[LedgerRow]) -> Iterator[str]:
    """Yield a sentence for each 安全隐患 that is handed over before somebody was told of it."""
    for row in rows:
        yield (
            f"{row.school_name}的安全隐患（{row.issue.number}）还没有记全告知学校和电话报督导室，"
            "请先在问题台账里补记。"
        )


def under_correction(staying: Sequence[VisitSummary]) -> Iterator[str]:
    """Say which records were filed once and are missing while they are corrected."""
    numbers = "、".join(visit.number for visit in staying if visit.revision > 1)
    if numbers:
        yield (
            f"正在更正的记录不带走，月统计表里也没有它们：{numbers}。请先定稿或放弃更正；"
            "以后定稿的再上报一次，并在下月的表里作补报、更正。"
        )


def picture_cautions(photos: Sequence[Photo], office: str) -> Iterator[str]:
    """Yield how many pictures show pupils, and who will see them."""
    minors = len({p.sha256 for p in photos if p.shows_minors})
    if minors and office:
        yield f"其中 {minors} 张照片里有学生正面，随记录上报，只有{office}能打开。"
    elif minors:
        yield f"其中 {minors} 张照片里有学生正面，随记录一起上报。"


def seal_cautions(context: Context, roster: "KeyRoster | None", chain: str) -> Iterator[str]:
    """Yield who can read the bundle, and what is wrong with the registration of this laptop.

    Args:
        context: the data folder.
        roster: of the office that it is for, if there is one.
        chain: of this laptop's key, empty while there is none.
    """
    office = office_called(context)
    if roster is None:
        yield (
            f"上报包有签名、防改动，但没有加密：拿到文件的人都能看，请只放进{office}的共享文件夹。"
        )
        yield f"加入{office}以后，上报包会自动加密。"
        return
    reader = office if context.folder.faces_upwards else roster.office.name
    yield f"上报包有签名并加密，只有{reader}和本机能打开。"
    if roster.has_expired(context.clock.now()):
        day = roster.expires.astimezone(CHINA).date()
        yield f"本机的登记名册 {day} 已到期，请向{office}要新的一版；上报照常，不受影响。"
    holder = roster.holder(chain) if chain else None
    if holder is None:
        yield f"这台电脑还没有登记：上报照常，登记以后{office}就能收下同一个文件。"
    elif holder.key.revoked_from_seq is not None:
        yield f"{office}已停用这台电脑的登记，新的上报包不会被收下；请打电话向{office}核实。"
