"""The office as a reader of bundles: judges by the roster, and remembers what it was told."""

from collections.abc import Callable
from typing import Protocol

from inspector_app.base.override import override
from inspector_app.exchange.key_roster import KeyRoster
from inspector_app.exchange.keys import PublicKey
from inspector_app.exchange.receiving import RosterReader
from inspector_app.exchange.statement import Statement


class Witness(Protocol):
    """What is known for sure of a bundle: set only from what a genuine signature covers."""

    chain: str
    person: str
    seq: int
    digest: str
    period: str


class _WitnessedReader(RosterReader):
    """As the roster's reader; a refusal can then be answered to the laptop that signed."""

    _tell: Witness

    @override
    def admit_statement(self, statement: Statement, *, signer: PublicKey, digest: str) -> None:
        # The statement is signed by this key, and names its chain: verify has seen to that.
        self._tell.chain, self._tell.seq = signer.chain, statement.seq
        self._tell.digest = digest
        self._tell.person = self.holder(signer).inspector.id
        self._tell.period = statement.period or ""
        super().admit_statement(statement, signer=signer, digest=digest)


def witnessed_reader(
    roster: KeyRoster, *, tell: Witness, judge: Callable[[Statement, str], None]
) -> RosterReader:
    """Return a reader for the office of the roster."""
    made = _WitnessedReader(roster=roster, office=roster.office.id, judge_chain=judge)
    object.__setattr__(made, "_tell", tell)
    return made
