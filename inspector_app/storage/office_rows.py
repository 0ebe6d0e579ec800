"""What came with bundles beside the records: every state of every row, as it came."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.storage.database import Database


class TakenRow(NamedTuple):
    """One state of an entry, an issue or a reply as one laptop handed it over.

    Attributes:
        about: the issue of an event that came before its issue, the record of a picture to follow.
        number: the revision; 0 for rows that have none.
    """

    kind: str
    uid: str
    about: str
    chain: str
    seq: int
    number: int
    void: bool
    digest: str
    frozen: str
    replaces: tuple[str, ...]
    filed_at: str


class OldBundle(NamedTuple):
    """A bundle that was taken in by a program that could read less of it."""

    chain: str
    seq: int
    inspector_id: str
    records: Mapping[str, Any]


class OfficeRowStore:
    """Keeps these; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, row: TakenRow, content: Mapping[str, Any]) -> bool:
        """Keep a state, and say whether it was not here yet."""
        added = self._database.execute(
            f"INSERT OR IGNORE INTO office_row ({_ROW}, content)"  # noqa: S608 - columns of ours
            f" VALUES ({', '.join('?' * (len(row) + 1))})",
            *row._replace(void=int(row.void), replaces=json.dumps(row.replaces)),  # type: ignore[arg-type]
            zlib.compress(stable_text(dict(content)).encode()),
        )
        return bool(added)

    def states(self, kind: str, uid: str) -> tuple[TakenRow, ...]:
        """Return every state of a row that was received, in the order of arrival."""
        rows = self._database.rows(
            f"SELECT {_ROW} FROM office_row WHERE kind = ? AND uid = ? ORDER BY id",  # noqa: S608 - columns of ours
            kind,
            uid,
        )
        return tuple(_row(row) for row in rows)

    def content(self, kind: str, uid: str, *, chain: str, digest: str) -> dict[str, Any]:
        """Return what one state says."""
        row = self._database.row(
            "SELECT content FROM office_row WHERE kind = ? AND uid = ? AND chain = ?"
            " AND digest = ? ORDER BY seq DESC LIMIT 1",
            kind, uid, chain, digest,
        )  # fmt: skip
        assert row is not None
        return _said(row[0])

    def kind_of(self, uid: str) -> str:
        """Return what a uid that was received is the uid of, empty where nothing came of it."""
        row = self._database.row(
            "SELECT kind FROM office_row WHERE uid = ? AND kind NOT IN ('event', 'photo') LIMIT 1",
            uid,
        )
        return "" if row is None else str(row[0])

    def tells_of(self, issue_uid: str, person: str) -> bool:
        """Say whether a person has handed over an issue of another source."""
        found = self._database.row(
            "SELECT 1 FROM office_row r JOIN office_chain c ON c.chain = r.chain"
            " WHERE r.kind = 'issue' AND r.uid = ? AND c.inspector_id = ? LIMIT 1",
            issue_uid,
            person,
        )
        return found is not None

    def held_events(self, issue_uids: Iterable[str]) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Return the events that came before these issues, each with who handed it over."""
        rows = self._database.rows(
            "SELECT c.inspector_id, r.content FROM office_row r"
            " JOIN office_chain c ON c.chain = r.chain"
            " WHERE r.kind = 'event' AND r.about <> ''"
            "   AND r.about IN (SELECT value FROM json_each(?)) ORDER BY r.id",
            json.dumps([*issue_uids]),
        )
        return tuple((str(person), _said(content)) for person, content in rows)

    def to_follow(self) -> tuple[tuple[str, str, str], ...]:
        """Return person, record and uid of each picture that was announced and is not here."""
        rows = self._database.rows(
            "SELECT DISTINCT c.inspector_id, r.about, r.uid FROM office_row r"
            " JOIN office_chain c ON c.chain = r.chain WHERE r.kind = 'photo'"
            " AND r.uid NOT IN (SELECT uid FROM photo)"
            " AND r.uid NOT IN (SELECT uid FROM office_picture) ORDER BY c.inspector_id, r.about"
        )
        return tuple((str(person), str(visit), str(uid)) for person, visit, uid in rows)

    def continued(self) -> Mapping[str, tuple[str, int]]:
        """Return the bundle after which each laptop goes on from another one of its person."""
        rows = self._database.rows(
            "SELECT b.chain, b.statement ->> '$.continues.chain',"
            " b.statement ->> '$.continues.seq' FROM office_bundle b JOIN office_chain c"
            " ON c.chain = b.statement ->> '$.continues.chain'"
            " WHERE b.seq = 1 AND c.inspector_id = b.inspector_id"
        )
        return {str(chain): (str(before), int(seq)) for chain, before, seq in rows}

    # -- bundles of before -----------------------------------------------------------------------

    def read_with_less(self, reads: int) -> tuple[tuple[str, int], ...]:
        """Return chain and number of each bundle that a program which reads less has taken in."""
        rows = self._database.rows(
            "SELECT chain, seq FROM office_bundle WHERE read_as < ? ORDER BY taken_at, chain, seq",
            reads,
        )
        return tuple((str(chain), int(seq)) for chain, seq in rows)

    def old_bundle(self, chain: str, seq: int) -> OldBundle:
        """Return one of them with its records as they came."""
        row = self._database.row(
            "SELECT inspector_id, records FROM office_bundle WHERE chain = ? AND seq = ?",
            chain,
            seq,
        )
        assert row is not None
        return OldBundle(chain, seq, str(row[0]), _said(row[1]))

    def mark_read(self, chain: str, seq: int, *, reads: int) -> None:
        """Note by how much of a program a bundle has been read."""
        self._database.execute(
            "UPDATE office_bundle SET read_as = ? WHERE chain = ? AND seq = ?", reads, chain, seq
        )


_ROW: Final = ", ".join(TakenRow._fields)


def _row(row: Sequence[Any]) -> TakenRow:
    found = TakenRow(*row)
    return found._replace(void=bool(found.void), replaces=tuple(json.loads(row[9])))


def _said(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(content))
    return found
