"""One act of handing over as several bundles: the records first, their pictures behind them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from inspector_app.domain.visit_json import JsonObject
from inspector_app.services.bundle_news import FOLLOWING, PHOTOS, News, Picture
from inspector_app.storage.bundles import SentRow

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import Attachment
    from inspector_app.exchange.statement import BundleType

FIRST_SIZE: Final = 19_000_000
"""How much the printed records in the first bundle may have, so that the file stays under 20 MB."""
PART_SIZE: Final = 256 * 2**20
"""How much a bundle of pictures aims at: what fails on the way repeats one piece."""
MOST_FILES: Final = 1_900


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one bundle holds.

    Attributes:
        sent: what is noted when it has been made.
        extra: what else its statement says.
    """

    type: "BundleType"
    content: Mapping[str, Any]
    counts: Mapping[str, int]
    attachments: Sequence["Attachment"] = field(repr=False)
    sent: Sequence[SentRow]
    extra: Mapping[str, Any] = field(default_factory=dict)


def type_of(news: News) -> "BundleType":
    """Return what a bundle of what is new is."""
    from inspector_app.exchange.statement import BundleType

    if not news.count("visits"):
        return BundleType.LEDGER
    return BundleType.CORRECTION if news.corrected else BundleType.VISITS


def parts_of(
    news: News, kind: "BundleType", *, first_size: int = FIRST_SIZE, part_size: int = PART_SIZE
) -> tuple[Part, ...]:
    """Return the bundles of one act: the first without pictures, the others without records.

    Args:
        news: what leaves.
        kind: what the first bundle is.
        first_size: how many bytes of printed records and records.json stay in the first one.
        part_size: how many bytes each of the others aims at.
    """
    from inspector_app.exchange.canonical import dumps

    following = [*(_announced(picture.row) for picture in news.pictures), *news.announced]
    first = _first(news, kind, following)
    room = first_size - len(dumps(first.content))
    stay, later = _fitting(news.documents, room)
    piles = _piles([*later, *news.pictures], part_size)
    return (
        Part(type=first.type, content=first.content, counts=first.counts, attachments=stay,
             sent=first.sent),
        *(_pictures(pile) for pile in piles),
    )  # fmt: skip


def _announced(row: JsonObject) -> JsonObject:
    return {name: value for name, value in row.items() if name != "file"}


def _first(news: News, kind: "BundleType", following: Sequence[JsonObject]) -> Part:
    from inspector_app.exchange.statement import SCHEMA

    lists: dict[str, Sequence[JsonObject]] = {**news.lists, PHOTOS: [], FOLLOWING: following}
    content = {"schema": SCHEMA, **lists, **news.plain}
    counts = {name: len(rows) for name, rows in lists.items()}
    return Part(type=kind, content=content, counts=counts, attachments=(), sent=news.sent)


def _pictures(pile: Sequence["Attachment | Picture"]) -> Part:
    from inspector_app.exchange.statement import SCHEMA, BundleType

    pictures = [each for each in pile if isinstance(each, Picture)]
    rows = [picture.row for picture in pictures]
    return Part(
        type=BundleType.PHOTOS,
        content={"schema": SCHEMA, PHOTOS: rows},
        counts={PHOTOS: len(rows)},
        attachments=[each.attachment if isinstance(each, Picture) else each for each in pile],
        sent=[picture.sent for picture in pictures],
    )


def _fitting(
    documents: Iterable["Attachment"], room: int
) -> tuple[list["Attachment"], list["Attachment"]]:
    """Return those that fit, in their order, and all after the first that does not."""
    stay: list[Attachment] = []
    later: list[Attachment] = []
    for each in documents:
        room -= each.size
        (stay if room >= 0 and len(stay) < MOST_FILES else later).append(each)
    return stay, later


def _piles(
    files: Iterable["Attachment | Picture"], part_size: int
) -> Iterator[Sequence["Attachment | Picture"]]:
    """Yield piles in order; one picture in two rows lies in one pile, and counts once."""
    pile: list[Attachment | Picture] = []
    size = count = 0
    for _, group in groupby(sorted(files, key=_path), key=_path):
        same = list(group)
        more = _size(same[0])
        if pile and (size + more > part_size or count >= MOST_FILES):
            yield pile
            pile, size, count = [], 0, 0
        pile += same
        size, count = size + more, count + 1
    if pile:
        yield pile


def _file(each: "Attachment | Picture") -> "Attachment":
    return each.attachment if isinstance(each, Picture) else each


def _path(each: "Attachment | Picture") -> str:
    return _file(each).path


def _size(each: "Attachment | Picture") -> int:
    return _file(each).size
