"""Opens a bundle that was encrypted for this folder and checks it against the roster of keys.

The order trusts least: the file's own hash, the header of the encryption, the whole ciphertext into
a private file, and only then the archive inside, where the signature comes before everything else.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector_app.base.clock import CHINA
from inspector_app.base.errors import EnvironmentProblem, NotFoundError, disk_reason
from inspector_app.base.files import open_file
from inspector_app.exchange import age_file
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.key_roster import Holder, KeyRoster
from inspector_app.exchange.keys import PublicKey
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.refusal import BundleRefusedError, Refusal
from inspector_app.exchange.statement import Statement
from inspector_app.exchange.verify import Verified, examine_archive, file_sha256, refuse_large

_PRIVATE: Final = 0o600

JudgeChain = Callable[[Statement, str], None]
"""Judges a statement and its digest by what is known of the chain (BundleRefusedError)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReader:
    """An office that takes what its roster vouches for.

    Attributes:
        office: the id that a statement must be addressed to.
        judge_chain: says whether the number comes next in its chain.
    """

    roster: KeyRoster
    office: str
    judge_chain: JudgeChain | None = None

    def admit_signer(self, signer: PublicKey) -> None:
        """Refuse a key that is nobody's (E62)."""
        if self.roster.holder(signer.chain) is None:
            raise BundleRefusedError(Refusal.UNKNOWN_KEY, signer.chain[:8])

    def admit_statement(self, statement: Statement, *, signer: PublicKey, digest: str) -> None:
        """Refuse what its key may not say (E63, E64, E66, E70), or what the chain does not take."""
        holder = self.holder(signer)
        key = holder.key
        if statement.inspector.id != holder.inspector.id:
            raise BundleRefusedError(Refusal.IDENTITY, statement.inspector.id)
        if key.is_revoked(seq=statement.seq):
            raise BundleRefusedError(Refusal.REVOKED)
        if not key.is_valid_on(statement.created.astimezone(CHINA).date()):
            raise BundleRefusedError(Refusal.OUT_OF_TERM)
        if statement.to != self.office:
            raise BundleRefusedError(Refusal.OTHER_ADDRESSEE, statement.to or "未写收件单位")
        if self.judge_chain is not None:
            self.judge_chain(statement, digest)

    def holder(self, signer: PublicKey) -> Holder:
        """Return whose key it is (BundleRefusedError: nobody's)."""
        found = self.roster.holder(signer.chain)
        if found is None:
            raise BundleRefusedError(Refusal.UNKNOWN_KEY, signer.chain[:8])
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A bundle that passed every step.

    Attributes:
        verified: what the archive says.
        archive: the decrypted archive, in a private file that is gone afterwards.
        sha256: of the file as it came.
        size: of the file as it came, in bytes.
        holder: whose laptop made it.
    """

    verified: Verified
    archive: Path
    sha256: str
    size: int
    holder: Holder


@contextmanager
def received(
    path: Path, *, keys: Sequence[AgeKey], reader: RosterReader, scratch: Path
) -> Iterator[Received]:
    """Check the encrypted bundle at ``path`` and give it out while the block runs.

    Args:
        path: the file; its name may have other words around the bundle's own.
        keys: the pairs that may open it.
        reader: who reads.
        scratch: a private folder on a disk of this machine.

    Raises:
        BundleRefusedError: the first step that failed, by its code.
        NotFoundError: there is no such file.
        EnvironmentProblem: it cannot be read, or the disk does not hold it.
    """
    name = BundleName.find(path.name)
    if name is None:
        raise BundleRefusedError(Refusal.DAMAGED, "文件名里没有 dd1-… 的编号")
    archive = scratch / f"{name.folder}.{secrets.token_hex(4)}.zip"
    try:
        sha256, size = _decrypted(path, archive, keys=keys, name=name)
        with open_file(archive) as stream:
            verified = examine_archive(stream, name=name, reader=reader)
        yield Received(
            verified=verified, archive=archive, sha256=sha256, size=size,
            holder=reader.holder(verified.signer),
        )  # fmt: skip
    finally:
        archive.unlink(missing_ok=True)


def _decrypted(
    path: Path, archive: Path, *, keys: Sequence[AgeKey], name: BundleName
) -> tuple[str, int]:
    """Write the archive out of the file at ``path``; return SHA-256 and size of that file."""
    try:
        with open_file(path) as source:
            refuse_large(source)
            sha256 = file_sha256(source)
            if not sha256.startswith(name.sha12):
                raise BundleRefusedError(Refusal.DAMAGED)
            age_file.check_header(source)
            archive.touch(mode=_PRIVATE, exist_ok=False)
            with archive.open("wb") as target:
                age_file.decrypt(source, target, keys=keys)
            return sha256, path.stat().st_size
    except FileNotFoundError as error:
        raise NotFoundError(f"找不到上报包文件：{path}。没有做任何改动，请检查路径。") from error
    except OSError as error:
        raise EnvironmentProblem(
            f"读不出上报包文件：{path}（{disk_reason(error)}）。没有做任何改动，请检查后重试。"
        ) from error
