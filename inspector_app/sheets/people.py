"""Inspectors by name or 督学编号, alone or in a list."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from inspector_app.sheets.errors import CellError
from inspector_app.sheets.text import key_of, plain, shown, text_of

_BETWEEN: Final = re.compile(r"[、，,;；/|\n]+")
_NAMED_AND_NUMBERED: Final = re.compile(r"(.+?)[(\[]?([0-9A-Za-z-]+)[)\]]?")
_REMEDY: Final = "请核对姓名，或填督学编号；新来的督学请先导入名册"


class People:
    """The inspectors that a workbook may name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take the name of each 督学编号."""
        self._by_id = {key_of(number): number for number in names}
        self._by_name: dict[str, list[str]] = {}
        for number, name in names.items():
            self._by_name.setdefault(key_of(name), []).append(number)

    def one(self, value: object) -> str:
        """Return the 督学编号 of the one person that a cell names.

        Raises:
            CellError: nobody or more than one has that name.
        """
        found = self._found(text_of(value))
        if not found:
            raise CellError(f"没有叫{shown(value)}的督学", _REMEDY)
        if len(found) > 1:
            raise _ambiguous(value, found)
        return found[0]

    def several(self, value: object) -> tuple[str, ...]:
        """Return the 督学编号 of each person of a list, each once, in the order of the list.

        Raises:
            CellError: one of the names belongs to nobody or to more than one.
        """
        ids: dict[str, None] = {}
        for piece in _BETWEEN.split(plain(text_of(value))):
            if piece.strip():
                ids.update(dict.fromkeys(self._in_piece(piece)))
        return tuple(ids)

    def _in_piece(self, piece: str) -> Sequence[str]:
        if self._found(piece):
            return [self.one(piece)]
        return self._split_at_spaces(piece.split())

    def _split_at_spaces(self, words: Sequence[str]) -> Sequence[str]:
        """Tell "甲 乙" (two people) from "王　伟" (one name of two characters, padded)."""
        people: list[str] = []
        at = 0
        while at < len(words):
            ends = range(len(words), at, -1)
            end = next((e for e in ends if self._found("".join(words[at:e]))), None)
            if end is None:
                raise CellError(f"没有叫{shown(words[at])}的督学", _REMEDY)
            people.append(self.one("".join(words[at:end])))
            at = end
        return people

    def _found(self, text: str) -> Sequence[str]:
        key = key_of(text)
        if key in self._by_id:
            return [self._by_id[key]]
        if key in self._by_name:
            return self._by_name[key]
        both = _NAMED_AND_NUMBERED.fullmatch(key)
        if both is None:
            return []
        number = self._by_id.get(both[2], "")
        return [number] if number in self._by_name.get(both[1], []) else []


def _ambiguous(value: object, ids: Sequence[str]) -> CellError:
    return CellError(
        f"叫{shown(value)}的督学不止一位", f"请改填督学编号：{'、'.join(sorted(ids))} 中的一个"
    )
