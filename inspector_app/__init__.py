"""Offline workbench for school inspectors (责任督学) and their district office (督导室)."""

__version__ = "0.1.0"
