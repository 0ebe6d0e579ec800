"""What argparse says, in Chinese."""

import re
from argparse import Action
from typing import Final, TypeVar

_Action = TypeVar("_Action", bound=Action)

_HELP: Final = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这个说明"),
)
_NAMES: Final = {
    "field": "字段", "file": "文件", "files": "文件", "limit": "几条", "no": "编号",
    "number_block": "流水号", "reason": "理由", "row": "哪一行", "seed": "种子数", "text": "文字",
    "value": "内容", "which": "哪张表", "years": "几年",
}  # fmt: skip
"""How a value is called whose argument has no name for people, by its name in the code."""
_ARGUMENT: Final = r"argument (?P<what>.+?): "
_MISTAKES: Final = (
    (r"the following arguments are required: (?P<names>.+)", "还要写明 {names}"),
    (r"one of the arguments (?P<names>.+) is required", "还要写明其中一个：{names}"),
    (r"unrecognized arguments: (?P<given>.+)", "不认识“{given}”"),
    (
        _ARGUMENT + r"invalid choice: '(?P<given>.*)' \(choose from (?P<names>.+)\)",
        "{what}没有“{given}”，可以写 {names}",
    ),
    (_ARGUMENT + "invalid int value: '(?P<given>.*)'", "{what} 要写整数，“{given}”不是"),
    (_ARGUMENT + "expected one argument", "{what} 后面要写内容"),
    (_ARGUMENT + "expected at least one argument", "{what} 至少要写一个"),
    (_ARGUMENT + "not allowed with argument (?P<names>.+)", "{what} 不能和 {names} 一起写"),
    (_ARGUMENT + "ignored explicit argument '(?P<given>.*)'", "{what} 后面不能写“{given}”"),
    (r"ambiguous option: (?P<what>.+) could match (?P<names>.+)", "{what} 不完整，可以是 {names}"),
)


def named_in_chinese(action: _Action) -> _Action:
    """Give what an argument takes a Chinese name where it has none; choices name themselves."""
    if action.metavar is None and action.choices is None and action.nargs != 0:
        action.metavar = _NAMES.get(action.dest)
    return action


def help_in_chinese(text: str) -> str:
    """Return a help text or a usage line with its set phrases in Chinese."""
    for english, chinese in _HELP:
        text = text.replace(english, chinese)
    return text


def mistake_in_chinese(message: str) -> str:
    """Return in Chinese what is wrong with a command; an unknown message stays as it is."""
    for english, chinese in _MISTAKES:
        match = re.fullmatch(english, message, re.DOTALL)
        if match is not None:
            found = match.groupdict()
            # Some releases of Python quote the names, some do not.
            names = found.get("names", "").replace("'", "").replace(", ", "、")
            return chinese.format(**{**found, "names": names})
    return message
