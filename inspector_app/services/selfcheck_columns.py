"""The columns of the sheet in which departments fill in a self-assessment."""

from typing import Final

from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.registers.shapes import Files

TITLE: Final = "自评表"
PARTS: Final = {
    part.id: part
    for part in SELFCHECK.rows("items").fields
    if not part.fixed and not isinstance(part.shape, Files)
}
"""What a sheet may tell of an item, by the id of the field."""
HEADS: Final = {name: part.label for name, part in PARTS.items()}
"""The words over the columns."""
