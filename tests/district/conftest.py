"""The folders and records of one computer, as the tests of its services have them."""

from tests.unit.services.conftest import (
    complete,
    filed,
    filled_folder,
    folder,
    photo_file,
    workbench,
)

__all__ = ["complete", "filed", "filled_folder", "folder", "photo_file", "workbench"]
