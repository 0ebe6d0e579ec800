"""What of the office's doings lacks its entry in the history, and the other way round.

The history is a chain of hashes; what was done stands in tables of its own, and receipts, which
laptops hold too, name how far the history went. Whoever takes rows out of one has to take them out
of all.
"""

from typing import NamedTuple

from inspector_app.storage.database import Database


class Numbered(NamedTuple):
    """A bundle or a receipt by its laptop and its number."""

    chain: str
    number: int


class OfficeLogStore:
    """Compares the two; changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bundles_unnoted(self) -> tuple[Numbered, ...]:
        """Return the bundles that were taken in without an entry."""
        return self._numbered(
            "SELECT chain, seq FROM office_bundle WHERE digest NOT IN (SELECT j.uid FROM journal j"
            " WHERE j.noun = 'office' AND j.op ->> '$.note' = '收下上报包')"
        )

    def bundles_gone(self) -> tuple[Numbered, ...]:
        """Return the bundles of which there is an entry alone."""
        return self._numbered(
            "SELECT j.op ->> '$.chain', j.op ->> '$.seq' FROM journal j"
            " WHERE j.noun = 'office' AND j.op ->> '$.note' = '收下上报包'"
            " AND j.uid NOT IN (SELECT digest FROM office_bundle)"
        )

    def bundles_skipped(self) -> tuple[Numbered, ...]:
        """Return the numbers that are missing between two bundles of one laptop."""
        return self._numbered(
            "SELECT b.chain, b.seq + 1 FROM office_bundle b JOIN office_chain c"
            " ON c.chain = b.chain WHERE b.seq < c.head_seq AND NOT EXISTS"
            " (SELECT 1 FROM office_bundle n WHERE n.chain = b.chain AND n.seq = b.seq + 1)"
        )

    def bundles_unanswered(self) -> tuple[Numbered, ...]:
        """Return the bundles that were taken in and of which nothing was or will be told."""
        return self._numbered(
            "SELECT chain, seq FROM office_bundle WHERE digest NOT IN"
            " (SELECT digest FROM office_answer WHERE result = 'accepted')"
        )

    def rows_gone(self) -> tuple[Numbered, ...]:
        """Return the bundles of which a record, an entry, an issue or a reply is here no more."""
        return self._numbered(
            "SELECT chain, seq FROM office_revision WHERE visit_uid NOT IN (SELECT uid FROM visit)"
            " UNION SELECT chain, seq FROM office_row WHERE kind = 'entry'"
            "  AND uid NOT IN (SELECT uid FROM register_entry)"
            " UNION SELECT chain, seq FROM office_row WHERE kind = 'issue'"
            "  AND uid NOT IN (SELECT uid FROM issue)"
            " UNION SELECT chain, seq FROM office_row WHERE kind = 'reply'"
            "  AND uid NOT IN (SELECT uid FROM reply)"
        )

    def files_unnoted(self) -> tuple[str, ...]:
        """Return the files that were kept aside without an entry."""
        return self._names(
            "SELECT file_name FROM office_held WHERE state <> 'known' AND sha256 NOT IN"
            " (SELECT j.uid FROM journal j WHERE j.noun = 'office')"
        )

    def files_gone(self) -> tuple[str, ...]:
        """Return the files that were kept aside and of which there is an entry alone."""
        return self._names(
            "SELECT DISTINCT substr(j.uid, 1, 12) FROM journal j WHERE j.noun = 'office'"
            " AND j.op ->> '$.note' IN ('没有收下上报包', '上报包等待前一包')"
            " AND j.uid NOT IN (SELECT sha256 FROM office_held)"
            " AND j.uid NOT IN (SELECT sealed_sha256 FROM office_bundle)"
        )

    def receipts_unnoted(self) -> tuple[Numbered, ...]:
        """Return the receipts that were signed without an entry."""
        return self._numbered(
            "SELECT chain, n FROM office_receipt WHERE sha256 NOT IN (SELECT j.uid FROM journal j"
            " WHERE j.noun = 'receipt' AND j.op ->> '$.note' = '签发回执')"
        )

    def receipts_gone(self) -> tuple[Numbered, ...]:
        """Return the receipts of which there is an entry alone, or which a laptop has seen.

        A laptop that has handed over elsewhere may have seen those of another office.
        """
        return self._numbered(
            "SELECT j.op ->> '$.chain', j.op ->> '$.n' FROM journal j"
            " WHERE j.noun = 'receipt' AND j.op ->> '$.note' = '签发回执'"
            " AND j.uid NOT IN (SELECT sha256 FROM office_receipt)"
            " UNION SELECT chain, statement ->> '$.receipt_seen.n' FROM office_bundle"
            " WHERE statement ->> '$.receipt_seen.n' IS NOT NULL"
            " AND statement ->> '$.receipt_seen.sha256' NOT IN (SELECT sha256 FROM office_receipt)"
            " AND chain NOT IN (SELECT chain FROM office_bundle WHERE statement ->> '$.x_begins')"
        )

    def receipts_ahead(self) -> tuple[Numbered, ...]:
        """Return the receipts that name an entry which is not in the history, or is another."""
        return self._numbered(
            "SELECT chain, n FROM (SELECT chain, n, CAST(content AS TEXT) AS said"
            "  FROM office_receipt) r WHERE said ->> '$.log.seq' IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM journal j WHERE j.seq = CAST(said ->> '$.log.seq' AS INTEGER)"
            "  AND j.hash = said ->> '$.log.hash')"
        )

    def answers_unnoted(self) -> tuple[str, ...]:
        """Return day and school of each 同校同日 that was answered without an entry.

        Entries of earlier versions name a question by the first letters that the clerk typed.
        """
        return self._names(
            "SELECT q.visited_on || ' ' || q.school_code FROM office_question q"
            " WHERE q.answer <> ''"
            " AND NOT EXISTS (SELECT 1 FROM journal j"
            "  WHERE j.noun = 'question' AND j.op ->> '$.note' = '同校同日答复'"
            "  AND substr(q.uid, 1, length(j.uid)) = j.uid)"
        )

    def answers_gone(self) -> tuple[str, ...]:
        """Return when each 同校同日 was answered of which there is an entry alone."""
        return self._names(
            "SELECT j.at FROM journal j"
            " WHERE j.noun = 'question' AND j.op ->> '$.note' = '同校同日答复'"
            " AND NOT EXISTS (SELECT 1 FROM office_question q WHERE q.answer <> ''"
            "  AND substr(q.uid, 1, length(j.uid)) = j.uid)"
        )

    def settled_unnoted(self) -> tuple[str, ...]:
        """Return what was settled without an entry."""
        return self._names(
            "SELECT said FROM office_conflict WHERE settled_at IS NOT NULL AND visit_uid NOT IN"
            " (SELECT j.uid FROM journal j WHERE j.op ->> '$.note' LIKE '两份已核实%')"
        )

    def _numbered(self, sql: str) -> tuple[Numbered, ...]:
        return tuple(Numbered(str(chain), int(n)) for chain, n in self._database.rows(sql))

    def _names(self, sql: str) -> tuple[str, ...]:
        return tuple(str(name) for (name,) in self._database.rows(sql))
