"""整改闭环: one issue from its picture to the picture of what was put right, on one page."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from inspector_app.domain.issue_rounds import Round
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    FieldGrid,
    Note,
    Photo,
    PhotoRows,
    TableRow,
)
from inspector_app.reports.letter_phrases import origin_line, record_of
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.photo_blocks import PrintedPhoto, as_printed
from inspector_app.reports.round_rows import VERDICT, issue_rows, notice_text, school_lines
from inspector_app.reports.words import one, pair, plain_day, stacked

TITLE: Final = "整改闭环"
_COLUMNS: Final = (
    ListColumn("轮次", 34),
    ListColumn("整改要求\n和时限", 128, Align.LEFT),
    ListColumn("学校整改情况", 170, Align.LEFT),
    ListColumn("核查", 122, Align.LEFT),
)
# One pair leaves room for text on its page, two share what is left of it.
_PAIR_HEIGHT: Final = 200.0
_LESS_HEIGHT: Final = 150.0


class LoopPhotos(NamedTuple):
    """Pictures of an issue before and after, in their order; ``held_back`` stay unprinted."""

    before: Sequence[PrintedPhoto] = ()
    after: Sequence[PrintedPhoto] = ()
    held_back: int = 0


def closed_loop_report(row: LedgerRow, rounds: Sequence[Round], *, photos: LoopPhotos) -> Document:
    """Return the page of one issue.

    Args:
        row: the issue with the record that it was found on.
        rounds: its rounds, the newest last.
        photos: what was wrong beside what was put right, pair by pair.
    """
    notices = [text for each in rounds if (text := notice_text(each))]
    state = f"{ISSUE_STATE_LABEL[row.state]}　{plain_day(row.issue.dates.settled_on)}"
    return Document(
        title=TITLE,
        reference=origin_line(row),
        record_no=record_of(row),
        blocks=(
            FieldGrid(
                rows=(
                    *issue_rows(row),
                    pair("发现日期", plain_day(row.found_on), "现在", state.strip()),
                    one("整改通知", "\n".join(notices)),
                )
            ),
            list_table(_COLUMNS, map(_round, rounds)),
            *_pictures(photos, place=row.school_name),
        ),
    )


def _round(each: Round) -> TableRow:
    check = each.check
    seen = (
        f"{plain_day(check.effective_on)} {VERDICT[check.kind]}" if check else "",
        check.note if check else "",
    )
    asked = stacked(each.demand, f"时限 {each.due}" if each.due else "")
    return TableRow(
        cells=(f"第{each.number}轮", asked, "\n".join(school_lines(each)), stacked(*seen))
    )


def _pictures(photos: LoopPhotos, *, place: str) -> Iterator[Block]:
    named = [
        [as_printed(photo, f"{name}{n}", place=place) for n, photo in enumerate(chosen, start=1)]
        for name, chosen in (("整改前", photos.before), ("整改后", photos.after))
    ]
    pairs: list[tuple[Photo, ...]] = [
        tuple(photo for photo in pair if photo) for pair in zip_longest(*named)
    ]
    if pairs:
        height = _PAIR_HEIGHT if len(pairs) == 1 else _LESS_HEIGHT
        yield PhotoRows(rows=tuple(pairs), height=height)
    if photos.held_back:
        yield Note(text=f"另有{photos.held_back}张含未成年人面部的照片，没有印出。")
