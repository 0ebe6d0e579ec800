"""Which sealed records wait to be put into the shared folder for peers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from inspector_app.base.files import open_file
from inspector_app.services.context import Context
from inspector_app.services.share_carrying import Leaving

_SEALED: Final = "peers.sealed"


def sealed_before(context: Context, archive: Path, tags: Sequence[str]) -> Path | None:
    """Return the file that an archive was sealed as for these laptops; None for none."""
    known = _known(context).get(archive.name)
    if known is None or known["tags"] != list(tags):
        return None
    path = context.folder.outbox / str(known["file"])
    return path if path.is_file() else None


def keep_sealed(context: Context, archive: Path, tags: Sequence[str], made: Path) -> None:
    """Note what an archive was sealed as, inside a transaction; it waits from now on."""
    entry = {"file": made.name, "tags": list(tags), "placed": False}
    context.stores.settings.put(_SEALED, {**_known(context), archive.name: entry})


def waiting_for_peers(context: Context) -> tuple[Leaving, ...]:
    """Return the sealed files that are to be put into the folder."""
    names = [str(each["file"]) for each in _known(context).values() if not each["placed"]]
    paths = [context.folder.outbox / name for name in names]
    return tuple(_leaving(path) for path in paths if path.is_file())


def note_peers_placed(context: Context, placed: Sequence[Leaving]) -> None:
    """Note which of them stand in the folder now, inside a transaction."""
    names, known = {each.source.name for each in placed}, _known(context)
    if any(each["file"] in names for each in known.values()):
        told = {
            archive: {**each, "placed": each["placed"] or each["file"] in names}
            for archive, each in known.items()
        }
        context.stores.settings.put(_SEALED, told)


def _known(context: Context) -> Mapping[str, Any]:
    return context.stores.settings.get(_SEALED) or {}


def _leaving(path: Path) -> Leaving:
    import hashlib

    from inspector_app.exchange.layout import BundleName
    from inspector_app.exchange.share_layout import PEERS

    name = BundleName.find(path.name)
    assert name is not None
    with open_file(path) as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Leaving("", path, sha256, f"{PEERS}/{name.chain8}")
