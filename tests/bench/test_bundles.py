"""A bundle is built as fast as its files are copied, and checked as fast as they are hashed."""

import os
from pathlib import Path

import pytest

from tests.bench import bundles

FULL_LENGTH = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
PHOTOS, RUNS = (350, 5) if FULL_LENGTH else (40, 5)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_a_bundle_keeps_the_pace_of_copying_and_hashing_in_little_memory(tmp_path: Path) -> None:
    result = bundles.compare(tmp_path, count=PHOTOS, runs=RUNS)
    print(result)
    assert bundles.is_within(result), result
