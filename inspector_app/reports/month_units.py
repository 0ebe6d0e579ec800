"""The words of a month table whose rows are units and not people."""

from dataclasses import replace
from typing import Final

from inspector_app.reports.document import Block, Document, Note, Table

_HEADS: Final = {"责任督学": "单位", "责任区": "类别"}
_PEOPLE, _UNITS = "合计、各责任区和每名督学", "合计和各单位"


def of_units(made: Document) -> Document:
    """Return a month table whose rows are units and not people."""
    return replace(made, blocks=tuple(map(_of_units, made.blocks)))


def _of_units(block: Block) -> Block:
    """Return a block whose rows are units and not people."""
    if isinstance(block, Note):
        return replace(block, text=block.text.replace(_PEOPLE, _UNITS))
    if not isinstance(block, Table):
        return block
    head = tuple(
        tuple(replace(cell, text=_HEADS.get(cell.text, cell.text)) for cell in row)
        for row in block.head
    )
    return replace(block, head=head)
