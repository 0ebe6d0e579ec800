"""Whose keys are known here: pinned roots, rosters, laptops that ask, keys for what comes in."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from inspector_app.storage.database import Database


class SignedRow(NamedTuple):
    """A text as it was signed; ``signatures`` are armoured."""

    content: bytes
    signatures: tuple[bytes, ...]


class RosterRow(NamedTuple):
    """One version of the roster of keys."""

    version: int
    sha256: str
    text: SignedRow
    taken_at: str


class AgeKeyRow(NamedTuple):
    """A pair of keys for what is encrypted for this folder."""

    recipient: str
    secret: str


class EnrolmentRow(NamedTuple):
    """A laptop that asks to be enrolled, and what the office has decided.

    Attributes:
        state: ``asked``, ``accepted`` or ``refused``.
        valid_from: first day, as ``2026-11-02``; None while it is undecided.
        valid_to: last day, None while the laptop is in use.
        revoked_from_seq: bundles from this number on do not count.
        reason: why it was refused or revoked.
    """

    chain: str
    inspector_id: str
    text: SignedRow
    asked_at: str
    state: str
    decided_at: str | None
    valid_from: str | None
    valid_to: str | None
    revoked_from_seq: int | None
    reason: str


class TrustStore:
    """Reads and writes what is known of keys; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- roots -----------------------------------------------------------------------------------

    def roots(self) -> tuple[str, ...]:
        """Return the root keys that hold, in OpenSSH's text."""
        rows = self._database.rows(
            "SELECT public FROM root_key WHERE ended_at IS NULL ORDER BY pinned_at, public"
        )
        return tuple(str(public) for (public,) in rows)

    def ended_roots(self) -> tuple[tuple[str, str], ...]:
        """Return each root key that holds no more and when it ended, the last to end first."""
        rows = self._database.rows(
            "SELECT public, ended_at FROM root_key WHERE ended_at IS NOT NULL"
            " ORDER BY ended_at DESC, public"
        )
        return tuple((str(public), str(ended)) for public, ended in rows)

    def set_roots(self, publics: Sequence[str], *, at: str) -> None:
        """Let these root keys hold and no others; those that end stay listed."""
        for public in publics:
            self._database.execute(
                "INSERT INTO root_key (public, pinned_at) VALUES (?, ?)"
                " ON CONFLICT (public) DO UPDATE SET ended_at = NULL",
                public,
                at,
            )
        for known in self.roots():
            if known not in publics:
                self._database.execute(
                    "UPDATE root_key SET ended_at = ? WHERE public = ?", at, known
                )

    # -- rosters ---------------------------------------------------------------------------------

    def newest_roster(self) -> RosterRow | None:
        """Return the roster that holds, if there is one."""
        row = self._database.row(_ROSTERS + " ORDER BY version DESC LIMIT 1")
        return None if row is None else _roster(row)

    def rosters(self) -> tuple[RosterRow, ...]:
        """Return every roster that was taken since the roots were last pinned, in order."""
        return tuple(_roster(row) for row in self._database.rows(_ROSTERS + " ORDER BY version"))

    def forget_rosters(self) -> None:
        """Let no roster hold: another root was pinned, whose versions begin anew."""
        self._database.execute("DELETE FROM key_roster")

    def add_roster(self, row: RosterRow) -> None:
        """Keep a version; the same one again changes nothing."""
        self._database.execute(
            "INSERT INTO key_roster (version, sha256, content, signatures, taken_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (version) DO NOTHING",
            row.version, row.sha256, row.text.content, _signatures(row.text), row.taken_at,
        )  # fmt: skip

    # -- keys for what comes in ------------------------------------------------------------------

    def age_keys(self) -> tuple[AgeKeyRow, ...]:
        """Return every pair of this folder, the one in use first."""
        rows = self._database.rows(
            "SELECT recipient, secret FROM age_key"
            " ORDER BY retired_at IS NOT NULL, made_at DESC, recipient"
        )
        return tuple(AgeKeyRow(str(recipient), str(secret)) for recipient, secret in rows)

    def age_key(self) -> AgeKeyRow | None:
        """Return the pair in use, if there is one."""
        row = self._database.row(
            "SELECT recipient, secret FROM age_key WHERE retired_at IS NULL"
            " ORDER BY made_at DESC LIMIT 1"
        )
        return None if row is None else AgeKeyRow(str(row[0]), str(row[1]))

    def add_age_key(self, key: AgeKeyRow, *, at: str) -> None:
        """Keep a new pair and retire those before it."""
        self._database.execute("UPDATE age_key SET retired_at = ? WHERE retired_at IS NULL", at)
        self._database.execute(
            "INSERT INTO age_key (recipient, secret, made_at) VALUES (?, ?, ?)",
            key.recipient,
            key.secret,
            at,
        )

    # -- laptops that ask ------------------------------------------------------------------------

    def enrolments(self) -> tuple[EnrolmentRow, ...]:
        """Return every laptop that ever asked, in order."""
        rows = self._database.rows(_ENROLMENTS + " ORDER BY asked_at, chain")
        return tuple(_enrolment(row) for row in rows)

    def enrolment(self, chain: str) -> EnrolmentRow | None:
        """Return what is known of one laptop."""
        row = self._database.row(_ENROLMENTS + " WHERE chain = ?", chain)
        return None if row is None else _enrolment(row)

    def put_enrolment(self, row: EnrolmentRow) -> None:
        """Write what is known of one laptop over."""
        self._database.execute(
            "INSERT OR REPLACE INTO enrolment (chain, inspector_id, content, signatures, asked_at,"
            " state, decided_at, valid_from, valid_to, revoked_from_seq, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row.chain, row.inspector_id, row.text.content, _signatures(row.text), row.asked_at,
            row.state, row.decided_at, row.valid_from, row.valid_to, row.revoked_from_seq,
            row.reason,
        )  # fmt: skip


_ROSTERS = "SELECT version, sha256, content, signatures, taken_at FROM key_roster"
_ENROLMENTS = (
    "SELECT chain, inspector_id, content, signatures, asked_at, state, decided_at, valid_from,"
    " valid_to, revoked_from_seq, reason FROM enrolment"
)


def _roster(row: Sequence[object]) -> RosterRow:
    version, sha256, content, signatures, taken_at = row
    assert isinstance(version, int)
    return RosterRow(version, str(sha256), _text(content, signatures), str(taken_at))


def _enrolment(row: Sequence[object]) -> EnrolmentRow:
    chain, inspector_id, content, signatures, *rest = row
    return EnrolmentRow(chain, inspector_id, _text(content, signatures), *rest)  # type: ignore[arg-type]


def _text(content: object, signatures: object) -> SignedRow:
    assert isinstance(content, bytes)
    return SignedRow(content, tuple(s.encode() for s in json.loads(str(signatures))))


def _signatures(text: SignedRow) -> str:
    return json.dumps([signature.decode() for signature in text.signatures])
