"""入校督导记录表: the record of one visit, with its lessons and photos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.reports.document import Document, FieldGrid, Note, SignatureRow, SignatureSlot
from inspector_app.reports.lesson_blocks import lesson_blocks
from inspector_app.reports.photo_blocks import PrintedPhoto, photo_pages
from inspector_app.reports.talk_blocks import Talks, talk_blocks
from inspector_app.reports.visit_rows import visit_rows

TITLE: Final = "入校督导记录表"
STATUS_MARK: Final = {
    VisitStatus.DRAFT: "草稿",
    VisitStatus.FILED: "定稿",
    VisitStatus.HANDED_OVER: "定稿",
    VisitStatus.VOIDED: "作废",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How far the paper is: the number of the 送签稿 that is printed, a signature already given."""

    number: int = 0
    signature: bytes | None = None


def visit_report(
    visit: Visit,
    *,
    inspector_names: Mapping[str, str],
    photos: Sequence[PrintedPhoto] = (),
    signing: Signing | None = None,
    talks: Talks = Talks.OPEN,
    source: str = "",
) -> Document:
    """Return the printed form of ``visit``.

    Args:
        visit: the record with its issues and lessons.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        photos: what is printed on photo pages, in this order within each kind.
        talks: which talks it tells of.
        source: where it is from, if not from its inspector's computer.
        signing: given for a 送签稿 and where the signature is at hand.
    """
    paper = signing or Signing()
    return Document(
        title=TITLE,
        reference=f"编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=f"送签稿 {paper.number}" if paper.number else _mark(visit),
        blocks=(
            FieldGrid(rows=tuple(visit_rows(visit, inspector_names))),
            *([Note(text=f"来源：督导室{source}。")] if source else []),
            SignatureRow(
                slots=(
                    SignatureSlot(label="督学签名：", image=paper.signature),
                    SignatureSlot(label="学校负责人（盖章）："),
                )
            ),
            *lesson_blocks(visit.lessons, inspector_names),
            *talk_blocks(visit, talks),
            *photo_pages(visit, photos),
        ),
    )


def _mark(visit: Visit) -> str:
    """Return where the record stands; a peer's print does not pass for that of the 责任督学."""
    kept = "（同行留存）" if visit.joint is Joint.TAKEN else ""
    return STATUS_MARK[visit.status] + kept
