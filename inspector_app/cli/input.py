"""What commands are given: JSON files, values."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.base.files import open_file
from inspector_app.base.texts import decoded

_MOST_BYTES: Final = 8 * 2**20


def value_in(text: str) -> Any:
    """Return a JSON object or list where the argument is one, else the text itself."""
    if text[:1] in {"{", "["}:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def object_in(path: Path) -> Mapping[str, Any]:
    """Return the JSON object of a file.

    Raises:
        InputError: the file holds something else.
    """
    data = _json_of(_read(path), name=path.name)
    if not isinstance(data, dict):
        raise InputError(f"“{path.name}”里要是一组字段（JSON 对象），没有保存任何内容。")
    return data


def objects_in(path: Path) -> list[Mapping[str, Any]]:
    """Return the JSON objects of a file, one or a list of them; ``-`` is the standard input.

    Raises:
        InputError: the file holds something else.
    """
    piped = str(path) == "-"
    name = "标准输入" if piped else path.name
    data = _json_of(_piped(name) if piped else _read(path), name=name)
    found = data if isinstance(data, list) else [data]
    if not found or not all(isinstance(each, dict) for each in found):
        raise InputError(
            f"“{name}”里要是一组字段（JSON 对象），或几组字段的列表，没有保存任何内容。"
        )
    return found


def _read(path: Path) -> bytes:
    with open_file(path) as stream:
        return stream.read(_MOST_BYTES + 1)


def _piped(name: str) -> bytes:
    try:
        return sys.stdin.read(_MOST_BYTES + 1).encode()
    except UnicodeError as error:
        raise _no_json(name) from error


def _json_of(data: bytes, *, name: str) -> Any:
    if len(data) > _MOST_BYTES:
        raise _too_large(name)
    try:
        value = json.loads(data.decode("utf-8-sig"))
        # Half of a pair of surrogates, which JSON can write and nothing can keep.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _no_json(name) from error
    return value


def _too_large(name: str) -> InputError:
    return InputError(
        f"“{name}”超过 {_MOST_BYTES // 2**20} MB，不像要读的内容，没有保存任何内容；"
        "请检查是否选错了文件。"
    )


def _no_json(name: str) -> InputError:
    return InputError(f"“{name}”不是 JSON 文件（UTF-8 文字），没有保存任何内容；请检查文件内容。")


def text_in(path: Path) -> str:
    """Return the text of a file, UTF-8 with or without a mark, or GB18030.

    Raises:
        InputError: it is neither, or too large.
    """
    data = _read(path)
    if len(data) > _MOST_BYTES:
        raise _too_large(path.name)
    text = decoded(data)
    if text is None:
        raise InputError(f"“{path.name}”的文字编码不是 UTF-8，也不是 GB18030，没有读入任何内容。")
    return text
