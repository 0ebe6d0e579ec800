"""A 12-megapixel photo takes at most 1.5 times what pyvips takes, and little memory."""

import os
from pathlib import Path

import pytest

from tests.bench import photos

RUNS = 15 if os.environ.get("INSPECTOR_APP_FULL_LENGTH") else 5


@pytest.mark.parametrize("photo", ["12 Mpixel", "13 Mpixel"])
def test_a_photo_takes_at_most_one_and_a_half_times_what_pyvips_takes(photo: str) -> None:
    pytest.importorskip(
        "pyvips", reason="the yardstick pyvips is not installed", exc_type=ImportError
    )
    result = photos.compare(photo, RUNS)
    print(result)
    assert result.ratio <= photos.LIMIT


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_a_photo_takes_at_most_300_megabytes() -> None:
    peak = photos.peak_memory_mb()
    print(f"peak {peak} MB")
    assert peak <= photos.MEMORY_LIMIT_MB
