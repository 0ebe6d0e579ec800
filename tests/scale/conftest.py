"""The same workbench as the tests of services have."""

from tests.unit.services.conftest import (
    complete,
    filed,
    filled_folder,
    folder,
    workbench,
)

__all__ = ["complete", "filed", "filled_folder", "folder", "workbench"]
