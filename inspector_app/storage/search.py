"""The full-text index over records, notes, entries of registers and issues of other sources.

Row ids of the index are those of the record doubled, notes with one added, entries below zero and
issues far below; replies are read through. An issue that a record found is found by its record.
Long fields are indexed when they are left, not at every save; what is still dirty is scanned
instead, so that nothing typed is ever missing from a search.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Field, OneOf, Rows
from inspector_app.domain.registers.words import LEAKING
from inspector_app.domain.search_text import index_body, match_expression, normalise, words
from inspector_app.domain.views import Hit
from inspector_app.storage.database import Database

_VISIT_TEXT: Final = """
SELECT v.id, v.uid, v.number, v.school_name || ' ' || coalesce(v.visited_on, ''),
       v.number || char(10) || v.school_name || char(10) || v.plan_text || char(10) || v.narrative
       || char(10) || v.advice || char(10) || v.host || char(10) || v.others || char(10)
       || v.departments || char(10) || v.campaign || char(10) || v.month_theme
       || char(10) || v.basis || char(10) || v.feedback_to || char(10)
       || coalesce((SELECT group_concat(m.text, char(10)) FROM merit m WHERE m.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(i.number || ' ' || i.description || ' ' || i.requirement
            || ' ' || i.responsible_unit || ' ' || i.responsible, char(10))
            FROM issue i WHERE i.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(l.class_name || ' ' || l.subject || ' ' || l.topic || ' '
            || l.teacher || ' ' || l.process || ' ' || l.strengths || ' ' || l.weaknesses || ' '
            || l.advice, char(10)) FROM lesson l WHERE l.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(t.name || ' ' || t.details || ' ' || t.outline || ' '
            || t.points || ' ' || t.problems, char(10))
            FROM interview t WHERE t.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(q.theme || ' ' || q.questions, char(10))
            FROM questionnaire q WHERE q.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(c.title || ' ' || coalesce(
            (SELECT group_concat(a.value, char(10)) FROM json_each(c.answers) a), ''), char(10))
            FROM checklist c WHERE c.visit_id = v.id), '')
       || char(10)
       || coalesce((SELECT group_concat(f.title || ' ' || coalesce(
            (SELECT group_concat(a.atom, char(10)) FROM json_tree(f.answers) a
             WHERE a.type = 'text' AND a.key <> '_uuid'), ''), char(10))
            FROM form_record f WHERE f.visit_id = v.id), '')
FROM visit v WHERE {where}"""
_NOTE_TEXT: Final = (
    "SELECT n.id, n.uid, '', date(n.noted_at, '+8 hours'), n.text FROM note n WHERE {where}"
)


def _options(fields: Iterable[Field]) -> Iterator[str]:
    """Yield the ids of the fields that hold the code of an option, those of rows as well."""
    for field in fields:
        if isinstance(field.shape, OneOf):
            yield field.id
        elif isinstance(field.shape, Rows):
            yield from _options(field.shape.fields)


# A code is no text that anybody wrote.
_CODED: Final = ", ".join(
    f"'{kind.id}/{name}'" for kind in KINDS.values() for name in _options(kind.fields)
)
# Whether a text of an entry says what is sealed of it; a single character says nothing.
_LEAKS: Final = """EXISTS (SELECT 1 FROM register_secret x, json_each(x.content) e
    WHERE x.entry_id = r.id AND e.type = 'text' AND e.key <> 'gender'
      AND length(trim(e.atom)) >= 2 AND instr(t.atom, trim(e.atom)) > 0)"""
_ENTRY_LEAKS: Final = f"""EXISTS (SELECT 1 FROM json_tree(r.content) t
    WHERE t.type = 'text' AND {_LEAKS})"""  # noqa: S608 - texts of ours
# Every text of an entry wherever it stands in the content, and the name of its school; of what says
# who complains nothing, and no title then, as it may be made from it.
_ENTRY_TEXT: Final = f"""
SELECT r.id, r.uid, r.number,
       iif({_ENTRY_LEAKS}, '{LEAKING}', r.title) || ' ' || coalesce(r.day, ''),
       r.number || char(10) || iif({_ENTRY_LEAKS}, '', r.title) || char(10)
       || coalesce((SELECT s.name FROM school s WHERE s.code = r.school_code), '') || char(10)
       || coalesce((SELECT group_concat(t.atom, char(10)) FROM json_tree(r.content) t
                    WHERE t.type = 'text' AND t.key NOT IN ('uuid', 'sha256')
                      AND r.kind || '/' || t.key NOT IN ({_CODED})
                      AND NOT {_LEAKS}), '')
FROM register_entry r WHERE {{where}}"""  # noqa: S608 - texts of ours
_ISSUE_TEXT: Final = """
SELECT i.rowid, i.uid, i.number, i.unit || ' ' || i.found_on,
       i.number || char(10) || i.unit || char(10) || i.source_ref || ' ' || i.source_item
       || char(10) || i.category || char(10) || i.description || char(10) || i.requirement
       || char(10) || i.responsible_unit || ' ' || i.assisting_units || ' ' || i.responsible
FROM issue i WHERE i.visit_id IS NULL AND {where}"""
FAR_BELOW: Final = -(2**61)
"""Below it are the row ids of issues of other sources."""

# Every text of a reply but codes and identities, with the issues that it answers.
_REPLY_TEXT: Final = """
SELECT 0, p.uid, p.number, s.name || ' ' || coalesce(p.received_on, ''),
       p.number || char(10) || s.name || char(10)
       || coalesce((SELECT group_concat(t.atom, char(10)) FROM json_tree(p.content) t
                    WHERE t.type = 'text' AND t.path NOT LIKE '%.photos' AND t.key NOT IN
                      ('issue', 'visit', 'verdict', 'way', 'sha256', 'until', 'checked_on')), '')
       || char(10)
       || coalesce((SELECT group_concat(i.number || ' ' || i.description, char(10))
                    FROM json_each(p.content, '$.answers') a
                    JOIN issue i ON i.uid = json_extract(a.value, '$.issue')), '')
FROM reply p JOIN school s ON s.code = p.school_code WHERE p.state <> 'discarded'
ORDER BY p.number DESC"""
# They are few and read as they stand; records are what one usually looks for.
_MOST_REPLIES: Final = 20
_CHUNK: Final = 500
_SNIPPET_BEFORE: Final = 12
_SNIPPET_LENGTH: Final = 48
_ABOVE_ALL: Final = 2**62


class _Source(NamedTuple):
    """A table whose texts are searched; its first letter stands for it in the statement.

    Attributes:
        rowid: the row id of the index for an id of the table.
        id: the id of the table for a row id of the index, 0 where it is of another table.
        removed: the column that is filled while a row lies in the recycle bin, if there is one.
        which: which rows of the table are searched.
    """

    kind: str
    table: str
    text: str
    rowid: Callable[[int], int]
    id: Callable[[int], int]
    removed: str = "deleted_at"
    which: str = "1"

    def rows(self, database: Database, where: str, *values: object) -> list[tuple[Any, ...]]:
        """Return id, uid, number, title and text of the rows that fit."""
        return database.rows(self.text.format(where=where), *values)

    def alive(self, condition: str) -> str:
        """Return which rows fit and are not in the recycle bin, newest first."""
        alias = self.kind[0]
        kept = f" AND {alias}.{self.removed} IS NULL" if self.removed else ""
        return f"{condition}{kept} ORDER BY {alias}.rowid DESC"


_VISITS: Final = _Source(
    "visit", "visit", _VISIT_TEXT, lambda i: i * 2, lambda r: r // 2 if r > 0 and r % 2 == 0 else 0
)
_NOTES: Final = _Source(
    "note", "note", _NOTE_TEXT, lambda i: i * 2 + 1, lambda r: r // 2 if r > 0 and r % 2 else 0
)
_ENTRIES: Final = _Source(
    "register", "register_entry", _ENTRY_TEXT, lambda i: -i,
    lambda r: -r if FAR_BELOW < r < 0 else 0, "removed_at",
)  # fmt: skip
_ISSUES: Final = _Source(
    "issue", "issue", _ISSUE_TEXT, lambda i: FAR_BELOW - i,
    lambda r: FAR_BELOW - r if r < FAR_BELOW else 0, "", "visit_id IS NULL",
)  # fmt: skip
_SOURCES: Final = (_VISITS, _NOTES, _ENTRIES, _ISSUES)


class SearchStore:
    """Keeps the index true and asks it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index_dirty(self, *, limit: int = _CHUNK) -> int:
        """Index up to ``limit`` dirty rows of each table; return how many were."""
        return sum(
            self._index(source, f"{source.kind[0]}.fts_dirty = 1 LIMIT {int(limit)}")
            for source in _SOURCES
        )

    def index_visit(self, uid: str) -> None:
        """Index one record now."""
        self._index(_VISITS, "v.uid = ?", uid)

    def index_entry(self, uid: str) -> None:
        """Index one entry of a register now."""
        self._index(_ENTRIES, "r.uid = ?", uid)

    def forget_visit(self, uid: str) -> None:
        """Take one record out of the index."""
        self._database.execute(
            "DELETE FROM search_index WHERE rowid = (SELECT id * 2 FROM visit WHERE uid = ?)", uid
        )

    def forget_entry(self, uid: str) -> None:
        """Take one entry of a register out of the index."""
        self._database.execute(
            "DELETE FROM search_index WHERE rowid = (SELECT -id FROM register_entry WHERE uid = ?)",
            uid,
        )

    def rebuild(self) -> None:
        """Mark everything dirty and empty the index."""
        self._database.execute("DELETE FROM search_index")
        for source in _SOURCES:
            self._database.execute(
                f"UPDATE {source.table} SET fts_dirty = 1 WHERE {source.which}"  # noqa: S608 - tables of ours
            )

    def find(self, query: str, *, limit: int) -> tuple[Hit, ...]:
        """Return the newest records, notes, entries and replies that hold every word of ``query``.

        Where there are too many, replies do not crowd out what is found besides.
        """
        if not match_expression(query):
            return ()
        replies = self._reply_hits(query)[:_MOST_REPLIES]
        hits = self._dirty_hits(query) + self._indexed_hits(query, limit=limit)
        return (*hits[: limit - len(replies)], *replies)[:limit]

    def _reply_hits(self, query: str) -> list[Hit]:
        wanted = words(query)
        rows = self._database.rows(_REPLY_TEXT)
        return [_hit("reply", row, query) for row in rows if _holds(row[4], wanted)]

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
            for source in _SOURCES:
                hits += self._hits(source, [own for i in ids if (own := source.id(i))], query)
            if len(ids) < limit:
                break
            below = ids[-1]
        return hits

    def _hits(self, source: _Source, ids: list[int], query: str) -> list[Hit]:
        if not ids:
            return []
        alias = source.kind[0]
        wanted = f"{alias}.rowid IN ({', '.join(map(str, ids))}) AND {alias}.fts_dirty = 0"
        rows = source.rows(self._database, source.alive(wanted))
        if source is _ENTRIES:
            # What was indexed before it was known to say who complains is found by it no more.
            rows = [row for row in rows if _holds(row[4], words(query))]
        return [_hit(source.kind, row, query) for row in rows]

    def _dirty_hits(self, query: str) -> list[Hit]:
        wanted = words(query)
        found: list[Hit] = []
        for source in _SOURCES:
            dirty = source.alive(f"{source.kind[0]}.fts_dirty = 1")
            found += [
                _hit(source.kind, row, query)
                for row in source.rows(self._database, dirty)
                if _holds(row[4], wanted)
            ]
        return found

    def _index(self, source: _Source, where: str, *values: object) -> int:
        rows = source.rows(self._database, where, *values)
        self._replace([(source.rowid(row[0]), row[4]) for row in rows])
        self._clean(source.table, [row[0] for row in rows])
        return len(rows)

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
            f"UPDATE {table} SET fts_dirty = 0 WHERE rowid = ?",  # noqa: S608 - a table of ours
            [(i,) for i in ids],
        )


def _holds(text: str, wanted: tuple[str, ...]) -> bool:
    normal = normalise(text)
    return all(word in normal for word in wanted)


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
