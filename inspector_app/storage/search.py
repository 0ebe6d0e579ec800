"""The full-text index over records and notes.

Row ids of the index are those of the record doubled, notes with one added. Long fields are indexed
when they are left, not at every save; what is still dirty is scanned instead, so that nothing typed
is ever missing from a search.
"""

from functools import cache
from typing import Any, Final

from inspector_app.domain.search_text import index_body, match_expression, normalise, words
from inspector_app.domain.views import Hit
from inspector_app.storage.database import Database

_VISIT_TEXT: Final = """
SELECT v.id, v.uid, v.number, v.school_name || ' ' || coalesce(v.visited_on, ''),
       v.number || char(10) || v.school_name || char(10) || v.plan_text || char(10) || v.narrative
       || char(10) || v.advice || char(10) || v.host || char(10) || v.others || char(10)
       || v.campaign || char(10) || v.month_theme || char(10) || v.feedback_to || char(10)
       || coalesce((SELECT group_concat(m.text, char(10)) FROM merit m WHERE m.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(i.number || ' ' || i.description || ' ' || i.requirement
            || ' ' || i.responsible_unit || ' ' || i.responsible, char(10))
            FROM issue i WHERE i.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(l.class_name || ' ' || l.subject || ' ' || l.topic || ' '
            || l.teacher || ' ' || l.process || ' ' || l.strengths || ' ' || l.weaknesses || ' '
            || l.advice, char(10)) FROM lesson l WHERE l.visit_id = v.id), '')
FROM visit v WHERE {where}"""
_NOTE_TEXT: Final = (
    "SELECT n.id, n.uid, '', date(n.noted_at, '+8 hours'), n.text FROM note n WHERE {where}"
)
_CHUNK: Final = 500
_SNIPPET_BEFORE: Final = 12
_SNIPPET_LENGTH: Final = 48
_ABOVE_ALL: Final = 2**62


class SearchStore:
    """Keeps the index true and asks it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index_dirty(self, *, limit: int = _CHUNK) -> int:
        """Index up to ``limit`` dirty records and notes; return how many were."""
        visits = self._database.rows(
            _VISIT_TEXT.format(where=f"v.fts_dirty = 1 LIMIT {int(limit)}")
        )
        notes = self._database.rows(_NOTE_TEXT.format(where=f"n.fts_dirty = 1 LIMIT {int(limit)}"))
        docs = [(row[0] * 2, row[4]) for row in visits] + [
            (row[0] * 2 + 1, row[4]) for row in notes
        ]
        self._replace(docs)
        self._clean("visit", [row[0] for row in visits])
        self._clean("note", [row[0] for row in notes])
        return len(docs)

    def index_visit(self, uid: str) -> None:
        """Index one record now."""
        rows = self._database.rows(_VISIT_TEXT.format(where="v.uid = ?"), uid)
        self._replace([(row[0] * 2, row[4]) for row in rows])
        self._clean("visit", [row[0] for row in rows])

    def forget_visit(self, uid: str) -> None:
        """Take one record out of the index."""
        self._database.execute(
            "DELETE FROM search_index WHERE rowid = (SELECT id * 2 FROM visit WHERE uid = ?)", uid
        )

    def rebuild(self) -> None:
        """Mark everything dirty and empty the index."""
        self._database.execute("DELETE FROM search_index")
        self._database.execute("UPDATE visit SET fts_dirty = 1")
        self._database.execute("UPDATE note SET fts_dirty = 1")

    def find(self, query: str, *, limit: int) -> tuple[Hit, ...]:
        """Return the newest records and notes that hold every word of ``query``."""
        if not match_expression(query):
            return ()
        hits = self._dirty_hits(query) + self._indexed_hits(query, limit=limit)
        return tuple(hits[:limit])

    def _indexed_hits(self, query: str, *, limit: int) -> list[Hit]:
        hits: list[Hit] = []
        below = _ABOVE_ALL
        # What is dirty or in the recycle bin still stands in the index and must not use up places.
        while len(hits) < limit:
            ids = [
                row[0]
                for row in self._database.rows(
                    "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid < ?"
                    " ORDER BY rowid DESC LIMIT ?",
                    match_expression(query),
                    below,
                    limit,
                )
            ]
            hits += self._hits(_VISIT_TEXT, "visit", [i // 2 for i in ids if i % 2 == 0], query)
            hits += self._hits(_NOTE_TEXT, "note", [i // 2 for i in ids if i % 2 == 1], query)
            if len(ids) < limit:
                break
            below = ids[-1]
        return hits

    def _hits(self, sql: str, kind: str, ids: list[int], query: str) -> list[Hit]:
        if not ids:
            return []
        alias = kind[0]
        where = (
            f"{alias}.id IN ({', '.join(map(str, ids))}) AND {alias}.fts_dirty = 0"
            f" AND {alias}.deleted_at IS NULL ORDER BY {alias}.id DESC"
        )
        return [_hit(kind, row, query) for row in self._database.rows(sql.format(where=where))]

    def _dirty_hits(self, query: str) -> list[Hit]:
        wanted = words(query)
        found: list[Hit] = []
        for kind, sql in (("visit", _VISIT_TEXT), ("note", _NOTE_TEXT)):
            alias = kind[0]
            where = f"{alias}.fts_dirty = 1 AND {alias}.deleted_at IS NULL ORDER BY {alias}.id DESC"
            for row in self._database.rows(sql.format(where=where)):
                text = normalise(row[4])
                if all(word in text for word in wanted):
                    found.append(_hit(kind, row, query))
        return found

    def _replace(self, docs: list[tuple[int, str]]) -> None:
        self._database.execute_many(
            "DELETE FROM search_index WHERE rowid = ?", [(rowid,) for rowid, _ in docs]
        )
        self._database.execute_many(
            "INSERT INTO search_index (rowid, body) VALUES (?, ?)",
            [(rowid, index_body(text)) for rowid, text in docs],
        )

    def _clean(self, table: str, ids: list[int]) -> None:
        self._database.execute_many(
            f"UPDATE {table} SET fts_dirty = 0 WHERE id = ?",  # noqa: S608 - a table of ours
            [(i,) for i in ids],
        )


def _hit(kind: str, row: tuple[Any, ...], query: str) -> Hit:
    _, uid, number, title, text = row
    snippet = _snippet(text, words(query))
    folded = _folded(snippet)
    ranges = tuple((place, len(word)) for word in words(query) if (place := folded.find(word)) >= 0)
    return Hit(kind=kind, uid=uid, number=number, title=title, snippet=snippet, ranges=ranges)


def _snippet(text: str, wanted: tuple[str, ...]) -> str:
    """Return the surroundings of the first word found, on one line."""
    folded = _folded(text)
    places = [place for word in wanted if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - _SNIPPET_BEFORE)
    piece = " ".join(text[start : start + _SNIPPET_LENGTH].split())
    return f"{'…' if start else ''}{piece}"


def _folded(text: str) -> str:
    """Return ``text`` folded for comparing, every character in its own place."""
    return normalise(text.translate(_longer_when_folded()))


@cache
def _longer_when_folded() -> dict[int, str]:
    # An ellipsis folds to three dots: whatever stands behind it would seem to be further on.
    folded = ((point, normalise(chr(point))) for point in range(0x10000))
    return {point: form[:1] or " " for point, form in folded if len(form) != 1}
