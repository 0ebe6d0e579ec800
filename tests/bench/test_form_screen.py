"""The measurements of a form on the screen: they run, and every line keeps to its limit."""

import os
from pathlib import Path

import pytest

from tests.bench import form_screen
from tests.bench.district import report

FULL_LENGTH = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))


@pytest.mark.slow
def test_forms_of_every_size_are_shown_and_filled_within_their_limits(tmp_path: Path) -> None:
    runs, keys, schools = (9, 400, 20_000) if FULL_LENGTH else (1, 40, 2_000)
    lines = form_screen.measure(tmp_path, runs=runs, keys=keys, schools=schools)
    print(f"\n{report(lines)}")
    # Beside other tests on a busy machine the clock says nothing but that everything was measured.
    assert all(line.ours > 0 for line in lines)
    if FULL_LENGTH:
        assert [line for line in lines if not line.passes] == []
