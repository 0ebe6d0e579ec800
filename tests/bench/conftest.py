"""The demonstration district that measurements are taken over: ten years, or one in short runs."""

import os
from pathlib import Path

import pytest

from tests.bench import district

YEARS = 10 if os.environ.get("INSPECTOR_APP_FULL_LENGTH") else 1


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its data folder, made once; measurements leave it as it is."""
    made = tmp_path_factory.mktemp("bench") / "district"
    district.build(made, years=YEARS)
    return made
