"""常用语: one's own, the office's and those that ship; what is offered in a field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL, PHRASE_SOURCE_LABEL
from inspector_app.domain.phrase import (
    MOST_PHRASES,
    Phrase,
    cleaned,
    common_place,
    duplicates,
    fault_of,
    same_words,
)
from inspector_app.domain.phrase_offer import OfferedPhrase, PhraseSpot, PhraseUse, offered
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.services.context import Context
from inspector_app.services.phrase_pack import shipped_phrases

_CHANGED: Final = Changes(phrases=True)
_NOUN: Final = "phrase"


class SamePhraseError(RefusedError):
    """One's own phrases have these words already."""

    code = "duplicate"

    def __init__(self, known: Phrase) -> None:
        place = PHRASE_PLACE_LABEL[known.place]
        super().__init__(
            f"“我的”常用语里已经有这一条（用在{place}），没有再存；要改用在哪里，请改原来那一条。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseLine:
    """A phrase as a list shows it.

    Attributes:
        used: how often, in all fields together.
        last_at: when last, as an instant, empty for never.
        removed_at: when it was put into 回收站, empty while it is not there.
    """

    phrase: Phrase
    used: int = 0
    last_at: str = ""
    hidden: bool = False
    removed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPhrase:
    """A phrase that was written."""

    phrase: Phrase
    changes: Changes = _CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPhrases:
    """How many phrases gave way to others."""

    count: int
    changes: Changes


class PhraseService:
    """Keeps them. Those of others are hidden, never changed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.phrases

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[PhraseLine, ...]:
        """Return every phrase, one's own first, also what is hidden or in 回收站."""
        with self._context.database.snapshot():
            kept, hidden, uses = self._store.all(), self._store.hidden(), self._store.uses()
        lines = [(each.phrase, each.removed_at) for each in kept]
        lines += [(phrase, "") for phrase in shipped_phrases()]
        counted = _totals(uses)
        return tuple(
            PhraseLine(
                phrase=phrase,
                used=counted[phrase.uid][0],
                last_at=counted[phrase.uid][1],
                hidden=phrase.uid in hidden,
                removed_at=removed_at,
            )
            for phrase, removed_at in lines
        )

    def offered(self, spot: PhraseSpot) -> tuple[OfferedPhrase, ...]:
        """Return what is offered in a field, in its order."""
        with self._context.database.snapshot():
            kept, hidden, uses = self._store.all(), self._store.hidden(), self._store.uses()
        here = (each.phrase for each in kept if not each.removed_at)
        return offered(chain(here, shipped_phrases()), uses, spot, hidden=hidden)

    def get(self, uid: str) -> Phrase:
        """Return one phrase by its uid, or by how that begins where no other does.

        Raises:
            NotFoundError: there is none.
            InputError: more than one begins so.
        """
        found = [line.phrase for line in self.all() if uid and line.phrase.uid.startswith(uid)]
        exact = [phrase for phrase in found if phrase.uid == uid]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            raise InputError(f"编号以“{uid}”开头的常用语不止一条，没有改动；请多写几位。")
        raise NotFoundError(f"没有编号是“{uid}”的常用语，没有改动；请用 phrase list 看编号。")

    # -- one's own -------------------------------------------------------------------------------

    def add(
        self, text: str, *, place: PhrasePlace = PhrasePlace.ANY, category: str = ""
    ) -> SavedPhrase:
        """Keep a phrase of one's own.

        Raises:
            InputError: it cannot be one.
            SamePhraseError: it is there already.
            RefusedError: there are too many.
        """
        made = _checked(Phrase(uid=new_uid(), text=text, place=place, category=category))
        with self._context.database.transaction():
            own = self._own()
            self._refuse_same(made, own)
            self._refuse_too_many(len(own), 1)
            self._add(made)
        return SavedPhrase(phrase=made)

    def add_new(self, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
        """Keep those that are not here yet, nor ship, and return them (errors as of ``add``)."""
        with self._context.database.transaction():
            own = self._own()
            known = {same_words(each.text) for each in (*own, *shipped_phrases())}
            new: dict[str, Phrase] = {}
            for each in map(_checked, phrases):
                words = same_words(each.text)
                if words not in known:
                    new.setdefault(words, each)
            self._refuse_too_many(len(own), len(new))
            for each in new.values():
                self._add(each)
        return tuple(new.values())

    def _add(self, made: Phrase) -> None:
        self._put(made)
        self._context.note(_NOUN, made.uid, {"add": _plain(made)})

    @staticmethod
    def _refuse_too_many(here: int, more: int) -> None:
        if here + more > MOST_PHRASES:
            raise RefusedError(
                f"“我的”常用语现有 {here} 条，再加 {more} 条就超过 {MOST_PHRASES} 条，"
                "没有存入；请先删去不用的。"
            )

    def change(self, uid: str, text: str, *, place: PhrasePlace, category: str = "") -> SavedPhrase:
        """Write a phrase of one's own otherwise; its uses stay (errors as of ``add``).

        Raises:
            NotFoundError: there is none.
            RefusedError: it is not one's own, or in 回收站.
        """
        with self._context.database.transaction():
            known = self._own_one(uid)
            self._refuse_removed(uid)
            made = _checked(replace(known, text=text, place=place, category=category))
            self._refuse_same(made, self._own())
            if made == known:
                return SavedPhrase(phrase=made, changes=Changes())
            self._put(made)
            self._context.note(_NOUN, uid, {"set": [_plain(known), _plain(made)]})
        return SavedPhrase(phrase=made)

    def remove(self, uids: Iterable[str]) -> Changes:
        """Put phrases of one's own into 回收站 (RefusedError: one is not one's own)."""
        with self._context.database.transaction():
            for uid in uids:
                known = self._own_one(uid)
                self._store.set_removed(uid, self._context.now_text())
                self._context.note(_NOUN, uid, {"remove": _plain(known)})
        return _CHANGED

    def restore(self, uid: str) -> Changes:
        """Take a phrase out of 回收站 (SamePhraseError: the same was kept anew since)."""
        with self._context.database.transaction():
            known = self._own_one(uid)
            self._refuse_same(known, self._own())
            self._store.set_removed(uid, "")
            self._context.note(_NOUN, uid, {"restore": _plain(known)})
        return _CHANGED

    def merge(self, keep: str, others: Sequence[str]) -> MergedPhrases:
        """Let one phrase stand for several, with all their uses; the others go into 回收站.

        Raises:
            RefusedError: one of them is not one's own.
        """
        with self._context.database.transaction():
            kept = self._own_one(keep)
            gone = [self._own_one(uid) for uid in others if uid != keep]
            self._merge(kept, gone)
        return MergedPhrases(count=len(gone), changes=_CHANGED if gone else Changes())

    def merge_duplicates(self) -> MergedPhrases:
        """Let one of those that say the same stand for all of them, the most used."""
        with self._context.database.transaction():
            used = {line.phrase.uid: line.used for line in self.all()}
            groups = duplicates(self._own())
            for group in groups:
                kept, *gone = sorted(group, key=lambda each: -used[each.uid])
                self._merge(kept, gone)
        count = sum(len(group) - 1 for group in groups)
        return MergedPhrases(count=count, changes=_CHANGED if count else Changes())

    def _merge(self, kept: Phrase, gone: Sequence[Phrase]) -> None:
        place, category = common_place((kept, *gone))
        made = replace(kept, place=place, category=category)
        if made != kept:
            self._put(made)
            self._context.note(_NOUN, kept.uid, {"set": [_plain(kept), _plain(made)]})
        for each in gone:
            self._store.move_uses(each.uid, to=kept.uid)
            self._store.set_removed(each.uid, self._context.now_text())
            self._context.note(_NOUN, each.uid, {"merge": [_plain(each), kept.uid]})

    # -- those of others -------------------------------------------------------------------------

    def hide(self, uid: str) -> Changes:
        """Let a phrase of the office or of the program be offered no more.

        Raises:
            RefusedError: it is one's own, which is put into 回收站 instead.
            NotFoundError: there is none.
        """
        with self._context.database.transaction():
            phrase = self.get(uid)
            if phrase.source is PhraseSource.OWN:
                raise RefusedError("这一条是“我的”，没有隐藏；不用的请删除，删了还能从回收站取回。")
            self._store.hide(phrase.uid, at=self._context.now_text())
        return _CHANGED

    def show(self, uid: str) -> Changes:
        """Let a hidden phrase be offered again."""
        with self._context.database.transaction():
            self._store.show(uid)
        return _CHANGED

    def note_use(self, uid: str, field: str) -> Changes:
        """Count that a phrase was put into a field; nothing that a page shows changes by that."""
        with self._context.database.transaction():
            self._store.add_uses(PhraseUse(uid, field, 1, self._context.now_text()))
        return Changes()

    # -- parts -----------------------------------------------------------------------------------

    def _own(self) -> tuple[Phrase, ...]:
        return tuple(
            each.phrase
            for each in self._store.all()
            if each.phrase.source is PhraseSource.OWN and not each.removed_at
        )

    def _own_one(self, uid: str) -> Phrase:
        kept = self._store.find(uid)
        phrase = self.get(uid) if kept is None else kept.phrase
        if phrase.source is not PhraseSource.OWN:
            whose = PHRASE_SOURCE_LABEL[phrase.source]
            raise RefusedError(f"这一条是{whose}的，不能改动或删除，没有改动；不用的可以隐藏。")
        return phrase

    def _refuse_removed(self, uid: str) -> None:
        kept = self._store.find(uid)
        if kept is not None and kept.removed_at:
            raise RefusedError("这一条在回收站里，没有改动；请先取回，再改。")

    def _put(self, phrase: Phrase) -> None:
        origin = self._context.identity.device
        self._store.put(phrase, at=self._context.now_text(), origin=origin)

    @staticmethod
    def _refuse_same(made: Phrase, own: Iterable[Phrase]) -> None:
        words = same_words(made.text)
        for known in own:
            if known.uid != made.uid and same_words(known.text) == words:
                raise SamePhraseError(known)


def _checked(phrase: Phrase) -> Phrase:
    made = replace(phrase, text=cleaned(phrase.text))
    fault = fault_of(made.text, made.category)
    if fault:
        raise InputError(f"{fault}，没有存入；请改好再存。")
    return made


def _totals(uses: Iterable[PhraseUse]) -> Mapping[str, tuple[int, str]]:
    """Return by uid how often each was used, and when last."""
    found: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for use in uses:
        used, last_at = found[use.uid]
        found[use.uid] = used + use.used, max(last_at, use.last_at)
    return found


def _plain(phrase: Phrase) -> dict[str, str]:
    """Return a phrase as the history keeps it."""
    return {"text": phrase.text, "place": phrase.place.value, "category": phrase.category}
