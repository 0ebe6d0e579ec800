"""What lies in a shared folder after years is told in seconds."""

import hashlib
import time
from pathlib import Path

from inspector_app.exchange.share_found import found_in
from inspector_app.exchange.share_layout import receipt_name
from inspector_app.exchange.share_publish import make_places

CHAINS, EACH = 25, 400
MOST_SECONDS = 5.0


def test_receipts_for_ten_thousand_bundles_are_found_in_five_seconds(tmp_path: Path) -> None:
    for number in range(CHAINS):
        chain = f"abcdefg{chr(97 + number)}"
        home = make_places(tmp_path, f"receipts/{chain}")
        for n in range(1, EACH + 1):
            sha256 = hashlib.sha256(f"{chain} {n}".encode()).hexdigest()
            name = receipt_name(chain=chain, n=n, sha256=sha256)
            (home / name).write_bytes(b"{}")
            (home / f"{name}.sig").write_bytes(b"-")
    start = time.process_time()
    found = found_in(tmp_path)
    spent = time.process_time() - start
    print(f"{len(found.receipts)} receipts found in {spent:.2f} s of processor time")
    assert len(found.receipts) == CHAINS * EACH
    assert all(each.signatures for each in found.receipts)
    assert spent < MOST_SECONDS
