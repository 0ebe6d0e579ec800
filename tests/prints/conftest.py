"""The faces and poppler's tools, as the tests of the engine have them."""

from tests.unit.reports.conftest import fonts, tool

__all__ = ["fonts", "tool"]
