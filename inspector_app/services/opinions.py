"""An 意见函 taken over from a text: a draft of the register, to be read over and filed."""

from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.base.files import open_file
from inspector_app.base.texts import decoded
from inspector_app.domain.opinion_text import read_opinion
from inspector_app.domain.registers.opinion import LISTS, OPINION
from inspector_app.services.register_edit import NewEntry, RegisterEditService

_MOST_BYTES: Final = 1_000_000


class OpinionTaken(NamedTuple):
    """A draft, and in one sentence what was read into it."""

    entry: NewEntry
    sentence: str


class OpinionService:
    """Reads texts of letters."""

    def __init__(self, register_edit: RegisterEditService) -> None:
        self._register_edit = register_edit

    def take(self, path: Path) -> OpinionTaken:
        """Begin an entry from a text file.

        Raises:
            InputError: the file is no text, or no problem was found in it; nothing is kept.
        """
        values = read_opinion(_text_of(path)).values()
        counts = {noun: len(values[name]) for name, noun in LISTS.items()}
        if not counts["问题"]:
            raise InputError(
                f"“{path.name}”里没有找到问题，没有登记；"
                "请在问题前面单独写一行标题，如“存在的主要问题”，再导入。"
            )
        made = self._register_edit.new_from_json(OPINION.id, values)
        told = "、".join(f"{noun} {number} 条" for noun, number in counts.items())
        return OpinionTaken(made, f"读出{told}，存成草稿；请核对原文，补上责任单位、责任人和时限。")


def _text_of(path: Path) -> str:
    with open_file(path) as stream:
        content = stream.read(_MOST_BYTES + 1)
    text = decoded(content) if len(content) <= _MOST_BYTES else None
    if not text or "\x00" in text:
        raise InputError(
            f"“{path.name}”不是文字文件，没有登记；请在 WPS 或 Word 里另存为纯文本（.txt）再导入。"
        )
    return text
