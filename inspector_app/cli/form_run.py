"""``form run``: fill in a form by lines of JSON, as the window fills it by keys.

Nothing is saved. An author tries a form so before it is published, and a program from outside asks
what a form makes of some answers.
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.base.files import read_file
from inspector_app.cli.input import text_in
from inspector_app.cli.output import complain
from inspector_app.services import authored_forms
from inspector_app.xform import FormDef, FormError, PathError, ReadOnlyError, Session, load_form

Rows = list[Mapping[str, str]]
_PACKAGES: Final = (".form", ".zip")


class _BadLineError(Exception):
    """One line that cannot be done; the text says why and what would be right."""


def run_form(options: argparse.Namespace) -> int:
    """Do what each line of the standard input says; return 1 where one could not be done."""
    session = Session(_form_in(options.form), rosters=_rosters(options.roster))
    refused = 0
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            _do(session, _operation(line))
        except _BadLineError as error:
            refused += 1
            complain(f"第 {number} 行：{error}")
    if refused:
        complain(f"有 {refused} 行没有照做，其余各行都已照做。")
    return 1 if refused else 0


def _form_in(path: Path) -> FormDef:
    try:
        return load_form(_xml_in(path))
    except FormError as error:
        told = "；".join(map(str, error.problems[:5]))
        raise InputError(f"“{path.name}”不能作为表单打开（{told}）。请检查表单文件。") from error


def _xml_in(path: Path) -> bytes | str:
    if path.suffix.lower() == ".xml":
        return read_file(path)
    if path.suffix.lower() in _PACKAGES:
        return authored_forms.read_form_package(path).xml
    checked = authored_forms.check_source(path)
    if checked.form is None:
        raise InputError(
            f"“{path.name}”有不对的地方，还不能试填；改好后再试。",
            problems=[each.problem for each in checked.findings if each.level.value == "error"],
        )
    return checked.form.xml


def _rosters(paths: Iterable[Path]) -> Callable[[str], Rows]:
    """Return what gives the rows of a list that a form names."""
    found = {path.stem: _rows_in(path) for path in paths}

    def rows(source: str) -> Rows:
        name = Path(source).stem
        if name in found:
            return found[name]
        if len(found) == 1:
            return next(iter(found.values()))
        raise NotFoundError(f"这份表要用名单“{name}”；请用 --roster 写明 {name}.csv 在哪里。")

    return rows


def _rows_in(path: Path) -> Rows:
    return list(csv.DictReader(StringIO(text_in(path), newline="")))


# -- one line --------------------------------------------------------------------------------------


def _operation(line: str) -> Mapping[str, Any]:
    try:
        operation = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _BadLineError('不是 JSON；一行写一步，如 {"set": "/data/a", "value": "1"}') from error
    if not isinstance(operation, dict):
        raise _BadLineError('要写成一组字段（JSON 对象），如 {"dump": true}')
    return operation


def _do(session: Session, operation: Mapping[str, Any]) -> None:
    name = next((name for name in _ACTS if name in operation), None)
    if name is None:
        raise _BadLineError(f"没有写要做什么；可以写 {'、'.join(_ACTS)}")
    try:
        _ACTS[name](session, operation)
    except ReadOnlyError as error:
        raise _BadLineError(f"“{operation[name]}”是只读的或计算出来的，不能填") from error
    except PathError as error:
        raise _BadLineError(
            f'这份表里现在没有“{operation[name]}”；用 {{"dump": true}} 看有哪些'
        ) from error


def _set(session: Session, operation: Mapping[str, Any]) -> None:
    if "value" not in operation:
        raise _BadLineError('要有 value，写填的内容；空着写 ""')
    session.set(_path(operation, "set"), _stored(operation["value"]))


def _stored(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ".join(value)
    raise _BadLineError("value 要写文字、数或选项的列表")


def _path(operation: Mapping[str, Any], name: str) -> str:
    path = operation[name]
    if not isinstance(path, str):
        raise _BadLineError(f'{name} 要写题目的路径，如 "/data/a"')
    return path


def _dump(session: Session, _operation: Mapping[str, Any]) -> None:
    told = {
        path: {
            "value": state.value,
            "relevant": state.relevant,
            "required": state.required,
            "readonly": state.readonly,
            "valid": state.valid,
        }
        for path, state in session.dump().items()
    }
    print(json.dumps(told, ensure_ascii=False), flush=True)


_ACTS: Final[Mapping[str, Callable[[Session, Mapping[str, Any]], object]]] = {
    "set": _set,
    "add": lambda session, operation: session.add(_path(operation, "add")),
    "remove": lambda session, operation: session.remove(_path(operation, "remove")),
    "dump": _dump,
}
