"""下发 of 常用语: all that the office keeps as its own, which become the office's on a laptop."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.ids import derived_uid
from inspector_app.domain.phrase import MOST_PHRASES, Phrase, cleaned, fault_of
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.domain.text_line import first_line
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import rows_in, text_in

PHRASES: Final = "phrases"
_SHOWN: Final = 40


class _Told(NamedTuple):
    """A row of a pack as a phrase, and in Chinese why it cannot be one."""

    phrase: Phrase
    fault: str


class PhrasesKind:
    """Sends the whole set: what a newer pack does not name is the office's no more."""

    kind = PHRASES
    title = "常用语"
    about = "督导室电脑上“我的”常用语，整套；督学自己的不会被改动"
    replaces = True
    each_person = False
    chooses = False

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.phrases

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return all that is the office's own (errors as of a ``PackKind``)."""
        del wanted, to
        own = self._kept(PhraseSource.OWN)
        if not own:
            raise NothingToSendError("常用语", "请先在“更多 › 常用语”里写几条")
        return {
            PHRASES: [
                {"uid": each.uid, "text": each.text, "place": each.place.value,
                 "category": each.category}
                for each in own
            ]
        }  # fmt: skip

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which of the office's phrases would be here."""
        told = _told(rows)
        known = {each.uid: each for each in self._kept(PhraseSource.OFFICE)}
        named = {each.phrase.uid for each in told}
        gone = len(known.keys() - named)
        left = [PackLine(Mark.NOTE, f"督导室不再提供的 {gone} 条，接收后不再列出")] if gone else []
        return (*(_line(each, known) for each in told), *left)

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Let these be all of the office's; one's own stay as they are."""
        phrases = [each.phrase for each in _told(rows) if not each.fault]
        at, origin = self._context.now_text(), self._context.identity.device
        self._store.replace_office(phrases, at=at, origin=origin)
        return Changes(phrases=True)

    def _kept(self, source: PhraseSource) -> tuple[Phrase, ...]:
        return tuple(
            each.phrase
            for each in self._store.all()
            if each.phrase.source is source and not each.removed_at
        )


def _line(told: _Told, known: Mapping[str, Phrase]) -> PackLine:
    text = first_line(told.phrase.text, most=_SHOWN)
    if told.fault:
        return PackLine(Mark.REFUSED, f"{text}：{told.fault}")
    before = known.get(told.phrase.uid)
    if before is None:
        return PackLine(Mark.NEW, text)
    if before == told.phrase:
        return PackLine(Mark.SAME, text)
    return PackLine(Mark.CHANGED, f"{text}，原来是“{first_line(before.text, most=_SHOWN)}”")


def _told(rows: Mapping[str, Any]) -> list[_Told]:
    listed = rows_in(rows, PHRASES)
    if len(listed) > MOST_PHRASES:
        msg = "more phrases than anybody may keep"
        raise ValueError(msg)
    found = [_read(row) for row in listed]
    if len({each.phrase.uid for each in found}) < len(found):
        msg = "two phrases have one uid"
        raise ValueError(msg)
    return found


def _read(row: Mapping[str, Any]) -> _Told:
    places = {each.value: each for each in PhrasePlace}
    place, text = places.get(text_in(row, "place")), cleaned(text_in(row, "text"))
    category = text_in(row, "category")
    phrase = Phrase(
        # An office's own uid may be that of a phrase here, where a folder was copied.
        uid=derived_uid(text_in(row, "uid"), PHRASES),
        text=text,
        place=place or PhrasePlace.ANY,
        category=category,
        source=PhraseSource.OFFICE,
    )
    unknown = "" if place else "这一版软件不认识它用在哪里，请升级"
    return _Told(phrase, unknown or fault_of(text, category))
