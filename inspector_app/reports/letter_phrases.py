"""What the letters of the ledger have in common: their places for pen, their lists of issues."""

from collections.abc import Iterable, Iterator
from typing import Final

from inspector_app.domain.issue import Issue
from inspector_app.domain.labels.sources import source_word
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import LongText, SignatureRow, SignatureSlot
from inspector_app.reports.words import day

# Nobody makes up a number: what is not given is written in by hand.
BLANK_REFERENCE: Final = "＿＿＿＿＿〔　　　　〕＿＿＿号"
_ENDS: Final = ("。", "！", "？", "…", "；", ".")
_PEN: Final = "＿" * 8
_PEN_DAY: Final = "＿＿＿年＿＿月＿＿日"
OFFICE: Final = "人民政府教育督导室"


def reference_of(reference: str) -> str:
    """Return the 文号 that is printed, or room to write one in."""
    return reference or BLANK_REFERENCE


def record_of(row: LedgerRow) -> str:
    """Return the 编号 of the record, or of the entry of a register, that an issue came from."""
    return row.visit_number or row.entry_number


def origin_line(row: LedgerRow) -> str:
    """Return what the sheet of an issue says of where it came from."""
    if row.visit_number:
        return f"记录编号：{row.visit_number}"
    return f"来源：{source_word(row.source)}　{row.origin}"


def pen_lines(*labels: str) -> LongText:
    """Return a line for each name that is written by hand, with its day."""
    return LongText(text="\n".join(f"{label}：{_PEN}　{_PEN_DAY}" for label in labels))


def sign_off(drafters: Iterable[str], director: str) -> tuple[LongText, ...]:
    """Return who drafts a letter and who signs it off, each with room for the hand.

    Where nobody is known to sign there is no such line: nobody makes up a name.
    """
    if not director:
        return ()
    written = "、".join(dict.fromkeys(drafters))
    return (LongText(text=f"拟稿：{written}　　签发：{director}{_PEN}　{_PEN_DAY}"),)


def places_to_sign(*labels: str) -> SignatureRow:
    """Return places to sign beside each other below a table, each with its day."""
    return SignatureRow(slots=tuple(SignatureSlot(label=label) for label in labels))


def wanted_of(issue: Issue) -> Iterator[str]:
    """Yield, line by line, what is asked of an issue: 整改要求, then who and until when."""
    if issue.requirement.strip():
        said = issue.requirement.strip()
        yield f"整改要求：{said}" if said.endswith(_ENDS) else f"整改要求：{said}。"
    facts = (
        ("责任单位", issue.responsible_unit),
        ("配合单位", issue.assisting_units),
        ("责任人", issue.responsible),
        ("整改时限", day(issue.due)),
    )
    said = "；".join(f"{name}：{value.strip()}" for name, value in facts if value.strip())
    if said:
        yield f"{said}。"


def issue_paragraphs(issues: Iterable[Issue]) -> LongText:
    """Return numbered issues with what is asked of each, as running text."""
    lines: list[str] = []
    for number, issue in enumerate(issues, start=1):
        lines += [f"{number}.{issue.description.strip()}", *wanted_of(issue)]
    return LongText(text="\n".join(lines))
