"""The faces and poppler's tools as the tests of the engine have them, and filed records."""

from tests.unit.reports.conftest import fonts, tool
from tests.unit.services.conftest import complete, filed, filled_folder, folder, workbench

__all__ = ["complete", "filed", "filled_folder", "folder", "fonts", "tool", "workbench"]
