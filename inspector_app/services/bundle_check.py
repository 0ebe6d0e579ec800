"""Checks a bundle file without needing a data folder."""

from pathlib import Path
from typing import Any


def check_bundle(path: Path) -> dict[str, Any]:
    """Return what a bundle says and what the check has shown.

    Raises:
        BundleRefusedError: the first step that failed, with its code.
        NotFoundError: there is no such file.
    """
    from inspector_app.exchange.verify import verify_bundle

    verified = verify_bundle(path)
    statement = verified.statement
    return {
        "ok": True,
        "code": None,
        "sentence": verified.sentence,
        "file": path.name,
        "size": verified.size,
        "digest": verified.digest,
        "chain": statement.chain,
        "seq": statement.seq,
        "prev": statement.prev,
        "type": statement.type.value,
        "period": statement.period,
        "inspector": {"id": statement.inspector.id, "name": statement.inspector.name},
        "counts": dict(statement.counts),
        "fingerprint": verified.signer.fingerprint,
        "allowed_signers": verified.allowed_signers,
        "files": [{"path": f.path, "sha256": f.sha256, "size": f.size} for f in verified.payload],
    }
