"""What the office's month rests on: closing statements, the records of people, who is excused."""

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.domain.visit_options import RecordSource
from inspector_app.storage.conditions import ENTRY
from inspector_app.storage.database import Database


class StatementRow(NamedTuple):
    """The closing statement of one inspector's month.

    Attributes:
        created: when it was made, by the laptop's clock.
        named: rows of ``closing``: the records that it stands over.
        joint: rows of the visits of others that the person was on.
        figures: the person's own row, empty where it was not told.
    """

    inspector_id: str
    chain: str
    seq: int
    created: str
    taken_at: str
    named: tuple[Mapping[str, Any], ...]
    joint: tuple[Mapping[str, Any], ...]
    figures: Mapping[str, Any]


class HeldRecord(NamedTuple):
    """A record as it is at the office.

    Attributes:
        people: 责任督学, peers, and who heard a lesson in it; of a 同行登记 without the first.
        received: whether it came in a bundle.
        merged: whether an issue of it counts with another.
    """

    uid: str
    number: str
    revision: int
    status: str
    origin: str
    lead_id: str
    visited_on: str
    entry: bool
    received: bool
    merged: bool
    people: frozenset[str]


class PersonMark(NamedTuple):
    """Something that the office knows of a person; ``kind`` is no_computer, leave or no_visits."""

    uid: str
    inspector_id: str
    kind: str
    first: str
    until: str
    reason: str
    noted_at: str
    noted_by: str


_RECORDS: Final = f"""
SELECT v.uid, v.number, v.revision, v.status, v.origin, v.lead_id, v.visited_on, {ENTRY},
       EXISTS (SELECT 1 FROM office_revision r WHERE r.visit_uid = v.uid),
       EXISTS (SELECT 1 FROM same_issue s JOIN issue i ON i.uid = s.issue_uid
               WHERE i.visit_id = v.id),
       (SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id),
       (SELECT group_concat(l.listener_id, char(31)) FROM lesson l WHERE l.visit_id = v.id)
FROM visit v
WHERE v.visited_on BETWEEN ? AND ? AND v.deleted_at IS NULL AND v.status <> 'draft'
ORDER BY v.visited_on, v.number"""  # noqa: S608 - a column of ours
_MARK: Final = ", ".join(PersonMark._fields)


class OfficeMonthStore:
    """Answers for these; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def statements(self, month: str) -> dict[str, tuple[StatementRow, ...]]:
        """Return the newest closing statement of each laptop of an inspector, for one month.

        Of a person with two laptops the statement that names most comes first.
        """
        rows = self._database.rows(
            "SELECT inspector_id, chain, seq, created, taken_at, records FROM office_bundle"
            " WHERE period = ? ORDER BY taken_at, chain, seq",
            month,
        )
        found: dict[str, dict[str, StatementRow]] = {}
        for person, chain, seq, created, taken_at, packed in rows:
            records: dict[str, Any] = json.loads(zlib.decompress(packed))
            table = records.get("month_table")
            if table is None or table["month"] != month:
                continue
            found.setdefault(str(person), {})[str(chain)] = StatementRow(
                person, chain, seq, created, taken_at,
                _rows(records.get("closing", records.get("visits"))), _rows(records.get("joint")),
                table["inspectors"].get(person) or {},
            )  # fmt: skip
        return {
            person: tuple(
                sorted(of.values(), key=lambda s: (len(s.named), s.taken_at, s.chain), reverse=True)
            )
            for person, of in found.items()
        }

    def records(self, first: str, last: str) -> tuple[HeldRecord, ...]:
        """Return every record of some days that was filed once, void ones too."""
        found = []
        for *columns, entry, received, merged, peers, listeners in self._database.rows(
            _RECORDS, first, last
        ):
            lead = "" if entry else str(columns[5])
            people = {lead, *_told(peers), *_told(listeners)} - {""}
            told = (*columns, bool(entry), bool(received), bool(merged), frozenset(people))
            found.append(HeldRecord._make(told))
        return tuple(found)

    def records_with_later_events(self, lead_id: str, *, after: str, device: str) -> frozenset[str]:
        """Return the received records of a person of whose issues something was told later.

        Args:
            lead_id: 责任督学 of the records.
            after: an instant by the laptop's clock.
            device: of this folder: what was written here no laptop knows.
        """
        rows = self._database.rows(
            "SELECT DISTINCT v.uid FROM issue_event e JOIN issue i ON i.uid = e.issue_uid"
            " JOIN visit v ON v.id = i.visit_id WHERE v.lead_id = ?"
            " AND (e.recorded_at > ? OR e.origin = ?)"
            " AND EXISTS (SELECT 1 FROM office_revision r WHERE r.visit_uid = v.uid)",
            lead_id,
            after,
            device,
        )
        return frozenset(str(uid) for (uid,) in rows)

    def sources(self, uids: Iterable[str]) -> dict[str, RecordSource]:
        """Return which of some records the office wrote, and which came from a workbook."""
        rows = self._database.rows(
            "SELECT v.uid, v.origin FROM visit v WHERE v.uid IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM office_revision r WHERE r.visit_uid = v.uid)",
            json.dumps([*uids]),
        )
        return {
            str(uid): RecordSource.IMPORTED if origin == IMPORT_ORIGIN else RecordSource.TYPED
            for uid, origin in rows
        }

    # -- who is asked, and who is excused ----------------------------------------------------------

    def answering(self, *, on: str) -> frozenset[str]:
        """Return who answers for a school on a day."""
        rows = self._database.rows(
            "SELECT DISTINCT inspector_id FROM assignment WHERE start <= ?1"
            ' AND ("end" IS NULL OR "end" >= ?1)',
            on,
        )
        return frozenset(str(person) for (person,) in rows)

    def marks(self) -> tuple[PersonMark, ...]:
        """Return what is known of people now, by person."""
        rows = self._database.rows(
            f"SELECT {_MARK} FROM office_person WHERE ended_at IS NULL"  # noqa: S608 - columns of ours
            " ORDER BY inspector_id, kind, first"
        )
        return tuple(PersonMark(*row) for row in rows)

    def add_mark(self, mark: PersonMark) -> None:
        """Keep something of a person."""
        self._database.execute(
            f"INSERT INTO office_person ({_MARK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
            *mark,
        )

    def end_marks(self, inspector_id: str, kind: str, *, at: str, first: str = "") -> bool:
        """Let what is known of a person hold no more, and say whether anything did.

        With ``first`` only what begins on that day.
        """
        return bool(
            self._database.execute(
                "UPDATE office_person SET ended_at = ?1 WHERE inspector_id = ?2 AND kind = ?3"
                " AND ended_at IS NULL AND (?4 = '' OR first = ?4)",
                at,
                inspector_id,
                kind,
                first,
            )
        )

    def last_roster_versions(self) -> dict[str, int]:
        """Return which version of the roster the computer of each person held last."""
        rows = self._database.rows(
            "SELECT inspector_id, json_extract(statement, '$.roster.version') FROM office_bundle"
            " ORDER BY taken_at, chain, seq"
        )
        return {str(person): int(version) for person, version in rows if version is not None}


def _rows(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the rows of a list; what is written otherwise than agreed is none."""
    return tuple(x for x in value if isinstance(x, dict)) if isinstance(value, list) else ()


def _told(joined: str | None) -> list[str]:
    return joined.split("\x1f") if joined else []
