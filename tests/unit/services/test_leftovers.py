"""What a killed program left in the data folder is gone when it is next opened."""

from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench


def test_what_was_decrypted_or_half_written_is_gone_and_what_is_kept_aside_stays(
    folder: Path, clock: FixedClock
) -> None:
    left = [
        folder / "quarantine" / "peers.0123abcd" / "tx1-72asyext-000001-0123456789ab.zip",
        folder / "quarantine" / "parcels.0123abcd" / "0" / "x.json",
        folder / "quarantine" / "dd1-72asyext-000001-0123456789ab.zip",
        folder / "quarantine" / "0123456789abcdef-x.zip.age.0123abcd.part",
        folder / "checking" / "dd1-72asyext-000001-0123456789ab.zip",
        folder / "outbox" / "dd1-72asyext-000001-0123456789ab.zip.0123abcd.part",
        folder / "receipts" / "72asyext" / "rc1-72asyext-000001-0123456789ab.json.0123abcd.part",
        folder / "arrived" / "peers" / "x.age.0123abcd.part",
        folder / "backups" / "copy.db.part",
        folder / "inspector.db.part",
        folder / "inspector.db.part-wal",
    ]
    kept = [
        folder / "quarantine" / "0123456789abcdef-dd1-72asyext-000002-0123456789ab.zip.age",
        folder / "outbox" / "dd1-72asyext-000001-0123456789ab.zip",
        folder / "别的.part",
    ]
    for path in (*left, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with open_workbench(folder, clock=clock):
        pass
    assert [path for path in left if path.exists()] == []
    assert not (folder / "quarantine" / "peers.0123abcd").exists()
    assert all(path.exists() for path in kept)
