"""Packs: what an office has sent and to whom, and what a laptop has taken."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from inspector_app.storage.database import Database


@contextmanager
def told_as_values() -> Iterator[None]:
    """Say of rows that the tables refuse what is said of those that a reader refuses (ValueError).

    Only where the rows are others': of our own they would be a fault of the program.
    """
    import peewee
    from sqlcipher3 import dbapi2

    try:
        yield
    except (peewee.IntegrityError, dbapi2.IntegrityError) as error:
        raise ValueError(str(error)) from error


class PackPoint(NamedTuple):
    """One pack of one key of the office."""

    n: int
    digest: str


class SentPackRow(NamedTuple):
    """A pack as it was sent; ``content`` is the file."""

    chain: str
    n: int
    digest: str
    kind: str
    counts: Mapping[str, int]
    created: str
    file_name: str
    sha256: str
    content: bytes


class SentPackLine(NamedTuple):
    """A pack that was sent, without its bytes, and the laptops and people that it was for."""

    chain: str
    n: int
    kind: str
    counts: Mapping[str, int]
    created: str
    file_name: str
    laptops: tuple[str, ...]
    people: tuple[str, ...]


class TakenPackRow(NamedTuple):
    """A pack that a person has decided about.

    Attributes:
        before_n: number of the pack that was sent to this laptop before; 0 for none.
        subjects: what it said all of, so that an older pack about it is not taken any more.
        state: ``taken`` or ``declined``.
    """

    chain: str
    n: int
    digest: str
    kind: str
    counts: Mapping[str, int]
    created: str
    file_name: str
    sha256: str
    before_n: int
    subjects: tuple[str, ...]
    state: str
    at: str


class PackStore:
    """Reads and writes packs; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- the office ------------------------------------------------------------------------------

    def last_sent(self, chain: str) -> PackPoint | None:
        """Return the newest pack that was signed with a key."""
        row = self._database.row(
            "SELECT n, digest FROM pack_sent WHERE chain = ? ORDER BY n DESC LIMIT 1", chain
        )
        return None if row is None else PackPoint(int(row[0]), str(row[1]))

    def last_for(self, chain: str, laptop: str) -> PackPoint | None:
        """Return the newest pack of a key that was for a laptop."""
        row = self._database.row(
            "SELECT s.n, s.digest FROM pack_addressee a JOIN pack_sent s USING (chain, n)"
            " WHERE a.laptop = ? AND a.chain = ? ORDER BY a.n DESC LIMIT 1",
            laptop,
            chain,
        )
        return None if row is None else PackPoint(int(row[0]), str(row[1]))

    def numbers_for(self, chain: str, laptop: str) -> tuple[int, ...]:
        """Return the numbers of all packs of a key that were for a laptop, in order."""
        rows = self._database.rows(
            "SELECT n FROM pack_addressee WHERE laptop = ? AND chain = ? ORDER BY n", laptop, chain
        )
        return tuple(int(n) for (n,) in rows)

    def add_sent(self, row: SentPackRow, *, laptops: Mapping[str, str]) -> None:
        """Keep a pack that is sent to these laptops, each with the id of its inspector."""
        self._database.execute(
            "INSERT INTO pack_sent (chain, n, digest, kind, counts, created, file_name, sha256,"
            " content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *row[:4], _text(row.counts), *row[5:],
        )  # fmt: skip
        for laptop, person in laptops.items():
            self._database.execute(
                "INSERT INTO pack_addressee (chain, n, laptop, inspector_id) VALUES (?, ?, ?, ?)",
                row.chain, row.n, laptop, person,
            )  # fmt: skip

    def sent(self) -> tuple[SentPackLine, ...]:
        """Return every pack that was sent, the newest first."""
        to: dict[tuple[str, int], dict[str, str]] = {}
        for chain, n, laptop, person in self._database.rows(
            "SELECT chain, n, laptop, inspector_id FROM pack_addressee ORDER BY laptop"
        ):
            to.setdefault((chain, n), {})[laptop] = person
        rows = self._database.rows(
            "SELECT chain, n, kind, counts, created, file_name FROM pack_sent"
            " ORDER BY created DESC, n DESC"
        )
        return tuple(
            SentPackLine(
                chain, n, kind, json.loads(counts), created, file_name,
                tuple(to.get((chain, n), ())), tuple(sorted(set(to.get((chain, n), {}).values()))),
            )
            for chain, n, kind, counts, created, file_name in rows
        )  # fmt: skip

    def sent_file(self, chain: str, n: int) -> SentPackRow:
        """Return a pack with its bytes."""
        row = self._database.row(
            "SELECT chain, n, digest, kind, counts, created, file_name, sha256, content"
            " FROM pack_sent WHERE chain = ? AND n = ?",
            chain,
            n,
        )
        assert row is not None
        made = SentPackRow(*row)
        return made._replace(counts=json.loads(row[4]), content=bytes(row[8]))

    def newest_statements(self) -> tuple[tuple[str, str, str], ...]:
        """Return each laptop, whose it is, and the statement of its newest bundle that came in."""
        rows = self._database.rows(
            "SELECT b.chain, b.inspector_id, b.statement FROM office_bundle b WHERE b.seq ="
            " (SELECT max(o.seq) FROM office_bundle o WHERE o.chain = b.chain)"
        )
        return tuple((str(chain), str(person), str(text)) for chain, person, text in rows)

    # -- the laptop ------------------------------------------------------------------------------

    def decided(self) -> tuple[TakenPackRow, ...]:
        """Return every pack that was taken or declined, the newest first."""
        rows = self._database.rows(f"{_TAKEN} ORDER BY created DESC, n DESC")
        return tuple(_taken(row) for row in rows)

    def decided_one(self, chain: str, n: int) -> TakenPackRow | None:
        """Return what was decided about one pack."""
        row = self._database.row(f"{_TAKEN} WHERE chain = ? AND n = ?", chain, n)
        return None if row is None else _taken(row)

    def decided_files(self) -> Mapping[str, TakenPackRow]:
        """Return what was decided about each file, by SHA-256."""
        return {row.sha256: row for row in self.decided()}

    def put_decided(self, row: TakenPackRow) -> None:
        """Keep what was decided; a pack that was declined may be taken later."""
        self._database.execute(
            "INSERT OR REPLACE INTO pack_taken (chain, n, digest, kind, counts, created,"
            " file_name, sha256, before_n, subjects, state, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *row[:4], _text(row.counts), *row[5:9], json.dumps(row.subjects), row.state, row.at,
        )  # fmt: skip

    def foreign(self) -> frozenset[str]:
        """Return the files that are for others, by SHA-256."""
        return frozenset(str(sha) for (sha,) in self._database.rows("SELECT * FROM pack_foreign"))

    def add_foreign(self, sha256: str) -> None:
        """Remember a file that is for others."""
        self._database.execute("INSERT OR IGNORE INTO pack_foreign (sha256) VALUES (?)", sha256)


_TAKEN = (
    "SELECT chain, n, digest, kind, counts, created, file_name, sha256, before_n, subjects,"
    " state, at FROM pack_taken"
)


def _taken(row: Sequence[Any]) -> TakenPackRow:
    return TakenPackRow(*row)._replace(
        counts=json.loads(row[4]), subjects=tuple(json.loads(row[9]))
    )


def _text(counts: Mapping[str, int]) -> str:
    return json.dumps(counts, sort_keys=True)
