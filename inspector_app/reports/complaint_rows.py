"""Rows that the papers of a complaint share; who complains stands there only where it was given."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from inspector_app.domain.labels.complaints import ANSWER_WAY_LABEL
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.words import Names, said
from inspector_app.reports.document import CheckBoxes, Document, Field, FieldGrid, FieldRow
from inspector_app.reports.words import choices, day, one, pair

_HIDDEN: Final = "（不显示）"
_NAMELESS: Final = "匿名"
_SIGNED: Final = "签名：　　　　　　　　　　　年　　月　　日"


class ComplaintPaper(NamedTuple):
    """What a paper of a complaint is made from; ``sealed`` is empty where it is not to be told."""

    entry: Entry
    names: Names
    sealed: Mapping[str, str]

    def text(self, field: str) -> str:
        """Return what a field says."""
        return said(COMPLAINT.by_id[field], self.entry.values[field], self.names)

    def day(self, field: str) -> str:
        """Return a day as letters write it."""
        return day(self.entry.day(field))

    def who(self, field: str) -> str:
        """Return a sealed field: its value, that it is not shown, or that nobody is named."""
        if self.sealed:
            value = self.sealed.get(field, "")
            told = said(COMPLAINT.sealed_by_id[field], value or None, self.names)
            return told or (_NAMELESS if field == "name" and self.entry.values["anonymous"] else "")
        return _NAMELESS if self.entry.values["anonymous"] else _HIDDEN

    @property
    def reach(self) -> str:
        """How to reach who complains."""
        if not self.sealed:
            return self.who("phone")
        return "　".join(filter(None, map(self.who, ("phone", "mail", "address"))))

    @property
    def where(self) -> str:
        """The school or what else it is about."""
        return "　".join(filter(None, (self.text("school"), self.text("department"))))

    @property
    def came(self) -> str:
        """Day and time at which it came in."""
        return f"{self.day('received_on')} {self.entry.values['received_at']}".strip()


def complaint_paper(paper: ComplaintPaper, title: str, rows: tuple[FieldRow, ...]) -> Document:
    """Return a paper with its number; one that names who complains says so on every page."""
    entry = paper.entry
    return Document(
        title=title,
        reference=f"编号：{entry.number}",
        record_no=entry.number,
        revision=f"第{entry.revision}版",
        mark="含反映人信息　保密" if paper.sealed else "",
        blocks=(FieldGrid(rows=rows),),
    )


def who_rows(paper: ComplaintPaper) -> tuple[FieldRow, ...]:
    """Return who complains and how to reach them."""
    return (
        pair("反映人", paper.who("name"), "性别", paper.who("gender")),
        one("联系方式", paper.reach),
    )


def ticked(paper: ComplaintPaper, field: str, labels: Mapping[Any, str]) -> CheckBoxes:
    """Return the options of a field with the chosen one ticked."""
    return choices(labels, paper.entry.values[field])


def roomy(label: str, text: str, *, lines: int) -> FieldRow:
    """Return a row that has so many lines at least, to be gone on with by pen."""
    return one(label, text + "\n" * max(0, lines - 1 - text.count("\n")))


def signed(label: str, text: str, *, lines: int) -> FieldRow:
    """Return a row with room for words and a line to sign at its foot."""
    empty = "\n" * max(1, lines - 1 - text.count("\n"))
    return one(label, f"{text}{empty}{_SIGNED}")


def answer_rows(paper: ComplaintPaper) -> tuple[FieldRow, ...]:
    """Return how, when and what the person was answered."""
    return (
        FieldRow(
            fields=(
                Field(label="答复方式", content=ticked(paper, "answer_way", ANSWER_WAY_LABEL)),
                Field(label="答复日期", content=paper.day("answered_on")),
            )
        ),
        roomy("答复内容", paper.text("answer"), lines=2),
    )
