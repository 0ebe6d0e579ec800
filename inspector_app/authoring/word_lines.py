"""The lines of a Word table that are asked, by what its columns are for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.authoring.word_columns import ANSWERED, Head, Role, Row, WordColumn
from inspector_app.domain.word_content import WordCell, WordTable
from inspector_app.sheets.text import compact

_TOTALS: Final = frozenset({"合计", "总计", "总分", "小计", "总得分"})
_HEADLINE: Final = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]")
_NUMERAL: Final = re.compile(r"\d{1,4}[.．、)）]?")
_SIGNED: Final = re.compile(r"签名|签字|盖章|签章|公章")
_MOST_TOLD: Final = 30


@dataclass(slots=True, kw_only=True)
class Line:
    """One line, by the places of its columns in the grid.

    Attributes:
        foot: it is only a label with room beside it, as for the problems at a table's foot.
    """

    group: str = ""
    texts: dict[int, str] = field(default_factory=dict)
    text: str = ""
    foot: bool = False

    def of(self, columns: Sequence[WordColumn], role: Role) -> str:
        """Return what the columns of a role say, each on a line."""
        said = (self.texts.get(c.at, "") for c in columns if c.role is role)
        return "\n".join(dict.fromkeys(text for text in said if text))


class LineReader:
    """Reads one table; what is no line is told."""

    def __init__(self, table: WordTable, head: Head, columns: Sequence[WordColumn]) -> None:
        self._first = head.row + head.rows
        self._rows = table.rows[self._first :]
        self._heads = {_words(row) for row in table.rows[head.row : head.row + head.rows]}
        self._columns = columns
        self._width = max((c.column + c.span for row in table.rows for c in row), default=0)
        self._place = f"Word 表格 {columns[0].table}"
        self._text = next((c.at for c in columns if c.role is Role.TEXT), -1)
        self._answered = [c.at for c in columns if c.role in ANSWERED]
        self._grouped = [c.at for c in columns if c.role is Role.GROUP]

    def lines(self, report: Report) -> list[Line]:
        """Return the lines in their order."""
        found: list[Line] = []
        above: Mapping[int, str] = {}
        title, waiting = "", ""
        for at, row in enumerate(self._rows):
            headline = self._headline(row)
            if headline:
                self._tell(waiting, report)
                title = waiting = headline
                continue
            texts = self._texts(row, above)
            above = texts
            text = self._asked(row, texts)
            if _words(row) in self._heads:
                continue
            if not text:
                found += self._without_text(at, report)
                continue
            if compact(text) in _TOTALS:
                report.note("guess-left-out", self._place, f"“{compact(text)}”一行不当作一题")
                continue
            waiting = ""
            if found and self._goes_on(row):
                _join(found[-1], texts)
            else:
                said = (" ".join(texts.get(at, "").split()) for at in self._grouped)
                group = " ".join(each for each in said if each and each != " ".join(text.split()))
                found.append(Line(group=group or title, texts=texts, text=text))
        self._tell(waiting, report)
        return found

    def _tell(self, left: str, report: Report) -> None:
        if left:
            what = f"“{left[:_MOST_TOLD]}”下面没有题，没有放进草稿"
            report.note("guess-left-out", self._place, what)

    def _headline(self, row: Row) -> str:
        """Return what a row says that stands over others: alone, across or numbered 一、."""
        filled = [cell for cell in row if cell.text and not cell.continues]
        if len(filled) != 1 or any(cell.continues for cell in row):
            return ""
        text = " ".join(filled[0].text.split())
        across = filled[0].span * 2 > self._width
        return text if len(row) == 1 or across or _HEADLINE.match(text) else ""

    def _texts(self, row: Row, above: Mapping[int, str]) -> dict[int, str]:
        return {
            cell.column: above.get(cell.column, "") if cell.continues else cell.text.strip()
            for cell in row
        }

    def _asked(self, row: Row, texts: Mapping[int, str]) -> str:
        """Return the text that is asked, also where its cell is one with those before it."""
        over = (c for c in row if c.column <= self._text < c.column + c.span)
        cell = next(over, None)
        return texts.get(cell.column, "") if cell is not None else ""

    def _without_text(self, at: int, report: Report) -> list[Line]:
        """Return the line of a row that asks nothing, if it is a label with room beside it."""
        filled = [cell for cell in self._rows[at] if cell.text and not cell.continues]
        said = [cell for cell in filled if not _NUMERAL.fullmatch(compact(cell.text))]
        if not said:
            return []
        label = " ".join(said[0].text.split()).rstrip(":：")
        is_asked = compact(label) not in _TOTALS and not _SIGNED.search(label)
        if is_asked and len(filled) == 1 and self._has_room(at, filled[0]):
            return [Line(text=label, foot=True)]
        place, shown = f"{self._place} 第 {self._first + at + 1} 行", label[:_MOST_TOLD]
        if compact(label) in _TOTALS:
            report.note("guess-left-out", place, f"“{shown}”一行不当作一题")
        elif _SIGNED.search(label):
            report.note("guess-left-out", place, f"“{shown}”一行留着签字，没有放进草稿")
        else:
            remedy = "要问的请把题目写在内容一列"
            what = f"“{shown}”一行在内容一列里没有字，没有放进草稿"
            report.warn("guess-left-out", place, what, remedy)
        return []

    def _has_room(self, at: int, label: WordCell) -> bool:
        """Say whether a cell stands before the text that is asked, alone in its row."""
        below = self._rows[at + 1] if at + 1 < len(self._rows) else ()
        is_group = any(cell.continues and cell.column == label.column for cell in below)
        beside = any(cell.column > label.column for cell in self._rows[at])
        return label.column < self._text and beside and not is_group

    def _goes_on(self, row: Row) -> bool:
        """Say whether a row only says more about the line above: text and answers are one cell."""
        continued = {cell.column for cell in row if cell.continues}
        return self._text in continued and all(at in continued for at in self._answered)


def _join(line: Line, texts: Mapping[int, str]) -> None:
    for at, text in texts.items():
        told = line.texts.get(at, "")
        if text and text not in told.split("\n"):
            line.texts[at] = f"{told}\n{text}".strip()


def _words(row: Row) -> tuple[str, ...]:
    return tuple(compact(cell.text) for cell in row)
