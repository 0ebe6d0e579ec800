"""Wrong use of a command is told in Chinese, from the first word to the last."""

import re
from argparse import Action, ArgumentParser

import pytest

from inspector_app.cli.parser import build_parser


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("visit dance", "动作没有“dance”，可以写 new、set"),
        ("visit set", "还要写明 编号、字段、内容"),
        ("visit add-photo 1", "还要写明 文件"),
        ("search 安全 --limit x", "--limit 要写整数，“x”不是"),
        ("search 安全 --limit", "--limit 后面要写内容"),
        ("schools here", "不认识“here”"),
        ("visits --json=1", "--json 后面不能写“1”"),
        ("visit add-photo 1 a.jpg --lesson 1 --issue 1", "--issue 不能和 --lesson 一起写"),
        ("departure", "还要写明其中一个：--school --plan"),
        ("visit signing 1 --d x", "--d 不完整，可以是 --docx、--draft"),
    ],
)
def test_a_mistake_in_a_command_is_one_chinese_sentence(
    typed: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args(typed.split())
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.startswith("用法：")
    assert f"命令写法不对：{told}" in said
    assert not re.search(
        "argument|choice|choose|invalid|required|expected|ambiguous|allowed|one of", said
    )


@pytest.mark.parametrize("command", ["", "visit", "bundle export", "month"])
def test_help_has_no_english_phrase(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args([*command.split(), "--help"])
    said = capsys.readouterr().out
    assert "选项：" in said
    assert not re.search("usage:|arguments:|options:|and exit", said)


def test_a_command_is_the_same_whether_the_others_are_made_or_not() -> None:
    every = commands_of(build_parser())
    for name, whole in every.items():
        alone = commands_of(build_parser(["--data", "somewhere", name]))
        assert {name: alone[name].format_help()} == {name: whole.format_help()}
        assert list(alone) == [name]
    assert list(commands_of(build_parser(["no-such"]))) == list(every)


def commands_of(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    (found,) = (each for each in parser._actions if isinstance(each.choices, dict))
    return dict(found.choices or {})


def _arguments(parser: ArgumentParser, path: str = "") -> list[tuple[str, Action]]:
    """Return every argument that takes a value, with the command that it belongs to."""
    found: list[tuple[str, Action]] = []
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for name, one in action.choices.items():
                found += _arguments(one, f"{path} {name}".strip())
        elif action.nargs != 0 and action.choices is None:
            found.append((path, action))
    return found


def test_what_an_argument_takes_is_never_called_by_its_name_in_the_code() -> None:
    called = {
        f"{command} {action.dest}"
        for command, action in _arguments(build_parser())
        if action.metavar is None
    }
    assert called == set()
