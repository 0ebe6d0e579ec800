"""How each service is made, by its name: imported where it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from inspector_app.bootstrap import (
    make_district,
    make_forms,
    make_packs,
    make_papers,
    make_phrases,
    make_records,
    make_registers,
    make_standards,
    make_trust,
    make_upwards,
)

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services

MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    **make_records.MAKERS,
    **make_forms.MAKERS,
    **make_papers.MAKERS,
    **make_registers.MAKERS,
    **make_standards.MAKERS,
    **make_trust.MAKERS,
    **make_district.MAKERS,
    **make_packs.MAKERS,
    **make_phrases.MAKERS,
    **make_upwards.MAKERS,
}
