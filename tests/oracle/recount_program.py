"""The program as an office uses it on its workbooks: by commands alone."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from inspector_app.base.clock import FixedClock
from tests.stories.conftest import Command, command_on

# After every day that the made-up districts know.
NOW: Final = datetime(2026, 11, 22, 8, tzinfo=UTC)


class Program:
    """The office's data folder of one district."""

    def __init__(self, folder: Path) -> None:
        self.command: Command = command_on(folder / "data", FixedClock(NOW))
        self.said("init", "--district", "210304", "--role", "office")

    def said(self, *arguments: object) -> str:
        """Run a command that must be done; return what it prints."""
        code, out, complaint = self.command(*arguments)
        assert code == 0, (arguments, complaint)
        return out

    def json(self, *arguments: object) -> Any:
        """Run a command with --json."""
        return json.loads(self.said(*arguments, "--json"))

    def take(self, kind: str, path: Path) -> dict[str, Any]:
        """Import a workbook without a refused row."""
        report: dict[str, Any] = self.json("import", kind, path)
        assert report["refused"] == 0, report
        assert report["read"] == report["imported"]
        return report

    def problems(self, kind: str, path: Path) -> list[str]:
        """Return the address of every bad cell that a preview names."""
        _, out, _ = self.command("import", kind, path, "--preview", "--json")
        return [each["where"] for each in json.loads(out)["problems"]]

    def take_good_rows(self, path: Path) -> dict[str, Any]:
        """Import the good rows of a workbook that has bad ones."""
        _, out, _ = self.command("import", "visits", path, "--accept-valid", "--json")
        report: dict[str, Any] = json.loads(out)
        return report


def differing(counted: dict[str, Any], told: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return each cell whose figure is not the counted one: row, name, counted, told."""
    return [
        (*row, name, value, told_rows[row].get(name))
        for told_rows in [rows_of(told)]
        for row, figures in rows_of(counted).items()
        for name, value in figures.items()
        if told_rows[row].get(name) != value
    ]


def rows_of(table: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows of a table in JSON by what they are about."""
    rows = {("district", ""): table["district"]}
    for about in ("zones", "inspectors"):
        rows |= {(about, name): row for name, row in table[about].items()}
    return rows
