"""Under what each kind of document is issued: its family, its number, and what its code tells."""

from typing import TYPE_CHECKING, Final

from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.photo import PhotoRole
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.issued import IssuedDocuments, Paper
from inspector_app.services.issued_letters import letter_note, subjects_of
from inspector_app.services.issued_lists import by_content, list_paper
from inspector_app.services.issued_summaries import (
    issued_revision,
    kept_as,
    summary_family,
    summary_title,
)
from inspector_app.services.wishes import (
    Copy,
    LetterPrint,
    MonthPrint,
    PlatePrint,
    SummaryPrint,
    Wish,
)
from inspector_app.storage.actors import actor_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.reports.letter import Printable

COPY_WORDS: Final = {
    Copy.OWN: "",
    Copy.FULL: "（含保密访谈）",
    Copy.SCHOOL: "（交学校）",
    Copy.OFFICE: "（交督导室）",
    Copy.MATERIALS: "（报送）",
}
"""For whom a print of a record is, as it stands in its title."""
FAMILY_LABEL: Final = {
    "visit": "督导记录表",
    "signing": "送签稿",
    "letter": "文书",
    "summary": "督导工作总结",
    "rectification": "整改情况报告",
    "duty": "履职考核表",
    "month": "月统计表",
    "plate": "公示牌",
    "annex": "记录附表",
    "register": "登记表",
    "tables": "统计表和台账",
    "list": "一览表和测算表",
}
"""What a reader takes for one kind of paper, in the order of the list."""


def visit_paper(context: Context, visit: Visit, copy: Copy) -> Paper:
    """Return under what a filed record is issued."""
    evidence = _evidence(context, visit.uid)
    return Paper(
        kind=f"visit-{copy.value}-r{visit.revision}-{evidence}",
        family="visit",
        record_uid=visit.uid,
        title=f"入校督导记录表 {visit.number}{COPY_WORDS[copy]}",
        number=visit.number,
        revision=visit.revision,
        figures=_figures(visit),
    )


def signing_paper(visit: Visit, signing_no: int) -> Paper:
    """Return under what a 送签稿 is issued."""
    return Paper(
        kind=f"signing-{signing_no}",
        family="signing",
        record_uid=visit.uid,
        title=f"送签稿 {signing_no}",
        number=visit.number,
        revision=signing_no,
        figures=_figures(visit),
    )


def letter_paper(issued: IssuedDocuments, wish: LetterPrint, trees: "Sequence[Printable]") -> Paper:
    """Return under what a letter is issued: its 文号, or without one what it says."""
    if wish.reference:
        kind, subjects, title = letter_note(wish, trees)
        return Paper(
            kind=kind,
            family="letter",
            record_uid=subjects,
            title=title,
            number=wish.reference,
            revision=1,
            figures=wish.reference,
            addressee=_addressee_of(trees),
        )
    name, record = LETTER_KIND_LABEL[wish.kind], _record_of(trees)
    return by_content(
        issued,
        trees,
        Paper(
            kind=f"unnumbered-{wish.kind.value}",
            family="letter",
            record_uid=subjects_of(wish),
            title=f"{name} {record}".strip(),
            number=record,
            figures=record,
        ),
    )


def summary_paper(context: Context, wish: SummaryPrint) -> Paper | None:
    """Return under what a filed revision of a summary is issued; ``None`` for a draft."""
    revision = issued_revision(context, wish)
    if not revision:
        return None
    entry = context.stores.registers.get(wish.uid)
    return Paper(
        kind=kept_as(wish, revision),
        family=summary_family(wish, entry),
        record_uid=entry.uid,
        title=summary_title(context, wish, entry, revision),
        number=entry.number,
        revision=revision,
        figures=f"{entry.number} r{revision}",
    )


def other_paper(
    context: Context, issued: IssuedDocuments, wish: Wish, trees: "Sequence[Printable]"
) -> Paper | None:
    """Return under what anything else is issued, nothing of what is a draft.

    A month is one until it was handed over, but for its editions, and where it is counted anew.
    """
    if isinstance(wish, PlatePrint):
        return by_content(
            issued,
            trees,
            Paper(
                kind="plate",
                family="plate",
                record_uid=wish.school_code,
                title=f"责任督学公示牌 {wish.school_code}",
                number=wish.school_code,
                # Parents scan what hangs at the gate and would find no page behind it.
                coded=False,
            ),
        )
    if isinstance(wish, MonthPrint) and _is_settled(context, wish, trees):
        paper = _month_paper(context, wish)
        kept_as = by_content(issued, trees, paper)
        return kept_as._replace(revision=wish.edition or kept_as.revision)
    return list_paper(context, issued, wish, trees)


def _month_paper(context: Context, wish: MonthPrint) -> Paper:
    """Return a month's paper; an edition, or a district's own columns, is another paper than it."""
    edition = f" 第{wish.edition}版" if wish.edition else ""
    parts = (str(wish.month), context.scope, edition.strip(), wish.layout)
    return Paper(
        kind="month",
        family="month",
        record_uid="/".join(filter(None, parts)),
        title=f"入校督导月统计表 {wish.month}{edition}",
        number=str(wish.month),
        figures=f"{wish.month} {actor_name(context.scope)}{edition}",
    )


def _is_settled(context: Context, wish: MonthPrint, trees: "Sequence[Printable]") -> bool:
    """Say whether it is an edition, or a month that was handed over and counts as it did then."""
    if wish.edition:
        return True
    handed_over = context.stores.bundles.locked(str(wish.month), context.scope) is not None
    return handed_over and not any(tree.mark for tree in trees)


def _addressee_of(trees: "Sequence[Printable]") -> str:
    """Return to whom the first letter of a paper is written; tables are written to nobody."""
    return next((name for tree in trees if (name := getattr(tree, "addressee", ""))), "")


def _record_of(trees: "Sequence[Printable]") -> str:
    return next((tree.record_no for tree in trees if tree.record_no), "")


def _figures(visit: Visit) -> str:
    day = f"{visit.visited_on:%Y%m%d}" if visit.visited_on else ""
    return f"{visit.number} {day} 听{len(visit.lessons)}题{len(visit.issues)}"


def _evidence(context: Context, uid: str) -> str:
    """Return what tells prints apart that hold the same revision but other signatures."""
    photos = context.stores.photos.of_visit(uid)
    return "-".join(sorted(p.sha256[:12] for p in photos if p.role is PhotoRole.SIGNATURE))
