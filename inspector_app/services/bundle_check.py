"""Checks a bundle file: without a data folder as far as the file tells, with one by its roster."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspector_app.base.errors import NotFoundError, RefusedError, UserError
from inspector_app.services.context import Context
from inspector_app.services.key_trust import age_keys, trusted_roster

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import Holder, KeyRoster
    from inspector_app.exchange.statement import Statement
    from inspector_app.exchange.verify import Verified


class BundleFiles(NamedTuple):
    """What a folder holds.

    Attributes:
        bundles: files that are named as bundles are, in the order of their names.
        others: how many other archives lie there: packs, parcels, or of other programs.
    """

    bundles: tuple[Path, ...]
    others: int

    @property
    def any_sealed(self) -> bool:
        """Whether one of them is encrypted."""
        return any(map(is_sealed, self.bundles))


def bundles_in(folder: Path) -> BundleFiles:
    """Return the bundles that lie in a folder or below it."""
    from inspector_app.exchange.layout import SEALED_SUFFIX, BundleName

    archives = sorted(
        path for path in folder.rglob("*")
        if path.name.removesuffix(SEALED_SUFFIX).endswith(".zip") and path.is_file()
    )  # fmt: skip
    found = tuple(path for path in archives if BundleName.find(path.name) is not None)
    return BundleFiles(found, len(archives) - len(found))


def check_folder(folder: Path, check: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``check`` says of every bundle in a folder, refusals among the answers.

    Raises:
        NotFoundError: there is no bundle in it.
    """
    found = bundles_in(folder)
    if not found.bundles:
        raise NotFoundError(
            f"“{folder}”是文件夹，里面没有上报包（名字里有 dd1-… 的 .zip 或 .zip.age），没有核验；"
            "请写明上报包文件，或放着上报包的文件夹。"
        )
    answers = [_answer(path, check) for path in found.bundles]
    wrong = sum(not answer["ok"] for answer in answers)
    others = f"，另有 {found.others} 个不是上报包的压缩文件没有核验" if found.others else ""
    return {
        "ok": not wrong,
        "sentence": f"共 {len(answers)} 个上报包，{wrong} 个没有通过核验{others}。",
        "others": found.others,
        "bundles": answers,
    }


def _answer(path: Path, check: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    try:
        return check(path)
    except UserError as error:
        return {"ok": False, "code": error.code, "sentence": error.sentence, "file": path.name}


def is_sealed(path: Path) -> bool:
    """Say whether a file is named as an encrypted bundle is, or begins as one."""
    from inspector_app.exchange.age_file import is_encrypted
    from inspector_app.exchange.layout import SEALED_SUFFIX

    return path.suffix == SEALED_SUFFIX or is_encrypted(path)


def check_bundle(path: Path) -> dict[str, Any]:
    """Return what a bundle says and what the check has shown, without knowing whose key it is.

    Raises:
        BundleRefusedError: the first step that failed, with its code.
        RefusedError: it is encrypted, and only a data folder has keys.
        NotFoundError: there is no such file.
    """
    from inspector_app.exchange.verify import verify_bundle

    if path.is_file() and is_sealed(path):
        raise RefusedError(
            "这个上报包是加密的，要用做包的电脑或督导室的数据文件夹才能打开核验；"
            "请加上 --data 和数据文件夹。没有做任何改动。",
            code="E21",
        )
    verified = verify_bundle(path)
    return _found(path, verified, sentence=verified.sentence, holder=None)


def check_with_roster(context: Context, path: Path) -> dict[str, Any]:
    """Return the same of any bundle, opened with the keys here and judged by the roster here.

    A bundle that is not encrypted was made before its laptop had joined: its signer is looked up,
    and nothing else is asked of it.

    Raises:
        BundleRefusedError: the first step that failed, with its code.
        NotFoundError: there is no such file.
    """
    from inspector_app.exchange.verify import verify_bundle

    roster = trusted_roster(context)
    if path.is_file() and is_sealed(path):
        if roster is None:
            raise RefusedError(
                "这个上报包是加密的，而本机还没有登记名册，不能核对是谁的电脑做的；"
                "请先加入督导室。没有做任何改动。",
                code="E62",
            )
        return _opened(context, path, roster)
    verified = verify_bundle(path)
    holder = roster.holder(verified.signer.chain) if roster else None
    sentence = verified.sentence if holder is None else _confirmed(verified, holder)
    return _found(path, verified, sentence=sentence, holder=holder)


def _opened(context: Context, path: Path, roster: "KeyRoster") -> dict[str, Any]:
    from inspector_app.exchange.receiving import RosterReader, received

    def judge_chain(statement: "Statement", digest: str) -> None:
        _refuse_fork(context, statement, digest)

    reader = RosterReader(roster=roster, office=roster.office.id, judge_chain=judge_chain)
    with (
        _scratch(context) as scratch,
        received(path, keys=age_keys(context), reader=reader, scratch=scratch) as found,
    ):
        sentence = _confirmed(found.verified, found.holder)
        told = _found(path, found.verified, sentence=sentence, holder=found.holder)
        return {**told, "size": found.size}


@contextmanager
def _scratch(context: Context) -> Iterator[Path]:
    """Give out a private folder for what is decrypted; what a crash left in it goes first."""
    folder = context.folder.checking
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_fork(context: Context, statement: "Statement", digest: str) -> None:
    """Refuse a bundle that bears a number under which another one was made here (E81)."""
    from inspector_app.exchange.refusal import BundleRefusedError, Refusal

    for row in context.stores.bundles.all():
        same = (row["chain"], row["seq"]) == (statement.chain, statement.seq)
        if same and row["digest"] != digest:
            raise BundleRefusedError(Refusal.FORK, f"第 {statement.seq} 包")


def _confirmed(verified: "Verified", holder: "Holder") -> str:
    stopped = holder.key.is_revoked(seq=verified.statement.seq)
    return (
        f"{verified.name.series.title}完整，内容与清单一致，共 {len(verified.payload)} 个文件。"
        f"登记名册里，这是{holder.inspector.name}的电脑“{holder.key.device}”，"
        f"第 {verified.statement.seq} 包{'；这台电脑的登记已停用，请勿采用' if stopped else ''}。"
    )


def _found(
    path: Path, verified: "Verified", *, sentence: str, holder: "Holder | None"
) -> dict[str, Any]:
    statement, export = verified.statement, verified.statement.export
    return {
        "ok": True,
        "code": None,
        "sentence": sentence,
        "file": path.name,
        "size": verified.size,
        "digest": verified.digest,
        "chain": statement.chain,
        "seq": statement.seq,
        "prev": statement.prev,
        "type": statement.type.value,
        "period": statement.period,
        "to": statement.to,
        "export": export and export.to_value(),
        "inspector": {"id": statement.inspector.id, "name": statement.inspector.name},
        "device": holder and holder.key.device,
        "counts": dict(statement.counts),
        "fingerprint": verified.signer.fingerprint,
        "allowed_signers": verified.allowed_signers,
        "files": [{"path": f.path, "sha256": f.sha256, "size": f.size} for f in verified.payload],
    }
