"""The handbook for users: every picture is shown, and nothing it points at is missing."""

import re
from pathlib import Path

from inspector_app.ui.pages.shortcuts import KEYS

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook"


def texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in HANDBOOK.glob("*.md")}


def test_every_picture_stands_on_a_page_of_the_handbook() -> None:
    whole = "".join(texts().values())
    shown = set(re.findall(r"images/([\w-]+\.png)", whole))
    assert shown == {path.name for path in (HANDBOOK / "images").glob("*.png")}


def test_every_page_of_the_handbook_is_in_its_table_of_contents() -> None:
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", texts()["README.md"]))
    assert listed == set(texts()) - {"README.md"}


def test_the_handbook_lists_every_key_of_the_window() -> None:
    page = texts()["shortcuts.md"]
    wanted = [f"| {keys} | {meaning} |" for keys, meaning in KEYS if meaning]
    assert [line for line in wanted if line not in page] == []
