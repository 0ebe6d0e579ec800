"""常用语 of one's own and of the office, what is hidden, and how often each is used."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector_app.domain.phrase import Phrase
from inspector_app.domain.phrase_offer import PhraseUse
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.storage.database import Database

_SELECT: Final = "SELECT uid, text, place, category, source, removed_at FROM phrase"
_ORDER: Final = " ORDER BY source DESC, ordinal, uid"


class KeptPhrase(NamedTuple):
    """A phrase as it is kept; ``removed_at`` is empty while it is not in 回收站."""

    phrase: Phrase
    removed_at: str


class PhraseStore:
    """Reads and writes phrases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[KeptPhrase, ...]:
        """Return all of them, one's own first, also those in 回收站."""
        return tuple(map(_kept, self._database.rows(f"{_SELECT}{_ORDER}")))

    def find(self, uid: str) -> KeptPhrase | None:
        """Return one of them, if it is there."""
        row = self._database.row(f"{_SELECT} WHERE uid = ?", uid)
        return None if row is None else _kept(row)

    def put(self, phrase: Phrase, *, at: str, origin: str) -> None:
        """Write a phrase: a new one behind the others, a known one where it stands."""
        self._database.execute(
            "INSERT INTO phrase (uid, source, text, place, category, ordinal, changed_at, origin)"
            " VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(ordinal), 0) + 1 FROM phrase), ?, ?)"
            " ON CONFLICT (uid) DO UPDATE SET text = excluded.text, place = excluded.place,"
            " category = excluded.category, changed_at = excluded.changed_at",
            phrase.uid, phrase.source.value, phrase.text, phrase.place.value, phrase.category,
            at, origin,
        )  # fmt: skip

    def set_removed(self, uid: str, at: str) -> None:
        """Put a phrase into 回收站, or take it out again where ``at`` is empty."""
        self._database.execute("UPDATE phrase SET removed_at = ? WHERE uid = ?", at, uid)

    def replace_office(self, phrases: Sequence[Phrase], *, at: str, origin: str) -> None:
        """Let these be all of the office's, in this order."""
        self._database.execute("DELETE FROM phrase WHERE source = 'office'")
        for phrase in phrases:
            self.put(phrase, at=at, origin=origin)

    def hidden(self) -> frozenset[str]:
        """Return which of those that are no one's own are hidden."""
        return frozenset(uid for (uid,) in self._database.rows("SELECT uid FROM phrase_hidden"))

    def hide(self, uid: str, *, at: str) -> None:
        """Let a phrase be offered no more."""
        self._database.execute("INSERT OR REPLACE INTO phrase_hidden VALUES (?, ?)", uid, at)

    def show(self, uid: str) -> None:
        """Let a phrase be offered again."""
        self._database.execute("DELETE FROM phrase_hidden WHERE uid = ?", uid)

    def uses(self) -> tuple[PhraseUse, ...]:
        """Return how often which phrase was put into which field."""
        rows = self._database.rows("SELECT uid, field, used, last_at FROM phrase_use")
        return tuple(PhraseUse(*row) for row in rows)

    def add_uses(self, use: PhraseUse) -> None:
        """Count uses of a phrase in a field."""
        self._database.execute(
            "INSERT INTO phrase_use VALUES (?, ?, ?, ?) ON CONFLICT (uid, field) DO UPDATE SET"
            " used = used + excluded.used, last_at = max(last_at, excluded.last_at)",
            *use,
        )

    def move_uses(self, uid: str, *, to: str) -> None:
        """Let the uses of one phrase count for another."""
        for use in self.uses():
            if use.uid == uid:
                self.add_uses(use._replace(uid=to))
        self._database.execute("DELETE FROM phrase_use WHERE uid = ?", uid)


def _kept(row: tuple[str, ...]) -> KeptPhrase:
    uid, text, place, category, source, removed_at = row
    return KeptPhrase(
        Phrase(
            uid=uid, text=text, place=PhrasePlace(place), category=category,
            source=PhraseSource(source),
        ),
        removed_at,
    )  # fmt: skip
