"""Handing over into the folder, with a fault at every call from the first to the last.

What the system does at each call of one file: ``test_faults``. Here the outbox is in it: nothing is
noted that is not there, nothing that is there is placed twice, and the next try ends well.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from inspector_app.base.errors import EnvironmentProblem, UserError
from inspector_app.bootstrap import Workbench
from inspector_app.storage.database import Database
from tests.fuse import Fuse, Killed
from tests.unit.services.conftest import (  # noqa: F401 - fixtures
    filled_folder,
    folder,
    workbench,
)
from tests.unit.services.test_share import shared, waiting_bundle  # noqa: F401 - a fixture

FAULTS: Final[dict[str, Callable[[], BaseException]]] = {
    "killed": Killed,
    "EIO": lambda: OSError(errno.EIO, "Input/output error"),
    "ENOSPC": lambda: OSError(errno.ENOSPC, "No space left on device"),
}


def _sent_until(calls: int, fault: Callable[[], BaseException], bench: Workbench) -> bool:
    """Hand over with a fault at one call; say whether it came to its end."""
    fuse = Fuse(calls, fault)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "rename", "mkdir"):
            patch.setattr(os, name, fuse.before(getattr(os, name)))
        patch.setattr(Path, "open", fuse.before(Path.open))
        patch.setattr(Database, "execute", fuse.before(Database.execute))
        try:
            bench.share.send()
        except (Killed, UserError, OSError):
            return False
    return True


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_at_any_call_of_handing_over_loses_or_doubles_a_bundle(
    workbench: Workbench,  # noqa: F811 - the fixture above
    shared: Path,  # noqa: F811 - the fixture above
    fault: str,
) -> None:
    workbench.share.join(shared)
    inbox, contents, failed, done = shared / "inbox", {}, 0, False
    for calls in range(200):
        for seq in (2 * calls + 1, 2 * calls + 2):
            content = f"sealed {seq}".encode() * 500
            contents[waiting_bundle(workbench, content, seq)] = content
        done = _sent_until(calls, FAULTS[fault], workbench)
        failed += not done

        there = {path.name: path.read_bytes() for path in inbox.rglob("*.zip.age")}
        assert there.items() <= contents.items()
        waiting = set(workbench.share.state().waiting)
        assert set(contents) - waiting <= there.keys()
        workbench.share.send()
        there = {path.name: path.read_bytes() for path in inbox.rglob("*.zip.age")}
        assert there == contents
        assert workbench.share.state().waiting == ()
        if done:
            break
    assert done
    print(f"{failed} faults ({fault}), nothing lost or doubled")
    assert failed > 10
    assert list(workbench.context.stores.journal.faults()) == []


def test_a_full_folder_is_told_and_the_bundle_waits(
    workbench: Workbench,  # noqa: F811 - the fixture above
    shared: Path,  # noqa: F811 - the fixture above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workbench.share.join(shared)
    name = waiting_bundle(workbench)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", Fuse(0, FAULTS["ENOSPC"]).before(os.fsync))
        with pytest.raises(EnvironmentProblem, match="会接着放"):
            workbench.share.send()

    assert workbench.share.state().waiting == (name,)
    assert list((shared / "inbox").rglob("dd1-*")) == []
