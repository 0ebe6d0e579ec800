"""``fonts``: the office's own fonts from the command line."""

from pathlib import Path

from inspector_app.base.paths import resources
from tests.stories.conftest import Command


def test_a_font_is_switched_on_listed_and_switched_off(command: Command, tmp_path: Path) -> None:
    font = tmp_path / "单位仿宋.ttf"
    font.write_bytes((resources() / "fonts" / "InspectorFang-Regular.ttf").read_bytes())
    assert command("fonts", "list")[1].count("程序自带") == 5
    code, said = command("fonts", "set", "仿宋", font)[:2]
    assert code == 0
    assert "单位仿宋.ttf" in said
    assert said.count("程序自带") == 4
    assert command("fonts", "reset", "仿宋")[1].count("程序自带") == 5


def test_a_file_that_cannot_be_embedded_is_refused(command: Command, tmp_path: Path) -> None:
    font = tmp_path / "集合.ttc"
    font.write_bytes(b"ttcf" + bytes(40))
    assert command("fonts", "set", "宋体", font)[0] == 1
    assert command("fonts", "list")[1].count("程序自带") == 5
